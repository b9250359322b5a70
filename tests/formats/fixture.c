/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidecars by hand, and folders that last for one test. */

#include "fixture.h"

#include <string.h>

#include <glib/gstdio.h>

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

TandaiSidecar *
fixture_sidecar (const char *text)
{
  TandaiArticle article = { .path = (char *) "/article.txt",
                            .sha256 =
                                (char *) "0000000000000000000000000000000000000000000000000000000000000000",
                            .origin = { "UTF-8", TANDAI_NEWLINE_LF, FALSE } };
  TandaiSidecar *sidecar;

  article.file = g_file_new_for_path (article.path);
  article.text = tandai_text_new (text);
  sidecar = tandai_sidecar_new (&article, "");
  sidecar->status = TANDAI_STATUS_DONE;
  tandai_text_unref (article.text);
  g_object_unref (article.file);
  return sidecar;
}

void
fixture_add_full (TandaiSidecar *sidecar, const TandaiSpanFields *fields)
{
  g_ptr_array_add (sidecar->spans, tandai_span_new (fields));
  g_ptr_array_sort (sidecar->spans, compare_spans);
}

/* Ranges are written as brat writes them: "0 5;9 12". */
void
fixture_add (TandaiSidecar *sidecar, const char *id, const char *label, const char *ranges)
{
  g_auto (GStrv) parts = g_strsplit (ranges, ";", -1);
  TandaiRange list[8];
  TandaiSpanFields fields = { .id = id, .label = label, .ranges = list };

  for (; parts[fields.n_ranges] != NULL; fields.n_ranges++)
    g_assert_cmpint (sscanf (parts[fields.n_ranges], "%u %u", &list[fields.n_ranges].start,
                             &list[fields.n_ranges].end),
                     ==, 2);
  fixture_add_full (sidecar, &fields);
}

void
fixture_relate (TandaiSidecar *sidecar, const char *id, const char *from, const char *to)
{
  TandaiRelationFields fields = { .id = id, .type = "source", .from = from, .to = to };

  g_ptr_array_add (sidecar->relations, tandai_relation_new (&fields));
}

GPtrArray *
fixture_write (const TandaiFormat *format,
               const TandaiSidecar *sidecar,
               const TandaiExportOptions *options,
               TandaiReport *report)
{
  GPtrArray *files = tandai_format_files_new ();
  TandaiExportArticle article = { "a/b.txt", "a/b", NULL, sidecar, tandai_schema_get_default () };
  gpointer state = format->begin != NULL ? format->begin (options) : NULL;

  format->write (state, &article, options, files, report);
  if (format->end != NULL)
    format->end (state, files);
  return files;
}

char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tandai-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
fixture_remove (const char *folder)
{
  g_autoptr (GDir) children = g_dir_open (folder, 0, NULL);
  const char *name;

  while (children != NULL && (name = g_dir_read_name (children)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK) || !g_file_test (child, G_FILE_TEST_IS_DIR))
        g_assert_cmpint (g_unlink (child), ==, 0);
      else
        fixture_remove (child);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
fixture_put (const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

char *
fixture_get (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}
