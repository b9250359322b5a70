/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Changes to the labels of a folder: to its corpus file, and to all sidecars.
 * The journal is written first; see tandai-label-journal.h. What is found half
 * done is finished, or taken back where taking back had begun.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-schema.h"
#include "corpus/tandai-label-work-private.h"
#include "corpus/tandai-span-string.h"

/** tandai_label_report_free: frees it */
void
tandai_label_report_free (TandaiLabelReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_free (report->recovered);
  g_ptr_array_unref (report->failures);
  g_free (report);
}

static TandaiLabelReport *
report_new (void)
{
  TandaiLabelReport *report = g_new0 (TandaiLabelReport, 1);

  report->failures = g_ptr_array_new_with_free_func (g_free);
  return report;
}

/* Whether spans get a label that is there, and the labels themselves stay. */
static gboolean
keeps_labels (TandaiRelabelKind kind)
{
  return kind == TANDAI_RELABEL_STRING || kind == TANDAI_RELABEL_PLACES;
}

static char *
make_title (const TandaiLabelChange *change)
{
  const TandaiRelabel *relabel = &change->relabel;

  if (change->title != NULL)
    return g_strdup (change->title);
  switch (relabel->kind)
    {
    case TANDAI_RELABEL_RENAME:
      /* Translators: what was done to labels: their names. */
      return g_strdup_printf (_ ("“%s” renamed to “%s”"), relabel->label, relabel->into);
    case TANDAI_RELABEL_MERGE:
      return g_strdup_printf (_ ("“%s” merged into “%s”"), relabel->label, relabel->into);
    case TANDAI_RELABEL_DELETE:
      return g_strdup_printf (_ ("“%s” deleted"), relabel->label);
    case TANDAI_RELABEL_STRING:
      /* Translators: what was done: words from articles, and the label’s name that all their places got. */
      return g_strdup_printf (_ ("“%s” labelled “%s” everywhere"), relabel->label, relabel->into);
    case TANDAI_RELABEL_PLACES:
      /* Translators: what was done: a label’s name, which places in articles got. */
      return g_strdup_printf (_ ("Places labelled “%s”"), relabel->into);
    case TANDAI_RELABEL_NONE:
    default:
      return g_strdup (_ ("Labels changed"));
    }
}

static gboolean
fill_schema (GFile *folder, const TandaiLabelChange *change, TandaiLabelStep *step, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (step->kind == TANDAI_RELABEL_NONE)
    {
      step->schema_before = change->base != NULL ? g_bytes_ref (change->base) : NULL;
      step->schema_after = g_bytes_ref (change->edited);
      return TRUE;
    }
  step->schema_before = _tandai_label_read_schema (folder, NULL, &local);
  if (local == NULL)
    step->schema_after = _tandai_label_make_schema (step, step->schema_before, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
has_label (GBytes *schema, const char *label)
{
  g_autoptr (TandaiSchema) parsed =
      schema != NULL ? tandai_schema_parse (schema, NULL) : tandai_schema_ref (tandai_schema_get_default ());

  return parsed != NULL && tandai_schema_find_label (parsed, label, NULL) != NULL;
}

/* Where the label was in the schema the schema's editing has told; here it is in spans alone. */
static gboolean
check_target (const TandaiLabelStep *step, GError **error)
{
  if ((step->kind != TANDAI_RELABEL_MERGE && !keeps_labels (step->kind))
      || has_label (step->schema_before, step->into))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no label “%s”"), step->into);
  return FALSE;
}

static gboolean
check_string (const TandaiLabelStep *step, GError **error)
{
  if (step->kind != TANDAI_RELABEL_STRING || !tandai_span_string_is_long (step->label))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
               ngettext ("“%s” has more than %d word", "“%s” has more than %d words",
                         TANDAI_SPAN_STRING_MAX_WORDS),
               step->label, TANDAI_SPAN_STRING_MAX_WORDS);
  return FALSE;
}

static TandaiLabelStep *
step_new (GFile *folder, const TandaiLabelChange *change, GError **error)
{
  g_autoptr (TandaiLabelStep) step = g_new0 (TandaiLabelStep, 1);

  step->kind = change->relabel.kind;
  step->label = g_strdup (change->relabel.label);
  step->into = g_strdup (change->relabel.into);
  step->annotator = g_strdup (change->relabel.annotator);
  step->ignore_case = change->relabel.ignore_case;
  step->title = make_title (change);
  return fill_schema (folder, change, step, error) && check_target (step, error) && check_string (step, error)
             ? g_steal_pointer (&step)
             : NULL;
}

/* A label that neither the schema nor any span has was misspelt. */
static gboolean
check_found (const TandaiLabelWork *work, GError **error)
{
  if (work->step->schema_after != NULL || work->report->counts.n_spans > 0 || keeps_labels (work->step->kind))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("There is no label “%s”"), work->step->label);
  return FALSE;
}

