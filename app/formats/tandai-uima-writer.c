/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An article as UIMA's feature structures, in whatever syntax. Offsets count UTF-16 code units, as Java does.
 */

#include "config.h"

#include "core/tandai-attributes.h"
#include "formats/tandai-uima-writer.h"

/**
 * tandai_uima_writer_init:
 * @self: a writer
 * @syntax: how it writes
 * @article: what it writes
 * @report: what takes what is lost
 * @to: where it writes to
 *
 * Makes a writer ready.
 */
void
tandai_uima_writer_init (TandaiUimaWriter *self,
                         const TandaiUimaSyntax *syntax,
                         const TandaiExportArticle *article,
                         TandaiReport *report,
                         GString *to)
{
  *self = (TandaiUimaWriter){ .syntax = syntax, .article = article, .report = report, .to = to };
  self->n_ids = TANDAI_UIMA_SOFA_ID;
  self->members = g_array_new (FALSE, FALSE, sizeof (guint));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * tandai_uima_writer_clear:
 * @self: a writer
 *
 * Frees what it holds.
 */
void
tandai_uima_writer_clear (TandaiUimaWriter *self)
{
  g_array_unref (self->members);
  g_array_unref (self->numbers);
  g_hash_table_unref (self->places);
}

static guint
reserve (TandaiUimaWriter *self, guint n)
{
  guint first = self->n_ids + 1;

  self->n_ids += n;
  return first;
}

static void
add_text (TandaiUimaWriter *self, const char *name, const char *value)
{
  if (value != NULL)
    self->syntax->text (self, name, value);
}

static void
add_list (TandaiUimaWriter *self, const char *name, const char *type, guint first, guint n)
{
  if (n > 0)
    self->syntax->list (self, name, type, first, n);
}

/* A feature structure that has a place in the text. */
static void
begin_annotation (TandaiUimaWriter *self, guint id, const char *type, guint start, guint end)
{
  const TandaiText *text = self->article->sidecar->text;

  self->syntax->begin (self, id, type);
  self->syntax->reference (self, "sofa", TANDAI_UIMA_SOFA_ID);
  self->syntax->number (self, "begin", tandai_text_to_unit (text, start));
  self->syntax->number (self, "end", tandai_text_to_unit (text, end));
}

static void
append_attributes (TandaiUimaWriter *self, guint first, const char *const *attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      self->syntax->begin (self, first + i / 2, TANDAI_UIMA_ATTRIBUTE);
      self->syntax->text (self, "name", attributes[i]);
      self->syntax->text (self, "value", attributes[i + 1]);
      self->syntax->end (self);
    }
}

/* They are in the index, too: there are readers that carry over the offsets of nothing else. */
static void
append_fragments (TandaiUimaWriter *self, guint first, const TandaiRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      guint id = first + i;

      begin_annotation (self, id, TANDAI_UIMA_FRAGMENT, ranges[i].start, ranges[i].end);
      self->syntax->end (self);
      g_array_append_val (self->members, id);
    }
}

static void
append_document (TandaiUimaWriter *self)
{
  const TandaiSidecar *sidecar = self->article->sidecar;
  guint id = reserve (self, 1);

  begin_annotation (self, id, TANDAI_UIMA_DOCUMENT, 0, tandai_text_get_length (sidecar->text));
  self->syntax->text (self, "language",
                      sidecar->language != NULL ? sidecar->language : TANDAI_UIMA_NO_LANGUAGE);
  self->syntax->end (self);
  g_array_append_val (self->members, id);
}

static void
append_article (TandaiUimaWriter *self)
{
  const TandaiSidecar *sidecar = self->article->sidecar;
  const char *const *attributes = (const char *const *) sidecar->attributes;
  guint n_attributes = tandai_attributes_count (attributes);
  guint id = reserve (self, 1);
  guint first = reserve (self, n_attributes);
  g_autofree char *name = g_utf8_make_valid (self->article->name, -1);

  self->syntax->begin (self, id, TANDAI_UIMA_ARTICLE);
  self->syntax->reference (self, "sofa", TANDAI_UIMA_SOFA_ID);
  add_text (self, "file", name);
  add_text (self, "title", sidecar->title);
  add_text (self, "url", sidecar->url);
  add_text (self, "publisher", sidecar->publisher);
  add_text (self, "published", sidecar->published);
  add_text (self, "language", sidecar->language);
  add_text (self, "annotator", *sidecar->annotator != '\0' ? sidecar->annotator : NULL);
  add_text (self, "status", tandai_status_to_string (sidecar->status));
  add_text (self, "note", sidecar->note);
  add_list (self, "attributes", TANDAI_UIMA_ATTRIBUTE, first, n_attributes);
  self->syntax->end (self);
  append_attributes (self, first, attributes);
  g_array_append_val (self->members, id);
}

