/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "corpus/tandai-tally.h"

#define RELATION_SOURCE  "source"
#define ATTRIBUTE_SOURCE "source"
#define SOURCE_UNNAMED   "unnamed"

/* Labels whose spans somebody says, whether or not one of them has a source yet. */
static const char *const said[] = { "quote", "claim", NULL };

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint *left = a;
  const guint *right = b;

  return (*left > *right) - (*left < *right);
}

static TandaiLengths *
lengths_new (void)
{
  TandaiLengths *self = g_new (TandaiLengths, 1);

  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->characters = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
lengths_free (TandaiLengths *self)
{
  g_array_unref (self->words);
  g_array_unref (self->characters);
  g_free (self);
}

static void
count_name (GTree *counts, const char *name, guint more)
{
  guint n = GPOINTER_TO_UINT (g_tree_lookup (counts, name));

  g_tree_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + more));
}

static TandaiLengths *
get_lengths (TandaiTally *self, const char *label)
{
  TandaiLengths *lengths = g_tree_lookup (self->labels, label);

  if (lengths == NULL)
    {
      lengths = lengths_new ();
      g_tree_insert (self->labels, g_strdup (label), lengths);
    }
  return lengths;
}

static TandaiSourced *
get_sourced (TandaiTally *self, const char *label)
{
  TandaiSourced *sourced = g_tree_lookup (self->sources, label);

  if (sourced == NULL)
    {
      sourced = g_new0 (TandaiSourced, 1);
      g_tree_insert (self->sources, g_strdup (label), sourced);
    }
  return sourced;
}

static void
add_lengths (TandaiTally *self, TandaiSpan *span, const TandaiTokenized *text)
{
  TandaiLengths *lengths = get_lengths (self, tandai_span_get_label (span));
  guint n_ranges, n_words = 0, n_characters = 0;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      n_words += tandai_tokenized_count_words (text, ranges[i]);
      n_characters += ranges[i].end - ranges[i].start;
    }
  g_array_append_val (lengths->words, n_words);
  g_array_append_val (lengths->characters, n_characters);
  self->n_discontinuous += n_ranges > 1;
}

static void
add_edges (GArray *starts, GArray *ends, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      g_array_append_val (starts, ranges[i].start);
      g_array_append_val (ends, ranges[i].end);
    }
}

/* Walks over the text from edge to edge: how deep the spans lie, and which tokens they cover. */
static void
add_cover (TandaiTally *self, GArray *starts, GArray *ends, const TandaiTokenized *text)
{
  guint depth = 0, counted = 0, opened = 0;
  guint i = 0, j = 0;

  g_array_sort (starts, compare_numbers);
  g_array_sort (ends, compare_numbers);
  while (j < ends->len)
    if (i < starts->len && g_array_index (starts, guint, i) < g_array_index (ends, guint, j))
      {
        if (depth++ == 0)
          opened = g_array_index (starts, guint, i);
        self->depth = MAX (self->depth, depth);
        i++;
      }
    else
      {
        TandaiRange range = { opened, g_array_index (ends, guint, j++) };
        guint from, to;

        if (--depth > 0)
          continue;
        tandai_tokenized_find (text, range, &from, &to);
        from = MAX (from, counted);
        self->n_annotated_tokens += to > from ? to - from : 0;
        counted = MAX (counted, to);
      }
}

/* How many of the spans before reach as far as each position, as a Fenwick tree counts from the end. */
typedef struct
{
  guint *sums;
  guint length;
} Reaching;

static void
reaching_add (Reaching *self, guint end)
{
  for (guint i = self->length - end + 1; i <= self->length + 1; i += i & -i)
    self->sums[i]++;
}

static guint
reaching_count (const Reaching *self, guint end)
{
  guint n = 0;

  for (guint i = self->length - end + 1; i > 0; i -= i & -i)
    n += self->sums[i];
  return n;
}

/* Whether all of a span lies in fragments of another. */
static gboolean
lies_in (TandaiSpan *inner, TandaiSpan *outer)
{
  guint n_inner, n_outer, j = 0;
  const TandaiRange *inside = tandai_span_get_ranges (inner, &n_inner);
  const TandaiRange *around = tandai_span_get_ranges (outer, &n_outer);

  for (guint i = 0; i < n_inner; i++)
    {
      while (j < n_outer && around[j].end < inside[i].end)
        j++;
      if (j == n_outer || around[j].start > inside[i].start)
        return FALSE;
    }
  return TRUE;
}

/* How many spans reach over one, but have it between their fragments, as a quote has who said it.
 * @cut holds those in several fragments that began before; it loses those that ended. */
static guint
count_between (GPtrArray *cut, TandaiSpan *span)
{
  guint n = 0;

  for (guint i = cut->len; i > 0; i--)
    {
      TandaiSpan *outer = cut->pdata[i - 1];

      if (tandai_span_get_end (outer) <= tandai_span_get_start (span))
        g_ptr_array_remove_index_fast (cut, i - 1);
      else if (tandai_span_get_end (outer) >= tandai_span_get_end (span) && !lies_in (span, outer))
        n++;
    }
  return n;
}

