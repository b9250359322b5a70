/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "gui/tandai-label-style.h"
#include "gui/tandai-link-painter.h"
#include "gui/tandai-link-route.h"

#define WIDTH  1.2
#define STRONG 1.8
#define FLAT   28.0
#define STEEP  12.0
#define TIGHT  4.0
#define DOT    2.2
#define ARROW  5.0

/* So far from the middle lies the link of a label: a quote and a claim on the same words may have one source,
 * and their curves are told apart. */
#define ASIDE 1.5

/* More would be a hedge: nobody could follow one of them. */
#define MAX_LINKS 400

struct _TandaiLinkPainter
{
  GtkTextView *view;
  TandaiSpanPainter *spans;
  TandaiDocument *document;
  TandaiViewMap *map;
};

/* One page that is being drawn. */
typedef struct
{
  TandaiLinkPainter *painter;
  TandaiLinkPage page;
  /* What is on the screen, in code points of the document. */
  TandaiRange shown;
  GHashTable *seen;
  cairo_t *cr;
  GtkSnapshot *snapshot;
  const char *strong;
  TandaiPage paper;
} Drawing;

/** tandai_link_painter_new: Returns: (transfer full): a painter for @view that shares the layouts of @spans
 */
TandaiLinkPainter *
tandai_link_painter_new (GtkTextView *view, TandaiSpanPainter *spans)
{
  TandaiLinkPainter *self = g_new0 (TandaiLinkPainter, 1);

  self->view = view;
  self->spans = spans;
  return self;
}

/** tandai_link_painter_free: frees a painter */
void
tandai_link_painter_free (TandaiLinkPainter *self)
{
  g_clear_object (&self->document);
  g_free (self);
}

/**
 * tandai_link_painter_set_document:
 * @self: a painter
 * @document: (nullable): whose links are drawn
 * @map: (nullable): its offsets in the view; borrowed
 */
void
tandai_link_painter_set_document (TandaiLinkPainter *self, TandaiDocument *document, TandaiViewMap *map)
{
  g_set_object (&self->document, document);
  self->map = map;
}

static TandaiAnnotationSet *
annotations_of (TandaiLinkPainter *self)
{
  return tandai_document_get_annotations (self->document);
}

static guint
offset_at (TandaiLinkPainter *self, int y, gboolean end)
{
  GtkTextIter iter;

  gtk_text_view_get_line_at_y (self->view, &iter, y, NULL);
  if (end && !gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  return tandai_view_map_to_document (self->map, (guint) gtk_text_iter_get_offset (&iter));
}

static void
look_round (TandaiLinkPainter *self, Drawing *drawing)
{
  TandaiLinkPage *page = &drawing->page;
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (self->view, &visible);
  page->left = gtk_text_view_get_left_margin (self->view);
  page->right = width - gtk_text_view_get_right_margin (self->view);
  page->top = visible.y;
  page->bottom = visible.y + visible.height;
  page->room = gtk_text_view_get_pixels_inside_wrap (self->view);
  page->gap =
      gtk_text_view_get_pixels_above_lines (self->view) + gtk_text_view_get_pixels_below_lines (self->view);
  drawing->painter = self;
  drawing->shown.start = offset_at (self, visible.y, FALSE);
  drawing->shown.end = offset_at (self, visible.y + visible.height, TRUE);
  drawing->paper = tandai_page_now ();
}

static TandaiSpanLayout *
layout_at (TandaiLinkPainter *self, guint view_offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &iter, (int) view_offset);
  return tandai_span_painter_get_layout (self->spans, gtk_text_iter_get_line (&iter));
}

/* The pieces of a span in the paragraph in which it begins. */
static GArray *
find_pieces (TandaiLinkPainter *self, TandaiSpan *span, TandaiSpanLayout **layout)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  *layout = layout_at (self, tandai_view_map_to_view (self->map, ranges[0].start));
  for (guint i = 0; i < n_ranges; i++)
    {
      TandaiRange range = { tandai_view_map_to_view (self->map, ranges[i].start),
                            tandai_view_map_to_view (self->map, ranges[i].end) };

      tandai_span_layout_pieces (*layout, self->view, range, i == 0 ? TANDAI_SPAN_START : 0, pieces);
    }
  return pieces;
}

static guint
distance (guint one, guint other)
{
  return one > other ? one - other : other - one;
}

/* What was said begins at its first character; who said it may be met on any of its lines. */
static const TandaiSpanPiece *
choose_piece (GArray *pieces, const TandaiSpanLayout *layout, const TandaiLinkEnd *near)
{
  guint row = near == NULL || near->line < layout->line ? 0
              : near->line > layout->line               ? G_MAXUINT
                                                        : near->piece.row;
  const TandaiSpanPiece *chosen = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      const TandaiSpanPiece *piece = &g_array_index (pieces, TandaiSpanPiece, i);

      if (near == NULL && piece->first)
        return piece;
      if (chosen == NULL || distance (piece->row, row) < distance (chosen->row, row))
        chosen = piece;
    }
  return chosen;
}

