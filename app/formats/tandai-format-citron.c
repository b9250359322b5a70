/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Citron, the quote attribution of the BBC: a JSON object an article, with its
 * text and its quotes; each has a cue, sources, and one content a fragment.
 * Offsets count code points. Citron's own reader ends at a quote without a cue,
 * so that such quotes are left out, and reported. Spans that name the same
 * entity are a coreference group.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-tagging.h"

#define QUOTE  "quote"
#define SOURCE "source"
#define CUE    "cue"
#define ENTITY "entity"

typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  GString *to;
  GHashTable *spans;
  /* From a quote to its cue, and to the spans that are its sources in their order. */
  GHashTable *cues;
  GHashTable *sources;
  /* The spans that have a place in the file. */
  GHashTable *placed;
  /* The names of the entities with two mentions or more, in the order of the first, and the mentions. */
  GPtrArray *entities;
  GHashTable *mentions;
} Writing;

static void
append_piece (Writing *writing, guint start, guint end)
{
  gsize n_bytes;
  const char *words = tandai_text_peek (writing->article->sidecar->text, start, end, &n_bytes);

  g_string_append_printf (writing->to, "{\"start\": %u, \"end\": %u, \"text\": ", start, end);
  tandai_json_write_string (writing->to, words, (gssize) n_bytes);
  g_string_append_c (writing->to, '}');
}

static void
append_pieces (Writing *writing, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      g_string_append (writing->to, i > 0 ? ", " : "");
      append_piece (writing, ranges[i].start, ranges[i].end);
    }
}

static void
append_list (Writing *writing, GPtrArray *spans)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      g_string_append (writing->to, i > 0 ? ", " : "");
      append_pieces (writing, spans->pdata[i]);
    }
}

static void
append_quote (Writing *writing, TandaiSpan *quote, TandaiSpan *cue)
{
  g_string_append (writing->to, "{\"id\": ");
  tandai_json_write_string (writing->to, tandai_span_get_id (quote), -1);
  g_string_append (writing->to, ", \"cue\": ");
  append_piece (writing, tandai_span_get_start (cue), tandai_span_get_end (cue));
  g_string_append (writing->to, ", \"sources\": [");
  append_list (writing, g_hash_table_lookup (writing->sources, quote));
  g_string_append (writing->to, "], \"contents\": [");
  append_pieces (writing, quote);
  g_string_append (writing->to, "]}");
}

static void
append_quotes (Writing *writing)
{
  GPtrArray *spans = writing->article->sidecar->spans;
  const char *separator = "\n  ";

  g_string_append (writing->to, ",\n \"quotes\": [");
  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *cue = g_hash_table_lookup (writing->cues, spans->pdata[i]);

      if (cue == NULL)
        continue;
      g_string_append (writing->to, separator);
      append_quote (writing, spans->pdata[i], cue);
      separator = ",\n  ";
    }
  g_string_append_c (writing->to, ']');
}

static void
append_groups (Writing *writing)
{
  if (writing->entities->len == 0)
    return;
  g_string_append (writing->to, ",\n \"coreference_groups\": [");
  for (guint i = 0; i < writing->entities->len; i++)
    {
      g_string_append (writing->to, i > 0 ? ",\n  [" : "\n  [");
      append_list (writing, g_hash_table_lookup (writing->mentions, writing->entities->pdata[i]));
      g_string_append_c (writing->to, ']');
    }
  g_string_append_c (writing->to, ']');
}

static gboolean
is_quote (TandaiSpan *span)
{
  return strcmp (tandai_span_get_label (span), QUOTE) == 0;
}

static gboolean
is_cue (const TandaiRelationFields *relation, TandaiSpan *to)
{
  return strcmp (relation->type, CUE) == 0 || strcmp (tandai_span_get_label (to), CUE) == 0;
}

static void
add_to (GHashTable *lists, gpointer key, TandaiSpan *span)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, key, list);
    }
  g_ptr_array_add (list, span);
}

/* A quote has one cue, the first; it must be known before its sources are. */
static void
note_cues (Writing *writing)
{
  GPtrArray *relations = writing->article->sidecar->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      TandaiRelationFields fields;
      TandaiSpan *from, *to;

      tandai_relation_get_fields (relations->pdata[i], &fields);
      from = g_hash_table_lookup (writing->spans, fields.from);
      to = g_hash_table_lookup (writing->spans, fields.to);
      if (from == NULL || to == NULL || !is_quote (from) || !is_cue (&fields, to)
          || g_hash_table_contains (writing->cues, from))
        continue;
      g_hash_table_insert (writing->cues, from, to);
      g_hash_table_add (writing->placed, from);
      g_hash_table_add (writing->placed, to);
    }
}

