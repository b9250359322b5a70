/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <pango/pango.h>

#include "core/tandai-words.h"

/* How far round a place is looked, in code points. */
#define WINDOW 4096

/* How much is analysed at once when a long stretch is taken apart. */
#define PIECE 65536

static gboolean
is_space_at (const TandaiText *text, guint offset)
{
  return g_unichar_isspace (tandai_text_get_char (text, offset));
}

/* What a character is to UAX #29, as far as we know it ourselves. */
typedef enum
{
  TANDAI_WORD_UNKNOWN,
  TANDAI_WORD_OTHER,
  TANDAI_WORD_LETTER,
  TANDAI_WORD_DIGIT,
  TANDAI_WORD_LINK,
  TANDAI_WORD_MID_LETTER,
  TANDAI_WORD_MID_DIGIT,
  TANDAI_WORD_MID,
} TandaiWordClass;

static TandaiWordClass
word_class (gunichar c)
{
  if (c < 0x80 && g_ascii_isalpha ((char) c))
    return TANDAI_WORD_LETTER;
  if (c < 0x80 && g_ascii_isdigit ((char) c))
    return TANDAI_WORD_DIGIT;
  switch (c)
    {
    case '_':
      return TANDAI_WORD_LINK;
    case ':':
      return TANDAI_WORD_MID_LETTER;
    case ',':
    case ';':
      return TANDAI_WORD_MID_DIGIT;
    case '.':
    case '\'':
    case 0x2018:
    case 0x2019:
      return TANDAI_WORD_MID;
    case '\t':
    case '\n':
    case 0x2013:
    case 0x2014:
    case 0x201c:
    case 0x201d:
    case 0x2026:
      return TANDAI_WORD_OTHER;
    default:
      return c >= 0x20 && c < 0x7f ? TANDAI_WORD_OTHER : TANDAI_WORD_UNKNOWN;
    }
}

/* A stretch of the text, decoded once, with Pango's word and grapheme boundaries. */
typedef struct
{
  guint start;
  guint end;
  gunichar *chars;
  PangoLogAttr *attrs;
} Analysis;

static void
analysis_decode (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *slice = tandai_text_peek (text, start, end, &n_bytes);

  *analysis = (Analysis){ .start = start, .end = end };
  analysis->chars = g_utf8_to_ucs4_fast (slice, (glong) n_bytes, NULL);
}

/* Asks Pango for the boundaries from @start to @end. */
static void
ask_pango (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *slice = tandai_text_peek (text, start, end, &n_bytes);

  pango_get_log_attrs (slice, (int) n_bytes, -1, pango_language_from_string ("id"),
                       analysis->attrs + (start - analysis->start), (int) (end - start + 1));
}

/* Makes room for the boundaries from @start to @end, which lie in what was decoded; the rest is forgotten. */
static void
analysis_narrow (Analysis *analysis, guint start, guint end)
{
  if (start > analysis->start)
    memmove (analysis->chars, analysis->chars + (start - analysis->start), (end - start) * sizeof (gunichar));
  analysis->start = start;
  analysis->end = end;
  analysis->attrs = g_new0 (PangoLogAttr, end - start + 1);
}

static void
analysis_break (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  analysis_narrow (analysis, start, end);
  ask_pango (analysis, text, start, end);
}

static void
analysis_clear (Analysis *analysis)
{
  g_free (analysis->chars);
  g_free (analysis->attrs);
}

/* The character at an offset; 0 outside the stretch. */
static inline gunichar
char_at (const Analysis *analysis, guint offset)
{
  return offset >= analysis->start && offset < analysis->end ? analysis->chars[offset - analysis->start] : 0;
}

/* A window round @offset that begins and ends beside white space where there is some. */
static void
analyse_round (Analysis *analysis, const TandaiText *text, guint offset)
{
  guint length = tandai_text_get_length (text);
  guint start = offset > WINDOW ? offset - WINDOW : 0;
  guint end = MIN (offset + WINDOW, length);

  analysis_decode (analysis, text, start, end);
  for (guint i = start; start > 0 && i < offset; i++)
    if (g_unichar_isspace (char_at (analysis, i)))
      {
        start = i;
        break;
      }
  for (guint i = end; end < length && i > offset; i--)
    if (g_unichar_isspace (char_at (analysis, i - 1)))
      {
        end = i;
        break;
      }
  analysis_break (analysis, text, start, end);
}

/* Whether words go on from one character to the next, by UAX #29. */
static gboolean
words_go_on (TandaiWordClass before, TandaiWordClass at)
{
  gboolean from = before == TANDAI_WORD_LETTER || before == TANDAI_WORD_DIGIT || before == TANDAI_WORD_LINK;
  gboolean to = at == TANDAI_WORD_LETTER || at == TANDAI_WORD_DIGIT || at == TANDAI_WORD_LINK;

  return from && to;
}

/* Whether a mark holds together two letters or two digits. */
static gboolean
is_held (TandaiWordClass before, TandaiWordClass mark, TandaiWordClass after)
{
  if (before != after)
    return FALSE;
  return (before == TANDAI_WORD_LETTER && (mark == TANDAI_WORD_MID_LETTER || mark == TANDAI_WORD_MID))
         || (before == TANDAI_WORD_DIGIT && (mark == TANDAI_WORD_MID_DIGIT || mark == TANDAI_WORD_MID));
}

