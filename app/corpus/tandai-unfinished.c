/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-unfinished.h"

typedef struct
{
  GPtrArray *articles;
  guint after;
} Search;

static void
search_free (Search *search)
{
  g_ptr_array_unref (search->articles);
  g_free (search);
}

static gboolean
is_finished (GFile *article, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (article);
  g_autofree char *name = tandai_paths_sidecar (path, "");
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_load (name, NULL, cancellable, NULL);

  return sidecar != NULL
         && (sidecar->status == TANDAI_STATUS_DONE || sidecar->status == TANDAI_STATUS_EXCLUDED);
}

/**
 * tandai_unfinished_find:
 * @articles: (element-type GFile): the articles of a folder, in order
 * @after: the position of the present one, which is asked last
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a cancellation
 *
 * Goes on from @after and round to it again.
 *
 * Returns: (transfer full) (nullable): the first that is not finished; %NULL where all are, without an error
 */
GFile *
tandai_unfinished_find (GPtrArray *articles, guint after, GCancellable *cancellable, GError **error)
{
  for (guint i = 1; i <= articles->len; i++)
    {
      GFile *article = g_ptr_array_index (articles, (after + i) % articles->len);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!is_finished (article, cancellable))
        return g_object_ref (article);
    }
  return NULL;
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  GFile *found = tandai_unfinished_find (search->articles, search->after, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, g_object_unref);
}

/**
 * tandai_unfinished_find_async:
 * @articles: (element-type GFile): as in tandai_unfinished_find(); not to be changed after
 * @after: as there
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_unfinished_find() in a thread.
 */
void
tandai_unfinished_find_async (GPtrArray *articles,
                              guint after,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->articles = g_ptr_array_ref (articles);
  search->after = after;
  g_task_set_source_tag (task, tandai_unfinished_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, find_thread);
}

/** tandai_unfinished_find_finish: Returns: (transfer full) (nullable): as tandai_unfinished_find() */
GFile *
tandai_unfinished_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_unfinished_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
