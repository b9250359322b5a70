/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-draw.h"

#define RADIUS 4.0f
#define DASH   6.0

static void
fill_rounded (GtkSnapshot *snapshot,
              const graphene_rect_t *rect,
              const GskRoundedRect *outline,
              const GdkRGBA *color)
{
  gtk_snapshot_push_rounded_clip (snapshot, outline);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

/* The rectangle round a piece, up to where its lines end. All edges are on whole pixels, so that lines a
 * pixel apart stay apart; open ones are where the words end. */
static graphene_rect_t
round_piece (const TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  double left = piece->left ? round (piece->x - (piece->rtl ? item->after : item->before)) : piece->x;
  double right = piece->x + piece->width;
  double top = round (piece->cap - item->above);
  double bottom = round (piece->bottom + item->below);

  if (piece->right)
    right = round (right + (piece->rtl ? item->before : item->after));
  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left), (float) (bottom - top));
}

/* Round where it is closed. */
static void
round_corners (GskRoundedRect *outline, const graphene_rect_t *rect, const TandaiSpanPiece *piece)
{
  graphene_size_t left = GRAPHENE_SIZE_INIT (piece->left ? RADIUS : 0, piece->left ? RADIUS : 0);
  graphene_size_t right = GRAPHENE_SIZE_INIT (piece->right ? RADIUS : 0, piece->right ? RADIUS : 0);

  gsk_rounded_rect_init (outline, rect, &left, &right, &right, &left);
}

static float
line_of (const TandaiSpanItem *item)
{
  return (float) item->line + (item->selected ? 1.0f : 0.0f);
}

static void
draw_outline (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  GskRoundedRect outline;
  float line = line_of (item);
  graphene_rect_t rect = round_piece (item, piece);
  const float widths[4] = { line, piece->right ? line : 0, line, piece->left ? line : 0 };
  const GdkRGBA colors[4] = { item->style.line, item->style.line, item->style.line, item->style.line };

  rect.origin.y -= (float) item->line;
  rect.size.height += 2 * (float) item->line;
  round_corners (&outline, &rect, piece);
  fill_rounded (snapshot, &rect, &outline, &item->style.fill);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_chip (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  GskRoundedRect outline;
  graphene_rect_t rect = round_piece (item, piece);

  round_corners (&outline, &rect, piece);
  outline.corner[GSK_CORNER_BOTTOM_LEFT] = outline.corner[GSK_CORNER_BOTTOM_RIGHT] =
      GRAPHENE_SIZE_INIT (0, 0);
  fill_rounded (snapshot, &rect, &outline, &item->style.fill);
  gtk_snapshot_append_color (snapshot, &item->style.line,
                             &GRAPHENE_RECT_INIT (rect.origin.x, rect.origin.y + rect.size.height,
                                                  rect.size.width, line_of (item)));
}

static void
draw_dashes (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  float line = line_of (item);
  graphene_rect_t rect = round_piece (item, piece);
  float y = rect.origin.y + rect.size.height;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (rect.origin.x - 1, y - 1,
                                                                          rect.size.width + 2, line + 2));
  const double dashes[] = { DASH, DASH / 2 };

  gdk_cairo_set_source_rgba (cr, &item->style.line);
  cairo_set_line_width (cr, line);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, rect.origin.x, y + line / 2);
  cairo_rel_line_to (cr, rect.size.width, 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_bar (GtkSnapshot *snapshot, TandaiSpanItem *item, float x, const graphene_rect_t *band)
{
  gtk_snapshot_append_color (snapshot, &item->style.line,
                             &GRAPHENE_RECT_INIT (x, band->origin.y - 1.0f, line_of (item),
                                                  band->size.height + 2.0f));
}

static void
draw_band (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  graphene_rect_t band = round_piece (item, piece);

  gtk_snapshot_append_color (snapshot, &item->style.fill, &band);
  if (piece->left)
    draw_bar (snapshot, item, band.origin.x, &band);
  if (piece->right)
    draw_bar (snapshot, item, band.origin.x + band.size.width - line_of (item), &band);
}

static void
draw_handle (GtkSnapshot *snapshot, TandaiSpanItem *item, float x, const TandaiSpanPiece *piece)
{
  float middle = (float) (piece->top + piece->bottom) / 2;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x - 2.5f, middle - 6.0f, 5.0f, 12.0f);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &rect, 2.5f);
  fill_rounded (snapshot, &rect, &outline, &item->style.line);
}

static void
draw_dots (GtkSnapshot *snapshot, TandaiSpanItem *item, double from, double to, double y)
{
  for (double x = from; x < to; x += 5)
    gtk_snapshot_append_color (snapshot, &item->style.line, &GRAPHENE_RECT_INIT ((float) x, (float) y, 2, 2));
}

/* Out of a fragment's end, or into its start: to the right, unless it is written the other way. */
static void
draw_stub (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece, gboolean to_the_right)
{
  double x = to_the_right ? piece->x + piece->width + 3 : piece->x - 22;

  draw_dots (snapshot, item, x, x + 18, piece->bottom - 1);
}

/* Dots through the gap between two fragments make them one to the eye. */
static void
draw_connector (GtkSnapshot *snapshot,
                TandaiSpanItem *item,
                const TandaiSpanPiece *from,
                const TandaiSpanPiece *to)
{
  const TandaiSpanPiece *left = from->x < to->x ? from : to;
  const TandaiSpanPiece *right = left == from ? to : from;

  if (from->top == to->top)
    draw_dots (snapshot, item, left->x + left->width + 3, right->x - 3, from->bottom - 1);
  else
    {
      draw_stub (snapshot, item, from, !from->rtl);
      draw_stub (snapshot, item, to, to->rtl);
    }
}

static gboolean
is_gap (TandaiSpanItem *item, guint index)
{
  const TandaiSpanPiece *from = &g_array_index (item->pieces, TandaiSpanPiece, index);
  const TandaiSpanPiece *to = &g_array_index (item->pieces, TandaiSpanPiece, index + 1);

  return from->fragment != to->fragment;
}

/**
 * tandai_span_draw_shape:
 * @snapshot: where to draw
 * @item: a span
 *
 * Draws its shape, the dots between its fragments and, where it is selected, its handles.
 */
void
tandai_span_draw_shape (GtkSnapshot *snapshot, TandaiSpanItem *item)
{
  static void (*const draw[TANDAI_N_LABEL_SHAPES]) (GtkSnapshot *, TandaiSpanItem *,
                                                    const TandaiSpanPiece *) = { draw_outline, draw_chip,
                                                                                 draw_dashes, draw_band };

  for (guint i = 0; i < item->pieces->len; i++)
    {
      TandaiSpanPiece *piece = &g_array_index (item->pieces, TandaiSpanPiece, i);

      draw[item->style.shape](snapshot, item, piece);
      if (i + 1 < item->pieces->len && is_gap (item, i))
        draw_connector (snapshot, item, piece, piece + 1);
      if (item->selected && piece->left)
        draw_handle (snapshot, item, (float) piece->x - 3, piece);
      if (item->selected && piece->right)
        draw_handle (snapshot, item, (float) (piece->x + piece->width) + 3, piece);
    }
}