/* The boundaries of a line of nothing but plain characters, which are most of all lines. */
static void
break_plain_line (Analysis *analysis, guint start, guint end, const guint8 *classes)
{
  PangoLogAttr *attrs = analysis->attrs + (start - analysis->start);

  attrs[0].is_word_boundary = 1;
  for (guint i = 1; i < end - start; i++)
    {
      guint8 after = i + 1 < end - start ? classes[i + 1] : TANDAI_WORD_OTHER;
      guint8 second = i > 1 ? classes[i - 2] : TANDAI_WORD_OTHER;

      attrs[i].is_word_boundary = !words_go_on (classes[i - 1], classes[i])
                                  && !is_held (classes[i - 1], classes[i], after)
                                  && !is_held (second, classes[i - 1], classes[i]);
    }
}

/* Line by line, for a line's end is a boundary on both its sides. Pango is asked where a line is not plain.
 */
static void
analysis_break_words (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  g_autofree guint8 *classes = g_malloc (end - start);
  guint from = start;
  gboolean plain = TRUE;

  analysis_narrow (analysis, start, end);
  for (guint i = start; i < end; i++)
    {
      gunichar c = analysis->chars[i - start];

      classes[i - start] = (guint8) word_class (c);
      plain = plain && classes[i - start] != TANDAI_WORD_UNKNOWN;
      if (c != '\n' && i + 1 < end)
        continue;
      if (plain)
        break_plain_line (analysis, from, i + 1, classes + (from - start));
      else
        ask_pango (analysis, text, from, i + 1);
      from = i + 1;
      plain = TRUE;
    }
}

/* A piece from @start on, cut behind white space where there is some. */
static void
analyse_piece (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  guint stop = MIN (start + PIECE, end);
  guint cut = stop;

  analysis_decode (analysis, text, start, stop);
  while (stop < end && cut > start && !g_unichar_isspace (char_at (analysis, cut - 1)))
    cut--;
  analysis_break_words (analysis, text, start, cut > start ? cut : stop);
}

/* Whether @joiner holds together what stands on its two sides. */
static gboolean
joins (gunichar before, gunichar joiner, gunichar after)
{
  switch (joiner)
    {
    case '-':
    case 0x2010:
    case 0x2011:
      return g_unichar_isalnum (before) && g_unichar_isalnum (after);
    case '\'':
    case 0x2019:
      return g_unichar_isalpha (before) && g_unichar_isalpha (after);
    case '/':
    case '.':
    case ',':
      return g_unichar_isdigit (before) && g_unichar_isdigit (after);
    default:
      return FALSE;
    }
}

/* Whether the boundary before @offset lies before or after a joiner. */
static gboolean
is_joined (const Analysis *analysis, guint offset)
{
  gunichar before = char_at (analysis, offset - 1);
  gunichar at = char_at (analysis, offset);

  return joins (before, at, char_at (analysis, offset + 1))
         || (offset > analysis->start + 1 && joins (char_at (analysis, offset - 2), before, at));
}

static gboolean
is_edge (const Analysis *analysis, guint offset)
{
  if (offset <= analysis->start || offset >= analysis->end)
    return TRUE;
  return analysis->attrs[offset - analysis->start].is_word_boundary && !is_joined (analysis, offset);
}

static gboolean
holds_word (const Analysis *analysis, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (g_unichar_isalnum (char_at (analysis, i)))
      return TRUE;
  return FALSE;
}

static void
tokenize_piece (GArray *tokens, const Analysis *analysis)
{
  guint from = analysis->start;

  for (guint i = from + 1; i <= analysis->end; i++)
    if (is_edge (analysis, i))
      {
        TandaiToken token = { from, i, holds_word (analysis, from, i) };

        if (!g_unichar_isspace (char_at (analysis, from)))
          g_array_append_val (tokens, token);
        from = i;
      }
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
      Analysis analysis;

      analyse_piece (&analysis, text, start, end);
      tokenize_piece (tokens, &analysis);
      start = analysis.end;
      analysis_clear (&analysis);
    }
  return tokens;
}

/** tandai_words_split: Returns: (transfer full) (element-type TandaiToken): the stretches between white space
 */
GArray *
tandai_words_split (const TandaiText *text, guint start, guint end)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken));
  TandaiToken token = { start, start, FALSE };
  gsize n_bytes;
  const char *p = tandai_text_peek (text, start, end, &n_bytes);

  for (guint i = start; i < end; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        {
          token.end = i + 1;
          token.is_word = token.is_word || g_unichar_isalnum (c);
          continue;
        }
      if (token.start < token.end)
        g_array_append_val (tokens, token);
      token = (TandaiToken){ i + 1, i + 1, FALSE };
    }
  if (token.start < token.end)
    g_array_append_val (tokens, token);
  return tokens;
}

static gboolean
find_word (const TandaiText *text, guint offset, TandaiRange *word, gboolean *is_word)
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
  *is_word = holds_word (&analysis, word->start, word->end);
  analysis_clear (&analysis);
  return TRUE;
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
  gboolean is_word;

  return find_word (text, offset, word, &is_word);
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
  gboolean is_word;

  if (range.start >= range.end)
    return range;
  if (find_word (text, range.start, &word, &is_word) && is_word)
    range.start = word.start;
  if (find_word (text, range.end - 1, &word, &is_word) && is_word)
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
