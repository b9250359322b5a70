/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "corpus/tandai-corpus.h"
#include "corpus/tandai-date-range.h"
#include "corpus/tandai-folder.h"
#include "corpus/tandai-index.h"

typedef struct
{
  char *folder;
  TandaiCorpus *corpus;
  guint n_told;
  guint n_first;
} Fixture;

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static GFile *
file_of (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

/* Writes a sidecar as the program does, with a span over the first word of each of the labels. */
static void
annotate (Fixture *fixture, const char *name, const char *annotator, TandaiStatus status, const char *label)
{
  g_autoptr (GFile) file = file_of (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiDocument) document = tandai_document_load (file, annotator, NULL, NULL, &error);
  TandaiRange range = { 0, 4 };

  g_assert_no_error (error);
  if (label != NULL)
    g_assert_nonnull (tandai_document_add_span (document, label, &range, 1, &error));
  g_assert_true (tandai_document_set_status (document, status, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->corpus != NULL)
    tandai_corpus_close (fixture->corpus);
  g_clear_object (&fixture->corpus);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

/* The list as it is told to whoever follows it by its signals alone. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->n_told);
  fixture->n_told += added - removed;
  if (fixture->n_first == 0)
    fixture->n_first = added;
  g_assert_cmpuint (fixture->n_told, ==, g_list_model_get_n_items (model));
}

static void
open_folder (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  fixture->corpus = tandai_corpus_new (folder);
  g_signal_connect (fixture->corpus, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

/* What is shown, one a line. */
static char *
show (Fixture *fixture)
{
  GString *names = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->corpus));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TandaiCorpusItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->corpus), i);

      g_string_append_printf (names, "%s\n", tandai_corpus_item_get_path (item));
    }
  return g_string_free (names, FALSE);
}

#define WAIT(condition)                                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    guint timeout = g_timeout_add_seconds (8, timeout_cb, NULL);                                             \
                                                                                                             \
    while (!(condition))                                                                                     \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (timeout);                                                                               \
  }                                                                                                          \
  G_STMT_END

static gboolean
is_read (Fixture *fixture)
{
  TandaiCorpusCounts counts;

  tandai_corpus_get_counts (fixture->corpus, &counts);
  return !counts.is_listing && counts.n_unread == 0;
}

static gboolean
shows (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = show (fixture);

  return strcmp (shown, expected) == 0;
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = show (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
ask (Fixture *fixture, const char *text, guint statuses, const char *label, TandaiCorpusSort sort)
{
  char *labels[] = { (char *) label, NULL };
  TandaiCorpusQuery query = { (char *) text, statuses, label != NULL ? labels : NULL, sort };

  tandai_corpus_set_query (fixture->corpus, &query);
}

/* The same articles in the same order as in a listing all at once, whatever the folder holds. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *loop = g_build_filename (fixture->folder, "b", "loop", NULL);
  g_autofree char *linked = g_build_filename (fixture->folder, "linked.txt", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "pipe.txt", NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GPtrArray) files = NULL;
  const char *names[] = { "b/c.txt",     "b/d/e.txt",       "b-a.txt",      "Z.txt",      "notes.md",
                          ".hidden.txt", ".git/x.txt",      "b.txt",        "tandai.txt", "b/own/x.csv",
                          "b/own/y.txt", "b/own/sub/z.csv", "\xff\xfe.txt", "a\nb.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    put (fixture, names[i], "Satu.\n");
  put (fixture, "b/own/tandai.json",
       "{\"format\": \"tandai-corpus/1\", \"articles\": [\"*.csv\", \"sub/*.csv\"], \"labels\": [{\"name\": "
       "\"actor\"}]}");
  put (fixture, "Z.txt.tandai.json", "{}");
  put (fixture, "gone.txt.tandai.json", "{}");
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("Z.txt", linked), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  files = tandai_folder_list (folder, NULL, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_relative_path (folder, files->pdata[i]);

      g_string_append_printf (expected, "%s\n", name);
    }
  open_folder (fixture);
  WAIT (is_read (fixture));
  assert_shown (fixture, expected->str);
  g_assert_nonnull (strstr (expected->str, "\xff\xfe.txt"));
}

static void
test_batches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) last = file_of (fixture, "sub/09999.txt");

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%05u.txt", i % 2 == 0 ? "" : "sub/", i);

      put (fixture, name, "");
    }
  open_folder (fixture);
  WAIT (is_read (fixture));
  /* A screenful was there before the rest. */
  g_assert_cmpuint (fixture->n_first, <, 100);
  g_assert_cmpuint (fixture->n_told, ==, 10000);
  g_assert_cmpuint (tandai_corpus_find (fixture->corpus, last), ==, 9999);
  ask (fixture, "sub/0000", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "sub/00001.txt\nsub/00003.txt\nsub/00005.txt\nsub/00007.txt\nsub/00009.txt\n"));
}

