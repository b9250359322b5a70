/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Spans as tags of tokens, for the formats that have nothing else: which run of
 * tokens a span is, where a sentence may end, and what can't be told by tags.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-words.h"
#include "formats/tandai-tagging.h"

/* How many tags a label has: a token can be within a run, its last, its first, or the only one. */
#define N_TAGS 4

/* A label as it is written, and its tags, which begin with the scheme's letters: "I-actor" and so on. */
typedef struct
{
  char *name;
  char *tags[N_TAGS];
  gsize n_tag;
} Name;

/* One fragment of a span, which becomes one run of tags. */
typedef struct
{
  TandaiRange range;
  TandaiSpan *span;
  const Name *name;
} Run;

/* Which run of its layer each token is in, or -1. */
typedef struct
{
  GArray *runs;
  int *tokens;
} Owners;

static void
owners_free (Owners *self)
{
  g_array_unref (self->runs);
  g_free (self->tokens);
  g_free (self);
}

/**
 * tandai_tagging_letters:
 * @scheme: "BIO", "BIOES", "BILOU" or "IO"
 *
 * Returns: the letters of a token within a run, of its last, of its first, and of the only one
 */
const char *
tandai_tagging_letters (const char *scheme)
{
  if (strcmp (scheme, "IO") == 0)
    return "IIII";
  if (strcmp (scheme, "BIOES") == 0)
    return "IEBS";
  if (strcmp (scheme, "BILOU") == 0)
    return "ILBU";
  return "IIBB";
}

static Name *
name_new (const TandaiTagging *self, const char *label)
{
  const char *letters = tandai_tagging_letters (self->options->scheme);
  Name *name = g_new (Name, 1);

  name->name = tandai_format_clean_name (label, "");
  for (guint i = 0; i < N_TAGS; i++)
    name->tags[i] = g_strconcat ((char[]){ letters[i], '-', '\0' }, name->name, NULL);
  name->n_tag = strlen (name->tags[0]);
  return name;
}

static void
name_free (Name *self)
{
  for (guint i = 0; i < N_TAGS; i++)
    g_free (self->tags[i]);
  g_free (self->name);
  g_free (self);
}

static const TandaiPiece *
get_token (const TandaiTagging *self, guint i)
{
  return &g_array_index (self->tokens, TandaiPiece, i);
}

/**
 * tandai_tagging_report_span:
 * @article: what is written
 * @report: takes the item
 * @loss: what happened to the span
 * @dropped: whether it was left out
 * @span: a span
 *
 * Reports a span by its label, place and words.
 */
void
tandai_tagging_report_span (const TandaiExportArticle *article,
                            TandaiReport *report,
                            TandaiLoss loss,
                            gboolean dropped,
                            TandaiSpan *span)
{
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;

  if (tandai_report_has_items (report))
    {
      words = tandai_span_dup_text (span, article->sidecar->text);
      detail = g_strdup_printf ("%s %u-%u %s", tandai_span_get_label (span), tandai_span_get_start (span),
                                tandai_span_get_end (span), words);
    }
  tandai_report_add (report, loss, dropped, article->name, tandai_span_get_id (span), detail);
}

static void
report_span (TandaiTagging *self, TandaiLoss loss, gboolean dropped, TandaiSpan *span)
{
  tandai_tagging_report_span (self->article, self->report, loss, dropped, span);
}

/* Notes where the span's edges fall, and reports those that cut a token; tells whether one does. */
static gboolean
note_edges (TandaiTagging *self, TandaiSpan *span, GArray *edges)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  gboolean cuts = FALSE;

  for (guint i = 0; i < n_ranges; i++)
    {
      g_array_append_val (edges, ranges[i].start);
      g_array_append_val (edges, ranges[i].end);
      cuts = cuts || tandai_tokens_splits (self->tokens, ranges[i].start)
             || tandai_tokens_splits (self->tokens, ranges[i].end);
    }
  if (cuts)
    report_span (self, TANDAI_LOSS_CUT_TOKEN, FALSE, span);
  if (n_ranges > 1)
    report_span (self, TANDAI_LOSS_DISCONTINUOUS, FALSE, span);
  return cuts;
}

