/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "gui/tandai-label-store.h"

/* How far the work is, told by its thread. */
typedef struct
{
  int done;
  int total;
} Progress;

struct _TandaiLabelStore
{
  GObject parent_instance;

  GFile *folder;
  /* The corpus file as it will be once all that waits is done. */
  GBytes *bytes;
  TandaiSchema *schema;
  GPtrArray *uses;
  char *undo_title;
  GQueue waiting;
  GCancellable *working;
  Progress progress;
};

/* What is to be done, and what has come of it; the thread owns all of it. */
typedef struct
{
  TandaiLabelStore *store;
  GFile *folder;
  TandaiLabelTask task;
  TandaiRelabel relabel;
  GBytes *base;
  GBytes *edited;
  char *title;
  gboolean removes;

  TandaiLabelReport *report;
  GBytes *bytes;
  TandaiSchema *schema;
  GPtrArray *uses;
  char *undo_title;
  GError *error;
} Job;

enum
{
  CHANGED,
  DONE,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TandaiLabelStore, tandai_label_store, G_TYPE_OBJECT)

static void run_next (TandaiLabelStore *self);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_object_unref (job->folder);
  g_free ((char *) job->relabel.label);
  g_free ((char *) job->relabel.into);
  g_free (job->title);
  g_clear_pointer (&job->base, g_bytes_unref);
  g_clear_pointer (&job->edited, g_bytes_unref);
  g_clear_pointer (&job->report, tandai_label_report_free);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_pointer (&job->schema, tandai_schema_unref);
  g_clear_pointer (&job->uses, g_ptr_array_unref);
  g_free (job->undo_title);
  g_clear_error (&job->error);
  g_free (job);
}

static Job *
job_new (TandaiLabelStore *self, TandaiLabelTask task)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (self);
  job->folder = g_object_ref (self->folder);
  job->task = task;
  return job;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  Progress *progress = user_data;

  g_atomic_int_set (&progress->done, (int) done);
  g_atomic_int_set (&progress->total, (int) total);
}

/* The labels as they are on disk. */
static void
look (Job *job)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (job->folder), TANDAI_SCHEMA_NAME, NULL);
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  job->bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, NULL, &error);
  if (job->bytes != NULL)
    job->schema = tandai_schema_parse (job->bytes, job->error == NULL ? &job->error : NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    job->schema = tandai_schema_ref (tandai_schema_get_default ());
  else if (job->error == NULL)
    job->error = g_steal_pointer (&error);
  job->undo_title = tandai_label_dup_undo_title (job->folder, NULL);
  /* What only the corpus file says changes no span. */
  if (job->relabel.kind != TANDAI_RELABEL_NONE || job->task != TANDAI_LABEL_APPLY)
    job->uses = tandai_label_uses_count (job->folder, failures, NULL, NULL);
}

static void
work_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  const TandaiLabelChange change = { job->relabel, job->base, job->edited, NULL, job->title };

  job->report = tandai_label_run (job->folder, job->task, &change, progress_cb, &job->store->progress,
                                  cancellable, &job->error);
  look (job);
  g_task_return_boolean (task, TRUE);
}

static void
take_look (TandaiLabelStore *self, Job *job)
{
  if (job->schema != NULL)
    {
      g_clear_pointer (&self->bytes, g_bytes_unref);
      g_clear_pointer (&self->schema, tandai_schema_unref);
      self->bytes = g_steal_pointer (&job->bytes);
      self->schema = g_steal_pointer (&job->schema);
    }
  if (job->uses != NULL)
    {
      g_clear_pointer (&self->uses, g_ptr_array_unref);
      self->uses = g_steal_pointer (&job->uses);
    }
  g_free (self->undo_title);
  self->undo_title = g_steal_pointer (&job->undo_title);
}

static void
drop_waiting (TandaiLabelStore *self)
{
  Job *job;

  while ((job = g_queue_pop_head (&self->waiting)) != NULL)
    job_free (job);
}

/* What waits was meant for labels that are others now. */
static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiLabelStore) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *removal = job->removes ? g_strdup (job->undo_title) : NULL;

  g_clear_object (&self->working);
  if (job->error != NULL)
    drop_waiting (self);
  if (g_queue_is_empty (&self->waiting))
    take_look (self, job);
  g_signal_emit (self, signals[CHANGED], 0);
  if (job->error != NULL && !g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, job->error->message);
  else if (job->report != NULL)
    g_signal_emit (self, signals[DONE], 0, job->task, job->report, removal);
  run_next (self);
}

static void
run_next (TandaiLabelStore *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->working != NULL || (job = g_queue_pop_head (&self->waiting)) == NULL)
    return;
  self->working = g_cancellable_new ();
  self->progress = (Progress){ 0, 0 };
  task = g_task_new (NULL, self->working, worked_cb, g_object_ref (self));
  g_task_set_source_tag (task, run_next);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work_thread);
}

