/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the articles of a corpus stand is read a few at a time: first those that somebody looks at. */

#include "config.h"

#include "corpus/tandai-corpus-private.h"
#include "corpus/tandai-corpus-state.h"

/* What is looked at is shown soon; the rest comes in the background. */
#define URGENT_JOBS 64
#define JOBS        200

/* More than these are never on screen or near it. */
#define MAX_URGENT 512

/* An article to be read, and what was found. Its annotators are the table's. */
typedef struct
{
  guint32 slot;
  guint32 stamp;
  gboolean own;
  const char *annotators;
  char *path;
  TandaiCorpusState *state;
} Job;

typedef struct
{
  char *root;
  GArray *jobs;
} Work;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  tandai_corpus_state_free (job->state);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->root);
  g_array_unref (work->jobs);
  g_free (work);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  for (guint i = 0; i < work->jobs->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Job *job = &g_array_index (work->jobs, Job, i);
      g_autofree char *path = g_build_filename (work->root, job->path, NULL);

      if (job->stamp == 0 || tandai_corpus_state_stamp (path, job->own, job->annotators) != job->stamp)
        job->state = tandai_corpus_state_read (path, job->own, job->annotators);
    }
  g_task_return_boolean (task, TRUE);
}

static void
add_job (TandaiCorpus *self, GArray *jobs, guint slot)
{
  const TandaiCorpusEntry *entry = tandai_corpus_table_get (self->table, slot);
  Job job = { slot, entry->stamp, (entry->flags & TANDAI_CORPUS_OWN) != 0, entry->annotators, NULL, NULL };

  if ((entry->flags & TANDAI_CORPUS_HERE) == 0)
    return;
  job.path = tandai_corpus_table_dup_path (self->table, slot);
  g_array_append_val (jobs, job);
}

static GArray *
gather_jobs (TandaiCorpus *self)
{
  GArray *jobs = g_array_new (FALSE, FALSE, sizeof (Job));

  g_array_set_clear_func (jobs, job_clear);
  while (jobs->len < URGENT_JOBS && !g_queue_is_empty (&self->urgent))
    add_job (self, jobs, GPOINTER_TO_UINT (g_queue_pop_head (&self->urgent)));
  if (jobs->len > 0)
    return jobs;
  while (jobs->len < JOBS && self->next_unread < self->unread->len)
    add_job (self, jobs, g_array_index (self->unread, guint32, self->next_unread++));
  if (self->next_unread == self->unread->len)
    {
      g_array_set_size (self->unread, 0);
      self->next_unread = 0;
    }
  return jobs;
}

/* The window knows better how the article stands that it shows. */
static void
take_job (TandaiCorpus *self, Job *job)
{
  TandaiCorpusEntry *entry = tandai_corpus_table_get (self->table, job->slot);
  const TandaiCorpusState *state = job->state;
  TandaiCorpusItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (job->slot));

  if (state == NULL || (entry->flags & TANDAI_CORPUS_HERE) == 0)
    return;
  entry->labels = 0;
  for (guint i = 0; state->labels != NULL && state->labels[i] != NULL; i++)
    entry->labels |= tandai_corpus_table_label (self->table, state->labels[i]);
  entry->stamp = state->stamp;
  entry->date = tandai_corpus_table_intern (self->table, state->date);
  if (job->slot != self->current)
    {
      entry->title = tandai_corpus_table_intern (self->table, state->title);
      entry->n_spans = state->n_spans;
      entry->status = (guint8) state->status;
    }
  entry->flags &= (guint8) ~TANDAI_CORPUS_BROKEN;
  entry->flags |=
      (guint8) (TANDAI_CORPUS_READ | TANDAI_CORPUS_TITLED | (state->broken ? TANDAI_CORPUS_BROKEN : 0));
  if (item != NULL)
    _tandai_corpus_item_fill (item, self->table, job->slot);
}

static void read_next (TandaiCorpus *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiCorpus *self = TANDAI_CORPUS (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  gboolean changed = FALSE;

  self->is_reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < work->jobs->len; i++)
    {
      Job *job = &g_array_index (work->jobs, Job, i);

      changed |= job->state != NULL;
      take_job (self, job);
    }
  if (changed && _tandai_corpus_needs_states (self))
    _tandai_corpus_refresh (self);
  if (changed)
    _tandai_corpus_changed (self);
  read_next (self);
}

static void
read_next (TandaiCorpus *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GArray) jobs = NULL;
  gboolean urgent = !g_queue_is_empty (&self->urgent);
  Work *work;

  if (self->is_reading || g_cancellable_is_cancelled (self->cancellable))
    return;
  jobs = gather_jobs (self);
  if (jobs->len == 0)
    return;
  work = g_new0 (Work, 1);
  work->root = g_file_get_path (self->folder);
  work->jobs = g_steal_pointer (&jobs);
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_priority (task, urgent ? G_PRIORITY_DEFAULT : G_PRIORITY_LOW);
  g_task_set_source_tag (task, read_next);
  g_task_set_task_data (task, work, work_free);
  self->is_reading = TRUE;
  g_task_run_in_thread (task, read_thread);
}

static gboolean
start_cb (gpointer user_data)
{
  read_next (user_data);
  return G_SOURCE_REMOVE;
}

/* Many are asked for in one turn of the main loop, and read together. */
static void
start_soon (TandaiCorpus *self)
{
  if (!self->is_reading)
    g_idle_add_full (G_PRIORITY_DEFAULT, start_cb, g_object_ref (self), g_object_unref);
}

/* Reads an article next: somebody looks at it, or it is another than before. */
void
_tandai_corpus_want (TandaiCorpus *self, guint slot)
{
  const TandaiCorpusEntry *entry = tandai_corpus_table_get (self->table, slot);

  if ((entry->flags & TANDAI_CORPUS_TITLED) != 0 && entry->annotators == NULL
      && (entry->flags & TANDAI_CORPUS_OWN) == 0)
    return;
  if (g_queue_is_empty (&self->urgent))
    start_soon (self);
  g_queue_push_tail (&self->urgent, GUINT_TO_POINTER (slot));
  if (self->urgent.length > MAX_URGENT)
    g_queue_pop_head (&self->urgent);
}

/* Reads articles (element-type guint32) when nothing else is to be done. */
void
_tandai_corpus_read_later (TandaiCorpus *self, const GArray *slots)
{
  if (slots->len == 0)
    return;
  g_array_append_vals (self->unread, slots->data, slots->len);
  start_soon (self);
}
