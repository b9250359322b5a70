/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the spans and relations of a sidecar. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-sidecar-private.h"
#include "core/tandai-sidecar-reader-private.h"

/* Where in the JSON a span has what is not a string, or -1. */
typedef struct
{
  int start;
  int end;
  int text;
  int fragments;
  int attributes;
  int review;
} SpanValues;

static gboolean
reject_offset (TandaiReader *reader, gboolean whole, const char *path, const char *name, guint offset)
{
  g_autofree char *place = name != NULL ? _tandai_reader_join_path (path, name) : g_strdup (path);

  if (!whole)
    return _tandai_reader_reject (reader, place, _ ("must be a whole number, 0 or more"));
  return _tandai_reader_reject (reader, place, _ ("%u lies beyond the text, which has %u characters"), offset,
                                tandai_text_get_length (reader->sidecar->text));
}

/* @name is the member of what stands at @path, or NULL for that itself. */
static gboolean
read_offset (TandaiReader *reader, guint value, const char *path, const char *name, guint *offset)
{
  gboolean whole = tandai_json_get_offset (reader->json, value, offset);

  return (whole && *offset <= tandai_text_get_length (reader->sidecar->text))
         || reject_offset (reader, whole, path, name, *offset);
}

static gboolean
read_offset_member (TandaiReader *reader, int value, const char *path, const char *name, guint *offset)
{
  if (value < 0)
    return _tandai_reader_reject_member (reader, path, name, _ ("is missing"));
  return read_offset (reader, value, path, name, offset);
}

static gboolean
read_fragment (TandaiReader *reader, guint value, const char *path, GArray *ranges)
{
  TandaiRange range;
  int first;

  if (tandai_json_get_kind (reader->json, value) != TANDAI_JSON_ARRAY
      || tandai_json_count (reader->json, value) != 2)
    return _tandai_reader_reject (reader, path, _ ("must be two numbers, [start, end]"));
  first = tandai_json_first (reader->json, value);
  if (!read_offset (reader, first, path, NULL, &range.start)
      || !read_offset (reader, tandai_json_next (reader->json, first), path, NULL, &range.end))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
read_fragments (TandaiReader *reader, guint list, const char *path, GArray *ranges)
{
  guint index = 0;

  if (!_tandai_reader_expect_kind (reader, list, TANDAI_JSON_ARRAY, path))
    return FALSE;
  g_array_set_size (ranges, 0);
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", path, index++);

      if (!read_fragment (reader, item, place, ranges))
        return FALSE;
    }
  return TRUE;
}

/* The fragments of a span that reaches over @hull. */
static gboolean
read_pieces (TandaiReader *reader, guint list, const char *path, TandaiRange hull, GArray *ranges)
{
  g_autofree char *fragments = _tandai_reader_join_path (path, "fragments");

  if (!read_fragments (reader, list, fragments, ranges))
    return FALSE;
  if (ranges->len < 2)
    return _tandai_reader_reject (reader, fragments, _ ("must be two or more; a span of one piece has none"));
  if (!tandai_ranges_is_proper ((TandaiRange *) (void *) ranges->data, ranges->len))
    return _tandai_reader_reject (reader, fragments,
                                  _ ("must be in order, not empty, and neither overlap nor touch"));
  if (g_array_index (ranges, TandaiRange, 0).start != hull.start
      || g_array_index (ranges, TandaiRange, ranges->len - 1).end != hull.end)
    return _tandai_reader_reject (reader, fragments, _ ("do not begin at start and end at end"));
  return TRUE;
}

static gboolean
read_ranges (TandaiReader *reader, const SpanValues *values, const char *path, GArray *ranges)
{
  TandaiRange hull;

  if (!read_offset_member (reader, values->start, path, "start", &hull.start)
      || !read_offset_member (reader, values->end, path, "end", &hull.end))
    return FALSE;
  if (hull.start >= hull.end)
    return _tandai_reader_reject_member (reader, path, "end", _ ("must be greater than start"));
  g_array_append_val (ranges, hull);
  return values->fragments < 0 || read_pieces (reader, (guint) values->fragments, path, hull, ranges);
}

