/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/tandai-document-commands.h"
#include "corpus/tandai-index.h"

#define N_MANY 10000

typedef struct
{
  GFile *folder;
  TandaiIndex *index;
} Fixture;

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (g_file_peek_path (fixture->folder), name, NULL);
}

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = path_of (fixture, name);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

/* Many files, without waiting for the disk. */
static void
scribble (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = path_of (fixture, name);
  int fd = g_open (path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0644);

  g_assert_cmpint (write (fd, content, strlen (content)), ==, (gssize) strlen (content));
  close (fd);
}

static void
take_away (Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
annotate (
    Fixture *fixture, const char *name, const char *annotator, const char *label, guint start, guint end)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (fixture->folder, name);
  g_autoptr (TandaiDocument) document = tandai_document_load (file, annotator, fixture->folder, NULL, NULL);
  const TandaiRange range = { start, end };

  g_assert_nonnull (tandai_document_add_span (document, label, &range, 1, NULL));
  g_assert_true (tandai_document_set_status (document, TANDAI_STATUS_DONE, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);

  fixture->folder = g_file_new_for_path (path);
  fixture->index = tandai_index_new (fixture->folder);
  put (fixture, "a.txt", "Harga beras naik.\nKata warga.\n");
  put (fixture, "b/dua.txt", "Gubernur menolak.\n");
  put (fixture, "b/tiga.txt", "");
  put (fixture, "lain.md", "Bukan artikel.\n");
  annotate (fixture, "a.txt", "", "actor", 0, 5);
  annotate (fixture, "a.txt", "siti", "actor", 0, 5);
  annotate (fixture, "a.txt", "siti", "place", 6, 11);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->folder);
  g_clear_object (&fixture->index);
}

static TandaiIndexChanges *
refresh (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TandaiIndexChanges *changes = tandai_index_refresh (fixture->index, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return changes;
}

/* Until the clock has gone on so far that times prove something. */
static void
settle (Fixture *fixture)
{
  guint n_read;

  do
    {
      g_autoptr (TandaiIndexChanges) changes = refresh (fixture);

      n_read = changes->n_read;
    }
  while (n_read > 0);
}

static char *
describe (const TandaiIndexRow *row)
{
  g_autofree char *annotators = g_strjoinv ("+", row->annotators);
  GString *line = g_string_new (NULL);

  g_string_printf (line, "%s|%s|%s|%u|%s|", row->path, row->title != NULL ? row->title : "-",
                   tandai_status_to_string (row->status), row->n_spans, annotators);
  for (guint i = 0; i < row->n_labels; i++)
    g_string_append_printf (line, "%s=%u ", row->labels[i].name, row->labels[i].n_spans);
  return g_string_free (line, FALSE);
}

static void
check_rows (Fixture *fixture, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tandai_index_list (fixture->index, NULL, &error);
  const char *wanted;
  guint n = 0;
  va_list args;

  g_assert_no_error (error);
  va_start (args, fixture);
  while ((wanted = va_arg (args, const char *)) != NULL)
    {
      g_autofree char *found = n < rows->len ? describe (rows->pdata[n]) : NULL;

      g_assert_cmpstr (found, ==, wanted);
      n++;
    }
  va_end (args);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
check_whole (Fixture *fixture)
{
  check_rows (fixture, "a.txt|Harga beras naik.|done|3|+siti|actor=2 place=1 ",
              "b/dua.txt|Gubernur menolak.|new|0||", "b/tiga.txt|-|new|0||", NULL);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiIndexChanges) changes = refresh (fixture);
  g_autoptr (GPtrArray) rows = tandai_index_list (fixture->index, NULL, NULL);
  const TandaiIndexRow *row = rows->pdata[1];

  g_assert_cmpuint (changes->n_articles, ==, 3);
  g_assert_cmpuint (changes->n_read, ==, 3);
  g_assert_cmpuint (changes->n_removed, ==, 0);
  g_assert_cmpuint (changes->failures->len, ==, 0);
  check_whole (fixture);
  g_assert_cmpuint (row->size, ==, strlen ("Gubernur menolak.\n"));
  g_assert_cmpint (ABS (row->mtime - g_get_real_time () / G_USEC_PER_SEC), <, 3600);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiIndexChanges) changes = NULL;

  settle (fixture);
  put (fixture, "b/dua.txt", "Gubernur setuju.\n");
  put (fixture, "c.txt", "Baru.\n");
  annotate (fixture, "a.txt", "siti", "place", 0, 5);
  take_away (fixture, "b/tiga.txt");
  changes = refresh (fixture);
  g_assert_cmpuint (changes->n_articles, ==, 3);
  g_assert_cmpuint (changes->n_read, ==, 3);
  g_assert_cmpuint (changes->n_removed, ==, 1);
  check_rows (fixture, "a.txt|Harga beras naik.|done|4|+siti|actor=2 place=2 ",
              "b/dua.txt|Gubernur setuju.|new|0||", "c.txt|Baru.|new|0||", NULL);
  take_away (fixture, "a.txt.tandai.json");
  settle (fixture);
  check_rows (fixture, "a.txt|Harga beras naik.|done|3|siti|actor=1 place=2 ",
              "b/dua.txt|Gubernur setuju.|new|0||", "c.txt|Baru.|new|0||", NULL);
}

