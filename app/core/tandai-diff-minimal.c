/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The longest common subsequence of two stretches, by Eugene W. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", Algorithmica 1 (1986), with the
 * refinement of section 4b: the middle of a shortest path is found from both
 * ends at once, and what lies before and behind it is taken by itself, so that
 * memory is linear.
 */

#include "config.h"

#include "core/tandai-diff-private.h"

/* Stretches that differ in more than twice as many places have nothing to do with each other; to find the
 * longest common subsequence all the same would take time that grows with the square of this. */
#define MAX_EDITS 2000

/* How far paths reached on each diagonal, from one of the two ends. Diagonals are counted round. */
typedef struct
{
  guint *reached;
  int n_room;
  gboolean backward;
} Front;

static inline guint *
front_at (const Front *front, int diagonal)
{
  int i = diagonal % front->n_room;

  return &front->reached[i < 0 ? i + front->n_room : i];
}

static inline gboolean
same_at (const TandaiDiff *self, const TandaiDiffArea *area, gboolean backward, guint x, guint y)
{
  return backward ? _tandai_diff_same (self, area->old_end - 1 - x, area->new_end - 1 - y)
                  : _tandai_diff_same (self, area->old_start + x, area->new_start + y);
}

/* Takes one diagonal a step on; returns where its run of equal tokens begins. */
static guint
front_advance (Front *front, const TandaiDiff *self, const TandaiDiffArea *area, int diagonal, int n_edits)
{
  guint n_old = area->old_end - area->old_start, n_new = area->new_end - area->new_start;
  guint below = *front_at (front, diagonal - 1), above = *front_at (front, diagonal + 1);
  guint x = diagonal == -n_edits || (diagonal != n_edits && below < above) ? above : below + 1;
  guint y = (guint) ((int) x - diagonal);
  guint from = x;

  while (x < n_old && y < n_new && same_at (self, area, front->backward, x, y))
    {
      x++;
      y++;
    }
  *front_at (front, diagonal) = x;
  return from;
}

/* Whether the path on @diagonal has met one from the other end. */
static gboolean
has_met (const Front *front, const Front *other, int diagonal, int n_edits, int n_old, int n_new)
{
  int facing = n_old - n_new - diagonal;
  int n_other = front->backward ? n_edits : n_edits - 1;

  if (((n_old + n_new) % 2 != 0) == front->backward || facing < -n_other || facing > n_other)
    return FALSE;
  return *front_at (front, diagonal) + *front_at (other, facing) >= (guint) n_old;
}

static void
set_middle (TandaiDiffRun *middle, const TandaiDiffArea *area, const Front *front, int diagonal, guint from)
{
  guint x = *front_at (front, diagonal);
  guint y = (guint) ((int) x - diagonal);

  middle->length = x - from;
  if (front->backward)
    {
      middle->old_start = area->old_end - x;
      middle->new_start = area->new_end - y;
    }
  else
    {
      middle->old_start = area->old_start + from;
      middle->new_start = area->new_start + y - middle->length;
    }
}

static gboolean
find_middle (const TandaiDiff *self, const TandaiDiffArea *area, Front fronts[2], TandaiDiffRun *middle)
{
  int n_old = (int) (area->old_end - area->old_start), n_new = (int) (area->new_end - area->new_start);
  int most = MIN ((n_old + n_new + 1) / 2, MAX_EDITS);

  for (int n_edits = 0; n_edits <= most; n_edits++)
    {
      int first = -(n_edits - 2 * MAX (0, n_edits - n_new));
      int last = n_edits - 2 * MAX (0, n_edits - n_old);

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      for (guint side = 0; side < 2; side++)
        for (int diagonal = first; diagonal <= last; diagonal += 2)
          {
            guint from = front_advance (&fronts[side], self, area, diagonal, n_edits);

            if (!has_met (&fronts[side], &fronts[1 - side], diagonal, n_edits, n_old, n_new))
              continue;
            set_middle (middle, area, &fronts[side], diagonal, from);
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
split (const TandaiDiff *self, const TandaiDiffArea *area, TandaiDiffRun *middle)
{
  guint n_old = area->old_end - area->old_start, n_new = area->new_end - area->new_start;
  int n_room = (int) (2 * MIN (MIN (n_old, n_new), MAX_EDITS) + 4);
  g_autofree guint *forward = g_new0 (guint, n_room);
  g_autofree guint *backward = g_new0 (guint, n_room);
  Front fronts[2] = { { forward, n_room, FALSE }, { backward, n_room, TRUE } };

  return find_middle (self, area, fronts, middle);
}

/* Adds what both have of @area, as much as there is; nothing where they have too little in common. */
void
_tandai_diff_minimal (TandaiDiff *self, TandaiDiffArea area)
{
  guint n_tail = 0;
  TandaiDiffRun middle;

  while (area.old_start < area.old_end && area.new_start < area.new_end
         && _tandai_diff_same (self, area.old_start, area.new_start))
    _tandai_diff_add_run (self, area.old_start++, area.new_start++, 1);
  while (area.old_start < area.old_end && area.new_start < area.new_end
         && _tandai_diff_same (self, area.old_end - 1, area.new_end - 1))
    {
      area.old_end--;
      area.new_end--;
      n_tail++;
    }
  if (area.old_start < area.old_end && area.new_start < area.new_end && split (self, &area, &middle))
    {
      TandaiDiffArea before = { area.old_start, middle.old_start, area.new_start, middle.new_start };
      TandaiDiffArea behind = { middle.old_start + middle.length, area.old_end,
                                middle.new_start + middle.length, area.new_end };

      _tandai_diff_minimal (self, before);
      _tandai_diff_add_run (self, middle.old_start, middle.new_start, middle.length);
      _tandai_diff_minimal (self, behind);
    }
  _tandai_diff_add_run (self, area.old_end, area.new_end, n_tail);
}