static void
note_stated (TandaiReader *reader, const char *path)
{
  g_autofree char *place = _tandai_reader_join_path (path, "text");

  g_ptr_array_add (reader->sidecar->problems,
                   tandai_problem_new (place, _ ("is not what the text holds at these offsets")));
}

static gboolean
is_slice (const TandaiText *text, GArray *ranges, const char *stated, gsize n_stated)
{
  const char *end = stated + n_stated;

  for (guint i = 0; i < ranges->len; i++)
    {
      TandaiRange *range = &g_array_index (ranges, TandaiRange, i);
      gsize n_bytes;
      const char *slice = tandai_text_peek (text, range->start, range->end, &n_bytes);

      if (i > 0 && (stated == end || *stated++ != ' '))
        return FALSE;
      if ((gsize) (end - stated) < n_bytes || memcmp (stated, slice, n_bytes) != 0)
        return FALSE;
      stated += n_bytes;
    }
  return stated == end;
}

/* The words that a span states are remembered only where they are not the slice; a standoff's states none. */
static const char *
read_stated (TandaiReader *reader, int value, GArray *ranges)
{
  const char *stated;

  if (value < 0)
    return NULL;
  stated = tandai_json_end_string (reader->json, (guint) value);
  return is_slice (reader->sidecar->text, ranges, stated, strlen (stated)) ? NULL : stated;
}

static TandaiSpan *
build_span (TandaiReader *reader,
            const SpanValues *values,
            const char *path,
            GArray *ranges,
            TandaiSpanFields *fields)
{
  g_auto (GStrv) attributes = NULL;
  g_autofree char *review = NULL;
  g_autoptr (TandaiSpan) span = NULL;

  if (values->attributes >= 0
      && !_tandai_reader_read_attributes (reader, values->attributes, path, &attributes))
    return NULL;
  review = _tandai_reader_dup_raw (reader, values->review);
  fields->stated = read_stated (reader, values->text, ranges);
  fields->ranges = (TandaiRange *) (void *) ranges->data;
  fields->n_ranges = ranges->len;
  fields->attributes = (const char *const *) attributes;
  fields->review = review;
  span = tandai_span_new (fields);
  if (!_tandai_reader_take_id (reader, reader->span_ids, tandai_span_get_id (span), path))
    return NULL;
  if (fields->stated != NULL)
    note_stated (reader, path);
  return g_steal_pointer (&span);
}

static gboolean
check_label (TandaiReader *reader, const char *label, const char *path)
{
  return (label != NULL && *label != '\0')
         || _tandai_reader_reject_member (reader, path, "label", _ ("is missing"));
}

static gboolean
check_text (TandaiReader *reader, int text, const char *path)
{
  if (text < 0)
    return reader->standoff || _tandai_reader_reject_member (reader, path, "text", _ ("is missing"));
  return _tandai_reader_expect_member_kind (reader, (guint) text, TANDAI_JSON_STRING, path, "text");
}