static gboolean
preview (TandaiLabelWork *work, const TandaiLabelChange *change, GError **error)
{
  gboolean planned;

  work->step = step_new (work->folder, change, error);
  planned = work->step != NULL && _tandai_label_plan (work, FALSE, error) && check_found (work, error);
  g_clear_pointer (&work->step, tandai_label_step_free);
  return planned;
}

/* What can't be finished is taken back; the error is of what stood in the way. */
static gboolean
do_or_take_back (TandaiLabelWork *work, GError **error)
{
  if (_tandai_label_do (work, error))
    {
      work->step->state = TANDAI_LABEL_STATE_DONE;
      return tandai_label_journal_put_step (work->journal, work->step, error)
             && tandai_label_journal_prune (work->journal, error);
    }
  work->step->state = TANDAI_LABEL_STATE_UNDOING;
  _tandai_label_undo (work, NULL);
  return FALSE;
}

/* What has its label everywhere leaves nothing to be undone. */
static gboolean
is_needless (const TandaiLabelWork *work)
{
  return keeps_labels (work->step->kind) && work->report->n_sidecars == 0;
}

static gboolean
plan (TandaiLabelWork *work, gboolean resumed, GError **error)
{
  if (tandai_label_journal_begin (work->journal, error)
      && tandai_label_journal_put_step (work->journal, work->step, error)
      && _tandai_label_plan (work, resumed, error) && (resumed || check_found (work, error))
      && tandai_label_journal_commit (work->journal, error))
    return TRUE;
  tandai_label_journal_roll_back (work->journal);
  return FALSE;
}

static gboolean
apply (TandaiLabelWork *work, const TandaiLabelChange *change, GError **error)
{
  gboolean applied;

  work->step = step_new (work->folder, change, error);
  applied = work->step != NULL && plan (work, FALSE, error)
            && (is_needless (work) ? tandai_label_journal_remove_step (work->journal, work->step, error)
                                   : do_or_take_back (work, error));
  g_clear_pointer (&work->step, tandai_label_step_free);
  return applied;
}

static gboolean
undo (TandaiLabelWork *work, GError **error)
{
  gboolean undone;

  if (!tandai_label_journal_get_last (work->journal, &work->step, error))
    return FALSE;
  if (work->step == NULL)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND,
                           _ ("No change to the labels of this folder can be undone"));
      return FALSE;
    }
  undone = _tandai_label_undo (work, error);
  work->report->title = g_strdup (work->step->title);
  g_clear_pointer (&work->step, tandai_label_step_free);
  return undone;
}

/* The corpus file may have been changed since; the step is made anew of what it is now. */
static gboolean
refresh_schema (TandaiLabelWork *work, GError **error)
{
  TandaiLabelStep *step = work->step;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) now = _tandai_label_read_schema (work->folder, NULL, &local);
  GBytes *after;

  if (local == NULL && step->kind != TANDAI_RELABEL_NONE && !keeps_labels (step->kind)
      && !_tandai_label_same_bytes (now, step->schema_before)
      && !_tandai_label_same_bytes (now, step->schema_after))
    {
      after = _tandai_label_make_schema (step, now, NULL);
      g_clear_pointer (&step->schema_before, g_bytes_unref);
      g_clear_pointer (&step->schema_after, g_bytes_unref);
      step->schema_before = g_steal_pointer (&now);
      step->schema_after = after;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Finishes what was being done, and goes on taking back what was being taken back. Its counts are not told.
 */
static gboolean
recover (TandaiLabelWork *work, GError **error)
{
  TandaiRelabelCounts none = { 0 };
  gboolean recovered = TRUE;

  if (!tandai_label_journal_get_last (work->journal, &work->step, error))
    return FALSE;
  if (work->step != NULL && work->step->state != TANDAI_LABEL_STATE_DONE)
    {
      work->report->recovered = g_strdup (work->step->title);
      work->report->taken_back = work->step->state == TANDAI_LABEL_STATE_UNDOING;
      recovered = work->report->taken_back ? _tandai_label_undo (work, error)
                                           : refresh_schema (work, error) && plan (work, TRUE, error)
                                                 && do_or_take_back (work, error);
      work->report->counts = none;
      work->report->n_sidecars = work->report->n_articles = 0;
      g_hash_table_remove_all (work->articles);
    }
  g_clear_pointer (&work->step, tandai_label_step_free);
  return recovered;
}

static gboolean
run (TandaiLabelWork *work, TandaiLabelTask task, const TandaiLabelChange *change, GError **error)
{
  if (task == TANDAI_LABEL_PREVIEW)
    return preview (work, change, error);
  if (task == TANDAI_LABEL_RECOVER && !tandai_label_journal_exists (work->folder))
    return TRUE;
  work->journal = tandai_label_journal_open (work->folder, error);
  if (work->journal == NULL || !recover (work, error))
    return FALSE;
  if (task == TANDAI_LABEL_APPLY)
    return apply (work, change, error);
  return task == TANDAI_LABEL_RECOVER || undo (work, error);
}

/**
 * tandai_label_run:
 * @folder: a folder of articles
 * @task: what to do
 * @change: (nullable): which change, for %TANDAI_LABEL_PREVIEW and %TANDAI_LABEL_APPLY
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it; what was done so far is taken back then
 * @error: return location for an error
 *
 * Changes the labels of a folder in its corpus file and in all sidecars, each
 * of which is replaced atomically. Sidecars that can't be read or written, or
 * that another program changes at the same time, are left alone and named in
 * the report.
 *
 * Returns: (transfer full): what became of it; %NULL where it could not be done
 */
TandaiLabelReport *
tandai_label_run (GFile *folder,
                  TandaiLabelTask task,
                  const TandaiLabelChange *change,
                  TandaiLabelProgress progress,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TandaiLabelReport) report = report_new ();
  g_autoptr (GHashTable) articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TandaiLabelWork work = { .folder = folder,
                           .places = change != NULL ? change->places : NULL,
                           .report = report,
                           .articles = articles,
                           .progress = progress,
                           .progress_data = user_data,
                           .cancellable = cancellable };
  gboolean done = run (&work, task, change, error);

  g_clear_pointer (&work.journal, tandai_label_journal_close);
  return done ? g_steal_pointer (&report) : NULL;
}