static void
put_three (Fixture *fixture)
{
  put (fixture, "a.txt", "Warga Demak berkumpul.\n");
  put (fixture, "b.txt", "Bupati Kupang hadir.\n");
  put (fixture, "c.txt", "Ändern und zählen.\n");
  annotate (fixture, "a.txt", "", TANDAI_STATUS_DONE, "actor");
  annotate (fixture, "b.txt", "", TANDAI_STATUS_IN_PROGRESS, "place");
  annotate (fixture, "c.txt", "siti", TANDAI_STATUS_DONE, "quote");
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiCorpusItem) first = NULL;
  g_autoptr (TandaiCorpusItem) last = NULL;
  TandaiCorpusCounts counts;

  put_three (fixture);
  put (fixture, "d.txt", "Empat.\n");
  put (fixture, "d.txt.tandai.json", "{\"format\": 1");
  open_folder (fixture);
  WAIT (is_read (fixture));
  first = g_list_model_get_item (G_LIST_MODEL (fixture->corpus), 0);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->corpus), 2);
  g_assert_cmpstr (tandai_corpus_item_get_title (first), ==, "Warga Demak berkumpul.");
  g_assert_cmpint (tandai_corpus_item_get_status (first), ==, TANDAI_STATUS_DONE);
  g_assert_cmpuint (tandai_corpus_item_get_n_spans (first), ==, 1);
  g_assert_null (tandai_corpus_item_get_annotators (first));
  /* What somebody else did is seen, but is not what is to be done here. */
  g_assert_cmpint (tandai_corpus_item_get_status (last), ==, TANDAI_STATUS_NEW);
  g_assert_cmpuint (tandai_corpus_item_get_n_spans (last), ==, 1);
  g_assert_cmpstr (tandai_corpus_item_get_annotators (last), ==, "siti");
  g_clear_object (&last);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->corpus), 3);
  g_assert_true (tandai_corpus_item_is_broken (last));
  g_assert_cmpstr (tandai_corpus_item_get_title (last), ==, "Empat.");
  tandai_corpus_get_counts (fixture->corpus, &counts);
  g_assert_cmpuint (counts.n_articles, ==, 4);
  g_assert_cmpuint (counts.n_done, ==, 1);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  put_three (fixture);
  open_folder (fixture);
  WAIT (is_read (fixture));
  ask (fixture, "demak WARGA", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\n");
  ask (fixture, "ÄNDERN", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "c.txt\n"));
  ask (fixture, "siti", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "c.txt\n");
  ask (fixture, "b.txt", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "b.txt\n");
  ask (fixture, "", 1 << TANDAI_STATUS_NEW | 1 << TANDAI_STATUS_IN_PROGRESS, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "b.txt\nc.txt\n");
  ask (fixture, NULL, 0, "place", TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "b.txt\n");
  ask (fixture, NULL, 0, "nowhere", TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "");
  ask (fixture, NULL, 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\nb.txt\nc.txt\n");
}

static void
test_dates (void)
{
  const struct
  {
    const char *range;
    const char *date;
    gboolean held;
  } cases[] = {
    { "2026-01..2026-03", "2026-01-01", TRUE },
    { "2026-01..2026-03", "2026-03-31T23:59:00+07:00", TRUE },
    { "2026-01..2026-03", "2026-04-01", FALSE },
    { "2026-01..2026-03", "2025-12-31", FALSE },
    { "2026-01-15..2026-01-15", "2026-01-15", TRUE },
    { "2026-01-15..2026-01-15", "2026-01-16", FALSE },
    { "2025..2026", "2026-12-31", TRUE },
    { "2026-02..", "2026-01-31", FALSE },
    { "2026-02..", "2027", TRUE },
    { "..2026-02", "2026-02-28", TRUE },
    { "..2026-02", "2026-03-01", FALSE },
    { "2026-03..2026-01", "2026-02-01", FALSE },
    /* As far as it is known. */
    { "2026-02..2026-03", "2026", TRUE },
    { "..2026-02", NULL, FALSE },
    { "..2026-02", "kemarin", FALSE },
  };
  const char *none[] = { "..", "2026-01", "2026-1..", "a..b", "2026-01..b", "2026-01-011..", "2026..2027.." };
  TandaiDateRange range;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (tandai_date_range_parse (&range, cases[i].range));
      g_assert_cmpint (tandai_date_range_holds (&range, cases[i].date), ==, cases[i].held);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (tandai_date_range_parse (&range, none[i]));
}