static void
cut_at_edges (TandaiTagging *self, GArray *edges)
{
  GArray *pieces = tandai_tokens_cut (self->tokens, edges);

  g_array_unref (self->tokens);
  self->tokens = pieces;
}

/**
 * tandai_tagging_cut:
 * @self: a tagging
 * @spans: (element-type TandaiSpan): spans
 *
 * Cuts the tokens where spans begin and end, and reports the spans that needed
 * it and those in several fragments, which become as many.
 */
void
tandai_tagging_cut (TandaiTagging *self, GPtrArray *spans)
{
  g_autoptr (GArray) edges = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * spans->len);
  gboolean cuts = FALSE;

  for (guint i = 0; i < spans->len; i++)
    cuts |= note_edges (self, spans->pdata[i], edges);
  if (cuts)
    cut_at_edges (self, edges);
}

/* All layers' edges at once: further layers are further columns of the same rows. */
static void
cut_layers (TandaiTagging *self)
{
  g_autoptr (GArray) edges =
      g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * self->article->sidecar->spans->len);
  gboolean cuts = FALSE;

  for (guint i = 0; i < self->layers->len; i++)
    {
      GPtrArray *spans = self->layers->pdata[i];

      for (guint j = 0; j < spans->len; j++)
        cuts |= note_edges (self, spans->pdata[j], edges);
    }
  if (cuts)
    cut_at_edges (self, edges);
}

/**
 * tandai_tagging_hold:
 * @self: a tagging
 * @spans: (element-type TandaiSpan): spans at whose edges its tokens are cut
 *
 * Sees to it that no sentence will end inside a span, and reports spans in
 * which there is no token.
 */
void
tandai_tagging_hold (TandaiTagging *self, GPtrArray *spans)
{
  if (self->held == NULL)
    self->held = g_new0 (gboolean, self->tokens->len + 1);
  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges, first, last;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);
      gboolean found = FALSE;

      for (guint j = 0; j < n_ranges; j++)
        if (tandai_tokens_in (self->tokens, ranges[j], &first, &last))
          {
            found = TRUE;
            while (first++ < last)
              self->held[first] = TRUE;
          }
      if (!found)
        report_span (self, TANDAI_LOSS_CUT_TOKEN, TRUE, spans->pdata[i]);
    }
}

static void
mark_start (TandaiTagging *self, guint token, gboolean in_spans)
{
  if (self->starts == NULL)
    self->starts = g_new0 (gboolean, self->tokens->len + 1);
  if (token > 0 && (in_spans || self->held == NULL || !self->held[token]))
    self->starts[token] = TRUE;
}

/**
 * tandai_tagging_break_lines:
 * @self: a tagging
 * @in_spans: whether that may cut a span that is held
 *
 * Lets a sentence begin with each line of the text that has tokens.
 */
void
tandai_tagging_break_lines (TandaiTagging *self, gboolean in_spans)
{
  for (guint i = 1; i < self->tokens->len; i++)
    {
      const TandaiPiece *before = get_token (self, i - 1);
      const char *gap = before->chars + before->n_bytes;

      if (memchr (gap, '\n', (gsize) (get_token (self, i)->chars - gap)) != NULL)
        mark_start (self, i, in_spans);
    }
}

/**
 * tandai_tagging_break_sentences:
 * @self: a tagging
 *
 * Lets a sentence begin where the text has one, where no span is held.
 */
void
tandai_tagging_break_sentences (TandaiTagging *self)
{
  const TandaiText *text = self->article->sidecar->text;
  g_autoptr (GArray) sentences = tandai_words_sentences (text, 0, tandai_text_get_length (text));
  guint token = 0;

  for (guint i = 0; i < sentences->len; i++)
    {
      guint start = g_array_index (sentences, TandaiRange, i).start;

      while (token < self->tokens->len && get_token (self, token)->start < start)
        token++;
      if (token < self->tokens->len)
        mark_start (self, token, FALSE);
    }
}

