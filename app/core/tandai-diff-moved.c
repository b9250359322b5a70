/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Blocks that were moved: what the old text lost in one place and the new one
 * has in another. They are looked for among what is not matched, by runs of
 * words that are there once on each side; runs that follow each other on both
 * sides are one block, and what is round it, as far as nothing else claims it,
 * is compared word by word with the other side's.
 */

#include "config.h"

#include "core/tandai-diff-private.h"

/* Runs of one block have no more tokens than this between them. */
#define MAX_GAP 100

/* The stretch round a token in which none is taken. */
static TandaiRange
find_open (const guint8 *taken, guint token, guint n_tokens)
{
  TandaiRange open = { token, token };

  while (open.start > 0 && !taken[open.start - 1])
    open.start--;
  while (open.end < n_tokens && !taken[open.end])
    open.end++;
  return open;
}

/* A block as far as it is sure, and the room that it has on both sides. */
typedef struct
{
  TandaiDiffArea core;
  TandaiRange old_room;
  TandaiRange new_room;
} Block;

static gboolean
goes_on (const Block *block, const TandaiDiffRun *place)
{
  return place->old_start < block->old_room.end && place->new_start >= block->core.new_start
         && place->new_start < block->new_room.end && place->old_start < block->core.old_end + MAX_GAP
         && place->new_start < block->core.new_end + MAX_GAP
         && place->new_start + place->length > block->core.new_end;
}

static GArray *
group (const TandaiDiff *self, GArray *places)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));

  for (guint i = 0; i < places->len; i++)
    {
      const TandaiDiffRun *place = &g_array_index (places, TandaiDiffRun, i);
      Block *last = blocks->len > 0 ? &g_array_index (blocks, Block, blocks->len - 1) : NULL;
      Block block = { { place->old_start, place->old_start + place->length, place->new_start,
                        place->new_start + place->length } };

      if (last != NULL && goes_on (last, place))
        {
          last->core.old_end = block.core.old_end;
          last->core.new_end = block.core.new_end;
          continue;
        }
      block.old_room = find_open (self->old_taken, place->old_start, self->old_tokens.n);
      block.new_room = find_open (self->new_taken, place->new_start, self->new_tokens.n);
      g_array_append_val (blocks, block);
    }
  return blocks;
}

static int
compare_new (gconstpointer a, gconstpointer b)
{
  const Block *left = a, *right = b;

  return (left->core.new_start > right->core.new_start) - (left->core.new_start < right->core.new_start);
}

static int
compare_old (gconstpointer a, gconstpointer b)
{
  const Block *left = a, *right = b;

  return (left->core.old_start > right->core.old_start) - (left->core.old_start < right->core.old_start);
}

/* Where the room between two neighbours is parted: behind the last line end in it, for people move lines;
 * else the first has it. */
static guint
find_parting (const TandaiDiffTokens *tokens, guint start, guint end)
{
  guint64 line_end = _tandai_diff_key ("\n", 1, FALSE);

  for (guint i = end; i > start; i--)
    if (tokens->keys[i - 1] == line_end)
      return i;
  return end;
}

static void
share_room (const TandaiDiff *self, GArray *blocks)
{
  g_array_sort (blocks, compare_new);
  for (guint i = 1; i < blocks->len; i++)
    {
      Block *before = &g_array_index (blocks, Block, i - 1), *behind = before + 1;
      guint parting = find_parting (&self->new_tokens, before->core.new_end, behind->core.new_start);

      before->new_room.end = MIN (before->new_room.end, parting);
      behind->new_room.start = MAX (behind->new_room.start, before->new_room.end);
    }
  g_array_sort (blocks, compare_old);
  for (guint i = 1; i < blocks->len; i++)
    {
      Block *before = &g_array_index (blocks, Block, i - 1), *behind = before + 1;
      guint parting = find_parting (&self->old_tokens, before->core.old_end, behind->core.old_start);

      before->old_room.end = MIN (before->old_room.end, parting);
      behind->old_room.start = MAX (behind->old_room.start, before->old_room.end);
    }
}

/* Of blocks that lie in each other on one side the first is kept. */
static void
drop_crossing_on (GArray *blocks, gboolean new_side)
{
  guint n_kept = 0;
  guint reach = 0;

  g_array_sort (blocks, new_side ? compare_new : compare_old);
  for (guint i = 0; i < blocks->len; i++)
    {
      Block block = g_array_index (blocks, Block, i);

      if ((new_side ? block.core.new_start : block.core.old_start) < reach)
        continue;
      reach = new_side ? block.core.new_end : block.core.old_end;
      g_array_index (blocks, Block, n_kept++) = block;
    }
  g_array_set_size (blocks, n_kept);
}

/* Blocks that cross can't both be right. Those that are left lie in the order of the old text. */
static void
drop_crossing (GArray *blocks)
{
  drop_crossing_on (blocks, TRUE);
  drop_crossing_on (blocks, FALSE);
}

/* The areas of the blocks that were moved, which do not overlap, by their place in the old text; they are
 * found by runs of @n_shingle tokens. */
GArray *
_tandai_diff_moved (TandaiDiff *self, guint n_shingle)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (TandaiDiffArea));
  g_autoptr (GArray) places = _tandai_diff_open_anchors (self, n_shingle);
  g_autoptr (GArray) blocks = group (self, places);

  drop_crossing (blocks);
  share_room (self, blocks);
  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);
      TandaiDiffArea area = { block->old_room.start, block->old_room.end, block->new_room.start,
                              block->new_room.end };

      g_array_append_val (areas, area);
    }
  return areas;
}
