/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Places that two stretches of tokens have in common beyond doubt: runs of
 * several tokens that occur once in each, and of those the most that stand in
 * the same order in both. That is patience diff (Bram Cohen, 2008) with runs of
 * words in the place of lines; the longest increasing subsequence is found by
 * patience sorting (Michael L. Fredman, "On computing the length of longest
 * increasing subsequences", Discrete Mathematics 11, 1975).
 */

#include "config.h"

#include "core/tandai-diff-private.h"
#include "core/tandai-memory-private.h"

/* From so many runs on only a part of them is looked at: those whose hashes end in zeros, which are the same
 * ones in both texts. What lies between is looked at afterwards. */
#define MANY_SHINGLES 65536

#define FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* A run of tokens by its hash, and where it was seen last in each text. */
typedef struct
{
  guint64 hash;
  guint old_token;
  guint new_token;
  guint8 n_old;
  guint8 n_new;
} Shingle;

/* Open addressing: a table of millions that is filled once and then thrown away. */
typedef struct
{
  Shingle *shingles;
  guint64 mask;
  guint n_tokens;
  guint64 leaving;
  guint64 wanted;
} Shingles;

static guint64
mix (guint64 hash)
{
  return (hash ^ (hash >> 32)) * FACTOR;
}

static Shingle *
find_shingle (Shingles *self, guint64 hash)
{
  guint64 i = mix (hash) >> 20 & self->mask;

  while ((self->shingles[i].n_old | self->shingles[i].n_new) != 0 && self->shingles[i].hash != hash)
    i = (i + 1) & self->mask;
  return &self->shingles[i];
}

static void
note (Shingles *self, guint64 hash, guint token, gboolean is_old)
{
  Shingle *shingle;

  if ((mix (hash) & self->wanted) != 0)
    return;
  shingle = find_shingle (self, hash);
  /* What the old text lacks is not needed, and would only fill the table. */
  if (!is_old && shingle->n_old == 0)
    return;
  shingle->hash = hash;
  if (is_old)
    {
      shingle->old_token = token;
      shingle->n_old = (guint8) MIN (shingle->n_old + 1, 2);
    }
  else
    {
      shingle->new_token = token;
      shingle->n_new = (guint8) MIN (shingle->n_new + 1, 2);
    }
}

/* The hash rolls on: what leaves is taken out, what comes is put in (Karp and Rabin 1987). */
static void
note_all (Shingles *self, const TandaiDiffTokens *tokens, guint start, guint end, gboolean is_old)
{
  guint64 hash = 0;

  for (guint i = start; i < end; i++)
    {
      hash = hash * FACTOR + tokens->keys[i];
      if (i >= start + self->n_tokens)
        hash -= tokens->keys[i - self->n_tokens] * self->leaving;
      if (i + 1 >= start + self->n_tokens)
        note (self, hash, i + 1 - self->n_tokens, is_old);
    }
}

static void
shingles_init (Shingles *self, guint n_shingle, guint n_old)
{
  guint64 n_room = 64;
  guint n_most = n_old;

  *self = (Shingles){ .n_tokens = n_shingle, .leaving = 1 };
  for (guint i = 0; i < n_shingle; i++)
    self->leaving *= FACTOR;
  for (; n_most > MANY_SHINGLES; n_most /= 2)
    self->wanted = self->wanted << 1 | 1;
  while (n_room < 3 * (guint64) n_most)
    n_room *= 2;
  self->shingles = _tandai_memory_new0 (n_room * sizeof (Shingle));
  self->mask = n_room - 1;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TandaiDiffRun *left = a, *right = b;

  return (left->old_start > right->old_start) - (left->old_start < right->old_start);
}

static GArray *
collect_unique (const Shingles *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (TandaiDiffRun));

  for (guint64 i = 0; i <= self->mask; i++)
    {
      const Shingle *shingle = &self->shingles[i];
      TandaiDiffRun place = { shingle->old_token, shingle->new_token, self->n_tokens };

      if (shingle->n_old == 1 && shingle->n_new == 1)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

/* The pile on which a place in the new text goes: the first whose top is behind it. */
static guint
find_pile (GArray *places, GArray *tops, guint new_start)
{
  guint low = 0, high = tops->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint top = g_array_index (tops, guint, middle);

      if (g_array_index (places, TandaiDiffRun, top).new_start < new_start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Keeps the most places that are in order in the new text too. */
static void
keep_in_order (GArray *places)
{
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *before = g_new (guint, places->len + 1);
  guint at, n_kept;

  for (guint i = 0; i < places->len; i++)
    {
      guint pile = find_pile (places, tops, g_array_index (places, TandaiDiffRun, i).new_start);

      before[i] = pile > 0 ? g_array_index (tops, guint, pile - 1) : G_MAXUINT;
      if (pile == tops->len)
        g_array_append_val (tops, i);
      else
        g_array_index (tops, guint, pile) = i;
    }
  n_kept = tops->len;
  if (n_kept == 0)
    return;
  /* The chain is read backwards, and each of its places is at or behind where it goes. */
  at = g_array_index (tops, guint, n_kept - 1);
  for (guint i = n_kept; i-- > 0; at = before[at])
    g_array_index (tops, guint, i) = at;
  for (guint i = 0; i < n_kept; i++)
    g_array_index (places, TandaiDiffRun, i) =
        g_array_index (places, TandaiDiffRun, g_array_index (tops, guint, i));
  g_array_set_size (places, n_kept);
}

/*
 * The runs of @n_shingle tokens that @area has once on each side, in order on
 * both; they may overlap. @sampled tells that there may be more.
 */
GArray *
_tandai_diff_anchors (TandaiDiff *self, TandaiDiffArea area, guint n_shingle, gboolean *sampled)
{
  guint n_old = area.old_end - area.old_start, n_new = area.new_end - area.new_start;
  Shingles shingles;
  GArray *places;

  *sampled = FALSE;
  if (n_old < n_shingle || n_new < n_shingle)
    return g_array_new (FALSE, FALSE, sizeof (TandaiDiffRun));
  shingles_init (&shingles, n_shingle, n_old);
  note_all (&shingles, &self->old_tokens, area.old_start, area.old_end, TRUE);
  note_all (&shingles, &self->new_tokens, area.new_start, area.new_end, FALSE);
  *sampled = shingles.wanted != 0;
  places = collect_unique (&shingles);
  g_free (shingles.shingles);
  keep_in_order (places);
  return places;
}

/* What is not taken of one side is noted stretch by stretch. Returns how many tokens it is. */
static guint
note_open (Shingles *self, const TandaiDiff *diff, gboolean is_old)
{
  const TandaiDiffTokens *tokens = is_old ? &diff->old_tokens : &diff->new_tokens;
  const guint8 *taken = is_old ? diff->old_taken : diff->new_taken;
  guint from = 0, n_open = 0;

  for (guint i = 0; i <= tokens->n; i++)
    if (i == tokens->n || taken[i])
      {
        if (self != NULL && i - from >= self->n_tokens)
          note_all (self, tokens, from, i, is_old);
        n_open += i - from;
        from = i + 1;
      }
  return n_open;
}

/*
 * The runs of @n_shingle tokens that are once in what is not taken of each
 * side, in whatever order, by their place in the old text.
 */
GArray *
_tandai_diff_open_anchors (TandaiDiff *self, guint n_shingle)
{
  Shingles shingles;
  GArray *places;

  shingles_init (&shingles, n_shingle, note_open (NULL, self, TRUE));
  note_open (&shingles, self, TRUE);
  note_open (&shingles, self, FALSE);
  places = collect_unique (&shingles);
  g_free (shingles.shingles);
  return places;
}
