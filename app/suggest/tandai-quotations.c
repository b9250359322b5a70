/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Quotations: stretches in quotation marks of any kind, whichever way they are
 * turned, over paragraphs, with a mark missing, and cut by their attribution
 * (“…,” ujar X, “…”), which makes one candidate of two fragments.
 */

#include "config.h"

#include "suggest/tandai-finder.h"

/* A quotation that goes on for longer has lost its closing mark. */
#define MAX_WORDS 320
/* An attribution that cuts a quotation is no longer. */
#define MAX_GAP   32
#define MAX_PARTS 6
#define MAX_INNER 80
/* So few words in marks are a name or an irony, unless somebody is said to say them. */
#define SCARE_WORDS 4

typedef enum
{
  SIDE_EITHER,
  SIDE_OPENS,
  SIDE_CLOSES,
} Side;

/** tandai_scan_is_double_mark: Returns: whether a mark opens or closes quotations */
gboolean
tandai_scan_is_double_mark (gunichar mark)
{
  return mark == '"' || (mark >= 0x201C && mark <= 0x201F) || mark == 0xAB || mark == 0xBB;
}

/** tandai_scan_reports_after: Returns: whether a word of saying stands there that follows what is said */
gboolean
tandai_scan_reports_after (const TandaiScan *scan, guint position)
{
  const TandaiScanWord *word = tandai_scan_word (scan, position);

  return ((word->lists | word->stem_lists) & TANDAI_LIST_BIT (TANDAI_LIST_SAID)) != 0;
}

/** tandai_scan_reports_before: Returns: whether a word of saying stands there that precedes what is said */
gboolean
tandai_scan_reports_before (const TandaiScan *scan, guint position)
{
  return tandai_scan_in (scan, position, TANDAI_LIST_SAYS);
}

static gboolean
space_after (const TandaiScan *scan, guint i)
{
  return i + 1 >= scan->words->len || tandai_scan_is (scan, i + 1, TANDAI_WORD_SPACE);
}

/* Which way a mark is turned, by the space beside it, else by its shape. */
static Side
get_side (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);
  gunichar before = i > 0 ? tandai_scan_word (scan, i - 1)->mark : 0;
  gboolean space_before = (word->flags & TANDAI_WORD_SPACE) != 0;

  if ((space_before || before == '(' || before == 0x2014) && !space_after (scan, i))
    return SIDE_OPENS;
  if (!space_before && space_after (scan, i))
    return SIDE_CLOSES;
  if (space_before && (word->mark == 0x201C || word->mark == 0xAB))
    return SIDE_OPENS;
  if (before == ',' && tandai_scan_reports_after (scan, i + 1))
    return SIDE_CLOSES;
  if (!space_before && (before != 0 || tandai_scan_is (scan, i + 1, TANDAI_WORD_MARK)))
    return SIDE_CLOSES;
  return SIDE_EITHER;
}

/* What is left open ends with its paragraph, or where the next quotation begins. */
static void
give_up (const TandaiScan *scan, GArray *quotations, guint open, guint before)
{
  TandaiQuotation quotation = { open, open, FALSE };

  while (quotation.close + 1 < before && !tandai_scan_is (scan, quotation.close + 1, TANDAI_WORD_LINE))
    quotation.close++;
  if (quotation.close > open + 1)
    g_array_append_val (quotations, quotation);
}

static void
pair_marks (const TandaiScan *scan, GArray *quotations)
{
  guint open = G_MAXUINT;

  for (guint i = 0; i < scan->words->len; i++)
    {
      const TandaiScanWord *word = tandai_scan_word (scan, i);
      Side side;

      if (open != G_MAXUINT && i - open > MAX_WORDS)
        {
          give_up (scan, quotations, open, i);
          i = g_array_index (quotations, TandaiQuotation, quotations->len - 1).close;
          open = G_MAXUINT;
          continue;
        }
      if (!tandai_scan_is_double_mark (word->mark))
        continue;
      side = get_side (scan, i);
      if (open == G_MAXUINT && side != SIDE_CLOSES)
        open = i;
      else if (open != G_MAXUINT && side != SIDE_OPENS)
        {
          TandaiQuotation quotation = { open, i, TRUE };

          g_array_append_val (quotations, quotation);
          open = G_MAXUINT;
        }
      /* Each paragraph of a long quotation opens again, and only the last one closes. */
      else if (open != G_MAXUINT && !(word->flags & TANDAI_WORD_LINE))
        {
          give_up (scan, quotations, open, i);
          open = i;
        }
    }
  if (open != G_MAXUINT)
    give_up (scan, quotations, open, scan->words->len);
}

static guint
count_words (const TandaiScan *scan, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += tandai_scan_word (scan, i)->mark == 0;
  return n;
}

/* Whether the words between two quotations only say who speaks. */
static gboolean
is_attribution (const TandaiScan *scan, guint from, guint to)
{
  gboolean reports = FALSE;

  if (to <= from || to - from > MAX_GAP)
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      if (tandai_scan_is (scan, i, TANDAI_WORD_LINE))
        return FALSE;
      if (tandai_scan_is (scan, i, TANDAI_WORD_STOP) && i + 1 < to)
        return FALSE;
      /* The verb of a plain attribution comes soon; a later one introduces what follows. */
      reports |=
          (tandai_scan_reports_after (scan, i) || tandai_scan_reports_before (scan, i)) && i < from + 6;
    }
  return reports && tandai_scan_word (scan, to - 1)->mark != ':';
}

