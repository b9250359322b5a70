/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-span-draw.h"

#define RADIUS     5.0f
#define NEST_STEP  1.6f
#define LANE_STEP  3.5f
#define NAME_SCALE 0.50
#define NAME_GAP   4.0f
#define NAME_TRIES 6

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

/* The rectangle round a piece, wider for what is further out, closed where the span ends. */
static graphene_rect_t
round_piece (const TandaiSpanPiece *piece, float grow, GskRoundedRect *outline)
{
  graphene_rect_t rect;
  graphene_size_t left = GRAPHENE_SIZE_INIT (piece->left ? RADIUS : 0, piece->left ? RADIUS : 0);
  graphene_size_t right = GRAPHENE_SIZE_INIT (piece->right ? RADIUS : 0, piece->right ? RADIUS : 0);

  graphene_rect_init (&rect, (float) piece->x - grow, (float) piece->top - grow,
                      (float) piece->width + 2 * grow, (float) (piece->bottom - piece->top) + 2 * grow);
  gsk_rounded_rect_init (outline, &rect, &left, &right, &right, &left);
  return rect;
}

static void
draw_outline (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  GskRoundedRect outline;
  float line = item->selected ? 2.0f : 1.25f;
  graphene_rect_t rect = round_piece (piece, item->inner * NEST_STEP, &outline);
  const float widths[4] = { line, piece->right ? line : 0, line, piece->left ? line : 0 };
  const GdkRGBA colors[4] = { item->style.line, item->style.line, item->style.line, item->style.line };

  fill_rounded (snapshot, &rect, &outline, &item->style.fill);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_chip (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  GskRoundedRect outline;
  float grow = item->inner * NEST_STEP;
  graphene_rect_t rect = round_piece (piece, grow, &outline);
  float line = item->selected ? 3.0f : 2.0f;

  fill_rounded (snapshot, &rect, &outline, &item->style.fill);
  gtk_snapshot_append_color (snapshot, &item->style.line,
                             &GRAPHENE_RECT_INIT (rect.origin.x, rect.origin.y + rect.size.height - 1.0f,
                                                  rect.size.width, line));
}

static void
draw_dashes (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  float y = (float) piece->bottom + 2.0f + item->inner * LANE_STEP;
  float line = item->selected ? 3.0f : 2.0f;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) piece->x - 1, y - 2, (float) piece->width + 2, 6);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  const double dashes[] = { 6, 3 };

  gdk_cairo_set_source_rgba (cr, &item->style.line);
  cairo_set_line_width (cr, line);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, piece->x, y);
  cairo_line_to (cr, piece->x + piece->width, y);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_bar (GtkSnapshot *snapshot, TandaiSpanItem *item, float x, const graphene_rect_t *band)
{
  float width = item->selected ? 3.5f : 2.5f;

  gtk_snapshot_append_color (snapshot, &item->style.line,
                             &GRAPHENE_RECT_INIT (x - width / 2, band->origin.y - 1.0f, width,
                                                  band->size.height + 2.0f));
}

static void
draw_band (GtkSnapshot *snapshot, TandaiSpanItem *item, const TandaiSpanPiece *piece)
{
  float grow = item->inner * NEST_STEP;
  graphene_rect_t band =
      GRAPHENE_RECT_INIT ((float) piece->x, (float) piece->top - grow, (float) piece->width,
                          (float) (piece->bottom - piece->top) + 2 * grow);

  gtk_snapshot_append_color (snapshot, &item->style.fill, &band);
  if (piece->left)
    draw_bar (snapshot, item, band.origin.x - 1.0f - grow, &band);
  if (piece->right)
    draw_bar (snapshot, item, band.origin.x + band.size.width + 1.0f + grow, &band);
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

/** tandai_span_draw_name_layout: Returns: (transfer full): a label's title in small, spaced capitals */
PangoLayout *
tandai_span_draw_name_layout (GtkWidget *widget, const char *title)
{
  g_autofree char *capitals = g_utf8_strup (title, -1);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, capitals);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (NAME_SCALE));
  pango_attr_list_insert (attrs, pango_attr_family_new ("Cantarell, sans-serif"));
  pango_attr_list_insert (attrs, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attrs, pango_attr_letter_spacing_new (PANGO_SCALE * 6 / 10));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  return layout;
}

static gboolean
is_taken (GArray *taken, const graphene_rect_t *rect, float *next)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const graphene_rect_t *other = &g_array_index (taken, graphene_rect_t, i);

      if (graphene_rect_intersection (rect, other, NULL))
        {
          *next = other->origin.x + other->size.width + NAME_GAP;
          return TRUE;
        }
    }
  return FALSE;
}

/* The piece with the span's first character; none where it is in another paragraph. */
static const TandaiSpanPiece *
find_first (TandaiSpanItem *item)
{
  for (guint i = 0; i < item->pieces->len; i++)
    if (g_array_index (item->pieces, TandaiSpanPiece, i).first)
      return &g_array_index (item->pieces, TandaiSpanPiece, i);
  return NULL;
}

/**
 * tandai_span_draw_name:
 * @snapshot: where to draw
 * @item: a span whose first piece is here
 * @name: from tandai_span_draw_name_layout()
 * @taken: (element-type graphene_rect_t): where names stand already
 *
 * Draws a label's name above the span's first word. Where another stands it
 * gives way to the right, and is left out where that would lead past the span.
 */
void
tandai_span_draw_name (GtkSnapshot *snapshot, TandaiSpanItem *item, PangoLayout *name, GArray *taken)
{
  const TandaiSpanPiece *piece = find_first (item);
  PangoRectangle ink;
  PangoRectangle logical;
  graphene_rect_t rect;
  float next;

  if (piece == NULL)
    return;
  pango_layout_get_pixel_extents (name, &ink, &logical);
  graphene_rect_init (&rect, (float) (piece->rtl ? piece->x + piece->width - logical.width : piece->x),
                      (float) piece->top - ink.height - 3.0f - item->above * NEST_STEP, logical.width,
                      ink.height + 2.0f);
  for (guint tries = 0; is_taken (taken, &rect, &next); tries++)
    {
      rect.origin.x = next;
      if (tries == NAME_TRIES || rect.origin.x > piece->x + piece->width)
        return;
    }
  g_array_append_val (taken, rect);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect.origin.x, rect.origin.y - ink.y));
  gtk_snapshot_append_layout (snapshot, name, &item->style.line);
  gtk_snapshot_restore (snapshot);
  if (item->current)
    gtk_snapshot_append_color (snapshot, &item->style.line,
                               &GRAPHENE_RECT_INIT (rect.origin.x, rect.origin.y + ink.height + 0.5f,
                                                    logical.width, 1.0f));
}
