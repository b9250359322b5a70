/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk of a corpus: articles come in batches, and what a later walk did not come by goes. */

#include "config.h"

#include <unistd.h>

#include "corpus/tandai-corpus-private.h"

/* A screenful at once; then others as fast as a list makes rows for them, of which it has some two hundred
 * ready; and then as many as the main loop takes in without anybody noticing. */
#define FIRST_BATCH 32
#define N_ROWS      256
#define BATCH       4000

/* Another program that adds files adds several: the walk follows the last. */
#define CALM_MS 400

/* How often a walk that waits for the main thread looks whether it is still wanted. */
#define WAIT_US (50 * G_TIME_SPAN_MILLISECOND)

/* One batch is on its way at a time, so that each has a turn of the main loop to itself. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean is_taken;
} Gate;

typedef struct
{
  TandaiCorpus *corpus;
  Gate *gate;
  GCancellable *cancellable;
  char *below;
  guint seen;
  guint n_sent;
  gboolean is_read_only;
  GPtrArray *folders;
  GPtrArray *failures;
} Walk;

/* Articles on their way to the main thread. */
typedef struct
{
  TandaiCorpus *corpus;
  Gate *gate;
  guint seen;
  char *folder;
  GStringChunk *names;
  GArray *found;
} Batch;

static Gate *
gate_new (void)
{
  Gate *gate = g_atomic_rc_box_new0 (Gate);

  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->cond);
  return gate;
}

static void
gate_clear (gpointer data)
{
  Gate *gate = data;

  g_mutex_clear (&gate->mutex);
  g_cond_clear (&gate->cond);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_taken = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_wait (Gate *gate, GCancellable *cancellable)
{
  g_mutex_lock (&gate->mutex);
  while (!gate->is_taken && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&gate->cond, &gate->mutex, g_get_monotonic_time () + WAIT_US);
  gate->is_taken = FALSE;
  g_mutex_unlock (&gate->mutex);
}

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_atomic_rc_box_release_full (walk->gate, gate_clear);
  g_object_unref (walk->cancellable);
  g_free (walk->below);
  g_ptr_array_unref (walk->folders);
  g_ptr_array_unref (walk->failures);
  g_free (walk);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  gate_open (batch->gate);
  g_atomic_rc_box_release_full (batch->gate, gate_clear);
  g_object_unref (batch->corpus);
  g_free (batch->folder);
  g_string_chunk_free (batch->names);
  g_array_unref (batch->found);
  g_free (batch);
}

static void
tell_listed (TandaiCorpus *self)
{
  if (self->is_listed)
    return;
  self->is_listed = TRUE;
  g_signal_emit_by_name (self, "listed");
}

/* Those without a sidecar have nothing to read but a title, which is read when somebody looks. */
static void
take_fresh (TandaiCorpus *self, GArray *fresh)
{
  guint n = 0;

  for (guint i = 0; i < fresh->len; i++)
    {
      guint32 slot = g_array_index (fresh, guint32, i);
      TandaiCorpusEntry *entry = tandai_corpus_table_get (self->table, slot);

      if ((entry->flags & TANDAI_CORPUS_OWN) != 0 || entry->annotators != NULL)
        {
          g_array_index (fresh, guint32, n++) = slot;
          continue;
        }
      entry->flags |= TANDAI_CORPUS_READ;
      entry->status = TANDAI_STATUS_NEW;
      entry->n_spans = 0;
      entry->labels = 0;
      if (self->wants_titles && (entry->flags & TANDAI_CORPUS_TITLED) == 0)
        g_array_index (fresh, guint32, n++) = slot;
    }
  g_array_set_size (fresh, n);
  _tandai_corpus_read_later (self, fresh);
}

static void
tell_items (TandaiCorpus *self, const GArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      guint slot = g_array_index (slots, guint32, i);
      TandaiCorpusItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (slot));

      if (item == NULL)
        continue;
      _tandai_corpus_item_fill (item, self->table, slot);
      _tandai_corpus_want (self, slot);
    }
}

static gboolean
take_batch_cb (gpointer user_data)
{
  Batch *batch = user_data;
  TandaiCorpus *self = batch->corpus;
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) changed = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return G_SOURCE_REMOVE;
  tandai_corpus_table_merge (self->table, batch->folder, (gconstpointer) batch->found->data,
                             batch->found->len, batch->seen, fresh);
  if (fresh->len == 0)
    return G_SOURCE_REMOVE;
  changed = g_array_copy (fresh);
  take_fresh (self, fresh);
  tell_items (self, changed);
  _tandai_corpus_refresh (self);
  _tandai_corpus_changed (self);
  tell_listed (self);
  return G_SOURCE_REMOVE;
}

