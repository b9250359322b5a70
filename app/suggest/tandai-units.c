/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-words.h"
#include "suggest/tandai-candidate.h"
#include "suggest/tandai-finder.h"
#include "suggest/tandai-units.h"

/* How far round a place is looked, in code points. */
#define REACH 3000

/* A stretch that grows or shrinks, and the best unit so far. */
typedef struct
{
  TandaiRange range;
  TandaiRange best;
  gboolean found;
  gboolean shrinks;
  /* The shortest quotation that holds the stretch: no sentence is taken that runs out of it. */
  TandaiRange quoted;
} Choice;

static guint
length_of (TandaiRange range)
{
  return range.end - range.start;
}

static gboolean
is_inside (TandaiRange inner, TandaiRange outer)
{
  return outer.start <= inner.start && inner.end <= outer.end && length_of (inner) < length_of (outer);
}

/* Growing takes the shortest unit that is larger, shrinking the longest that is smaller and begins no later.
 */
static void
consider (Choice *choice, TandaiRange unit)
{
  if (unit.start >= unit.end
      || (choice->quoted.end > 0 && tandai_range_relate (unit, choice->quoted) == TANDAI_RANGE_CROSSING))
    return;
  if (!choice->shrinks && is_inside (choice->range, unit)
      && (!choice->found || length_of (unit) < length_of (choice->best)))
    {
      choice->best = unit;
      choice->found = TRUE;
    }
  if (choice->shrinks && is_inside (unit, choice->range)
      && (!choice->found || length_of (unit) > length_of (choice->best)
          || (length_of (unit) == length_of (choice->best) && unit.start < choice->best.start)))
    {
      choice->best = unit;
      choice->found = TRUE;
    }
}

static TandaiRange
range_of (const TandaiScan *scan, guint from, guint to)
{
  return (TandaiRange){ tandai_scan_word (scan, from)->start, tandai_scan_word (scan, to - 1)->end };
}

/* The parts of a sentence between its commas. */
static void
consider_parts (Choice *choice, const TandaiScan *scan, guint from, guint to)
{
  guint start = from;

  for (guint i = from; i <= to; i++)
    {
      gunichar mark = i < to ? tandai_scan_word (scan, i)->mark : ',';

      if (mark != ',' && mark != ';' && mark != ':'
          && !(mark != 0 && tandai_scan_is (scan, i, TANDAI_WORD_STOP)))
        continue;
      /* A mark that closes what stands before. */
      while (start < i && tandai_scan_is (scan, start, TANDAI_WORD_MARK)
             && !tandai_scan_is (scan, start, TANDAI_WORD_SPACE) && start > from)
        start++;
      if (i > start)
        consider (choice, range_of (scan, start, i));
      start = i + 1;
    }
}

static void
consider_sentences (Choice *choice, const TandaiScan *scan)
{
  guint from = 0;

  for (guint i = 1; i <= scan->words->len; i++)
    {
      guint to = i;

      if (i < scan->words->len
          && tandai_scan_word (scan, i)->sentence == tandai_scan_word (scan, from)->sentence)
        continue;
      consider_parts (choice, scan, from, to);
      consider (choice, range_of (scan, from, to));
      while (to > from + 1 && tandai_scan_is (scan, to - 1, TANDAI_WORD_STOP))
        to--;
      consider (choice, range_of (scan, from, to));
      from = i;
    }
}

static void
consider_words (Choice *choice, const TandaiScan *scan)
{
  for (guint i = tandai_scan_find (scan, choice->range.start); i < scan->words->len; i++)
    {
      const TandaiScanWord *word = tandai_scan_word (scan, i);

      if (word->start > choice->range.end)
        break;
      consider (choice, (TandaiRange){ word->start, word->end });
    }
}

static void
note_quotation (Choice *choice, const TandaiCandidate *candidate)
{
  for (guint i = 0; candidate->kind == TANDAI_CANDIDATE_QUOTATION && i < candidate->n_ranges; i++)
    {
      TandaiRange range = candidate->ranges[i];

      if (is_inside (choice->range, range) && (choice->quoted.end == 0 || is_inside (range, choice->quoted)))
        choice->quoted = range;
    }
}

static void
consider_candidates (Choice *choice, TandaiText *text, TandaiWordLists *lists)
{
  guint first = tandai_candidates_chunk_of (choice->range.start > REACH ? choice->range.start - REACH : 0);
  guint last = tandai_candidates_chunk_of (choice->range.start);

  for (guint chunk = first; chunk <= last; chunk++)
    {
      g_autoptr (GPtrArray) found = tandai_candidates_in_chunk (text, lists, chunk);

      for (guint i = 0; i < found->len; i++)
        note_quotation (choice, found->pdata[i]);
      for (guint i = 0; i < found->len; i++)
        {
          const TandaiCandidate *candidate = found->pdata[i];

          for (guint j = 0; j < candidate->n_ranges; j++)
            consider (choice, candidate->ranges[j]);
        }
    }
}

