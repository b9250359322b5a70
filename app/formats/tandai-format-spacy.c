/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * spaCy: an article a line, with its words and spaces, its entities and all its
 * spans, and the script that makes the files that `spacy train` reads. The words
 * are ours and cut where a span begins or ends: spaCy makes no entity of what
 * does not lie on their edges. Offsets count code points.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-jsonl.h"
#include "formats/tandai-tagging.h"

#define SCRIPT_NAME "make_docbin.py"
static const char script[] =
    "# Makes the files that spaCy 3 trains from: python make_docbin.py [LANGUAGE]\n"
    "import json\n"
    "import pathlib\n"
    "import sys\n"
    "\n"
    "import spacy\n"
    "from spacy.tokens import Doc, DocBin\n"
    "\n"
    "nlp = spacy.blank(sys.argv[1] if len(sys.argv) > 1 else \"id\")\n"
    "for path in sorted(pathlib.Path(__file__).parent.glob(\"*.jsonl\")):\n"
    "    docs = DocBin()\n"
    "    with path.open(encoding=\"utf-8\", newline=\"\\n\") as lines:\n"
    "        for record in map(json.loads, lines):\n"
    "            doc = Doc(nlp.vocab, words=record[\"words\"], spaces=record[\"spaces\"])\n"
    "            assert doc.text == record[\"text\"]\n"
    "            doc.ents = [doc.char_span(*entity) for entity in record[\"entities\"]]\n"
    "            for key, spans in record[\"spans\"].items():\n"
    "                doc.spans[key] = [doc.char_span(*span) for span in spans]\n"
    "            docs.add(doc)\n"
    "    docs.to_disk(path.with_suffix(\".spacy\"))\n"
    "    print(path.with_suffix(\".spacy\"), len(docs))\n";

typedef struct
{
  TandaiTagging *tagging;
  GString *to;
  GString *spaces;
  /* The blanks that spans begin or end with, which are words of their own, and the edges between blanks. */
  GHashTable *lone;
  GHashTable *edges;
} Writing;

static void
append_comma (GString *to)
{
  if (to->str[to->len - 1] != '[')
    g_string_append_c (to, ',');
}

static void
append_word (Writing *writing, const char *chars, gssize n_bytes, gboolean space)
{
  append_comma (writing->to);
  tandai_json_write_string (writing->to, chars, n_bytes);
  append_comma (writing->spaces);
  g_string_append (writing->spaces, space ? "true" : "false");
}

/* What stands between two tokens, but for a space that belongs to the first: words of blanks, as spaCy has
 * them. */
static void
append_blanks (Writing *writing, const char *p, const char *end, guint offset)
{
  const char *from = p;

  while (p < end)
    {
      p = g_utf8_next_char (p);
      offset++;
      if (p == end || g_hash_table_contains (writing->edges, GUINT_TO_POINTER (offset)))
        {
          append_word (writing, from, p - from, FALSE);
          from = p;
        }
    }
}

static void
append_words (Writing *writing)
{
  const TandaiText *text = writing->tagging->article->sidecar->text;
  const char *p = tandai_text_get_chars (text);
  const char *end = p + tandai_text_get_bytes (text);
  guint n_tokens = writing->tagging->tokens->len;
  guint offset = 0;

  for (guint i = 0; i < n_tokens; i++)
    {
      const TandaiPiece *token = &g_array_index (writing->tagging->tokens, TandaiPiece, i);
      gboolean space;

      append_blanks (writing, p, token->chars, offset);
      p = token->chars + token->n_bytes;
      space = p < end && *p == ' ' && !g_hash_table_contains (writing->lone, GUINT_TO_POINTER (token->end));
      append_word (writing, token->chars, token->n_bytes, space);
      offset = token->end + (space ? 1 : 0);
      p += space ? 1 : 0;
    }
  append_blanks (writing, p, end, offset);
}

static void
append_range (GString *to, guint start, guint end, TandaiSpan *span)
{
  append_comma (to);
  g_string_append_printf (to, "[%u,%u,", start, end);
  tandai_json_write_string (to, tandai_span_get_label (span), -1);
  g_string_append_c (to, ']');
}

/* An entity may neither begin nor end with white space: spaCy could not learn it. */
static void
append_entity (Writing *writing, TandaiRange range, TandaiSpan *span)
{
  GArray *tokens = writing->tagging->tokens;
  guint first, last;

  if (tandai_tokens_in (tokens, range, &first, &last))
    append_range (writing->to, g_array_index (tokens, TandaiPiece, first).start,
                  g_array_index (tokens, TandaiPiece, last).end, span);
}

