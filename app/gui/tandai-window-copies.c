/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What programs left beside the article that was opened: temporary files, which go, and the copy of its
 * sidecar to which a version went, which waits to be merged. */

#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-copies.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "gui/tandai-window-private.h"

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *sidecar = task_data;
  g_autofree char *folder = g_path_get_dirname (sidecar);
  g_auto (TandaiCopies) copies = { NULL };
  g_autoptr (GPtrArray) found = tandai_copies_find (&copies, sidecar);

  tandai_file_remove_stale (folder);
  g_task_return_pointer (task, found->len > 0 ? g_strdup (found->pdata[0]) : NULL, g_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  const char *sidecar = g_task_get_task_data (G_TASK (result));
  g_autofree char *copy = g_task_propagate_pointer (G_TASK (result), NULL);

  /* By then the window may show another article, or have made that copy itself. */
  if (copy == NULL || self->document == NULL
      || !g_str_equal (tandai_document_get_sidecar_path (self->document), sidecar))
    return;
  g_free (self->copy);
  self->copy = g_steal_pointer (&copy);
  _tandai_window_update_banner (self);
}

/* Looks beside the document that was taken, while nobody waits for it. */
void
_tandai_window_copies_take_document (TandaiWindow *self)
{
  g_autoptr (GTask) task = NULL;

  g_clear_pointer (&self->copy, g_free);
  if (self->document == NULL)
    return;
  task = g_task_new (NULL, NULL, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, _tandai_window_copies_take_document);
  g_task_set_task_data (task, g_strdup (tandai_document_get_sidecar_path (self->document)), g_free);
  g_task_run_in_thread (task, look_thread);
}

/* What the banner says of a copy; NULL where there is none. */
char *
_tandai_window_dup_copy_message (TandaiWindow *self)
{
  g_autofree char *base = self->copy != NULL ? g_path_get_basename (self->copy) : NULL;
  g_autofree char *shown = base != NULL ? tandai_display_name (base) : NULL;

  if (shown == NULL)
    return NULL;
  /* Translators: %s is a file. */
  return g_strdup_printf (_ ("Another version of these annotations waits to be merged, in “%s”"), shown);
}
