/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Spans in somebody's record, in the shapes that doccano, spaCy and Prodigy
 * give them: [start, end, label], or an object that says the same, maybe with
 * relations by their ids. Offsets count in the record's text.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "formats/tandai-article-json.h"
#include "formats/tandai-record-spans.h"
#include "formats/tandai-region-set.h"

static const char *const span_names[] = { "label", "labels", "entities", "spans", "ents" };

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

static int
find_either (const TandaiJson *json, guint object, const char *name, const char *other)
{
  int value = tandai_json_find (json, object, name);

  return value >= 0 ? value : tandai_json_find (json, object, other);
}

/* As doccano has it, or as spaCy and Prodigy do. */
static void
take_entity (Reading *reading, guint number, guint entity)
{
  const TandaiJson *json = reading->json;
  Item item = { dup_value (reading, tandai_json_find (json, entity, "id")),
                dup_value (reading, tandai_json_find (json, entity, "label")),
                find_either (json, entity, "start_offset", "start"),
                find_either (json, entity, "end_offset", "end") };

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
        tandai_import_record_lose (reading->record, TANDAI_LOSS_MEMBER, TRUE, NULL, label);
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

static gboolean
is_span_member (const TandaiJson *json, guint member)
{
  TandaiJsonType kind = tandai_json_get_kind (json, member + 1);

  for (guint i = 0; i < G_N_ELEMENTS (span_names); i++)
    if (tandai_json_name_is (json, member, span_names[i]))
      return kind == TANDAI_JSON_ARRAY
             || (kind == TANDAI_JSON_OBJECT && tandai_json_name_is (json, member, "spans"));
  return FALSE;
}

/**
 * tandai_record_spans_is_member:
 * @json: somebody's JSON
 * @member: the name of a member of a record in it
 *
 * Returns: whether tandai_record_spans_take() takes that member
 */
gboolean
tandai_record_spans_is_member (const TandaiJson *json, guint member)
{
  return is_span_member (json, member)
         || (tandai_json_name_is (json, member, "relations")
             && tandai_json_get_kind (json, member + 1) == TANDAI_JSON_ARRAY);
}

/* spaCy keeps spans in groups, each a list of its own. */
static void
take_groups (Reading *reading, guint value)
{
  if (tandai_json_get_kind (reading->json, value) == TANDAI_JSON_ARRAY)
    {
      take_spans (reading, value);
      return;
    }
  for (int group = tandai_json_first (reading->json, value); group >= 0;
       group = tandai_json_next (reading->json, (guint) group))
    if (tandai_json_get_kind (reading->json, (guint) group + 1) == TANDAI_JSON_ARRAY)
      take_spans (reading, (guint) group + 1);
}

/* The relations come last: they name spans, which may stand after them. */
static void
take_members (Reading *reading)
{
  guint object = reading->record->object;
  int relations = tandai_json_find (reading->json, object, "relations");

  for (int member = tandai_json_first (reading->json, object); member >= 0;
       member = tandai_json_next (reading->json, (guint) member))
    if (is_span_member (reading->json, (guint) member))
      take_groups (reading, (guint) member + 1);
  if (relations >= 0 && tandai_json_get_kind (reading->json, (guint) relations) == TANDAI_JSON_ARRAY)
    take_relations (reading, (guint) relations);
}

/**
 * tandai_record_spans_take:
 * @record: a record
 * @draft: the article that was made of its text
 *
 * Adds the record's spans and relations to the article. What can't be added is
 * told.
 */
void
tandai_record_spans_take (const TandaiImportRecord *record, TandaiDraft *draft)
{
  g_autoptr (TandaiRegionSet) regions = tandai_region_set_new (draft);
  g_autoptr (GPtrArray) messages = NULL;
  Reading reading = { record, record->json, draft, regions };

  take_members (&reading);
  messages = tandai_region_set_finish (regions);
  for (guint i = 0; i < messages->len; i++)
    tandai_import_record_fail (record, "%s", (const char *) messages->pdata[i]);
}
