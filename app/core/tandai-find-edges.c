/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-find-private.h"
#include "core/tandai-words.h"

/* How much round a place is taken apart at once, in bytes, where its neighbours do not tell. */
#define WINDOW 4096

/* Letters and digits between which no word ends, whatever stands round them. */
static inline gboolean
is_plain_word (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : c >= 0xc0 && c < 0x250 && g_unichar_isalpha (c);
}

/* Marks that are words of their own, unless a letter or digit stands on both sides. */
static inline gboolean
is_plain_mark (gunichar c)
{
  return c < 0x80 ? g_ascii_ispunct ((char) c) && c != '_' : c >= 0x2018 && c <= 0x201e;
}

static inline gboolean
is_space (gunichar c)
{
  return c == 0 || c == ' ' || c == '\n' || g_unichar_isspace (c);
}

/* The character that ends at @byte, and where it begins; 0 before the first. */
static gunichar
char_before (const TandaiText *text, gsize byte, gsize *begins)
{
  const char *chars = tandai_text_get_chars (text);
  const char *before;

  *begins = 0;
  if (byte == 0)
    return 0;
  before = g_utf8_prev_char (chars + byte);
  *begins = (gsize) (before - chars);
  return g_utf8_get_char (before);
}

/* The character at @byte, and where it ends; 0 after the last. */
static gunichar
char_at (const TandaiText *text, gsize byte, gsize *ends)
{
  const char *at = tandai_text_get_chars (text) + byte;

  *ends = byte;
  if (byte >= tandai_text_get_bytes (text))
    return 0;
  *ends = byte + (gsize) g_utf8_skip[(guchar) *at];
  return g_utf8_get_char (at);
}

typedef enum
{
  NO,
  YES,
  UNSURE,
} Answer;

static Answer
is_edge_by_neighbours (const TandaiText *text, gsize byte)
{
  gsize begins;
  gsize ends;
  gunichar before = char_before (text, byte, &begins);
  gunichar at = char_at (text, byte, &ends);
  gunichar beyond;

  if (is_space (before) || is_space (at))
    return g_unichar_ismark (at) ? UNSURE : YES;
  if (is_plain_word (before) && is_plain_word (at))
    return NO;
  if (is_plain_word (before) && is_plain_mark (at))
    beyond = char_at (text, ends, &ends);
  else if (is_plain_mark (before) && is_plain_word (at))
    beyond = char_before (text, begins, &begins);
  else
    return UNSURE;
  return is_space (beyond) || is_plain_mark (beyond) ? YES : UNSURE;
}

/* The nearest white space, so that no word is cut; a place in a script without any is cut all the same. */
static gsize
find_cut (const TandaiText *text, gsize byte, gsize limit, int by)
{
  const char *chars = tandai_text_get_chars (text);
  gsize at = byte;

  while (at != limit && !g_ascii_isspace (chars[at]))
    at += by > 0 ? 1 : (gsize) -1;
  while (at > 0 && ((guchar) chars[at] & 0xc0) == 0x80)
    at--;
  return at;
}

static void
take_apart (TandaiEdges *self, gsize byte)
{
  gsize n_bytes = tandai_text_get_bytes (self->text);
  gsize from =
      find_cut (self->text, byte > WINDOW / 4 ? byte - WINDOW / 4 : 0, byte > WINDOW ? byte - WINDOW : 0, -1);
  gsize to = find_cut (self->text, MIN (byte + WINDOW / 2, n_bytes), MIN (byte + WINDOW, n_bytes), 1);

  g_clear_pointer (&self->tokens, g_array_unref);
  self->start = tandai_text_from_byte (self->text, from);
  self->end = tandai_text_from_byte (self->text, to);
  self->tokens = tandai_words_tokenize (self->text, self->start, self->end);
}

/* Whether a word goes on over @offset. */
static gboolean
lies_inside (const TandaiEdges *self, guint offset)
{
  const TandaiToken *tokens = (const TandaiToken *) (const void *) self->tokens->data;
  guint low = 0;
  guint high = self->tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tokens[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->tokens->len && tokens[low].start < offset;
}

/** _tandai_edges_is_word_edge: Returns: whether a word, or a mark, ends or begins at a byte */
gboolean
_tandai_edges_is_word_edge (TandaiEdges *self, gsize byte)
{
  Answer answer = is_edge_by_neighbours (self->text, byte);
  guint offset;

  if (answer != UNSURE)
    return answer == YES;
  offset = tandai_text_from_byte (self->text, byte);
  if (self->tokens == NULL || offset <= self->start || offset >= self->end)
    take_apart (self, byte);
  return !lies_inside (self, offset);
}

/* Characters that never join the one before them. */
static inline gboolean
stands_alone (gunichar c)
{
  if (c < 0x300)
    return TRUE;
  if (c < 0x900)
    return !g_unichar_ismark (c);
  if (c >= 0x2010 && c < 0x2060)
    return TRUE;
  return c >= 0x2e80 && c < 0xa4d0 && !g_unichar_ismark (c);
}

/* Whether a character may begin at @byte that belongs to the one before. */
static gboolean
may_join (const TandaiText *text, gsize byte)
{
  const char *chars = tandai_text_get_chars (text);
  gsize ends;

  if (byte == 0 || byte == tandai_text_get_bytes (text))
    return FALSE;
  if (chars[byte] == '\n')
    return chars[byte - 1] == '\r';
  return !stands_alone (char_at (text, byte, &ends));
}

/** _tandai_edges_keeps_whole: Returns: whether a stretch, in bytes, cuts no grapheme cluster at its ends */
gboolean
_tandai_edges_keeps_whole (TandaiEdges *self, gsize from, gsize to)
{
  const char *chars = tandai_text_get_chars (self->text);
  TandaiRange range;
  TandaiRange whole;

  if (((guchar) chars[from] & 0xc0) == 0x80 || ((guchar) chars[to] & 0xc0) == 0x80)
    return FALSE;
  if (!may_join (self->text, from) && !may_join (self->text, to))
    return TRUE;
  range.start = tandai_text_from_byte (self->text, from);
  range.end = tandai_text_from_byte (self->text, to);
  whole = tandai_words_graphemes (self->text, range);
  return whole.start == range.start && whole.end == range.end;
}

/** _tandai_edges_clear: forgets the words */
void
_tandai_edges_clear (TandaiEdges *self)
{
  g_clear_pointer (&self->tokens, g_array_unref);
}
