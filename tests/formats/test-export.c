/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "core/tandai-paths.h"
#include "formats/tandai-export.h"

typedef struct
{
  char *folder;
  GPtrArray *items;
} Fixture;

/* A list of names, one of which is empty. */
#define UNNAMED ","

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

static void
save_sidecar (const char *path, const char *annotator, TandaiStatus status)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = tandai_article_load (file, NULL, NULL, &error);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autofree char *to = tandai_paths_sidecar (path, annotator);
  TandaiStamp stamp = { FALSE };

  g_assert_no_error (error);
  sidecar = tandai_sidecar_new (article, annotator);
  sidecar->status = status;
  fixture_add (sidecar, "s1", "actor", "0 4");
  tandai_sidecar_save (sidecar, to, &stamp, NULL, &error);
  g_assert_no_error (error);
}

static void
add_article (Fixture *fixture, const char *name, const char *annotators, TandaiStatus status)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_auto (GStrv) list = annotators != NULL ? g_strsplit (annotators, ",", -1) : NULL;
  TandaiExportItem *item = g_new0 (TandaiExportItem, 1);

  fixture_put (fixture->folder, name, "satu dua tiga\n");
  if (g_strcmp0 (annotators, UNNAMED) == 0)
    g_clear_pointer (&list[1], g_free);
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    save_sidecar (path, list[i], status);
  item->file = g_file_new_for_path (path);
  item->name = g_strdup (name);
  item->annotators = (const char *const *) (list != NULL ? g_steal_pointer (&list) : g_new0 (char *, 1));
  g_ptr_array_add (fixture->items, item);
}

static void
item_free (TandaiExportItem *item)
{
  g_object_unref (item->file);
  g_free ((char *) item->name);
  g_strfreev ((char **) item->annotators);
  g_free (item);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->items);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

static TandaiExportResult *export(Fixture *fixture,
                                  const TandaiFormat *format,
                                  const TandaiExportSelection *selection,
                                  GError **error)
{
  g_autofree char *output = g_build_filename (fixture->folder, "out", NULL);
  const TandaiExportJob job = { format, fixture->items, selection, &options, output };

  return tandai_export_run (&job, NULL, error);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    TandaiExportSelection selection;
    guint n_exported;
    guint n_left_out;
    guint n_failures;
  } selections[] = {
    { { NULL, NULL, FALSE }, 2, 3, 1 },       { { NULL, "done", FALSE }, 1, 4, 1 },
    { { NULL, "excluded", FALSE }, 1, 4, 1 }, { { NULL, "new", FALSE }, 2, 3, 1 },
    { { NULL, NULL, TRUE }, 4, 1, 1 },        { { NULL, "done", TRUE }, 2, 3, 1 },
    { { "siti", NULL, FALSE }, 1, 5, 0 },     { { "nobody", NULL, FALSE }, 0, 6, 0 },
  };

  add_article (fixture, "done.txt", UNNAMED, TANDAI_STATUS_DONE);
  add_article (fixture, "excluded.txt", UNNAMED, TANDAI_STATUS_EXCLUDED);
  add_article (fixture, "named.txt", "siti,budi", TANDAI_STATUS_DONE);
  add_article (fixture, "new.txt", UNNAMED, TANDAI_STATUS_NEW);
  add_article (fixture, "progress.txt", UNNAMED, TANDAI_STATUS_IN_PROGRESS);
  add_article (fixture, "unannotated.txt", NULL, TANDAI_STATUS_NEW);
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TandaiExportResult) result =
          export(fixture, &tandai_format_jsonl, &selections[i].selection, &error);
      g_autofree char *written = fixture_get (fixture->folder, "out");
      guint n_lines = 0;

      g_assert_no_error (error);
      g_test_message ("selection %u", i);
      g_assert_cmpuint (result->n_exported, ==, selections[i].n_exported);
      g_assert_cmpuint (result->n_left_out, ==, selections[i].n_left_out);
      g_assert_cmpuint (result->failures->len, ==, selections[i].n_failures);
      for (const char *p = written; *p != '\0'; p++)
        n_lines += *p == '\n';
      g_assert_cmpuint (n_lines, ==, selections[i].n_exported);
    }
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  const TandaiExportSelection selection = { NULL };
  g_autoptr (TandaiExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_article (fixture, "a.txt", UNNAMED, TANDAI_STATUS_DONE);
  add_article (fixture, "b.txt", UNNAMED, TANDAI_STATUS_DONE);
  add_article (fixture, "c.txt", UNNAMED, TANDAI_STATUS_DONE);
  fixture_put (fixture->folder, "b.txt.tandai.json", "{\"format\":");
  fixture_put (fixture->folder, "c.txt", "satu lain\n");
  result = export(fixture, &tandai_format_jsonl, &selection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_exported, ==, 2);
  g_assert_cmpuint (result->n_spans, ==, 2);
  g_assert_cmpuint (result->n_changed, ==, 1);
  g_assert_cmpuint (result->failures->len, ==, 1);
  g_assert_nonnull (strstr (result->failures->pdata[0], "b.txt.tandai.json"));
}

/* Two articles can want one name: the first has it, the second is said, and nothing of it is written. */
static void
test_names_that_meet (Fixture *fixture, gconstpointer data)
{
  const TandaiExportSelection selection = { NULL };
  g_autoptr (TandaiExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  add_article (fixture, "a", UNNAMED, TANDAI_STATUS_DONE);
  add_article (fixture, "a.txt", UNNAMED, TANDAI_STATUS_DONE);
  result = export(fixture, &tandai_format_conll, &selection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_exported, ==, 1);
  g_assert_cmpuint (result->failures->len, ==, 1);
  written = fixture_get (fixture->folder, "out/a.conll");
  g_assert_cmpstr (written, ==, "satu\tB-actor\ndua\tO\ntiga\tO\n\n");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const TandaiExportSelection selection = { NULL };
  g_autofree char *output = g_build_filename (fixture->folder, "out", NULL);
  const TandaiExportJob job = { &tandai_format_brat, fixture->items, &selection, &options, output };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_article (fixture, "a.txt", UNNAMED, TANDAI_STATUS_DONE);
  g_cancellable_cancel (cancellable);
  g_assert_null (tandai_export_run (&job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/formats/export/selection", test_selection);
  ADD ("/formats/export/failures", test_failures);
  ADD ("/formats/export/names-that-meet", test_names_that_meet);
  ADD ("/formats/export/cancelled", test_cancelled);
  return g_test_run ();
}
