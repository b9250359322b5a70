/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tokens of a text, found by one walk over it and cut where an annotation begins or ends. */

#include "config.h"

#include "core/tandai-words.h"
#include "formats/tandai-tokens.h"

/* About how long a token is, with the white space behind it, in bytes. */
#define BYTES_A_TOKEN 5

/* A range of no more tokens is walked over, and the end of a longer one is looked for. */
#define FEW_TOKENS 16

/* A place in the text, and the @n_tokens tokens found up to it; the array is as long as there is room. */
typedef struct
{
  GArray *tokens;
  guint n_tokens;
  const char *p;
  guint offset;
} Walk;

/* Where the token that begins at @p ends. */
typedef const char *(*Pass) (const char *p, const char *end);

/**
 * tandai_tokens_is_blank:
 * @c: a character
 *
 * Returns: whether it is what stands between tokens: white space, a line's end, a control character
 */
gboolean
tandai_tokens_is_blank (gunichar c)
{
  if (c < 0x80)
    return c <= 0x20 || c == 0x7f;
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

static const char *
pass_stretch (const char *p, const char *end)
{
  while (p < end && !tandai_tokens_is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* What Python's \w takes, which GLiNER splits words by: letters and numbers, but no combining marks. */
static gboolean
is_word_char (gunichar c)
{
  GUnicodeType type;

  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '_';
  type = g_unichar_type (c);
  return g_unichar_isalpha (c) || type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_LETTER_NUMBER
         || type == G_UNICODE_OTHER_NUMBER;
}

static const char *
pass_gliner (const char *p, const char *end)
{
  if (!is_word_char (g_utf8_get_char (p)))
    return g_utf8_next_char (p);
  for (;;)
    {
      while (p < end && is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p + 1 >= end || *p != '-' || !is_word_char (g_utf8_get_char (p + 1)))
        return p;
      p++;
    }
}

static inline void
walk_add (Walk *walk, guint end, const char *chars, const char *chars_end)
{
  if (walk->n_tokens == walk->tokens->len)
    g_array_set_size (walk->tokens, 2 * walk->tokens->len);
  g_array_index (walk->tokens, TandaiPiece, walk->n_tokens++) =
      (TandaiPiece){ walk->offset, end, chars, (guint) (chars_end - chars) };
  walk->p = chars_end;
  walk->offset = end;
}

static void
walk_take (Walk *walk, const char *end, Pass pass)
{
  while (walk->p < end)
    {
      const char *token_end;

      if (tandai_tokens_is_blank (g_utf8_get_char (walk->p)))
        {
          walk->p = g_utf8_next_char (walk->p);
          walk->offset++;
          continue;
        }
      token_end = pass (walk->p, end);
      walk_add (walk, walk->offset + (guint) g_utf8_strlen (walk->p, token_end - walk->p), walk->p,
                token_end);
    }
}

/* Most of what stands between words is one space, or nothing, and most words are a token as they are. */
static inline gboolean
walk_plain (Walk *walk, const char *chars, const TandaiToken *word)
{
  gsize n_between = (gsize) (chars - walk->p);

  if (!word->is_plain || n_between > 1 || (n_between == 1 && *walk->p != ' '))
    return FALSE;
  walk->offset = word->start;
  walk_add (walk, word->end, chars, chars + word->n_bytes);
  return TRUE;
}

static void
walk_other (Walk *walk, const char *chars, const TandaiToken *word)
{
  walk_take (walk, chars, pass_stretch);
  if (word->is_plain)
    walk_add (walk, word->end, chars, chars + word->n_bytes);
  else
    walk_take (walk, chars + word->n_bytes, pass_stretch);
}

/* What is joined to white space, a combining mark say, is no word, but is not lost. */
static void
walk_words (Walk *walk, const TandaiText *text, const char *end)
{
  g_autoptr (GArray) words = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  const char *chars = walk->p;

  for (guint i = 0; i < words->len; i++)
    {
      const TandaiToken *word = &g_array_index (words, TandaiToken, i);

      if (!walk_plain (walk, chars + word->byte, word))
        walk_other (walk, chars + word->byte, word);
    }
  walk_take (walk, end, pass_stretch);
}

/**
 * tandai_tokens_find:
 * @text: a text
 * @rule: how it is taken apart
 *
 * Returns: (transfer full) (element-type TandaiPiece): its tokens, which last as long as the text
 */
GArray *
tandai_tokens_find (const TandaiText *text, TandaiTokenRule rule)
{
  const char *chars = tandai_text_get_chars (text);
  const char *end = chars + tandai_text_get_bytes (text);
  Walk walk = { .p = chars };

  walk.tokens = g_array_new (FALSE, FALSE, sizeof (TandaiPiece));
  g_array_set_size (walk.tokens, (guint) (tandai_text_get_bytes (text) / BYTES_A_TOKEN) + 16);
  switch (rule)
    {
    case TANDAI_TOKENS_WHITESPACE:
      walk_take (&walk, end, pass_stretch);
      break;
    case TANDAI_TOKENS_GLINER:
      walk_take (&walk, end, pass_gliner);
      break;
    case TANDAI_TOKENS_WORDS:
    default:
      walk_words (&walk, text, end);
    }
  g_array_set_size (walk.tokens, walk.n_tokens);
  return walk.tokens;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const guint *left = a;
  const guint *right = b;

  return (*left > *right) - (*left < *right);
}

/* Takes what lies before @offset off the token, and adds it. */
static void
add_head (GArray *pieces, TandaiPiece *token, guint offset)
{
  const char *chars = g_utf8_offset_to_pointer (token->chars, offset - token->start);
  TandaiPiece head = { token->start, offset, token->chars, (guint) (chars - token->chars) };

  g_array_append_val (pieces, head);
  *token = (TandaiPiece){ offset, token->end, chars, token->n_bytes - head.n_bytes };
}

/**
 * tandai_tokens_cut:
 * @tokens: (element-type TandaiPiece): tokens
 * @edges: (element-type guint): code points, which are sorted
 *
 * Returns: (transfer full) (element-type TandaiPiece): the tokens, those that hold an edge cut in two there
 */
GArray *
tandai_tokens_cut (GArray *tokens, GArray *edges)
{
  GArray *pieces =
      g_array_sized_new (FALSE, FALSE, sizeof (TandaiPiece), tokens->len + MIN (tokens->len, edges->len));
  guint edge = 0;

  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < tokens->len; i++)
    {
      TandaiPiece token = g_array_index (tokens, TandaiPiece, i);

      for (; edge < edges->len && g_array_index (edges, guint, edge) < token.end; edge++)
        if (g_array_index (edges, guint, edge) > token.start)
          add_head (pieces, &token, g_array_index (edges, guint, edge));
      g_array_append_val (pieces, token);
    }
  return pieces;
}

/**
 * tandai_tokens_from:
 * @tokens: (element-type TandaiPiece): tokens
 * @offset: a code point
 *
 * Returns: the position of the first token that ends behind it, or how many tokens there are
 */
guint
tandai_tokens_from (GArray *tokens, guint offset)
{
  const TandaiPiece *pieces = (const TandaiPiece *) (gpointer) tokens->data;
  guint low = 0;

  /* Halves without a branch, which nobody could foretell. */
  for (guint n = tokens->len, half; n > 1; n -= half)
    {
      half = n / 2;
      low += pieces[low + half - 1].end <= offset ? half : 0;
    }
  return low < tokens->len && pieces[low].end <= offset ? low + 1 : low;
}

/** tandai_tokens_splits: Returns: whether an edge there falls inside a token */
gboolean
tandai_tokens_splits (GArray *tokens, guint offset)
{
  guint i = tandai_tokens_from (tokens, offset);

  return i < tokens->len && g_array_index (tokens, TandaiPiece, i).start < offset;
}

/**
 * tandai_tokens_in:
 * @tokens: (element-type TandaiPiece): tokens that were cut at the edges of @range
 * @range: a stretch of the text
 * @first: (out): the first token in it
 * @last: (out): the last
 *
 * Returns: whether there is a token in it
 */
gboolean
tandai_tokens_in (GArray *tokens, TandaiRange range, guint *first, guint *last)
{
  guint after = tandai_tokens_from (tokens, range.start);

  *first = after;
  while (after < tokens->len && after - *first < FEW_TOKENS
         && g_array_index (tokens, TandaiPiece, after).end <= range.end)
    after++;
  if (after - *first == FEW_TOKENS)
    after = tandai_tokens_from (tokens, range.end);
  if (*first >= after)
    return FALSE;
  *last = after - 1;
  return TRUE;
}
