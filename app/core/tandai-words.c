/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <string.h>
#include <pango/pango.h>

#include "core/tandai-words.h"

/* How far round a place is looked, in code points. */
#define WINDOW 4096

/* How much is analysed at once when a long stretch is taken apart. */
#define PIECE 65536

/* A stretch of the text with Pango's word and grapheme boundaries. */
typedef struct
{
  const TandaiText *text;
  guint start;
  guint end;
  PangoLogAttr *attrs;
} Analysis;

static gboolean
is_space_at (const TandaiText *text, guint offset)
{
  return g_unichar_isspace (tandai_text_get_char (text, offset));
}

static void
analyse (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *slice = tandai_text_peek (text, start, end, &n_bytes);

  *analysis = (Analysis){ text, start, end, g_new0 (PangoLogAttr, end - start + 1) };
  pango_get_log_attrs (slice, (int) n_bytes, -1, pango_language_from_string ("id"), analysis->attrs,
                       (int) (end - start + 1));
}

/* A window round @offset that begins and ends beside white space where there is some. */
static void
analyse_round (Analysis *analysis, const TandaiText *text, guint offset)
{
  guint length = tandai_text_get_length (text);
  guint start = offset > WINDOW ? offset - WINDOW : 0;
  guint end = MIN (offset + WINDOW, length);

  for (guint i = start; i > 0 && i < offset; i++)
    if (is_space_at (text, i))
      {
        start = i;
        break;
      }
  for (guint i = end; i < length && i > offset; i--)
    if (is_space_at (text, i - 1))
      {
        end = i;
        break;
      }
  analyse (analysis, text, start, end);
}

static void
analysis_clear (Analysis *analysis)
{
  g_free (analysis->attrs);
}

static gboolean
is_joined (const TandaiText *text, guint offset, guint start, guint end)
{
  gunichar before = offset > start ? tandai_text_get_char (text, offset - 1) : 0;
  gunichar at = offset < end ? tandai_text_get_char (text, offset) : 0;
  gunichar after = offset + 1 < end ? tandai_text_get_char (text, offset + 1) : 0;
  gunichar further = offset > start + 1 ? tandai_text_get_char (text, offset - 2) : 0;

  /* The boundary before the joiner. */
  if ((at == '-' || at == 0x2010 || at == 0x2011) && g_unichar_isalnum (before) && g_unichar_isalnum (after))
    return TRUE;
  if ((at == '\'' || at == 0x2019) && g_unichar_isalpha (before) && g_unichar_isalpha (after))
    return TRUE;
  if ((at == '/' || at == '.' || at == ',') && g_unichar_isdigit (before) && g_unichar_isdigit (after))
    return TRUE;
  /* The boundary after it. */
  if ((before == '-' || before == 0x2010 || before == 0x2011) && g_unichar_isalnum (further)
      && g_unichar_isalnum (at))
    return TRUE;
  if ((before == '\'' || before == 0x2019) && g_unichar_isalpha (further) && g_unichar_isalpha (at))
    return TRUE;
  return (before == '/' || before == '.' || before == ',') && g_unichar_isdigit (further)
         && g_unichar_isdigit (at);
}

static gboolean
is_edge (const Analysis *analysis, guint offset)
{
  if (offset <= analysis->start || offset >= analysis->end)
    return TRUE;
  return analysis->attrs[offset - analysis->start].is_word_boundary
         && !is_joined (analysis->text, offset, analysis->start, analysis->end);
}

static gboolean
holds_word (const TandaiText *text, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (g_unichar_isalnum (tandai_text_get_char (text, i)))
      return TRUE;
  return FALSE;
}

static void
add_token (GArray *tokens, const TandaiText *text, guint start, guint end)
{
  TandaiToken token = { start, end, holds_word (text, start, end) };

  if (start < end && !is_space_at (text, start))
    g_array_append_val (tokens, token);
}