static void
date (Fixture *fixture, const char *name, const char *published)
{
  g_autoptr (GFile) file = file_of (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiDocument) document = tandai_document_load (file, "", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (tandai_document_set_metadata (document, "published", published, &error));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
}

static void
test_filter_by_date (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "Satu.\n");
  put (fixture, "b.txt", "Dua.\n");
  put (fixture, "c.txt", "Tiga.\n");
  date (fixture, "a.txt", "2026-01-05");
  date (fixture, "b.txt", "2026-03-31T10:00:00+07:00");
  open_folder (fixture);
  WAIT (is_read (fixture));
  ask (fixture, "2026-01", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\n");
  ask (fixture, "2026-01..2026-03", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\nb.txt\n");
  ask (fixture, "2026-02.. dua", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "b.txt\n"));
  ask (fixture, "..2025", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "");
}

static gboolean
is_indexed (Fixture *fixture)
{
  TandaiCorpusCounts counts;

  tandai_corpus_get_counts (fixture->corpus, &counts);
  return !counts.is_searching && counts.n_to_index == 0;
}

static void
put_texts (Fixture *fixture)
{
  put (fixture, "a.txt", "Berita pagi.\nWarga Demak dikorupsi lagi, kata anti-korupsi.\n");
  put (fixture, "b.txt", "Korupsi di Kupang.\nTanpa kabar.\n");
  put (fixture, "sub/c.txt", "Berita sore.\nHujan di Demak tahun 2026, 01 orang. Anti yang korupsi.\n");
}

/* A word in the text counts as one in the title, and each word may be in another of them. */
static void
test_filter_by_text (Fixture *fixture, gconstpointer data)
{
  put_texts (fixture);
  open_folder (fixture);
  tandai_corpus_use_index (fixture->corpus);
  WAIT (is_read (fixture));
  ask (fixture, "DEMAK", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "a.txt\nsub/c.txt\n"));
  ask (fixture, "korupsi", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "a.txt\nb.txt\nsub/c.txt\n"));
  ask (fixture, "sore demak", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "sub/c.txt\n"));
  /* Of several terms, the text itself is asked. */
  ask (fixture, "anti-korupsi", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "a.txt\n"));
  ask (fixture, "dikorup", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "a.txt\n"));
  /* A date is one of publication. */
  ask (fixture, "2026-01", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, ""));
  ask (fixture, "...", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (is_indexed (fixture) && shows (fixture, ""));
  g_assert_null (tandai_corpus_get_text_failure (fixture->corpus));
}

