/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Names: runs of words with capitals, held together by titles (Kepala polisi kota
 * Almaty), particles (Abdul bin Husin), abbreviations (Prof. Dr. H. Budi) and, in
 * the names of bodies, “dan”, commas and abbreviations in parentheses.
 */

#include "config.h"

#include <string.h>

#include "suggest/tandai-finder.h"

#define PEOPLE_BITS (TANDAI_LIST_BIT (TANDAI_LIST_PEOPLE) | TANDAI_LIST_BIT (TANDAI_LIST_BODIES))
#define HEAD_BITS                                                                                            \
  (TANDAI_LIST_BIT (TANDAI_LIST_BODIES) | TANDAI_LIST_BIT (TANDAI_LIST_PLACES)                               \
   | TANDAI_LIST_BIT (TANDAI_LIST_TITLES))

/* Words of a list of fields in a body's name: Badan A, B, dan C. */
#define MAX_LIST_WORDS 12

static gboolean
is_capital (const TandaiScan *scan, guint i)
{
  return tandai_scan_is (scan, i, TANDAI_WORD_CAPITAL);
}

static gboolean
begins_line (const TandaiScan *scan, guint i)
{
  return i >= scan->words->len || tandai_scan_is (scan, i, TANDAI_WORD_LINE);
}

static gboolean
is_mark (const TandaiScan *scan, guint i, gunichar mark)
{
  return tandai_scan_word (scan, i)->mark == mark && mark != 0;
}

static gboolean
is_word (const TandaiScan *scan, guint i, const char *folded)
{
  return strcmp (tandai_scan_word (scan, i)->folded, folded) == 0;
}

/* Words of the shape of a verb, which begin many sentences: Mengantisipasi, Berdasarkan, Dijelaskannya. */
static gboolean
looks_like_verb (const char *folded)
{
  static const char *const prefixes[] = { "menge", "meng", "meny", "menc", "mend", "menj", "ment", "memb",
                                          "memp",  "mema", "memu", "meni", "mene", "menu", "melak" };
  gsize length = strlen (folded);

  if (length < 7)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (folded, prefixes[i]))
      return TRUE;
  return (g_str_has_prefix (folded, "ber") || g_str_has_prefix (folded, "di")
          || g_str_has_prefix (folded, "ter") || g_str_has_prefix (folded, "pe")
          || g_str_has_prefix (folded, "ke"))
         && (g_str_has_suffix (folded, "kan") || g_str_has_suffix (folded, "nya")
             || g_str_has_suffix (folded, "an"));
}

static gboolean
is_common (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);
  guint common = TANDAI_LIST_BIT (TANDAI_LIST_COMMON) | TANDAI_LIST_BIT (TANDAI_LIST_SAID)
                 | TANDAI_LIST_BIT (TANDAI_LIST_SAYS) | TANDAI_LIST_BIT (TANDAI_LIST_ACCORDING);

  return (word->lists & common) || (word->stem_lists & common) || looks_like_verb (word->folded);
}

/* Whether a name may begin with this word. */
static gboolean
can_begin (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);

  if (!(word->flags & TANDAI_WORD_CAPITAL) || (word->lists & TANDAI_LIST_BIT (TANDAI_LIST_CALENDAR)))
    return FALSE;
  if (tandai_scan_is (scan, i + 1, TANDAI_WORD_NUMBER)
      && (is_word (scan, i, "rp") || is_word (scan, i, "us")))
    return FALSE;
  if (!(word->flags & TANDAI_WORD_FIRST) || (word->flags & TANDAI_WORD_CAPITALS))
    return TRUE;
  /* A sentence begins with a capital whatever its first word is. */
  if (word->lists & HEAD_BITS)
    return TRUE;
  return !is_common (scan, i);
}

/* How many words a link between two words with capitals has: bin, of the, “/”, “&”; 0 where none stands
 * there. */
