/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metadata from a table for the window, in a thread. */

#include "config.h"

#include "corpus/tandai-folder.h"
#include "gui/tandai-metadata-task.h"

typedef struct
{
  GFile *place;
  char *table;
  gboolean replace;
  gboolean dry_run;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->place);
  g_free (request->table);
  g_free (request);
}

static GPtrArray *
make_items (GPtrArray *found)
{
  GPtrArray *items = g_ptr_array_new_full (found->len, g_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TandaiFolderItem *item = found->pdata[i];

      g_ptr_array_add (items, tandai_export_item_new (item->file, item->root, item->name, item->annotator,
                                                      item->annotators));
    }
  return items;
}

static TandaiMetadataResult *
apply (const Request *request, GCancellable *cancellable, GError **error)
{
  const char *const paths[] = { g_file_peek_path (request->place), NULL };
  g_autoptr (TandaiMetadataTable) table = tandai_metadata_table_load (request->table, cancellable, error);
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = NULL;
  TandaiMetadataJob job = { .table = table, .replace = request->replace, .dry_run = request->dry_run };
  TandaiMetadataResult *result;

  found = table != NULL ? tandai_folder_resolve (paths, failures, cancellable, error) : NULL;
  if (found == NULL)
    return NULL;
  job.items = items = make_items (found);
  result = tandai_metadata_apply (&job, cancellable, error);
  if (result != NULL)
    g_ptr_array_extend (result->failures, failures, (GCopyFunc) g_strdup, NULL);
  return result;
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  TandaiMetadataResult *result = apply (task_data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) tandai_metadata_result_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_metadata_task_run:
 * @place: a folder or an article
 * @table: the path of a table
 * @replace: as in #TandaiMetadataJob
 * @dry_run: as there
 * @cancellable: (nullable): to stop it
 * @callback: called in the main thread when it is done
 * @user_data: for @callback
 *
 * Puts what a table knows of a place's articles into their sidecars, or finds out what would become of it.
 */
void
tandai_metadata_task_run (GFile *place,
                          const char *table,
                          gboolean replace,
                          gboolean dry_run,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (place), g_strdup (table), replace, dry_run };
  g_task_set_source_tag (task, tandai_metadata_task_run);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, run_thread);
}

/** tandai_metadata_task_finish: Returns: (transfer full): what has become of it, or %NULL with @error set */
TandaiMetadataResult *
tandai_metadata_task_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
