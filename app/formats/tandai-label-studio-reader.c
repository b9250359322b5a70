/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Label Studio's exports: tasks with annotations or, where nobody annotated,
 * predictions. Old versions counted UTF-16 code units and some counted a CR LF
 * as one: the words that each region states tell which.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-import-records.h"
#include "formats/tandai-label-studio-config.h"
#include "formats/tandai-label-studio-reader.h"
#include "formats/tandai-region-set.h"

/* For a relation that has no name. */
#define RELATION "relation"

static const char *const annotation_names[] = { "annotations", "completions", "predictions" };
static const char *const label_kinds[] = { "labels", "hypertextlabels", NULL };

/* @results is the list of one annotation's regions and relations. */
typedef struct
{
  const TandaiImportRecord *record;
  const TandaiJson *json;
  guint data;
  int results;
  TandaiUnit unit;
  TandaiDraft *draft;
  TandaiRegionSet *regions;
} Reading;

static int
find_in (const TandaiJson *json, int object, const char *name, TandaiJsonType kind)
{
  int value = object >= 0 && tandai_json_get_kind (json, (guint) object) == TANDAI_JSON_OBJECT
                  ? tandai_json_find (json, (guint) object, name)
                  : -1;

  return value >= 0 && tandai_json_get_kind (json, (guint) value) == kind ? value : -1;
}

static char *
dup_string (Reading *reading, int object, const char *name)
{
  int value = find_in (reading->json, object, name, TANDAI_JSON_STRING);

  return value >= 0 ? tandai_json_dup_string (reading->json, (guint) value) : NULL;
}

static char *
dup_kind (Reading *reading, int result)
{
  return dup_string (reading, result, "type");
}

static gboolean
is_label (const char *kind)
{
  return kind != NULL && g_strv_contains (label_kinds, kind);
}

static gboolean
get_offsets (Reading *reading, int value, guint *start, guint *end)
{
  int offsets = find_in (reading->json, value, "globalOffsets", TANDAI_JSON_OBJECT);
  int object = offsets >= 0 ? offsets : value;
  int from = find_in (reading->json, object, "start", TANDAI_JSON_NUMBER);
  int to = find_in (reading->json, object, "end", TANDAI_JSON_NUMBER);

  return from >= 0 && to >= 0 && tandai_json_get_offset (reading->json, (guint) from, start)
         && tandai_json_get_offset (reading->json, (guint) to, end);
}

static char *
join_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

static gboolean
is_stated (TandaiDraft *draft, TandaiRange range, const char *stated)
{
  g_autofree char *words = tandai_text_slice (tandai_draft_get_sidecar (draft)->text, range.start, range.end);
  g_autofree char *joined = join_lines (stated);

  return strcmp (words, joined) == 0;
}

/* How many regions' words are not those that they state. */
static guint
count_mismatches (Reading *reading, TandaiDraft *draft, TandaiUnit unit)
{
  guint n = 0;

  for (int result = tandai_json_first (reading->json, (guint) reading->results); result >= 0;
       result = tandai_json_next (reading->json, (guint) result))
    {
      g_autofree char *kind = dup_kind (reading, result);
      int value = find_in (reading->json, result, "value", TANDAI_JSON_OBJECT);
      g_autofree char *stated = dup_string (reading, value, "text");
      guint start, end;
      TandaiRange range;

      if (is_label (kind) && stated != NULL && get_offsets (reading, value, &start, &end))
        n += !tandai_draft_map (draft, unit, start, end, &range, NULL) || !is_stated (draft, range, stated);
    }
  return n;
}

static TandaiDraft *
begin_draft (Reading *reading, const char *text, GError **error)
{
  g_autofree char *stated = tandai_article_json_dup_name (reading->json, reading->data);
  g_autofree char *task =
      stated == NULL ? tandai_article_json_dup_name (reading->json, reading->record->object) : NULL;
  g_autofree char *name = tandai_import_record_name (reading->record, stated != NULL ? stated : task);

  return tandai_draft_new_text (name, text, error);
}

