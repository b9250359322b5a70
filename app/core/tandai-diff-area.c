/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What two stretches have in common, in order: first runs of many words that
 * each has once, then of fewer between those, and what is still open by the
 * longest common subsequence. Unique runs first, since the longest common
 * subsequence alone takes a name from one sentence and the next from another.
 */

#include "config.h"

#include "core/tandai-diff-private.h"

/* In tokens, of which about half are words. */
static const guint SHINGLES[] = { 32, 16, 8 };

/* Lines are compared one by one. */
static const guint LINE_SHINGLES[] = { 1 };

/* With fewer anchors than this another sample of the same runs is not worth its walk over the area. */
#define FEW_ANCHORS 16

/* Adds a run, or makes the last one longer that it goes on. */
void
_tandai_diff_add_run (TandaiDiff *self, guint old_start, guint new_start, guint length)
{
  TandaiDiffRun run = { old_start, new_start, length };
  TandaiDiffRun *last =
      self->runs->len > 0 ? &g_array_index (self->runs, TandaiDiffRun, self->runs->len - 1) : NULL;

  if (length == 0)
    return;
  if (last != NULL && last->old_start + last->length == old_start
      && last->new_start + last->length == new_start)
    last->length += length;
  else
    g_array_append_val (self->runs, run);
}

static void take_area (TandaiDiff *self, TandaiDiffArea area, guint level);

static void
take_between (TandaiDiff *self, TandaiDiffArea area, GArray *anchors, guint level)
{
  TandaiDiffArea between = area;

  for (guint i = 0; i < anchors->len; i++)
    {
      const TandaiDiffRun *anchor = &g_array_index (anchors, TandaiDiffRun, i);

      between.old_end = anchor->old_start;
      between.new_end = anchor->new_start;
      take_area (self, between, level);
      between.old_start = anchor->old_start;
      between.new_start = anchor->new_start;
    }
  between.old_end = area.old_end;
  between.new_end = area.new_end;
  take_area (self, between, level);
}

/* What both ends of an area have in common is taken; the anchors in it cut the rest into smaller ones. */
static void
take_inside (TandaiDiff *self, TandaiDiffArea area, guint level)
{
  const guint *shingles = self->by_lines ? LINE_SHINGLES : SHINGLES;
  guint n_levels = self->by_lines ? G_N_ELEMENTS (LINE_SHINGLES) : G_N_ELEMENTS (SHINGLES);

  for (; level < n_levels; level++)
    {
      gboolean sampled;
      g_autoptr (GArray) anchors = _tandai_diff_anchors (self, area, shingles[level], &sampled);

      if (anchors->len == 0)
        continue;
      take_between (self, area, anchors, sampled && anchors->len > FEW_ANCHORS ? level : level + 1);
      return;
    }
  if (!self->by_lines)
    _tandai_diff_minimal (self, area);
}

static void
take_area (TandaiDiff *self, TandaiDiffArea area, guint level)
{
  guint n_head = 0, n_tail = 0;
  guint n_least = MIN (area.old_end - area.old_start, area.new_end - area.new_start);

  while (n_head < n_least && _tandai_diff_same (self, area.old_start + n_head, area.new_start + n_head))
    n_head++;
  while (n_head + n_tail < n_least
         && _tandai_diff_same (self, area.old_end - 1 - n_tail, area.new_end - 1 - n_tail))
    n_tail++;
  _tandai_diff_add_run (self, area.old_start, area.new_start, n_head);
  if (n_head + n_tail < n_least && !g_cancellable_is_cancelled (self->cancellable))
    take_inside (self,
                 (TandaiDiffArea){ area.old_start + n_head, area.old_end - n_tail, area.new_start + n_head,
                                   area.new_end - n_tail },
                 level);
  _tandai_diff_add_run (self, area.old_end - n_tail, area.new_end - n_tail, n_tail);
}

/* Adds what the two sides of @area have in common. */
void
_tandai_diff_area (TandaiDiff *self, TandaiDiffArea area)
{
  take_area (self, area, 0);
}