/** tandai_tagging_starts: Returns: whether a sentence begins with a token that is not the text's first */
gboolean
tandai_tagging_starts (const TandaiTagging *self, guint token)
{
  return self->starts != NULL && self->starts[token];
}

static const Name *
find_name (TandaiTagging *self, const char *label)
{
  Name *name = g_hash_table_lookup (self->names, label);

  if (name != NULL)
    return name;
  name = name_new (self, label);
  g_hash_table_insert (self->names, (gpointer) label, name);
  if (strcmp (name->name, label) != 0)
    tandai_report_add (self->report, TANDAI_LOSS_NAME, FALSE, self->article->name, NULL, label);
  return name;
}

/**
 * tandai_tagging_name:
 * @self: a tagging
 * @label: a span's label, which is one pointer for all spans of that label
 *
 * Returns: (transfer none): the name as it is written
 */
const char *
tandai_tagging_name (TandaiTagging *self, const char *label)
{
  return find_name (self, label)->name;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  return (left->range.start > right->range.start) - (left->range.start < right->range.start);
}

/* Only the fragments of several can be out of order. */
static gboolean
is_sorted (GArray *runs)
{
  for (guint i = 1; i < runs->len; i++)
    if (compare_runs (&g_array_index (runs, Run, i - 1), &g_array_index (runs, Run, i)) > 0)
      return FALSE;
  return TRUE;
}

static GArray *
find_runs (TandaiTagging *self, GPtrArray *spans)
{
  GArray *runs = g_array_sized_new (FALSE, FALSE, sizeof (Run), spans->len);

  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);
      const Name *name = find_name (self, tandai_span_get_label (spans->pdata[i]));

      for (guint j = 0; j < n_ranges; j++)
        {
          Run run = { ranges[j], spans->pdata[i], name };

          g_array_append_val (runs, run);
        }
    }
  if (!is_sorted (runs))
    g_array_sort (runs, compare_runs);
  return runs;
}

static Owners *
owners_new (TandaiTagging *self, GPtrArray *spans)
{
  Owners *owners = g_new (Owners, 1);

  owners->runs = find_runs (self, spans);
  owners->tokens = g_new (int, self->tokens->len + 1);
  memset (owners->tokens, 0xff, (self->tokens->len + 1) * sizeof (int));
  for (guint i = 0; i < owners->runs->len; i++)
    {
      guint first, last;

      if (tandai_tokens_in (self->tokens, g_array_index (owners->runs, Run, i).range, &first, &last))
        for (guint token = first; token <= last; token++)
          owners->tokens[token] = (int) i;
    }
  return owners;
}

/* Without a letter for the beginning, two neighbours of one label read as one. */
static void
report_merged (TandaiTagging *self, const Owners *owners, guint token)
{
  const Run *run = &g_array_index (owners->runs, Run, owners->tokens[token]);
  const Run *before;

  if (strcmp (self->options->scheme, "IO") != 0 || token == 0 || tandai_tagging_starts (self, token)
      || owners->tokens[token - 1] < 0 || owners->tokens[token - 1] == owners->tokens[token])
    return;
  before = &g_array_index (owners->runs, Run, owners->tokens[token - 1]);
  if (strcmp (tandai_span_get_label (before->span), tandai_span_get_label (run->span)) == 0)
    report_span (self, TANDAI_LOSS_MERGED, FALSE, run->span);
}

/**
 * tandai_tagging_plain_until:
 * @self: a tagging of layers
 * @layer: which layer
 * @token: a token
 *
 * Returns: the first token from @token on that a span of the layer covers or with which a sentence begins, or
 * how many tokens there are
 */
guint
tandai_tagging_plain_until (const TandaiTagging *self, guint layer, guint token)
{
  const Owners *owners = self->owners->pdata[layer];
  const int *tokens = owners->tokens;
  const gboolean *starts = self->starts;
  guint n = self->tokens->len;

  while (token < n && tokens[token] < 0 && (starts == NULL || !starts[token]))
    token++;
  return token;
}