static gboolean
note_relation (Writing *writing, const TandaiRelationFields *relation)
{
  TandaiSpan *from = g_hash_table_lookup (writing->spans, relation->from);
  TandaiSpan *to = g_hash_table_lookup (writing->spans, relation->to);

  if (from == NULL || to == NULL || !g_hash_table_contains (writing->cues, from))
    return FALSE;
  if (is_cue (relation, to))
    return g_hash_table_lookup (writing->cues, from) == to;
  if (strcmp (relation->type, SOURCE) != 0)
    return FALSE;
  add_to (writing->sources, from, to);
  g_hash_table_add (writing->placed, to);
  return TRUE;
}

static void
note_relations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_insert (writing->spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         sidecar->spans->pdata[i]);
  note_cues (writing);
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      if (note_relation (writing, &fields))
        tandai_format_report_relation_details (writing->article, writing->report, &fields);
      else
        tandai_format_report_relation (writing->article, writing->report, &fields);
    }
}

static gboolean
is_mention (TandaiSpan *span)
{
  guint n_ranges;

  tandai_span_get_ranges (span, &n_ranges);
  return n_ranges == 1 && tandai_span_get_attribute (span, ENTITY) != NULL;
}

static void
note_entities (Writing *writing)
{
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      const char *entity = tandai_span_get_attribute (spans->pdata[i], ENTITY);
      GPtrArray *mentions;

      if (!is_mention (spans->pdata[i]))
        continue;
      if (!g_hash_table_contains (writing->mentions, entity))
        g_ptr_array_add (writing->entities, (gpointer) entity);
      add_to (writing->mentions, (gpointer) entity, spans->pdata[i]);
      mentions = g_hash_table_lookup (writing->mentions, entity);
      for (guint j = 0; mentions->len > 1 && j < mentions->len; j++)
        g_hash_table_add (writing->placed, mentions->pdata[j]);
    }
  for (guint i = writing->entities->len; i > 0; i--)
    if (((GPtrArray *) g_hash_table_lookup (writing->mentions, writing->entities->pdata[i - 1]))->len < 2)
      g_ptr_array_remove_index (writing->entities, i - 1);
}

/* Of a cue in several pieces its hull is written, of other spans each piece. */
static void
report_spans (Writing *writing)
{
  GPtrArray *spans = writing->article->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = spans->pdata[i];
      guint n_ranges;

      tandai_span_get_ranges (span, &n_ranges);
      if (!g_hash_table_contains (writing->placed, span))
        tandai_tagging_report_span (writing->article, writing->report, TANDAI_LOSS_NO_PLACE, TRUE, span);
      else if (n_ranges > 1 && !g_hash_table_contains (writing->cues, span))
        tandai_tagging_report_span (writing->article, writing->report, TANDAI_LOSS_DISCONTINUOUS, FALSE,
                                    span);
    }
}

static void
report_losses (Writing *writing)
{
  /* Which relations are carried is told where they are read. */
  const TandaiFormat reported = { .carries = TANDAI_CARRIES_RELATIONS };

  report_spans (writing);
  tandai_format_report_lost (&reported, writing->article, writing->report);
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autofree char *name = g_strconcat (article->stem, ".json", NULL);
  const TandaiText *text = article->sidecar->text;
  GDestroyNotify unref = (GDestroyNotify) g_ptr_array_unref;
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) cues = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (NULL, NULL, NULL, unref);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) mentions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref);
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  Writing writing = { article,  report,  tandai_format_file (files, name), spans, cues, sources, placed,
                      entities, mentions };

  note_relations (&writing);
  note_entities (&writing);
  g_string_append (writing.to, "{\n \"text\": ");
  tandai_json_write_string (writing.to, tandai_text_get_chars (text), (gssize) tandai_text_get_bytes (text));
  append_quotes (&writing);
  append_groups (&writing);
  g_string_append (writing.to, "\n}\n");
  report_losses (&writing);
}

const TandaiFormat tandai_format_citron = {
  .name = "citron",
  .summary = N_ ("for the BBC’s Citron: quotes that have a cue, with their sources"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS,
  /* Translators: “cue” is a label, “citron.data.DataSource(nlp, "FOLDER")” is code in Python. */
  .loading = N_ ("In Python: citron.data.DataSource(nlp, \"FOLDER\"). Citron needs a cue for each quote: a "
                 "relation to a span labelled cue, which is the reporting verb."),
  .write = write_article,
};