static void
send_batch (Walk *walk, const char *folder, const TandaiCorpusFound *found, guint n)
{
  Batch *batch = g_new0 (Batch, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  batch->corpus = g_object_ref (walk->corpus);
  batch->gate = g_atomic_rc_box_acquire (walk->gate);
  batch->seen = walk->seen;
  batch->folder = g_strdup (folder);
  batch->names = g_string_chunk_new (4096);
  batch->found = g_array_sized_new (FALSE, FALSE, sizeof (TandaiCorpusFound), n);
  for (guint i = 0; i < n; i++)
    {
      TandaiCorpusFound one = found[i];

      one.name = g_string_chunk_insert (batch->names, one.name);
      if (one.annotators != NULL)
        one.annotators = g_string_chunk_insert_const (batch->names, one.annotators);
      g_array_append_val (batch->found, one);
    }
  /* The first are painted before others come. */
  g_source_set_priority (source, walk->n_sent == 0 ? G_PRIORITY_DEFAULT : G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, take_batch_cb, batch, batch_free);
  g_source_attach (source, NULL);
  walk->n_sent += n;
  gate_wait (walk->gate, walk->cancellable);
}

static void
found_cb (const char *folder, GArray *found, gpointer user_data)
{
  Walk *walk = user_data;
  const TandaiCorpusFound *all = (gconstpointer) found->data;
  guint done = 0;

  while (done < found->len)
    {
      guint n = MIN (walk->n_sent < N_ROWS ? FIRST_BATCH : BATCH, found->len - done);

      send_batch (walk, folder, all + done, n);
      done += n;
    }
}

static void
walk_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Walk *walk = task_data;
  GError *error = NULL;

  walk->is_read_only = access (g_file_peek_path (walk->corpus->folder), W_OK) != 0;
  if (tandai_corpus_walk (walk->corpus->folder, walk->below, found_cb, walk, walk->folders, NULL,
                          walk->failures, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A folder inside that went has nothing in it any more; one that can't be read keeps what it had. */
static void
take_failure (TandaiCorpus *self, const Walk *walk, const GError *error)
{
  if (*walk->below != '\0')
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        _tandai_corpus_walk_later (self, "");
      return;
    }
  g_free (self->failure);
  self->failure = g_strdup (error->message);
  g_signal_emit_by_name (self, "failed", error);
}

static void
take_end (TandaiCorpus *self, const Walk *walk)
{
  gboolean whole = *walk->below == '\0';

  if (whole)
    {
      g_clear_pointer (&self->failure, g_free);
      self->n_passed_over = walk->failures->len;
    }
  self->is_read_only = walk->is_read_only;
  if (tandai_corpus_table_sweep (self->table, walk->below, walk->seen) > 0)
    _tandai_corpus_refresh (self);
  if (_tandai_corpus_watch (self, walk->folders, whole))
    _tandai_corpus_walk_later (self, walk->below);
  _tandai_corpus_texts_changed (self);
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiCorpus *self = TANDAI_CORPUS (source);
  const Walk *walk = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ended = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *next = g_steal_pointer (&self->next_walk);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->is_walking = self->is_listing = FALSE;
  if (ended)
    take_end (self, walk);
  else
    take_failure (self, walk, error);
  _tandai_corpus_changed (self);
  if (ended)
    tell_listed (self);
  if (next != NULL)
    _tandai_corpus_walk_later (self, next);
}

/* Walks through a folder inside, "" for all. */
void
_tandai_corpus_walk (TandaiCorpus *self, const char *below)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, walked_cb, NULL);
  Walk *walk = g_new0 (Walk, 1);

  walk->corpus = self;
  walk->gate = gate_new ();
  walk->cancellable = g_object_ref (self->cancellable);
  walk->below = g_strdup (below);
  walk->seen = ++self->n_walks;
  walk->folders = g_ptr_array_new_with_free_func (g_free);
  walk->failures = g_ptr_array_new_with_free_func (g_free);
  self->is_walking = TRUE;
  g_task_set_source_tag (task, _tandai_corpus_walk);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, walk, walk_free);
  g_task_run_in_thread (task, walk_thread);
}

/* The deepest folder that holds both. */
static char *
dup_common (const char *a, const char *b)
{
  gsize length = 0;

  for (gsize i = 0;; i++)
    {
      gboolean a_ends = a[i] == '\0' || a[i] == '/', b_ends = b[i] == '\0' || b[i] == '/';

      if (a_ends && b_ends)
        length = i;
      if (a[i] != b[i] || a[i] == '\0')
        return g_strndup (a, length);
    }
}

static gboolean
walk_cb (gpointer user_data)
{
  TandaiCorpus *self = user_data;
  g_autofree char *below = NULL;

  self->walk_source = 0;
  if (self->is_walking)
    return G_SOURCE_REMOVE;
  below = g_steal_pointer (&self->next_walk);
  _tandai_corpus_walk (self, below);
  return G_SOURCE_REMOVE;
}

/* Walks once more when it is calm. */
void
_tandai_corpus_walk_later (TandaiCorpus *self, const char *below)
{
  g_autofree char *before = g_steal_pointer (&self->next_walk);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->next_walk = before != NULL ? dup_common (before, below) : g_strdup (below);
  if (self->walk_source == 0)
    self->walk_source = g_timeout_add (CALM_MS, walk_cb, self);
}
