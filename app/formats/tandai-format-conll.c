/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Column files: a token a line with its tag, a blank line after each sentence.
 * Two columns are separated by a tab, four by spaces, as their readers expect.
 * A token is cut at a span's edge rather than the edge moved, and a sentence
 * goes on where it would end inside a span, so that reading the tags gives the
 * spans back.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-words.h"
#include "formats/tandai-format.h"

#define DOCUMENT_START "-DOCSTART- -X- O O\n\n"

/* One fragment of a span, which becomes one run of tags. */
typedef struct
{
  TandaiRange range;
  TandaiSpan *span;
} Run;

/* What one file holds: which run each token is in, or -1. */
typedef struct
{
  GArray *runs;
  int *owners;
} Layer;

typedef struct
{
  const TandaiExportArticle *article;
  const TandaiExportOptions *options;
  TandaiReport *report;
  GArray *tokens;
  GPtrArray *layers;
  gboolean *breaks;
} Writing;

static void
layer_free (Layer *self)
{
  g_array_unref (self->runs);
  g_free (self->owners);
  g_free (self);
}

static const TandaiToken *
get_token (GArray *tokens, guint i)
{
  return &g_array_index (tokens, TandaiToken, i);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

static void
add_token (GArray *tokens, guint start, guint end)
{
  TandaiToken token = { start, end, TRUE };

  if (start < end)
    g_array_append_val (tokens, token);
}

/* Whatever found the tokens: none may hold what a reader takes for the end of a field or line. */
static void
add_without_blanks (GArray *tokens, const TandaiText *text, const TandaiToken *token)
{
  gsize n_bytes;
  const char *p = tandai_text_peek (text, token->start, token->end, &n_bytes);
  guint start = token->start;

  for (guint offset = token->start; offset < token->end; offset++, p = g_utf8_next_char (p))
    if (is_blank (g_utf8_get_char (p)))
      {
        add_token (tokens, start, offset);
        start = offset + 1;
      }
  add_token (tokens, start, token->end);
}

static GArray *
find_tokens (const TandaiText *text, gboolean at_whitespace)
{
  guint length = tandai_text_get_length (text);
  g_autoptr (GArray) found = NULL;
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (TandaiToken));

  found = at_whitespace ? tandai_words_split (text, 0, length) : tandai_words_tokenize (text, 0, length);
  for (guint i = 0; i < found->len; i++)
    add_without_blanks (tokens, text, get_token (found, i));
  return tokens;
}

static int
compare_offset (gconstpointer a, gconstpointer b)
{
  const guint *offset = a;
  const TandaiToken *token = b;

  if (*offset <= token->start)
    return -1;
  return *offset >= token->end;
}

static gboolean
cuts_token (GArray *tokens, guint offset)
{
  return tokens->len > 0
         && bsearch (&offset, tokens->data, tokens->len, sizeof (TandaiToken), compare_offset) != NULL;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const guint *left = a;
  const guint *right = b;

  return (*left > *right) - (*left < *right);
}

static GArray *
cut_tokens (GArray *tokens, GArray *edges)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TandaiToken));
  guint edge = 0;

  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TandaiToken *token = get_token (tokens, i);
      guint start = token->start;

      for (; edge < edges->len && g_array_index (edges, guint, edge) < token->end; edge++)
        if (g_array_index (edges, guint, edge) > start)
          {
            add_token (pieces, start, g_array_index (edges, guint, edge));
            start = g_array_index (edges, guint, edge);
          }
      add_token (pieces, start, token->end);
    }
  return pieces;
}

static void
report_span (Writing *writing, TandaiLoss loss, gboolean dropped, TandaiSpan *span)
{
  g_autofree char *words = tandai_span_dup_text (span, writing->article->sidecar->text);
  g_autofree char *detail = g_strdup_printf ("%s %u-%u %s", tandai_span_get_label (span),
                                             tandai_span_get_start (span), tandai_span_get_end (span), words);

  tandai_report_add (writing->report, loss, dropped, writing->article->name, tandai_span_get_id (span),
                     detail);
}

