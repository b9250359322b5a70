/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sidecar or folder that is read-only, said before a save fails. What is marked stays in memory. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-file.h"
#include "gui/tandai-window-private.h"

/* Whoever opens a read-only folder reads that above the list of its articles. */
static gboolean
is_said_by_corpus (TandaiWindow *self)
{
  TandaiCorpusCounts counts;

  if (self->articles == NULL)
    return FALSE;
  tandai_corpus_get_counts (self->articles, &counts);
  return counts.is_read_only;
}

/* What the banner says of it; NULL where there is nothing to be said, or it has been read. */
const char *
_tandai_window_get_read_only_message (TandaiWindow *self)
{
  return self->read_only_closed || is_said_by_corpus (self) ? NULL : self->read_only;
}

static void
take_message (TandaiWindow *self, const char *message)
{
  if (g_strcmp0 (self->read_only, message) == 0)
    return;
  g_free (self->read_only);
  self->read_only = g_strdup (message);
  self->read_only_closed = FALSE;
  _tandai_window_say (self, message != NULL ? message : _ ("Annotations can be saved here again"));
  /* Nobody has to ask for what could not be saved meanwhile. */
  if (message == NULL && tandai_saver_get_state (self->saver) == TANDAI_SAVER_FAILED)
    tandai_saver_retry (self->saver);
  _tandai_window_update_banner (self);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->document != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, error != NULL ? error->message : NULL);
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (tandai_file_check_read_only (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Looks whether the sidecar of the document that is shown may be written; of several looks the last counts.
 */
void
_tandai_window_check_read_only (TandaiWindow *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->checking_read_only != NULL)
    g_cancellable_cancel (self->checking_read_only);
  g_clear_object (&self->checking_read_only);
  self->checking_read_only = g_cancellable_new ();
  task = g_task_new (NULL, self->checking_read_only, checked_cb, g_object_ref (self));
  g_task_set_source_tag (task, _tandai_window_check_read_only);
  g_task_set_task_data (task, g_strdup (tandai_document_get_sidecar_path (self->document)), g_free);
  g_task_run_in_thread (task, check_thread);
}

/* Of the document that goes. */
void
_tandai_window_forget_read_only (TandaiWindow *self)
{
  if (self->checking_read_only != NULL)
    g_cancellable_cancel (self->checking_read_only);
  g_clear_object (&self->checking_read_only);
  g_clear_pointer (&self->read_only, g_free);
  self->read_only_closed = FALSE;
}
