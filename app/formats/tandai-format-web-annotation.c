/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * W3C Web Annotation: for each text a collection of annotations in JSON-LD,
 * beside the text that they are of. A span is an annotation that tags; its
 * targets are its fragments, each with its place in code points and with its
 * words. A relation is one that links: its target is the annotation where the
 * relation begins, the body with the purpose “linking” the one where it leads.
 * Attributes are bodies that describe, their names being labels; notes are
 * bodies that comment. What is known of the article as a whole is said by an
 * annotation of its own, the first, that describes the text.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-article-json.h"

/* How many characters of the text before and after its words a selector states. */
#define CONTEXT 32

/* @base is what the annotations' names begin with, @source the text's name for whoever reads the file beside
 * it. */
typedef struct
{
  const TandaiExportArticle *article;
  TandaiReport *report;
  GString *to;
  char *base;
  char *source;
  GHashTable *written;
} Writing;

static void
append_string (Writing *writing, const char *before, const char *text)
{
  g_string_append (writing->to, before);
  tandai_json_write_string (writing->to, text, -1);
}

static void
append_member (Writing *writing, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (writing->to, ", \"%s\": ", name);
  tandai_json_write_string (writing->to, value, -1);
}

static void
append_name (Writing *writing, const char *before, const char *id)
{
  g_autofree char *name = g_strconcat (writing->base, "#", id, NULL);

  append_string (writing, before, name);
}

static void
append_body (Writing *writing, const char *before, const char *purpose, const char *label, const char *value)
{
  g_string_append_printf (writing->to, "%s{\"type\": \"TextualBody\", \"purpose\": \"%s\"", before, purpose);
  append_member (writing, "label", label);
  append_string (writing, ", \"value\": ", value);
  g_string_append_c (writing->to, '}');
}

static void
append_attributes (Writing *writing, const char *const *attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    append_body (writing, ", ", "describing", attributes[i], attributes[i + 1]);
}

static void
begin_annotation (Writing *writing, const char *id, const char *motivation)
{
  append_name (writing, "   {\"id\": ", id);
  g_string_append_printf (writing->to, ", \"type\": \"Annotation\", \"motivation\": \"%s\", \"body\": [",
                          motivation);
}

static void
append_slice (Writing *writing, const char *before, guint start, guint end)
{
  gsize n_bytes;
  const char *words = tandai_text_peek (writing->article->sidecar->text, start, end, &n_bytes);

  g_string_append (writing->to, before);
  tandai_json_write_string (writing->to, words, (gssize) n_bytes);
}

static void
append_target (Writing *writing, TandaiRange range)
{
  guint length = tandai_text_get_length (writing->article->sidecar->text);

  append_string (writing, "{\"source\": ", writing->source);
  g_string_append_printf (writing->to,
                          ", \"selector\": [{\"type\": \"TextPositionSelector\", \"start\": %u, \"end\": %u}",
                          range.start, range.end);
  append_slice (writing, ", {\"type\": \"TextQuoteSelector\", \"exact\": ", range.start, range.end);
  append_slice (writing, ", \"prefix\": ", range.start > CONTEXT ? range.start - CONTEXT : 0, range.start);
  append_slice (writing, ", \"suffix\": ", range.end, MIN (length, range.end + CONTEXT));
  g_string_append (writing->to, "}]}");
}

static void
append_span (Writing *writing, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  g_string_append (writing->to, ",\n");
  begin_annotation (writing, tandai_span_get_id (span), "tagging");
  append_body (writing, "", "tagging", NULL, tandai_span_get_label (span));
  append_attributes (writing, tandai_span_get_attributes (span));
  if (tandai_span_get_note (span) != NULL)
    append_body (writing, ", ", "commenting", NULL, tandai_span_get_note (span));
  g_string_append (writing->to, "], \"target\": ");
  for (guint i = 0; i < n_ranges; i++)
    {
      g_string_append (writing->to, i > 0 ? ", " : n_ranges > 1 ? "[" : "");
      append_target (writing, ranges[i]);
    }
  g_string_append (writing->to, n_ranges > 1 ? "]}" : "}");
}

static gboolean
has_ends (Writing *writing, TandaiRelation *relation)
{
  return g_hash_table_contains (writing->written, tandai_relation_get_from (relation))
         && g_hash_table_contains (writing->written, tandai_relation_get_to (relation));
}

