/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which words are matched by chance, as far as can be told. A word is beyond
 * doubt where every longest common subsequence of what is round a change matches
 * it to the same word: forward and backward tables of lengths say so (the
 * tables are those of Daniel S. Hirschberg, "A linear space algorithm for
 * computing maximal common subsequences", CACM 18, 1975). And a word or two that
 * stand alone between long changes are in both texts because they are in every
 * text.
 */

#include "config.h"

#include "core/tandai-diff-private.h"

/* How many tokens on both sides of a change are looked at with it. */
#define CONTEXT 24

/* Changes are looked at together up to so many tokens. */
#define MAX_CLUSTER 1000

/* A table has no more cells than this: 8 MB. */
#define MAX_CELLS (4 * 1024 * 1024)

/* A change of no more words than this on each side is small: what stands before and behind it belongs
 * together. */
#define SMALL_WORDS 2

/* How many words must stand together between changes that are not small, and behind how many changed words
 * one more is asked for. */
#define MIN_WORDS    3
#define LONG_WORDS   12
#define LONGER_WORDS 40
#define MANY_WORDS   1000

typedef struct
{
  TandaiDiff *diff;
  TandaiDiffArea area;
  gboolean moved;
  guint8 *doubtful;
  guint16 *forward;
  guint16 *backward;
  gsize n_room;
} Doubt;

static TandaiDiffArea
change_before (const Doubt *self, guint i)
{
  const GArray *runs = self->diff->runs;
  TandaiDiffArea change = self->area;

  if (i > 0)
    {
      const TandaiDiffRun *before = &g_array_index (runs, TandaiDiffRun, i - 1);

      change.old_start = before->old_start + before->length;
      change.new_start = before->new_start + before->length;
    }
  if (i < runs->len)
    {
      change.old_end = g_array_index (runs, TandaiDiffRun, i).old_start;
      change.new_end = g_array_index (runs, TandaiDiffRun, i).new_start;
    }
  return change;
}

static guint
run_length (const Doubt *self, guint i)
{
  return i < self->diff->runs->len ? g_array_index (self->diff->runs, TandaiDiffRun, i).length : 0;
}

/* How far the change, where it has only one side, could slide into what is before or behind it. */
static guint
slide (const TandaiDiff *diff, const TandaiDiffArea *change, gboolean before, guint most)
{
  gboolean is_old = change->new_start == change->new_end;
  const guint64 *keys = is_old ? diff->old_tokens.keys : diff->new_tokens.keys;
  guint start = is_old ? change->old_start : change->new_start;
  guint end = is_old ? change->old_end : change->new_end;
  guint i = 0;

  if (!is_old && change->old_start < change->old_end)
    return 0;
  while (i < most && (before ? keys[start - 1 - i] == keys[end - 1 - i] : keys[start + i] == keys[end + i]))
    i++;
  return i;
}

/* The length of the longest common subsequence of the first so many of each side, in @forward, and of what is
 * from so many on, in @backward. */
static void
fill_tables (Doubt *self, const TandaiDiffArea *area)
{
  guint n_old = area->old_end - area->old_start, n_new = area->new_end - area->new_start;
  gsize width = n_new + 1;

  for (guint j = 0; j <= n_new; j++)
    self->forward[j] = self->backward[n_old * width + j] = 0;
  for (guint i = 0; i < n_old; i++)
    {
      guint16 *row = self->forward + i * width, *next = row + width;

      next[0] = 0;
      for (guint j = 0; j < n_new; j++)
        next[j + 1] = _tandai_diff_same (self->diff, area->old_start + i, area->new_start + j)
                          ? row[j] + 1
                          : MAX (row[j + 1], next[j]);
    }
  for (guint i = n_old; i-- > 0;)
    {
      guint16 *row = self->backward + i * width, *next = row + width;

      row[n_new] = 0;
      for (guint j = n_new; j-- > 0;)
        row[j] = _tandai_diff_same (self->diff, area->old_start + i, area->new_start + j)
                     ? next[j + 1] + 1
                     : MAX (next[j], row[j + 1]);
    }
}

/* Whether a subsequence as long as any leaves out the old token, or takes another new one for it. */
static gboolean
has_other (const Doubt *self, const TandaiDiffArea *area, guint i, guint match)
{
  guint n_new = area->new_end - area->new_start;
  gsize width = n_new + 1;
  guint16 longest = self->backward[0];
  const guint16 *before = self->forward + i * width, *behind = self->backward + (i + 1) * width;
  gboolean without = FALSE;

  /* Without a way out, the compiler makes this wide. */
  for (guint j = 0; j <= n_new; j++)
    without |= (guint16) (before[j] + behind[j]) == longest;
  if (without)
    return TRUE;
  for (guint j = 0; j < n_new; j++)
    if (before[j] + 1 + behind[j + 1] == longest && j != match
        && _tandai_diff_same (self->diff, area->old_start + i, area->new_start + j))
      return TRUE;
  return FALSE;
}

static void
make_room (Doubt *self, gsize n_cells)
{
  if (n_cells <= self->n_room)
    return;
  self->n_room = n_cells;
  self->forward = g_renew (guint16, self->forward, n_cells);
  self->backward = g_renew (guint16, self->backward, n_cells);
}

/* Looks at the tokens of the runs from @first to before @end as far as they are in @area. */
static void
doubt_area (Doubt *self, const TandaiDiffArea *area, guint first, guint end)
{
  gsize n_cells = (gsize) (area->old_end - area->old_start + 1) * (area->new_end - area->new_start + 1);

  if (n_cells > MAX_CELLS)
    return;
  make_room (self, n_cells);
  fill_tables (self, area);
  for (guint i = first; i < end && i < self->diff->runs->len; i++)
    {
      const TandaiDiffRun *run = &g_array_index (self->diff->runs, TandaiDiffRun, i);
      guint from = MAX (run->old_start, area->old_start);
      guint to = MIN (run->old_start + run->length, area->old_end);

      for (guint token = from; token < to; token++)
        if (_tandai_diff_is_word (&self->diff->old_tokens, token)
            && has_other (self, area, token - area->old_start,
                          token - run->old_start + run->new_start - area->new_start))
          self->doubtful[token] = TRUE;
    }
}

/* Changes with little between them are looked at together; @i is the run behind the first. Returns the last.
 */
static guint
doubt_cluster (Doubt *self, guint i)
{
  TandaiDiffArea area = change_before (self, i), last;
  guint first = i, before, behind;

  while (i < self->diff->runs->len && run_length (self, i) < 2 * CONTEXT
         && g_array_index (self->diff->runs, TandaiDiffRun, i).old_start - area.old_start < MAX_CLUSTER)
    i++;
  last = change_before (self, i);
  area.old_end = last.old_end;
  area.new_end = last.new_end;
  before = first > 0 ? run_length (self, first - 1) : 0;
  behind = run_length (self, i);
  before = MIN (before, CONTEXT + (first == i ? slide (self->diff, &last, TRUE, before) : 0));
  behind = MIN (behind, CONTEXT + (first == i ? slide (self->diff, &last, FALSE, behind) : 0));
  area.old_start -= before;
  area.new_start -= before;
  area.old_end += behind;
  area.new_end += behind;
  doubt_area (self, &area, first > 0 ? first - 1 : 0, i + 1);
  return i;
}

static gboolean
is_empty (const TandaiDiffArea *change)
{
  return change->old_start == change->old_end && change->new_start == change->new_end;
}

static guint
count_run (const Doubt *self, guint i)
{
  const TandaiDiffRun *run = &g_array_index (self->diff->runs, TandaiDiffRun, i);

  return _tandai_diff_count_words (&self->diff->old_tokens, run->old_start, run->old_start + run->length);
}

/* The most words that a change has on one side; what is in between without a word parts no changes. */
static guint
count_changed (const Doubt *self, guint i)
{
  guint first = i, last = i, n_old, n_new;
  TandaiDiffArea change, end;

  while (first > 0 && count_run (self, first - 1) == 0)
    first--;
  while (last < self->diff->runs->len && count_run (self, last) == 0)
    last++;
  change = change_before (self, first);
  end = change_before (self, last);
  n_old = _tandai_diff_count_words (&self->diff->old_tokens, change.old_start, end.old_end);
  n_new = _tandai_diff_count_words (&self->diff->new_tokens, change.new_start, end.new_end);
  return MAX (n_old, n_new);
}

static gboolean
is_once (const Doubt *self, guint token)
{
  return _tandai_diff_once_has (&self->diff->once, self->diff->old_tokens.keys + token);
}

/* Whether words that are there only once begin at a token and end by @end. */
static gboolean
begins_once (const Doubt *self, guint token, guint end)
{
  return token + TANDAI_DIFF_ONCE_TOKENS <= end && is_once (self, token);
}

static gboolean
is_known (const Doubt *self, guint i)
{
  const TandaiDiffRun *run = &g_array_index (self->diff->runs, TandaiDiffRun, i);

  for (guint token = 0; token < run->length; token++)
    if (begins_once (self, run->old_start + token, run->old_start + run->length))
      return TRUE;
  return FALSE;
}

static void
doubt_words (Doubt *self, guint start, guint end)
{
  for (guint token = start; token < end; token++)
    self->doubtful[token] |= _tandai_diff_is_word (&self->diff->old_tokens, token);
}

/* Whether words were changed before run @i; what is round a moved block is quite another text. */
static gboolean
is_beside_change (const Doubt *self, guint i)
{
  gboolean outside = self->moved && (i == 0 || i == self->diff->runs->len);

  return outside || count_changed (self, i) > 0;
}

/* What stands beside a change, and stands elsewhere too, may as well belong to the change: as far as to the
 * first words that are there only once. */
static void
doubt_edges (Doubt *self, guint i)
{
  const TandaiDiffRun *run = &g_array_index (self->diff->runs, TandaiDiffRun, i);
  guint start = run->old_start, end = run->old_start + run->length;
  guint first = start, last = end;

  while (first < end && !begins_once (self, first, end))
    first++;
  while (
      last > start
      && (last < start + TANDAI_DIFF_ONCE_TOKENS || !begins_once (self, last - TANDAI_DIFF_ONCE_TOKENS, end)))
    last--;
  if (is_beside_change (self, i))
    doubt_words (self, start, first);
  if (is_beside_change (self, i + 1))
    doubt_words (self, last, end);
}

static void
doubt_run (Doubt *self, guint i)
{
  TandaiDiffRun *run = &g_array_index (self->diff->runs, TandaiDiffRun, i);

  run->by_chance = TRUE;
  doubt_words (self, run->old_start, run->old_start + run->length);
}

/* One word or two that stand between changes of more. */
static gboolean
is_lonely (const Doubt *self, guint i)
{
  guint n_words = count_run (self, i);

  return n_words < MIN_WORDS && n_words < count_changed (self, i) + count_changed (self, i + 1);
}

/* Runs that only small changes part are one group; @n_before words were changed before it. Returns the run
 * behind it. */
static guint
doubt_group (Doubt *self, guint first, guint n_before, guint *n_behind)
{
  guint end = first, n_words = 0, n_changed, n_needed = MIN_WORDS;
  gboolean known = FALSE;

  do
    {
      known = known || is_known (self, end);
      n_words += count_run (self, end);
      *n_behind = count_changed (self, ++end);
    }
  while (end < self->diff->runs->len && *n_behind <= SMALL_WORDS);
  n_changed = MAX (n_before, *n_behind);
  n_needed += (n_changed > LONG_WORDS) + (n_changed > LONGER_WORDS);
  for (guint i = first; i < end; i++)
    if ((n_changed > SMALL_WORDS && (n_words < n_needed || !known)) || is_lonely (self, i))
      doubt_run (self, i);
    else
      doubt_edges (self, i);
  return end;
}

/* Marks in @doubtful, which has a place for each old token, the words that the runs in @area match by chance.
 */
void
_tandai_diff_doubt (TandaiDiff *self, TandaiDiffArea area, gboolean moved, guint8 *doubtful)
{
  Doubt doubt = { self, area, moved, doubtful };
  guint n_changed = count_changed (&doubt, 0);

  for (guint i = 0; i <= self->runs->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      TandaiDiffArea change = change_before (&doubt, i);

      if (!is_empty (&change))
        i = doubt_cluster (&doubt, i);
    }
  for (guint i = 0; i < self->runs->len;)
    i = doubt_group (&doubt, i, n_changed, &n_changed);
  g_free (doubt.forward);
  g_free (doubt.backward);
}
