/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People without a name: warga, para pengunjuk rasa, 120 personel, pihaknya, juru bicara kementerian itu. */

#include "config.h"

#include <string.h>

#include "suggest/tandai-finder.h"

static gboolean
is_small (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);

  return word->mark == 0 && (!(word->flags & TANDAI_WORD_CAPITAL) || (word->flags & TANDAI_WORD_FIRST))
         && !(word->flags & TANDAI_WORD_CAPITALS);
}

/* What stands before a group and belongs to it: para, ratusan, 1.800. */
static guint
many_start (const TandaiScan *scan, guint i)
{
  guint start = i;

  while (start > 0 && i - start < 2 && !tandai_scan_is (scan, start, TANDAI_WORD_LINE)
         && tandai_scan_word (scan, start - 1)->mark == 0 && is_small (scan, start - 1)
         && (tandai_scan_in (scan, start - 1, TANDAI_LIST_MANY)
             || tandai_scan_is (scan, start - 1, TANDAI_WORD_NUMBER)))
    start--;
  return start;
}

static guint
people_length (const TandaiScan *scan, guint i)
{
  guint bits = TANDAI_LIST_BIT (TANDAI_LIST_PEOPLE);
  guint n;

  if (!is_small (scan, i))
    return 0;
  n = tandai_scan_phrase_at (scan, i, bits);
  if (n == 0 && (tandai_scan_word (scan, i)->stem_lists & bits))
    n = 1;
  return n;
}

static gboolean
points (const TandaiScan *scan, guint i)
{
  const char *folded = tandai_scan_word (scan, i)->folded;

  return !tandai_scan_is (scan, i, TANDAI_WORD_LINE)
         && (strcmp (folded, "itu") == 0 || strcmp (folded, "tersebut") == 0
             || strcmp (folded, "setempat") == 0);
}

/* kata dia; ia mengatakan; she said */
static gboolean
speaks (const TandaiScan *scan, guint i)
{
  return (i > 0 && tandai_scan_reports_after (scan, i - 1)) || tandai_scan_reports_before (scan, i + 1)
         || tandai_scan_reports_after (scan, i + 1);
}

/* Ratusan nelayan dari Teluk Sandora; pedagang di Bandung; nelayan Teluk Sandora: with where they are from.
 */
static void
add_origin (TandaiFinder *self, guint start, guint end)
{
  const TandaiScan *scan = self->scan;
  const char *folded = tandai_scan_word (scan, end)->folded;
  guint name = strcmp (folded, "di") == 0 || strcmp (folded, "dari") == 0 || strcmp (folded, "from") == 0
                       || strcmp (folded, "asal") == 0
                   ? end + 1
                   : end;

  if (!tandai_scan_is (scan, name, TANDAI_WORD_CAPITAL) || tandai_scan_is (scan, name, TANDAI_WORD_FIRST)
      || tandai_scan_is (scan, name, TANDAI_WORD_LINE) || tandai_scan_name_end (scan, name) == name)
    return;
  tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, "group-of", self->last_group, start,
                     tandai_scan_name_end (scan, name));
}

/* Ketuanya; juru bicara kementerian itu: somebody by his office. */
static gboolean
add_title (TandaiFinder *self, guint i)
{
  const TandaiScan *scan = self->scan;
  guint titles = TANDAI_LIST_BIT (TANDAI_LIST_TITLES);
  guint n = tandai_scan_phrase_at (scan, i, titles);
  guint people = n > 0 ? people_length (scan, i + n) : 0;

  if (people > 0 && !tandai_scan_is (scan, i + n, TANDAI_WORD_LINE))
    {
      people += points (scan, i + n + people);
      tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, "title-of", ++self->last_group, i, i + n + people);
      return TRUE;
    }
  if (n == 0 && is_small (scan, i) && (tandai_scan_word (scan, i)->stem_lists & titles)
      && tandai_scan_word (scan, i + 1)->mark == ',')
    {
      tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, "title-of", 0, i, i + 1);
      return TRUE;
    }
  return FALSE;
}

/**
 * tandai_find_nouns:
 * @self: a finder
 *
 * Adds the lower-case actors of the stretch.
 */
void
tandai_find_nouns (TandaiFinder *self)
{
  const TandaiScan *scan = self->scan;

  for (guint i = 0; i < scan->words->len; i++)
    {
      guint n = people_length (scan, i);
      guint start;

      if (n == 0 && is_small (scan, i) && tandai_scan_in (scan, i, TANDAI_LIST_PRONOUNS) && speaks (scan, i))
        tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, "pronoun", 0, i, i + 1);
      if (add_title (self, i) || n == 0)
        continue;
      start = many_start (scan, i);
      tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, start < i ? "group" : "noun", ++self->last_group, start,
                         i + n);
      add_origin (self, start, i + n);
      if (points (scan, i + n))
        tandai_finder_add (self, TANDAI_CANDIDATE_NOUN, "noun-that", self->last_group, start, i + n + 1);
      i += n - 1;
    }
}
