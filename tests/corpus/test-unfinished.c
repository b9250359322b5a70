/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "corpus/tandai-unfinished.h"

/* Four articles, of which the second is done, the third excluded and the fourth has a broken sidecar. */
static GPtrArray *
new_articles (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);
  const TandaiStatus statuses[] = { TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_DONE, TANDAI_STATUS_EXCLUDED };
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GFile *file = g_file_new_for_path (path);
      g_autoptr (TandaiDocument) document = NULL;

      g_assert_true (g_file_set_contents (path, "Satu.\n", -1, NULL));
      g_ptr_array_add (articles, file);
      document = tandai_document_load (file, "", NULL, NULL, NULL);
      if (i == 3)
        g_assert_true (g_file_set_contents (tandai_document_get_sidecar_path (document), "{", -1, NULL));
      else
        {
          g_assert_true (tandai_document_set_status (document, statuses[i], NULL));
          g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
        }
    }
  return articles;
}

static void
set_status (GFile *file, TandaiStatus status)
{
  g_autoptr (TandaiDocument) document = tandai_document_load (file, "", NULL, NULL, NULL);

  g_assert_true (tandai_document_set_status (document, status, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) articles = new_articles ();
  GFile *first = g_ptr_array_index (articles, 0);
  GFile *broken = g_ptr_array_index (articles, 3);
  g_autoptr (GFile) next = tandai_unfinished_find (articles, 0, NULL, NULL);
  g_autoptr (GFile) round = tandai_unfinished_find (articles, 3, NULL, NULL);
  g_autoptr (GFile) itself = NULL;
  g_autoptr (GFile) none = NULL;
  g_autofree char *sidecar = g_strconcat (g_file_peek_path (broken), ".tandai.json", NULL);

  g_assert_true (next == broken);
  g_assert_true (round == first);
  g_assert_cmpint (g_remove (sidecar), ==, 0);
  set_status (broken, TANDAI_STATUS_DONE);
  itself = tandai_unfinished_find (articles, 0, NULL, NULL);
  g_assert_true (itself == first);
  set_status (first, TANDAI_STATUS_DONE);
  none = tandai_unfinished_find (articles, 0, NULL, NULL);
  g_assert_null (none);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (tandai_unfinished_find_finish (result, error));
  g_assert_nonnull (*error);
}

static void
test_cancelled (void)
{
  g_autoptr (GPtrArray) articles = new_articles ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  tandai_unfinished_find_async (articles, 0, cancellable, found_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unfinished/find", test_find);
  g_test_add_func ("/unfinished/cancelled", test_cancelled);
  return g_test_run ();
}
