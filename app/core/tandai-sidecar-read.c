/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a sidecar: what it says of its article, and its lists. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-paths.h"
#include "core/tandai-sidecar-reader-private.h"

static gboolean
read_article (TandaiReader *reader, guint root)
{
  static const char *const REQUIRED[] = { "file", "sha256", "encoding", "newline" };
  TandaiSidecar *self = reader->sidecar;
  g_autoptr (GPtrArray) unknown = NULL;
  g_autofree char *newline = NULL;
  const TandaiKnown known[] = {
    TANDAI_KNOWN_STRING ("file", &self->file),
    TANDAI_KNOWN_STRING ("sha256", &self->sha256),
    TANDAI_KNOWN_STRING ("encoding", &self->encoding),
    TANDAI_KNOWN_STRING ("newline", &newline),
    TANDAI_KNOWN_STRING ("language", &self->language),
    TANDAI_KNOWN_STRING ("title", &self->title),
    TANDAI_KNOWN_STRING ("url", &self->url),
    TANDAI_KNOWN_STRING ("publisher", &self->publisher),
    TANDAI_KNOWN_STRING ("published", &self->published),
    TANDAI_KNOWN_END,
  };
  int article = _tandai_reader_require (reader, root, "", "article", TANDAI_JSON_OBJECT);

  if (article < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (REQUIRED); i++)
    if (_tandai_reader_require (reader, article, "article", REQUIRED[i], TANDAI_JSON_STRING) < 0)
      return FALSE;
  if (!_tandai_reader_read_members (reader, article, "article", known, NULL, &unknown))
    return FALSE;
  if (!tandai_newline_from_string (newline, &self->newline))
    return _tandai_reader_reject (reader, "article.newline", _ ("must be lf, crlf, cr or mixed"));
  if (strlen (self->sha256) != 64 || strspn (self->sha256, "0123456789abcdef") != 64)
    return _tandai_reader_reject (reader, "article.sha256",
                                  _ ("must be 64 hexadecimal digits in lower case"));
  if (*self->file == '\0' || strchr (self->file, '/') != NULL)
    return _tandai_reader_reject (reader, "article.file", _ ("must be a file’s name without a folder"));
  self->article_extra = _tandai_reader_take_unknown (&unknown);
  return TRUE;
}

static gboolean
read_schema (TandaiReader *reader, guint root)
{
  TandaiSidecar *self = reader->sidecar;
  g_autoptr (GPtrArray) unknown = NULL;
  const TandaiKnown known[] = { TANDAI_KNOWN_STRING ("sha256", &self->schema_sha256),
                                TANDAI_KNOWN_STRING ("version", &self->schema_version), TANDAI_KNOWN_END };
  int schema = tandai_json_find (reader->json, root, "schema");

  if (schema < 0)
    return TRUE;
  if (!_tandai_reader_expect_kind (reader, schema, TANDAI_JSON_OBJECT, "schema")
      || !_tandai_reader_read_members (reader, schema, "schema", known, NULL, &unknown))
    return FALSE;
  self->schema_extra = _tandai_reader_take_unknown (&unknown);
  return TRUE;
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static gboolean
read_list (TandaiReader *reader, guint root, const char *name, GPtrArray *items)
{
  gboolean spans = items == reader->sidecar->spans;
  int list = _tandai_reader_require (reader, root, "", name, TANDAI_JSON_ARRAY);
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
      read = spans ? (gpointer) _tandai_reader_read_span (reader, item, path->str)
                   : (gpointer) _tandai_reader_read_relation (reader, item, path->str);

      if (read == NULL)
        return FALSE;
      g_ptr_array_add (items, read);
    }
  if (spans)
    tandai_spans_sort (items);
  else
    g_ptr_array_sort (items, compare_relations);
  return TRUE;
}

/* Orphans have no place in the text any more; of them only the ids matter here,
 * since relations may end in one. */
