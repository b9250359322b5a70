/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-words.h"
#include "gui/tandai-window-private.h"

static TandaiSpan *
find_span (TandaiWindow *self, const char *id)
{
  if (self->document == NULL || id == NULL)
    return NULL;
  return tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), id);
}

TandaiSpan *
_tandai_window_get_selected_span (TandaiWindow *self)
{
  return find_span (self, tandai_article_view_get_selected_span (self->view));
}

TandaiSpan *
_tandai_window_get_current_span (TandaiWindow *self)
{
  return find_span (self, tandai_article_view_get_current_span (self->view));
}

/* Word, sentence, paragraph: the next one that holds what is selected. */
void
_tandai_window_expand_selection (TandaiWindow *self)
{
  TandaiText *text = tandai_document_get_text (self->document);
  guint caret = tandai_article_view_get_caret (self->view);
  TandaiRange now = { caret, caret };
  TandaiRange steps[3];
  guint at;

  tandai_article_view_get_selection (self->view, &now);
  at = now.start;
  if (!tandai_words_word_at (text, at, &steps[0]))
    steps[0] = (TandaiRange){ at, at };
  steps[1] = tandai_words_sentence_at (text, at);
  steps[2] = tandai_words_paragraph_at (text, at);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].start <= now.start && steps[i].end >= now.end
        && steps[i].end - steps[i].start > now.end - now.start)
      {
        tandai_article_view_select_range (self->view, steps[i].start, steps[i].end);
        return;
      }
}

/* The way back from _tandai_window_expand_selection(). */
void
_tandai_window_shrink_selection (TandaiWindow *self)
{
  TandaiText *text = tandai_document_get_text (self->document);
  TandaiRange now;
  TandaiRange next;

  if (!tandai_article_view_get_selection (self->view, &now))
    return;
  next = tandai_words_sentence_at (text, now.start);
  if (next.end - next.start >= now.end - now.start && !tandai_words_word_at (text, now.start, &next))
    return;
  tandai_article_view_select_range (self->view, next.start, next.end);
}

static guint
step_words (const TandaiText *text, guint at, int by)
{
  guint length = tandai_text_get_length (text);
  TandaiRange word;

  for (; by > 0 && at < length; by--)
    {
      while (at < length && g_unichar_isspace (tandai_text_get_char (text, at)))
        at++;
      if (tandai_words_word_at (text, at, &word))
        at = word.end;
    }
  for (; by < 0 && at > 0; by++)
    {
      while (at > 0 && g_unichar_isspace (tandai_text_get_char (text, at - 1)))
        at--;
      if (at > 0 && tandai_words_word_at (text, at - 1, &word))
        at = word.start;
    }
  return at;
}

/* The start moves to a word's start, over the space before it. */
static guint
step_edge (const TandaiText *text, guint at, TandaiEdge edge, int by, gboolean words)
{
  guint length = tandai_text_get_length (text);

  if (!words)
    return (guint) CLAMP ((gint64) at + by, 0, (gint64) length);
  at = step_words (text, at, by);
  while (edge == TANDAI_EDGE_START && by > 0 && at < length
         && g_unichar_isspace (tandai_text_get_char (text, at)))
    at++;
  return at;
}

/* Moves an edge of the selected span, else of the text selection. */
void
_tandai_window_move_edge (TandaiWindow *self, TandaiEdge edge, int by, gboolean words)
{
  const TandaiText *text = tandai_document_get_text (self->document);
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  TandaiRange range;
  const TandaiRange *old;
  guint n_ranges;
  GError *error = NULL;
  g_autoptr (GArray) ranges = NULL;

  if (span == NULL)
    {
      if (!tandai_article_view_get_selection (self->view, &range))
        return;
      if (edge == TANDAI_EDGE_START)
        range.start = step_edge (text, range.start, edge, by, words);
      else
        range.end = step_edge (text, range.end, edge, by, words);
      if (range.start < range.end)
        tandai_article_view_select_range (self->view, range.start, range.end);
      return;
    }
  old = tandai_span_get_ranges (span, &n_ranges);
  ranges = tandai_ranges_new (old, n_ranges);
  if (edge == TANDAI_EDGE_START)
    g_array_index (ranges, TandaiRange, 0).start =
        step_edge (text, g_array_index (ranges, TandaiRange, 0).start, edge, by, words);
  else
    g_array_index (ranges, TandaiRange, n_ranges - 1).end =
        step_edge (text, g_array_index (ranges, TandaiRange, n_ranges - 1).end, edge, by, words);
  span = tandai_document_set_ranges (self->document, tandai_span_get_id (span),
                                     (TandaiRange *) (void *) ranges->data, n_ranges, &error);
  if (_tandai_window_take_span (self, span, error))
    _tandai_window_select_span (self, tandai_span_get_id (span), FALSE);
}

/* Where a popover of the page points, for a code point of the article; at the page's edge where that is not
 * shown. */
void
_tandai_window_locate (TandaiWindow *self, guint offset, GdkRectangle *target)
{
  double x;
  double y;

  tandai_article_view_get_place (self->view, offset, target);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), self->page, target->x, target->y, &x, &y);
  target->x = CLAMP ((int) x, 0, gtk_widget_get_width (self->page));
  target->y = CLAMP ((int) y, 0, gtk_widget_get_height (self->page) - target->height);
}

/* Where the label picker points: at what the label would go to. */
static gboolean
locate_target (TandaiWindow *self, GdkRectangle *target)
{
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  TandaiRange range;

  if (span != NULL)
    range = tandai_span_get_hull (span);
  else if (!tandai_article_view_get_selection (self->view, &range))
    return FALSE;
  _tandai_window_locate (self, range.start, target);
  return TRUE;
}

static void
picker_closed_cb (GtkPopover *picker, TandaiWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Made when it is first asked for: a window must be there sooner than this. */
static GtkPopover *
get_picker (TandaiWindow *self)
{
  if (self->picker == NULL)
    {
      self->picker = TANDAI_LABEL_PICKER (tandai_label_picker_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->picker), self->page);
      g_signal_connect_object (self->picker, "closed", G_CALLBACK (picker_closed_cb), self, 0);
    }
  tandai_label_picker_set_schema (self->picker, tandai_document_get_schema (self->document));
  return GTK_POPOVER (self->picker);
}

/* Offers the labels by name, at the words that would get one. */
void
_tandai_window_pick_label (TandaiWindow *self)
{
  GdkRectangle target;

  if (!locate_target (self, &target))
    {
      _tandai_window_say (self, _ ("Select words or a span first"));
      return;
    }
  gtk_popover_set_pointing_to (get_picker (self), &target);
  gtk_popover_popup (GTK_POPOVER (self->picker));
}