static guint
link_length (const TandaiScan *scan, guint i)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);
  guint n = 1;

  if (begins_line (scan, i))
    return 0;
  if (word->mark == '.' && tandai_scan_is (scan, i - 1, TANDAI_WORD_INITIAL))
    return is_capital (scan, i + 1) && !begins_line (scan, i + 1) ? 1 : 0;
  if (word->mark == '&' || (word->mark == '/' && !(word->flags & TANDAI_WORD_SPACE)))
    return is_capital (scan, i + 1) ? 1 : 0;
  if (!(word->lists & TANDAI_LIST_BIT (TANDAI_LIST_PARTICLES)) || (word->flags & TANDAI_WORD_CAPITAL))
    return 0;
  while (n < 3 && !is_capital (scan, i + n)
         && (tandai_scan_in (scan, i + n, TANDAI_LIST_PARTICLES) || is_word (scan, i + n, "the")))
    n++;
  return is_capital (scan, i + n) && !begins_line (scan, i + n) ? n : 0;
}

static gboolean
has_head (const TandaiScan *scan, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (tandai_scan_in (scan, i, TANDAI_LIST_BODIES))
      return TRUE;
  return FALSE;
}

/* A part of a list of fields: not the beginning of another name. */
static gboolean
is_field (const TandaiScan *scan, guint i)
{
  return is_capital (scan, i) && !begins_line (scan, i)
         && !(tandai_scan_word (scan, i)->lists
              & (HEAD_BITS | TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER)
                 | TANDAI_LIST_BIT (TANDAI_LIST_CALENDAR)));
}

/* “, Klimatologi, dan Geofisika” after Badan Meteorologi, or “dan Perumahan”: how many words, or 0. */
static guint
fields_length (const TandaiScan *scan, guint from, guint i)
{
  guint at = i;

  if (!has_head (scan, from, i) || begins_line (scan, i))
    return 0;
  /* A list has two commas, or none. */
  if (is_mark (scan, i, ',') && !is_field (scan, i + 1))
    return 0;
  while (is_mark (scan, at, ',') && at < i + MAX_LIST_WORDS)
    {
      at++;
      if (is_word (scan, at, "dan") || is_word (scan, at, "and"))
        break;
      if (!is_field (scan, at))
        return 0;
      while (is_field (scan, at))
        at++;
    }
  if (!(is_word (scan, at, "dan") || is_word (scan, at, "and")) || !is_field (scan, at + 1))
    return 0;
  /* Two names side by side, not one: only a list, or a body whose name has just begun. */
  if (at == i && i - from > 4)
    return 0;
  return at + 1 - i;
}

/* “(BPBD)” within a longer name. */
static guint
inner_abbreviation_length (const TandaiScan *scan, guint i)
{
  return is_mark (scan, i, '(') && tandai_scan_is (scan, i + 1, TANDAI_WORD_CAPITALS)
                 && is_mark (scan, i + 2, ')') && is_capital (scan, i + 3) && !begins_line (scan, i + 3)
             ? 3
             : 0;
}

/* Words in small letters after a title's capital: Kepala polisi kota Almaty. */
static guint
title_rest_length (const TandaiScan *scan, guint from, guint i)
{
  guint n = 0;

  if (!tandai_scan_in (scan, from, TANDAI_LIST_TITLES) || i > from + 2)
    return 0;
  while (n < 3 && !begins_line (scan, i + n) && !is_capital (scan, i + n)
         && (tandai_scan_word (scan, i + n)->lists & (HEAD_BITS | TANDAI_LIST_BIT (TANDAI_LIST_PEOPLE))))
    n++;
  return n > 0 && is_capital (scan, i + n) && !begins_line (scan, i + n) ? n : 0;
}

static gboolean
goes_on (const TandaiScan *scan, guint from, guint i, gboolean in_headline)
{
  const TandaiScanWord *word = tandai_scan_word (scan, i);

  if (!(word->flags & TANDAI_WORD_CAPITAL) || (word->flags & TANDAI_WORD_LINE))
    return FALSE;
  if (word->lists & TANDAI_LIST_BIT (TANDAI_LIST_CALENDAR))
    return has_head (scan, from, i) && is_capital (scan, i + 1);
  return !in_headline || !is_common (scan, i) || (word->lists & HEAD_BITS);
}

/* The position after the last word of the name that begins at @from. */
static guint
run_end (const TandaiScan *scan, guint from, gboolean in_headline)
{
  guint i = from + 1;

  for (;;)
    {
      guint n = 0;

      if (goes_on (scan, from, i, in_headline))
        n = 1;
      if (n == 0)
        n = link_length (scan, i);
      if (n == 0)
        n = fields_length (scan, from, i);
      if (n == 0)
        n = inner_abbreviation_length (scan, i);
      if (n == 0)
        n = title_rest_length (scan, from, i);
      if (n == 0)
        return i;
      i += n;
    }
}

