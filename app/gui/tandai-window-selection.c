/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-window-private.h"
#include "suggest/tandai-units.h"

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

/* What expanding and moving ends begins with: the selection, else the stop, else the caret. */
static TandaiRange
get_stretch (TandaiWindow *self, gboolean *is_stop)
{
  TandaiStop stop;
  TandaiRange range;

  *is_stop = FALSE;
  if (tandai_article_view_get_selection (self->view, &range))
    return range;
  if (_tandai_window_get_stop (self, &stop))
    {
      *is_stop = TRUE;
      return (TandaiRange){ stop.ranges[0].start, stop.ranges[stop.n_ranges - 1].end };
    }
  range.start = range.end = tandai_article_view_get_caret (self->view);
  return range;
}

static void
set_stretch (TandaiWindow *self, TandaiRange range, gboolean is_stop)
{
  if (is_stop)
    _tandai_window_adjust_stop (self, range);
  else
    tandai_article_view_select_range (self->view, range.start, range.end);
}

/* Word, name, clause, quoted stretch, sentence, paragraph: the next one that holds what is marked. */
void
_tandai_window_expand_selection (TandaiWindow *self)
{
  gboolean is_stop;
  TandaiRange now = get_stretch (self, &is_stop);
  TandaiRange next = tandai_units_expand (tandai_document_get_text (self->document),
                                          _tandai_window_get_word_lists (self), now);

  if (next.start != now.start || next.end != now.end)
    set_stretch (self, next, is_stop);
}

/* The way back from _tandai_window_expand_selection(). */
void
_tandai_window_shrink_selection (TandaiWindow *self)
{
  gboolean is_stop;
  TandaiRange now = get_stretch (self, &is_stop);
  TandaiRange next = tandai_units_shrink (tandai_document_get_text (self->document),
                                          _tandai_window_get_word_lists (self), now);

  if (next.start < next.end && (next.start != now.start || next.end != now.end))
    set_stretch (self, next, is_stop);
}

/* A stretch with one end moved; as it was where that would leave nothing of it. */
static TandaiRange
move_edge (TandaiWindow *self, TandaiRange range, TandaiEdge edge, int by, gboolean words)
{
  TandaiText *text = tandai_document_get_text (self->document);
  gint64 length = tandai_text_get_length (text);
  TandaiRange moved = range;

  if (edge == TANDAI_EDGE_START)
    moved.start = words ? tandai_units_move_start (text, _tandai_window_get_word_lists (self), range, by)
                        : (guint) CLAMP ((gint64) range.start + by, 0, length);
  else
    moved.end = words ? tandai_units_move_end (text, _tandai_window_get_word_lists (self), range, by)
                      : (guint) CLAMP ((gint64) range.end + by, 0, length);
  return moved.start < moved.end ? moved : range;
}

/* The fragment that holds the caret; else the one at whose edge the span begins or ends. */
static guint
find_fragment (TandaiWindow *self, GArray *ranges, TandaiEdge edge)
{
  guint caret = tandai_article_view_get_caret (self->view);

  for (guint i = 0; i < ranges->len; i++)
    {
      TandaiRange range = g_array_index (ranges, TandaiRange, i);

      /* Where a span is begun, the caret was put there by selecting it. */
      if (caret > range.start && caret <= range.end)
        return i;
    }
  return edge == TANDAI_EDGE_START ? 0 : ranges->len - 1;
}

static void
move_span_edge (TandaiWindow *self, TandaiSpan *span, TandaiEdge edge, int by, gboolean words)
{
  guint n_ranges;
  const TandaiRange *old = tandai_span_get_ranges (span, &n_ranges);
  g_autoptr (GArray) ranges = tandai_ranges_new (old, n_ranges);
  TandaiRange *range = &g_array_index (ranges, TandaiRange, find_fragment (self, ranges, edge));
  GError *error = NULL;

  *range = move_edge (self, *range, edge, by, words);
  span = tandai_document_set_ranges (self->document, tandai_span_get_id (span),
                                     (TandaiRange *) (void *) ranges->data, n_ranges, &error);
  if (_tandai_window_take_span (self, span, error))
    _tandai_window_select_span (self, tandai_span_get_id (span), FALSE);
}

/* Moves an edge of the selected span, else of the text selection, else of the stop. */
void
_tandai_window_move_edge (TandaiWindow *self, TandaiEdge edge, int by, gboolean words)
{
  TandaiSpan *span = _tandai_window_get_selected_span (self);
  gboolean is_stop;
  TandaiRange now;
  TandaiRange next;

  if (span != NULL)
    {
      move_span_edge (self, span, edge, by, words);
      return;
    }
  now = get_stretch (self, &is_stop);
  next = move_edge (self, now, edge, by, words);
  if (now.start < now.end && (next.start != now.start || next.end != now.end))
    set_stretch (self, next, is_stop);
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
  gboolean is_stop;
  TandaiRange range = span != NULL ? tandai_span_get_hull (span) : get_stretch (self, &is_stop);

  if (range.start == range.end)
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