/* An article that is gone is what its sidecars have of it; one that can't be read says why. */
static void
test_gone_and_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *binary = path_of (fixture, "b/dua.txt");
  g_autoptr (TandaiIndexChanges) changes = NULL;
  g_autoptr (TandaiIndexChanges) again = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  take_away (fixture, "a.txt");
  take_away (fixture, "a.txt.siti.tandai.json");
  g_assert_true (g_file_set_contents (binary, "a\0b", 3, NULL));
  changes = refresh (fixture);
  g_assert_cmpuint (changes->failures->len, ==, 1);
  g_assert_nonnull (strstr (changes->failures->pdata[0], "dua.txt"));
  check_rows (fixture, "a.txt|Harga beras naik.|done|1||actor=1 ", "b/dua.txt|-|new|0||",
              "b/tiga.txt|-|new|0||", NULL);
  settle (fixture);
  again = refresh (fixture);
  g_assert_cmpuint (again->failures->len, ==, 1);
  rows = tandai_index_list (fixture->index, NULL, NULL);
  g_assert_cmpint (((TandaiIndexRow *) rows->pdata[0])->mtime, ==, 0);
  g_assert_nonnull (((TandaiIndexRow *) rows->pdata[1])->failure);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes = NULL;

  g_assert_null (tandai_index_list (fixture->index, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  changes = refresh (fixture);
  g_assert_cmpint (g_unlink (tandai_index_get_path (fixture->index)), ==, 0);
  settle (fixture);
  check_whole (fixture);
}

/* Every kind of damage: what is no database, half of one, one with holes in each place, none at all. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const char *path = tandai_index_get_path (fixture->index);
  g_autofree char *content = NULL;
  gsize n_bytes;

  settle (fixture);
  g_assert_true (g_file_get_contents (path, &content, &n_bytes, NULL));
  g_assert_true (
      g_file_set_contents (path, "Bukan basis data, tetapi cukup panjang untuk dibaca.", -1, NULL));
  settle (fixture);
  check_whole (fixture);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  settle (fixture);
  check_whole (fixture);
  for (gsize cut = 100; cut < n_bytes; cut += 4096)
    {
      g_autofree char *holed = g_memdup2 (content, n_bytes);
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (TandaiIndexChanges) changes = NULL;

      g_assert_true (g_file_set_contents (path, content, (gssize) cut, NULL));
      changes = refresh (fixture);
      check_whole (fixture);
      memset (holed + cut, 0xff, MIN (4096, n_bytes - cut));
      g_assert_true (g_file_set_contents (path, holed, (gssize) n_bytes, NULL));
      rows = tandai_index_list (fixture->index, NULL, NULL);
      g_clear_pointer (&changes, tandai_index_changes_free);
      changes = refresh (fixture);
    }
}

static void
test_other_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiIndexChanges) changes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  sqlite3 *db;

  settle (fixture);
  g_assert_cmpint (sqlite3_open (tandai_index_get_path (fixture->index), &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 999; DROP TABLE vocabulary", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  rows = tandai_index_list (fixture->index, NULL, NULL);
  g_assert_null (rows);
  changes = refresh (fixture);
  g_assert_cmpuint (changes->n_read, ==, 3);
  check_whole (fixture);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strconcat (tandai_index_get_path (fixture->index), ".lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes = refresh (fixture);
  int fd = g_open (name, O_RDWR | O_CLOEXEC, 0);
  sqlite3 *db;

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_null (tandai_index_refresh (fixture->index, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  check_whole (fixture);
  close (fd);
  g_clear_error (&error);
  put (fixture, "a.txt", "Harga turun.\n");
  g_assert_cmpint (sqlite3_open (tandai_index_get_path (fixture->index), &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (tandai_index_refresh (fixture->index, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  /* Who only reads is not kept waiting. */
  check_whole (fixture);
  sqlite3_close (db);
}

