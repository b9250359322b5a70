/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two texts have in common: first what stands in the same order in both, then the blocks that were
 * moved. */

#include "config.h"

#include <string.h>

#include "core/tandai-diff-private.h"

/* A moved block of fewer words than this is believed only where it is whole lines. */
#define MIN_MOVED_WORDS 8

/* Moved blocks are looked for by runs of so many tokens, long ones first. */
static const guint SHINGLES[] = { 16, 8, 4 };

/* So long a text is worth a thread of its own. */
#define THREAD_BYTES (1024 * 1024)

/* A run and its block. */
typedef struct
{
  TandaiDiffRun run;
  guint strand;
} Found;

/* A comparison on its way to an alignment; @found takes the runs of all blocks. */
typedef struct
{
  TandaiDiff diff;
  const TandaiText *old_text;
  const TandaiText *new_text;
  GArray *blocks;
  guint8 *doubtful;
  GArray *found;
  guint n_strands;
  TandaiAlignment *alignment;
} Work;

static void
settle (TandaiDiff *diff, TandaiDiffArea area)
{
  TandaiDiffRun first = { area.old_start, area.new_start, 0 };
  TandaiDiffRun last = { area.old_end, area.new_end, 0 };

  g_array_prepend_val (diff->runs, first);
  g_array_append_val (diff->runs, last);
  _tandai_diff_settle (diff);
}

/* Hashes can be equal by chance; what is called the same must be the same. */
static gboolean
is_same (const Work *work, const TandaiMatch *match)
{
  gsize n_old, n_new;
  const char *old =
      tandai_text_peek (work->old_text, match->old_start, match->old_start + match->length, &n_old);
  const char *new =
      tandai_text_peek (work->new_text, match->new_start, match->new_start + match->length, &n_new);

  return n_old == n_new && memcmp (old, new, n_old) == 0;
}

static void
take (TandaiDiff *diff, const TandaiDiffRun *run)
{
  memset (diff->old_taken + run->old_start, TRUE, run->length);
  memset (diff->new_taken + run->new_start, TRUE, run->length);
}

/* What is found by chance stays open for a better claim. */
static void
keep_runs (Work *work)
{
  for (guint i = 0; i < work->diff.runs->len; i++)
    {
      Found found = { g_array_index (work->diff.runs, TandaiDiffRun, i), work->n_strands };

      if (!found.run.by_chance)
        take (&work->diff, &found.run);
      g_array_append_val (work->found, found);
    }
  work->n_strands++;
}

static gboolean
is_taken (const TandaiDiff *diff, const TandaiDiffRun *run)
{
  return memchr (diff->old_taken + run->old_start, TRUE, run->length) != NULL
         || memchr (diff->new_taken + run->new_start, TRUE, run->length) != NULL;
}

static void
doubt (Work *work, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    work->doubtful[i] |= _tandai_diff_is_word (&work->diff.old_tokens, i);
}

static void
add_matches (Work *work)
{
  const guint *old_starts = work->diff.old_tokens.starts, *new_starts = work->diff.new_tokens.starts;

  for (guint i = 0; i < work->found->len; i++)
    {
      const Found *found = &g_array_index (work->found, Found, i);
      const TandaiDiffRun *run = &found->run;
      TandaiMatch match = { old_starts[run->old_start], new_starts[run->new_start],
                            old_starts[run->old_start + run->length] - old_starts[run->old_start],
                            found->strand };

      if (run->by_chance && is_taken (&work->diff, run))
        continue;
      if (run->by_chance)
        doubt (work, run->old_start, run->old_start + run->length);
      take (&work->diff, run);
      if (is_same (work, &match))
        g_array_append_val (work->alignment->matches, match);
    }
}

static void
add_doubts (Work *work)
{
  const TandaiDiffTokens *tokens = &work->diff.old_tokens;

  for (guint i = 0; i < tokens->n; i++)
    {
      TandaiRange doubt = { tokens->starts[i], tokens->starts[i + 1] };

      if (work->doubtful[i])
        g_array_append_val (work->alignment->doubts, doubt);
    }
}

static void
compare_all (Work *work)
{
  TandaiDiff *diff = &work->diff;
  TandaiDiffArea all = { 0, diff->old_tokens.n, 0, diff->new_tokens.n };

  _tandai_diff_area (diff, all);
  settle (diff, all);
  _tandai_diff_doubt (diff, all, FALSE, work->doubtful);
  keep_runs (work);
}

static gboolean
is_line_end (const TandaiText *text, guint offset)
{
  return offset == tandai_text_get_length (text) || tandai_text_get_char (text, offset) == '\n';
}

static gboolean
is_line_start (const TandaiText *text, guint offset)
{
  return offset == 0 || is_line_end (text, offset - 1);
}

