/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-nest.h"

/* All lengths are of a page with so many pixels between two lines; others are larger or smaller in
 * proportion. */
#define ROOM 15.0

/* What may be used of the room: below a line of text, above the next one. Together they leave a pixel free,
 * since letters end lower than their line begins. */
#define BELOW_LIMIT 12.3
#define ABOVE_LIMIT 6.0
#define SIDE_LIMIT  14.0

/* Between one line and the next: where there is room, next to a band, which has no line, and where six levels
 * have to share the room. */
#define GAP        1.5
#define BAND_GAP   0.5
#define TIGHT_STEP 2.0

/* With more spans than this over each other, levels are not worth their quadratic cost. */
#define MAX_NESTED 300

/* What a shape takes round its words: up, down, to the sides, and how thick its line is. */
static const struct
{
  double above;
  double below;
  double side;
  double line;
} ALONE[TANDAI_N_LABEL_SHAPES] = {
  { 0, 0, 2, 1.25 },
  { 0, 0, 1.5, 2 },
  { 0, 2, 0, 2 },
  { 2, 1, 2, 2 },
};

static double
whole_line (double line)
{
  return MAX (1, floor (line));
}

/** tandai_span_nest_top: Returns: how far a span reaches above tall letters */
double
tandai_span_nest_top (const TandaiSpanItem *item)
{
  switch (item->style.shape)
    {
    case TANDAI_LABEL_SHAPE_OUTLINE:
      return item->above + item->line;
    case TANDAI_LABEL_SHAPE_DASHES:
      return 0;
    default:
      return item->above;
    }
}

/** tandai_span_nest_bottom: Returns: how far a span reaches below its line of text */
double
tandai_span_nest_bottom (const TandaiSpanItem *item)
{
  return item->below + (item->style.shape == TANDAI_LABEL_SHAPE_BAND ? 0 : item->line);
}

static void
stand_alone (TandaiSpanItem *item, double unit)
{
  item->above = ALONE[item->style.shape].above * unit;
  item->below = ALONE[item->style.shape].below * unit;
  item->before = item->after = ALONE[item->style.shape].side * unit;
  item->line = whole_line (ALONE[item->style.shape].line * unit) + item->style.weight;
  item->level = item->upper = item->inner = 0;
  item->filled = 0;
}

/* Where two begin or end together, the outer one reaches further out. */
static double
reach (const TandaiSpanItem *outer, const TandaiSpanItem *inner, double own, double inside, double gap)
{
  double line = outer->style.shape == TANDAI_LABEL_SHAPE_CHIP ? 0 : outer->line;

  if (outer->style.shape == TANDAI_LABEL_SHAPE_DASHES || inner->style.shape == TANDAI_LABEL_SHAPE_DASHES)
    return own;
  return MAX (own, inside + gap + line);
}

static void
reach_out (TandaiSpanItem *outer, const TandaiSpanItem *inner, double gap)
{
  if (inner->hull.start == outer->hull.start)
    outer->before = reach (outer, inner, outer->before, inner->before, gap);
  if (inner->hull.end == outer->hull.end)
    outer->after = reach (outer, inner, outer->after, inner->after, gap);
}

static gboolean
is_over (const TandaiSpanItem *item, const TandaiRange *range)
{
  for (guint i = 0; i < item->n_ranges; i++)
    if (item->ranges[i].start < range->end && item->ranges[i].end > range->start)
      return TRUE;
  return FALSE;
}

/* Whether two have words in common; what stands in the gap of another one has none. */
static gboolean
share_words (const TandaiSpanItem *a, const TandaiSpanItem *b)
{
  if (a->n_ranges < 2 && b->n_ranges < 2)
    return TRUE;
  for (guint i = 0; i < b->n_ranges; i++)
    if (is_over (a, &b->ranges[i]))
      return TRUE;
  return FALSE;
}

static double
gap_between (const TandaiSpanItem *outer, const TandaiSpanItem *inner, double unit)
{
  if (outer->style.shape == TANDAI_LABEL_SHAPE_BAND || inner->style.shape == TANDAI_LABEL_SHAPE_BAND)
    return BAND_GAP * unit;
  return GAP * unit;
}

