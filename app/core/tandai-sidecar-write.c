/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-sidecar-private.h"

/* A file; a record on one line; a file without words, which has the text's length in its place. */
typedef enum
{
  FORM_FILE,
  FORM_RECORD,
  FORM_STANDOFF,
} Form;

/* Where the members of one object go; the first has no comma before it. */
typedef struct
{
  GString *to;
  const char *separator;
  gboolean started;
} Members;

static void
begin_member (Members *members, const char *name)
{
  if (members->started)
    g_string_append (members->to, members->separator);
  members->started = TRUE;
  if (name == NULL)
    return;
  g_string_append_c (members->to, '"');
  g_string_append (members->to, name);
  g_string_append (members->to, "\": ");
}

static void
add_string (Members *members, const char *name, const char *value)
{
  if (value == NULL)
    return;
  begin_member (members, name);
  tandai_json_write_string (members->to, value, -1);
}

static void
add_raw (Members *members, const char *name, const char *json)
{
  if (json == NULL || *json == '\0')
    return;
  begin_member (members, name);
  g_string_append (members->to, json);
}

static void
add_attributes (Members *members, const char *const *attributes)
{
  Members inner = { members->to, ", " };

  if (tandai_attributes_count (attributes) == 0)
    return;
  begin_member (members, "attributes");
  g_string_append_c (members->to, '{');
  for (guint i = 0; attributes[i] != NULL; i += 2)
    {
      begin_member (&inner, NULL);
      tandai_json_write_string (members->to, attributes[i], -1);
      g_string_append (members->to, ": ");
      tandai_json_write_string (members->to, attributes[i + 1], -1);
    }
  g_string_append_c (members->to, '}');
}

static void
add_ranges (Members *members, const TandaiSpanFields *span)
{
  begin_member (members, "start");
  tandai_json_write_offset (members->to, span->ranges[0].start);
  begin_member (members, "end");
  tandai_json_write_offset (members->to, span->ranges[span->n_ranges - 1].end);
  if (span->n_ranges == 1)
    return;
  begin_member (members, "fragments");
  for (guint i = 0; i < span->n_ranges; i++)
    g_string_append_printf (members->to, "%s[%u, %u]", i == 0 ? "[" : ", ", span->ranges[i].start,
                            span->ranges[i].end);
  g_string_append_c (members->to, ']');
}

/* The words of a span: mostly one piece of the text, which needs no copy. */
static void
add_words (Members *members, TandaiSpan *span, const TandaiSpanFields *fields, const TandaiText *text)
{
  g_autofree char *joined = NULL;
  const char *words = fields->stated;
  gsize n_bytes;

  begin_member (members, "text");
  if (words == NULL && fields->n_ranges == 1)
    {
      words = tandai_text_peek (text, fields->ranges[0].start, fields->ranges[0].end, &n_bytes);
      tandai_json_write_string (members->to, words, (gssize) n_bytes);
      return;
    }
  if (words == NULL)
    words = joined = tandai_span_dup_text (span, text);
  tandai_json_write_string (members->to, words, -1);
}

/* Without a text, without the span's words. */
void
_tandai_sidecar_append_span (GString *to, TandaiSpan *span, const TandaiText *text)
{
  Members members = { to, ", " };
  TandaiSpanFields fields;

  tandai_span_get_fields (span, &fields);
  g_string_append_c (to, '{');
  add_string (&members, "id", fields.id);
  add_ranges (&members, &fields);
  add_string (&members, "label", fields.label);
  if (text != NULL)
    add_words (&members, span, &fields, text);
  add_attributes (&members, fields.attributes);
  add_string (&members, "note", fields.note);
  add_string (&members, "origin", fields.origin);
  add_string (&members, "created", fields.created);
  add_raw (&members, "review", fields.review);
  add_raw (&members, NULL, fields.extra);
  g_string_append_c (to, '}');
}

void
_tandai_sidecar_append_relation (GString *to, TandaiRelation *relation)
{
  Members members = { to, ", " };
  TandaiRelationFields fields;

  tandai_relation_get_fields (relation, &fields);
  g_string_append_c (to, '{');
  add_string (&members, "id", fields.id);
  add_string (&members, "type", fields.type);
  add_string (&members, "from", fields.from);
  add_string (&members, "to", fields.to);
  add_attributes (&members, fields.attributes);
  add_string (&members, "note", fields.note);
  add_string (&members, "origin", fields.origin);
  add_raw (&members, NULL, fields.extra);
  g_string_append_c (to, '}');
}

