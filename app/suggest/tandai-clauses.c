/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reported clauses: what follows bahwa, a verb of saying or reckoning, or Menurut X;
 * what stands before “, kata X”; and what either of them cuts in two.
 */

#include "config.h"

#include <string.h>

#include "suggest/tandai-finder.h"

/* A clause of fewer words is a part of a sentence. */
#define MIN_WORDS        2
#define MAX_SOURCE_WORDS 18

/** tandai_scan_sentence_end: Returns: the position after the last word of a sentence, without its full stop
 */
guint
tandai_scan_sentence_end (const TandaiScan *scan, guint position)
{
  guint sentence = tandai_scan_word (scan, position)->sentence;
  guint i = position;

  while (i < scan->words->len && tandai_scan_word (scan, i)->sentence == sentence)
    i++;
  while (i > position + 1 && tandai_scan_is (scan, i - 1, TANDAI_WORD_STOP))
    i--;
  return i;
}

/** tandai_scan_sentence_start: Returns: the position of the first word of a sentence */
guint
tandai_scan_sentence_start (const TandaiScan *scan, guint position)
{
  guint sentence = tandai_scan_word (scan, position)->sentence;
  guint i = position;

  while (i > 0 && tandai_scan_word (scan, i - 1)->sentence == sentence)
    i--;
  while (i < position && tandai_scan_word (scan, i)->mark != 0
         && !tandai_scan_is_double_mark (tandai_scan_word (scan, i)->mark))
    i++;
  return i;
}

static gboolean
is_comma (const TandaiScan *scan, guint i)
{
  return tandai_scan_word (scan, i)->mark == ',';
}

/* The quotation that holds a word between its marks, or NULL. */
static const TandaiQuotation *
quotation_at (GArray *quotations, guint position)
{
  guint low = 0;
  guint high = quotations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TandaiQuotation *quotation = &g_array_index (quotations, TandaiQuotation, middle);

      if (position < quotation->open)
        high = middle;
      else if (position > quotation->close)
        low = middle + 1;
      else
        return quotation;
    }
  return NULL;
}

static gboolean
is_clause (const TandaiScan *scan, GArray *quotations, guint from, guint to)
{
  const TandaiQuotation *quotation;
  guint n = 0;

  if (to <= from)
    return FALSE;
  for (guint i = from; i < to; i++)
    n += tandai_scan_word (scan, i)->mark == 0;
  /* What stands in marks from one end to the other is a quotation already. */
  quotation = quotation_at (quotations, from);
  return n >= MIN_WORDS && quotation == NULL;
}

/* A sentence that ends inside a quotation ends with the quotation. */
static guint
clause_end (const TandaiScan *scan, GArray *quotations, guint position)
{
  guint end = tandai_scan_sentence_end (scan, position);
  const TandaiQuotation *quotation = quotation_at (quotations, end - 1);

  if (quotation != NULL && quotation->open >= position)
    return quotation->close + 1;
  return end;
}

static void
add_clause (TandaiFinder *self, GArray *quotations, const char *form, guint group, guint from, guint to)
{
  while (from < to && is_comma (self->scan, from))
    from++;
  while (to > from && is_comma (self->scan, to - 1))
    to--;
  if (is_clause (self->scan, quotations, from, to))
    tandai_finder_add (self, TANDAI_CANDIDATE_CLAUSE, form, group, from, to);
}

/* A clause that its attribution cuts in two. */
static void
add_around (
    TandaiFinder *self, GArray *quotations, guint group, guint start, guint cut, guint again, guint end)
{
  TandaiRange ranges[2];

  if (!is_clause (self->scan, quotations, start, cut) || !is_clause (self->scan, quotations, again, end))
    return;
  ranges[0] = (TandaiRange){ tandai_scan_word (self->scan, start)->start,
                             tandai_scan_word (self->scan, cut - 1)->end };
  ranges[1] = (TandaiRange){ tandai_scan_word (self->scan, again)->start,
                             tandai_scan_word (self->scan, end - 1)->end };
  tandai_finder_add_ranges (self, TANDAI_CANDIDATE_CLAUSE, "clause-around", group, ranges, 2);
}

/* The comma that ends the words that name a source, or 0. */
static guint
source_end (const TandaiScan *scan, guint from, guint end)
{
  for (guint i = from; i < MIN (end, from + MAX_SOURCE_WORDS); i++)
    if (is_comma (scan, i))
      {
        /* “X, direktur Y, …”: a remark on the source in small letters goes with it. */
        const TandaiScanWord *next = tandai_scan_word (scan, i + 1);

        if (next->lists & TANDAI_LIST_BIT (TANDAI_LIST_TITLES))
          continue;
        return i;
      }
  return 0;
}