/* Notes where the span's edges fall, and reports those that cut a token. */
static void
note_edges (Writing *writing, TandaiSpan *span, GArray *edges)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  gboolean cuts = FALSE;

  for (guint i = 0; i < n_ranges; i++)
    {
      g_array_append_val (edges, ranges[i].start);
      g_array_append_val (edges, ranges[i].end);
      cuts |= cuts_token (writing->tokens, ranges[i].start) || cuts_token (writing->tokens, ranges[i].end);
    }
  if (cuts)
    report_span (writing, TANDAI_LOSS_CUT_TOKEN, FALSE, span);
  if (n_ranges > 1)
    report_span (writing, TANDAI_LOSS_DISCONTINUOUS, FALSE, span);
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  return compare_edges (&left->range.start, &right->range.start);
}

static Layer *
layer_new (GPtrArray *spans)
{
  Layer *self = g_new0 (Layer, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        {
          Run run = { ranges[j], spans->pdata[i] };

          g_array_append_val (self->runs, run);
        }
    }
  g_array_sort (self->runs, compare_runs);
  return self;
}

static void
layer_find_owners (Layer *self, GArray *tokens)
{
  guint run = 0;

  self->owners = g_new (int, tokens->len + 1);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TandaiToken *token = get_token (tokens, i);

      while (run < self->runs->len && g_array_index (self->runs, Run, run).range.end <= token->start)
        run++;
      if (run < self->runs->len && g_array_index (self->runs, Run, run).range.start <= token->start)
        self->owners[i] = (int) run;
      else
        self->owners[i] = -1;
    }
}

static void
report_without_tokens (Writing *writing, Layer *layer, GPtrArray *spans)
{
  g_autoptr (GHashTable) tagged = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < writing->tokens->len; i++)
    if (layer->owners[i] >= 0)
      g_hash_table_add (tagged, g_array_index (layer->runs, Run, layer->owners[i]).span);
  for (guint i = 0; i < spans->len; i++)
    if (!g_hash_table_contains (tagged, spans->pdata[i]))
      report_span (writing, TANDAI_LOSS_CUT_TOKEN, TRUE, spans->pdata[i]);
}

static gboolean
breaks_span (Writing *writing, guint token)
{
  for (guint i = 0; i < writing->layers->len; i++)
    {
      Layer *layer = writing->layers->pdata[i];

      if (layer->owners[token] >= 0 && layer->owners[token] == layer->owners[token - 1])
        return TRUE;
    }
  return FALSE;
}

/* Sentences end where no span of any layer goes on, so that the layers stay in step. */
static void
find_breaks (Writing *writing)
{
  const TandaiText *text = writing->article->sidecar->text;
  g_autoptr (GArray) sentences = tandai_words_sentences (text, 0, tandai_text_get_length (text));
  guint sentence = 0;

  writing->breaks = g_new0 (gboolean, writing->tokens->len + 1);
  for (guint i = 0; i < writing->tokens->len; i++)
    {
      gboolean ended = FALSE;

      for (; sentence < sentences->len; sentence++, ended = TRUE)
        if (g_array_index (sentences, TandaiRange, sentence).start > get_token (writing->tokens, i)->start)
          break;
      writing->breaks[i] = i > 0 && ended && !breaks_span (writing, i);
    }
}

/* The letter of a token's tag, by whether the run begins or ends there. */
static char
tag_letter (const char *scheme, gboolean first, gboolean last)
{
  gboolean bioes = strcmp (scheme, "BIOES") == 0;
  gboolean bilou = strcmp (scheme, "BILOU") == 0;

  if (strcmp (scheme, "IO") == 0)
    return 'I';
  if (first && last && (bioes || bilou))
    return bioes ? 'S' : 'U';
  if (first)
    return 'B';
  if (last && (bioes || bilou))
    return bioes ? 'E' : 'L';
  return 'I';
}

/* Without a letter for the beginning, two neighbours of one label read as one. */
static void
report_merged (Writing *writing, Layer *layer, guint token)
{
  const Run *run = &g_array_index (layer->runs, Run, layer->owners[token]);
  const Run *before;

  if (strcmp (writing->options->scheme, "IO") != 0 || token == 0 || writing->breaks[token]
      || layer->owners[token - 1] < 0 || layer->owners[token - 1] == layer->owners[token])
    return;
  before = &g_array_index (layer->runs, Run, layer->owners[token - 1]);
  if (strcmp (tandai_span_get_label (before->span), tandai_span_get_label (run->span)) == 0)
    report_span (writing, TANDAI_LOSS_MERGED, FALSE, run->span);
}

