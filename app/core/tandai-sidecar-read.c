/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "core/tandai-sidecar-private.h"

/* One sidecar that is being read; the ids are %NULL where single items are, which nothing is compared with.
 * A standoff has no words: its text is @given. */
typedef struct
{
  TandaiJson *json;
  TandaiSidecar *sidecar;
  GHashTable *span_ids;
  GHashTable *relation_ids;
  GError **error;
  GArray *ranges;
  gboolean standoff;
  TandaiText *given;
  gboolean head_only;
} Reader;

/* The known members of one object, and where each goes. */
typedef struct
{
  const char *name;
  char **string;
} Known;

static gboolean G_GNUC_PRINTF (3, 4) reject (Reader *reader, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: a JSON path like "spans[3].end", then what is wrong there. */
  g_set_error (reader->error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR, _ ("%s: %s"), path, reason);
  return FALSE;
}

static char *
join_path (const char *path, const char *name)
{
  return *path == '\0' ? g_strdup (name) : g_strconcat (path, ".", name, NULL);
}

/* As reject(), of a member of what stands at @path: only what is wrong needs its path spelt out. */
static gboolean
reject_member (Reader *reader, const char *path, const char *name, const char *reason)
{
  g_autofree char *place = join_path (path, name);

  return reject (reader, place, "%s", reason);
}

static const char *
expected_kind (TandaiJsonType kind)
{
  switch (kind)
    {
    case TANDAI_JSON_STRING:
      return _ ("a text was expected");
    case TANDAI_JSON_ARRAY:
      return _ ("a list was expected");
    default:
      return _ ("an object was expected");
    }
}

static gboolean
expect_kind (Reader *reader, guint value, TandaiJsonType kind, const char *path)
{
  return tandai_json_get_kind (reader->json, value) == kind
         || reject (reader, path, "%s", expected_kind (kind));
}

static gboolean
expect_member_kind (Reader *reader, guint value, TandaiJsonType kind, const char *path, const char *name)
{
  return tandai_json_get_kind (reader->json, value) == kind
         || reject_member (reader, path, name, expected_kind (kind));
}

static int
require (Reader *reader, guint object, const char *path, const char *name, TandaiJsonType kind)
{
  int value = tandai_json_find (reader->json, object, name);

  if (value < 0)
    {
      reject_member (reader, path, name, _ ("is missing"));
      return -1;
    }
  return expect_member_kind (reader, (guint) value, kind, path, name) ? value : -1;
}

static const Known *
find_known (Reader *reader, guint member, const Known *known)
{
  while (known->name != NULL && !tandai_json_name_is (reader->json, member, known->name))
    known++;
  return known;
}

static gboolean
is_one_of (Reader *reader, guint member, const char *const *names)
{
  while (*names != NULL && !tandai_json_name_is (reader->json, member, *names))
    names++;
  return *names != NULL;
}

/* Takes the known strings of an object; the members in @others are read
 * elsewhere, and what is left is kept as it stands, in @unknown. */
static gboolean
read_members (Reader *reader,
              guint object,
              const char *path,
              const Known *known,
              const char *const *others,
              GPtrArray **unknown)
{
  for (int member = tandai_json_first (reader->json, object); member >= 0;
       member = tandai_json_next (reader->json, member))
    {
      const Known *at = find_known (reader, member, known);

      if (at->name != NULL)
        {
          if (!expect_member_kind (reader, member + 1, TANDAI_JSON_STRING, path, at->name))
            return FALSE;
          *at->string = tandai_json_dup_string (reader->json, member + 1);
        }
      else if (!is_one_of (reader, member, others))
        {
          GString *raw = g_string_new (NULL);

          if (*unknown == NULL)
            *unknown = g_ptr_array_new_null_terminated (0, g_free, TRUE);
          tandai_json_append_member (reader->json, member, raw);
          g_ptr_array_add (*unknown, g_string_free (raw, FALSE));
        }
    }
  return TRUE;
}

static char *
take_unknown (GPtrArray **unknown)
{
  return *unknown != NULL ? g_strjoinv (", ", (char **) (*unknown)->pdata) : NULL;
}