/* “…, kata X.”, “…, kata X, …” */
static void
find_before (TandaiFinder *self, GArray *quotations, guint verb)
{
  const TandaiScan *scan = self->scan;
  guint start = tandai_scan_sentence_start (scan, verb);
  guint end = clause_end (scan, quotations, verb);
  guint group = ++self->last_group;
  guint again = source_end (scan, verb + 1, end);

  if (again > 0 && again + 2 < end)
    add_around (self, quotations, group, start, verb - 1, again + 1, end);
  add_clause (self, quotations, "clause-before", group, start, verb - 1);
}

/* “Menurut X, …”, “…, menurut X, …”, “…, menurut X.” */
static void
find_according (TandaiFinder *self, GArray *quotations, guint word, guint n_words)
{
  const TandaiScan *scan = self->scan;
  guint start = tandai_scan_sentence_start (scan, word);
  guint end = clause_end (scan, quotations, word);
  guint comma = source_end (scan, word + n_words, end);
  gboolean inside = word > start + 1 && is_comma (scan, word - 1);

  /* “Namun, menurut X, …”: what stands before is no part of it. */
  if (inside && comma > 0 && word - start < 3)
    add_clause (self, quotations, "clause-according", 0, comma + 1, end);
  else if (inside && comma > 0)
    add_around (self, quotations, ++self->last_group, start, word - 1, comma + 1, end);
  else if (inside)
    add_clause (self, quotations, "clause-before", 0, start, word - 1);
  else if (comma > 0)
    add_clause (self, quotations, "clause-according", 0, comma + 1, end);
}

/* “X mengatakan(,) …” */
static void
find_after (TandaiFinder *self, GArray *quotations, guint verb)
{
  const TandaiScan *scan = self->scan;
  guint from = verb + 1;
  guint end = clause_end (scan, quotations, verb);
  const char *form = is_comma (scan, from) ? "clause-comma" : "clause-verb";

  /* A conjunction has the clause, and a quotation its own candidate. */
  for (guint i = from; i < MIN (end, from + 8); i++)
    if (strcmp (tandai_scan_word (scan, i)->folded, "bahwa") == 0)
      return;
  if (strcmp (tandai_scan_word (scan, from)->folded, "that") == 0)
    return;
  add_clause (self, quotations, form, 0, from, end);
}

/* “…, he said, …”: the comma before the subject that stands before the verb, or 0. */
static guint
comma_before_subject (const TandaiScan *scan, guint verb)
{
  for (guint i = verb; i > 1 && verb - i < 5; i--)
    {
      const TandaiScanWord *word = tandai_scan_word (scan, i - 1);

      if (is_comma (scan, i - 1))
        return i < verb ? i - 1 : 0;
      if (word->mark != 0
          || !((word->flags & TANDAI_WORD_CAPITAL) || (word->lists & TANDAI_LIST_BIT (TANDAI_LIST_PRONOUNS))))
        return 0;
    }
  return 0;
}

static void
find_at (TandaiFinder *self, GArray *quotations, guint i)
{
  const TandaiScan *scan = self->scan;
  const TandaiScanWord *word = tandai_scan_word (scan, i);
  guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_ACCORDING));

  if (strcmp (word->folded, "bahwa") == 0
      || (strcmp (word->folded, "that") == 0 && i > 0
          && (tandai_scan_reports_before (scan, i - 1) || tandai_scan_reports_after (scan, i - 1))))
    add_clause (self, quotations, "clause-that", 0, i + 1, clause_end (scan, quotations, i));
  else if (n > 0)
    find_according (self, quotations, i, n);
  else if (tandai_scan_reports_after (scan, i) && i > 1 && is_comma (scan, i - 1))
    find_before (self, quotations, i);
  else if (tandai_scan_reports_before (scan, i) && is_comma (scan, i + 1)
           && comma_before_subject (scan, i) > 0)
    find_before (self, quotations, comma_before_subject (scan, i) + 1);
  else if (tandai_scan_reports_before (scan, i))
    find_after (self, quotations, i);
}

/**
 * tandai_find_clauses:
 * @self: a finder
 * @quotations: (element-type TandaiQuotation): where the quotation marks are
 *
 * Adds the reported clauses of the stretch.
 */
void
tandai_find_clauses (TandaiFinder *self, GArray *quotations)
{
  for (guint i = 0; i < self->scan->words->len; i++)
    if (quotation_at (quotations, i) == NULL)
      find_at (self, quotations, i);
}
