/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences and paragraphs: where a quotation or an abbreviation holds a full stop, the sentence goes on. */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "core/tandai-bytes-private.h"
#include "core/tandai-words.h"

/* How far round a place a sentence is looked for, in code points. */
#define WINDOW 4096

/* The longest word that is looked up, in bytes, and the longest of the titles and other abbreviations. */
#define WORD_MAX_BYTES         13
#define ABBREVIATION_MAX_BYTES 7

/* Room for so long sentences, and so many stops in a paragraph, need mostly not be made larger. */
#define SENTENCE_BYTES 64
#define FEW_STOPS      32

/* A place in the text: a pointer and the code point that it points at. */
typedef struct
{
  const char *p;
  guint offset;
} Place;

/* A character that can end a sentence, or that begins or ends a quotation. */
typedef struct
{
  Place at;
  gunichar c;
} Stop;

/* Whether the place reached lies in a quotation. */
typedef struct
{
  gboolean curly_kept;
  gboolean straight_kept;
  int depth;
  gboolean in_straight;
} Quotes;

/* One paragraph that is being taken apart. */
typedef struct
{
  const char *end;
  Place from;
  Quotes quotes;
} Splitter;

/** tandai_words_paragraph_at: Returns: the line of the text that holds a code point, without its line end */
TandaiRange
tandai_words_paragraph_at (const TandaiText *text, guint offset)
{
  const char *chars = tandai_text_get_chars (text);
  gsize at = tandai_text_to_byte (text, offset);
  const char *end = strchr (chars + at, '\n');
  const char *start = at > 0 ? memrchr (chars, '\n', at) : NULL;
  TandaiRange range;

  range.start = start != NULL ? tandai_text_from_byte (text, (gsize) (start - chars) + 1) : 0;
  range.end =
      end != NULL ? tandai_text_from_byte (text, (gsize) (end - chars)) : tandai_text_get_length (text);
  return range;
}

static inline void
place_next (Place *place)
{
  place->p = g_utf8_next_char (place->p);
  place->offset++;
}

/* Most of a text is ASCII, of which it need not be asked what it is. */
static inline gboolean
is_space_at (const char *p)
{
  return (guchar) *p < 0x80 ? g_ascii_isspace (*p) : g_unichar_isspace (g_utf8_get_char (p));
}

static inline gboolean
is_letter_at (const char *p)
{
  return (guchar) *p < 0x80 ? g_ascii_isalpha (*p) : g_unichar_isalpha (g_utf8_get_char (p));
}

static gboolean
is_closing (gunichar c)
{
  return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == ')' || c == ']' || c == 0x00BB;
}

static void
quotes_pass (Quotes *quotes, gunichar c)
{
  if (c == '"')
    quotes->in_straight = !quotes->in_straight;
  else if (c == 0x201C || c == 0x00AB)
    quotes->depth++;
  else if (c == 0x201D || c == 0x00BB)
    quotes->depth--;
}

/* Marks that do not pair within the paragraph say nothing of where a quotation ends. */
static Quotes
quotes_weigh (GArray *stops)
{
  Quotes quotes = { .curly_kept = TRUE };

  for (guint i = 0; i < stops->len; i++)
    {
      quotes_pass (&quotes, g_array_index (stops, Stop, i).c);
      quotes.curly_kept = quotes.curly_kept && quotes.depth >= 0;
    }
  return (Quotes){ .curly_kept = quotes.curly_kept && quotes.depth == 0,
                   .straight_kept = !quotes.in_straight };
}

static gboolean
quotes_hold (const Quotes *quotes)
{
  return (quotes->curly_kept && quotes->depth > 0) || (quotes->straight_kept && quotes->in_straight);
}

