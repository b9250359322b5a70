/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One stretch of an old text in a new one. An edge in what both texts have is
 * where that is; an edge in what was replaced is found by the characters that
 * are the same at the beginning and the end of what took its place.
 */

#include "config.h"

#include "core/tandai-carry.h"
#include "core/tandai-words.h"

/* What grew more than this was not changed but replaced: so many times as long, and so many code points. */
#define MAX_GROWTH 4
#define MAX_ADDED  40

/* A place in the new text and the block it is in. */
typedef struct
{
  guint offset;
  guint strand;
} Edge;

/* What was replaced by what, and how many characters are the same at both ends; @open where it is not known
 * by what. */
typedef struct
{
  TandaiRange old;
  TandaiRange new;
  guint strand;
  gboolean open;
  guint n_head;
  guint n_tail;
} Gap;

static const TandaiMatch *
get_match (const TandaiAlignment *alignment, guint i)
{
  return &g_array_index (alignment->matches, TandaiMatch, i);
}

/* The first match that ends behind an offset. */
static guint
find_match (const TandaiAlignment *alignment, guint offset)
{
  guint low = 0, high = alignment->matches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TandaiMatch *match = get_match (alignment, middle);

      if (match->old_start + match->length <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_letter (const TandaiText *text, guint offset)
{
  return g_unichar_isalnum (tandai_text_get_char (text, offset));
}

/* What has no letters is judged with the words beside it, as far as they are matched with it; without any it
 * could be anywhere. */
static gboolean
widen_to_words (const TandaiMatch *match, const TandaiText *text, TandaiRange *range)
{
  guint end = match->old_start + match->length;

  for (guint i = range->start; i < range->end; i++)
    if (is_letter (text, i))
      return TRUE;
  while (range->start > match->old_start && !is_letter (text, range->start))
    range->start--;
  while (range->end < end && !is_letter (text, range->end - 1))
    range->end++;
  return is_letter (text, range->start) && is_letter (text, range->end - 1);
}

static gboolean
has_doubt (const TandaiAlignment *alignment, TandaiRange range)
{
  const GArray *doubts = alignment->doubts;
  guint low = 0, high = doubts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (doubts, TandaiRange, middle).end <= range.start)
        low = middle + 1;
      else
        high = middle;
    }
  return low < doubts->len && g_array_index (doubts, TandaiRange, low).start < range.end;
}

static void
gap_weigh (Gap *gap, const TandaiText *old_text, const TandaiText *new_text)
{
  guint n_least = MIN (gap->old.end - gap->old.start, gap->new.end - gap->new.start);

  while (gap->n_head < n_least
         && tandai_text_get_char (old_text, gap->old.start + gap->n_head)
                == tandai_text_get_char (new_text, gap->new.start + gap->n_head))
    gap->n_head++;
  while (gap->n_head + gap->n_tail < n_least
         && tandai_text_get_char (old_text, gap->old.end - 1 - gap->n_tail)
                == tandai_text_get_char (new_text, gap->new.end - 1 - gap->n_tail))
    gap->n_tail++;
}

/* What lies before match @i, and what took its place: what lies between the same two matches in the new text.
 */
static Gap
find_gap (const TandaiAlignment *alignment, const TandaiText *old_text, const TandaiText *new_text, guint i)
{
  const TandaiMatch *before = i > 0 ? get_match (alignment, i - 1) : NULL;
  const TandaiMatch *behind = i < alignment->matches->len ? get_match (alignment, i) : NULL;
  Gap gap = { { 0, tandai_text_get_length (old_text) }, { 0, tandai_text_get_length (new_text) } };

  if (before != NULL)
    {
      gap.old.start = before->old_start + before->length;
      gap.new.start = before->new_start + before->length;
      gap.strand = before->strand;
    }
  if (behind != NULL)
    {
      gap.old.end = behind->old_start;
      gap.new.end = behind->new_start;
      gap.strand = behind->strand;
    }
  gap.open = (before != NULL && before->strand != gap.strand) || (before == NULL && gap.strand != 0)
             || (behind == NULL && gap.strand != 0) || gap.new.start > gap.new.end;
  if (!gap.open)
    gap_weigh (&gap, old_text, new_text);
  return gap;
}

/* Whether the characters at both ends tell where an edge goes; an edge of the gap itself is one of the gap
 * that took its place. */