/* The list follows what is written into the articles while a word is looked for. */
static void
test_text_changes (Fixture *fixture, gconstpointer data)
{
  put_texts (fixture);
  open_folder (fixture);
  tandai_corpus_use_index (fixture->corpus);
  WAIT (is_read (fixture));
  ask (fixture, "banjir", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (is_indexed (fixture) && shows (fixture, ""));
  put (fixture, "b.txt", "Kabar.\nBanjir di Kupang.\n");
  WAIT (shows (fixture, "b.txt\n"));
  put (fixture, "sub/d.txt", "Kabar.\nAda banjir.\n");
  WAIT (shows (fixture, "b.txt\nsub/d.txt\n"));
  put (fixture, "b.txt", "Kabar.\nSurut.\n");
  WAIT (shows (fixture, "sub/d.txt\n"));
}

/* What is asked for last is what is shown, however fast it is asked. */
static void
test_text_typing (Fixture *fixture, gconstpointer data)
{
  const char *typed[] = { "k", "ku", "kup", "kupang", "hujan", "" };

  put_texts (fixture);
  open_folder (fixture);
  tandai_corpus_use_index (fixture->corpus);
  WAIT (is_read (fixture) && is_indexed (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    ask (fixture, typed[i], 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\nb.txt\nsub/c.txt\n");
  for (guint i = 0; i < G_N_ELEMENTS (typed) - 1; i++)
    ask (fixture, typed[i], 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "sub/c.txt\n"));
  tandai_corpus_close (fixture->corpus);
}

/* Where no index can be made, the rest is found all the same, and it is said. */
static void
test_no_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (TandaiIndex) index = tandai_index_new (folder);

  g_assert_cmpint (g_mkdir_with_parents (tandai_index_get_path (index), 0777), ==, 0);
  put_texts (fixture);
  open_folder (fixture);
  tandai_corpus_use_index (fixture->corpus);
  WAIT (is_read (fixture));
  ask (fixture, "pagi", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "a.txt\n"));
  WAIT (tandai_corpus_get_text_failure (fixture->corpus) != NULL);
  ask (fixture, "demak", 0, NULL, TANDAI_CORPUS_SORT_PATH);
  WAIT (shows (fixture, "") && is_indexed (fixture));
  ask (fixture, NULL, 0, NULL, TANDAI_CORPUS_SORT_PATH);
  assert_shown (fixture, "a.txt\nb.txt\nsub/c.txt\n");
  g_assert_null (tandai_corpus_get_text_failure (fixture->corpus));
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  put_three (fixture);
  open_folder (fixture);
  WAIT (is_read (fixture));
  ask (fixture, NULL, 0, NULL, TANDAI_CORPUS_SORT_STATUS);
  assert_shown (fixture, "c.txt\nb.txt\na.txt\n");
  ask (fixture, NULL, 0, NULL, TANDAI_CORPUS_SORT_SPANS);
  assert_shown (fixture, "a.txt\nb.txt\nc.txt\n");
  ask (fixture, NULL, 0, NULL, TANDAI_CORPUS_SORT_TITLE);
  WAIT (shows (fixture, "b.txt\na.txt\nc.txt\n"));
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) a = file_of (fixture, "a.txt");
  g_autoptr (GFile) b = file_of (fixture, "b.txt");
  g_autoptr (GFile) c = file_of (fixture, "c.txt");
  g_autoptr (GFile) next = NULL;
  g_autoptr (GFile) after = NULL;
  g_autoptr (GFile) before = NULL;
  g_autoptr (GFile) unfinished = NULL;
  g_autoptr (GFile) itself = NULL;
  g_autoptr (GFile) none = NULL;
  g_autoptr (GError) error = NULL;

  put_three (fixture);
  open_folder (fixture);
  WAIT (is_read (fixture));
  next = tandai_corpus_step (fixture->corpus, a, 1);
  g_assert_true (g_file_equal (next, b));
  g_assert_null (tandai_corpus_step (fixture->corpus, a, -1));
  g_assert_null (tandai_corpus_step (fixture->corpus, c, 1));
  unfinished = tandai_corpus_find_unfinished (fixture->corpus, c, NULL, &error);
  g_assert_true (g_file_equal (unfinished, b));
  /* From an article that is not shown it goes on at its place. */
  ask (fixture, NULL, 1 << TANDAI_STATUS_NEW | 1 << TANDAI_STATUS_DONE, NULL, TANDAI_CORPUS_SORT_PATH);
  after = tandai_corpus_step (fixture->corpus, b, 1);
  before = tandai_corpus_step (fixture->corpus, b, -1);
  g_assert_true (g_file_equal (after, c));
  g_assert_true (g_file_equal (before, a));
  itself = tandai_corpus_find_unfinished (fixture->corpus, c, NULL, &error);
  g_assert_true (g_file_equal (itself, c));
  ask (fixture, NULL, 1 << TANDAI_STATUS_DONE, NULL, TANDAI_CORPUS_SORT_PATH);
  none = tandai_corpus_find_unfinished (fixture->corpus, a, NULL, &error);
  g_assert_null (none);
  g_assert_no_error (error);
}

