/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is known of an article, as members of a JSON object: the formats that
 * keep members they do not know carry an article's title, say, through another
 * program and back.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-article-json.h"

#define NAME       "file"
#define ANNOTATOR  "annotator"
#define STATUS     "status"
#define NOTE       "note"
#define ATTRIBUTES "attributes"

/* What other people call a member, besides what it is called here. */
typedef struct
{
  gsize offset;
  const char *names[5];
} Field;

#define FIELD(member) G_STRUCT_OFFSET (TandaiSidecar, member)

static const Field fields[] = {
  { FIELD (title), { "title", "judul", "headline", NULL } },
  { FIELD (url), { "url", "link", "tautan", NULL } },
  { FIELD (publisher), { "publisher", "media", NULL } },
  { FIELD (published), { "published", "date", "tanggal", NULL } },
  { FIELD (language), { "language", "lang", "bahasa", NULL } },
};

/* Where an article's name may stand, the best first. */
static const char *const names[] = { NAME, "file_name", "filename", "name", "doc_id", "doc", "id" };

static char **
find_field (const Field *field, const TandaiSidecar *sidecar)
{
  return (char **) G_STRUCT_MEMBER_P (sidecar, field->offset);
}

static void
append_member (GString *to, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_c (to, ',');
  tandai_json_write_string (to, name, -1);
  g_string_append_c (to, ':');
  tandai_json_write_string (to, value, -1);
}

static void
append_attributes (GString *to, const char *const *attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      g_string_append (to, i > 0 ? "," : ",\"" ATTRIBUTES "\":{");
      tandai_json_write_string (to, attributes[i], -1);
      g_string_append_c (to, ':');
      tandai_json_write_string (to, attributes[i + 1], -1);
    }
  if (tandai_attributes_count (attributes) > 0)
    g_string_append_c (to, '}');
}

/**
 * tandai_article_json_append:
 * @article: an article
 * @to: a JSON object that has a member already
 *
 * Appends what is known of the article, each thing as a member, with a comma
 * before it: its file's name, title, address, publisher, date, language,
 * annotator, status, note and attributes.
 */
void
tandai_article_json_append (const TandaiExportArticle *article, GString *to)
{
  const TandaiSidecar *sidecar = article->sidecar;
  g_autofree char *name = tandai_display_name (article->name);

  append_member (to, NAME, name);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    append_member (to, fields[i].names[0], *find_field (&fields[i], sidecar));
  append_member (to, ANNOTATOR, sidecar->annotator);
  append_member (to, STATUS, tandai_status_to_string (sidecar->status));
  append_member (to, NOTE, sidecar->note);
  append_attributes (to, (const char *const *) sidecar->attributes);
}

/**
 * tandai_article_json_report_rest:
 * @format: a format
 * @article: an article whose members tandai_article_json_append() wrote
 * @report: what takes the items
 *
 * Reports what an article has of the things that @format can't hold and that
 * are not among those members.
 */
void
tandai_article_json_report_rest (const TandaiFormat *format,
                                 const TandaiExportArticle *article,
                                 TandaiReport *report)
{
  TandaiSidecar rest = *article->sidecar;
  TandaiExportArticle less = *article;
  TandaiFormat lacking = *format;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *find_field (&fields[i], &rest) = NULL;
  rest.annotator = rest.note = NULL;
  rest.attributes = NULL;
  less.sidecar = &rest;
  lacking.carries &= ~(guint) TANDAI_CARRIES_METADATA;
  tandai_format_report_lost (&lacking, &less, report);
}

/**
 * tandai_article_json_dup_value:
 * @json: somebody's JSON
 * @value: a value in it
 *
 * Takes a value as one text: a string's content, or a number or truth value as it is written.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL for null, a list or an object
 */
char *
tandai_article_json_dup_value (const TandaiJson *json, guint value)
{
  g_autoptr (GString) raw = NULL;

  switch (tandai_json_get_kind (json, value))
    {
    case TANDAI_JSON_STRING:
      return tandai_json_dup_string (json, value);
    case TANDAI_JSON_NUMBER:
    case TANDAI_JSON_TRUE:
    case TANDAI_JSON_FALSE:
      raw = g_string_new (NULL);
      tandai_json_append_raw (json, value, raw);
      return g_string_free (g_steal_pointer (&raw), FALSE);
    case TANDAI_JSON_NULL:
    case TANDAI_JSON_ARRAY:
    case TANDAI_JSON_OBJECT:
    default:
      return NULL;
    }
}

