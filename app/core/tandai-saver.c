/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <sys/resource.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-history-store.h"
#include "core/tandai-saver.h"

/* Writing so many spans keeps a processor busy for a while: the hand goes before it, and the frame that
 * answers it. A save of them takes several times as long as it waits. */
#define MANY_SPANS 5000
#define SAVE_NICE  10
#define SAVE_DELAY 50

/* What failed is tried again after so many seconds, and after twice as many each time up to a minute. */
#define RETRY_SECONDS     5
#define MAX_RETRY_SECONDS 60

struct _TandaiSaver
{
  GObject parent_instance;

  TandaiDocument *document;
  TandaiSaverState state;
  char *message;
  gboolean busy;
  guint delay_source;
  guint retry_source;
  guint retry_seconds;
  /* What was last read or written under the sidecar's own name: what another program's version began with. */
  TandaiSidecar *base;
  TandaiSidecar *old_base;
  char *diverted_from;
  /* Who waits until everything is on disk; of #GTask. */
  GQueue waiting;
};

/* What was done for who waits. */
typedef struct
{
  gboolean is_tried;
  gboolean is_kept;
} Wait;

/* One save, as the thread sees it. */
typedef struct
{
  TandaiSidecar *sidecar;
  char *path;
  char *diverted;
  TandaiStamp stamp;
  guint64 revision;
  TandaiSidecar *old_base;
} Save;

G_DEFINE_FINAL_TYPE (TandaiSaver, tandai_saver, G_TYPE_OBJECT)

