/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-attributes.h"
#include "core/tandai-document-commands.h"
#include "core/tandai-document-private.h"
#include "core/tandai-error.h"
#include "core/tandai-json-private.h"

/* The fields of an article's own attributes are called as they stand in the sidecar. */
#define ATTRIBUTE_PREFIX "attributes."

/* The corpus file that was in force. */
#define SCHEMA_SHA256  "schema.sha256"
#define SCHEMA_VERSION "schema.version"

/* Members that this version does not know. */
#define EXTRA         "extra"
#define ARTICLE_EXTRA "article.extra"
#define SCHEMA_EXTRA  "schema.extra"

/* What people have not decided yet, as the sidecar has it. */
#define CONFLICTS "conflicts"

/* Spans that have no place in the article any more, as the sidecar has them. */
#define ORPHANS "orphans"

static char **
find_place (TandaiSidecar *sidecar, const char *field)
{
  const struct
  {
    const char *name;
    char **value;
  } fields[] = {
    { "note", &sidecar->note }, { "language", &sidecar->language },   { "title", &sidecar->title },
    { "url", &sidecar->url },   { "publisher", &sidecar->publisher }, { "published", &sidecar->published },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      return fields[i].value;
  return NULL;
}

/* What commands never name, but steps do. */
static char **
find_hidden_place (TandaiSidecar *sidecar, const char *field)
{
  const struct
  {
    const char *name;
    char **value;
  } fields[] = {
    { SCHEMA_SHA256, &sidecar->schema_sha256 }, { SCHEMA_VERSION, &sidecar->schema_version },
    { CONFLICTS, &sidecar->conflicts },         { ORPHANS, &sidecar->orphans },
    { ARTICLE_EXTRA, &sidecar->article_extra }, { SCHEMA_EXTRA, &sidecar->schema_extra },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      return fields[i].value;
  return NULL;
}

static guint
count_items (const char *list)
{
  g_autoptr (TandaiJson) json = list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;

  return json != NULL ? tandai_json_count (json, 0) : 0;
}

/* Sets a field other than the status; one that this version does not know stays as it is. */
void
_tandai_document_set_field (TandaiSidecar *sidecar, const char *field, const char *value)
{
  char **place = find_place (sidecar, field);

  if (place == NULL)
    place = find_hidden_place (sidecar, field);
  if (place != NULL)
    {
      char *old = *place;

      *place = g_strdup (value);
      g_free (old);
      if (place == &sidecar->conflicts)
        sidecar->n_conflicts = count_items (value);
      if (place == &sidecar->orphans)
        sidecar->n_orphans = count_items (value);
    }
  else if (g_str_equal (field, EXTRA))
    {
      g_strfreev (sidecar->extra);
      sidecar->extra = _tandai_json_split_members (value);
    }
  else if (g_str_has_prefix (field, ATTRIBUTE_PREFIX))
    {
      char **old = sidecar->attributes;

      sidecar->attributes =
          tandai_attributes_with ((const char *const *) old, field + strlen (ATTRIBUTE_PREFIX), value);
      g_strfreev (old);
    }
}

void
_tandai_document_change_field (TandaiDocument *self, const char *field, const char *before, const char *after)
{
  tandai_step_add_field (self->step, field, before, after);
  _tandai_document_apply_field (self, field, after);
}

/* What is made under a corpus file names it, as part of the same step: undone, the sidecar names what it did
 * before. */
void
_tandai_document_name_schema (TandaiDocument *self)
{
  const char *sha256 = tandai_schema_get_sha256 (self->schema);

  if (sha256 == NULL || g_strcmp0 (self->sidecar->schema_sha256, sha256) == 0)
    return;
  _tandai_document_change_field (self, SCHEMA_SHA256, self->sidecar->schema_sha256, sha256);
  _tandai_document_change_field (self, SCHEMA_VERSION, self->sidecar->schema_version,
                                 tandai_schema_get_version (self->schema));
}

/* Whether an attribute may have a value: any where it is free text or not in the schema. */
gboolean
_tandai_document_check_value (const TandaiAttributeDef *def, const char *value, GError **error)
{
  if (def == NULL || def->values == NULL || value == NULL
      || g_strv_contains ((const char *const *) def->values, value))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
               /* Translators: a value, then the name of an attribute. */
               _ ("“%s” is not among the values of “%s”"), value, def->name);
  return FALSE;
}

static gboolean
is_number (const char *text, guint n_digits, guint least, guint most)
{
  guint number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      number = 10 * number + (guint) g_ascii_digit_value (text[i]);
    }
  return number >= least && number <= most;
}

