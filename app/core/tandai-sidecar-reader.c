/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading one object of a sidecar: which of its members are known, and what is wrong, with the JSON path. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-error.h"
#include "core/tandai-sidecar-reader-private.h"

gboolean
_tandai_reader_reject (TandaiReader *reader, const char *path, const char *format, ...)
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

char *
_tandai_reader_join_path (const char *path, const char *name)
{
  return *path == '\0' ? g_strdup (name) : g_strconcat (path, ".", name, NULL);
}

/* As reject(), of a member of what stands at @path: only what is wrong needs its path spelt out. */
gboolean
_tandai_reader_reject_member (TandaiReader *reader, const char *path, const char *name, const char *reason)
{
  g_autofree char *place = _tandai_reader_join_path (path, name);

  return _tandai_reader_reject (reader, place, "%s", reason);
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

gboolean
_tandai_reader_expect_kind (TandaiReader *reader, guint value, TandaiJsonType kind, const char *path)
{
  return tandai_json_get_kind (reader->json, value) == kind
         || _tandai_reader_reject (reader, path, "%s", expected_kind (kind));
}

gboolean
_tandai_reader_expect_member_kind (
    TandaiReader *reader, guint value, TandaiJsonType kind, const char *path, const char *name)
{
  return tandai_json_get_kind (reader->json, value) == kind
         || _tandai_reader_reject_member (reader, path, name, expected_kind (kind));
}

int
_tandai_reader_require (
    TandaiReader *reader, guint object, const char *path, const char *name, TandaiJsonType kind)
{
  int value = tandai_json_find (reader->json, object, name);

  if (value < 0)
    {
      _tandai_reader_reject_member (reader, path, name, _ ("is missing"));
      return -1;
    }
  return _tandai_reader_expect_member_kind (reader, (guint) value, kind, path, name) ? value : -1;
}

static gboolean
is_known (TandaiReader *reader, guint member, const TandaiKnown *known, const char *name, gsize n_bytes)
{
  if (name == NULL)
    return tandai_json_name_is (reader->json, member, known->name);
  return known->n_name == n_bytes && memcmp (known->name, name, n_bytes) == 0;
}

/* The known member of that name, or the end; members mostly stand in the order in which they are known, and
 * so it is looked for behind @last first, which is the last that was found. */
static const TandaiKnown *
find_known (TandaiReader *reader, guint member, const TandaiKnown *known, const TandaiKnown *last)
{
  gsize n_bytes;
  const char *name = tandai_json_peek_string (reader->json, member, &n_bytes);
  const TandaiKnown *at = last != NULL ? last + 1 : known;

  while (at->name != NULL && !is_known (reader, member, at, name, n_bytes))
    at++;
  if (at->name != NULL || last == NULL)
    return at;
  while (known <= last && !is_known (reader, member, known, name, n_bytes))
    known++;
  return known <= last ? known : at;
}

static gboolean
is_one_of (TandaiReader *reader, guint member, const char *const *names)
{
  while (names != NULL && *names != NULL && !tandai_json_name_is (reader->json, member, *names))
    names++;
  return names != NULL && *names != NULL;
}

/* Takes the known members of an object; those in @others are read elsewhere,
 * and what is left is kept as it stands, in @unknown. */
gboolean
_tandai_reader_read_members (TandaiReader *reader,
                             guint object,
                             const char *path,
                             const TandaiKnown *known,
                             const char *const *others,
                             GPtrArray **unknown)
{
  const TandaiKnown *last = NULL;

  for (int member = tandai_json_first (reader->json, object); member >= 0;
       member = tandai_json_next (reader->json, member))
    {
      const TandaiKnown *at = find_known (reader, member, known, last);

      if (at->name != NULL)
        last = at;
      if (at->value != NULL)
        *at->value = member + 1;
      else if (at->name != NULL)
        {
          if (!_tandai_reader_expect_member_kind (reader, member + 1, TANDAI_JSON_STRING, path, at->name))
            return FALSE;
          if (at->ended != NULL)
            *at->ended = tandai_json_end_string (reader->json, member + 1);
          else
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

char *
_tandai_reader_take_unknown (GPtrArray **unknown)
{
  return *unknown != NULL ? g_strjoinv (", ", (char **) (*unknown)->pdata) : NULL;
}

char *
_tandai_reader_dup_raw (TandaiReader *reader, int value)
{
  GString *raw;

  if (value < 0)
    return NULL;
  raw = g_string_new (NULL);
  tandai_json_append_raw (reader->json, value, raw);
  return g_string_free (raw, FALSE);
}

gboolean
_tandai_reader_read_attributes (TandaiReader *reader, int value, const char *path, char ***attributes)
{
  g_autofree char *inner = NULL;

  if (value < 0)
    return TRUE;
  inner = _tandai_reader_join_path (path, "attributes");
  if (!_tandai_reader_expect_kind (reader, value, TANDAI_JSON_OBJECT, inner))
    return FALSE;
  for (int member = tandai_json_first (reader->json, value); member >= 0;
       member = tandai_json_next (reader->json, member))
    {
      g_autofree char *name = tandai_json_dup_name (reader->json, member);
      g_autofree char *text = tandai_json_dup_string (reader->json, member + 1);
      g_autofree char *place = _tandai_reader_join_path (inner, name);
      char **more;

      if (text == NULL)
        return _tandai_reader_reject (reader, place, _ ("a text was expected"));
      more = tandai_attributes_with ((const char *const *) *attributes, name, text);
      g_strfreev (*attributes);
      *attributes = more;
    }
  return TRUE;
}

gboolean
_tandai_reader_check_id (TandaiReader *reader, const char *id, const char *path)
{
  if (id == NULL)
    return _tandai_reader_reject_member (reader, path, "id", _ ("is missing"));
  return tandai_id_is_valid (id)
         || _tandai_reader_reject_member (reader, path, "id",
                                          _ ("must be 1 to 64 of A–Z, a–z, 0–9, _ and -"));
}

static gboolean
reject_id (TandaiReader *reader, const char *id, const char *path)
{
  g_autofree char *place = _tandai_reader_join_path (path, "id");

  return _tandai_reader_reject (reader, place, _ ("“%s” stands twice"), id);
}

/* No other may have an id, which is borrowed as long as the sidecar is read. */
gboolean
_tandai_reader_take_id (TandaiReader *reader, GHashTable *ids, const char *id, const char *path)
{
  return ids == NULL || g_hash_table_add (ids, (gpointer) id) || reject_id (reader, id, path);
}