static char *
raw_value (Reader *reader, guint object, const char *name)
{
  int value = tandai_json_find (reader->json, object, name);
  GString *raw;

  if (value < 0)
    return NULL;
  raw = g_string_new (NULL);
  tandai_json_append_raw (reader->json, value, raw);
  return g_string_free (raw, FALSE);
}

static gboolean
read_attributes (Reader *reader, guint object, const char *path, char ***attributes)
{
  g_autofree char *inner = NULL;
  int value = tandai_json_find (reader->json, object, "attributes");

  if (value < 0)
    return TRUE;
  inner = join_path (path, "attributes");
  if (!expect_kind (reader, value, TANDAI_JSON_OBJECT, inner))
    return FALSE;
  for (int member = tandai_json_first (reader->json, value); member >= 0;
       member = tandai_json_next (reader->json, member))
    {
      g_autofree char *name = tandai_json_dup_name (reader->json, member);
      g_autofree char *text = tandai_json_dup_string (reader->json, member + 1);
      g_autofree char *place = join_path (inner, name);
      char **more;

      if (text == NULL)
        return reject (reader, place, _ ("a text was expected"));
      more = tandai_attributes_with ((const char *const *) *attributes, name, text);
      g_strfreev (*attributes);
      *attributes = more;
    }
  return TRUE;
}

static gboolean
read_article (Reader *reader, guint root)
{
  static const char *const REQUIRED[] = { "file", "sha256", "encoding", "newline" };
  static const char *const NO_OTHERS[] = { NULL };
  TandaiSidecar *self = reader->sidecar;
  g_autoptr (GPtrArray) unknown = NULL;
  g_autofree char *newline = NULL;
  const Known known[] = {
    { "file", &self->file },
    { "sha256", &self->sha256 },
    { "encoding", &self->encoding },
    { "newline", &newline },
    { "language", &self->language },
    { "title", &self->title },
    { "url", &self->url },
    { "publisher", &self->publisher },
    { "published", &self->published },
    { NULL },
  };
  int article = require (reader, root, "", "article", TANDAI_JSON_OBJECT);

  if (article < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (REQUIRED); i++)
    if (require (reader, article, "article", REQUIRED[i], TANDAI_JSON_STRING) < 0)
      return FALSE;
  if (!read_members (reader, article, "article", known, NO_OTHERS, &unknown))
    return FALSE;
  if (!tandai_newline_from_string (newline, &self->newline))
    return reject (reader, "article.newline", _ ("must be lf, crlf, cr or mixed"));
  if (strlen (self->sha256) != 64 || strspn (self->sha256, "0123456789abcdef") != 64)
    return reject (reader, "article.sha256", _ ("must be 64 hexadecimal digits in lower case"));
  if (*self->file == '\0' || strchr (self->file, '/') != NULL)
    return reject (reader, "article.file", _ ("must be a file’s name without a folder"));
  self->article_extra = take_unknown (&unknown);
  return TRUE;
}

static gboolean
read_schema (Reader *reader, guint root)
{
  static const char *const NO_OTHERS[] = { NULL };
  TandaiSidecar *self = reader->sidecar;
  g_autoptr (GPtrArray) unknown = NULL;
  const Known known[] = { { "sha256", &self->schema_sha256 },
                          { "version", &self->schema_version },
                          { NULL } };
  int schema = tandai_json_find (reader->json, root, "schema");

  if (schema < 0)
    return TRUE;
  if (!expect_kind (reader, schema, TANDAI_JSON_OBJECT, "schema")
      || !read_members (reader, schema, "schema", known, NO_OTHERS, &unknown))
    return FALSE;
  self->schema_extra = take_unknown (&unknown);
  return TRUE;
}

/* @name is the member of what stands at @path, or NULL for that itself. */
static gboolean
read_offset (Reader *reader, guint value, const char *path, const char *name, guint *offset)
{
  gboolean whole = tandai_json_get_offset (reader->json, value, offset);
  g_autofree char *place = NULL;

  if (whole && *offset <= tandai_text_get_length (reader->sidecar->text))
    return TRUE;
  place = name != NULL ? join_path (path, name) : g_strdup (path);
  if (!whole)
    return reject (reader, place, _ ("must be a whole number, 0 or more"));
  return reject (reader, place, _ ("%u lies beyond the text, which has %u characters"), *offset,
                 tandai_text_get_length (reader->sidecar->text));
}

