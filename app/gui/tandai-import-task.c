/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports for the window, in a thread. */

#include "config.h"

#include "gui/tandai-import-task.h"

/**
 * tandai_import_request_new:
 * @format: from which format
 * @output: (transfer full): the folder that takes the articles
 *
 * Returns: (transfer full): a request without paths
 */
TandaiImportRequest *
tandai_import_request_new (const TandaiFormat *format, char *output)
{
  TandaiImportRequest *self = g_new0 (TandaiImportRequest, 1);

  self->format = format;
  self->output = output;
  self->paths = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * tandai_import_request_free:
 * @self: (transfer full): a request
 *
 * Frees it.
 */
void
tandai_import_request_free (TandaiImportRequest *self)
{
  g_ptr_array_unref (self->paths);
  g_free (self->output);
  g_strfreev (self->columns);
  g_free (self);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const TandaiImportRequest *request = task_data;
  const TandaiImportOptions options = { request->columns, 0, request->utf16 };
  const TandaiImportJob job = { .format = request->format,
                                .paths = (const char *const *) request->paths->pdata,
                                .output = request->output,
                                .options = &options };
  GError *error = NULL;
  TandaiImportResult *result = tandai_import_run (&job, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) tandai_import_result_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_import_task_run:
 * @request: (transfer full): what is asked for
 * @cancellable: (nullable): to stop it; what was imported before stays
 * @callback: called in the main thread when it is done
 * @user_data: for @callback
 *
 * Imports.
 */
void
tandai_import_task_run (TandaiImportRequest *request,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_ptr_array_add (request->paths, NULL);
  g_task_set_source_tag (task, tandai_import_task_run);
  /* What is done when it is stopped is done. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) tandai_import_request_free);
  g_task_run_in_thread (task, run_thread);
}

/** tandai_import_task_finish: Returns: (transfer full): what was done, or %NULL with @error set */
TandaiImportResult *
tandai_import_task_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