/**
 * tandai_article_json_dup_name:
 * @json: somebody's JSON
 * @object: an object in it
 *
 * Finds the name of an article among an object's members.
 *
 * Returns: (transfer full) (nullable): the name, of any form
 */
char *
tandai_article_json_dup_name (const TandaiJson *json, guint object)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int value = tandai_json_find (json, object, names[i]);
      char *name = value >= 0 ? tandai_article_json_dup_value (json, (guint) value) : NULL;

      if (name != NULL && *name != '\0')
        return name;
      g_free (name);
    }
  return NULL;
}

static char **
match_field (TandaiSidecar *sidecar, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strv_contains (fields[i].names, name))
      return find_field (&fields[i], sidecar);
  return strcmp (name, NOTE) == 0 ? &sidecar->note : NULL;
}

static gboolean
take_attribute (TandaiDraft *draft, const TandaiJson *json, guint member)
{
  g_autofree char *name = tandai_json_dup_name (json, member);
  g_autofree char *text = tandai_article_json_dup_value (json, member + 1);

  if (text != NULL && *text != '\0')
    tandai_draft_set_article_attribute (draft, name, text);
  return text != NULL;
}

static gboolean
take_all (TandaiDraft *draft,
          const TandaiJson *json,
          guint object,
          gboolean (*take) (TandaiDraft *draft, const TandaiJson *json, guint member))
{
  gboolean all = TRUE;

  for (int member = tandai_json_first (json, object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    all &= take (draft, json, (guint) member);
  return all;
}

/* An annotator becomes part of a file's name. */
static gboolean
take_annotator (TandaiSidecar *sidecar, const char *name)
{
  if (!tandai_annotator_is_valid (name))
    return FALSE;
  g_free (sidecar->annotator);
  sidecar->annotator = g_strdup (name);
  return TRUE;
}

/**
 * tandai_article_is_name:
 * @name: what a field is called
 *
 * Returns: whether it holds an article's name
 */
gboolean
tandai_article_is_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tandai_article_match_field:
 * @name: what a field is called, in English or Indonesian
 *
 * Returns: (transfer none) (nullable): what it is called here, like "title"; %NULL where it is something else
 */
const char *
tandai_article_match_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strv_contains (fields[i].names, name))
      return fields[i].names[0];
  if (strcmp (name, NOTE) == 0 || strcmp (name, "catatan") == 0)
    return NOTE;
  return strcmp (name, STATUS) == 0 ? STATUS : NULL;
}

/**
 * tandai_article_take_field:
 * @draft: the article
 * @name: what a field is called, in English or Indonesian
 * @text: what is in it
 *
 * Takes what a field says of the article: its title and the like by the names
 * that people give them, anything else as an attribute.
 */
void
tandai_article_take_field (TandaiDraft *draft, const char *name, const char *text)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (draft);
  char **field = match_field (sidecar, name);

  if (strcmp (name, STATUS) == 0 && tandai_status_from_string (text, &sidecar->status))
    return;
  if (strcmp (name, ANNOTATOR) == 0 && take_annotator (sidecar, text))
    return;
  if (field == NULL || *field != NULL)
    {
      tandai_draft_set_article_attribute (draft, name, text);
      return;
    }
  *field = g_strdup (text);
}

/**
 * tandai_article_json_take:
 * @draft: the article
 * @json: somebody's JSON
 * @member: the name of a member of an object in it that is nothing the format knows
 *
 * Takes what a member says of the article: its title and the like by the names
 * that people give them in English and Indonesian, anything else as an attribute.
 *
 * Returns: whether there was a place for it: a list has none
 */
gboolean
tandai_article_json_take (TandaiDraft *draft, const TandaiJson *json, guint member)
{
  const guint value = member + 1;
  g_autofree char *name = tandai_json_dup_name (json, member);
  g_autofree char *text = tandai_article_json_dup_value (json, value);
  gboolean is_object = tandai_json_get_kind (json, value) == TANDAI_JSON_OBJECT;

  if (is_object && strcmp (name, ATTRIBUTES) == 0)
    return take_all (draft, json, value, take_attribute);
  if (is_object && strcmp (name, "meta") == 0)
    return take_all (draft, json, value, tandai_article_json_take);
  if (text != NULL && *text != '\0' && !tandai_article_is_name (name))
    tandai_article_take_field (draft, name, text);
  return text != NULL || tandai_json_get_kind (json, value) == TANDAI_JSON_NULL;
}