static void
append_spans (Writing *writing, GPtrArray *spans, gboolean as_entities)
{
  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        if (as_entities)
          append_entity (writing, ranges[j], spans->pdata[i]);
        else
          append_range (writing->to, ranges[j].start, ranges[j].end, spans->pdata[i]);
    }
}

/* What one layer can't hold is among the spans all the same. */
static GPtrArray *
choose_entities (TandaiTagging *tagging)
{
  const TandaiExportOptions *options = tagging->options;
  g_autoptr (GPtrArray) apart = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) layers = tandai_overlap_layers (tagging->article->sidecar->spans, options->overlap,
                                                        (const char *const *) options->overlap_labels, apart);

  for (guint i = 1; i < layers->len; i++)
    {
      GPtrArray *layer = layers->pdata[i];

      for (guint j = 0; j < layer->len; j++)
        g_ptr_array_add (apart, g_object_ref (layer->pdata[j]));
    }
  for (guint i = 0; i < apart->len; i++)
    tandai_tagging_report_span (tagging->article, tagging->report, TANDAI_LOSS_OVERLAP, FALSE,
                                apart->pdata[i]);
  return g_ptr_array_ref (layers->pdata[0]);
}

static gboolean
is_blank_at (const TandaiText *text, guint offset)
{
  return tandai_tokens_is_blank (tandai_text_get_char (text, offset));
}

static void
find_lone_blanks (Writing *writing, GPtrArray *spans)
{
  const TandaiText *text = writing->tagging->article->sidecar->text;

  for (guint i = 0; i < spans->len; i++)
    {
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        {
          if (is_blank_at (text, ranges[j].start))
            {
              g_hash_table_add (writing->lone, GUINT_TO_POINTER (ranges[j].start));
              g_hash_table_add (writing->edges, GUINT_TO_POINTER (ranges[j].start));
            }
          if (is_blank_at (text, ranges[j].end - 1))
            {
              g_hash_table_add (writing->lone, GUINT_TO_POINTER (ranges[j].end - 1));
              g_hash_table_add (writing->edges, GUINT_TO_POINTER (ranges[j].end));
            }
        }
    }
}

static void
append_record (Writing *writing)
{
  const TandaiExportArticle *article = writing->tagging->article;
  const TandaiText *text = article->sidecar->text;
  g_autoptr (GPtrArray) entities = choose_entities (writing->tagging);
  g_autofree char *id = tandai_display_name (article->name);

  g_string_append (writing->to, "{\"id\":");
  tandai_json_write_string (writing->to, id, -1);
  g_string_append (writing->to, ",\"text\":");
  tandai_json_write_string (writing->to, tandai_text_get_chars (text), (gssize) tandai_text_get_bytes (text));
  g_string_append (writing->to, ",\"words\":[");
  append_words (writing);
  g_string_append (writing->to, "],\"spaces\":");
  g_string_append_len (writing->to, writing->spaces->str, (gssize) writing->spaces->len);
  g_string_append (writing->to, "],\"entities\":[");
  append_spans (writing, entities, TRUE);
  g_string_append (writing->to, "],\"spans\":{\"sc\":[");
  append_spans (writing, article->sidecar->spans, FALSE);
  g_string_append (writing->to, "]}}");
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiTagging) tagging = tandai_tagging_new (article, options, TANDAI_TOKENS_WORDS, report);
  g_autofree char *name = g_strconcat (article->part != NULL ? article->part : "train", ".jsonl", NULL);
  g_autoptr (GHashTable) lone = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) edges = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) spaces = g_string_new ("[");
  Writing writing = { tagging, tandai_format_shared_file (files, name), spaces, lone, edges };
  gsize from = writing.to->len;

  tandai_tagging_cut (tagging, article->sidecar->spans);
  find_lone_blanks (&writing, article->sidecar->spans);
  append_record (&writing);
  tandai_jsonl_end_line (writing.to, from);
  tandai_format_report_lost (&tandai_format_spacy, article, report);
}

static void
end (gpointer state, GPtrArray *files)
{
  g_string_append (tandai_format_file (files, SCRIPT_NAME), script);
}

const TandaiFormat tandai_format_spacy = {
  .name = "spacy",
  .summary = N_ ("for spaCy: texts in words with their entities and spans, and the script that makes DocBin"),
  .carries = TANDAI_CARRIES_NESTED,
  .takes = TANDAI_TAKES_OVERLAP,
  .one_file = FALSE,
  .names_parts = TRUE,
  /* Translators: “python make_docbin.py id” is a command (“id” is a language's code), “gold_preproc = true” a
     line of spaCy's configuration. */
  .loading = N_ ("python make_docbin.py id makes the .spacy files that “spacy train” reads; with "
                 "gold_preproc = true in [corpora.train] it learns every span, also one that cuts a word."),
  .write = write_article,
  .end = end,
};