static gboolean
read_orphans (TandaiReader *reader, guint root)
{
  int list = tandai_json_find (reader->json, root, "orphans");

  if (list < 0)
    return TRUE;
  if (!_tandai_reader_expect_kind (reader, list, TANDAI_JSON_ARRAY, "orphans"))
    return FALSE;
  for (int item = tandai_json_first (reader->json, list); item >= 0;
       item = tandai_json_next (reader->json, item))
    {
      g_autofree char *path = g_strdup_printf ("orphans[%u]", reader->sidecar->n_orphans++);
      char *id;
      int value;

      if (!_tandai_reader_expect_kind (reader, item, TANDAI_JSON_OBJECT, path))
        return FALSE;
      value = _tandai_reader_require (reader, item, path, "id", TANDAI_JSON_STRING);
      if (value < 0)
        return FALSE;
      id = tandai_json_dup_string (reader->json, value);
      g_ptr_array_add (reader->kept_ids, id);
      if (!_tandai_reader_check_id (reader, id, path)
          || !_tandai_reader_take_id (reader, reader->span_ids, id, path))
        return FALSE;
    }
  if (reader->sidecar->n_orphans > 0)
    reader->sidecar->orphans = _tandai_reader_dup_raw (reader, list);
  return TRUE;
}

static gboolean
read_conflicts (TandaiReader *reader, guint root)
{
  int list = tandai_json_find (reader->json, root, "conflicts");

  if (list < 0)
    return TRUE;
  if (!_tandai_reader_expect_kind (reader, list, TANDAI_JSON_ARRAY, "conflicts"))
    return FALSE;
  reader->sidecar->n_conflicts = tandai_json_count (reader->json, list);
  if (reader->sidecar->n_conflicts > 0)
    reader->sidecar->conflicts = _tandai_reader_dup_raw (reader, list);
  return TRUE;
}

static gboolean
check_format (TandaiReader *reader, const char *format)
{
  const char *expected = reader->standoff ? "tandai-standoff/1" : "tandai/1";

  if (format == NULL)
    return _tandai_reader_reject (reader, "format", _ ("is missing"));
  if (!g_str_equal (format, expected))
    return _tandai_reader_reject (reader, "format", _ ("“%s” is not known here; “%s” is"), format, expected);
  return TRUE;
}

/* The length that a standoff has in the text's place tells whether @given can be that text. */
static gboolean
check_length (TandaiReader *reader)
{
  guint length, is = tandai_text_get_length (reader->given);
  int value = tandai_json_find (reader->json, 0, "length");

  if (value < 0 || !tandai_json_get_offset (reader->json, value, &length))
    return _tandai_reader_reject (reader, "length", _ ("must be a whole number, 0 or more"));
  if (length != is)
    return _tandai_reader_reject (reader, "length", _ ("the article has %u characters, not %u"), is, length);
  return TRUE;
}

static gboolean
read_text (TandaiReader *reader, char **text)
{
  if (reader->standoff)
    {
      reader->sidecar->text = tandai_text_ref (reader->given);
      return check_length (reader);
    }
  if (*text == NULL)
    return _tandai_reader_reject (reader, "text", _ ("is missing"));
  if (strchr (*text, '\r') != NULL)
    return _tandai_reader_reject (reader, "text",
                                  _ ("has a carriage return; a line ends with a line feed alone"));
  reader->sidecar->text = tandai_text_new_take (*text, strlen (*text));
  *text = NULL;
  return TRUE;
}

static gboolean
read_lists (TandaiReader *reader)
{
  TandaiSidecar *self = reader->sidecar;

  return read_list (reader, 0, "spans", self->spans) && read_orphans (reader, 0) && read_conflicts (reader, 0)
         && read_list (reader, 0, "relations", self->relations);
}

