/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where text was only taken out, or only put in, and what it begins with stands
 * behind it too, the change could as well have been made a little further on.
 * People take out paragraphs, sentences and words, not the end of one and the
 * beginning of the next: of all places the one is taken that says so.
 */

#include "config.h"

#include "core/tandai-diff-private.h"

/* What a change can begin at; the more the likelier. */
enum
{
  IN_WORDS,
  AT_SPACE,
  AT_WORD,
  AT_LINE_END,
  AT_SENTENCE,
  AT_LINE,
};

/* The keys of what is looked for before a place. */
typedef struct
{
  guint64 line_end;
  guint64 space;
  guint64 stops[6];
} Signs;

static guint64
key_of (const char *chars)
{
  return _tandai_diff_key (chars, strlen (chars), FALSE);
}

static void
signs_init (Signs *self)
{
  static const char *const STOPS[] = { ".", "?", "!", "…", "”", "\"" };

  self->line_end = key_of ("\n");
  self->space = key_of (" ");
  for (guint i = 0; i < G_N_ELEMENTS (STOPS); i++)
    self->stops[i] = key_of (STOPS[i]);
}

static gboolean
is_stop (const Signs *signs, guint64 key)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs->stops); i++)
    if (signs->stops[i] == key)
      return TRUE;
  return FALSE;
}

static int
weigh (const Signs *signs, const guint64 *keys, guint at)
{
  if (at == 0 || keys[at - 1] == signs->line_end)
    return AT_LINE;
  if (keys[at - 1] == signs->space)
    return at > 1 && is_stop (signs, keys[at - 2]) ? AT_SENTENCE : AT_WORD;
  if (keys[at] == signs->line_end)
    return AT_LINE_END;
  return keys[at] == signs->space ? AT_SPACE : IN_WORDS;
}

/* How far @n tokens from @start on can slide into what is before them, of which there are @most. */
static guint
count_before (const guint64 *keys, guint start, guint n, guint most)
{
  guint i = 0;

  while (i < most && keys[start - 1 - i] == keys[start + n - 1 - i])
    i++;
  return i;
}

static guint
count_behind (const guint64 *keys, guint start, guint n, guint most)
{
  guint i = 0;

  while (i < most && keys[start + i] == keys[start + n + i])
    i++;
  return i;
}

static void
settle_between (const Signs *signs,
                const guint64 *keys,
                guint start,
                guint n,
                TandaiDiffRun *before,
                TandaiDiffRun *behind)
{
  guint first = start - count_before (keys, start, n, before->length);
  guint last = start + count_behind (keys, start, n, behind->length);
  guint best = last;
  int shift;

  for (guint at = last; at-- > first;)
    if (weigh (signs, keys, at) > weigh (signs, keys, best))
      best = at;
  shift = (int) best - (int) start;
  before->length += (guint) shift;
  behind->length -= (guint) shift;
  behind->old_start += (guint) shift;
  behind->new_start += (guint) shift;
}

static void
drop_empty (GArray *runs)
{
  guint n_kept = 0;

  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, TandaiDiffRun, i).length > 0)
      g_array_index (runs, TandaiDiffRun, n_kept++) = g_array_index (runs, TandaiDiffRun, i);
  g_array_set_size (runs, n_kept);
}

/* Moves each change that has only one side to the likeliest of its places. Runs must begin and end with an
 * empty one where the texts do, which is taken away. */
void
_tandai_diff_settle (TandaiDiff *self)
{
  Signs signs;

  signs_init (&signs);
  for (guint i = 1; i < self->runs->len; i++)
    {
      TandaiDiffRun *before = &g_array_index (self->runs, TandaiDiffRun, i - 1);
      TandaiDiffRun *behind = before + 1;
      guint old_start = before->old_start + before->length, new_start = before->new_start + before->length;
      guint n_old = behind->old_start - old_start, n_new = behind->new_start - new_start;

      if (n_old > 0 && n_new == 0)
        settle_between (&signs, self->old_tokens.keys, old_start, n_old, before, behind);
      else if (n_new > 0 && n_old == 0)
        settle_between (&signs, self->new_tokens.keys, new_start, n_new, before, behind);
    }
  drop_empty (self->runs);
}
