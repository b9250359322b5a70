/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A text in tokens for comparing: words, and all else a character a token. Where
 * a script has no spaces, its wide characters are tokens too. A token is known by
 * a hash of 63 bits, which is compared many times faster than its bytes.
 */

#include "config.h"

#include "core/tandai-diff-private.h"
#include "core/tandai-memory-private.h"

#define HASH_START  G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

/* FNV-1a (Fowler, Noll and Vo), and the last step of SplitMix64 (Steele, Lea and Flood 2014), for FNV's low
 * bits say little. */
guint64
_tandai_diff_key (const char *chars, gsize n_bytes, gboolean is_word)
{
  guint64 hash = HASH_START;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) chars[i]) * HASH_FACTOR;
  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return hash << 1 | (is_word ? 1 : 0);
}

static gboolean
is_word_char (const char *p)
{
  gunichar c;

  if ((guchar) *p < 0x80)
    return g_ascii_isalnum (*p);
  c = g_utf8_get_char (p);
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !g_unichar_iswide (c);
}

static void
add (TandaiDiffTokens *self, guint *n_room, guint64 key, guint start)
{
  if (self->n + 1 >= *n_room)
    {
      *n_room *= 2;
      self->keys = g_renew (guint64, self->keys, *n_room);
      self->starts = g_renew (guint, self->starts, *n_room);
      _tandai_memory_expect (self->keys, *n_room * sizeof (guint64));
      _tandai_memory_expect (self->starts, *n_room * sizeof (guint));
    }
  self->keys[self->n] = key;
  self->starts[self->n++] = start;
}

/* Adds the tokens from @from to before @to, the first of which is at @offset; returns where the last ends. */
static guint
add_tokens (TandaiDiffTokens *self, guint *n_room, const char *from, const char *to, guint offset)
{
  const char *p = from;

  while (p < to)
    {
      const char *start = p;
      guint start_offset = offset;
      gboolean is_word = is_word_char (p);

      do
        {
          p = g_utf8_next_char (p);
          offset++;
        }
      while (is_word && p < to && is_word_char (p));
      add (self, n_room, _tandai_diff_key (start, (gsize) (p - start), is_word), start_offset);
    }
  return offset;
}

/* A block has a key of its own, the same in both texts. */
static guint64
block_key (guint i)
{
  return _tandai_diff_key ((const char *) &i, sizeof i, FALSE);
}

/* Takes a whole text apart, but for @blocks. */
void
_tandai_diff_tokens_init (TandaiDiffTokens *self, const TandaiText *text, GArray *blocks, gboolean is_old)
{
  const char *chars = tandai_text_get_chars (text);
  const char *from = chars;
  guint n_room = 1024, offset = 0;

  *self = (TandaiDiffTokens){ g_new (guint64, n_room), g_new (guint, n_room), 0 };
  for (guint i = 0; i < blocks->len; i++)
    {
      const TandaiDiffBlock *block = &g_array_index (blocks, TandaiDiffBlock, i);
      gsize start = is_old ? block->old_start : block->new_start;

      offset = add_tokens (self, &n_room, from, chars + start, offset);
      add (self, &n_room, block_key (i), offset);
      from = chars + start + block->length;
      offset = tandai_text_from_byte (text, start + block->length);
    }
  offset = add_tokens (self, &n_room, from, chars + tandai_text_get_bytes (text), offset);
  self->keys[self->n] = 0;
  self->starts[self->n] = offset;
}

void
_tandai_diff_tokens_clear (TandaiDiffTokens *self)
{
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->starts, g_free);
}