/* Whether what is matched of a block is from a line's beginning to a line's end on both sides, or is long. */
static gboolean
is_believed (const Work *work, GArray *runs)
{
  const TandaiDiffTokens *old_tokens = &work->diff.old_tokens, *new_tokens = &work->diff.new_tokens;
  const TandaiDiffRun *first = &g_array_index (runs, TandaiDiffRun, 0);
  const TandaiDiffRun *last = &g_array_index (runs, TandaiDiffRun, runs->len - 1);
  guint n_words = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const TandaiDiffRun *run = &g_array_index (runs, TandaiDiffRun, i);

      n_words += _tandai_diff_count_words (old_tokens, run->old_start, run->old_start + run->length);
    }
  return n_words >= MIN_MOVED_WORDS
         || (is_line_start (work->old_text, old_tokens->starts[first->old_start])
             && is_line_start (work->new_text, new_tokens->starts[first->new_start])
             && is_line_end (work->old_text, old_tokens->starts[last->old_start + last->length])
             && is_line_end (work->new_text, new_tokens->starts[last->new_start + last->length]));
}

static void
compare_block (Work *work, TandaiDiffArea area)
{
  TandaiDiff *diff = &work->diff;
  g_autoptr (GArray) in_order = g_steal_pointer (&diff->runs);

  diff->runs = g_array_new (FALSE, FALSE, sizeof (TandaiDiffRun));
  _tandai_diff_area (diff, area);
  settle (diff, area);
  if (diff->runs->len > 0)
    {
      /* What was doubtful before was matched by chance to something else. */
      memset (work->doubtful + area.old_start, FALSE, area.old_end - area.old_start);
      _tandai_diff_doubt (diff, area, TRUE, work->doubtful);
      if (!is_believed (work, diff->runs))
        doubt (work, area.old_start, area.old_end);
      keep_runs (work);
    }
  g_array_unref (diff->runs);
  diff->runs = g_steal_pointer (&in_order);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const TandaiMatch *left = a, *right = b;

  return (left->old_start > right->old_start) - (left->old_start < right->old_start);
}

static void
compare_moved (Work *work)
{
  for (guint i = 0; i < G_N_ELEMENTS (SHINGLES); i++)
    {
      g_autoptr (GArray) areas = _tandai_diff_moved (&work->diff, SHINGLES[i]);

      for (guint j = 0; j < areas->len; j++)
        compare_block (work, g_array_index (areas, TandaiDiffArea, j));
    }
}

static gpointer
take_new_apart (gpointer data)
{
  Work *work = data;

  _tandai_diff_tokens_init (&work->diff.new_tokens, work->new_text, work->blocks, FALSE);
  return NULL;
}

/* Both texts in tokens; of long ones another thread takes the new one. */
static void
take_apart (Work *work)
{
  TandaiDiff *diff = &work->diff;
  GThread *thread = tandai_text_get_bytes (work->new_text) >= THREAD_BYTES
                        ? g_thread_new ("words", take_new_apart, work)
                        : NULL;

  _tandai_diff_tokens_init (&diff->old_tokens, work->old_text, work->blocks, TRUE);
  _tandai_diff_once_init (&diff->once, &diff->old_tokens, TANDAI_DIFF_ONCE_TOKENS);
  if (thread != NULL)
    g_thread_join (thread);
  else
    take_new_apart (work);
  _tandai_diff_once_add_new (&diff->once, &diff->new_tokens);
}

static void
work_clear (Work *work)
{
  g_array_unref (work->blocks);
  _tandai_diff_tokens_clear (&work->diff.old_tokens);
  _tandai_diff_tokens_clear (&work->diff.new_tokens);
  _tandai_diff_once_clear (&work->diff.once);
  g_array_unref (work->diff.runs);
  g_array_unref (work->found);
  g_free (work->diff.old_taken);
  g_free (work->diff.new_taken);
  g_free (work->doubtful);
}

/**
 * tandai_alignment_new:
 * @old_text: a text
 * @new_text: what became of it
 * @cancellable: (nullable): to stop it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Compares two texts word by word where their lines differ. What has one place
 * on each side is matched first (patience diff), then the rest by the longest
 * common subsequence (Myers 1986, in linear memory), and at last what was moved.
 * Takes time that is linear in the texts and in the square of each change.
 *
 * Returns: (transfer full): what both have, or %NULL
 */
TandaiAlignment *
tandai_alignment_new (const TandaiText *old_text,
                      const TandaiText *new_text,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TandaiAlignment) self = g_new0 (TandaiAlignment, 1);
  Work work = { .old_text = old_text, .new_text = new_text, .alignment = self };

  g_return_val_if_fail (old_text != NULL && new_text != NULL, NULL);

  self->matches = g_array_new (FALSE, FALSE, sizeof (TandaiMatch));
  self->doubts = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  work.blocks = _tandai_diff_blocks (old_text, new_text, cancellable);
  take_apart (&work);
  work.diff.runs = g_array_new (FALSE, FALSE, sizeof (TandaiDiffRun));
  work.diff.cancellable = cancellable;
  work.diff.old_taken = g_new0 (guint8, work.diff.old_tokens.n + 1);
  work.diff.new_taken = g_new0 (guint8, work.diff.new_tokens.n + 1);
  work.doubtful = g_new0 (guint8, work.diff.old_tokens.n + 1);
  work.found = g_array_new (FALSE, FALSE, sizeof (Found));
  compare_all (&work);
  compare_moved (&work);
  add_matches (&work);
  g_array_sort (self->matches, compare_matches);
  add_doubts (&work);
  work_clear (&work);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tandai_alignment_free:
 * @self: (nullable): an alignment
 *
 * Frees it.
 */
void
tandai_alignment_free (TandaiAlignment *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->matches);
  g_array_unref (self->doubts);
  g_free (self);
}
