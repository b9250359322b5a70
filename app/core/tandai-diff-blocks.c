/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What of two texts need not be looked at word by word: blocks of lines that
 * both have, far from any change. A long text in which a thousand words were
 * changed is compared in the time that its changes take.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-diff-private.h"

/* So many bytes of equal lines beside a change are looked at word by word with it. */
#define CONTEXT 512

static guint64
line_key (const char *chars, gsize n_bytes)
{
  guint64 key = n_bytes;

  for (; n_bytes >= sizeof key; chars += sizeof key, n_bytes -= sizeof key)
    {
      guint64 bytes;

      memcpy (&bytes, chars, sizeof bytes);
      key = (key ^ bytes) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      key ^= key >> 32;
    }
  return key ^ _tandai_diff_key (chars, n_bytes, FALSE);
}

/* The lines are its tokens, which may share a key with others. The starts are bytes here. */
static void
split_lines (TandaiDiffTokens *self, const TandaiText *text)
{
  const char *chars = tandai_text_get_chars (text);
  const char *end = chars + tandai_text_get_bytes (text);
  guint n_room = 256;

  *self = (TandaiDiffTokens){ g_new (guint64, n_room), g_new (guint, n_room), 0 };
  for (const char *p = chars; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      const char *next = line_end != NULL ? line_end + 1 : end;

      if (self->n + 1 >= n_room)
        {
          n_room *= 2;
          self->keys = g_renew (guint64, self->keys, n_room);
          self->starts = g_renew (guint, self->starts, n_room);
        }
      self->keys[self->n] = line_key (p, (gsize) (next - p));
      self->starts[self->n++] = (guint) (p - chars);
      p = next;
    }
  self->keys[self->n] = 0;
  self->starts[self->n] = (guint) (end - chars);
}

static gboolean
is_once (const TandaiDiff *self, guint old_line)
{
  return _tandai_diff_once_has (&self->once, self->old_tokens.keys + old_line);
}

static gsize
line_length (const TandaiDiff *self, guint old_line)
{
  const guint *starts = self->old_tokens.starts;

  return starts[old_line + 1] - starts[old_line];
}

/* Leaves the lines beside a change to be looked at with it, and those behind them that are there more than
 * once. */
static void
take_off_context (const TandaiDiff *self, TandaiDiffRun *run)
{
  gsize n_bytes = 0;

  while (run->length > 0 && (n_bytes < CONTEXT || !is_once (self, run->old_start)))
    {
      n_bytes += line_length (self, run->old_start);
      run->old_start++;
      run->new_start++;
      run->length--;
    }
  n_bytes = 0;
  while (run->length > 0 && (n_bytes < CONTEXT || !is_once (self, run->old_start + run->length - 1)))
    {
      n_bytes += line_length (self, run->old_start + run->length - 1);
      run->length--;
    }
}

static void
add_block (const TandaiDiff *self,
           const TandaiText *old_text,
           const TandaiText *new_text,
           TandaiDiffRun run,
           GArray *blocks)
{
  const guint *old_starts = self->old_tokens.starts, *new_starts = self->new_tokens.starts;
  TandaiDiffBlock block;

  take_off_context (self, &run);
  block = (TandaiDiffBlock){ old_starts[run.old_start], new_starts[run.new_start],
                             old_starts[run.old_start + run.length] - old_starts[run.old_start] };
  /* Keys can be equal by chance; what is called the same must be the same. */
  if (run.length > 0 && new_starts[run.new_start + run.length] - new_starts[run.new_start] == block.length
      && memcmp (tandai_text_get_chars (old_text) + block.old_start,
                 tandai_text_get_chars (new_text) + block.new_start, block.length)
             == 0)
    g_array_append_val (blocks, block);
}

/* The blocks, in the order in which both texts have them. */
GArray *
_tandai_diff_blocks (const TandaiText *old_text, const TandaiText *new_text, GCancellable *cancellable)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (TandaiDiffBlock));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (TandaiDiffRun));
  TandaiDiff lines = { .runs = runs, .by_lines = TRUE, .cancellable = cancellable };

  split_lines (&lines.old_tokens, old_text);
  split_lines (&lines.new_tokens, new_text);
  _tandai_diff_once_init (&lines.once, &lines.old_tokens, 1);
  _tandai_diff_once_add_new (&lines.once, &lines.new_tokens);
  _tandai_diff_area (&lines, (TandaiDiffArea){ 0, lines.old_tokens.n, 0, lines.new_tokens.n });
  for (guint i = 0; i < runs->len; i++)
    add_block (&lines, old_text, new_text, g_array_index (runs, TandaiDiffRun, i), blocks);
  _tandai_diff_once_clear (&lines.once);
  _tandai_diff_tokens_clear (&lines.old_tokens);
  _tandai_diff_tokens_clear (&lines.new_tokens);
  return blocks;
}