/* In how many of the spans before it a span lies. */
static guint
count_around (Reaching *reaching, GPtrArray *cut, TandaiSpan *span)
{
  guint n_ranges;
  guint level = reaching_count (reaching, tandai_span_get_end (span)) - count_between (cut, span);

  reaching_add (reaching, tandai_span_get_end (span));
  tandai_span_get_ranges (span, &n_ranges);
  if (n_ranges > 1)
    g_ptr_array_add (cut, span);
  return level;
}

static void
add_level (TandaiTally *self, guint level)
{
  if (level >= self->levels->len)
    g_array_set_size (self->levels, level + 1);
  g_array_index (self->levels, guint, level)++;
  self->n_nested += level > 0;
}

static void
add_source (TandaiTally *self, TandaiSpan *span, GHashTable *linked)
{
  const char *label = tandai_span_get_label (span);
  gboolean unnamed = g_strcmp0 (tandai_span_get_attribute (span, ATTRIBUTE_SOURCE), SOURCE_UNNAMED) == 0;

  if (g_hash_table_contains (linked, tandai_span_get_id (span)))
    get_sourced (self, label)->n_named++;
  else if (unnamed)
    get_sourced (self, label)->n_unnamed++;
  else
    get_sourced (self, label)->n_open++;
}

/* The spans from which a link leads to a source. */
static GHashTable *
list_linked (TandaiTally *self, const TandaiSidecar *sidecar)
{
  GHashTable *linked = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->relations->len; i++)
    if (strcmp (tandai_relation_get_kind (sidecar->relations->pdata[i]), RELATION_SOURCE) == 0)
      g_hash_table_add (linked, (gpointer) tandai_relation_get_from (sidecar->relations->pdata[i]));
  return linked;
}

static void
add_span (TandaiTally *self, TandaiSpan *span, const TandaiSidecar *sidecar, const TandaiTokenized *text)
{
  self->n_spans++;
  count_name (self->annotators, sidecar->annotator, 1);
  add_lengths (self, span, text);
}

static void
add_spans (TandaiTally *self, const TandaiSidecar *sidecar, const TandaiTokenized *text, const char *label)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) linked = list_linked (self, sidecar);
  guint length = tandai_text_get_length (text->text);
  g_autofree guint *sums = g_new0 (guint, length + 2);
  Reaching reaching = { sums, length };
  g_autoptr (GPtrArray) cut = g_ptr_array_new ();

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];
      guint level = count_around (&reaching, cut, span);

      if (label != NULL && strcmp (tandai_span_get_label (span), label) != 0)
        continue;
      add_span (self, span, sidecar, text);
      add_level (self, level);
      add_source (self, span, linked);
      add_edges (starts, ends, span);
    }
  add_cover (self, starts, ends, text);
}

static guint
count_words_left (GPtrArray *sidecars, const TandaiTokenized *text)
{
  guint furthest = 0;

  for (guint i = 0; i < sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = sidecars->pdata[i];

      for (guint j = 0; j < sidecar->spans->len; j++)
        furthest = MAX (furthest, tandai_span_get_end (sidecar->spans->pdata[j]));
    }
  return text->n_words[text->tokens->len] - tandai_tokenized_count_before (text, furthest);
}

/**
 * tandai_tally_new:
 * @value: what is counted has this in common
 *
 * Returns: (transfer full): nothing counted yet
 */
TandaiTally *
tandai_tally_new (const char *value)
{
  TandaiTally *self = g_new0 (TandaiTally, 1);

  self->value = g_strdup (value);
  self->labels = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) lengths_free);
  self->levels = g_array_new (FALSE, TRUE, sizeof (guint));
  self->sources = g_tree_new_full (compare_names, NULL, g_free, g_free);
  self->annotators = g_tree_new_full (compare_names, NULL, g_free, NULL);
  self->relations = g_tree_new_full (compare_names, NULL, g_free, NULL);
  self->days = tandai_days_new ();
  return self;
}

/**
 * tandai_tally_free:
 * @self: (transfer full): a tally
 *
 * Frees a tally.
 */
void
tandai_tally_free (TandaiTally *self)
{
  g_array_unref (self->levels);
  g_tree_unref (self->labels);
  g_tree_unref (self->sources);
  g_tree_unref (self->annotators);
  g_tree_unref (self->relations);
  tandai_days_free (self->days);
  g_free (self->value);
  g_free (self);
}

/**
 * tandai_tally_add_article:
 * @self: a tally
 * @status: how far the article has come
 * @sidecars: (element-type TandaiSidecar): all that it has
 * @text: its text
 *
 * Counts an article, without its annotations.
 */
void
tandai_tally_add_article (TandaiTally *self,
                          TandaiStatus status,
                          GPtrArray *sidecars,
                          const TandaiTokenized *text)
{
  self->n_articles++;
  self->n_by_status[status]++;
  self->n_tokens += text->tokens->len;
  self->n_characters += tandai_text_get_length (text->text);
  if (status == TANDAI_STATUS_DONE)
    tandai_days_add_done (self->days, sidecars);
  if (status == TANDAI_STATUS_NEW || status == TANDAI_STATUS_IN_PROGRESS)
    {
      self->n_left++;
      self->n_words_left += count_words_left (sidecars, text);
    }
}