static gboolean
is_listed (const char *const *list, const char *start, const char *end)
{
  char word[WORD_MAX_BYTES + 1];
  gsize length = (gsize) (end - start);

  if (length > WORD_MAX_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    word[i] = g_ascii_isupper (start[i]) ? (char) (start[i] | 0x20) : start[i];
  word[length] = '\0';
  for (; *list != NULL; list++)
    if (**list == *word && strcmp (*list, word) == 0)
      return TRUE;
  return FALSE;
}

/* Words that, with a capital, begin a sentence and not a name: they tell “M.Si. Ia hadir” from “M.Si. Unila”.
 */
static gboolean
opens_sentence (const char *p, const char *end)
{
  static const char *const OPENERS[] = {
    "ia",      "dia",       "mereka", "kami",   "kita",     "saya",     "beliau",     "ini",
    "itu",     "hal",       "namun",  "tetapi", "tapi",     "menurut",  "selain",     "sementara",
    "setelah", "sebelum",   "saat",   "ketika", "kemudian", "lalu",     "sebelumnya", "selanjutnya",
    "adapun",  "sedangkan", "karena", "jika",   "meski",    "dalam",    "pada",       "untuk",
    "dengan",  "dari",      "di",     "akibat", "bahkan",   "sejumlah", "para",       "adalah",
    "the",     "he",        "she",    "they",   "it",       "but",      "and",        "in",
    "we",      NULL
  };
  const char *after = p;

  while (after < end && g_ascii_isalpha (*after))
    after++;
  return is_listed (OPENERS, p, after);
}

/* Whether the letters and dots before @dot are like S.H, a.n or Ph.D: short parts with dots between. */
static gboolean
is_dotted (const char *start, const char *dot)
{
  guint in_part = 0;
  guint n_parts = 1;

  for (const char *p = start; p < dot; p = g_utf8_next_char (p))
    if (*p != '.')
      in_part++;
    else if (in_part == 0 || in_part > 4)
      return FALSE;
    else
      {
        in_part = 0;
        n_parts++;
      }
  return n_parts > 1 && in_part > 0 && in_part <= 4;
}

/* Whether the dot only shortens the word before it; @next is where the next word begins. */
static gboolean
is_abbreviation (const char *paragraph, const char *dot, const char *next, const char *end)
{
  /* What stands before a name or number, and so never at the end. */
  static const char *const TITLES[] = {
    "dr",     "drs",     "dra",    "prof",  "h",      "hj",     "ir",     "mr",   "mrs", "ms",   "st",
    "no",     "hlm",     "jl",     "jln",   "gg",     "kab",    "kec",    "jend", "kol", "kapt", "letjen",
    "mayjen", "brigjen", "komjen", "irjen", "letkol", "kombes", "kompol", "ny",   "tn",  "sdr",  "yth",
    "tgl",    "rev",     "gen",    "col",   "sen",    "a.n",    "d.a",    "s.d",  "u.p", NULL
  };
  static const char *const OTHERS[] = { "dll", "dsb", "dst", "tbk", NULL };
  const char *start = dot;
  gboolean is_short;

  while (start > paragraph)
    {
      const char *before = start - 1;

      while ((guchar) *before >= 0x80 && (guchar) *before < 0xc0)
        before--;
      if (*before != '.' && !is_letter_at (before))
        break;
      start = before;
    }
  if (start == dot)
    return FALSE;
  is_short = dot - start <= ABBREVIATION_MAX_BYTES;
  if (is_short && is_listed (TITLES, start, dot))
    return TRUE;
  /* A single capital is an initial. */
  if ((g_utf8_next_char (start) == dot && g_unichar_isupper (g_utf8_get_char (start)))
      || is_dotted (start, dot) || (is_short && is_listed (OTHERS, start, dot)))
    return !opens_sentence (next, end);
  return FALSE;
}

/* Whether the sentence so far is only the number of a list's item. */
static gboolean
is_item_number (const char *start, const char *dot)
{
  return dot > start && dot - start <= 3 && strspn (start, "0123456789") >= (gsize) (dot - start);
}

/* Passes the marks that close what the sentence opened; tells whether the next word can begin one. */
static gboolean
find_next (const Splitter *self, Place *next, Quotes *quotes)
{
  gunichar c;
  const char *after;

  place_next (next);
  while (next->p < self->end && is_closing (g_utf8_get_char (next->p)))
    {
      quotes_pass (quotes, g_utf8_get_char (next->p));
      place_next (next);
    }
  after = next->p;
  while (next->p < self->end && is_space_at (next->p))
    place_next (next);
  if (next->p == after || next->p == self->end)
    return FALSE;
  c = g_utf8_get_char (next->p);
  return g_unichar_isupper (c) || g_unichar_isdigit (c) || c == '"' || c == 0x201C || c == 0x2018
         || c == 0x00AB;
}

/* Adds what lies between two places, without the white space at its edges. */
static void
add_sentence (GArray *sentences, Place from, Place to)
{
  while (from.p < to.p && is_space_at (from.p))
    place_next (&from);
  while (to.p > from.p)
    {
      const char *before = g_utf8_prev_char (to.p);

      if (!is_space_at (before))
        break;
      to = (Place){ before, to.offset - 1 };
    }
  if (from.p < to.p)
    {
      TandaiRange sentence = { from.offset, to.offset };

      g_array_append_val (sentences, sentence);
    }
}

/* Whether the mark at @at ends a sentence, and where the next one begins. */
static gboolean
ends_sentence (const Splitter *self, const char *paragraph, Place at, gunichar mark, Place *next)
{
  Quotes quotes = self->quotes;

  *next = at;
  if (!find_next (self, next, &quotes) || quotes_hold (&quotes))
    return FALSE;
  return mark != '.'
         || (!is_abbreviation (paragraph, at.p, next->p, self->end) && !is_item_number (self->from.p, at.p));
}

static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '?' || c == '!' || c == '"' || c == 0x2026 || c == 0x201C || c == 0x201D
         || c == 0x00AB || c == 0x00BB;
}

