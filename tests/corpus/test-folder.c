/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/tandai-article.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-folder.h"

typedef struct
{
  char *folder;
} Fixture;

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
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
  g_assert_cmpint (g_remove (path), ==, 0);
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
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* The listed paths, relative to the fixture's folder, one a line. */
static char *
list (Fixture *fixture, const char *below)
{
  g_autofree char *path = g_build_filename (fixture->folder, below, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) base = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = tandai_folder_list (folder, NULL, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_relative_path (base, files->pdata[i]);

      g_string_append_printf (names, "%s\n", name);
    }
  return g_string_free (names, FALSE);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (fixture->folder, "pipe.txt", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "b", "loop", NULL);
  g_autofree char *linked = g_build_filename (fixture->folder, "linked.txt", NULL);
  g_autofree char *dangling = g_build_filename (fixture->folder, "dangling.txt", NULL);
  g_autofree char *names = NULL;

  put (fixture, "b/c.txt", "");
  put (fixture, "b/d/e.txt", "");
  put (fixture, "b-a.txt", "");
  put (fixture, "Z.txt", "");
  put (fixture, "notes.md", "");
  put (fixture, ".hidden.txt", "");
  put (fixture, ".git/x.txt", "");
  put (fixture, "Z.txt.tandai.json", "{}");
  put (fixture, "tandai.txt", "");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("Z.txt", linked), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  names = list (fixture, "");
  g_assert_cmpstr (names, ==, "Z.txt\nb-a.txt\nb/c.txt\nb/d/e.txt\nlinked.txt\ntandai.txt\n");
}

static void
test_globs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *names = NULL;

  put (fixture, "tandai.json",
       "{\"format\": \"tandai-corpus/1\", \"articles\": [\"*.md\", \"news/*.txt\", \"*.json\"], \"labels\": "
       "[{\"name\": \"actor\"}]}");
  put (fixture, "a.md", "");
  put (fixture, "a.md.tandai.json", "{}");
  put (fixture, "a.txt", "");
  put (fixture, "sub/b.md", "");
  put (fixture, "sub/b.txt", "");
  put (fixture, "news/c.txt", "");
  put (fixture, "own/tandai.json",
       "{\"format\": \"tandai-corpus/1\", \"articles\": [\"*.csv\"], \"labels\": [{\"name\": \"actor\"}]}");
  put (fixture, "own/d.md", "");
  put (fixture, "own/d.csv", "");
  put (fixture, "own/deep/e.csv", "");
  put (fixture, "data.json", "");
  names = list (fixture, "");
  g_assert_cmpstr (names, ==, "a.md\ndata.json\nnews/c.txt\nown/d.csv\nown/deep/e.csv\nsub/b.md\n");
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;

  put (fixture, "a.txt", "");
  tandai_folder_list_async (folder, NULL, list_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  files = tandai_folder_list_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 1);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) missing = g_file_new_build_filename (fixture->folder, "missing\033[31m", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_folder_list (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (strchr (error->message, '\033'));
  g_clear_error (&error);
  put (fixture, "sub/tandai.json", "{}");
  g_assert_null (tandai_folder_list (folder, NULL, &error));
  g_assert_nonnull (strstr (error->message, "sub/tandai.json"));
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (tandai_folder_list (folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GPtrArray *
resolve (Fixture *fixture, const char *first, const char *second)
{
  g_autofree char *a = g_build_filename (fixture->folder, first, NULL);
  g_autofree char *b = second != NULL ? g_build_filename (fixture->folder, second, NULL) : NULL;
  const char *const paths[] = { a, b, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *items = tandai_folder_resolve (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
put_sidecar (Fixture *fixture, const char *name, const char *annotator)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *sidecar_path = *annotator != '\0' ? g_strdup_printf ("%s.%s.tandai.json", path, annotator)
                                                     : g_strconcat (path, ".tandai.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TandaiArticle) article = tandai_article_load (file, NULL, NULL, NULL);
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_new (article, annotator);
  TandaiStamp stamp = { FALSE };

  g_assert_true (tandai_sidecar_save (sidecar, sidecar_path, &stamp, NULL, NULL));
}

/* What is resolved, as NAME(ANNOTATORS)ROOT?NAMED. */
static char *
describe (GPtrArray *items)
{
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      TandaiFolderItem *item = items->pdata[i];
      g_autofree char *annotators = g_strjoinv (",", item->annotators);

      g_string_append_printf (to, "%s(%u:%s)%s%s%s ", item->name, g_strv_length (item->annotators),
                              annotators, item->root != NULL ? "+" : "", item->annotator != NULL ? "=" : "",
                              item->annotator != NULL ? item->annotator : "");
    }
  return g_string_free (to, FALSE);
}

static void
test_resolve (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *first;
    const char *second;
    const char *expected;
  } cases[] = {
    { "in", NULL, "a.txt(2:,siti)+ b.txt(0:)+ sub/c.txt(1:siti)+ sub/gone.txt(1:siti)+ " },
    { "in/a.txt", NULL, "a.txt(2:,siti) " },
    { "in/a.txt.siti.tandai.json", NULL, "a.txt(2:,siti)=siti " },
    { "in/a.txt.tandai.json", NULL, "a.txt(2:,siti)= " },
    { "in/b.txt", "in/a.txt", "a.txt(2:,siti) b.txt(0:) " },
    { "in/b.txt", "in/b.txt", "b.txt(0:) " },
    { "in/sub", "other/x.md", "in/sub/c.txt(1:siti)+ in/sub/gone.txt(1:siti)+ other/x.md(0:) " },
    { "in/sub/gone.txt.siti.tandai.json", NULL, "gone.txt(1:siti)=siti " },
    { "in/a.txt", "in/sub", "a.txt(2:,siti) sub/c.txt(1:siti)+ sub/gone.txt(1:siti)+ " },
    { "in/notes.md", NULL, "notes.md(0:) " },
    { "broken", NULL, "gone.txt.siti(1:)+ " },
  };
  g_autofree char *gone = g_build_filename (fixture->folder, "in/sub/gone.txt", NULL);

  put (fixture, "in/a.txt", "a");
  put (fixture, "in/b.txt", "b");
  put (fixture, "in/notes.md", "n");
  put (fixture, "in/sub/c.txt", "c");
  put (fixture, "in/sub/gone.txt", "g");
  put (fixture, "other/x.md", "x");
  put (fixture, "broken/gone.txt.siti.tandai.json", "{");
  put_sidecar (fixture, "in/a.txt", "");
  put_sidecar (fixture, "in/a.txt", "siti");
  put_sidecar (fixture, "in/sub/c.txt", "siti");
  put_sidecar (fixture, "in/sub/gone.txt", "siti");
  g_assert_cmpint (g_unlink (gone), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = resolve (fixture, cases[i].first, cases[i].second);
      g_autofree char *described = describe (items);

      g_assert_cmpstr (described, ==, cases[i].expected);
    }
}

static void
test_resolve_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing\n.txt", NULL);
  const char *const paths[] = { fixture->folder, path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_folder_resolve (paths, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (strchr (error->message, '\n'));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/corpus/folder/list", test_list);
  ADD ("/corpus/folder/globs", test_globs);
  ADD ("/corpus/folder/async", test_async);
  ADD ("/corpus/folder/errors", test_errors);
  ADD ("/corpus/folder/resolve", test_resolve);
  ADD ("/corpus/folder/resolve-missing", test_resolve_missing);
  return g_test_run ();
}