/* Takes the first way of counting under which all regions have their words, else the one that most have. */
static TandaiDraft *
choose_draft (Reading *reading, const char *text, GError **error)
{
  g_autofree char *joined = join_lines (text);
  const TandaiUnit usual = tandai_import_get_unit (reading->record->import);
  const TandaiUnit other = usual == TANDAI_UNIT_UTF16 ? TANDAI_UNIT_CODE_POINTS : TANDAI_UNIT_UTF16;
  const struct
  {
    const char *text;
    TandaiUnit unit;
  } ways[] = { { text, usual }, { text, other }, { joined, usual }, { joined, other } };
  TandaiDraft *best = NULL;
  guint fewest = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (ways) && fewest > 0; i++)
    {
      TandaiDraft *draft = begin_draft (reading, ways[i].text, i == 0 ? error : NULL);
      guint n = draft != NULL && reading->results >= 0 ? count_mismatches (reading, draft, ways[i].unit) : 0;

      if (draft == NULL)
        return NULL;
      if (n < fewest)
        {
          g_clear_pointer (&best, tandai_draft_free);
          best = g_steal_pointer (&draft);
          reading->unit = ways[i].unit;
          fewest = n;
        }
      tandai_draft_free (draft);
    }
  return best;
}

/* A region with several labels is as many spans; the first one has its id. */
static void
add_labels (Reading *reading, const char *id, int labels, TandaiRange range)
{
  const TandaiJson *json = reading->json;

  for (int item = labels >= 0 ? tandai_json_first (json, (guint) labels) : -1; item >= 0;
       item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *label = tandai_article_json_dup_value (json, (guint) item);

      if (label != NULL)
        tandai_region_set_add (reading->regions, id, label, range);
    }
}

static void
take_region (Reading *reading, int result, const char *kind)
{
  g_autofree char *id = dup_string (reading, result, "id");
  int value = find_in (reading->json, result, "value", TANDAI_JSON_OBJECT);
  int labels = find_in (reading->json, value, kind, TANDAI_JSON_ARRAY);
  g_autofree char *stated = dup_string (reading, value, "text");
  g_autoptr (GError) error = NULL;
  guint start, end;
  TandaiRange range;

  if (labels < 0 || tandai_json_first (reading->json, (guint) labels) < 0
      || !get_offsets (reading, value, &start, &end))
    {
      tandai_import_record_fail (reading->record, _ ("region “%s” has no label, start or end"),
                                 id != NULL ? id : "");
      return;
    }
  if (!tandai_draft_map (reading->draft, reading->unit, start, end, &range, &error))
    {
      tandai_import_record_fail (reading->record, _ ("region “%s”: %s"), id != NULL ? id : "",
                                 error->message);
      return;
    }
  if (stated != NULL && !is_stated (reading->draft, range, stated))
    tandai_import_record_lose (reading->record, TANDAI_LOSS_MISMATCH, FALSE, id, stated);
  add_labels (reading, id, labels, range);
}

static void
relate (Reading *reading, int result, const char *type)
{
  g_autofree char *from = dup_string (reading, result, "from_id");
  g_autofree char *to = dup_string (reading, result, "to_id");
  g_autofree char *direction = dup_string (reading, result, "direction");
  gboolean turned = g_strcmp0 (direction, "left") == 0;

  if (from == NULL || to == NULL
      || !tandai_region_set_relate (reading->regions, type, turned ? to : from, turned ? from : to))
    tandai_import_record_fail (reading->record,
                               _ ("a relation “%s” does not lead from one region to another"), type);
  else if (g_strcmp0 (direction, "bi") == 0)
    tandai_import_record_lose (reading->record, TANDAI_LOSS_RELATION, FALSE, from, type);
}

static void
take_relation (Reading *reading, int result)
{
  const TandaiJson *json = reading->json;
  int labels = find_in (json, result, "labels", TANDAI_JSON_ARRAY);
  int item = labels >= 0 ? tandai_json_first (json, (guint) labels) : -1;

  if (item < 0)
    relate (reading, result, RELATION);
  for (; item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *type = tandai_article_json_dup_value (json, (guint) item);

      if (type != NULL)
        relate (reading, result, type);
    }
}

/* The values of a list, or a value that is none. */
static char *
join_values (const TandaiJson *json, guint value, const char *separator)
{
  GString *joined = g_string_new (NULL);

  if (tandai_json_get_kind (json, value) != TANDAI_JSON_ARRAY)
    {
      g_string_free (joined, TRUE);
      return tandai_article_json_dup_value (json, value);
    }
  for (int item = tandai_json_first (json, value); item >= 0; item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *text = tandai_article_json_dup_value (json, (guint) item);

      if (text == NULL)
        continue;
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? separator : "", text);
    }
  return g_string_free (joined, FALSE);
}