enum
{
  SIGNAL_STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start (TandaiSaver *self);
static void settle (TandaiSaver *self);

static void
save_free (Save *save)
{
  g_clear_pointer (&save->sidecar, tandai_sidecar_free);
  g_clear_pointer (&save->old_base, tandai_sidecar_free);
  g_free (save->path);
  g_free (save->diverted);
  g_free (save);
}

static void
set_state (TandaiSaver *self, TandaiSaverState state, const char *message)
{
  if (self->state == state && g_strcmp0 (self->message, message) == 0)
    return;
  self->state = state;
  g_free (self->message);
  self->message = g_strdup (message);
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

/* A thread of its own, since a thread of the pool would stay slow for whoever has it next. */
static gpointer
save_thread (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean saved;

  if (save->sidecar->spans->len > MANY_SPANS)
    setpriority (PRIO_PROCESS, (id_t) gettid (), SAVE_NICE);
  saved =
      tandai_sidecar_save_or_divert (save->sidecar, save->path, &save->stamp, &save->diverted, NULL, &error);
  /* Giving all those spans back takes a while too, which the main thread has not. */
  g_clear_pointer (&save->old_base, tandai_sidecar_free);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

static void
note_diverted (TandaiSaver *self, const char *path)
{
  g_autofree char *shown = tandai_display_name (path);
  g_autofree char *message = NULL;

  message = g_strdup_printf (
      /* Translators: %s is a file. */
      _ ("Another program changed the sidecar. Nothing was overwritten: your version goes to “%s”"), shown);
  if (self->diverted_from == NULL)
    self->diverted_from = g_strdup (tandai_document_get_sidecar_path (self->document));
  tandai_document_divert (self->document, path);
  set_state (self, TANDAI_SAVER_DIVERTED, message);
}

static gboolean
retry_cb (gpointer user_data)
{
  TandaiSaver *self = user_data;

  self->retry_source = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (TandaiSaver *self)
{
  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->retry_seconds = CLAMP (2 * self->retry_seconds, RETRY_SECONDS, MAX_RETRY_SECONDS);
  self->retry_source = g_timeout_add_seconds (self->retry_seconds, retry_cb, self);
}

/* What went to the sidecar itself is what another program's next version begins with; the one before is given
 * back by the next save's thread. */
static void
take_base (TandaiSaver *self, Save *save)
{
  if (self->diverted_from != NULL || save->diverted != NULL)
    return;
  g_clear_pointer (&self->old_base, tandai_sidecar_free);
  self->old_base = g_steal_pointer (&self->base);
  self->base = g_steal_pointer (&save->sidecar);
}

static void
take_result (TandaiSaver *self, Save *save, const GError *error)
{
  if (error != NULL)
    {
      /* What could not be brought to disk for sure is ours all the same, and the next save may go over it. */
      tandai_document_saved (self->document, 0, &save->stamp);
      set_state (self, TANDAI_SAVER_FAILED, error->message);
      retry_later (self);
      return;
    }
  self->retry_seconds = 0;
  take_base (self, save);
  tandai_document_saved (self->document, save->revision, &save->stamp);
  if (save->diverted != NULL)
    note_diverted (self, save->diverted);
  else if (self->state != TANDAI_SAVER_DIVERTED && !tandai_document_is_modified (self->document))
    set_state (self, TANDAI_SAVER_SAVED, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiSaver) self = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->busy = FALSE;
  take_result (self, save, error);
  if (error == NULL && tandai_document_is_modified (self->document))
    start (self);
  settle (self);
}

static Save *
save_new (TandaiSaver *self)
{
  Save *save = g_new0 (Save, 1);

  save->sidecar = tandai_document_snapshot (self->document, &save->revision);
  save->path = g_strdup (tandai_document_get_sidecar_path (self->document));
  save->stamp = *tandai_document_get_stamp (self->document);
  save->old_base = g_steal_pointer (&self->old_base);
  return save;
}

static void
note_saving (TandaiSaver *self)
{
  if (self->state != TANDAI_SAVER_DIVERTED)
    set_state (self, TANDAI_SAVER_SAVING, NULL);
}

static void
start (TandaiSaver *self)
{
  g_autoptr (GTask) task = NULL;

  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  if (self->busy || !tandai_document_is_modified (self->document))
    return;
  self->busy = TRUE;
  note_saving (self);
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, save_new (self), (GDestroyNotify) save_free);
  g_thread_unref (g_thread_new ("save", save_thread, g_steal_pointer (&task)));
}

static gboolean
delay_cb (gpointer user_data)
{
  TandaiSaver *self = user_data;

  self->delay_source = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiSaver *self)
{
  if (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (document)) <= MANY_SPANS)
    {
      start (self);
      return;
    }
  note_saving (self);
  if (!self->busy && self->delay_source == 0)
    self->delay_source = g_timeout_add (SAVE_DELAY, delay_cb, self);
}

static void
tandai_saver_finalize (GObject *object)
{
  TandaiSaver *self = TANDAI_SAVER (object);

  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_pointer (&self->base, tandai_sidecar_free);
  g_clear_pointer (&self->old_base, tandai_sidecar_free);
  g_free (self->diverted_from);
  g_clear_object (&self->document);
  g_free (self->message);
  G_OBJECT_CLASS (tandai_saver_parent_class)->finalize (object);
}

static void
tandai_saver_class_init (TandaiSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tandai_saver_finalize;
  signals[SIGNAL_STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_saver_init (TandaiSaver *self)
{
}

/**
 * tandai_saver_new:
 * @document: a document
 *
 * Returns: (transfer full): a saver that writes it after each change
 */
TandaiSaver *
tandai_saver_new (TandaiDocument *document)
{
  TandaiSaver *self = g_object_new (TANDAI_TYPE_SAVER, NULL);

  self->document = g_object_ref (document);
  self->base = tandai_sidecar_copy (tandai_document_get_sidecar (document));
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  return self;
}

/** tandai_saver_get_state: Returns: how saving stands */
TandaiSaverState
tandai_saver_get_state (TandaiSaver *self)
{
  return self->state;
}

/** tandai_saver_get_message: Returns: (nullable): of a failure or diversion, fit to be shown */
const char *
tandai_saver_get_message (TandaiSaver *self)
{
  return self->message;
}

/**
 * tandai_saver_get_base:
 * @self: a saver
 *
 * Returns: (transfer none): the sidecar as it was last read or written under its own name
 */
const TandaiSidecar *
tandai_saver_get_base (TandaiSaver *self)
{
  return self->base;
}

/** tandai_saver_get_diverted_from: Returns: (nullable): the sidecar that another program changed, after which
 * ours goes elsewhere */
const char *
tandai_saver_get_diverted_from (TandaiSaver *self)
{
  return self->diverted_from;
}

/** tandai_saver_is_busy: Returns: whether a save is under way */
gboolean
tandai_saver_is_busy (TandaiSaver *self)
{
  return self->busy;
}

/**
 * tandai_saver_retry:
 * @self: a saver
 *
 * Tries again after a failure.
 */
void
tandai_saver_retry (TandaiSaver *self)
{
  start (self);
}

/* What the thread needs that keeps the history. */
typedef struct
{
  GPtrArray *steps;
  guint n_done;
  TandaiText *text;
  char *sidecar;
  TandaiStamp stamp;
} Keep;

static void
keep_free (Keep *keep)
{
  g_ptr_array_unref (keep->steps);
  tandai_text_unref (keep->text);
  g_free (keep->sidecar);
  g_free (keep);
}

static void
keep_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Keep *keep = task_data;
  g_autoptr (GError) error = NULL;

  /* Whoever changed the sidecar since may have kept steps that fit it, as a renaming of labels does.
   * Undo across a restart is a comfort; the annotations themselves are safe by now. */
  if (tandai_file_is_unchanged (keep->sidecar, &keep->stamp, NULL)
      && !tandai_history_store_write (keep->steps, keep->n_done, keep->text, keep->sidecar,
                                      keep->stamp.sha256, &error))
    g_info ("The history of “%s” was not kept: %s", keep->sidecar, error->message);
  g_task_return_boolean (task, TRUE);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiSaver) self = user_data;

  self->busy = FALSE;
  start (self);
  settle (self);
}

/* Keeps what can be undone for when the article is opened again. */
static void
keep_history (TandaiSaver *self)
{
  const TandaiStamp *stamp = tandai_document_get_stamp (self->document);
  g_autoptr (GTask) task = NULL;
  Keep *keep;
  guint n_done;
  g_autoptr (GPtrArray) steps =
      tandai_history_list_steps (tandai_document_get_history (self->document), &n_done);

  if (steps->len == 0 || !stamp->exists)
    return;
  keep = g_new0 (Keep, 1);
  keep->steps = g_ptr_array_ref (steps);
  keep->n_done = n_done;
  keep->text = tandai_text_ref (tandai_document_get_text (self->document));
  keep->sidecar = g_strdup (tandai_document_get_sidecar_path (self->document));
  keep->stamp = *stamp;
  self->busy = TRUE;
  task = g_task_new (NULL, NULL, kept_cb, g_object_ref (self));
  g_task_set_source_tag (task, keep_history);
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  g_task_run_in_thread (task, keep_thread);
}

/* Does the next thing for @task, or answers it. The save under way has ended: two at once could land in the
 * wrong order. */
static gboolean
serve (TandaiSaver *self, GTask *task)
{
  Wait *wait = g_task_get_task_data (task);
  gboolean is_modified = tandai_document_is_modified (self->document);

  if (is_modified && !wait->is_tried)
    {
      wait->is_tried = TRUE;
      start (self);
      return FALSE;
    }
  if (!is_modified && !wait->is_kept)
    {
      wait->is_kept = TRUE;
      keep_history (self);
      return FALSE;
    }
  g_queue_pop_head (&self->waiting);
  if (is_modified)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", self->message);
  else
    g_task_return_boolean (task, TRUE);
  return TRUE;
}

/* Goes on with what is waited for, as far as that goes without a save. */
static void
settle (TandaiSaver *self)
{
  /* Whoever is answered may drop it. */
  g_autoptr (TandaiSaver) held = g_object_ref (self);

  while (!self->busy && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_peek_head (&self->waiting);

      if (serve (self, task))
        g_object_unref (task);
    }
}

/**
 * tandai_saver_flush_async:
 * @self: a saver
 * @cancellable: (nullable): makes the answer an error; all is saved nevertheless
 * @callback: called when everything is on disk, or has failed
 * @user_data: for @callback
 *
 * Before an article is left. What failed before is tried once more. What can
 * be undone is kept for the next time. The main loop is never turned by it:
 * an event of GTK would be handled within another.
 */
void
tandai_saver_flush_async (TandaiSaver *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tandai_saver_flush_async);
  g_task_set_task_data (task, g_new0 (Wait, 1), g_free);
  g_queue_push_tail (&self->waiting, task);
  settle (self);
}

/** tandai_saver_flush_finish: Returns: whether everything is on disk; @error says why not */
gboolean
tandai_saver_flush_finish (TandaiSaver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