/* Passes ASCII that is no stop, a block at a time. */
static Place
pass_plain (Place at, const char *end)
{
  while (end - at.p >= TANDAI_BLOCK_BYTES)
    {
      TandaiBlock block = tandai_block_load (at.p);
      guint bits = tandai_block_bits (tandai_block_equal (block, '.') | tandai_block_equal (block, '?')
                                      | tandai_block_among (block, '!', 2) | block);
      guint n_plain = bits == 0 ? TANDAI_BLOCK_BYTES : (guint) __builtin_ctz (bits);

      at = (Place){ at.p + n_plain, at.offset + n_plain };
      if (bits != 0)
        break;
    }
  return at;
}

/* Finds what matters between two places in one walk over the bytes; returns the place at @end. */
static Place
find_stops (GArray *stops, Place at, const char *end)
{
  g_array_set_size (stops, 0);
  for (at = pass_plain (at, end); at.p < end; at = pass_plain (at, end))
    {
      Stop stop = { at, g_utf8_get_char (at.p) };

      if (is_stop (stop.c))
        g_array_append_val (stops, stop);
      place_next (&at);
    }
  return at;
}

static gboolean
is_quotation_mark (gunichar c)
{
  return c != '.' && c != '?' && c != '!' && c != 0x2026;
}

/* Takes the paragraph's @n_bytes from @start on apart; returns the place after them. */
static Place
split_paragraph (GArray *sentences, GArray *stops, Place start, gsize n_bytes)
{
  Place end = find_stops (stops, start, start.p + n_bytes);
  Splitter self = { end.p, start, quotes_weigh (stops) };

  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);
      Place next;

      quotes_pass (&self.quotes, stop->c);
      if (is_quotation_mark (stop->c) || !ends_sentence (&self, start.p, stop->at, stop->c, &next))
        continue;
      add_sentence (sentences, self.from, next);
      self.from = next;
    }
  add_sentence (sentences, self.from, end);
  return end;
}

/**
 * tandai_words_sentences:
 * @text: a text
 * @start: the first code point
 * @end: the code point after the last
 *
 * A line end ends a sentence, and so does . ? ! … before a space and a capital;
 * a quotation in “ ”, « » or " " is not cut, nor a name with its titles.
 *
 * Returns: (transfer full) (element-type TandaiRange): the sentences, without white space at their edges
 */
GArray *
tandai_words_sentences (const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  Place at = { tandai_text_peek (text, start, end, &n_bytes), start };
  const char *stop = at.p + n_bytes;
  GArray *sentences =
      g_array_sized_new (FALSE, FALSE, sizeof (TandaiRange), (guint) (n_bytes / SENTENCE_BYTES) + 1);
  g_autoptr (GArray) stops = g_array_sized_new (FALSE, FALSE, sizeof (Stop), FEW_STOPS);

  while (at.p < stop)
    {
      const char *line_end = memchr (at.p, '\n', (gsize) (stop - at.p));

      at = split_paragraph (sentences, stops, at, (gsize) ((line_end != NULL ? line_end : stop) - at.p));
      if (at.p < stop)
        place_next (&at);
    }
  return sentences;
}

/** tandai_words_sentence_at: Returns: the sentence that holds a code point, or the paragraph where it is
 * between two */
TandaiRange
tandai_words_sentence_at (const TandaiText *text, guint offset)
{
  TandaiRange paragraph = tandai_words_paragraph_at (text, offset);
  guint start = offset > paragraph.start + WINDOW ? offset - WINDOW : paragraph.start;
  guint end = MIN (paragraph.end, offset + WINDOW);
  g_autoptr (GArray) sentences = tandai_words_sentences (text, start, end);

  for (guint i = 0; i < sentences->len; i++)
    {
      TandaiRange sentence = g_array_index (sentences, TandaiRange, i);

      if (offset < sentence.end || i + 1 == sentences->len)
        return sentence;
    }
  return paragraph;
}
