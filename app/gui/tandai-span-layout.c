/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-layout.h"

/* GtkTextView keeps a pixel for the caret at the end of a line. */
#define CARET_PIXELS 1

/* Letters give a paragraph its direction. A few other characters do so too: where they stand alone, the view
 * is asked in vain, which costs little. */
static gboolean
has_letter (const char *chars)
{
  for (; *chars != '\0'; chars = g_utf8_next_char (chars))
    switch (g_unichar_type (g_utf8_get_char (chars)))
      {
      case G_UNICODE_UPPERCASE_LETTER:
      case G_UNICODE_LOWERCASE_LETTER:
      case G_UNICODE_TITLECASE_LETTER:
      case G_UNICODE_OTHER_LETTER:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/* Pango aligns to the left or right as the context's direction has it, and turns that where a paragraph's own
 * direction is the other one: so both are said. */
static void
set_direction (TandaiSpanLayout *self, PangoDirection direction)
{
  self->direction = direction;
  pango_context_set_base_dir (pango_layout_get_context (self->layout), direction);
  pango_layout_context_changed (self->layout);
  pango_layout_set_alignment (self->layout,
                              direction == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/**
 * tandai_span_layout_new:
 * @view: a view without tags, indents or tabs of its own
 * @line: a line of its buffer
 *
 * Returns: (transfer full): the layout of that paragraph; tandai_span_layout_place() tells it where it is
 */
TandaiSpanLayout *
tandai_span_layout_new (GtkTextView *view, int line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  TandaiSpanLayout *self = g_new0 (TandaiSpanLayout, 1);
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (view));
  int width = gtk_widget_get_width (GTK_WIDGET (view)) - gtk_text_view_get_left_margin (view)
              - gtk_text_view_get_right_margin (view) - CARET_PIXELS;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  self->line = line;
  self->start = (guint) gtk_text_iter_get_offset (&start);
  self->end = (guint) gtk_text_iter_get_offset (&end);
  self->chars = gtk_text_iter_get_slice (&start, &end);
  self->neutral = !has_letter (self->chars);
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  set_direction (self, PANGO_DIRECTION_LTR);
  pango_layout_set_text (self->layout, self->chars, -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_spacing (self->layout, gtk_text_view_get_pixels_inside_wrap (view) * PANGO_SCALE);
  return self;
}

/** tandai_span_layout_free: frees a layout */
void
tandai_span_layout_free (TandaiSpanLayout *self)
{
  g_object_unref (self->layout);
  g_free (self->chars);
  g_free (self);
}

static double
first_x (TandaiSpanLayout *self, GtkTextView *view)
{
  PangoRectangle place;

  pango_layout_index_to_pos (self->layout, 0, &place);
  return gtk_text_view_get_left_margin (view) + place.x / (double) PANGO_SCALE;
}

static void
turn (TandaiSpanLayout *self)
{
  set_direction (self, self->direction == PANGO_DIRECTION_RTL ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);
}

/* A paragraph without letters takes its direction from others, or from the keyboard while the caret is in it:
 * where the view has the first character tells which. */
static void
follow_direction (TandaiSpanLayout *self, GtkTextView *view, const GtkTextIter *start)
{
  GdkRectangle place;
  double before = first_x (self, view);

  gtk_text_view_get_iter_location (view, start, &place);
  if (fabs (before - place.x) <= 1.0)
    return;
  turn (self);
  if (fabs (first_x (self, view) - place.x) > fabs (before - place.x))
    turn (self);
}

/**
 * tandai_span_layout_place:
 * @self: a paragraph's layout
 * @view: its view
 *
 * Finds where the paragraph is now: those above it may have changed their
 * height, and one without letters its direction.
 */
void
tandai_span_layout_place (TandaiSpanLayout *self, GtkTextView *view)
{
  GtkTextIter start;
  int height;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &start, self->line);
  gtk_text_view_get_line_yrange (view, &start, &self->y, &height);
  self->y += gtk_text_view_get_pixels_above_lines (view);
  if (self->neutral && self->end > self->start)
    follow_direction (self, view, &start);
}

static void
add_pieces (TandaiSpanLayout *self, PangoLayoutIter *iter, int left, int from, int to, GArray *pieces)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  int line_end = line->start_index + line->length;
  PangoRectangle extents;
  int n_ranges;
  g_autofree int *ranges = NULL;

  if (to <= line->start_index || from >= line_end)
    return;
  pango_layout_iter_get_line_extents (iter, NULL, &extents);
  pango_layout_line_get_x_ranges (line, MAX (from, line->start_index), MIN (to, line_end), &ranges,
                                  &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    {
      TandaiSpanPiece piece = {
        .x = left + ranges[2 * i] / (double) PANGO_SCALE,
        .width = (ranges[2 * i + 1] - ranges[2 * i]) / (double) PANGO_SCALE,
        .top = self->y + extents.y / (double) PANGO_SCALE,
        .bottom = self->y + (extents.y + extents.height) / (double) PANGO_SCALE,
        .first = from >= line->start_index && i == 0,
        .last = to <= line_end && i == n_ranges - 1,
      };

      if (piece.width > 0.5)
        g_array_append_val (pieces, piece);
    }
}

/**
 * tandai_span_layout_pieces:
 * @self: a paragraph's layout
 * @view: its view
 * @start: a code point of the buffer
 * @end: the code point after the last
 * @pieces: (element-type TandaiSpanPiece): where the pieces are added
 *
 * Finds where a stretch of the buffer stands: one piece a line and direction of writing.
 */
void
tandai_span_layout_pieces (TandaiSpanLayout *self, GtkTextView *view, guint start, guint end, GArray *pieces)
{
  PangoLayoutIter *iter;
  int left = gtk_text_view_get_left_margin (view);
  int from;
  int to;

  start = MAX (start, self->start);
  end = MIN (end, self->end);
  if (start >= end)
    return;
  from = (int) (g_utf8_offset_to_pointer (self->chars, start - self->start) - self->chars);
  to = (int) (g_utf8_offset_to_pointer (self->chars + from, end - start) - self->chars);
  iter = pango_layout_get_iter (self->layout);
  do
    add_pieces (self, iter, left, from, to, pieces);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}