static void
add_article (Members *members, const TandaiSidecar *self)
{
  Members inner = { members->to, ", " };

  begin_member (members, "article");
  g_string_append_c (members->to, '{');
  add_string (&inner, "file", self->file);
  add_string (&inner, "sha256", self->sha256);
  add_string (&inner, "encoding", self->encoding);
  add_string (&inner, "newline", tandai_newline_to_string (self->newline));
  add_string (&inner, "language", self->language);
  add_string (&inner, "title", self->title);
  add_string (&inner, "url", self->url);
  add_string (&inner, "publisher", self->publisher);
  add_string (&inner, "published", self->published);
  add_raw (&inner, NULL, self->article_extra);
  g_string_append_c (members->to, '}');
}

static void
add_schema (Members *members, const TandaiSidecar *self)
{
  Members inner = { members->to, ", " };

  if (self->schema_sha256 == NULL && self->schema_version == NULL && self->schema_extra == NULL)
    return;
  begin_member (members, "schema");
  g_string_append_c (members->to, '{');
  add_string (&inner, "sha256", self->schema_sha256);
  add_string (&inner, "version", self->schema_version);
  add_raw (&inner, NULL, self->schema_extra);
  g_string_append_c (members->to, '}');
}

/* What stands round the items of a list: one a line in a file, all on one line in a record. */
static void
begin_item (GString *to, gboolean lines, gboolean first)
{
  if (lines)
    g_string_append (to, first ? "\n    " : ",\n    ");
  else if (!first)
    g_string_append (to, ", ");
}

static void
add_lists (Members *members, const TandaiSidecar *self, Form form)
{
  const TandaiText *text = form == FORM_STANDOFF ? NULL : self->text;
  gboolean lines = form != FORM_RECORD;

  begin_member (members, "spans");
  g_string_append_c (members->to, '[');
  for (guint i = 0; i < self->spans->len; i++)
    {
      begin_item (members->to, lines, i == 0);
      _tandai_sidecar_append_span (members->to, g_ptr_array_index (self->spans, i), text);
    }
  g_string_append (members->to, lines && self->spans->len > 0 ? "\n  ]" : "]");
  begin_member (members, "relations");
  g_string_append_c (members->to, '[');
  for (guint i = 0; i < self->relations->len; i++)
    {
      begin_item (members->to, lines, i == 0);
      _tandai_sidecar_append_relation (members->to, g_ptr_array_index (self->relations, i));
    }
  g_string_append (members->to, lines && self->relations->len > 0 ? "\n  ]" : "]");
}

static void
add_text (Members *members, const TandaiSidecar *self, Form form)
{
  if (form == FORM_STANDOFF)
    {
      begin_member (members, "length");
      tandai_json_write_offset (members->to, tandai_text_get_length (self->text));
      return;
    }
  begin_member (members, "text");
  tandai_json_write_string (members->to, tandai_text_get_chars (self->text),
                            (gssize) tandai_text_get_bytes (self->text));
}

static void
append_all (GString *to, const TandaiSidecar *self, Form form)
{
  gboolean lines = form != FORM_RECORD;
  Members members = { to, lines ? ",\n  " : ", " };

  g_string_append (to, lines ? "{\n  " : "{");
  add_string (&members, "format", form == FORM_STANDOFF ? "tandai-standoff/1" : "tandai/1");
  add_article (&members, self);
  add_schema (&members, self);
  add_string (&members, "annotator", self->annotator);
  add_string (&members, "status", tandai_status_to_string (self->status));
  add_string (&members, "note", self->note);
  add_attributes (&members, (const char *const *) self->attributes);
  add_text (&members, self, form);
  add_lists (&members, self, form);
  add_raw (&members, "orphans", self->orphans);
  add_raw (&members, "conflicts", self->conflicts);
  for (guint i = 0; self->extra != NULL && self->extra[i] != NULL; i++)
    add_raw (&members, NULL, self->extra[i]);
  g_string_append (to, lines ? "\n}\n" : "}");
}

/**
 * tandai_sidecar_serialize:
 * @self: a sidecar
 *
 * Returns: (transfer full): the canonical bytes, as the contract has them
 */
GBytes *
tandai_sidecar_serialize (const TandaiSidecar *self)
{
  GString *to = g_string_sized_new (tandai_text_get_bytes (self->text) + self->spans->len * 160 + 1024);

  append_all (to, self, FORM_FILE);
  return g_string_free_to_bytes (to);
}

/**
 * tandai_sidecar_append_record:
 * @self: a sidecar
 * @to: where to write
 *
 * Appends the sidecar as a JSON object on one line, without a line end: a
 * record of the JSON Lines export.
 */
void
tandai_sidecar_append_record (const TandaiSidecar *self, GString *to)
{
  append_all (to, self, FORM_RECORD);
}

/**
 * tandai_sidecar_append_standoff:
 * @self: a sidecar
 * @to: where to write
 *
 * Appends the sidecar without the article's text and without the words of its
 * spans. Orphans, conflicts and reviews, which quote the article too, are
 * written as they are.
 */
void
tandai_sidecar_append_standoff (const TandaiSidecar *self, GString *to)
{
  append_all (to, self, FORM_STANDOFF);
}