static gboolean
read_offset_member (Reader *reader, guint object, const char *path, const char *name, guint *offset)
{
  int value = tandai_json_find (reader->json, object, name);

  if (value < 0)
    return reject_member (reader, path, name, _ ("is missing"));
  return read_offset (reader, value, path, name, offset);
}

static gboolean
read_fragment (Reader *reader, guint value, const char *path, GArray *ranges)
{
  TandaiRange range;
  int first;

  if (tandai_json_get_kind (reader->json, value) != TANDAI_JSON_ARRAY
      || tandai_json_count (reader->json, value) != 2)
    return reject (reader, path, _ ("must be two numbers, [start, end]"));
  first = tandai_json_first (reader->json, value);
  if (!read_offset (reader, first, path, NULL, &range.start)
      || !read_offset (reader, tandai_json_next (reader->json, first), path, NULL, &range.end))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
read_fragments (Reader *reader, guint list, const char *path, GArray *ranges)
{
  guint index = 0;

  if (!expect_kind (reader, list, TANDAI_JSON_ARRAY, path))
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

static gboolean
read_ranges (Reader *reader, guint object, const char *path, GArray *ranges)
{
  TandaiRange hull;
  g_autofree char *fragments = NULL;
  int list = tandai_json_find (reader->json, object, "fragments");

  if (!read_offset_member (reader, object, path, "start", &hull.start)
      || !read_offset_member (reader, object, path, "end", &hull.end))
    return FALSE;
  if (hull.start >= hull.end)
    return reject_member (reader, path, "end", _ ("must be greater than start"));
  g_array_append_val (ranges, hull);
  if (list < 0)
    return TRUE;
  fragments = join_path (path, "fragments");
  if (!read_fragments (reader, list, fragments, ranges))
    return FALSE;
  if (ranges->len < 2)
    return reject (reader, fragments, _ ("must be two or more; a span of one piece has none"));
  if (!tandai_ranges_is_proper ((TandaiRange *) (void *) ranges->data, ranges->len))
    return reject (reader, fragments, _ ("must be in order, not empty, and neither overlap nor touch"));
  if (g_array_index (ranges, TandaiRange, 0).start != hull.start
      || g_array_index (ranges, TandaiRange, ranges->len - 1).end != hull.end)
    return reject (reader, fragments, _ ("do not begin at start and end at end"));
  return TRUE;
}

static gboolean
take_id (Reader *reader, GHashTable *ids, const char *id, const char *path)
{
  g_autofree char *place = NULL;

  if (id == NULL)
    return reject_member (reader, path, "id", _ ("is missing"));
  if (!tandai_id_is_valid (id))
    return reject_member (reader, path, "id", _ ("must be 1 to 64 of A–Z, a–z, 0–9, _ and -"));
  if (ids == NULL || g_hash_table_add (ids, g_strdup (id)))
    return TRUE;
  place = join_path (path, "id");
  return reject (reader, place, _ ("“%s” stands twice"), id);
}

static void
check_stated (Reader *reader, TandaiSpan *span, const char *path)
{
  g_autofree char *slice = NULL;
  g_autofree char *place = NULL;

  if (tandai_span_get_stated (span) == NULL)
    return;
  slice = tandai_span_dup_text (span, reader->sidecar->text);
  place = join_path (path, "text");
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
static char *
dup_stated (Reader *reader, int value, GArray *ranges)
{
  gsize n_bytes = 0;
  const char *stated = value >= 0 ? tandai_json_peek_string (reader->json, value, &n_bytes) : NULL;
  g_autofree char *copy = NULL;

  if (value < 0)
    return NULL;
  if (stated == NULL)
    {
      stated = copy = tandai_json_dup_string (reader->json, value);
      n_bytes = strlen (copy);
    }
  if (is_slice (reader->sidecar->text, ranges, stated, n_bytes))
    return NULL;
  return g_strndup (stated, n_bytes);
}

static TandaiSpan *
build_span (
    Reader *reader, guint object, const char *path, GArray *ranges, TandaiSpanFields *fields, int text)
{
  g_auto (GStrv) attributes = NULL;
  g_autofree char *stated = dup_stated (reader, text, ranges);
  g_autofree char *review = raw_value (reader, object, "review");
  TandaiSpan *span;

  if (!read_attributes (reader, object, path, &attributes))
    return NULL;
  fields->ranges = (TandaiRange *) (void *) ranges->data;
  fields->n_ranges = ranges->len;
  fields->attributes = (const char *const *) attributes;
  fields->review = review;
  fields->stated = stated;
  span = tandai_span_new (fields);
  check_stated (reader, span, path);
  return span;
}

static TandaiSpan *
read_span (Reader *reader, guint object, const char *path)
{
  static const char *const OTHERS[] = { "start", "end", "text", "fragments", "attributes", "review", NULL };
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;
  g_autofree char *note = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *created = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  const Known known[] = { { "id", &id },         { "label", &label },     { "note", &note },
                          { "origin", &origin }, { "created", &created }, { NULL } };
  TandaiSpanFields fields = { 0 };
  int text;

  g_array_set_size (reader->ranges, 0);
  if (!expect_kind (reader, object, TANDAI_JSON_OBJECT, path)
      || !read_members (reader, object, path, known, OTHERS, &unknown)
      || !take_id (reader, reader->span_ids, id, path) || !read_ranges (reader, object, path, reader->ranges))
    return NULL;
  if (label == NULL || *label == '\0')
    {
      reject_member (reader, path, "label", _ ("is missing"));
      return NULL;
    }
  text = tandai_json_find (reader->json, object, "text");
  if ((text >= 0 || !reader->standoff) && require (reader, object, path, "text", TANDAI_JSON_STRING) < 0)
    return NULL;
  extra = take_unknown (&unknown);
  fields = (TandaiSpanFields){
    .id = id, .label = label, .note = note, .origin = origin, .created = created, .extra = extra
  };
  return build_span (reader, object, path, reader->ranges, &fields, text);
}

static TandaiRelation *
read_relation (Reader *reader, guint object, const char *path)
{
  static const char *const OTHERS[] = { "attributes", NULL };
  g_auto (GStrv) attributes = NULL;
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *note = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  const Known known[] = { { "id", &id },     { "type", &type },     { "from", &from }, { "to", &to },
                          { "note", &note }, { "origin", &origin }, { NULL } };
  TandaiRelationFields fields;

  if (!expect_kind (reader, object, TANDAI_JSON_OBJECT, path)
      || !read_members (reader, object, path, known, OTHERS, &unknown)
      || !take_id (reader, reader->relation_ids, id, path)
      || !read_attributes (reader, object, path, &attributes))
    return NULL;
  for (guint i = 1; i <= 3; i++)
    {
      if (*known[i].string == NULL || **known[i].string == '\0')
        {
          reject_member (reader, path, known[i].name, _ ("is missing"));
          return NULL;
        }
      if (i > 1 && reader->span_ids != NULL && !g_hash_table_contains (reader->span_ids, *known[i].string))
        {
          g_autofree char *place = join_path (path, known[i].name);

          reject (reader, place, _ ("there is no span “%s”"), *known[i].string);
          return NULL;
        }
    }
  extra = take_unknown (&unknown);
  fields =
      (TandaiRelationFields){ id, type, from, to, (const char *const *) attributes, note, origin, extra };
  return tandai_relation_new (&fields);
}

TandaiSpan *
_tandai_sidecar_read_span (TandaiJson *json, guint object, TandaiText *text, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  TandaiSidecar sidecar = { .text = text, .problems = problems };
  Reader reader = { json, &sidecar, NULL, NULL, error, ranges };

  return read_span (&reader, object, "span");
}

TandaiRelation *
_tandai_sidecar_read_relation (TandaiJson *json, guint object, GError **error)
{
  Reader reader = { json, NULL, NULL, NULL, error };

  return read_relation (&reader, object, "relation");
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static gboolean
read_list (Reader *reader, guint root, const char *name, GPtrArray *items)
{
  gboolean spans = items == reader->sidecar->spans;
  int list = require (reader, root, "", name, TANDAI_JSON_ARRAY);
  g_autoptr (GString) path = g_string_new (name);
  guint index = 0;

  if (list < 0)
    return FALSE;
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      gpointer read;

      g_string_truncate (path, strlen (name));
      g_string_append_c (path, '[');
      tandai_json_write_offset (path, index++);
      g_string_append_c (path, ']');
      read = spans ? (gpointer) read_span (reader, item, path->str)
                   : (gpointer) read_relation (reader, item, path->str);

      if (read == NULL)
        return FALSE;
      g_ptr_array_add (items, read);
    }
  g_ptr_array_sort (items, spans ? compare_spans : compare_relations);
  return TRUE;
}

/* Orphans have no place in the text any more; of them only the ids matter here,
 * since relations may end in one. */
static gboolean
read_orphans (Reader *reader, guint root)
{
  int list = tandai_json_find (reader->json, root, "orphans");

  if (list < 0)
    return TRUE;
  if (!expect_kind (reader, list, TANDAI_JSON_ARRAY, "orphans"))
    return FALSE;
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      g_autofree char *path = g_strdup_printf ("orphans[%u]", reader->sidecar->n_orphans++);
      g_autofree char *id = NULL;
      int value;

      if (!expect_kind (reader, item, TANDAI_JSON_OBJECT, path))
        return FALSE;
      value = require (reader, item, path, "id", TANDAI_JSON_STRING);
      if (value < 0)
        return FALSE;
      id = tandai_json_dup_string (reader->json, value);
      if (!take_id (reader, reader->span_ids, id, path))
        return FALSE;
    }
  if (reader->sidecar->n_orphans > 0)
    reader->sidecar->orphans = raw_value (reader, root, "orphans");
  return TRUE;
}

static gboolean
read_conflicts (Reader *reader, guint root)
{
  int list = tandai_json_find (reader->json, root, "conflicts");

  if (list < 0)
    return TRUE;
  if (!expect_kind (reader, list, TANDAI_JSON_ARRAY, "conflicts"))
    return FALSE;
  reader->sidecar->n_conflicts = tandai_json_count (reader->json, list);
  if (reader->sidecar->n_conflicts > 0)
    reader->sidecar->conflicts = raw_value (reader, root, "conflicts");
  return TRUE;
}

static gboolean
check_format (Reader *reader, const char *format)
{
  const char *expected = reader->standoff ? "tandai-standoff/1" : "tandai/1";

  if (format == NULL)
    return reject (reader, "format", _ ("is missing"));
  if (!g_str_equal (format, expected))
    return reject (reader, "format", _ ("“%s” is not known here; “%s” is"), format, expected);
  return TRUE;
}

/* The length that a standoff has in the text's place tells whether @given can be that text. */
static gboolean
check_length (Reader *reader)
{
  guint length, is = tandai_text_get_length (reader->given);
  int value = tandai_json_find (reader->json, 0, "length");

  if (value < 0 || !tandai_json_get_offset (reader->json, value, &length))
    return reject (reader, "length", _ ("must be a whole number, 0 or more"));
  if (length != is)
    return reject (reader, "length", _ ("the article has %u characters, not %u"), is, length);
  return TRUE;
}

static gboolean
read_text (Reader *reader, char **text)
{
  if (reader->standoff)
    {
      reader->sidecar->text = tandai_text_ref (reader->given);
      return check_length (reader);
    }
  if (*text == NULL)
    return reject (reader, "text", _ ("is missing"));
  reader->sidecar->text = tandai_text_new_take (*text, strlen (*text));
  *text = NULL;
  return TRUE;
}

static gboolean
read_lists (Reader *reader)
{
  TandaiSidecar *self = reader->sidecar;

  return read_list (reader, 0, "spans", self->spans) && read_orphans (reader, 0) && read_conflicts (reader, 0)
         && read_list (reader, 0, "relations", self->relations);
}

static gboolean
read_top (Reader *reader)
{
  const char *const others[] = { "article",   "schema",  "attributes", "spans",
                                 "relations", "orphans", "conflicts",  reader->standoff ? "length" : NULL,
                                 NULL };
  TandaiSidecar *self = reader->sidecar;
  g_autofree char *format = NULL;
  g_autofree char *status = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  const Known known[] = { { "format", &format }, { "annotator", &self->annotator },
                          { "status", &status }, { "note", &self->note },
                          { "text", &text },     { NULL } };

  if (tandai_json_get_kind (reader->json, 0) != TANDAI_JSON_OBJECT)
    return reject (reader, "$", _ ("an object was expected"));
  if (!read_members (reader, 0, "", known, others, &unknown) || !check_format (reader, format))
    return FALSE;
  if (!read_article (reader, 0) || !read_schema (reader, 0)
      || !read_attributes (reader, 0, "", &self->attributes))
    return FALSE;
  if (self->annotator == NULL)
    return reject (reader, "annotator", _ ("is missing"));
  if (!tandai_annotator_is_valid (self->annotator))
    return reject (reader, "annotator", _ ("must be empty or up to 32 of a–z, 0–9, _ and -"));
  if (status == NULL || !tandai_status_from_string (status, &self->status))
    return reject (reader, "status", _ ("must be new, in-progress, done or excluded"));
  if (unknown != NULL)
    self->extra = (char **) g_ptr_array_free (g_steal_pointer (&unknown), FALSE);
  if (reader->standoff && reader->given == NULL)
    return TRUE;
  return read_text (reader, &text) && (reader->head_only || read_lists (reader));
}

static TandaiSidecar *
parse (GBytes *bytes, gboolean standoff, TandaiText *given, gboolean head_only, GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (TandaiJson) json = tandai_json_parse (data, n_bytes, error);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GHashTable) span_ids = NULL;
  g_autoptr (GHashTable) relation_ids = NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  Reader reader;

  if (json == NULL)
    return NULL;
  sidecar = g_new0 (TandaiSidecar, 1);
  sidecar->spans = g_ptr_array_new_with_free_func (g_object_unref);
  sidecar->relations = g_ptr_array_new_with_free_func (g_object_unref);
  sidecar->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  span_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  relation_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader = (Reader){ json, sidecar, span_ids, relation_ids, error, ranges, standoff, given, head_only };
  if (!read_top (&reader))
    return NULL;
  return g_steal_pointer (&sidecar);
}

/**
 * tandai_sidecar_parse:
 * @bytes: a sidecar's bytes
 * @error: return location for a %TANDAI_ERROR_JSON or %TANDAI_ERROR_SIDECAR with JSON path and reason,
 * without the file's name
 *
 * Reads a sidecar by the contract's letter. What is wrong but can be kept (a
 * span whose text is not the slice) is listed in its problems.
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_parse (GBytes *bytes, GError **error)
{
  return parse (bytes, FALSE, NULL, FALSE, error);
}

/**
 * tandai_sidecar_parse_head:
 * @bytes: a sidecar's bytes
 * @error: return location for an error as of tandai_sidecar_parse()
 *
 * Reads what a sidecar says of its article, and the text: no spans, relations,
 * orphans or conflicts, which are not checked either.
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_parse_head (GBytes *bytes, GError **error)
{
  return parse (bytes, FALSE, NULL, TRUE, error);
}

/**
 * tandai_sidecar_parse_standoff:
 * @bytes: a standoff's bytes: a sidecar without words
 * @text: (nullable): the text of its article; %NULL to read what it says of the article alone
 * @error: return location for an error as of tandai_sidecar_parse()
 *
 * Reads what tandai_sidecar_append_standoff() wrote. Without @text there are
 * neither a text nor spans and relations in what is returned.
 *
 * Returns: (transfer full): the sidecar, or %NULL
 */
TandaiSidecar *
tandai_sidecar_parse_standoff (GBytes *bytes, TandaiText *text, GError **error)
{
  return parse (bytes, TRUE, text, FALSE, error);
}