/* Asks for a layout only where the paragraph is on the screen. */
static void
find_end (Drawing *drawing, TandaiSpan *span, const TandaiLinkEnd *near, TandaiLinkEnd *end)
{
  TandaiRange hull = tandai_span_get_hull (span);
  g_autoptr (GArray) pieces = NULL;
  const TandaiSpanPiece *piece;
  TandaiSpanLayout *layout;

  end->place = hull.end <= drawing->shown.start   ? TANDAI_LINK_ABOVE
               : hull.start >= drawing->shown.end ? TANDAI_LINK_BELOW
                                                  : TANDAI_LINK_ON_SCREEN;
  if (end->place != TANDAI_LINK_ON_SCREEN)
    return;
  pieces = find_pieces (drawing->painter, span, &layout);
  piece = choose_piece (pieces, layout, near);
  if (piece == NULL || piece->bottom < drawing->page.top)
    end->place = TANDAI_LINK_ABOVE;
  else if (piece->top > drawing->page.bottom)
    end->place = TANDAI_LINK_BELOW;
  if (end->place != TANDAI_LINK_ON_SCREEN)
    return;
  end->piece = *piece;
  end->line = layout->line;
  end->n_rows = (guint) pango_layout_get_line_count (layout->layout);
}

static gboolean
is_blank (TandaiLinkPainter *self, int line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, line);
  return gtk_text_iter_ends_line (&iter);
}

/* Whether nothing is written between two lines. */
static gboolean
are_adjacent (TandaiLinkPainter *self, const TandaiLinkEnd *one, const TandaiLinkEnd *other)
{
  const TandaiLinkEnd *upper = one->line < other->line ? one : other;
  const TandaiLinkEnd *lower = upper == one ? other : one;

  if (one->line == other->line)
    return distance (one->piece.row, other->piece.row) <= 1;
  if (upper->piece.row + 1 < upper->n_rows || lower->piece.row > 0)
    return FALSE;
  for (int line = upper->line + 1; line < lower->line; line++)
    if (!is_blank (self, line))
      return FALSE;
  return TRUE;
}

/* The links of one label keep to a lane of their own. */
static double
shift_of (TandaiLinkPainter *self, TandaiSpan *from)
{
  guint position = 0;

  tandai_schema_find_label (tandai_document_get_schema (self->document), tandai_span_get_label (from),
                            &position);
  return ((int) (position % 2) * 2 - 1) * ASIDE;
}

static GArray *
find_route (Drawing *drawing, TandaiSpan *from, TandaiSpan *to)
{
  TandaiLinkEnd one = { 0 };
  TandaiLinkEnd other = { 0 };

  find_end (drawing, from, NULL, &one);
  find_end (drawing, to, &one, &other);
  drawing->page.shift = shift_of (drawing->painter, from);
  return tandai_link_route (&drawing->page, &one, &other, are_adjacent (drawing->painter, &one, &other));
}

/* How much of a leg the bend at one of its ends takes, as a part of it. Flat bends tell a link from the lines
 * of spans; above a lower span they would lie on its name. */
static double
bend (const graphene_point_t *one, const graphene_point_t *other, gboolean is_outer, gboolean is_tight)
{
  double across = fabs (one->x - other->x);
  double length = MAX (across, fabs (one->y - other->y));
  double most = is_outer ? length : length / 2;
  double wanted = is_tight ? TIGHT : across > 0 ? FLAT : STEEP;

  return length > 0 ? MIN (wanted, most) / length : 0;
}

static graphene_point_t
between (const graphene_point_t *one, const graphene_point_t *other, double part)
{
  return GRAPHENE_POINT_INIT (one->x + (other->x - one->x) * (float) part,
                              one->y + (other->y - one->y) * (float) part);
}

/* Round where it turns. */
static void
trace_curve (cairo_t *cr, GArray *points)
{
  const graphene_point_t *p = (const graphene_point_t *) (void *) points->data;

  cairo_move_to (cr, p[0].x, p[0].y);
  for (guint i = 1; i + 1 < points->len; i++)
    {
      gboolean first = i == 1;
      gboolean last = i + 2 == points->len;
      gboolean tight = (first && p[0].y > p[1].y) || (last && p[i + 1].y > p[i].y);
      graphene_point_t in = between (&p[i], &p[i - 1], bend (&p[i - 1], &p[i], first, tight));
      graphene_point_t out = between (&p[i], &p[i + 1], bend (&p[i], &p[i + 1], last, tight));

      cairo_line_to (cr, in.x, in.y);
      cairo_curve_to (cr, p[i].x, p[i].y, p[i].x, p[i].y, out.x, out.y);
    }
  cairo_line_to (cr, p[points->len - 1].x, p[points->len - 1].y);
}

