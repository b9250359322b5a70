/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "core/tandai-bulk.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-find.h"

typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
  TandaiDocument *document;
} Fixture;

static void
open_article (Fixture *fixture, const char *text, const char *sidecar)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  fixture->article = g_build_filename (fixture->folder, "a.txt", NULL);
  fixture->sidecar = g_strconcat (fixture->article, ".tandai.json", NULL);
  g_assert_true (g_file_set_contents (fixture->article, text, -1, NULL));
  if (sidecar != NULL)
    g_assert_true (g_file_set_contents (fixture->sidecar, sidecar, -1, NULL));
  file = g_file_new_for_path (fixture->article);
  fixture->document = tandai_document_load (file, "", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
close_article (Fixture *fixture)
{
  g_object_unref (fixture->document);
  g_remove (fixture->sidecar);
  g_remove (fixture->article);
  g_rmdir (fixture->folder);
  g_free (fixture->sidecar);
  g_free (fixture->article);
  g_free (fixture->folder);
}

static void
tag (Fixture *fixture, const char *label, const TandaiRange *ranges, guint n_ranges)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (tandai_document_add_span (fixture->document, label, ranges, n_ranges, &error));
  g_assert_no_error (error);
}

static guint
n_spans (Fixture *fixture)
{
  return tandai_annotation_set_get_n_spans (tandai_document_get_annotations (fixture->document));
}

/* What stands under the label already is left alone, also inside a longer span; another label is no
 * hindrance. */
static void
test_one_step (void)
{
  Fixture fixture;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) untagged = NULL;
  g_autoptr (GError) error = NULL;
  const TandaiRange torn[] = { { 29, 33 }, { 35, 38 } };

  open_article (&fixture, "Joko, Joko Widodo, Joko. “Ya, Joko, ya.”\n", NULL);
  tag (&fixture, "actor", &(TandaiRange){ 6, 17 }, 1);
  tag (&fixture, "quote", torn, 2);
  tag (&fixture, "place", &(TandaiRange){ 0, 4 }, 1);
  places = tandai_find (tandai_document_get_text (fixture.document), "joko", 0, NULL, NULL, NULL);
  g_assert_cmpuint (places->len, ==, 4);
  untagged =
      tandai_bulk_list_untagged (tandai_document_get_annotations (fixture.document), "actor", places, NULL);
  g_assert_cmpuint (untagged->len, ==, 3);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (n_spans (&fixture), ==, 6);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", &error), ==, 0);
  g_assert_cmpstr (tandai_history_peek_undo (tandai_document_get_history (fixture.document))->title, ==,
                   "Tag all");
  g_assert_true (tandai_document_undo (fixture.document));
  g_assert_cmpuint (n_spans (&fixture), ==, 3);
  /* The quote has a gap where a Joko stands: that one lies in none of its fragments. */
  g_clear_pointer (&untagged, g_array_unref);
  untagged =
      tandai_bulk_list_untagged (tandai_document_get_annotations (fixture.document), "quote", places, NULL);
  g_assert_cmpuint (untagged->len, ==, 4);
  close_article (&fixture);
}

static void
test_locked (void)
{
  Fixture fixture;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GError) error = NULL;

  open_article (&fixture, "Joko\n", "{");
  places = tandai_find (tandai_document_get_text (fixture.document), "joko", 0, NULL, NULL, NULL);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", &error), ==, 0);
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY);
  g_assert_null (tandai_history_peek_undo (tandai_document_get_history (fixture.document)));
  close_article (&fixture);
}

/* More than can be tagged at once are tagged by turns, each a step of its own. */
static void
test_many (void)
{
  Fixture fixture;
  g_autoptr (GString) chars = g_string_new (NULL);
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) untagged = NULL;
  guint n_more;

  for (guint i = 0; i < TANDAI_BULK_MAX + 3; i++)
    g_string_append (chars, "warga desa ");
  open_article (&fixture, chars->str, NULL);
  places = tandai_find (tandai_document_get_text (fixture.document), "warga", 0, NULL, NULL, NULL);
  untagged = tandai_bulk_list_untagged (tandai_document_get_annotations (fixture.document), "actor", places,
                                        &n_more);
  g_assert_cmpuint (untagged->len, ==, TANDAI_BULK_MAX);
  g_assert_cmpuint (n_more, ==, 3);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", NULL), ==,
                    TANDAI_BULK_MAX);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", NULL), ==, 3);
  g_assert_cmpuint (tandai_bulk_tag (fixture.document, "actor", places, NULL, "Tag all", NULL), ==, 0);
  tandai_document_undo (fixture.document);
  g_assert_cmpuint (n_spans (&fixture), ==, TANDAI_BULK_MAX);
  tandai_document_undo (fixture.document);
  g_assert_cmpuint (n_spans (&fixture), ==, 0);
  close_article (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bulk/one-step", test_one_step);
  g_test_add_func ("/bulk/locked", test_locked);
  g_test_add_func ("/bulk/many", test_many);
  return g_test_run ();
}
