/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The way of a link runs where no words are: in the room below a line, and from
 * one line to another that is not its neighbour in the margin. It leaves the upper
 * of two spans at its bottom and the lower one at its top.
 */

#include "config.h"

#include "gui/tandai-link-route.h"

/* Below a line, as parts of the room: under what hangs down from its spans, above the names of the next. */
#define LANE 0.40

/* Names begin where their span begins; a link comes in from above at its other end. */
#define CLEAR 8.0

/* Out in the margin. */
#define MARGIN 14.0

/* From the edge of the screen to the tip of what leads beyond it. */
#define TIP 5.0

static void
add (GArray *points, double x, double y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  g_array_append_val (points, point);
}

static double
bottom_of (const TandaiLinkEnd *end)
{
  return end->piece.bottom + TANDAI_LINK_EDGE;
}

static double
top_of (const TandaiLinkEnd *end)
{
  return end->piece.cap - TANDAI_LINK_EDGE;
}

static double
lane_below (const TandaiLinkPage *page, const TandaiLinkEnd *end)
{
  return end->piece.bottom + page->room * LANE + page->shift;
}

static double
lane_above (const TandaiLinkPage *page, const TandaiLinkEnd *end)
{
  return end->piece.top - (end->piece.row > 0 ? page->room : page->gap) + page->room * LANE + page->shift;
}

/* A link begins at the start of what was said. */
static double
start_x (const TandaiLinkEnd *end)
{
  const TandaiSpanPiece *piece = &end->piece;

  return piece->rtl ? piece->x + piece->width + TANDAI_LINK_EDGE : piece->x - TANDAI_LINK_EDGE;
}

/* It ends below the middle of who said it, or above its end. */
static double
end_x (const TandaiLinkEnd *end, gboolean from_above)
{
  const TandaiSpanPiece *piece = &end->piece;
  double clear = MIN (CLEAR, piece->width / 2);

  if (!from_above)
    return piece->x + piece->width / 2;
  return piece->rtl ? piece->x + clear : piece->x + piece->width - clear;
}

/* The margin by which it is nearer. */
static double
margin_x (const TandaiLinkPage *page, double one, double other)
{
  gboolean left = one - page->left + other - page->left <= page->right - one + page->right - other;

  return left ? page->left - MARGIN - 3 * page->shift : page->right + MARGIN + 3 * page->shift;
}

static void
route_on_a_line (const TandaiLinkPage *page,
                 const TandaiLinkEnd *from,
                 const TandaiLinkEnd *to,
                 GArray *points)
{
  double y = lane_below (page, from);

  add (points, start_x (from), from->piece.bottom);
  add (points, start_x (from), y);
  add (points, end_x (to, FALSE), y);
  add (points, end_x (to, FALSE), bottom_of (to));
}

/* From the upper one's bottom to the lower one's top. */
static void
route_down (const TandaiLinkPage *page,
            const TandaiLinkEnd *upper,
            double upper_x,
            const TandaiLinkEnd *lower,
            double lower_x,
            gboolean adjacent,
            GArray *points)
{
  double y = lane_below (page, upper);

  add (points, upper_x, bottom_of (upper));
  add (points, upper_x, y);
  if (!adjacent)
    {
      double margin = margin_x (page, upper_x, lower_x);

      add (points, margin, y);
      y = lane_above (page, lower);
      add (points, margin, y);
    }
  add (points, lower_x, y);
  add (points, lower_x, top_of (lower));
}

/* From the end that is on the screen to where the other one is beyond it. */
static void
route_beyond (
    const TandaiLinkPage *page, const TandaiLinkEnd *end, double x, TandaiLinkPlace beyond, GArray *points)
{
  gboolean up = beyond == TANDAI_LINK_ABOVE;
  double y = up ? lane_above (page, end) : lane_below (page, end);
  double margin = margin_x (page, x, x);

  add (points, x, up ? top_of (end) : bottom_of (end));
  add (points, x, y);
  add (points, margin, y);
  add (points, margin, up ? page->top + TIP : page->bottom - TIP);
}

static void
turn_round (GArray *points)
{
  for (guint i = 0; i < points->len / 2; i++)
    {
      graphene_point_t *one = &g_array_index (points, graphene_point_t, i);
      graphene_point_t *other = &g_array_index (points, graphene_point_t, points->len - 1 - i);
      graphene_point_t held = *one;

      *one = *other;
      *other = held;
    }
}

static gboolean
is_above (const TandaiLinkEnd *one, const TandaiLinkEnd *other)
{
  return one->line != other->line ? one->line < other->line : one->piece.row < other->piece.row;
}

/**
 * tandai_link_route:
 * @page: what it goes through
 * @from: where it begins
 * @to: where it ends
 * @adjacent: whether no line of words stands between them
 *
 * Finds the way of a link. One whose other end is not on the screen leads in
 * the margin to where it is.
 *
 * Returns: (transfer full) (element-type graphene_point_t): its corners, in the
 *   view's buffer coordinates; none where neither end is on the screen
 */
GArray *
tandai_link_route (const TandaiLinkPage *page,
                   const TandaiLinkEnd *from,
                   const TandaiLinkEnd *to,
                   gboolean adjacent)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  gboolean from_shown = from->place == TANDAI_LINK_ON_SCREEN;
  gboolean to_shown = to->place == TANDAI_LINK_ON_SCREEN;

  if (from_shown && to_shown && from->line == to->line && from->piece.row == to->piece.row)
    route_on_a_line (page, from, to, points);
  else if (from_shown && to_shown && is_above (from, to))
    route_down (page, from, start_x (from), to, end_x (to, TRUE), adjacent, points);
  else if (from_shown && to_shown)
    {
      route_down (page, to, end_x (to, FALSE), from, start_x (from), adjacent, points);
      turn_round (points);
    }
  else if (from_shown)
    route_beyond (page, from, start_x (from), to->place, points);
  else if (to_shown)
    {
      route_beyond (page, to, end_x (to, from->place == TANDAI_LINK_ABOVE), from->place, points);
      turn_round (points);
    }
  return points;
}
