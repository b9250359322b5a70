/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exports for the window, in a thread: what a person asked for, what comes of it, and how far it is. */

#include "config.h"

#include "corpus/tandai-folder.h"
#include "formats/tandai-result-words.h"
#include "gui/tandai-export-task.h"

/* So much of the output is looked at before it is written. */
#define N_SAMPLE (64 * 1024)

struct _TandaiExportState
{
  int done;
  int total;
};

typedef struct
{
  TandaiExportRequest *request;
  TandaiExportState *state;
  TandaiExportPreview preview;
  gpointer preview_data;
  GCancellable *cancellable;
} Run;

/* A preview on its way to the main thread. */
typedef struct
{
  TandaiExportPreview preview;
  gpointer preview_data;
  GCancellable *cancellable;
  GPtrArray *pieces;
} Showing;

/**
 * tandai_export_request_new:
 * @place: the folder or article that is exported
 *
 * Returns: (transfer full): a request without a format
 */
TandaiExportRequest *
tandai_export_request_new (GFile *place)
{
  TandaiExportRequest *self = g_new0 (TandaiExportRequest, 1);

  self->place = g_object_ref (place);
  return self;
}

/**
 * tandai_export_request_free:
 * @self: (transfer full): a request
 *
 * Frees it.
 */
void
tandai_export_request_free (TandaiExportRequest *self)
{
  g_object_unref (self->place);
  g_free (self->annotator);
  g_free (self->split);
  g_free (self->group_by);
  g_free (self->split_from);
  g_free (self->output);
  g_free (self);
}

/** tandai_export_state_unref: lets go of it */
void
tandai_export_state_unref (TandaiExportState *self)
{
  g_atomic_rc_box_release (self);
}

/** tandai_export_state_get_fraction: Returns: how far it is, 0 to 1; below 0 while that is not known */
double
tandai_export_state_get_fraction (TandaiExportState *self)
{
  int total = g_atomic_int_get (&self->total);

  return total > 0 ? (double) g_atomic_int_get (&self->done) / total : -1;
}

/**
 * tandai_export_outcome_free:
 * @self: (transfer full): an outcome
 *
 * Frees it.
 */
void
tandai_export_outcome_free (TandaiExportOutcome *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_clear_pointer (&self->annotators, g_ptr_array_unref);
  g_free (self);
}

static void
run_free (Run *run)
{
  tandai_export_request_free (run->request);
  tandai_export_state_unref (run->state);
  g_clear_object (&run->cancellable);
  g_free (run);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  Run *run = user_data;

  g_atomic_int_set (&run->state->done, (int) done);
  g_atomic_int_set (&run->state->total, (int) total);
}

static void
showing_free (gpointer data)
{
  Showing *showing = data;

  g_ptr_array_unref (showing->pieces);
  g_clear_object (&showing->cancellable);
  g_free (showing);
}

static gboolean
show_cb (gpointer data)
{
  Showing *showing = data;

  if (!g_cancellable_is_cancelled (showing->cancellable))
    showing->preview (showing->pieces, showing->preview_data);
  return G_SOURCE_REMOVE;
}

static void
sampled_cb (GPtrArray *pieces, gpointer user_data)
{
  const Run *run = user_data;
  Showing *showing;

  if (run->preview == NULL)
    return;
  showing = g_new0 (Showing, 1);
  showing->preview = run->preview;
  showing->preview_data = run->preview_data;
  showing->cancellable = run->cancellable != NULL ? g_object_ref (run->cancellable) : NULL;
  showing->pieces = g_ptr_array_ref (pieces);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, show_cb, showing, showing_free);
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

static GPtrArray *
list_annotators (GPtrArray *found)
{
  GPtrArray *annotators = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < found->len; i++)
    for (char **name = ((TandaiFolderItem *) found->pdata[i])->annotators; *name != NULL; name++)
      if (!g_ptr_array_find_with_equal_func (annotators, *name, g_str_equal, NULL))
        g_ptr_array_add (annotators, g_strdup (*name));
  return annotators;
}