/* The other way of tandai_label_studio_config_name(). */
static void
uncover_name (char *name)
{
  gsize n = strlen (name);
  g_autofree char *covered = NULL;

  if (n == 0 || name[n - 1] != '_')
    return;
  name[n - 1] = '\0';
  covered = tandai_label_studio_config_name (name);
  if (strlen (covered) != n)
    name[n - 1] = '_';
}

/* What a control says of a region or, where there is no such region, of the article. */
static gboolean
take_attribute (Reading *reading, int result, const char *kind)
{
  g_autofree char *id = dup_string (reading, result, "id");
  g_autofree char *name = dup_string (reading, result, "from_name");
  int value = find_in (reading->json, result, "value", TANDAI_JSON_OBJECT);
  int given = value >= 0 ? tandai_json_find (reading->json, (guint) value,
                                             strcmp (kind, "textarea") == 0 ? "text" : kind)
                         : -1;
  g_autofree char *text =
      given >= 0 ? join_values (reading->json, (guint) given, strcmp (kind, "textarea") == 0 ? "\n" : "; ")
                 : NULL;
  const char *span = id != NULL ? tandai_region_set_find (reading->regions, id) : NULL;

  if (name == NULL || text == NULL || *text == '\0')
    return FALSE;
  uncover_name (name);
  if (span != NULL)
    tandai_draft_set_attribute (reading->draft, span, name, text);
  else
    tandai_draft_set_article_attribute (reading->draft, name, text);
  return TRUE;
}

static void
take_note (Reading *reading, int result)
{
  g_autofree char *id = dup_string (reading, result, "id");
  int meta = find_in (reading->json, result, "meta", TANDAI_JSON_OBJECT);
  int text = meta >= 0 ? tandai_json_find (reading->json, (guint) meta, "text") : -1;
  g_autofree char *note = text >= 0 ? join_values (reading->json, (guint) text, "\n") : NULL;
  const char *span = id != NULL ? tandai_region_set_find (reading->regions, id) : NULL;

  if (note != NULL && *note != '\0' && span != NULL)
    tandai_draft_set_note (reading->draft, span, note);
}

static void
take_details (Reading *reading, int result)
{
  g_autofree char *kind = dup_kind (reading, result);

  if (is_label (kind))
    take_note (reading, result);
  else if (kind != NULL && strcmp (kind, "relation") != 0 && !take_attribute (reading, result, kind))
    tandai_import_record_lose (reading->record, TANDAI_LOSS_MEMBER, TRUE, NULL, kind);
}

static void
take_result (Reading *reading, int result, gboolean relations)
{
  g_autofree char *kind = dup_kind (reading, result);

  if (!relations && kind == NULL)
    tandai_import_record_fail (reading->record, "%s", _ ("a result has no type"));
  else if (!relations && is_label (kind))
    take_region (reading, result, kind);
  else if (relations && g_strcmp0 (kind, "relation") == 0)
    take_relation (reading, result);
}

static void
each_result (Reading *reading, void (*take) (Reading *reading, int result))
{
  for (int result = tandai_json_first (reading->json, (guint) reading->results); result >= 0;
       result = tandai_json_next (reading->json, (guint) result))
    take (reading, result);
}

static void
take_as_region (Reading *reading, int result)
{
  take_result (reading, result, FALSE);
}

static void
take_as_relation (Reading *reading, int result)
{
  take_result (reading, result, TRUE);
}

static void
take_results (Reading *reading)
{
  g_autoptr (TandaiRegionSet) regions = tandai_region_set_new (reading->draft);
  g_autoptr (GPtrArray) messages = NULL;

  reading->regions = regions;
  each_result (reading, take_as_region);
  each_result (reading, take_as_relation);
  messages = tandai_region_set_finish (regions);
  for (guint i = 0; i < messages->len; i++)
    tandai_import_record_fail (reading->record, "%s", (const char *) messages->pdata[i]);
  each_result (reading, take_details);
}

static void
take_data (Reading *reading)
{
  const TandaiJson *json = reading->json;

  for (int member = tandai_json_first (json, reading->data); member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autofree char *name = tandai_json_dup_name (json, (guint) member);

      if (strcmp (name, TANDAI_LABEL_STUDIO_TEXT) != 0
          && !tandai_article_json_take (reading->draft, json, (guint) member))
        tandai_import_record_lose (reading->record, TANDAI_LOSS_MEMBER, TRUE, NULL, name);
    }
}

