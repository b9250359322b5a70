/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits until all is saved, and when saving does not go as it should: a copy elsewhere, and two versions
 * that are merged. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-rejoin.h"
#include "gui/tandai-window-private.h"

/* What waits for the disk. */
typedef struct
{
  TandaiWindow *window;
  TandaiDocument *document;
  gboolean anyway;
  GClosure *then;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->window);
  g_object_unref (waiting->document);
  g_closure_unref (waiting->then);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
go_on (TandaiWindow *self, GClosure *then)
{
  g_auto (GValue) window = G_VALUE_INIT;

  g_value_init (&window, TANDAI_TYPE_WINDOW);
  g_value_set_object (&window, self);
  g_closure_invoke (then, NULL, 1, &window, NULL);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  TandaiWindow *self = waiting->window;
  g_autoptr (GError) error = NULL;

  if (!tandai_saver_flush_finish (TANDAI_SAVER (source), result, &error) && self->document != NULL)
    _tandai_window_toast (self, error->message);
  /* A window that was closed meanwhile does nothing any more. */
  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  /* What was marked while it was saved is saved, too. */
  if (error == NULL && waiting->document == self->document && tandai_document_is_modified (self->document))
    _tandai_window_flush (self, waiting->anyway, waiting->then);
  else if (error == NULL || waiting->anyway)
    go_on (self, waiting->then);
}

/* Brings everything to the disk; then, or where that fails and @anyway is set, @then is called with the
 * window. A failure is told. Takes @then over where it is floating. */
void
_tandai_window_flush (TandaiWindow *self, gboolean anyway, GClosure *then)
{
  Waiting *waiting;

  if (G_CLOSURE_NEEDS_MARSHAL (then))
    g_closure_set_marshal (then, g_cclosure_marshal_VOID__VOID);
  g_closure_ref (then);
  g_closure_sink (then);
  tandai_inspector_commit (self->inspector);
  if (self->document == NULL)
    {
      go_on (self, then);
      g_closure_unref (then);
      return;
    }
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ g_object_ref (self), g_object_ref (self->document), anyway, then };
  tandai_saver_flush_async (self->saver, NULL, flushed_cb, waiting);
}

/* Does @then once everything is on disk; where it can't be, that is told and nothing is done. */
void
_tandai_window_when_saved (TandaiWindow *self,
                           TandaiWindowThen then,
                           gpointer user_data,
                           GClosureNotify destroy)
{
  _tandai_window_flush (self, FALSE, g_cclosure_new (G_CALLBACK (then), user_data, destroy));
}

/* What a thread needs to merge or to write a copy; it owns all of it. */
typedef struct
{
  TandaiSidecar *base;
  TandaiSidecar *ours;
  char *path;
  char *diverted;
  guint n_disputes;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->base, tandai_sidecar_free);
  g_clear_pointer (&work->ours, tandai_sidecar_free);
  g_free (work->path);
  g_free (work->diverted);
  g_free (work);
}

static void
copy_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (work->ours);
  GError *error = NULL;

  /* The file chooser has asked before it replaces a file. */
  if (tandai_file_write (work->path, bytes, NULL, TRUE, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = tandai_display_name (work->path);
  g_autofree char *said = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  /* Translators: %s is a file. */
  said = g_strdup_printf (_ ("A copy is in “%s”"), shown);
  _tandai_window_say (self, said);
  _tandai_window_toast (self, said);
}

static void
run (TandaiWindow *self, Work *work, GTaskThreadFunc thread, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, g_object_ref (self));

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, thread);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TandaiWindow *self)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  Work *work;

  g_object_unref (chooser);
  if (file == NULL || g_file_peek_path (file) == NULL || self->document == NULL)
    return;
  work = g_new0 (Work, 1);
  work->ours = tandai_document_snapshot (self->document, NULL);
  work->path = g_file_get_path (file);
  run (self, work, copy_thread, copied_cb);
}

static void
save_copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save a Copy"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = tandai_paths_copy_name (tandai_document_get_sidecar_path (self->document));
  g_autofree char *shown = g_filename_display_name (name);

  tandai_inspector_commit (self->inspector);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), shown);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
join_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  if (tandai_rejoin_copy (work->diverted, work->path, &work->n_disputes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
merge_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  if (tandai_rejoin (work->base, work->ours, work->path, work->diverted, &work->n_disputes, cancellable,
                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      _tandai_window_say_error (self, error);
      return;
    }
  if (work->n_disputes == 0)
    said = g_strdup (_ ("Both versions are merged"));
  else
    said =
        g_strdup_printf (ngettext ("Both versions are merged; they disagree on %u thing",
                                   "Both versions are merged; they disagree on %u things", work->n_disputes),
                         work->n_disputes);
  if (self->document != NULL)
    _tandai_window_reload (self);
  _tandai_window_toast (self, said);
}

static void
merge (TandaiWindow *self, gpointer user_data)
{
  const char *original = self->saver != NULL ? tandai_saver_get_diverted_from (self->saver) : NULL;
  const char *sidecar = self->document != NULL ? tandai_document_get_sidecar_path (self->document) : NULL;
  Work *work;

  if (original == NULL && self->copy == NULL)
    return;
  work = g_new0 (Work, 1);
  if (original == NULL)
    {
      work->path = g_strdup (sidecar);
      work->diverted = g_strdup (self->copy);
      run (self, work, join_thread, merged_cb);
      return;
    }
  work->base = tandai_sidecar_copy (tandai_saver_get_base (self->saver));
  work->ours = tandai_document_snapshot (self->document, NULL);
  work->path = g_strdup (original);
  work->diverted = g_strdup (sidecar);
  run (self, work, merge_thread, merged_cb);
}

/* The version that this window writes beside the sidecar, or the copy that was found there. Ours is saved
 * first, so that what is merged is what is shown. */
static void
merge_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  if (tandai_saver_get_diverted_from (self->saver) == NULL && self->copy == NULL)
    _tandai_window_say (self, _ ("There is one version alone"));
  else
    _tandai_window_when_saved (self, merge, NULL, NULL);
}

static const GActionEntry ENTRIES[] = {
  { "save-copy", save_copy_action },
  { "merge", merge_action },
};

void
_tandai_window_add_saving_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