static void
test_many_others (Fixture *fixture, gconstpointer data)
{
  put (fixture, "d/0.html", "");
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("d/%u.html", i);

      scribble (fixture, name, "");
    }
  settle (fixture);
  check_whole (fixture);
}

/* Names that are no UTF-8, and such as end a line. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  put (fixture, "z\xff\xfe.txt", "Satu.\n");
  put (fixture, "z\ny.txt", "Dua.\n");
  put (fixture, "z'; DROP TABLE articles; --.txt", "Tiga.\n");
  settle (fixture);
  check_rows (fixture, "a.txt|Harga beras naik.|done|3|+siti|actor=2 place=1 ",
              "b/dua.txt|Gubernur menolak.|new|0||", "b/tiga.txt|-|new|0||", "z\ny.txt|Dua.|new|0||",
              "z'; DROP TABLE articles; --.txt|Tiga.|new|0||", "z\xff\xfe.txt|Satu.|new|0||", NULL);
}

static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/korpus");
  g_autoptr (TandaiIndex) index = tandai_index_new (nowhere);
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_index_refresh (index, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* So many old versions pile up that all is made anew. */
static void
test_worn (Fixture *fixture, gconstpointer data)
{
  put (fixture, "e/000.txt", "");
  for (guint round = 0; round < 6; round++)
    {
      for (guint i = 0; i < 500; i++)
        {
          g_autofree char *name = g_strdup_printf ("e/%03u.txt", i);
          g_autofree char *content = g_strdup_printf ("Kali %u\n", round);

          scribble (fixture, name, content);
        }
      settle (fixture);
    }
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("e/%03u.txt", i);

      take_away (fixture, name);
    }
  settle (fixture);
  check_whole (fixture);
}

static void
cancel_cb (guint done, guint total, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_index_refresh (fixture->index, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  settle (fixture);
  check_whole (fixture);
}

typedef struct
{
  guint told;
  guint total;
  TandaiIndexChanges *changes;
  GPtrArray *rows;
} Async;

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  Async *async = user_data;

  g_assert_cmpuint (done, <=, total);
  async->told++;
  async->total = total;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Async *) user_data)->rows = tandai_index_list_finish (TANDAI_INDEX (source), result, NULL);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Async *async = user_data;

  async->changes = tandai_index_refresh_finish (TANDAI_INDEX (source), result, NULL);
  tandai_index_list_async (TANDAI_INDEX (source), NULL, listed_cb, async);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  Async async = { 0 };

  tandai_index_refresh_async (fixture->index, progress_cb, &async, NULL, refreshed_cb, &async);
  while (async.rows == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (async.told, >, 0);
  g_assert_cmpuint (async.total, ==, 3);
  g_assert_cmpuint (async.changes->n_read, ==, 3);
  g_assert_cmpuint (async.rows->len, ==, 3);
  g_ptr_array_unref (async.rows);
  tandai_index_changes_free (async.changes);
}

#define ADD(name, function) g_test_add ("/index/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("rows", test_rows);
  ADD ("changes", test_changes);
  ADD ("gone-and-unreadable", test_gone_and_unreadable);
  ADD ("missing", test_missing);
  ADD ("damaged", test_damaged);
  ADD ("other-version", test_other_version);
  ADD ("locked", test_locked);
  ADD ("many-others", test_many_others);
  ADD ("names", test_names);
  ADD ("vanished", test_vanished);
  ADD ("worn", test_worn);
  ADD ("cancelled", test_cancelled);
  ADD ("async", test_async);
  return g_test_run ();
}
