/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading CAS JSON: a list of feature structures, whose features that refer to others begin with “@”. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-uima-files.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define STRUCTURES      "%FEATURE_STRUCTURES"
#define ELEMENTS        "%ELEMENTS"

typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiJson *json;
  TandaiUimaCas *cas;
} Reading;

static void
read_types (Reading *reading, guint types)
{
  const TandaiJson *json = reading->json;

  for (int type = tandai_json_first (json, types); type >= 0; type = tandai_json_next (json, (guint) type))
    {
      const guint value = (guint) type + 1;
      g_autofree char *name = tandai_json_dup_name (json, (guint) type);
      g_autofree char *super = NULL;
      int found = -1;

      if (tandai_json_get_kind (json, value) == TANDAI_JSON_OBJECT)
        found = tandai_json_find (json, value, "%SUPER_TYPE");
      if (found >= 0)
        super = tandai_article_json_dup_value (json, (guint) found);
      if (super != NULL)
        tandai_uima_cas_add_super (reading->cas, name, super);
    }
}

/* A list of numbers or texts, with a space between the first and “; ” between the latter. */
static char *
dup_list (Reading *reading, guint list, gboolean *refers)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  *refers = tandai_json_get_kind (reading->json, list) == TANDAI_JSON_ARRAY;
  if (!*refers)
    return tandai_article_json_dup_value (reading->json, list);
  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    *refers &= tandai_json_get_kind (reading->json, (guint) item) == TANDAI_JSON_NUMBER;
  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    {
      g_autofree char *text = tandai_article_json_dup_value (reading->json, (guint) item);

      if (joined->len > 0)
        g_string_append (joined, *refers ? " " : "; ");
      g_string_append (joined, text != NULL ? text : "");
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
read_feature (Reading *reading, guint member)
{
  g_autofree char *name = tandai_json_dup_name (reading->json, member);
  g_autofree char *text = NULL;
  gboolean refers;

  if (*name == '%' && strcmp (name, ELEMENTS) != 0)
    return;
  text = dup_list (reading, member + 1, &refers);
  if (text == NULL)
    return;
  refers |= *name == '@';
  tandai_uima_cas_add_feature (reading->cas,
                               *name == '%'   ? "elements"
                               : *name == '@' ? name + 1
                                              : name,
                               text, -1, refers);
}

static void
fail_at (Reading *reading, guint position, const char *reason)
{
  tandai_import_fail (reading->import, reading->path, 0, "%s[%u]: %s", STRUCTURES, position, reason);
}

static void
read_structure (Reading *reading, guint object, guint position)
{
  const TandaiJson *json = reading->json;
  gboolean is_object = tandai_json_get_kind (json, object) == TANDAI_JSON_OBJECT;
  int type = is_object ? tandai_json_find (json, object, "%TYPE") : -1;
  int id = is_object ? tandai_json_find (json, object, "%ID") : -1;
  g_autofree char *name = type >= 0 ? tandai_article_json_dup_value (json, (guint) type) : NULL;
  guint number = 0;

  if (name == NULL)
    {
      fail_at (reading, position, _ ("it is no feature structure with a type"));
      return;
    }
  if (id >= 0 && (!tandai_json_get_offset (json, (guint) id, &number) || number > G_MAXINT32))
    {
      number = 0;
      fail_at (reading, position, _ ("its %ID is no whole number"));
    }
  if (!tandai_uima_cas_add (reading->cas, name, number, position))
    fail_at (reading, position, _ ("another element has its number, too"));
  for (int member = tandai_json_first (json, object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    read_feature (reading, (guint) member);
}

static gboolean
read_structures (Reading *reading)
{
  const TandaiJson *json = reading->json;
  gboolean is_object = tandai_json_get_kind (json, 0) == TANDAI_JSON_OBJECT;
  int types = is_object ? tandai_json_find (json, 0, "%TYPES") : -1;
  int list = is_object ? tandai_json_find (json, 0, STRUCTURES) : -1;
  guint position = 0;

  if (list < 0 || tandai_json_get_kind (json, (guint) list) != TANDAI_JSON_ARRAY)
    {
      tandai_import_fail (reading->import, reading->path, 0, _ ("it is no CAS JSON: it has no list “%s”"),
                          STRUCTURES);
      return FALSE;
    }
  if (types >= 0 && tandai_json_get_kind (json, (guint) types) == TANDAI_JSON_OBJECT)
    read_types (reading, (guint) types);
  for (int item = tandai_json_first (json, (guint) list); item >= 0;
       item = tandai_json_next (json, (guint) item))
    read_structure (reading, (guint) item, position++);
  return TRUE;
}

/**
 * tandai_uima_json_read:
 * @import: the import
 * @path: a file of CAS JSON
 *
 * Reads the feature structures of a file of CAS JSON; tells where it can't be read.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL where it is broken
 */
TandaiUimaCas *
tandai_uima_json_read (TandaiImport *import, const char *path)
{
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (TandaiUimaCas) cas = tandai_uima_cas_new (FALSE);
  g_autoptr (TandaiJson) json = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { import, path, NULL, cas };
  const char *data;
  gsize n_bytes;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &n_bytes);
  if (n_bytes >= strlen (BYTE_ORDER_MARK) && memcmp (data, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      data += strlen (BYTE_ORDER_MARK);
      n_bytes -= strlen (BYTE_ORDER_MARK);
    }
  json = reading.json = tandai_json_parse (data != NULL ? data : "", n_bytes, &error);
  if (json == NULL)
    tandai_import_fail (import, path, 0, "%s", error->message);
  return json != NULL && read_structures (&reading) ? g_steal_pointer (&cas) : NULL;
}