/* A year, a month, a day, or a day with its time. */
static gboolean
is_date (const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *whole = NULL;

  if (length == 4)
    return is_number (text, 4, 1, 9999);
  if (length == 7)
    return is_number (text, 4, 1, 9999) && text[4] == '-' && is_number (text + 5, 2, 1, 12);
  if (length > 10)
    moment = g_date_time_new_from_iso8601 (text, NULL);
  whole = length == 10 && text[4] == '-' && text[7] == '-' ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  if (whole != NULL)
    moment = g_date_time_new_from_iso8601 (whole, NULL);
  return moment != NULL;
}

/* The shape of BCP 47: "id", "id-ID", "zh-Hant-TW". */
static gboolean
is_language (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length = strlen (parts[i]);

      if (length < (i == 0 ? 2 : 1) || length > 8)
        return FALSE;
      for (const char *p = parts[i]; *p != '\0'; p++)
        if (i == 0 ? !g_ascii_isalpha (*p) : !g_ascii_isalnum (*p))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_form (const char *name, const char *value, GError **error)
{
  if (value != NULL && g_str_equal (name, "published") && !is_date (value))
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("“%s” is not a date like 2022-01-06"), value);
  else if (value != NULL && g_str_equal (name, "language") && !is_language (value))
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("“%s” is not the code of a language, like id"),
                 value);
  else
    return TRUE;
  return FALSE;
}

/* The field that a name stands for; NULL with an error where it stands for none. */
static char *
find_field (TandaiDocument *self, const char *name, GError **error)
{
  if (find_place (self->sidecar, name) != NULL
      || (g_str_has_prefix (name, ATTRIBUTE_PREFIX) && name[strlen (ATTRIBUTE_PREFIX)] != '\0'))
    return g_strdup (name);
  if (tandai_schema_find_attribute (tandai_schema_get_article_attributes (self->schema), name) != NULL)
    return g_strconcat (ATTRIBUTE_PREFIX, name, NULL);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("Articles have no “%s”"), name);
  return NULL;
}

static const char *
get_field (TandaiDocument *self, const char *field)
{
  char **place = find_place (self->sidecar, field);

  return place != NULL ? *place
                       : tandai_attributes_get ((const char *const *) self->sidecar->attributes,
                                                field + strlen (ATTRIBUTE_PREFIX));
}

/**
 * tandai_document_get_metadata:
 * @self: a document
 * @name: as in tandai_document_set_metadata()
 *
 * Returns: (nullable): its value
 */
const char *
tandai_document_get_metadata (TandaiDocument *self, const char *name)
{
  g_autofree char *field = find_field (self, name, NULL);

  return field != NULL ? get_field (self, field) : NULL;
}

static gboolean
check_field (TandaiDocument *self, const char *field, const char *value, GError **error)
{
  GPtrArray *defs = tandai_schema_get_article_attributes (self->schema);

  if (!g_str_has_prefix (field, ATTRIBUTE_PREFIX))
    return check_form (field, value, error);
  return _tandai_document_check_value (tandai_schema_find_attribute (defs, field + strlen (ATTRIBUTE_PREFIX)),
                                       value, error);
}

/**
 * tandai_document_check_metadata:
 * @self: a document
 * @name: as in tandai_document_set_metadata()
 * @value: a value
 * @error: return location for an error
 *
 * Returns: whether articles have @name, and it may have that value
 */
gboolean
tandai_document_check_metadata (TandaiDocument *self, const char *name, const char *value, GError **error)
{
  g_autofree char *field = find_field (self, name, error);

  return field != NULL && check_field (self, field, value, error);
}

/**
 * tandai_document_set_metadata:
 * @self: a document
 * @name: "title", "url", "publisher", "published", "language", "note", an attribute that the schema gives
 * articles, or "attributes." and any attribute's name
 * @value: (nullable): its value; %NULL or "" takes it away
 * @error: return location for an error
 *
 * Says something of the article as a whole.
 *
 * Returns: whether it has that value now
 */
gboolean
tandai_document_set_metadata (TandaiDocument *self, const char *name, const char *value, GError **error)
{
  g_autofree char *field = NULL;

  if (!_tandai_document_check_open (self, error) || (field = find_field (self, name, error)) == NULL)
    return FALSE;
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (get_field (self, field), value) == 0)
    return TRUE;
  if (!check_field (self, field, value, error))
    return FALSE;
  tandai_document_begin (self, C_ ("undo step", "Change article details"));
  _tandai_document_change_field (self, field, get_field (self, field), value);
  tandai_document_end (self);
  return TRUE;
}