static void
append_tag (Writing *writing, Layer *layer, guint token, GString *to)
{
  int owner = layer->owners[token];
  gboolean first = token == 0 || layer->owners[token - 1] != owner;
  gboolean last = token + 1 == writing->tokens->len || layer->owners[token + 1] != owner;
  g_autofree char *label = NULL;

  if (owner < 0)
    {
      g_string_append_c (to, 'O');
      return;
    }
  label = tandai_format_clean_name (tandai_span_get_label (g_array_index (layer->runs, Run, owner).span), "");
  g_string_append_c (to, tag_letter (writing->options->scheme, first, last));
  g_string_append_c (to, '-');
  g_string_append (to, label);
  report_merged (writing, layer, token);
}

static void
write_layer (Writing *writing, Layer *layer, GString *to)
{
  const TandaiText *text = writing->article->sidecar->text;
  gboolean four = writing->options->columns == 4;

  if (four)
    g_string_append (to, DOCUMENT_START);
  for (guint i = 0; i < writing->tokens->len; i++)
    {
      const TandaiToken *token = get_token (writing->tokens, i);
      gsize n_bytes;
      const char *words = tandai_text_peek (text, token->start, token->end, &n_bytes);

      if (writing->breaks[i])
        g_string_append_c (to, '\n');
      g_string_append_len (to, words, n_bytes);
      g_string_append (to, four ? " _ _ " : "\t");
      append_tag (writing, layer, i, to);
      g_string_append_c (to, '\n');
    }
  if (writing->tokens->len > 0)
    g_string_append_c (to, '\n');
}

static void
report_names (Writing *writing, GPtrArray *spans)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < spans->len; i++)
    {
      const char *label = tandai_span_get_label (spans->pdata[i]);
      g_autofree char *written = tandai_format_clean_name (label, "");

      if (strcmp (written, label) != 0 && g_hash_table_add (seen, (gpointer) label))
        tandai_report_add (writing->report, TANDAI_LOSS_NAME, FALSE, writing->article->name, NULL, label);
    }
}

/* Cuts the tokens at all layers' edges alike: further layers are further columns of the same rows. */
static void
fit_tokens (Writing *writing, GPtrArray *layered)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *pieces;

  for (guint i = 0; i < layered->len; i++)
    {
      GPtrArray *spans = layered->pdata[i];

      for (guint j = 0; j < spans->len; j++)
        note_edges (writing, spans->pdata[j], edges);
    }
  pieces = cut_tokens (writing->tokens, edges);
  g_array_unref (writing->tokens);
  writing->tokens = pieces;
}

static void
write_layers (Writing *writing, GPtrArray *layered, GPtrArray *files)
{
  for (guint i = 0; i < layered->len; i++)
    {
      Layer *layer = layer_new (layered->pdata[i]);

      layer_find_owners (layer, writing->tokens);
      g_ptr_array_add (writing->layers, layer);
      report_without_tokens (writing, layer, layered->pdata[i]);
    }
  find_breaks (writing);
  for (guint i = 0; i < layered->len; i++)
    {
      const char *stem = writing->article->stem;
      g_autofree char *name =
          i == 0 ? g_strconcat (stem, ".conll", NULL) : g_strdup_printf ("%s.%u.conll", stem, i + 1);

      write_layer (writing, writing->layers->pdata[i], tandai_format_file (files, name));
    }
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  Writing writing = { article, options, report };
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) layered = NULL;

  writing.tokens = find_tokens (article->sidecar->text, options->whitespace_tokens);
  writing.layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  layered = tandai_overlap_layers (article->sidecar->spans, options->overlap,
                                   (const char *const *) options->overlap_labels, dropped);
  for (guint i = 0; i < dropped->len; i++)
    report_span (&writing, TANDAI_LOSS_OVERLAP, TRUE, dropped->pdata[i]);
  report_names (&writing, article->sidecar->spans);
  fit_tokens (&writing, layered);
  write_layers (&writing, layered, files);
  tandai_format_report_lost (&tandai_format_conll, article, report);
  g_free (writing.breaks);
  g_array_unref (writing.tokens);
  g_ptr_array_unref (writing.layers);
}

const TandaiFormat tandai_format_conll = {
  .name = "conll",
  .summary =
      N_ ("a token a line with its tag, one layer a file (with --overlap nested, as many as it takes)"),
  .carries = 0,
  .one_file = FALSE,
  .write = write_article,
};