static void
append_span (TandaiUimaWriter *self, TandaiSpan *span)
{
  TandaiSpanFields fields;
  guint id = reserve (self, 1);
  guint n_attributes, n_fragments, attributes, fragments;

  tandai_span_get_fields (span, &fields);
  n_attributes = tandai_attributes_count (fields.attributes);
  n_fragments = fields.n_ranges > 1 ? fields.n_ranges : 0;
  attributes = reserve (self, n_attributes);
  fragments = reserve (self, n_fragments);
  begin_annotation (self, id, TANDAI_UIMA_SPAN, tandai_span_get_start (span), tandai_span_get_end (span));
  add_text (self, "id", fields.id);
  add_text (self, "label", fields.label);
  add_text (self, "note", fields.note);
  add_list (self, "attributes", TANDAI_UIMA_ATTRIBUTE, attributes, n_attributes);
  add_list (self, "fragments", TANDAI_UIMA_FRAGMENT, fragments, n_fragments);
  self->syntax->end (self);
  g_array_append_val (self->members, id);
  append_attributes (self, attributes, fields.attributes);
  append_fragments (self, fragments, fields.ranges, n_fragments);
  g_array_append_val (self->numbers, id);
  g_hash_table_insert (self->places, (gpointer) fields.id, GUINT_TO_POINTER (self->numbers->len));
}

static TandaiSpan *
find_span (TandaiUimaWriter *self, const char *id, guint *number)
{
  GPtrArray *spans = self->article->sidecar->spans;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));

  if (place == 0)
    return NULL;
  *number = g_array_index (self->numbers, guint, place - 1);
  return spans->pdata[place - 1];
}

/* Its place is that of the span that it leads to. */
static void
append_relation (TandaiUimaWriter *self, const TandaiRelationFields *fields)
{
  guint governor = 0, dependent = 0;
  TandaiSpan *from = find_span (self, fields->from, &governor);
  TandaiSpan *to = find_span (self, fields->to, &dependent);
  guint n_attributes = tandai_attributes_count (fields->attributes);
  guint id, attributes;

  if (from == NULL || to == NULL)
    {
      tandai_format_report_relation (self->article, self->report, fields);
      return;
    }
  id = reserve (self, 1);
  attributes = reserve (self, n_attributes);
  begin_annotation (self, id, TANDAI_UIMA_RELATION, tandai_span_get_start (to), tandai_span_get_end (to));
  add_text (self, "id", fields->id);
  add_text (self, "label", fields->type);
  self->syntax->reference (self, "Governor", governor);
  self->syntax->reference (self, "Dependent", dependent);
  add_text (self, "note", fields->note);
  add_list (self, "attributes", TANDAI_UIMA_ATTRIBUTE, attributes, n_attributes);
  self->syntax->end (self);
  append_attributes (self, attributes, fields->attributes);
  g_array_append_val (self->members, id);
}

static void
append_sofa (TandaiUimaWriter *self)
{
  self->syntax->begin (self, TANDAI_UIMA_SOFA_ID, TANDAI_UIMA_SOFA);
  self->syntax->number (self, "sofaNum", 1);
  self->syntax->text (self, "sofaID", TANDAI_UIMA_VIEW);
  self->syntax->text (self, "mimeType", "text");
  self->syntax->text (self, "sofaString", tandai_text_get_chars (self->article->sidecar->text));
  self->syntax->end (self);
}

/**
 * tandai_uima_writer_run:
 * @self: a writer
 *
 * Writes the article's text and annotations; a relation that lost an end to the
 * selection is reported.
 */
void
tandai_uima_writer_run (TandaiUimaWriter *self)
{
  const TandaiSidecar *sidecar = self->article->sidecar;

  append_sofa (self);
  append_document (self);
  append_article (self);
  for (guint i = 0; i < sidecar->spans->len; i++)
    append_span (self, sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    {
      TandaiRelationFields fields;

      tandai_relation_get_fields (sidecar->relations->pdata[i], &fields);
      append_relation (self, &fields);
    }
}
