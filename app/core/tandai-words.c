/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <pango/pango.h>

#include "core/tandai-words-private.h"

/* How far round a place is looked, in code points. */
#define WINDOW 4096

/* About how long a token is, with the white space behind it. */
#define BYTES_A_TOKEN 5

/* How much is analysed at once when a long stretch is taken apart. */
#define PIECE 65536

static gboolean
is_space_at (const TandaiText *text, guint offset)
{
  return g_unichar_isspace (tandai_text_get_char (text, offset));
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

/* Asks Pango for the boundaries from @start to @end, which lie in what was decoded; the rest is forgotten. */
static void
analysis_break (Analysis *analysis, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *slice = tandai_text_peek (text, start, end, &n_bytes);

  if (start > analysis->start)
    memmove (analysis->chars, analysis->chars + (start - analysis->start), (end - start) * sizeof (gunichar));
  analysis->start = start;
  analysis->end = end;
  analysis->attrs = g_new0 (PangoLogAttr, end - start + 1);
  pango_get_log_attrs (slice, (int) n_bytes, -1, pango_language_from_string ("id"), analysis->attrs,
                       (int) (end - start + 1));
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

/* A line that is not plain, in which Pango is asked for the words. */
static void
take_line (TandaiWordWalk *walk, const TandaiText *text, guint end)
{
  guint from = walk->offset;
  Analysis analysis;
  const char *p = walk->p;

  analysis_decode (&analysis, text, from, end);
  analysis_break (&analysis, text, from, end);
  for (guint i = from + 1; i <= end; i++)
    {
      p = g_utf8_next_char (p);
      if (!is_edge (&analysis, i))
        continue;
      if (!g_unichar_isspace (char_at (&analysis, from)))
        {
          TandaiToken token = {
            from, i, (guint) (walk->p - walk->chars), (guint) (p - walk->p), holds_word (&analysis, from, i),
            FALSE
          };

          _tandai_word_walk_add (walk, token);
        }
      from = i;
      walk->p = p;
    }
  walk->offset = end;
  analysis_clear (&analysis);
}

/* Line by line, for a line's end is a boundary on both its sides. */
static void
take_lines (TandaiWordWalk *walk, const TandaiText *text, const char *end)
{
  while (walk->p < end)
    {
      const char *line_end;

      if (_tandai_words_take_plain_line (walk, end))
        continue;
      line_end = memchr (walk->p, '\n', (gsize) (end - walk->p));
      line_end = line_end != NULL ? line_end + 1 : end;
      take_line (walk, text, walk->offset + (guint) g_utf8_strlen (walk->p, line_end - walk->p));
    }
}

/* Where a piece from @start on ends: behind white space where there is some. */
static guint
find_cut (const TandaiText *text, guint start, guint end)
{
  guint stop = MIN (start + PIECE, end);
  guint cut = stop;

  while (stop < end && cut > start && !is_space_at (text, cut - 1))
    cut--;
  return cut > start ? cut : stop;
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
  TandaiWordWalk walk = { .tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken)) };
  gsize n_bytes;

  walk.chars = tandai_text_get_chars (text);
  walk.p = tandai_text_peek (text, start, end, &n_bytes);
  walk.offset = start;
  g_array_set_size (walk.tokens, (guint) (n_bytes / BYTES_A_TOKEN) + 16);
  while (walk.offset < end)
    take_lines (&walk, text, walk.chars + tandai_text_to_byte (text, find_cut (text, walk.offset, end)));
  g_array_set_size (walk.tokens, walk.n_tokens);
  return walk.tokens;
}

/** tandai_words_split: Returns: (transfer full) (element-type TandaiToken): the stretches between white space
 */
GArray *
tandai_words_split (const TandaiText *text, guint start, guint end)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken));
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes;
  const char *p = tandai_text_peek (text, start, end, &n_bytes);
  TandaiToken token = { start, start, (guint) (p - chars) };

  for (guint i = start; i < end; i++)
    {
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (!g_unichar_isspace (c))
        {
          token.end = i + 1;
          token.n_bytes = (guint) (p - chars) - token.byte;
          token.is_word = token.is_word || g_unichar_isalnum (c);
          continue;
        }
      if (token.start < token.end)
        g_array_append_val (tokens, token);
      token = (TandaiToken){ i + 1, i + 1, (guint) (p - chars) };
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