/* The article that is open stays in sight when it no longer matches, until it is left. */
static void
test_current (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) b = file_of (fixture, "b.txt");
  g_autoptr (GFile) c = file_of (fixture, "c.txt");

  put_three (fixture);
  open_folder (fixture);
  WAIT (is_read (fixture));
  tandai_corpus_set_current (fixture->corpus, b);
  ask (fixture, NULL, 1 << TANDAI_STATUS_NEW | 1 << TANDAI_STATUS_IN_PROGRESS, NULL, TANDAI_CORPUS_SORT_PATH);
  annotate (fixture, "b.txt", "", TANDAI_STATUS_DONE, NULL);
  tandai_corpus_update (fixture->corpus, b, "Judul", TANDAI_STATUS_DONE, 2);
  assert_shown (fixture, "b.txt\nc.txt\n");
  tandai_corpus_set_current (fixture->corpus, c);
  WAIT (shows (fixture, "c.txt\n"));
}

static void
test_changes_on_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiCorpusItem) item = NULL;
  g_autofree char *from = g_build_filename (fixture->folder, "c.txt", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "0.txt", NULL);
  g_autofree char *sub = g_build_filename (fixture->folder, "sub", NULL);

  put_three (fixture);
  open_folder (fixture);
  WAIT (is_read (fixture));
  item = g_list_model_get_item (G_LIST_MODEL (fixture->corpus), 1);
  annotate (fixture, "b.txt", "budi", TANDAI_STATUS_DONE, "actor");
  WAIT (g_strcmp0 (tandai_corpus_item_get_annotators (item), "budi") == 0);
  annotate (fixture, "b.txt", "", TANDAI_STATUS_EXCLUDED, "actor");
  WAIT (tandai_corpus_item_get_status (item) == TANDAI_STATUS_EXCLUDED);
  g_assert_cmpuint (tandai_corpus_item_get_n_spans (item), ==, 2);
  put (fixture, "bb.txt", "Baru.\n");
  WAIT (shows (fixture, "a.txt\nb.txt\nbb.txt\nc.txt\n"));
  g_assert_cmpint (g_rename (from, to), ==, 0);
  WAIT (shows (fixture, "0.txt\na.txt\nb.txt\nbb.txt\n"));
  put (fixture, "sub/x/y.txt", "Dalam.\n");
  WAIT (shows (fixture, "0.txt\na.txt\nb.txt\nbb.txt\nsub/x/y.txt\n"));
  put (fixture, "sub/x/z.txt", "Dalam.\n");
  WAIT (shows (fixture, "0.txt\na.txt\nb.txt\nbb.txt\nsub/x/y.txt\nsub/x/z.txt\n"));
  remove_tree (sub);
  WAIT (shows (fixture, "0.txt\na.txt\nb.txt\nbb.txt\n"));
}

static void
failed_cb (TandaiCorpus *corpus, const GError *error, char **message)
{
  g_free (*message);
  *message = g_strdup (error->message);
}

static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  put (fixture, "a.txt", "Satu.\n");
  open_folder (fixture);
  g_signal_connect (fixture->corpus, "failed", G_CALLBACK (failed_cb), &message);
  WAIT (is_read (fixture));
  remove_tree (fixture->folder);
  WAIT (message != NULL);
  g_assert_nonnull (strstr (message, fixture->folder));
  g_assert_cmpstr (tandai_corpus_get_failure (fixture->corpus), ==, message);
  put (fixture, "b.txt", "Dua.\n");
  tandai_corpus_look_again (fixture->corpus);
  WAIT (shows (fixture, "b.txt\n"));
  g_assert_null (tandai_corpus_get_failure (fixture->corpus));
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  put (fixture, "notes.md", "");
  open_folder (fixture);
  WAIT (is_read (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->corpus)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/corpus/corpus/dates", test_dates);
#define ADD(name, function) g_test_add ("/corpus/corpus/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("order", test_order);
  ADD ("batches", test_batches);
  ADD ("states", test_states);
  ADD ("filter", test_filter);
  ADD ("filter-by-date", test_filter_by_date);
  ADD ("filter-by-text", test_filter_by_text);
  ADD ("text-changes", test_text_changes);
  ADD ("text-typing", test_text_typing);
  ADD ("no-index", test_no_index);
  ADD ("sort", test_sort);
  ADD ("step", test_step);
  ADD ("current", test_current);
  ADD ("changes-on-disk", test_changes_on_disk);
  ADD ("vanished", test_vanished);
  ADD ("none", test_none);
  return g_test_run ();
}
