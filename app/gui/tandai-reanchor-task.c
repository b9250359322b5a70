/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carrying a sidecar over, and taking that back, off the main thread. */

#include "config.h"

#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "core/tandai-reanchor-file.h"
#include "core/tandai-replaced.h"
#include "gui/tandai-reanchor-task.h"

typedef struct
{
  GFile *article;
  char *annotator;
  gboolean write;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->article);
  g_free (request->annotator);
  g_free (request);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  gboolean changed;
  TandaiReanchoring *reanchoring = tandai_reanchor_sidecar (request->article, request->annotator,
                                                            request->write, &changed, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reanchoring, (GDestroyNotify) tandai_reanchoring_free);
}

/**
 * tandai_reanchor_task_run:
 * @article: an article
 * @annotator: whose sidecar
 * @write: whether to write it
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_reanchor_sidecar() in a thread.
 */
void
tandai_reanchor_task_run (GFile *article,
                          const char *annotator,
                          gboolean write,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (article), g_strdup (annotator), write };
  g_task_set_source_tag (task, tandai_reanchor_task_run);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * tandai_reanchor_task_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the spans, before and after; %NULL without an error where the article
 * is again what was annotated
 */
TandaiReanchoring *
tandai_reanchor_task_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char *sidecar;
  gboolean keep_other;
} Undo;

static void
undo_free (Undo *undo)
{
  g_free (undo->sidecar);
  g_free (undo);
}

/* What another program wrote is nobody's to throw away: it goes beside the sidecar. */
static gboolean
keep_beside (const char *sidecar, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *beside = tandai_paths_undone (sidecar, now);
  g_autoptr (GBytes) bytes = tandai_file_read (sidecar, TANDAI_SIDECAR_MAX_BYTES, NULL, cancellable, error);
  TandaiStamp stamp = { 0 };

  return bytes != NULL && tandai_file_write (beside, bytes, &stamp, FALSE, cancellable, error);
}

static void
undo_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Undo *undo = task_data;
  GError *error = NULL;

  if ((!undo->keep_other || keep_beside (undo->sidecar, cancellable, &error))
      && tandai_replaced_restore (undo->sidecar, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_reanchor_undo_run:
 * @sidecar: a sidecar's path
 * @keep_other: whether what is there is another program's, and is to be kept beside it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_replaced_restore() in a thread.
 */
void
tandai_reanchor_undo_run (const char *sidecar,
                          gboolean keep_other,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Undo *undo = g_new (Undo, 1);

  *undo = (Undo){ g_strdup (sidecar), keep_other };
  g_task_set_source_tag (task, tandai_reanchor_undo_run);
  g_task_set_task_data (task, undo, (GDestroyNotify) undo_free);
  g_task_run_in_thread (task, undo_thread);
}

/**
 * tandai_reanchor_undo_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the sidecar is what it was
 */
gboolean
tandai_reanchor_undo_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
