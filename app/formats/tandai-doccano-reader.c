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
#include "formats/tandai-record-spans.h"

static const char *const text_names[] = { "text", "data" };

typedef struct
{
  const TandaiImportRecord *record;
  const TandaiJson *json;
  TandaiDraft *draft;
} Reading;

static void
take_comments (Reading *reading, guint list)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);

  for (int item = tandai_json_first (reading->json, list); item >= 0;
       item = tandai_json_next (reading->json, (guint) item))
    {
      g_autofree char *comment = tandai_article_json_dup_value (reading->json, (guint) item);
      char *note;

      if (comment == NULL || *comment == '\0')
        continue;
      note = sidecar->note != NULL ? g_strconcat (sidecar->note, "\n", comment, NULL) : g_strdup (comment);
      g_free (sidecar->note);
      sidecar->note = note;
    }
}

static gboolean
is_text (Reading *reading, guint member)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_names); i++)
    if (tandai_json_name_is (reading->json, member, text_names[i]))
      return TRUE;
  return FALSE;
}

static void
take_member (Reading *reading, guint member)
{
  g_autofree char *name = NULL;

  if (is_text (reading, member) || tandai_record_spans_is_member (reading->json, member))
    return;
  if (tandai_json_get_kind (reading->json, member + 1) == TANDAI_JSON_ARRAY
      && tandai_json_name_is (reading->json, member, "Comments"))
    take_comments (reading, member + 1);
  else if (!tandai_article_json_take (reading->draft, reading->json, member))
    {
      name = tandai_json_dup_name (reading->json, member);
      tandai_import_record_lose (reading->record, TANDAI_LOSS_MEMBER, TRUE, NULL, name);
    }
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
  Reading reading = { record, record->json, draft };

  for (int member = tandai_json_first (record->json, record->object); member >= 0;
       member = tandai_json_next (record->json, (guint) member))
    take_member (&reading, (guint) member);
  tandai_record_spans_take (record, draft);
}

static void
take_record (const TandaiImportRecord *record, gpointer user_data)
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
