/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * doccano's exports: a document a line, its spans as [start, end, label] or as
 * entities with relations. What people typed into it is its “Comments”.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-doccano-reader.h"
#include "formats/tandai-import-records.h"
#include "formats/tandai-region-set.h"

static const char *const text_names[] = { "text", "data" };
static const char *const span_names[] = { "label", "labels", "entities" };

typedef struct
{
  const TandaiImportRecord *record;
  const TandaiJson *json;
  TandaiDraft *draft;
  TandaiRegionSet *regions;
} Reading;

/* What an entity or a relation says, its numbers as they are written. */
typedef struct
{
  char *id;
  char *name;
  int first;
  int second;
} Item;

static gboolean
get_number (Reading *reading, int value, gint64 *number)
{
  guint offset;

  if (value < 0 || !tandai_json_get_offset (reading->json, (guint) value, &offset))
    return FALSE;
  *number = offset;
  return TRUE;
}

static char *
dup_value (Reading *reading, int value)
{
  return value >= 0 ? tandai_article_json_dup_value (reading->json, (guint) value) : NULL;
}

static void
add_span (Reading *reading, guint number, const Item *item)
{
  g_autoptr (GError) error = NULL;
  gint64 start, end;
  TandaiRange range;

  if (item->name == NULL || !get_number (reading, item->first, &start)
      || !get_number (reading, item->second, &end))
    tandai_import_record_fail (reading->record, _ ("span %u has no label, start or end"), number);
  else if (!tandai_draft_map (reading->draft, tandai_import_get_unit (reading->record->import), start, end,
                              &range, &error))
    tandai_import_record_fail (reading->record, _ ("span %u: %s"), number, error->message);
  else if (!tandai_region_set_add (reading->regions, item->id, item->name, range))
    tandai_import_record_fail (reading->record, _ ("span %u: the id “%s” is taken"), number, item->id);
}

/* [start, end, label] */
static void
take_triple (Reading *reading, guint number, guint triple)
{
  Item item = { NULL };

  item.first = tandai_json_first (reading->json, triple);
  item.second = item.first >= 0 ? tandai_json_next (reading->json, (guint) item.first) : -1;
  item.name =
      item.second >= 0 ? dup_value (reading, tandai_json_next (reading->json, (guint) item.second)) : NULL;
  add_span (reading, number, &item);
  g_free (item.name);
}

static void
take_entity (Reading *reading, guint number, guint entity)
{
  const TandaiJson *json = reading->json;
  Item item = { dup_value (reading, tandai_json_find (json, entity, "id")),
                dup_value (reading, tandai_json_find (json, entity, "label")),
                tandai_json_find (json, entity, "start_offset"),
                tandai_json_find (json, entity, "end_offset") };

  add_span (reading, number, &item);
  g_free (item.id);
  g_free (item.name);
}

/* A list of labels without offsets is a document's, as classification has them. */
static void
take_spans (Reading *reading, guint list)
{
  guint number = 0;

  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    {
      TandaiJsonType kind = tandai_json_get_kind (reading->json, (guint) item);
      g_autofree char *label = dup_value (reading, item);

      number++;
      if (kind == TANDAI_JSON_ARRAY)
        take_triple (reading, number, (guint) item);
      else if (kind == TANDAI_JSON_OBJECT)
        take_entity (reading, number, (guint) item);
      else
        tandai_import_record_lose (reading->record, TANDAI_LOSS_METADATA, TRUE, NULL, label);
    }
}

static void
take_relation (Reading *reading, guint number, guint relation)
{
  const TandaiJson *json = reading->json;
  g_autofree char *type = dup_value (reading, tandai_json_find (json, relation, "type"));
  g_autofree char *from = dup_value (reading, tandai_json_find (json, relation, "from_id"));
  g_autofree char *to = dup_value (reading, tandai_json_find (json, relation, "to_id"));

  if (type == NULL || from == NULL || to == NULL)
    tandai_import_record_fail (reading->record, _ ("relation %u has no type, from_id or to_id"), number);
  else if (!tandai_region_set_relate (reading->regions, type, from, to))
    tandai_import_record_fail (reading->record, _ ("relation %u does not lead from one span to another"),
                               number);
}

