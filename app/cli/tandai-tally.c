/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cli/tandai-tally.h"
#include "core/tandai-words.h"

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
count_name (GTree *counts, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_tree_lookup (counts, name));

  g_tree_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

/* The first token that ends after @offset. */
static guint
find_token (GArray *tokens, guint offset)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, TandaiToken, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The tokens that have something in common with a range: from the first to before the second. */
static void
find_tokens (const TandaiTokenized *text, TandaiRange range, guint *from, guint *to)
{
  *from = find_token (text->tokens, range.start);
  *to = find_token (text->tokens, range.end);
  if (*to < text->tokens->len && g_array_index (text->tokens, TandaiToken, *to).start < range.end)
    (*to)++;
}

static void
add_lengths (TandaiTally *self, TandaiSpan *span, const TandaiTokenized *text)
{
  const char *label = tandai_span_get_label (span);
  TandaiLengths *lengths = g_tree_lookup (self->labels, label);
  guint n_ranges, n_words = 0, n_characters = 0;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  if (lengths == NULL)
    {
      lengths = lengths_new ();
      g_tree_insert (self->labels, g_strdup (label), lengths);
    }
  for (guint i = 0; i < n_ranges; i++)
    {
      guint from, to;

      find_tokens (text, ranges[i], &from, &to);
      n_words += text->n_words[to] - text->n_words[from];
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
        find_tokens (text, range, &from, &to);
        from = MAX (from, counted);
        self->n_annotated_tokens += to > from ? to - from : 0;
        counted = MAX (counted, to);
      }
}

static void
add_spans (TandaiTally *self, const TandaiSidecar *sidecar, const TandaiTokenized *text, const char *label)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint furthest = 0;

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];
      gboolean nested = tandai_span_get_end (span) <= furthest;

      furthest = MAX (furthest, tandai_span_get_end (span));
      if (label != NULL && strcmp (tandai_span_get_label (span), label) != 0)
        continue;
      self->n_spans++;
      self->n_nested += nested;
      count_name (self->annotators, sidecar->annotator);
      add_lengths (self, span, text);
      add_edges (starts, ends, span);
    }
  add_cover (self, starts, ends, text);
}

/**
 * tandai_tokenized_new:
 * @text: a text
 *
 * Returns: (transfer full): the text with its words
 */
TandaiTokenized *
tandai_tokenized_new (TandaiText *text)
{
  TandaiTokenized *self = g_new (TandaiTokenized, 1);

  self->text = tandai_text_ref (text);
  self->tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  self->n_words = g_new0 (guint, self->tokens->len + 1);
  for (guint i = 0; i < self->tokens->len; i++)
    self->n_words[i + 1] = self->n_words[i] + (g_array_index (self->tokens, TandaiToken, i).is_word ? 1 : 0);
  return self;
}

/**
 * tandai_tokenized_free:
 * @self: (transfer full): a text with its words
 *
 * Frees it.
 */
void
tandai_tokenized_free (TandaiTokenized *self)
{
  tandai_text_unref (self->text);
  g_array_unref (self->tokens);
  g_free (self->n_words);
  g_free (self);
}

/**
 * tandai_tally_new:
 * @value: (nullable): what is counted has this in common
 *
 * Returns: (transfer full): nothing counted yet
 */
TandaiTally *
tandai_tally_new (const char *value)
{
  TandaiTally *self = g_new0 (TandaiTally, 1);

  self->value = g_strdup (value);
  self->labels = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) lengths_free);
  self->annotators = g_tree_new_full (compare_names, NULL, g_free, NULL);
  self->relations = g_tree_new_full (compare_names, NULL, g_free, NULL);
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
  g_tree_unref (self->labels);
  g_tree_unref (self->annotators);
  g_tree_unref (self->relations);
  g_free (self->value);
  g_free (self);
}

/**
 * tandai_tally_add_article:
 * @self: a tally
 * @article: what tells articles apart; only ever compared
 * @status: how far it has come
 * @text: its text
 *
 * Counts an article, once where it comes several times in a row.
 */
void
tandai_tally_add_article (TandaiTally *self,
                          gpointer article,
                          TandaiStatus status,
                          const TandaiTokenized *text)
{
  if (self->last == article)
    return;
  self->last = article;
  self->n_articles++;
  self->n_by_status[status]++;
  self->n_tokens += text->tokens->len;
  self->n_characters += tandai_text_get_length (text->text);
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
  for (guint i = 0; label == NULL && i < sidecar->relations->len; i++)
    {
      self->n_relations++;
      count_name (self->relations, tandai_relation_get_kind (sidecar->relations->pdata[i]));
    }
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