TandaiSpan *
_tandai_reader_read_span (TandaiReader *reader, guint object, const char *path)
{
  const char *id = NULL;
  const char *label = NULL;
  const char *note = NULL;
  const char *origin = NULL;
  const char *created = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  SpanValues values = { -1, -1, -1, -1, -1, -1 };
  const TandaiKnown known[] = {
    TANDAI_KNOWN_ENDED ("id", &id),
    TANDAI_KNOWN_VALUE ("start", &values.start),
    TANDAI_KNOWN_VALUE ("end", &values.end),
    TANDAI_KNOWN_VALUE ("fragments", &values.fragments),
    TANDAI_KNOWN_ENDED ("label", &label),
    TANDAI_KNOWN_VALUE ("text", &values.text),
    TANDAI_KNOWN_VALUE ("attributes", &values.attributes),
    TANDAI_KNOWN_ENDED ("note", &note),
    TANDAI_KNOWN_ENDED ("origin", &origin),
    TANDAI_KNOWN_ENDED ("created", &created),
    TANDAI_KNOWN_VALUE ("review", &values.review),
    TANDAI_KNOWN_END,
  };
  TandaiSpanFields fields = { 0 };

  g_array_set_size (reader->ranges, 0);
  if (!_tandai_reader_expect_kind (reader, object, TANDAI_JSON_OBJECT, path)
      || !_tandai_reader_read_members (reader, object, path, known, NULL, &unknown)
      || !_tandai_reader_check_id (reader, id, path) || !read_ranges (reader, &values, path, reader->ranges)
      || !check_label (reader, label, path) || !check_text (reader, values.text, path))
    return NULL;
  extra = _tandai_reader_take_unknown (&unknown);
  fields = (TandaiSpanFields){
    .id = id, .label = label, .note = note, .origin = origin, .created = created, .extra = extra
  };
  return build_span (reader, &values, path, reader->ranges, &fields);
}

TandaiRelation *
_tandai_reader_read_relation (TandaiReader *reader, guint object, const char *path)
{
  g_auto (GStrv) attributes = NULL;
  int in_attributes = -1;
  const char *id = NULL;
  const char *type = NULL;
  const char *from = NULL;
  const char *to = NULL;
  const char *note = NULL;
  const char *origin = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  const TandaiKnown known[] = { TANDAI_KNOWN_ENDED ("id", &id),
                                TANDAI_KNOWN_ENDED ("type", &type),
                                TANDAI_KNOWN_ENDED ("from", &from),
                                TANDAI_KNOWN_ENDED ("to", &to),
                                TANDAI_KNOWN_ENDED ("note", &note),
                                TANDAI_KNOWN_ENDED ("origin", &origin),
                                TANDAI_KNOWN_VALUE ("attributes", &in_attributes),
                                TANDAI_KNOWN_END };
  TandaiRelationFields fields;
  g_autoptr (TandaiRelation) relation = NULL;

  if (!_tandai_reader_expect_kind (reader, object, TANDAI_JSON_OBJECT, path)
      || !_tandai_reader_read_members (reader, object, path, known, NULL, &unknown)
      || !_tandai_reader_check_id (reader, id, path)
      || !_tandai_reader_read_attributes (reader, in_attributes, path, &attributes))
    return NULL;
  for (guint i = 1; i <= 3; i++)
    {
      if (*known[i].ended == NULL || **known[i].ended == '\0')
        {
          _tandai_reader_reject_member (reader, path, known[i].name, _ ("is missing"));
          return NULL;
        }
      if (i > 1 && reader->span_ids != NULL && !g_hash_table_contains (reader->span_ids, *known[i].ended))
        {
          g_autofree char *place = _tandai_reader_join_path (path, known[i].name);

          _tandai_reader_reject (reader, place, _ ("there is no span “%s”"), *known[i].ended);
          return NULL;
        }
    }
  extra = _tandai_reader_take_unknown (&unknown);
  fields =
      (TandaiRelationFields){ id, type, from, to, (const char *const *) attributes, note, origin, extra };
  relation = tandai_relation_new (&fields);
  if (!_tandai_reader_take_id (reader, reader->relation_ids, tandai_relation_get_id (relation), path))
    return NULL;
  return g_steal_pointer (&relation);
}

TandaiSpan *
_tandai_sidecar_read_span (TandaiJson *json, guint object, TandaiText *text, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  TandaiSidecar sidecar = { .text = text, .problems = problems };
  TandaiReader reader = { .json = json, .sidecar = &sidecar, .error = error, .ranges = ranges };

  return _tandai_reader_read_span (&reader, object, "span");
}

TandaiRelation *
_tandai_sidecar_read_relation (TandaiJson *json, guint object, GError **error)
{
  TandaiReader reader = { .json = json, .error = error };

  return _tandai_reader_read_relation (&reader, object, "relation");
}