/** tandai_scan_name_end: Returns: the position after the name that begins at @position; @position where none
 * does */
guint
tandai_scan_name_end (const TandaiScan *scan, guint position)
{
  return position < scan->words->len && can_begin (scan, position) ? run_end (scan, position, FALSE)
                                                                   : position;
}

/* The position after the titles that a name begins with. */
static guint
titles_end (const TandaiScan *scan, guint from, guint to)
{
  guint i = from;

  while (i < to)
    {
      guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_TITLES));

      if (n == 0 && i > from && !is_capital (scan, i) && tandai_scan_word (scan, i)->mark == 0)
        n = 1;
      if (n == 0 && is_mark (scan, i, '.'))
        n = 1;
      if (n == 0 || i + n > to)
        break;
      i += n;
    }
  return i;
}

/* The position after an organisation's or a place's name that the stretch begins with: what follows is a
 * person. */
static guint
body_end (const TandaiScan *scan, guint from, guint to)
{
  guint i = from;

  while (i < to && tandai_scan_is (scan, i, TANDAI_WORD_CAPITALS))
    i++;
  if (i > from)
    {
      guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER));

      return i + n < to ? i + n : i;
    }
  for (i = from; i < to; i++)
    {
      guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER));

      /* A title in the middle begins the person: Polri | Komjen Susno. */
      if (i > from && is_capital (scan, i) && tandai_scan_in (scan, i, TANDAI_LIST_TITLES)
          && !tandai_scan_in (scan, i, TANDAI_LIST_BODIES) && i + 1 < to && titles_end (scan, i, to) < to)
        return i;
      if (n > 0 && i + n <= to && (i > from || i + n < to))
        return i + n;
    }
  return from;
}

/* How long a place's name is that begins with Desa, Kota, …: as far as a known place, else one word more. */
static guint
place_length (const TandaiScan *scan, guint from, guint to)
{
  guint n = tandai_scan_phrase_at (scan, from + 1, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER));

  return MIN (1 + MAX (n, 1), to - from);
}

/* Places inside a longer name: Pemerintah [Kabupaten Demak]. */
static void
add_inner_places (TandaiFinder *self, guint from, guint to)
{
  const TandaiScan *scan = self->scan;

  for (guint i = from; i < to; i++)
    {
      guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER));
      guint start = i;

      if (n == 0 && tandai_scan_in (scan, i, TANDAI_LIST_PLACES) && i > from && i + 1 < to)
        n = place_length (scan, i, to);
      if (n == 0 || i + n > to || (i == from && i + n == to))
        continue;
      if (i > from && tandai_scan_in (scan, i - 1, TANDAI_LIST_PLACES) && i - 1 > from)
        start--;
      tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "inner-place", 0, start, i + n);
      i += n - 1;
    }
}

/* di Jakarta, dari Jakarta: a place, and not what comes from it. */
static gboolean
is_where (const TandaiScan *scan, guint i)
{
  static const char *const words[] = { "di", "ke", "dari", "in", "at", "from", "near", NULL };

  return i > 0 && g_strv_contains (words, tandai_scan_word (scan, i - 1)->folded);
}

/* Pemilu Presiden, Undang-Undang Dasar: words that are no names even together. */
static gboolean
all_common (const TandaiScan *scan, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (!tandai_scan_in (scan, i, TANDAI_LIST_COMMON))
      return FALSE;
  return TRUE;
}

static const char *
plain_form (const TandaiScan *scan, guint from, guint to)
{
  const TandaiScanWord *word = tandai_scan_word (scan, from);
  guint lists = word->lists;

  if (tandai_scan_phrase_at (scan, from, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER)) == to - from)
    return is_where (scan, from) ? "place-where" : "place";
  if (to - from == 1 && is_mark (scan, from - 1, '(') && is_mark (scan, to, ')'))
    return "paren";
  if (to - from == 1 && (lists & (HEAD_BITS | TANDAI_LIST_BIT (TANDAI_LIST_COMMON))))
    return word->flags & TANDAI_WORD_FIRST ? "common-first" : "common";
  if (to - from == 1 && (word->flags & TANDAI_WORD_CAPITALS))
    return "acronym";
  if (to - from > 1 && titles_end (scan, from, to) == to)
    return "title-alone";
  if (to - from > 1 && all_common (scan, from, to))
    return "name-common";
  if (lists & TANDAI_LIST_BIT (TANDAI_LIST_PLACES))
    return "place-headed";
  if (lists & TANDAI_LIST_BIT (TANDAI_LIST_BODIES))
    return "body";
  if (to - from == 1)
    return word->flags & TANDAI_WORD_FIRST ? "word-first" : "word";
  return "name";
}