/** tandai_tagging_is_tagged: Returns: whether a span of a layer covers a token */
gboolean
tandai_tagging_is_tagged (const TandaiTagging *self, guint layer, guint token)
{
  const Owners *owners = self->owners->pdata[layer];

  return owners->tokens[token] >= 0;
}

/**
 * tandai_tagging_peek_tag:
 * @self: a tagging of layers
 * @layer: which layer
 * @token: which token
 * @n_bytes: (out): its length in bytes
 *
 * Each token is asked for once, as some tags report what they can't tell.
 *
 * Returns: (transfer none): the token's tag, like "B-actor", or "O"
 */
const char *
tandai_tagging_peek_tag (TandaiTagging *self, guint layer, guint token, gsize *n_bytes)
{
  const Owners *owners = self->owners->pdata[layer];
  int owner = owners->tokens[token];
  gboolean first, last;
  const Name *name;

  if (owner < 0)
    {
      *n_bytes = 1;
      return "O";
    }
  first = token == 0 || owners->tokens[token - 1] != owner;
  last = token + 1 == self->tokens->len || owners->tokens[token + 1] != owner;
  if (first)
    report_merged (self, owners, token);
  name = g_array_index (owners->runs, Run, owner).name;
  *n_bytes = name->n_tag;
  return name->tags[(first ? 2 : 0) + (last ? 1 : 0)];
}

/**
 * tandai_tagging_new:
 * @article: what is written
 * @options: how
 * @rule: how its text is taken apart
 * @report: takes what tokens can't carry
 *
 * Returns: (transfer full): the article's tokens, as yet uncut and without layers
 */
TandaiTagging *
tandai_tagging_new (const TandaiExportArticle *article,
                    const TandaiExportOptions *options,
                    TandaiTokenRule rule,
                    TandaiReport *report)
{
  TandaiTagging *self = g_new0 (TandaiTagging, 1);

  self->article = article;
  self->options = options;
  self->report = report;
  self->tokens = tandai_tokens_find (article->sidecar->text, rule);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) name_free);
  self->owners = g_ptr_array_new_with_free_func ((GDestroyNotify) owners_free);
  return self;
}

static void
find_layers (TandaiTagging *self)
{
  GPtrArray *spans = self->article->sidecar->spans;
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);

  self->layers = tandai_overlap_layers (spans, self->options->overlap,
                                        (const char *const *) self->options->overlap_labels, dropped);
  for (guint i = 0; i < dropped->len; i++)
    report_span (self, TANDAI_LOSS_OVERLAP, TRUE, dropped->pdata[i]);
  for (guint i = 0; i < spans->len; i++)
    tandai_tagging_name (self, tandai_span_get_label (spans->pdata[i]));
}

/**
 * tandai_tagging_new_layered:
 * @article: what is written
 * @options: how
 * @report: takes what tokens and tags can't carry
 *
 * Sorts the article's spans into layers by the policy, cuts its tokens at their
 * edges, and holds them together.
 *
 * Returns: (transfer full): the article in tokens and tags, as yet without sentences
 */
TandaiTagging *
tandai_tagging_new_layered (const TandaiExportArticle *article,
                            const TandaiExportOptions *options,
                            TandaiReport *report)
{
  gboolean at_whitespace = options->whitespace_tokens;
  TandaiTagging *self =
      tandai_tagging_new (article, options, at_whitespace ? TANDAI_TOKENS_WHITESPACE : TANDAI_TOKENS_WORDS,
                          report);

  find_layers (self);
  cut_layers (self);
  for (guint i = 0; i < self->layers->len; i++)
    {
      g_ptr_array_add (self->owners, owners_new (self, self->layers->pdata[i]));
      tandai_tagging_hold (self, self->layers->pdata[i]);
    }
  return self;
}

/**
 * tandai_tagging_free:
 * @self: (transfer full): a tagging
 *
 * Frees a tagging.
 */
void
tandai_tagging_free (TandaiTagging *self)
{
  g_array_unref (self->tokens);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->owners);
  g_free (self->held);
  g_free (self->starts);
  g_free (self);
}
