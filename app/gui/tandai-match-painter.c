/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-find.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-match-painter.h"
#include "gui/tandai-span-layout.h"

#define RADIUS 3.0f

struct _TandaiMatchPainter
{
  GtkTextView *view;
  TandaiSpanPainter *spans;
  TandaiViewMap *map;
  GArray *matches;
  guint current;
};

/** tandai_match_painter_new: Returns: (transfer full): a painter for @view, with the layouts of @spans */
TandaiMatchPainter *
tandai_match_painter_new (GtkTextView *view, TandaiSpanPainter *spans)
{
  TandaiMatchPainter *self = g_new0 (TandaiMatchPainter, 1);

  self->view = view;
  self->spans = spans;
  self->current = TANDAI_NO_MATCH;
  return self;
}

/** tandai_match_painter_free: frees a painter */
void
tandai_match_painter_free (TandaiMatchPainter *self)
{
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self);
}

/** tandai_match_painter_set_map: says what the view shows; all that was drawn was of another text */
void
tandai_match_painter_set_map (TandaiMatchPainter *self, TandaiViewMap *map)
{
  self->map = map;
  tandai_match_painter_set_matches (self, NULL, TANDAI_NO_MATCH);
}

/**
 * tandai_match_painter_set_matches:
 * @self: a painter
 * @matches: (nullable) (element-type TandaiRange): what is drawn, in code points of the document, in order
 * @current: which of them is drawn most strongly, or %TANDAI_NO_MATCH
 */
void
tandai_match_painter_set_matches (TandaiMatchPainter *self, GArray *matches, guint current)
{
  g_autoptr (GArray) old = self->matches;

  self->matches = matches != NULL ? g_array_ref (matches) : NULL;
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/* The current one has a frame too. */
static void
draw_match (TandaiMatchPainter *self, GtkSnapshot *snapshot, const TandaiSpanPiece *piece, guint index)
{
  gboolean current = index == self->current;
  graphene_rect_t rect =
      GRAPHENE_RECT_INIT ((float) piece->x - 1, (float) piece->cap - 2, (float) piece->width + 2,
                          (float) (piece->bottom - piece->cap) + 3);
  const float widths[4] = { 2, 2, 2, 2 };
  GskRoundedRect outline;
  GdkRGBA line;
  GdkRGBA fill;
  GdkRGBA colors[4];

  tandai_match_colors (tandai_page_now (), current, &line, &fill);
  gsk_rounded_rect_init_from_rect (&outline, &rect, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_pop (snapshot);
  if (!current)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    colors[i] = line;
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_in_paragraph (TandaiMatchPainter *self, GtkSnapshot *snapshot, const GtkTextIter *line)
{
  GArray *ranges = self->matches;
  GtkTextIter next = *line;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  guint start = tandai_view_map_to_document (self->map, (guint) gtk_text_iter_get_offset (line));
  guint end;
  guint i = tandai_find_first_from (ranges, start);

  gtk_text_iter_forward_line (&next);
  end = tandai_view_map_to_document (self->map, (guint) gtk_text_iter_get_offset (&next));
  /* One that begins in an earlier paragraph may reach into this one. */
  if (i > 0 && g_array_index (ranges, TandaiRange, i - 1).end > start)
    i--;
  for (; i < ranges->len && g_array_index (ranges, TandaiRange, i).start < end; i++)
    {
      TandaiRange range = g_array_index (ranges, TandaiRange, i);

      range.start = tandai_view_map_to_view (self->map, range.start);
      range.end = tandai_view_map_to_view (self->map, range.end);
      g_array_set_size (pieces, 0);
      /* The layout is asked for only here: to make one costs more than all the rest. */
      tandai_span_layout_pieces (tandai_span_painter_get_layout (self->spans, gtk_text_iter_get_line (line)),
                                 self->view, range, TANDAI_SPAN_START | TANDAI_SPAN_END, pieces);
      for (guint j = 0; j < pieces->len; j++)
        draw_match (self, snapshot, &g_array_index (pieces, TandaiSpanPiece, j), i);
    }
}

/** tandai_match_painter_snapshot: draws the matches of the paragraphs that are visible */
void
tandai_match_painter_snapshot (TandaiMatchPainter *self, GtkSnapshot *snapshot)
{
  GdkRectangle visible;
  GtkTextIter iter;
  int height;
  int y;

  if (self->map == NULL || self->matches == NULL || self->matches->len == 0)
    return;
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter, visible.y, NULL);
  do
    {
      gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
      if (y > visible.y + visible.height)
        break;
      draw_in_paragraph (self, snapshot, &iter);
    }
  while (gtk_text_iter_forward_line (&iter));
}
