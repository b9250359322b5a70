/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gui/tandai-window-private.h"

/* A longer selection is not what somebody looks for, but where. */
#define MAX_WORDS 200

static void
answered_cb (TandaiFindBar *bar, TandaiWindow *self)
{
  _tandai_window_drop_preview (self);
}

/* Made when it is first asked for: a window must be there sooner than this. */
static TandaiFindBar *
get_bar (TandaiWindow *self)
{
  if (self->find == NULL)
    {
      self->find = TANDAI_FIND_BAR (tandai_find_bar_new (self->view));
      g_signal_connect_object (self->find, "question-ended", G_CALLBACK (answered_cb), self, 0);
      gtk_box_prepend (GTK_BOX (self->page), GTK_WIDGET (self->find));
      tandai_find_bar_set_document (self->find, self->document);
    }
  return self->find;
}

/* The window shows another document, or none. */
void
_tandai_window_update_find (TandaiWindow *self)
{
  if (self->find != NULL)
    tandai_find_bar_set_document (self->find, self->document);
}

/* What the bar asked about is no longer previewed. */
void
_tandai_window_end_question (TandaiWindow *self)
{
  if (self->find != NULL)
    tandai_find_bar_end_question (self->find);
}

/* Takes the bar away. Returns whether one was there. */
gboolean
_tandai_window_escape_find (TandaiWindow *self)
{
  return self->find != NULL && tandai_find_bar_escape (self->find);
}

static char *
dup_selected_words (TandaiWindow *self)
{
  TandaiRange range;
  g_autofree char *words = NULL;

  /* In the bar the key leads back to the entry, whatever is still selected in the article. */
  if (self->find != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->find)) != NULL
      && gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self)), GTK_WIDGET (self->find)))
    return NULL;
  if (!tandai_article_view_get_selection (self->view, &range) || range.end - range.start > MAX_WORDS)
    return NULL;
  words = tandai_text_slice (tandai_document_get_text (self->document), range.start, range.end);
  return strchr (words, '\n') == NULL ? g_steal_pointer (&words) : NULL;
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  g_autofree char *words = dup_selected_words (self);

  tandai_find_bar_open (get_bar (self), words);
}

static void
step (TandaiWindow *self, int by)
{
  TandaiFindBar *bar = get_bar (self);

  if (tandai_find_bar_is_empty (bar))
    tandai_find_bar_open (bar, NULL);
  else if (tandai_find_bar_step (bar, by) == TANDAI_FIND_STEP_ROUND)
    _tandai_window_say (self, by > 0 ? _ ("From the start again") : _ ("From the end again"));
}

static void
find_next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (TANDAI_WINDOW (user_data), 1);
}

static void
find_previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (TANDAI_WINDOW (user_data), -1);
}

static void
preview_matches_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);
  const char *label = g_variant_get_string (parameter, NULL);
  GArray *places;

  if (!_tandai_window_check_label (self, label))
    return;
  _tandai_window_drop_preview (self);
  places = tandai_find_bar_ask (get_bar (self), label);
  if (places != NULL)
    _tandai_window_take_preview (self, places, label);
}

static void
tag_matches_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TandaiWindow *self = TANDAI_WINDOW (user_data);

  if (_tandai_window_apply_preview (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    _tandai_window_say (self, _ ("Find something and choose a label for it first"));
}

static const GActionEntry ENTRIES[] = {
  { "find", find_action },
  { "find-next", find_next_action },
  { "find-previous", find_previous_action },
  { "preview-matches", preview_matches_action, "s" },
  { "tag-matches", tag_matches_action },
};

/* Adds the actions of the find bar. */
void
_tandai_window_add_find_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
