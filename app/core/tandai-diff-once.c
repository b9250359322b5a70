/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which runs of words are in each of two texts just once: those can't be taken for others. */

#include "config.h"

#include "core/tandai-diff-private.h"
#include "core/tandai-memory-private.h"

/* So many places for each token: few share one. But no more than fit in 32 MB. */
#define ROOM     16
#define MAX_ROOM (32 * 1024 * 1024)

/* How often a run is in the old text and in the new one, in one byte. */
#define OLD_UNIT  1
#define NEW_UNIT  16
#define UNIT_MASK 15
#define IN_EACH   (OLD_UNIT + NEW_UNIT)

static guint64
hash_run (const TandaiDiffOnce *self, const guint64 *keys)
{
  guint64 hash = 0;

  for (guint i = 0; i < self->n_tokens; i++)
    hash = (hash ^ keys[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

/* So many places are asked for before they are needed: each is far from the last. */
#define AHEAD 16

static void
count_runs (TandaiDiffOnce *self, const TandaiDiffTokens *tokens, guint unit)
{
  guint8 *coming[AHEAD];

  for (guint i = 0; i + self->n_tokens <= tokens->n + AHEAD; i++)
    {
      guint8 *count = coming[i % AHEAD];

      if (i + self->n_tokens <= tokens->n)
        {
          coming[i % AHEAD] = &self->counts[hash_run (self, tokens->keys + i) & self->mask];
          __builtin_prefetch (coming[i % AHEAD], TRUE);
        }
      if (i >= AHEAD && (*count & unit * UNIT_MASK) < 2 * unit)
        *count = (guint8) (*count + unit);
    }
}

/* The runs of @n_tokens in the old text; those in the new one, which is mostly no longer, are added later. */
void
_tandai_diff_once_init (TandaiDiffOnce *self, const TandaiDiffTokens *old_tokens, guint n_tokens)
{
  guint64 n_room = 64;

  while (n_room < MAX_ROOM && n_room < ROOM * (guint64) old_tokens->n)
    n_room *= 2;
  self->n_tokens = n_tokens;
  self->mask = n_room - 1;
  self->counts = _tandai_memory_new0 (n_room);
  count_runs (self, old_tokens, OLD_UNIT);
}

void
_tandai_diff_once_add_new (TandaiDiffOnce *self, const TandaiDiffTokens *new_tokens)
{
  count_runs (self, new_tokens, NEW_UNIT);
}

void
_tandai_diff_once_clear (TandaiDiffOnce *self)
{
  g_clear_pointer (&self->counts, g_free);
}

/* Whether the run that begins at @keys is once in each text. */
gboolean
_tandai_diff_once_has (const TandaiDiffOnce *self, const guint64 *keys)
{
  return self->counts[hash_run (self, keys) & self->mask] == IN_EACH;
}