static void
tokenize_piece (GArray *tokens, const TandaiText *text, guint start, guint end)
{
  Analysis analysis;
  guint from = start;

  analyse (&analysis, text, start, end);
  for (guint i = start + 1; i <= end; i++)
    if (is_edge (&analysis, i))
      {
        add_token (tokens, text, from, i);
        from = i;
      }
  analysis_clear (&analysis);
}

/**
 * tandai_words_tokenize:
 * @text: a text
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full) (element-type TandaiToken): its words, and each punctuation mark as a token of its
 * own
 */
GArray *
tandai_words_tokenize (const TandaiText *text, guint start, guint end)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken));

  while (start < end)
    {
      guint stop = MIN (start + PIECE, end);

      while (stop < end && stop > start + 1 && !is_space_at (text, stop - 1))
        stop--;
      if (stop == start + 1)
        stop = MIN (start + PIECE, end);
      tokenize_piece (tokens, text, start, stop);
      start = stop;
    }
  return tokens;
}

/** tandai_words_split: Returns: (transfer full) (element-type TandaiToken): the stretches between white space
 */
GArray *
tandai_words_split (const TandaiText *text, guint start, guint end)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken));
  guint from = start;

  for (guint i = start; i <= end; i++)
    if (i == end || is_space_at (text, i))
      {
        add_token (tokens, text, from, i);
        from = i + 1;
      }
  return tokens;
}

/**
 * tandai_words_word_at:
 * @text: a text
 * @offset: a code point
 * @word: (out): the word, or punctuation mark, that holds it
 *
 * Returns: whether something other than white space is there
 */
gboolean
tandai_words_word_at (const TandaiText *text, guint offset, TandaiRange *word)
{
  Analysis analysis;

  if (offset >= tandai_text_get_length (text) || is_space_at (text, offset))
    return FALSE;
  analyse_round (&analysis, text, offset);
  word->start = offset;
  word->end = offset + 1;
  while (!is_edge (&analysis, word->start))
    word->start--;
  while (!is_edge (&analysis, word->end))
    word->end++;
  analysis_clear (&analysis);
  return TRUE;
}

/**
 * tandai_words_snap:
 * @text: a text
 * @range: a stretch, in code points
 *
 * Returns: the stretch with each edge that fell inside a word moved out to the word's edge
 */
TandaiRange
tandai_words_snap (const TandaiText *text, TandaiRange range)
{
  TandaiRange word;

  if (range.start >= range.end)
    return range;
  if (tandai_words_word_at (text, range.start, &word) && holds_word (text, word.start, word.end))
    range.start = word.start;
  if (tandai_words_word_at (text, range.end - 1, &word) && holds_word (text, word.start, word.end))
    range.end = word.end;
  return range;
}

/** tandai_words_trim: Returns: the stretch without the white space at its edges; empty where it is nothing
 * else */
TandaiRange
tandai_words_trim (const TandaiText *text, TandaiRange range)
{
  while (range.start < range.end && is_space_at (text, range.start))
    range.start++;
  while (range.end > range.start && is_space_at (text, range.end - 1))
    range.end--;
  return range;
}

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

static gboolean
is_closing (gunichar c)
{
  return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == ')' || c == ']' || c == 0x00BB;
}

static gboolean
is_abbreviation (const TandaiText *text, guint paragraph, guint dot)
{
  static const char *const ABBREVIATIONS[] = { "dr",     "drs",    "prof",    "h",      "hj",  "ir",
                                               "mr",     "mrs",    "ms",      "st",     "no",  "hlm",
                                               "dll",    "dsb",    "jl",      "jend",   "kol", "kapt",
                                               "letjen", "mayjen", "brigjen", "kombes", "tgl", "rev",
                                               "gen",    "col",    "sen",     NULL };
  guint start = dot;
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;

  while (start > paragraph && g_unichar_isalpha (tandai_text_get_char (text, start - 1)))
    start--;
  if (start == dot)
    return FALSE;
  /* A single capital is an initial. */
  if (dot - start == 1 && g_unichar_isupper (tandai_text_get_char (text, start)))
    return TRUE;
  word = tandai_text_slice (text, start, dot);
  folded = g_utf8_strdown (word, -1);
  return g_strv_contains (ABBREVIATIONS, folded);
}

