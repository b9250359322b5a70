/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Hugging Face: lines of JSON, a sentence each with its tokens and tags, and the
 * card that declares them. Tags are written by name, because a writer that
 * streams can't know yet which labels there will be; the card, written last,
 * names them all, and load_dataset() makes numbers of the names by it.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-hf-card.h"
#include "formats/tandai-jsonl.h"
#include "formats/tandai-tagging.h"

typedef struct
{
  TandaiTagging *tagging;
  GString *to;
  GString *id;
  char *stem;
  guint n_records;
} Writing;

static void
append_tokens (Writing *writing, guint start, guint end)
{
  g_string_append (writing->to, "\"tokens\":[");
  for (guint i = start; i < end; i++)
    {
      const TandaiPiece *token = &g_array_index (writing->tagging->tokens, TandaiPiece, i);

      if (i > start)
        g_string_append_c (writing->to, ',');
      tandai_json_write_string (writing->to, token->chars, token->n_bytes);
    }
  g_string_append_c (writing->to, ']');
}

static void
append_tags (Writing *writing, guint layer, guint start, guint end)
{
  g_string_append_c (writing->to, '[');
  for (guint i = start; i < end; i++)
    {
      gsize n_bytes;
      const char *tag = tandai_tagging_peek_tag (writing->tagging, layer, i, &n_bytes);

      if (i > start)
        g_string_append_c (writing->to, ',');
      tandai_json_write_string (writing->to, tag, (gssize) n_bytes);
    }
  g_string_append_c (writing->to, ']');
}

static gboolean
holds_tag (Writing *writing, guint layer, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (tandai_tagging_is_tagged (writing->tagging, layer, i))
      return TRUE;
  return FALSE;
}

/* Every line has the same keys, and so a list of lists however many layers there are. */
static void
append_further_layers (Writing *writing, guint start, guint end)
{
  gboolean any = FALSE;

  g_string_append (writing->to, ",\"" TANDAI_HF_NESTED "\":[");
  for (guint i = 1; i < writing->tagging->layers->len; i++)
    {
      if (!holds_tag (writing, i, start, end))
        continue;
      if (any)
        g_string_append_c (writing->to, ',');
      append_tags (writing, i, start, end);
      any = TRUE;
    }
  g_string_append_c (writing->to, ']');
}

static void
append_record (Writing *writing, guint start, guint end)
{
  gsize from = writing->to->len;

  g_string_append (writing->to, "{\"id\":");
  g_string_printf (writing->id, "%s-%u", writing->stem, writing->n_records++);
  tandai_json_write_string (writing->to, writing->id->str, (gssize) writing->id->len);
  g_string_append_c (writing->to, ',');
  append_tokens (writing, start, end);
  g_string_append (writing->to, ",\"" TANDAI_HF_TAGS "\":");
  append_tags (writing, 0, start, end);
  if (writing->tagging->options->overlap == TANDAI_OVERLAP_NESTED)
    append_further_layers (writing, start, end);
  g_string_append_c (writing->to, '}');
  tandai_jsonl_end_line (writing->to, from);
}

static void
append_records (Writing *writing)
{
  guint n_tokens = writing->tagging->tokens->len;
  guint start = 0;

  for (guint i = 1; i <= n_tokens; i++)
    if (i == n_tokens || tandai_tagging_starts (writing->tagging, i))
      {
        append_record (writing, start, i);
        start = i;
      }
}

static gpointer
begin (const TandaiExportOptions *options)
{
  return tandai_hf_card_new (options);
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiTagging) tagging = tandai_tagging_new_layered (article, options, report);
  g_autoptr (GString) id = g_string_new (NULL);
  g_autofree char *stem = tandai_display_name (article->stem);
  g_autofree char *name = tandai_hf_card_file (article->part);
  Writing writing = { tagging, tandai_format_shared_file (files, name), id, stem };

  if (options->whitespace_tokens)
    tandai_tagging_break_lines (tagging, FALSE);
  else
    tandai_tagging_break_sentences (tagging);
  tandai_hf_card_note (state, article, tagging);
  append_records (&writing);
  tandai_format_report_lost (&tandai_format_hf, article, report);
}

static void
end (gpointer state, GPtrArray *files)
{
  tandai_hf_card_append (state, tandai_format_file (files, "README.md"));
  tandai_hf_card_free (state);
}

const TandaiFormat tandai_format_hf = {
  .name = "hf",
  /* Translators: “ner_tags” and “ner_tags_nested” are names in the file. */
  .summary = N_ ("for Hugging Face: sentences of tokens with ner_tags, and a dataset card; where it is asked "
                 "for, overlapping spans go to ner_tags_nested"),
  .carries = 0,
  .takes = TANDAI_TAKES_SCHEME | TANDAI_TAKES_TOKENS | TANDAI_TAKES_OVERLAP,
  .one_file = FALSE,
  .names_parts = TRUE,
  /* Translators: “datasets.load_dataset("FOLDER")” is code in Python. */
  .loading = N_ ("In Python: datasets.load_dataset(\"FOLDER\"). The card in README.md names the tags, and "
                 "they become numbers by it."),
  .begin = begin,
  .write = write_article,
  .end = end,
};