static gboolean
gap_place (const Gap *gap, guint offset, gboolean is_end, guint *placed)
{
  gboolean in_head = offset - gap->old.start <= gap->n_head;
  gboolean in_tail = gap->old.end - offset <= gap->n_tail;

  if (in_head && !(is_end && in_tail))
    *placed = gap->new.start + (offset - gap->old.start);
  else if (in_tail)
    *placed = gap->new.end - (gap->old.end - offset);
  else
    *placed = is_end ? gap->new.end - gap->n_tail : gap->new.start + gap->n_head;
  return in_head || in_tail;
}

static gboolean
is_plausible (TandaiRange old, TandaiRange new)
{
  guint n_old = old.end - old.start;

  return new.start < new.end &&new.end - new.start <= MAX (n_old * MAX_GROWTH, n_old + MAX_ADDED);
}

/* A stretch of which no token is left: where a word or a name was written otherwise it is still there. */
static TandaiCarry
carry_replaced (const Gap *gap, TandaiRange range, TandaiRange *carried)
{
  gboolean start_known, end_known;

  if (gap->open)
    return TANDAI_CARRY_LOST;
  start_known = gap_place (gap, range.start, FALSE, &carried->start);
  end_known = gap_place (gap, range.end, TRUE, &carried->end);
  return start_known && end_known && is_plausible (range, *carried) ? TANDAI_CARRY_CHANGED
                                                                    : TANDAI_CARRY_LOST;
}

/* The place of a stretch's beginning, where match @i is the first that it has a part of. */
static Edge
carry_start (const TandaiAlignment *alignment, const Gap *gap, guint i, guint start)
{
  const TandaiMatch *match = get_match (alignment, i);
  Edge edge = { match->new_start, match->strand };

  if (start >= match->old_start)
    edge.offset += start - match->old_start;
  else if (!gap->open)
    gap_place (gap, start, FALSE, &edge.offset);
  return edge;
}

/* The place of its end, where match @i is the last that it has a part of. */
static Edge
carry_end (const TandaiAlignment *alignment, const Gap *gap, guint i, guint end)
{
  const TandaiMatch *match = get_match (alignment, i);
  Edge edge = { match->new_start + match->length, match->strand };

  if (end <= match->old_start + match->length)
    edge.offset -= match->old_start + match->length - end;
  else if (!gap->open)
    gap_place (gap, end, TRUE, &edge.offset);
  return edge;
}

/**
 * tandai_carry:
 * @alignment: the two texts, compared
 * @old_text: the old text
 * @new_text: the new text
 * @range: a stretch of the old one, in code points, not empty
 * @carried: (out): its place in the new one, unless it is lost
 *
 * Returns: how sure that is
 */
TandaiCarry
tandai_carry (const TandaiAlignment *alignment,
              const TandaiText *old_text,
              const TandaiText *new_text,
              TandaiRange range,
              TandaiRange *carried)
{
  guint first = find_match (alignment, range.start);
  guint behind = find_match (alignment, range.end - 1);
  Gap gap_before, gap_behind;
  Edge start, end;
  gboolean any, at_end;

  any = first < alignment->matches->len && get_match (alignment, first)->old_start < range.end;
  if (any && first == behind && get_match (alignment, first)->old_start <= range.start)
    {
      const TandaiMatch *match = get_match (alignment, first);

      *carried = (TandaiRange){ range.start - match->old_start + match->new_start,
                                range.end - match->old_start + match->new_start };
      if (!widen_to_words (match, old_text, &range) || has_doubt (alignment, range))
        return TANDAI_CARRY_DOUBTFUL;
      return TANDAI_CARRY_EXACT;
    }
  gap_before = find_gap (alignment, old_text, new_text, first);
  if (!any)
    return carry_replaced (&gap_before, range, carried);
  at_end = behind < alignment->matches->len && get_match (alignment, behind)->old_start < range.end;
  gap_behind = find_gap (alignment, old_text, new_text, at_end ? behind + 1 : behind);
  start = carry_start (alignment, &gap_before, first, range.start);
  end = carry_end (alignment, &gap_behind, at_end ? behind : behind - 1, range.end);
  *carried = (TandaiRange){ start.offset, end.offset };
  if (start.strand != end.strand || start.offset >= end.offset)
    return TANDAI_CARRY_LOST;
  *carried = tandai_words_trim (new_text, *carried);
  return is_plausible (range, *carried) ? TANDAI_CARRY_CHANGED : TANDAI_CARRY_LOST;
}