/* After a mark at @i that ends a sentence: where the next one begins, or 0. */
static guint
next_sentence (const TandaiText *text, guint i, guint end)
{
  guint after = i + 1;
  guint start;
  gunichar c;

  while (after < end && is_closing (tandai_text_get_char (text, after)))
    after++;
  start = after;
  while (start < end && is_space_at (text, start))
    start++;
  if (start == after || start == end)
    return 0;
  c = tandai_text_get_char (text, start);
  return g_unichar_isupper (c) || g_unichar_isdigit (c) || c == '"' || c == 0x201C || c == 0x2018
                 || c == 0x00AB
             ? start
             : 0;
}

static int
quote_depth_change (gunichar c)
{
  return c == 0x201C || c == 0x00AB ? 1 : c == 0x201D || c == 0x00BB ? -1 : 0;
}

static gboolean
quotes_balance (const TandaiText *text, guint start, guint end)
{
  int depth = 0;

  for (guint i = start; i < end && depth >= 0; i++)
    depth += quote_depth_change (tandai_text_get_char (text, i));
  return depth == 0;
}

static void
add_sentence (GArray *sentences, const TandaiText *text, guint start, guint end)
{
  TandaiRange range = tandai_words_trim (text, (TandaiRange){ start, end });

  if (range.start < range.end)
    g_array_append_val (sentences, range);
}

static void
split_paragraph (GArray *sentences, const TandaiText *text, guint start, guint end)
{
  gboolean keep_quotes = quotes_balance (text, start, end);
  guint from = start;
  int depth = 0;

  for (guint i = start; i < end; i++)
    {
      gunichar c = tandai_text_get_char (text, i);
      guint next;

      depth += quote_depth_change (c);
      if (c != '.' && c != '?' && c != '!' && c != 0x2026)
        continue;
      next = next_sentence (text, i, end);
      if (next == 0 || (c == '.' && is_abbreviation (text, start, i)))
        continue;
      /* A mark before the closing quotation mark still stands inside the quotation. */
      if (keep_quotes && depth > 0 && tandai_text_get_char (text, i + 1) != 0x201D)
        continue;
      add_sentence (sentences, text, from, next);
      from = next;
    }
  add_sentence (sentences, text, from, end);
}

/**
 * tandai_words_sentences:
 * @text: a text
 * @start: the first code point
 * @end: the code point after the last
 *
 * A line end ends a sentence, and so does . ? ! … before a space and a capital;
 * a quotation in “ ” is not cut.
 *
 * Returns: (transfer full) (element-type TandaiRange): the sentences, without white space at their edges
 */
GArray *
tandai_words_sentences (const TandaiText *text, guint start, guint end)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

  while (start < end)
    {
      TandaiRange paragraph = tandai_words_paragraph_at (text, start);

      split_paragraph (sentences, text, start, MIN (paragraph.end, end));
      start = paragraph.end + 1;
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

/** tandai_words_graphemes: Returns: the stretch widened so that it cuts no grapheme cluster */
TandaiRange
tandai_words_graphemes (const TandaiText *text, TandaiRange range)
{
  Analysis analysis;

  analyse_round (&analysis, text, range.start);
  while (range.start > analysis.start && !analysis.attrs[range.start - analysis.start].is_cursor_position)
    range.start--;
  analysis_clear (&analysis);
  analyse_round (&analysis, text, range.end);
  while (range.end < analysis.end && !analysis.attrs[range.end - analysis.start].is_cursor_position)
    range.end++;
  analysis_clear (&analysis);
  return range;
}