static gboolean
is_attributed (const TandaiScan *scan, const TandaiQuotation *quotation)
{
  guint open = quotation->open;

  for (guint i = quotation->close + 1; i < quotation->close + 5; i++)
    if (tandai_scan_reports_after (scan, i))
      return TRUE;
  for (guint i = open; i > 0 && open - i < 4; i--)
    if (tandai_scan_reports_before (scan, i - 1) || tandai_scan_reports_after (scan, i - 1))
      return TRUE;
  return FALSE;
}

static const char *
quotation_form (const TandaiScan *scan, const TandaiQuotation *quotation)
{
  gunichar last = tandai_scan_word (scan, quotation->close - 1)->mark;

  if (!quotation->closed)
    return "quotation-open";
  if (is_attributed (scan, quotation))
    return "quotation";
  if (count_words (scan, quotation->open, quotation->close) <= SCARE_WORDS && last != ',' && last != '.')
    return "scare";
  return "quotation-alone";
}

static TandaiRange
quotation_range (const TandaiScan *scan, const TandaiQuotation *quotation)
{
  return (TandaiRange){ tandai_scan_word (scan, quotation->open)->start,
                        tandai_scan_word (scan, quotation->close)->end };
}

/* What stands between the marks, without its last comma or full stop: often a claim. */
static void
add_inside (TandaiFinder *self, const TandaiQuotation *quotation)
{
  guint to = quotation->close;

  while (to > quotation->open + 1 && tandai_scan_is (self->scan, to - 1, TANDAI_WORD_MARK))
    to--;
  if (quotation->closed && count_words (self->scan, quotation->open, to) > SCARE_WORDS)
    tandai_finder_add (self, TANDAI_CANDIDATE_QUOTATION, "quotation-inside", 0, quotation->open + 1, to);
}

/* How many quotations from here on are one person's, cut by nothing but the attribution. */
static guint
count_parts (const TandaiScan *scan, GArray *quotations, guint first)
{
  guint n = 1;

  while (first + n < quotations->len && n < MAX_PARTS)
    {
      TandaiQuotation *a = &g_array_index (quotations, TandaiQuotation, first + n - 1);
      TandaiQuotation *b = &g_array_index (quotations, TandaiQuotation, first + n);

      if (!a->closed || !b->closed || !is_attribution (scan, a->close + 1, b->open))
        break;
      n++;
    }
  return n;
}

static gboolean
is_one_sentence (const TandaiScan *scan, GArray *quotations, guint first)
{
  TandaiQuotation *b = &g_array_index (quotations, TandaiQuotation, first + 1);

  return b->open > 0 && !tandai_scan_is (scan, b->open - 1, TANDAI_WORD_STOP);
}

static void
add_joined (TandaiFinder *self, GArray *quotations, guint first, guint n, guint group)
{
  TandaiRange ranges[MAX_PARTS];
  const char *form =
      is_one_sentence (self->scan, quotations, first) ? "quotation-interrupted" : "quotation-continued";

  for (guint i = 0; i < n; i++)
    ranges[i] = quotation_range (self->scan, &g_array_index (quotations, TandaiQuotation, first + i));
  tandai_finder_add_ranges (self, TANDAI_CANDIDATE_QUOTATION, form, group, ranges, n);
}

static void
add_quotations (TandaiFinder *self, GArray *quotations)
{
  guint parts = 0;

  for (guint i = 0; i < quotations->len; i++)
    {
      TandaiQuotation *quotation = &g_array_index (quotations, TandaiQuotation, i);
      guint group = ++self->last_group;
      guint n = parts > 0 ? 1 : count_parts (self->scan, quotations, i);

      if (n > 1)
        add_joined (self, quotations, i, n, group);
      tandai_finder_add (self, TANDAI_CANDIDATE_QUOTATION,
                         parts > 0 ? "quotation-part"
                         : n > 1   ? "quotation-first"
                                   : quotation_form (self->scan, quotation),
                         group, quotation->open, quotation->close + 1);
      add_inside (self, quotation);
      parts = n > 1 ? n - 1 : parts > 0 ? parts - 1 : 0;
    }
}

static gboolean
is_single_mark (gunichar mark)
{
  return mark == '\'' || mark == 0x2018 || mark == 0x2019;
}

/* A quotation inside another, in single marks. */
static void
add_single (TandaiFinder *self)
{
  const TandaiScan *scan = self->scan;

  for (guint i = 0; i < scan->words->len; i++)
    {
      if (!is_single_mark (tandai_scan_word (scan, i)->mark) || get_side (scan, i) != SIDE_OPENS)
        continue;
      for (guint j = i + 1; j < MIN (i + MAX_INNER, scan->words->len); j++)
        {
          if (tandai_scan_is (scan, j, TANDAI_WORD_LINE))
            break;
          if (!is_single_mark (tandai_scan_word (scan, j)->mark)
              || tandai_scan_is (scan, j, TANDAI_WORD_SPACE))
            continue;
          tandai_finder_add (self, TANDAI_CANDIDATE_QUOTATION,
                             count_words (scan, i, j) < 3 ? "inner-scare" : "inner-quotation", 0, i, j + 1);
          i = j;
          break;
        }
    }
}

/**
 * tandai_find_quotations:
 * @self: a finder
 * @quotations: (element-type TandaiQuotation): takes where the marks are
 *
 * Adds the quotations of the stretch.
 */
void
tandai_find_quotations (TandaiFinder *self, GArray *quotations)
{
  pair_marks (self->scan, quotations);
  add_quotations (self, quotations);
  add_single (self);
}