static void
hold (TandaiSpanItem *outer, const TandaiSpanItem *inner, double unit)
{
  gboolean dashes = outer->style.shape == TANDAI_LABEL_SHAPE_DASHES;
  double gap = gap_between (outer, inner, unit);

  outer->below = MAX (outer->below, tandai_span_nest_bottom (inner) + gap);
  outer->level = MAX (outer->level, inner->level + 1);
  if (!dashes && inner->style.shape != TANDAI_LABEL_SHAPE_DASHES)
    {
      outer->above = MAX (outer->above, tandai_span_nest_top (inner) + gap);
      outer->upper = MAX (outer->upper, inner->upper + 1);
    }
  outer->filled = MAX (outer->filled, inner->filled);
  if (inner->style.shape == outer->style.shape)
    outer->inner = MAX (outer->inner, inner->inner + 1);
  reach_out (outer, inner, unit);
}

static double
lane (guint level, double limit, double unit)
{
  double step = TIGHT_STEP * MAX (1, unit);
  double last = floor ((limit * unit - 1) / step);

  return step * MIN (level, MAX (0, last));
}

/* Thin lines, a pixel apart: so there is room for six. Those further out share the last place. */
static void
tighten (GPtrArray *items, guint from, guint to, double unit)
{
  for (guint i = to; i-- > from;)
    {
      TandaiSpanItem *outer = g_ptr_array_index (items, i);

      outer->line = whole_line (unit);
      outer->below = lane (outer->level, BELOW_LIMIT, unit);
      outer->above = lane (outer->upper, ABOVE_LIMIT, unit);
      outer->before = outer->after = ALONE[outer->style.shape].side * unit;
      for (guint j = i + 1; j < to; j++)
        {
          TandaiSpanItem *inner = g_ptr_array_index (items, j);

          if (inner->hull.start >= outer->hull.end)
            break;
          reach_out (outer, inner, 1);
        }
      outer->before = MIN (outer->before, SIDE_LIMIT * unit);
      outer->after = MIN (outer->after, SIDE_LIMIT * unit);
    }
}

/* Items are in the sidecar's order, so what is inside an item comes after it. */
static void
nest_cluster (GPtrArray *items, guint from, guint to, double unit)
{
  double top = 0;
  double bottom = 0;
  double fills = 0;

  if (to - from > MAX_NESTED)
    return;
  for (guint i = to; i-- > from;)
    {
      TandaiSpanItem *outer = g_ptr_array_index (items, i);

      for (guint j = i + 1; j < to; j++)
        {
          TandaiSpanItem *inner = g_ptr_array_index (items, j);

          if (inner->hull.start >= outer->hull.end)
            break;
          if (share_words (outer, inner))
            hold (outer, inner, unit);
        }
      outer->style.fill.alpha /= (float) (1 + outer->inner);
      outer->filled += outer->style.fill.alpha;
      fills = MAX (fills, outer->filled);
      top = MAX (top, tandai_span_nest_top (outer));
      bottom = MAX (bottom, tandai_span_nest_bottom (outer));
    }
  if (fills > TANDAI_FILL_LIMIT)
    for (guint i = from; i < to; i++)
      ((TandaiSpanItem *) g_ptr_array_index (items, i))->style.fill.alpha *=
          (float) (TANDAI_FILL_LIMIT / fills);
  if (top > ABOVE_LIMIT * unit || bottom > BELOW_LIMIT * unit)
    tighten (items, from, to, unit);
}

/**
 * tandai_span_nest:
 * @items: (element-type TandaiSpanItem): the spans of a paragraph, in the sidecar's order
 * @room: the pixels between two lines of text
 *
 * Finds how far each span reaches out of its words, so that spans within each
 * other are told apart and none touches the line above or below.
 */
void
tandai_span_nest (GPtrArray *items, double room)
{
  double unit = room / ROOM;
  guint from = 0;

  for (guint i = 0; i < items->len; i++)
    stand_alone (g_ptr_array_index (items, i), unit);
  while (from < items->len)
    {
      guint end = ((TandaiSpanItem *) g_ptr_array_index (items, from))->hull.end;
      guint to;

      for (to = from + 1; to < items->len; to++)
        {
          TandaiSpanItem *next = g_ptr_array_index (items, to);

          if (next->hull.start >= end)
            break;
          end = MAX (end, next->hull.end);
        }
      nest_cluster (items, from, to, unit);
      from = to;
    }
}
