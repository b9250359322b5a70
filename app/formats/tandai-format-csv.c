/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A table for spreadsheets and statistics: a span a row, with its source and what
 * is known of its article. As RFC 4180 has it, with the byte order mark by which
 * spreadsheets know UTF-8. Offsets count code points. What a spreadsheet would
 * run as a formula begins with an apostrophe. What is read are tables of articles,
 * never this one: it does not hold them.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-csv.h"
#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-csv-reader.h"
#include "formats/tandai-format.h"

#define SOURCE "source"

/* The attributes of the schema that everybody begins with have columns; others share one. */
static const char *const columns[] = { "mode", "kind", "role", "entity", NULL };

typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  char *name;
  /* From a span's id to the span, and to the one that is its source. */
  GHashTable *spans;
  GHashTable *sources;
  GString *to;
} Writing;

static void
append_cell (GString *to, const char *text)
{
  g_string_append_c (to, ',');
  if (text != NULL)
    tandai_csv_append_cell (to, text, -1);
}

static void
append_words (Writing *writing, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  g_autofree char *words = NULL;

  if (n_ranges == 1)
    {
      gsize n_bytes;
      const char *text =
          tandai_text_peek (writing->article->sidecar->text, ranges[0].start, ranges[0].end, &n_bytes);

      g_string_append_c (writing->to, ',');
      tandai_csv_append_cell (writing->to, text, (gssize) n_bytes);
      return;
    }
  words = tandai_span_dup_text (span, writing->article->sidecar->text);
  append_cell (writing->to, words);
}

/* A span in one piece has none: its start and end say it. */
static void
append_fragments (GString *to, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  g_string_append_c (to, ',');
  for (guint i = 0; n_ranges > 1 && i < n_ranges; i++)
    g_string_append_printf (to, "%s%u %u", i > 0 ? ";" : "", ranges[i].start, ranges[i].end);
}

static void
append_other_attributes (GString *to, const char *const *attributes)
{
  g_autoptr (GString) object = g_string_new (NULL);

  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      if (g_strv_contains (columns, attributes[i]))
        continue;
      g_string_append (object, object->len > 0 ? ", " : "{");
      tandai_json_write_string (object, attributes[i], -1);
      g_string_append (object, ": ");
      tandai_json_write_string (object, attributes[i + 1], -1);
    }
  if (object->len > 0)
    g_string_append_c (object, '}');
  append_cell (to, object->str);
}

static void
append_source (Writing *writing, TandaiSpan *span)
{
  TandaiSpan *source = g_hash_table_lookup (writing->sources, span);

  if (source == NULL)
    {
      g_string_append (writing->to, ",,");
      return;
    }
  append_cell (writing->to, tandai_span_get_id (source));
  append_words (writing, source);
}

static void
append_article (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  append_cell (writing->to, sidecar->annotator);
  append_cell (writing->to, tandai_status_to_string (sidecar->status));
  append_cell (writing->to, sidecar->language);
  append_cell (writing->to, sidecar->title);
  append_cell (writing->to, sidecar->publisher);
  append_cell (writing->to, sidecar->published);
  append_cell (writing->to, sidecar->url);
}

static void
append_row (Writing *writing, TandaiSpan *span)
{
  GString *to = writing->to;

  tandai_csv_append_cell (to, writing->name, -1);
  append_cell (to, tandai_span_get_id (span));
  append_cell (to, tandai_span_get_label (span));
  g_string_append_printf (to, ",%u,%u", tandai_span_get_start (span), tandai_span_get_end (span));
  append_fragments (to, span);
  append_words (writing, span);
  for (guint i = 0; columns[i] != NULL; i++)
    append_cell (to, tandai_span_get_attribute (span, columns[i]));
  append_source (writing, span);
  append_other_attributes (to, tandai_span_get_attributes (span));
  append_cell (to, tandai_span_get_note (span));
  append_article (writing);
  g_string_append (to, "\r\n");
}

/* A row has one source: the first. */
static gboolean
note_source (Writing *writing, const TandaiRelationFields *relation)
{
  TandaiSpan *from = g_hash_table_lookup (writing->spans, relation->from);
  TandaiSpan *to = g_hash_table_lookup (writing->spans, relation->to);

  if (from == NULL || to == NULL || strcmp (relation->type, SOURCE) != 0
      || g_hash_table_contains (writing->sources, from))
    return FALSE;
  return g_hash_table_insert (writing->sources, from, to);
}

static void
note_relations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  for (guint i = 0; sidecar->relations->len > 0 && i < sidecar->spans->len; i++)
    g_hash_table_insert (writing->spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      if (note_source (writing, &fields))
        tandai_format_report_relation_details (writing->article, writing->report, &fields);
      else
        tandai_format_report_relation (writing->article, writing->report, &fields);
    }
}

/* Where an article has no span, it has no row, and nothing of it is carried. */
static void
report_losses (Writing *writing)
{
  TandaiSidecar rest = *writing->article->sidecar;
  TandaiExportArticle article = *writing->article;
  TandaiFormat format = tandai_format_csv;

  if (rest.spans->len > 0)
    {
      rest.language = rest.title = rest.publisher = rest.published = rest.url = NULL;
      rest.annotator = NULL;
      article.sidecar = &rest;
    }
  else
    format.carries &= ~(guint) TANDAI_CARRIES_STATUS;
  tandai_format_report_lost (&format, &article, writing->report);
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autofree char *name = tandai_display_name (article->stem);
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  Writing writing = { article, report, name, spans, sources, tandai_format_file (files, "") };

  note_relations (&writing);
  for (guint i = 0; i < article->sidecar->spans->len; i++)
    append_row (&writing, article->sidecar->spans->pdata[i]);
  report_losses (&writing);
}

const TandaiFormat tandai_format_csv = {
  .name = "csv",
  .summary = N_ ("a table: a span a row, with its source and its article’s title and date"),
  .reading = N_ ("tables of articles: an article a row, or a span of one with its label, start and end"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS,
  .takes = TANDAI_TAKES_MAPPING | TANDAI_TAKES_UTF16,
  .one_file = TRUE,
  .suffix = ".csv",
  .head = "\xef\xbb\xbf"
          "doc_id,id,label,start,end,fragments,text,mode,kind,role,entity,source_id,source_text,attributes,"
          "note,annotator,status,language,title,publisher,published,url\r\n",
  /* Translators: “pandas.read_csv("FILE")” is code in Python, “readr::read_csv("FILE")” in R. */
  .loading = N_ ("In Python: pandas.read_csv(\"FILE\"); in R: readr::read_csv(\"FILE\"). start and end count "
                 "Unicode characters from 0, as Python does. A cell that a spreadsheet would run as a "
                 "formula begins with "
                 "an apostrophe."),
  .write = write_article,
  .read = tandai_csv_read,
};
