/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-words.h"
#include "gui/tandai-article-view-private.h"

/* A selection by pointer takes whole words, unless Alt is held. */
static void
snap_selection (TandaiArticleView *self)
{
  TandaiRange range;
  TandaiRange snapped;

  if (self->press_alt || !tandai_article_view_get_selection (self, &range))
    return;
  snapped = tandai_words_snap (tandai_document_get_text (self->document), range);
  if (snapped.start != range.start || snapped.end != range.end)
    {
      GtkTextIter start;
      GtkTextIter end;

      _tandai_article_view_to_iter (self, snapped.start, &start);
      _tandai_article_view_to_iter (self, snapped.end, &end);
      gtk_text_buffer_select_range (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &end, &start);
    }
}

static void
choose_span (TandaiArticleView *self, guint offset)
{
  g_autoptr (GPtrArray) spans =
      tandai_annotation_set_list_at (tandai_document_get_annotations (self->document), offset);
  guint index = 0;

  for (guint i = 0; i < spans->len && self->last_click == (int) offset; i++)
    if (g_strcmp0 (tandai_span_get_id (g_ptr_array_index (spans, i)), self->selected) == 0)
      index = (i + 1) % spans->len;
  self->last_click = (int) offset;
  g_signal_emit_by_name (self, "span-selected",
                         spans->len > 0 ? tandai_span_get_id (g_ptr_array_index (spans, index)) : NULL);
}

static gboolean
released_idle_cb (gpointer user_data)
{
  TandaiArticleView *self = user_data;
  GtkTextIter iter;
  int x;
  int y;

  self->release_source = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))))
    {
      snap_selection (self);
      return G_SOURCE_REMOVE;
    }
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) self->press_x,
                                         (int) self->press_y, &x, &y);
  if (gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, x, y))
    choose_span (self, _tandai_article_view_to_document (self, &iter));
  else
    g_signal_emit_by_name (self, "span-selected", NULL);
  return G_SOURCE_REMOVE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TandaiArticleView *self)
{
  self->press_x = x;
  self->press_y = y;
  self->n_press = n_press;
}

/* GtkTextView claims the pointer; the release is still seen here, before it has set the selection. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, TandaiArticleView *self)
{
  if (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE
      && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY)
    {
      self->press_alt = (gdk_event_get_modifier_state (event) & GDK_ALT_MASK) != 0;
      if (self->release_source == 0)
        self->release_source = g_idle_add (released_idle_cb, self);
    }
  return GDK_EVENT_PROPAGATE;
}

/* Makes the view answer clicks and drags: selections of whole words, and spans one after the other. */
void
_tandai_article_view_add_pointer (TandaiArticleView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *legacy = gtk_event_controller_legacy_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect (legacy, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), legacy);
}