/**
 * tandai_tally_add_sidecar:
 * @self: a tally
 * @sidecar: a sidecar
 * @text: its text
 * @label: (nullable): spans of this label alone, and no relations
 *
 * Counts a sidecar's annotations.
 */
void
tandai_tally_add_sidecar (TandaiTally *self,
                          const TandaiSidecar *sidecar,
                          const TandaiTokenized *text,
                          const char *label)
{
  self->n_sidecar_tokens += text->tokens->len;
  add_spans (self, sidecar, text, label);
  tandai_days_add_sidecar (self->days, sidecar, text, label);
  for (guint i = 0; label == NULL && i < sidecar->relations->len; i++)
    {
      self->n_relations++;
      count_name (self->relations, tandai_relation_get_kind (sidecar->relations->pdata[i]), 1);
    }
}

static gboolean
merge_count_cb (gpointer name, gpointer count, gpointer counts)
{
  count_name (counts, name, GPOINTER_TO_UINT (count));
  return FALSE;
}

static gboolean
merge_lengths_cb (gpointer label, gpointer value, gpointer self)
{
  const TandaiLengths *other = value;
  TandaiLengths *lengths = get_lengths (self, label);

  g_array_append_vals (lengths->words, other->words->data, other->words->len);
  g_array_append_vals (lengths->characters, other->characters->data, other->characters->len);
  return FALSE;
}

static gboolean
merge_sourced_cb (gpointer label, gpointer value, gpointer self)
{
  const TandaiSourced *other = value;
  TandaiSourced *sourced = get_sourced (self, label);

  sourced->n_named += other->n_named;
  sourced->n_unnamed += other->n_unnamed;
  sourced->n_open += other->n_open;
  return FALSE;
}

static void
merge_articles (TandaiTally *self, const TandaiTally *other)
{
  self->n_articles += other->n_articles;
  for (guint i = 0; i < G_N_ELEMENTS (self->n_by_status); i++)
    self->n_by_status[i] += other->n_by_status[i];
  self->n_left += other->n_left;
  self->n_words_left += other->n_words_left;
  self->n_tokens += other->n_tokens;
  self->n_characters += other->n_characters;
  self->n_annotated_tokens += other->n_annotated_tokens;
  self->n_sidecar_tokens += other->n_sidecar_tokens;
}

/**
 * tandai_tally_merge:
 * @self: a tally
 * @other: the tally of other articles
 *
 * Adds what another has counted.
 */
void
tandai_tally_merge (TandaiTally *self, const TandaiTally *other)
{
  merge_articles (self, other);
  self->n_spans += other->n_spans;
  self->n_discontinuous += other->n_discontinuous;
  self->n_nested += other->n_nested;
  self->depth = MAX (self->depth, other->depth);
  if (self->levels->len < other->levels->len)
    g_array_set_size (self->levels, other->levels->len);
  for (guint i = 0; i < other->levels->len; i++)
    g_array_index (self->levels, guint, i) += g_array_index (other->levels, guint, i);
  self->n_relations += other->n_relations;
  g_tree_foreach (other->labels, merge_lengths_cb, self);
  g_tree_foreach (other->sources, merge_sourced_cb, self);
  g_tree_foreach (other->annotators, merge_count_cb, self->annotators);
  g_tree_foreach (other->relations, merge_count_cb, self->relations);
  tandai_days_merge (self->days, other->days);
}

/**
 * tandai_sourced_is_told:
 * @self: the sources of a label's spans
 * @label: the label
 *
 * Returns: whether they are spans that somebody says, so that it is worth telling who
 */
gboolean
tandai_sourced_is_told (const TandaiSourced *self, const char *label)
{
  return self->n_named + self->n_unnamed > 0 || g_strv_contains (said, label);
}

/**
 * tandai_tally_get_share:
 * @self: a tally
 *
 * Returns: the share of the sidecars' tokens with a span over them, 0 to 1
 */
double
tandai_tally_get_share (const TandaiTally *self)
{
  return self->n_sidecar_tokens > 0 ? (double) self->n_annotated_tokens / (double) self->n_sidecar_tokens : 0;
}

/**
 * tandai_tally_get_minutes_left:
 * @self: a tally
 *
 * Returns: how long what is left would take at the pace of what was done; 0 where that is not known
 */
double
tandai_tally_get_minutes_left (const TandaiTally *self)
{
  double pace = tandai_day_get_pace (&self->days->total);

  return pace > 0 ? (double) self->n_words_left / pace : 0;
}

/**
 * tandai_tally_percentile:
 * @numbers: (element-type guint): numbers, which are sorted by this
 * @percent: of 100
 *
 * Returns: the smallest of the numbers that @percent of them do not exceed; 0 where there are none
 */
guint
tandai_tally_percentile (GArray *numbers, guint percent)
{
  guint rank = (guint) (((guint64) numbers->len * percent + 99) / 100);

  if (numbers->len == 0)
    return 0;
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, guint, MAX (rank, 1) - 1);
}