static void
take_relations (Reading *reading, guint list)
{
  guint number = 0;

  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    if (tandai_json_get_kind (reading->json, (guint) item) == TANDAI_JSON_OBJECT)
      take_relation (reading, ++number, (guint) item);
    else
      tandai_import_record_fail (reading->record, _ ("relation %u is no JSON object"), ++number);
}

static void
take_comments (Reading *reading, guint list)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);

  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    {
      g_autofree char *comment = dup_value (reading, item);
      char *note;

      if (comment == NULL || *comment == '\0')
        continue;
      note = sidecar->note != NULL ? g_strconcat (sidecar->note, "\n", comment, NULL) : g_strdup (comment);
      g_free (sidecar->note);
      sidecar->note = note;
    }
}

static gboolean
name_is_one_of (Reading *reading, guint member, const char *const *names, guint n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (tandai_json_name_is (reading->json, member, names[i]))
      return TRUE;
  return FALSE;
}

static void
take_member (Reading *reading, guint member)
{
  const guint value = member + 1;
  gboolean is_list = tandai_json_get_kind (reading->json, value) == TANDAI_JSON_ARRAY;
  g_autofree char *name = NULL;

  if (name_is_one_of (reading, member, text_names, G_N_ELEMENTS (text_names)))
    return;
  if (is_list && name_is_one_of (reading, member, span_names, G_N_ELEMENTS (span_names)))
    take_spans (reading, value);
  else if (is_list && tandai_json_name_is (reading->json, member, "Comments"))
    take_comments (reading, value);
  else if (!(is_list && tandai_json_name_is (reading->json, member, "relations"))
           && !tandai_article_json_take (reading->draft, reading->json, member))
    {
      name = tandai_json_dup_name (reading->json, member);
      tandai_import_record_lose (reading->record, TANDAI_LOSS_METADATA, TRUE, NULL, name);
    }
}

/* The relations come last: they name spans, which may stand after them. */
static void
take_members (Reading *reading)
{
  guint object = reading->record->object;
  int relations = tandai_json_find (reading->json, object, "relations");

  for (int member = tandai_json_first (reading->json, object); member >= 0;
       member = tandai_json_next (reading->json, (guint) member))
    take_member (reading, (guint) member);
  if (relations >= 0 && tandai_json_get_kind (reading->json, (guint) relations) == TANDAI_JSON_ARRAY)
    take_relations (reading, (guint) relations);
}

static char *
find_text (const TandaiImportRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_names); i++)
    {
      int value = tandai_json_find (record->json, record->object, text_names[i]);

      if (value >= 0 && tandai_json_get_kind (record->json, (guint) value) == TANDAI_JSON_STRING)
        return tandai_json_dup_string (record->json, (guint) value);
    }
  return NULL;
}

static void
take_annotations (const TandaiImportRecord *record, TandaiDraft *draft)
{
  g_autoptr (TandaiRegionSet) regions = tandai_region_set_new (draft);
  g_autoptr (GPtrArray) messages = NULL;
  Reading reading = { record, record->json, draft, regions };

  take_members (&reading);
  messages = tandai_region_set_finish (regions);
  for (guint i = 0; i < messages->len; i++)
    tandai_import_record_fail (record, "%s", (const char *) messages->pdata[i]);
}

static void
take_record (const TandaiImportRecord *record)
{
  g_autofree char *text = find_text (record);
  g_autofree char *stated = tandai_article_json_dup_name (record->json, record->object);
  g_autofree char *name = tandai_import_record_name (record, stated);
  g_autoptr (GError) error = NULL;
  TandaiDraft *draft = text != NULL ? tandai_draft_new_text (name, text, &error) : NULL;

  if (draft == NULL)
    {
      tandai_import_record_fail (record, "%s", text == NULL ? _ ("it has no text") : error->message);
      return;
    }
  take_annotations (record, draft);
  tandai_import_take (record->import, record->path, draft);
}

/**
 * tandai_doccano_read:
 * @import: the import
 * @path: a file of doccano's, or a folder of them
 *
 * Reads documents with spans and relations. Whatever else they hold is taken
 * as what is known of the article.
 */
void
tandai_doccano_read (TandaiImport *import, const char *path)
{
  tandai_import_each_record (import, path, take_record);
}
