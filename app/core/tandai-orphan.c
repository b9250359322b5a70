/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans that are kept aside, since nothing of them is left in the article. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-document-private.h"
#include "core/tandai-error.h"
#include "core/tandai-json-private.h"
#include "core/tandai-orphan.h"
#include "core/tandai-sidecar-reader-private.h"

#define FIELD "orphans"

static void
orphan_free (gpointer data)
{
  TandaiOrphan *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self->text);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static TandaiJson *
parse (TandaiDocument *document)
{
  const char *list = tandai_document_get_sidecar (document)->orphans;

  return list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;
}

static char *
dup_member (TandaiJson *json, guint object, const char *name)
{
  int value = tandai_json_find (json, object, name);
  char *text = value >= 0 ? tandai_json_dup_string (json, (guint) value) : NULL;

  return text != NULL ? text : g_strdup ("");
}

/**
 * tandai_orphans_list:
 * @document: a document
 *
 * Returns: (transfer full) (element-type TandaiOrphan): its spans that are kept aside, in the sidecar's order
 */
GPtrArray *
tandai_orphans_list (TandaiDocument *document)
{
  GPtrArray *orphans = g_ptr_array_new_with_free_func (orphan_free);
  g_autoptr (TandaiJson) json = parse (document);

  if (json == NULL)
    return orphans;
  for (int item = tandai_json_first (json, 0); item >= 0; item = tandai_json_next (json, (guint) item))
    {
      TandaiOrphan *orphan = g_new (TandaiOrphan, 1);

      *orphan = (TandaiOrphan){ dup_member (json, item, "id"), dup_member (json, item, "label"),
                                dup_member (json, item, "text"), dup_member (json, item, "before"),
                                dup_member (json, item, "after") };
      g_ptr_array_add (orphans, orphan);
    }
  return orphans;
}

/* Finds an orphan; -1 and an error where there is no such one. */
static int
find (TandaiDocument *document, const char *id, TandaiJson **json, GError **error)
{
  int item;

  *json = parse (document);
  item = *json != NULL ? _tandai_json_find_entry (*json, id) : -1;
  if (item >= 0)
    return item;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND, _ ("No span “%s” is kept aside"), id);
  return -1;
}

/* What it was, at another place; where it stood in the old text, and what stood round it, is past. */
static gboolean
put (TandaiDocument *document,
     TandaiJson *json,
     int item,
     const TandaiRange *ranges,
     guint n_ranges,
     GError **error)
{
  TandaiReader reader = { .json = json, .error = error };
  TandaiSpanFields fields = { .ranges = ranges, .n_ranges = n_ranges };
  int attributes_at = -1, past = -1;
  g_auto (GStrv) attributes = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  g_autofree char *extra = NULL;
  const TandaiKnown known[] = {
    TANDAI_KNOWN_ENDED ("id", &fields.id),
    TANDAI_KNOWN_ENDED ("label", &fields.label),
    TANDAI_KNOWN_ENDED ("note", &fields.note),
    TANDAI_KNOWN_ENDED ("origin", &fields.origin),
    TANDAI_KNOWN_ENDED ("created", &fields.created),
    TANDAI_KNOWN_VALUE ("attributes", &attributes_at),
    TANDAI_KNOWN_VALUE ("start", &past),
    TANDAI_KNOWN_VALUE ("end", &past),
    TANDAI_KNOWN_VALUE ("fragments", &past),
    TANDAI_KNOWN_VALUE ("text", &past),
    TANDAI_KNOWN_VALUE ("review", &past),
    TANDAI_KNOWN_VALUE ("before", &past),
    TANDAI_KNOWN_VALUE ("after", &past),
    TANDAI_KNOWN_END,
  };

  if (!_tandai_reader_read_members (&reader, (guint) item, FIELD, known, NULL, &unknown)
      || !_tandai_reader_read_attributes (&reader, attributes_at, FIELD, &attributes))
    return FALSE;
  if (fields.label == NULL || *fields.label == '\0')
    return _tandai_reader_reject_member (&reader, FIELD, "label", _ ("is missing"));
  extra = _tandai_reader_take_unknown (&unknown);
  fields.attributes = (const char *const *) attributes;
  fields.extra = extra;
  return _tandai_document_put_span (document, NULL, &fields, error);
}

static void
change_list (TandaiDocument *document, const char *others)
{
  _tandai_document_change_field (document, FIELD, tandai_document_get_sidecar (document)->orphans, others);
}

/**
 * tandai_orphan_place:
 * @document: a document
 * @id: a span that is kept aside
 * @ranges: (array length=n_ranges): its place in the article as it is now, in code points, a proper list
 * @n_ranges: how many, at least one
 * @error: return location for an error; %TANDAI_ERROR_NOT_FOUND where there is no such span
 *
 * Puts it back among the spans, with its id, relations, attributes and note, as
 * one step.
 *
 * Returns: whether it is there
 */
gboolean
tandai_orphan_place (
    TandaiDocument *document, const char *id, const TandaiRange *ranges, guint n_ranges, GError **error)
{
  g_autoptr (TandaiJson) json = NULL;
  g_autofree char *others = NULL;
  gboolean placed;
  int item;

  if (!_tandai_document_check_open (document, error) || (item = find (document, id, &json, error)) < 0)
    return FALSE;
  others = _tandai_json_list_others (json, id);
  /* Translators: a span that was kept aside gets another place in the article. */
  tandai_document_begin (document, C_ ("undo step", "Put Back"));
  placed = put (document, json, item, ranges, n_ranges, error);
  if (placed)
    change_list (document, others);
  tandai_document_end (document);
  return placed;
}

/**
 * tandai_orphan_drop:
 * @document: a document
 * @id: a span that is kept aside
 * @error: return location for an error; %TANDAI_ERROR_NOT_FOUND where there is no such span
 *
 * Gives it up, and its relations, as one step.
 *
 * Returns: whether it was there
 */
gboolean
tandai_orphan_drop (TandaiDocument *document, const char *id, GError **error)
{
  g_autoptr (TandaiJson) json = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  g_autofree char *others = NULL;
  int item;

  if (!_tandai_document_check_open (document, error) || (item = find (document, id, &json, error)) < 0)
    return FALSE;
  others = _tandai_json_list_others (json, id);
  relations = tandai_annotation_set_list_relations (tandai_document_get_annotations (document), id);
  tandai_document_begin (document, C_ ("undo step", "Drop"));
  for (guint i = 0; i < relations->len; i++)
    tandai_document_remove_relation (document, tandai_relation_get_id (relations->pdata[i]), NULL);
  change_list (document, others);
  tandai_document_end (document);
  return TRUE;
}
