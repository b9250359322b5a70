/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-names.h"
#include "gui/tandai-span-nest.h"

#define SCALE 0.50
#define GAP   4.0
#define LIFT  1.0
#define CLEAR 1.0
#define TRIES 6

/* A stretch of a line and the edge of what is drawn there. */
typedef struct
{
  double left;
  double right;
  double y;
} Edge;

/* One line of the page: the upper and lower edges of its spans, and the names over it. */
typedef struct
{
  GArray *tops;
  GArray *bottoms;
  GArray *names;
} Row;

struct _TandaiSpanNames
{
  GPtrArray *rows;
  guint first;
  double floor;
  double room;
  double right;
};

static void
row_free (Row *row)
{
  g_array_unref (row->tops);
  g_array_unref (row->bottoms);
  g_array_unref (row->names);
  g_free (row);
}

/**
 * tandai_span_names_new:
 * @room: the pixels between two lines of text
 * @right: where the page ends
 *
 * Returns: (transfer full): an empty page
 */
TandaiSpanNames *
tandai_span_names_new (double room, double right)
{
  TandaiSpanNames *self = g_new0 (TandaiSpanNames, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->room = room;
  self->right = right;
  return self;
}

/** tandai_span_names_free: frees a page */
void
tandai_span_names_free (TandaiSpanNames *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * tandai_span_names_paragraph:
 * @self: a page
 * @n_rows: how many lines it has
 * @floor: where the one before it ends
 *
 * Goes on to the next paragraph.
 */
void
tandai_span_names_paragraph (TandaiSpanNames *self, guint n_rows, double floor)
{
  self->first = self->rows->len;
  self->floor = floor;
  for (guint i = 0; i < n_rows; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->tops = g_array_new (FALSE, FALSE, sizeof (Edge));
      row->bottoms = g_array_new (FALSE, FALSE, sizeof (Edge));
      row->names = g_array_new (FALSE, FALSE, sizeof (Edge));
      g_ptr_array_add (self->rows, row);
    }
}

static Row *
get_row (TandaiSpanNames *self, const TandaiSpanPiece *piece)
{
  return g_ptr_array_index (self->rows, self->first + piece->row);
}

/** tandai_span_names_keep_off: says that names stand clear of a span of the paragraph, their own one too */
void
tandai_span_names_keep_off (TandaiSpanNames *self, TandaiSpanItem *item)
{
  for (guint i = 0; i < item->pieces->len; i++)
    {
      const TandaiSpanPiece *piece = &g_array_index (item->pieces, TandaiSpanPiece, i);
      Edge top = { piece->x - item->before, piece->x + piece->width + item->after,
                   piece->cap - tandai_span_nest_top (item) };
      Edge bottom = { top.left, top.right, piece->bottom + tandai_span_nest_bottom (item) };

      g_array_append_val (get_row (self, piece)->tops, top);
      g_array_append_val (get_row (self, piece)->bottoms, bottom);
    }
}

/**
 * tandai_span_names_keep_off_letters:
 * @self: a page
 * @layout: the paragraph
 * @left: where its column begins
 *
 * Says that names stand clear of the paragraph's letters, which in some scripts and with two accents reach
 * higher than capitals do.
 */
void
tandai_span_names_keep_off_letters (TandaiSpanNames *self, TandaiSpanLayout *layout, double left)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout->layout);
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  guint number = self->first;

  do
    {
      PangoRectangle ink;
      Edge top;

      if (pango_layout_iter_get_line_readonly (iter) != line)
        number++;
      line = pango_layout_iter_get_line_readonly (iter);
      pango_layout_iter_get_cluster_extents (iter, &ink, NULL);
      top.left = left + ink.x / (double) PANGO_SCALE;
      top.right = top.left + ink.width / (double) PANGO_SCALE;
      top.y = layout->y + floor (ink.y / (double) PANGO_SCALE);
      if (ink.height > 0)
        g_array_append_val (((Row *) g_ptr_array_index (self->rows, number))->tops, top);
    }
  while (pango_layout_iter_next_cluster (iter));
  pango_layout_iter_free (iter);
}

static gboolean
meets (const Edge *edge, const graphene_rect_t *rect)
{
  return edge->left < rect->origin.x + rect->size.width && edge->right > rect->origin.x;
}

/* Above all that is drawn below it. */
static void
lift (Row *row, const TandaiSpanPiece *piece, graphene_rect_t *rect)
{
  double y = piece->cap;

  for (guint i = 0; i < row->tops->len; i++)
    {
      const Edge *top = &g_array_index (row->tops, Edge, i);

      if (meets (top, rect))
        y = MIN (y, top->y);
    }
  rect->origin.y = (float) round (y - LIFT - rect->size.height);
}