/* All ways end upright: where they lead, an arrow, and where they go on beyond the screen, an open one. */
static void
draw_tip (cairo_t *cr, const graphene_point_t *tip, const graphene_point_t *before, gboolean goes_on)
{
  double back = before->y > tip->y ? ARROW : -ARROW;

  cairo_move_to (cr, tip->x - ARROW * 0.6, tip->y + back);
  cairo_line_to (cr, tip->x, tip->y);
  cairo_line_to (cr, tip->x + ARROW * 0.6, tip->y + back);
  if (goes_on)
    {
      cairo_stroke (cr);
      return;
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Only beyond the screen does a way end in the margin. */
static gboolean
goes_on (const TandaiLinkPage *page, const graphene_point_t *tip)
{
  return tip->x < page->left - TANDAI_LINK_EDGE || tip->x > page->right + TANDAI_LINK_EDGE;
}

static void
draw_curve (Drawing *drawing, cairo_t *cr, GArray *points)
{
  const graphene_point_t *first = &g_array_index (points, graphene_point_t, 0);
  const graphene_point_t *last = &g_array_index (points, graphene_point_t, points->len - 1);

  trace_curve (cr, points);
  cairo_stroke (cr);
  draw_tip (cr, last, last - 1, goes_on (&drawing->page, last));
  if (goes_on (&drawing->page, first))
    draw_tip (cr, first, first + 1, TRUE);
  else
    {
      cairo_arc (cr, first->x, first->y, DOT, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/* One drawing for all links, made with the first. */
static cairo_t *
get_cairo (Drawing *drawing)
{
  const TandaiLinkPage *page = &drawing->page;
  int width = gtk_widget_get_width (GTK_WIDGET (drawing->painter->view));

  if (drawing->cr == NULL)
    drawing->cr = gtk_snapshot_append_cairo (drawing->snapshot,
                                             &GRAPHENE_RECT_INIT (0, (float) page->top, (float) width,
                                                                  (float) (page->bottom - page->top)));
  return drawing->cr;
}

static void
draw_link (Drawing *drawing, TandaiRelation *relation)
{
  TandaiAnnotationSet *set = annotations_of (drawing->painter);
  TandaiSpan *from = tandai_annotation_set_lookup_span (set, tandai_relation_get_from (relation));
  TandaiSpan *to = tandai_annotation_set_lookup_span (set, tandai_relation_get_to (relation));
  g_autoptr (GArray) points = NULL;
  TandaiLabelStyle style;
  gboolean strong;
  cairo_t *cr;

  if (from == NULL || to == NULL || g_hash_table_size (drawing->seen) >= MAX_LINKS
      || !g_hash_table_add (drawing->seen, relation))
    return;
  points = find_route (drawing, from, to);
  if (points->len < 2)
    return;
  strong = g_strcmp0 (drawing->strong, tandai_span_get_id (from)) == 0
           || g_strcmp0 (drawing->strong, tandai_span_get_id (to)) == 0;
  style = tandai_label_style (tandai_document_get_schema (drawing->painter->document),
                              tandai_span_get_label (from), drawing->paper);
  cr = get_cairo (drawing);
  gdk_cairo_set_source_rgba (cr, &style.line);
  cairo_set_line_width (cr, strong ? STRONG : WIDTH);
  draw_curve (drawing, cr, points);
}

static void
draw_links_of (Drawing *drawing, const char *span)
{
  g_autoptr (GPtrArray) relations =
      tandai_annotation_set_list_relations (annotations_of (drawing->painter), span);

  for (guint i = 0; i < relations->len; i++)
    draw_link (drawing, relations->pdata[i]);
}

static gboolean
draw_span_cb (TandaiSpan *span, gpointer user_data)
{
  Drawing *drawing = user_data;

  draw_links_of (drawing, tandai_span_get_id (span));
  return g_hash_table_size (drawing->seen) < MAX_LINKS;
}

/**
 * tandai_link_painter_snapshot:
 * @self: a painter
 * @snapshot: where to draw, in buffer coordinates
 * @span: (nullable): the span whose links are drawn, stronger than others
 * @all: whether the links of all spans on the screen are drawn
 */
void
tandai_link_painter_snapshot (TandaiLinkPainter *self, GtkSnapshot *snapshot, const char *span, gboolean all)
{
  Drawing drawing = { .snapshot = snapshot, .strong = span };

  if (self->document == NULL || (span == NULL && !all)
      || tandai_annotation_set_get_n_relations (annotations_of (self)) == 0)
    return;
  look_round (self, &drawing);
  drawing.seen = g_hash_table_new (NULL, NULL);
  if (span != NULL)
    draw_links_of (&drawing, span);
  if (all)
    tandai_annotation_set_foreach_in (annotations_of (self), drawing.shown.start, drawing.shown.end,
                                      draw_span_cb, &drawing);
  g_clear_pointer (&drawing.cr, cairo_destroy);
  g_hash_table_unref (drawing.seen);
}

/**
 * tandai_link_painter_find:
 * @self: a painter
 * @relation: a link of the document
 *
 * Returns: (transfer full) (element-type graphene_point_t): the corners of its curve as it would be drawn
 * now, in buffer coordinates
 */
GArray *
tandai_link_painter_find (TandaiLinkPainter *self, TandaiRelation *relation)
{
  TandaiAnnotationSet *set = annotations_of (self);
  Drawing drawing = { 0 };

  look_round (self, &drawing);
  return find_route (&drawing, tandai_annotation_set_lookup_span (set, tandai_relation_get_from (relation)),
                     tandai_annotation_set_lookup_span (set, tandai_relation_get_to (relation)));
}