/* A name with titles: whole, or without them, as the annotator has it. */
static void
add_titled (TandaiFinder *self, guint from, guint rest, guint to)
{
  guint group = ++self->last_group;
  guint person = body_end (self->scan, rest, to);

  tandai_finder_add (self, TANDAI_CANDIDATE_NAME, person > rest && person < to ? "titled-body" : "titled",
                     group, from, to);
  if (person <= rest)
    tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "bare", group, rest, to);
  else
    tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "inner-body", 0, rest, person);
  if (person > rest && person < to)
    tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "inner-person", 0, titles_end (self->scan, person, to),
                       to);
}

static void
add_untitled (TandaiFinder *self, guint from, guint to)
{
  const TandaiScan *scan = self->scan;
  guint group = ++self->last_group;
  const char *form = plain_form (scan, from, to);
  guint person = body_end (scan, from, to);

  tandai_finder_add (self, TANDAI_CANDIDATE_NAME, form, group, from, to);
  if (strcmp (form, "paren") == 0)
    tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "paren-whole", group, from - 1, to + 1);
  if (is_mark (scan, to, '(') && is_capital (scan, to + 1) && is_mark (scan, to + 2, ')'))
    tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "with-paren", group, from, to + 3);
  if (person > from && person < to
      && tandai_scan_phrase_at (scan, from, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER)) == 0)
    {
      tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "inner-body", 0, from, person);
      tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "inner-person", 0, titles_end (scan, person, to), to);
    }
}

/* A word in small letters that may belong to the name after it: partai NasDem, pulau Bangka. */
static void
add_headed (TandaiFinder *self, guint from, guint to)
{
  const TandaiScan *scan = self->scan;
  const TandaiScanWord *head = from > 0 ? tandai_scan_word (scan, from - 1) : NULL;

  if (head == NULL || head->mark != 0 || (head->flags & TANDAI_WORD_CAPITAL) || begins_line (scan, from)
      || !(head->lists & (HEAD_BITS | PEOPLE_BITS)))
    return;
  tandai_finder_add (self, TANDAI_CANDIDATE_NAME, "headed", self->last_group, from - 1, to);
}

static void
add_name (TandaiFinder *self, guint from, guint to)
{
  const TandaiScan *scan = self->scan;
  guint rest = titles_end (scan, from, to);

  if (rest > from && rest < to)
    add_titled (self, from, rest, to);
  else
    add_untitled (self, from, to);
  add_headed (self, from, to);
  add_inner_places (self, from, to);
}

/* A line of which most words have capitals and that ends without a full stop. */
static gboolean
is_headline (const TandaiScan *scan, guint from)
{
  guint n_capitals = 0;
  guint n_words = 0;
  guint i = from;

  do
    {
      const TandaiScanWord *word = tandai_scan_word (scan, i);

      n_words += word->mark == 0;
      n_capitals += (word->flags & TANDAI_WORD_CAPITAL) != 0 || (word->flags & TANDAI_WORD_NUMBER) != 0;
      i++;
    }
  while (!begins_line (scan, i) && i - from < 40);
  return n_words > 3 && n_capitals * 3 >= n_words * 2 && !is_mark (scan, i - 1, '.');
}

/**
 * tandai_find_names:
 * @self: a finder
 *
 * Adds the names of the stretch.
 */
void
tandai_find_names (TandaiFinder *self)
{
  const TandaiScan *scan = self->scan;
  gboolean in_headline = FALSE;
  guint i = 0;

  while (i < scan->words->len)
    {
      guint end;

      if (tandai_scan_is (scan, i, TANDAI_WORD_LINE))
        in_headline = is_headline (scan, i);
      if (!can_begin (scan, i)
          || (in_headline && is_common (scan, i) && !(tandai_scan_word (scan, i)->lists & HEAD_BITS)))
        {
          i++;
          continue;
        }
      end = run_end (scan, i, in_headline);
      add_name (self, i, end);
      i = end;
    }
}