/* Whether it would stand on the line above, or on what hangs down from it. */
static gboolean
is_too_high (TandaiSpanNames *self, const TandaiSpanPiece *piece, const graphene_rect_t *rect)
{
  guint number = self->first + piece->row;
  Row *above;

  if (rect->origin.y < (piece->row > 0 ? piece->top - self->room : self->floor))
    return TRUE;
  if (number == 0)
    return FALSE;
  above = g_ptr_array_index (self->rows, number - 1);
  for (guint i = 0; i < above->bottoms->len; i++)
    {
      const Edge *bottom = &g_array_index (above->bottoms, Edge, i);

      if (bottom->y + CLEAR > rect->origin.y && meets (bottom, rect))
        return TRUE;
    }
  return FALSE;
}

/* Moves aside from another name, in the direction of writing. */
static gboolean
give_way (Row *row, const TandaiSpanPiece *piece, graphene_rect_t *rect)
{
  for (guint i = 0; i < row->names->len; i++)
    {
      const Edge *name = &g_array_index (row->names, Edge, i);
      Edge wide = { name->left - GAP, name->right + GAP, 0 };

      if (!meets (&wide, rect))
        continue;
      rect->origin.x = (float) (piece->rtl ? wide.left - rect->size.width : wide.right);
      return TRUE;
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
 * tandai_span_names_place:
 * @self: a page
 * @item: a span of the paragraph
 * @name: from tandai_span_names_layout()
 * @rect: (out): where its letters stand
 *
 * Finds a place above the span's first word. Where another name stands it gives
 * way along the line; it is left out where that would lead past the span's
 * piece, or where the line above is in the way.
 *
 * Returns: whether there is one, which is taken then
 */
gboolean
tandai_span_names_place (TandaiSpanNames *self,
                         TandaiSpanItem *item,
                         PangoLayout *name,
                         graphene_rect_t *rect)
{
  const TandaiSpanPiece *piece = find_first (item);
  PangoRectangle ink;
  PangoRectangle logical;
  Edge taken;
  Row *row;

  if (piece == NULL)
    return FALSE;
  row = get_row (self, piece);
  pango_layout_get_pixel_extents (name, &ink, &logical);
  graphene_rect_init (rect, (float) (piece->rtl ? piece->x + piece->width - ink.width : piece->x), 0,
                      (float) ink.width, (float) ink.height);
  if (rect->origin.x + rect->size.width > self->right)
    rect->origin.x = (float) self->right - rect->size.width;
  for (guint tries = 0; give_way (row, piece, rect); tries++)
    if (tries == TRIES || rect->origin.x > piece->x + piece->width
        || rect->origin.x + rect->size.width < piece->x || rect->origin.x + rect->size.width > self->right)
      return FALSE;
  lift (row, piece, rect);
  if (is_too_high (self, piece, rect))
    return FALSE;
  taken = (Edge){ rect->origin.x, rect->origin.x + rect->size.width, 0 };
  g_array_append_val (row->names, taken);
  return TRUE;
}

/* The current span's name stands out as a small tab. */
static void
draw_tab (GtkSnapshot *snapshot, TandaiSpanItem *item, const graphene_rect_t *rect, GdkRGBA *letters)
{
  const GdkRGBA *line = &item->style.line;
  gboolean light = 0.3 * line->red + 0.59 * line->green + 0.11 * line->blue > 0.5;
  graphene_rect_t tab;
  GskRoundedRect outline;

  graphene_rect_inset_r (rect, -2, -1, &tab);
  gsk_rounded_rect_init_from_rect (&outline, &tab, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, line, &tab);
  gtk_snapshot_pop (snapshot);
  *letters = light ? (GdkRGBA){ 0, 0, 0, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
}

/** tandai_span_names_draw: draws a label's name above the span's first word, where there is a place for it */
void
tandai_span_names_draw (TandaiSpanNames *self, GtkSnapshot *snapshot, TandaiSpanItem *item, PangoLayout *name)
{
  GdkRGBA letters = item->style.line;
  PangoRectangle ink;
  graphene_rect_t rect;

  if (!tandai_span_names_place (self, item, name, &rect))
    return;
  if (item->current)
    draw_tab (snapshot, item, &rect, &letters);
  pango_layout_get_pixel_extents (name, &ink, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect.origin.x - ink.x, rect.origin.y - ink.y));
  gtk_snapshot_append_layout (snapshot, name, &letters);
  gtk_snapshot_restore (snapshot);
}

/** tandai_span_names_layout: Returns: (transfer full): a label's title in small, spaced capitals */
PangoLayout *
tandai_span_names_layout (GtkWidget *widget, const char *title)
{
  g_autofree char *capitals = g_utf8_strup (title, -1);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, capitals);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (SCALE));
  pango_attr_list_insert (attrs, pango_attr_family_new ("Cantarell, sans-serif"));
  pango_attr_list_insert (attrs, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attrs, pango_attr_letter_spacing_new (PANGO_SCALE * 6 / 10));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  return layout;
}
