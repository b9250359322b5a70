/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "suggest/tandai-adjust.h"
#include "suggest/tandai-units.h"

/* Nobody presses E more often. */
#define MAX_STEPS 6
/* Where moving the ends takes no more, no other way is looked for. */
#define CHEAP 2

/** tandai_adjuster_init: prepares for the changes in one text */
void
tandai_adjuster_init (TandaiAdjuster *self, TandaiText *text, TandaiWordLists *lists)
{
  guint length = tandai_text_get_length (text);

  self->text = text;
  self->lists = lists;
  self->starts = tandai_units_start_stops (text, lists, 0, length);
  self->ends = tandai_units_end_stops (text, lists, 0, length);
}

/** tandai_adjuster_clear: frees what was prepared */
void
tandai_adjuster_clear (TandaiAdjuster *self)
{
  g_array_unref (self->starts);
  g_array_unref (self->ends);
}

/* How many stops lie before an offset. */
static int
count_before (GArray *stops, guint offset)
{
  guint low = 0;
  guint high = stops->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (stops, guint, middle) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return (int) low;
}

/* The moves from one offset to another: by words to the nearest stop, then by characters. */
static void
plan_end (GArray *stops, guint from, guint to, int *words, int *chars)
{
  int at = count_before (stops, from);
  int target = count_before (stops, to);
  gboolean on_stop = (guint) at < stops->len && g_array_index (stops, guint, at) == from;
  int best = abs ((int) to - (int) from);

  *words = 0;
  *chars = (int) to - (int) from;
  for (int stop = target - 1; stop <= target; stop++)
    {
      int steps, rest;

      if (stop < 0 || (guint) stop >= stops->len)
        continue;
      steps = stop - at + (!on_stop && stop >= at ? 1 : 0);
      rest = (int) to - (int) g_array_index (stops, guint, stop);
      if (abs (steps) + abs (rest) < best || (abs (steps) + abs (rest) == best && rest == 0))
        {
          best = abs (steps) + abs (rest);
          *words = steps;
          *chars = rest;
        }
    }
}

static TandaiAdjustment
plan_moves (TandaiAdjuster *self, TandaiRange from, TandaiRange to, int n_expand)
{
  TandaiAdjustment plan = { .n_expand = n_expand };

  plan_end (self->starts, from.start, to.start, &plan.start_words, &plan.start_chars);
  plan_end (self->ends, from.end, to.end, &plan.end_words, &plan.end_chars);
  plan.cost = (guint) (abs (n_expand) + abs (plan.start_words) + abs (plan.start_chars) + abs (plan.end_words)
                       + abs (plan.end_chars));
  return plan;
}

static void
try_units (TandaiAdjuster *self, TandaiRange from, TandaiRange to, int step, TandaiAdjustment *best)
{
  TandaiRange at = from;

  for (int n = 1; n <= MAX_STEPS && (guint) n < best->cost; n++)
    {
      TandaiRange next = step > 0 ? tandai_units_expand (self->text, self->lists, at)
                                  : tandai_units_shrink (self->text, self->lists, at);
      TandaiAdjustment plan = plan_moves (self, next, to, n * step);

      if (next.start == at.start && next.end == at.end)
        break;
      if (plan.cost < best->cost)
        *best = plan;
      at = next;
    }
}

/**
 * tandai_adjuster_plan:
 * @self: an adjuster
 * @from: a stretch, empty for a caret
 * @to: what it is to become
 *
 * Returns: the fewest keys for it
 */
TandaiAdjustment
tandai_adjuster_plan (TandaiAdjuster *self, TandaiRange from, TandaiRange to)
{
  TandaiAdjustment best = plan_moves (self, from, to, 0);

  if (best.cost <= CHEAP && from.start < from.end)
    return best;
  if (from.start >= from.end)
    best.cost = G_MAXUINT;
  try_units (self, from, to, 1, &best);
  if (from.start < from.end)
    try_units (self, from, to, -1, &best);
  return best;
}

/** tandai_adjuster_words: Returns: how often the caret moves by a word between two places, the second where a
 * word begins */
guint
tandai_adjuster_words (TandaiAdjuster *self, guint from, guint to)
{
  int at = count_before (self->starts, from);
  int target = count_before (self->starts, to);
  gboolean on_stop = (guint) at < self->starts->len && g_array_index (self->starts, guint, at) == from;

  return to < from ? (guint) (at - target) : (guint) (target - at + (!on_stop && to > from ? 1 : 0));
}

/** tandai_adjuster_word_before: Returns: the last place at or before @offset where the caret stops that moves
 * by words */
guint
tandai_adjuster_word_before (TandaiAdjuster *self, guint offset)
{
  int at = count_before (self->starts, offset + 1);

  return at > 0 ? g_array_index (self->starts, guint, at - 1) : 0;
}