static gboolean
take_split (const TandaiExportRequest *request,
            TandaiSplitSpec **spec,
            TandaiSplitTable **earlier,
            GCancellable *cancellable,
            GError **error)
{
  if (request->split == NULL)
    return TRUE;
  *spec = tandai_split_spec_parse (request->split, request->seed, error);
  if (*spec == NULL || request->split_from == NULL)
    return *spec != NULL;
  *earlier = tandai_split_table_load (request->split_from, cancellable, error);
  return *earlier != NULL;
}

static TandaiExportResult *
export_items (Run *run, GPtrArray *items, GError **error)
{
  const TandaiExportRequest *request = run->request;
  const TandaiExportSelection selection = { request->annotator, request->status,
                                            request->include_unannotated };
  g_autoptr (TandaiSplitSpec) spec = NULL;
  g_autoptr (TandaiSplitTable) earlier = NULL;
  TandaiExportSplitOptions split = { NULL };
  TandaiExportJob job = { .format = request->format,
                          .items = items,
                          .selection = &selection,
                          .options = &request->options,
                          .output = request->output,
                          .n_sample = request->output == NULL ? N_SAMPLE : 0,
                          .sampled = sampled_cb,
                          .shard = -1,
                          .counts_only = TRUE,
                          .progress = progress_cb,
                          .progress_data = run };

  if (!take_split (request, &spec, &earlier, run->cancellable, error))
    return NULL;
  split = (TandaiExportSplitOptions){ spec, request->group_by, earlier };
  job.split = spec != NULL ? &split : NULL;
  return tandai_export_run (&job, run->cancellable, error);
}

static TandaiExportOutcome *
make_outcome (TandaiExportResult *result, gboolean written, GPtrArray *found, GPtrArray *failures)
{
  TandaiExportOutcome *outcome = g_new0 (TandaiExportOutcome, 1);

  outcome->n_exported = result->n_exported;
  outcome->lines = tandai_result_words_export (result, written);
  outcome->annotators = list_annotators (found);
  outcome->failures = g_ptr_array_ref (failures);
  g_ptr_array_extend (failures, result->failures, (GCopyFunc) g_strdup, NULL);
  return outcome;
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  const char *const paths[] = { g_file_peek_path (run->request->place), NULL };
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (TandaiExportResult) result = NULL;
  GError *error = NULL;

  found = tandai_folder_resolve (paths, failures, cancellable, &error);
  items = found != NULL ? make_items (found) : NULL;
  result = items != NULL ? export_items (run, items, &error) : NULL;
  if (result != NULL)
    g_task_return_pointer (task, make_outcome (result, run->request->output != NULL, found, failures),
                           (GDestroyNotify) tandai_export_outcome_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_export_task_run:
 * @request: (transfer full): what is asked for
 * @preview: (nullable): takes how the output would begin
 * @preview_data: for @preview; must outlive the request or cancel it
 * @cancellable: (nullable): to stop it
 * @callback: called in the main thread when it is done
 * @user_data: for @callback
 *
 * Exports, or tries it.
 *
 * Returns: (transfer full): how far it is
 */
TandaiExportState *
tandai_export_task_run (TandaiExportRequest *request,
                        TandaiExportPreview preview,
                        gpointer preview_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TandaiExportState *state = g_atomic_rc_box_new0 (TandaiExportState);
  Run *run = g_new0 (Run, 1);

  run->request = request;
  run->state = g_atomic_rc_box_acquire (state);
  run->preview = preview;
  run->preview_data = preview_data;
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, tandai_export_task_run);
  /* What is done when it is stopped is done. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_thread);
  return state;
}

/** tandai_export_task_finish: Returns: (transfer full): what has come of it, or %NULL with @error set */
TandaiExportOutcome *
tandai_export_task_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