static void
push (TandaiLabelStore *self, Job *job)
{
  g_queue_push_tail (&self->waiting, job);
  run_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tandai_label_store_finalize (GObject *object)
{
  TandaiLabelStore *self = TANDAI_LABEL_STORE (object);

  drop_waiting (self);
  g_object_unref (self->folder);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_free (self->undo_title);
  G_OBJECT_CLASS (tandai_label_store_parent_class)->finalize (object);
}

static void
tandai_label_store_class_init (TandaiLabelStoreClass *klass)
{
  GType type = TANDAI_TYPE_LABEL_STORE;

  G_OBJECT_CLASS (klass)->finalize = tandai_label_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_INT, G_TYPE_POINTER, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_label_store_init (TandaiLabelStore *self)
{
  g_queue_init (&self->waiting);
  self->schema = tandai_schema_ref (tandai_schema_get_default ());
}

/** tandai_label_store_new: Returns: the labels of a folder; the usual ones until tandai_label_store_load() is
 * done */
TandaiLabelStore *
tandai_label_store_new (GFile *folder)
{
  TandaiLabelStore *self = g_object_new (TANDAI_TYPE_LABEL_STORE, NULL);

  self->folder = g_object_ref (folder);
  return self;
}

/** tandai_label_store_load: reads the labels; what a killed program left half done is finished first */
void
tandai_label_store_load (TandaiLabelStore *self)
{
  push (self, job_new (self, TANDAI_LABEL_RECOVER));
}

/** tandai_label_store_get_folder: Returns: (transfer none): whose labels they are */
GFile *
tandai_label_store_get_folder (TandaiLabelStore *self)
{
  return self->folder;
}

/** tandai_label_store_get_schema: Returns: (transfer none): the labels */
TandaiSchema *
tandai_label_store_get_schema (TandaiLabelStore *self)
{
  return self->schema;
}

/** tandai_label_store_find_use: Returns: (transfer none) (nullable): how much a label is used; %NULL where it
 * is not, or not yet known */
const TandaiLabelUse *
tandai_label_store_find_use (TandaiLabelStore *self, const char *label)
{
  for (guint i = 0; self->uses != NULL && i < self->uses->len; i++)
    {
      const TandaiLabelUse *use = self->uses->pdata[i];

      if (strcmp (use->name, label) == 0)
        return use;
    }
  return NULL;
}

/** tandai_label_store_get_undo_title: Returns: (nullable): what tandai_label_store_undo() takes back */
const char *
tandai_label_store_get_undo_title (TandaiLabelStore *self)
{
  return self->undo_title;
}

/** tandai_label_store_begin: Returns: (transfer full): the corpus file, to be changed and given to
 * tandai_label_store_commit() */
TandaiSchemaEdit *
tandai_label_store_begin (TandaiLabelStore *self)
{
  return tandai_schema_edit_new (self->bytes, NULL);
}

/* Where there is no corpus file yet, the usual labels are no reason to write one. */
static gboolean
is_unchanged (TandaiLabelStore *self, GBytes *bytes)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_schema_edit_new (self->bytes, NULL);
  g_autoptr (GBytes) before = edit != NULL ? tandai_schema_edit_finish (edit, NULL, NULL) : NULL;

  return before != NULL && g_bytes_equal (before, bytes);
}

static guint
count_parts (TandaiSchema *schema)
{
  guint n = tandai_schema_get_n_labels (schema) + tandai_schema_get_n_relations (schema);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      n += def->attributes->len + (def->examples != NULL ? g_strv_length (def->examples) : 0);
    }
  return n;
}

/**
 * tandai_label_store_commit:
 * @self: a store
 * @edit: what tandai_label_store_begin() gave, changed since
 * @title: what was changed, in the user's words
 * @error: return location for an error
 *
 * Writes the corpus file, off the main thread. Where nothing was changed
 * nothing is written.
 *
 * Returns: whether what it was changed to is a schema
 */
gboolean
tandai_label_store_commit (TandaiLabelStore *self, TandaiSchemaEdit *edit, const char *title, GError **error)
{
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) bytes = tandai_schema_edit_finish (edit, &schema, error);
  Job *job;

  if (bytes == NULL)
    return FALSE;
  if (is_unchanged (self, bytes))
    return TRUE;
  job = job_new (self, TANDAI_LABEL_APPLY);
  job->base = g_steal_pointer (&self->bytes);
  job->edited = g_bytes_ref (bytes);
  job->title = g_strdup (title);
  job->removes = count_parts (schema) < count_parts (self->schema);
  self->bytes = g_steal_pointer (&bytes);
  tandai_schema_unref (self->schema);
  self->schema = g_steal_pointer (&schema);
  push (self, job);
  return TRUE;
}

/** tandai_label_store_relabel: changes the corpus file and all sidecars */
void
tandai_label_store_relabel (TandaiLabelStore *self, const TandaiRelabel *relabel)
{
  Job *job = job_new (self, TANDAI_LABEL_APPLY);

  job->relabel = (TandaiRelabel){ relabel->kind, g_strdup (relabel->label), g_strdup (relabel->into) };
  job->removes = relabel->kind != TANDAI_RELABEL_RENAME;
  push (self, job);
}

/** tandai_label_store_undo: takes the latest change back */
void
tandai_label_store_undo (TandaiLabelStore *self)
{
  push (self, job_new (self, TANDAI_LABEL_UNDO));
}

/** tandai_label_store_cancel: stops what is being done, which is taken back then */
void
tandai_label_store_cancel (TandaiLabelStore *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
}

/** tandai_label_store_is_busy: Returns: whether something is being done */
gboolean
tandai_label_store_is_busy (TandaiLabelStore *self)
{
  return self->working != NULL;
}

/** tandai_label_store_get_fraction: Returns: how far it is, from 0 to 1; below 0 where that is not known */
double
tandai_label_store_get_fraction (gpointer self)
{
  TandaiLabelStore *store = TANDAI_LABEL_STORE (self);
  int total = g_atomic_int_get (&store->progress.total);

  return total > 0 ? (double) g_atomic_int_get (&store->progress.done) / total : -1;
}
