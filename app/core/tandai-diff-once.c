/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which runs of words are in each of two texts just once: those can't be taken for others. */

#include "config.h"

#include "core/tandai-diff-private.h"

/* So many places for each token: few share one. But no more than fit in 32 MB. */
#define ROOM     16
#define MAX_ROOM (32 * 1024 * 1024)

static guint64
hash_run (const guint64 *keys)
{
  guint64 hash = 0;

  for (guint i = 0; i < TANDAI_DIFF_ONCE_TOKENS; i++)
    hash = (hash ^ keys[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

static guint8 *
count_runs (const TandaiDiffTokens *tokens, guint64 mask)
{
  guint8 *counts = g_new0 (guint8, mask + 1);

  for (guint i = 0; i + TANDAI_DIFF_ONCE_TOKENS <= tokens->n; i++)
    {
      guint8 *count = &counts[hash_run (tokens->keys + i) & mask];

      *count = (guint8) MIN (*count + 1, 2);
    }
  return counts;
}

void
_tandai_diff_once_init (TandaiDiffOnce *self,
                        const TandaiDiffTokens *old_tokens,
                        const TandaiDiffTokens *new_tokens)
{
  guint64 n_room = 64;

  while (n_room < MAX_ROOM && n_room < ROOM * (guint64) MAX (old_tokens->n, new_tokens->n))
    n_room *= 2;
  self->mask = n_room - 1;
  self->old_counts = count_runs (old_tokens, self->mask);
  self->new_counts = count_runs (new_tokens, self->mask);
}

void
_tandai_diff_once_clear (TandaiDiffOnce *self)
{
  g_clear_pointer (&self->old_counts, g_free);
  g_clear_pointer (&self->new_counts, g_free);
}

/* Whether the run that begins at @keys is once in each text. */
gboolean
_tandai_diff_once_has (const TandaiDiffOnce *self, const guint64 *keys)
{
  guint64 i = hash_run (keys) & self->mask;

  return self->old_counts[i] == 1 && self->new_counts[i] == 1;
}