static void
append_relation (Writing *writing, const TandaiRelationFields *relation)
{
  g_string_append (writing->to, ",\n");
  begin_annotation (writing, relation->id, "linking");
  append_body (writing, "", "tagging", NULL, relation->type);
  append_name (writing,
               ", {\"type\": \"SpecificResource\", \"purpose\": \"linking\", \"source\": ", relation->to);
  g_string_append_c (writing->to, '}');
  append_attributes (writing, relation->attributes);
  if (relation->note != NULL)
    append_body (writing, ", ", "commenting", NULL, relation->note);
  append_name (writing, "], \"target\": ", relation->from);
  g_string_append_c (writing->to, '}');
}

/* What is known of the text itself are members of the target; what people say about it are bodies. */
static void
append_article (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  begin_annotation (writing, "article.1", "describing");
  append_body (writing, "", "describing", "status", tandai_status_to_string (sidecar->status));
  append_attributes (writing, (const char *const *) sidecar->attributes);
  if (sidecar->note != NULL)
    append_body (writing, ", ", "commenting", NULL, sidecar->note);
  append_string (writing, "], \"target\": {\"id\": ", writing->source);
  g_string_append (writing->to, ", \"type\": \"Text\", \"format\": \"text/plain\"");
  append_member (writing, "language", sidecar->language);
  append_member (writing, "dcterms:title", sidecar->title);
  append_member (writing, "schema:url", sidecar->url);
  append_member (writing, "dcterms:publisher", sidecar->publisher);
  append_member (writing, "dcterms:issued", sidecar->published);
  g_string_append (writing->to, "}}");
}

static void
append_annotations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  append_article (writing);
  for (guint i = 0; i < sidecar->spans->len; i++)
    append_span (writing, sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      if (has_ends (writing, sidecar->relations->pdata[i]))
        append_relation (writing, &fields);
      else
        tandai_format_report_relation (writing->article, writing->report, &fields);
    }
}

/* How many annotations there will be, once it is known which relations have both ends. */
static guint
count_annotations (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;
  guint n = 1 + sidecar->spans->len;

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_add (writing->written, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]));
  for (guint i = 0; i < sidecar->relations->len; i++)
    n += has_ends (writing, sidecar->relations->pdata[i]) ? 1 : 0;
  return n;
}

static void
append_collection (Writing *writing)
{
  const TandaiSidecar *sidecar = writing->article->sidecar;

  append_string (writing,
                 "{\n \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n \"id\": ", writing->base);
  g_string_append (writing->to, ",\n \"type\": \"AnnotationCollection\",\n");
  if (*sidecar->annotator != '\0')
    {
      append_string (writing, " \"creator\": {\"type\": \"Person\", \"nickname\": ", sidecar->annotator);
      g_string_append (writing->to, "},\n");
    }
  g_string_append_printf (writing->to, " \"total\": %u,\n \"first\": {\n", count_annotations (writing));
  append_name (writing, "  \"id\": ", "page.1");
  g_string_append (writing->to, ",\n  \"type\": \"AnnotationPage\",\n  \"startIndex\": 0,\n  \"items\": [\n");
  append_annotations (writing);
  g_string_append (writing->to, "\n  ]\n }\n}\n");
}

/* A name of any form as a part of an IRI. */
static char *
dup_iri (const char *prefix, const char *path, const char *suffix)
{
  g_autofree char *name = tandai_display_name (path);
  g_autofree char *escaped = g_uri_escape_string (name, "/", TRUE);

  return g_strconcat (prefix, escaped, suffix, NULL);
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text_name = g_strconcat (article->stem, ".txt", NULL);
  g_autofree char *name = g_strconcat (article->stem, ".jsonld", NULL);
  g_autofree char *base_name = g_path_get_basename (article->stem);
  g_autofree char *base = dup_iri ("urn:x-tandai:", article->stem, NULL);
  g_autofree char *source = dup_iri ("", base_name, ".txt");
  const TandaiText *text = article->sidecar->text;
  Writing writing = { article, report, NULL, base, source, written };

  g_string_append_len (tandai_format_file (files, text_name), tandai_text_get_chars (text),
                       tandai_text_get_bytes (text));
  writing.to = tandai_format_file (files, name);
  append_collection (&writing);
  tandai_article_json_report_rest (&tandai_format_web_annotation, article, report);
}

const TandaiFormat tandai_format_web_annotation = {
  .name = "web-annotation",
  .summary = N_ ("W3C Web Annotation: each text with a collection of its annotations in JSON-LD"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .one_file = FALSE,
  .loading = N_ ("Any reader of JSON-LD takes the .jsonld files; start and end count Unicode code points of "
                 "the .txt file beside them."),
  .write = write_article,
};
