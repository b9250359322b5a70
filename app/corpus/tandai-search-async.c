/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search for a window: lines arrive in the main loop, a few at first and more at once later. */

#include "config.h"

#include "corpus/tandai-search-private.h"

/* Nobody reads faster than this. */
#define INTERVAL_US (G_USEC_PER_SEC / 20)

typedef struct
{
  TandaiSearchQuery *query;
  guint limit;
  TandaiSearchLinesFunc func;
  gpointer func_data;
  GMainContext *context;
  /* What the thread has gathered, and when it last sent some. */
  GTask *task;
  GPtrArray *lines;
  guint n_sent;
  gint64 sent;
  gboolean more;
} Job;

typedef struct
{
  GTask *task;
  GPtrArray *lines;
} Delivery;

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_search_line_free);
}

static void
job_free (Job *job)
{
  tandai_search_query_free (job->query);
  g_clear_pointer (&job->lines, g_ptr_array_unref);
  g_main_context_unref (job->context);
  g_free (job);
}

static void
delivery_free (Delivery *delivery)
{
  g_object_unref (delivery->task);
  g_ptr_array_unref (delivery->lines);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;
  Job *job = g_task_get_task_data (delivery->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (delivery->task)))
    job->func (delivery->lines, job->func_data);
  return G_SOURCE_REMOVE;
}

static void
deliver (Job *job)
{
  g_autoptr (GSource) source = NULL;
  Delivery *delivery;

  if (job->lines->len == 0)
    return;
  delivery = g_new (Delivery, 1);
  delivery->task = g_object_ref (job->task);
  delivery->lines = g_steal_pointer (&job->lines);
  job->n_sent += delivery->lines->len;
  job->lines = lines_new ();
  job->sent = g_get_monotonic_time ();
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, (GDestroyNotify) delivery_free);
  g_source_attach (source, job->context);
}

static gboolean
take_line (TandaiSearchLine *line, gpointer user_data)
{
  Job *job = user_data;

  if (job->n_sent + job->lines->len == job->limit)
    {
      tandai_search_line_free (line);
      job->more = TRUE;
      return FALSE;
    }
  g_ptr_array_add (job->lines, line);
  if (g_get_monotonic_time () - job->sent > INTERVAL_US)
    deliver (job);
  return TRUE;
}

static gboolean
read_folder (GFile *folder, Job *job, GPtrArray *failures, GCancellable *cancellable, GError **error)
{
  const char *paths[] = { g_file_peek_path (folder), NULL };
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, failures, cancellable, error);

  return items != NULL
         && tandai_search_items (items, job->query, take_line, job, failures, NULL, cancellable, error);
}

static void
search_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GPtrArray *failures = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  job->task = task;
  if (G_IS_FILE (source)
          ? read_folder (source, job, failures, cancellable, &error)
          : tandai_search_index (source, job->query, take_line, job, failures, NULL, cancellable, &error))
    {
      deliver (job);
      g_task_return_pointer (task, failures, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_ptr_array_unref (failures);
  g_task_return_error (task, error);
}

static void
start (
    const TandaiSearchQuery *query, guint limit, TandaiSearchLinesFunc func, gpointer func_data, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->query = tandai_search_query_copy (query);
  job->limit = limit;
  job->func = func;
  job->func_data = func_data;
  job->context = g_main_context_ref_thread_default ();
  job->lines = lines_new ();
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, search_thread);
}

/**
 * tandai_search_index_async:
 * @index: an index
 * @query: what is looked for
 * @limit: so many lines at most
 * @func: takes lines as they are found, in the caller's main context; not after a cancellation
 * @func_data: for @func
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done, after the last call of @func
 * @user_data: for @callback
 *
 * Does tandai_search_index() in a thread.
 */
void
tandai_search_index_async (TandaiIndex *index,
                           const TandaiSearchQuery *query,
                           guint limit,
                           TandaiSearchLinesFunc func,
                           gpointer func_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (index, cancellable, callback, user_data);

  start (query, limit, func, func_data, task);
}

/**
 * tandai_search_folder_async:
 * @folder: a folder
 * @query, @limit, @func, @func_data, @cancellable, @callback, @user_data: as in tandai_search_index_async()
 *
 * Does tandai_search_items() with all articles of a folder, in a thread: it
 * finds the same without an index.
 */
void
tandai_search_folder_async (GFile *folder,
                            const TandaiSearchQuery *query,
                            guint limit,
                            TandaiSearchLinesFunc func,
                            gpointer func_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (folder, cancellable, callback, user_data);

  start (query, limit, func, func_data, task);
}

/**
 * tandai_search_finish:
 * @result: what the callback was given
 * @more: (out) (optional): whether there are more lines than the limit
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8): a message on each article that could not be searched; %NULL
 * on error
 */
GPtrArray *
tandai_search_finish (GAsyncResult *result, gboolean *more, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, start), NULL);

  job = g_task_get_task_data (G_TASK (result));
  if (more != NULL)
    *more = job->more;
  return g_task_propagate_pointer (G_TASK (result), error);
}