/* Who annotated, as a name for a sidecar: of an address, what is before the “@”. */
static char *
make_annotator (Reading *reading, int annotation, guint number)
{
  int who = tandai_json_find (reading->json, (guint) annotation, "completed_by");
  g_autofree char *address = dup_string (reading, who, "email");
  g_autofree char *plain = who >= 0 ? tandai_article_json_dup_value (reading->json, (guint) who) : NULL;
  const char *said = address != NULL ? address : plain;
  GString *name = g_string_new (NULL);

  for (const char *p = said; p != NULL && *p != '\0' && *p != '@' && name->len < 24; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
    else if (name->len > 0)
      g_string_append_c (name, '-');
  if (name->len == 0)
    g_string_append_printf (name, "annotator-%u", number);
  return g_string_free (name, FALSE);
}

static void
take_annotation (Reading *reading, const char *text, int annotation, const char *annotator)
{
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar;

  reading->results = annotation >= 0 ? find_in (reading->json, annotation, "result", TANDAI_JSON_ARRAY) : -1;
  reading->draft = choose_draft (reading, text, &error);
  if (reading->draft == NULL)
    {
      tandai_import_record_fail (reading->record, "%s", error->message);
      return;
    }
  sidecar = tandai_draft_get_sidecar (reading->draft);
  take_data (reading);
  if (annotator != NULL)
    {
      g_free (sidecar->annotator);
      sidecar->annotator = g_strdup (annotator);
    }
  if (reading->results >= 0)
    take_results (reading);
  tandai_import_take (reading->record->import, reading->record->path, g_steal_pointer (&reading->draft));
}

/* The annotations that somebody finished or, where there are none, the predictions. */
static GArray *
find_annotations (Reading *reading)
{
  const TandaiJson *json = reading->json;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < G_N_ELEMENTS (annotation_names) && found->len == 0; i++)
    {
      int list = find_in (json, (int) reading->record->object, annotation_names[i], TANDAI_JSON_ARRAY);

      for (int item = list >= 0 ? tandai_json_first (json, (guint) list) : -1; item >= 0;
           item = tandai_json_next (json, (guint) item))
        if (find_in (json, item, "was_cancelled", TANDAI_JSON_TRUE) >= 0)
          tandai_import_record_lose (reading->record, TANDAI_LOSS_MEMBER, TRUE, NULL, "was_cancelled");
        else if (tandai_json_get_kind (json, (guint) item) == TANDAI_JSON_OBJECT)
          g_array_append_val (found, item);
    }
  return found;
}

/* Of several people's annotations each is a sidecar of its own. */
static void
take_annotations (Reading *reading, const char *text)
{
  g_autoptr (GArray) annotations = find_annotations (reading);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (annotations->len < 2)
    {
      take_annotation (reading, text, annotations->len > 0 ? g_array_index (annotations, int, 0) : -1, NULL);
      return;
    }
  for (guint i = 0; i < annotations->len; i++)
    {
      int annotation = g_array_index (annotations, int, i);
      g_autofree char *who = make_annotator (reading, annotation, i + 1);
      char *annotator =
          g_hash_table_contains (taken, who) ? g_strdup_printf ("%s-%u", who, i + 1) : g_strdup (who);

      g_hash_table_add (taken, annotator);
      take_annotation (reading, text, annotation, annotator);
    }
}

static void
take_record (const TandaiImportRecord *record, gpointer user_data)
{
  Reading reading = { record, record->json, record->object, -1 };
  int data = find_in (record->json, (int) record->object, "data", TANDAI_JSON_OBJECT);
  g_autofree char *text = NULL;

  if (data >= 0)
    reading.data = (guint) data;
  text = dup_string (&reading, (int) reading.data, TANDAI_LABEL_STUDIO_TEXT);
  if (data < 0 || text == NULL)
    tandai_import_record_fail (record, "%s",
                               data < 0 ? _ ("it is no task: it has no “data”") : _ ("it has no text"));
  else
    take_annotations (&reading, text);
}

/**
 * tandai_label_studio_read:
 * @import: the import
 * @path: a file of Label Studio's, or a folder of them
 *
 * Reads tasks: their regions, relations, and what controls say of regions and
 * of the article.
 */
void
tandai_label_studio_read (TandaiImport *import, const char *path)
{
  tandai_import_each_record (import, path, take_record);
}