/* What a thread needs; it owns all of it. */
typedef struct
{
  GFile *folder;
  TandaiLabelTask task;
  TandaiLabelChange change;
  TandaiLabelProgress progress;
  gpointer progress_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_free ((char *) job->change.relabel.label);
  g_free ((char *) job->change.relabel.into);
  g_free ((char *) job->change.relabel.annotator);
  g_free ((char *) job->change.title);
  g_clear_pointer (&job->change.base, g_bytes_unref);
  g_clear_pointer (&job->change.edited, g_bytes_unref);
  g_clear_pointer (&job->change.places, g_ptr_array_unref);
  g_free (job);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  TandaiLabelReport *report = tandai_label_run (job->folder, job->task, &job->change, job->progress,
                                                job->progress_data, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) tandai_label_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_label_run_async:
 * @folder: a folder of articles
 * @task: what to do
 * @change: (nullable): as in tandai_label_run()
 * @progress: (nullable): told how far it is, in the thread that does it
 * @progress_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_label_run() in a thread.
 */
void
tandai_label_run_async (GFile *folder,
                        TandaiLabelTask task,
                        const TandaiLabelChange *change,
                        TandaiLabelProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) job_task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->folder = g_object_ref (folder);
  job->task = task;
  job->progress = progress;
  job->progress_data = progress_data;
  if (change != NULL)
    {
      job->change.relabel =
          (TandaiRelabel){ change->relabel.kind, g_strdup (change->relabel.label),
                           g_strdup (change->relabel.into), g_strdup (change->relabel.annotator),
                           change->relabel.ignore_case };
      job->change.base = change->base != NULL ? g_bytes_ref (change->base) : NULL;
      job->change.edited = change->edited != NULL ? g_bytes_ref (change->edited) : NULL;
      job->change.places = change->places != NULL ? g_ptr_array_ref (change->places) : NULL;
      job->change.title = g_strdup (change->title);
    }
  g_task_set_source_tag (job_task, tandai_label_run_async);
  g_task_set_check_cancellable (job_task, FALSE);
  g_task_set_task_data (job_task, job, job_free);
  g_task_run_in_thread (job_task, run_thread);
}

/** tandai_label_run_finish: Returns: (transfer full): as tandai_label_run() */
TandaiLabelReport *
tandai_label_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_label_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tandai_label_dup_undo_title:
 * @folder: a folder of articles
 * @unfinished: (out) (optional): whether a program that was killed left it half done
 *
 * Returns: (transfer full) (nullable): what %TANDAI_LABEL_UNDO would take back; %NULL where there is nothing,
 * or another program is changing labels
 */
char *
tandai_label_dup_undo_title (GFile *folder, gboolean *unfinished)
{
  g_autoptr (TandaiLabelJournal) journal =
      tandai_label_journal_exists (folder) ? tandai_label_journal_open (folder, NULL) : NULL;
  g_autoptr (TandaiLabelStep) step = NULL;

  if (unfinished != NULL)
    *unfinished = FALSE;
  if (journal == NULL || !tandai_label_journal_get_last (journal, &step, NULL) || step == NULL)
    return NULL;
  if (unfinished != NULL)
    *unfinished = step->state != TANDAI_LABEL_STATE_DONE;
  return g_strdup (step->title);
}
