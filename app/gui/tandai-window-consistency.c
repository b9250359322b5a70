/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-consistency-window.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-window-private.h"

/* What is not labelled the same everywhere, and the way to its places. */

static void
show_stretch (TandaiWindow *self, TandaiRange range)
{
  _tandai_window_select_span (self, NULL, FALSE);
  tandai_article_view_select_range (self->view, range.start, range.end);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Shows a stretch of an article of the folder, which is opened where it is not the one that is shown. */
void
_tandai_window_go_to (TandaiWindow *self, GFile *article, TandaiRange range)
{
  g_clear_object (&self->wanted);
  if (tandai_window_shows (self, article))
    {
      show_stretch (self, range);
      return;
    }
  self->wanted = g_object_ref (article);
  self->wanted_range = range;
  _tandai_window_show_article (self, article);
}

/* Shows the stretch for which the article was opened. */
void
_tandai_window_consistency_take_document (TandaiWindow *self)
{
  g_autoptr (GFile) wanted = g_steal_pointer (&self->wanted);

  if (wanted != NULL && tandai_window_shows (self, wanted))
    show_stretch (self, self->wanted_range);
}

static void
go_cb (TandaiConsistencyWindow *consistency, GFile *article, guint start, guint end, TandaiWindow *self)
{
  _tandai_window_go_to (self, article, (TandaiRange){ start, end });
  gtk_window_present (GTK_WINDOW (self));
}

/* What the window still has to write is to be looked at, and not to be written over. */
static void
wanted_cb (TandaiConsistencyWindow *consistency, GClosure *go_on, TandaiWindow *self)
{
  _tandai_window_flush (self, FALSE, go_on);
}

static void
changed_cb (TandaiConsistencyWindow *consistency, TandaiWindow *self)
{
  if (self->document != NULL)
    _tandai_window_reload (self);
}

/* The keys go back to the article, wherever they were when the menu was opened. */
static void
closed_cb (GtkWidget *consistency, TandaiWindow *self)
{
  self->consistency = NULL;
  if (self->view != NULL && self->document != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Of the folder that is open, or that of the article. */
static void
show_consistency (TandaiWindow *self, gpointer user_data)
{
  g_autoptr (GFile) folder = NULL;
  GtkWidget *consistency;

  if (self->consistency != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->consistency));
      return;
    }
  if (self->document == NULL)
    return;
  folder = self->folder != NULL ? g_object_ref (self->folder)
                                : g_file_get_parent (tandai_document_get_file (self->document));
  if (folder == NULL)
    return;
  consistency =
      tandai_consistency_window_new (GTK_WINDOW (self), folder, tandai_document_get_schema (self->document));
  self->consistency = consistency;
  g_signal_connect_object (consistency, "destroy", G_CALLBACK (closed_cb), self, 0);
  g_signal_connect_object (consistency, "wanted", G_CALLBACK (wanted_cb), self, 0);
  g_signal_connect_object (consistency, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (consistency, "go", G_CALLBACK (go_cb), self, 0);
  tandai_dialog_present (consistency);
}

static void
consistency_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  if (self->consistency != NULL)
    gtk_window_present (GTK_WINDOW (self->consistency));
  else
    _tandai_window_when_saved (self, show_consistency, NULL, NULL);
}

void
_tandai_window_add_consistency_actions (TandaiWindow *self)
{
  const GActionEntry entries[] = { { "consistency", consistency_action } };

  _tandai_window_add_table (self, entries, G_N_ELEMENTS (entries));
}