static gboolean
read_top (TandaiReader *reader)
{
  const char *const others[] = { "article",   "schema",  "attributes", "spans",
                                 "relations", "orphans", "conflicts",  reader->standoff ? "length" : NULL,
                                 NULL };
  TandaiSidecar *self = reader->sidecar;
  g_autofree char *format = NULL;
  g_autofree char *status = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  const TandaiKnown known[] = {
    TANDAI_KNOWN_STRING ("format", &format), TANDAI_KNOWN_STRING ("annotator", &self->annotator),
    TANDAI_KNOWN_STRING ("status", &status), TANDAI_KNOWN_STRING ("note", &self->note),
    TANDAI_KNOWN_STRING ("text", &text),     TANDAI_KNOWN_END
  };

  if (tandai_json_get_kind (reader->json, 0) != TANDAI_JSON_OBJECT)
    return _tandai_reader_reject (reader, "$", _ ("an object was expected"));
  if (!_tandai_reader_read_members (reader, 0, "", known, others, &unknown) || !check_format (reader, format))
    return FALSE;
  if (!read_article (reader, 0) || !read_schema (reader, 0)
      || !_tandai_reader_read_attributes (reader, tandai_json_find (reader->json, 0, "attributes"), "",
                                          &self->attributes))
    return FALSE;
  if (self->annotator == NULL)
    return _tandai_reader_reject (reader, "annotator", _ ("is missing"));
  if (!tandai_annotator_is_valid (self->annotator))
    return _tandai_reader_reject (reader, "annotator", _ ("must be empty or up to 32 of a–z, 0–9, _ and -"));
  if (status == NULL || !tandai_status_from_string (status, &self->status))
    return _tandai_reader_reject (reader, "status", _ ("must be new, in-progress, done or excluded"));
  if (unknown != NULL)
    self->extra = (char **) g_ptr_array_free (g_steal_pointer (&unknown), FALSE);
  if (reader->standoff && reader->given == NULL)
    return TRUE;
  if (!read_text (reader, &text))
    return FALSE;
  if (reader->head_func != NULL)
    reader->head_func (self, reader->head_data);
  return reader->head_only || read_lists (reader);
}

/* @how says what kind of sidecar it is, and how much of it is wanted. */
static TandaiSidecar *
parse (GBytes *bytes, TandaiReader how, GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (TandaiJson) json = tandai_json_parse (data, n_bytes, error);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GHashTable) span_ids = NULL;
  g_autoptr (GHashTable) relation_ids = NULL;
  g_autoptr (GPtrArray) kept_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

  if (json == NULL)
    return NULL;
  sidecar = g_new0 (TandaiSidecar, 1);
  sidecar->spans = g_ptr_array_new_with_free_func (g_object_unref);
  sidecar->relations = g_ptr_array_new_with_free_func (g_object_unref);
  sidecar->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_problem_free);
  how.span_ids = span_ids = g_hash_table_new (g_str_hash, g_str_equal);
  how.relation_ids = relation_ids = g_hash_table_new (g_str_hash, g_str_equal);
  how.json = json;
  how.sidecar = sidecar;
  how.kept_ids = kept_ids;
  how.ranges = ranges;
  how.error = error;
  if (!read_top (&how))
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
  return parse (bytes, (TandaiReader){ 0 }, error);
}

/**
 * tandai_sidecar_parse_told:
 * @bytes: a sidecar's bytes
 * @func: (scope call): called with the sidecar when all but its spans, relations, orphans and conflicts is
 * read
 * @user_data: for @func
 * @error: return location for an error as of tandai_sidecar_parse()
 *
 * As tandai_sidecar_parse(); a long article's spans take a while, in which
 * something else can be done with its text.
 *
 * Returns: (transfer full): the sidecar, or %NULL, also when @func has been called
 */
TandaiSidecar *
tandai_sidecar_parse_told (GBytes *bytes, TandaiSidecarHeadFunc func, gpointer user_data, GError **error)
{
  return parse (bytes, (TandaiReader){ .head_func = func, .head_data = user_data }, error);
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
  return parse (bytes, (TandaiReader){ .head_only = TRUE }, error);
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
  return parse (bytes, (TandaiReader){ .standoff = TRUE, .given = text }, error);
}