static TandaiRange
choose (TandaiText *text, TandaiWordLists *lists, TandaiRange range, gboolean shrinks)
{
  guint length = tandai_text_get_length (text);
  Choice choice = { range, range, FALSE, shrinks, { 0, 0 } };
  guint start = range.start > REACH ? range.start - REACH : 0;
  guint end = MIN (range.end + REACH, length);
  g_autoptr (TandaiScan) scan = NULL;

  if (range.start >= length)
    return range;
  while (start > 0 && start < range.start && tandai_text_get_char (text, start - 1) != '\n')
    start++;
  scan = tandai_scan_new (text, lists, start, end);
  consider_candidates (&choice, text, lists);
  consider_words (&choice, scan);
  consider_sentences (&choice, scan);
  consider (&choice, tandai_words_paragraph_at (text, range.start));
  return choice.best;
}

/**
 * tandai_units_expand:
 * @text: a text
 * @lists: word lists
 * @range: a selection; empty for a caret
 *
 * Returns: the next larger unit: word, name, clause, quoted stretch, sentence, paragraph; @range where there
 * is none
 */
TandaiRange
tandai_units_expand (TandaiText *text, TandaiWordLists *lists, TandaiRange range)
{
  return choose (text, lists, range, FALSE);
}

/** tandai_units_shrink: Returns: the next smaller unit inside; @range where there is none */
TandaiRange
tandai_units_shrink (TandaiText *text, TandaiWordLists *lists, TandaiRange range)
{
  return choose (text, lists, range, TRUE);
}

static gboolean
is_start_stop (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);

  return word->mark == 0 || (word->flags & TANDAI_WORD_SPACE) || tandai_scan_is_double_mark (word->mark);
}

static gboolean
is_end_stop (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);

  return word->mark == 0 || i + 1 >= scan->words->len || tandai_scan_is (scan, i + 1, TANDAI_WORD_SPACE)
         || tandai_scan_is_double_mark (word->mark);
}

/** tandai_units_start_stops: Returns: (transfer full) (element-type guint): where the start of a selection
 * may stop when it moves by words */
GArray *
tandai_units_start_stops (TandaiText *text, TandaiWordLists *lists, guint start, guint end)
{
  g_autoptr (TandaiScan) scan = tandai_scan_new (text, lists, start, end);
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < scan->words->len; i++)
    if (is_start_stop (scan, i))
      g_array_append_val (stops, tandai_scan_word (scan, i)->start);
  return stops;
}

/** tandai_units_end_stops: like tandai_units_start_stops(), for its end */
GArray *
tandai_units_end_stops (TandaiText *text, TandaiWordLists *lists, guint start, guint end)
{
  g_autoptr (TandaiScan) scan = tandai_scan_new (text, lists, start, end);
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < scan->words->len; i++)
    if (is_end_stop (scan, i))
      g_array_append_val (stops, tandai_scan_word (scan, i)->end);
  return stops;
}

/* Goes @by stops from @from, as far as there are stops. */
static guint
move (GArray *stops, guint from, int by)
{
  guint at = from;

  if (by > 0)
    {
      for (guint i = 0; i < stops->len && by > 0; i++)
        if (g_array_index (stops, guint, i) > at)
          {
            at = g_array_index (stops, guint, i);
            by--;
          }
      return at;
    }
  for (guint i = stops->len; i-- > 0 && by < 0;)
    if (g_array_index (stops, guint, i) < at)
      {
        at = g_array_index (stops, guint, i);
        by++;
      }
  return at;
}

static void
window_round (TandaiText *text, guint offset, guint *start, guint *end)
{
  *start = offset > REACH ? offset - REACH : 0;
  *end = MIN (offset + REACH, tandai_text_get_length (text));
  /* Not in the middle of a word. */
  while (*start > 0 && *start < offset && !g_unichar_isspace (tandai_text_get_char (text, *start)))
    (*start)++;
  while (*end < tandai_text_get_length (text) && *end > offset
         && !g_unichar_isspace (tandai_text_get_char (text, *end)))
    (*end)--;
}

/**
 * tandai_units_move_start:
 * @text: a text
 * @lists: word lists
 * @range: a selection
 * @by: how many stops: onward where positive, back where negative
 *
 * Returns: its new start, which stays before its end
 */
guint
tandai_units_move_start (TandaiText *text, TandaiWordLists *lists, TandaiRange range, int by)
{
  guint start, end, moved;
  g_autoptr (GArray) stops = NULL;

  window_round (text, range.start, &start, &end);
  stops = tandai_units_start_stops (text, lists, start, end);
  moved = move (stops, range.start, by);
  return moved < range.end ? moved : range.start;
}

/** tandai_units_move_end: like tandai_units_move_start(), its new end, which stays after its start */
guint
tandai_units_move_end (TandaiText *text, TandaiWordLists *lists, TandaiRange range, int by)
{
  guint start, end, moved;
  g_autoptr (GArray) stops = NULL;

  window_round (text, range.end, &start, &end);
  stops = tandai_units_end_stops (text, lists, start, end);
  moved = move (stops, range.end, by);
  return moved > range.start ? moved : range.end;
}
