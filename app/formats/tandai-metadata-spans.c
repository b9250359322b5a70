/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A table of spans, as the export to csv writes it, says who or what they are:
 * of its columns only the entity is taken, and it goes to the span of that id.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-document-commands.h"
#include "formats/tandai-metadata-private.h"

#define ENTITY "entity"

static const char *
get_cell (TandaiApplying *self, guint row, int column)
{
  const TandaiMetadataRow *of = self->job->table->rows->pdata[row];

  return of->cells->pdata[column];
}

/* Returns whether something was set. */
static gboolean
set_entity (TandaiApplying *self, const TandaiExportItem *item, TandaiDocument *document, guint row)
{
  const TandaiMetadataTable *table = self->job->table;
  const char *id = get_cell (self, row, table->span_column);
  const char *value = get_cell (self, row, table->entity_column);
  TandaiSpan *span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), id);
  g_autofree char *before = g_strdup (tandai_span_get_attribute (span, ENTITY));
  g_autofree char *what = g_strconcat (id, ": " ENTITY, NULL);
  g_autoptr (GError) error = NULL;

  if (*value == '\0' || g_strcmp0 (before, value) == 0)
    return FALSE;
  if (before != NULL && !self->job->replace)
    {
      self->result->n_kept++;
      return FALSE;
    }
  if (!tandai_document_set_attribute (document, id, ENTITY, value, &error))
    {
      _tandai_metadata_fail (self, table->rows->pdata[row], error->message);
      return FALSE;
    }
  _tandai_metadata_note_change (self, item, what, before, value);
  return TRUE;
}

/* The rows from @first to before @end, as far as their spans are in this sidecar; marks them in @found. */
static gboolean
apply_to_sidecar (TandaiApplying *self,
                  const TandaiExportItem *item,
                  const char *annotator,
                  guint first,
                  guint end,
                  gboolean *found)
{
  const TandaiMetadataRow *row = self->job->table->rows->pdata[first];
  g_autoptr (TandaiDocument) document = _tandai_metadata_load (self, item, row, annotator);
  gboolean changed = FALSE;

  for (guint i = first; document != NULL && i < end; i++)
    {
      const char *id = get_cell (self, i, self->job->table->span_column);

      if (tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), id) == NULL)
        continue;
      found[i - first] = TRUE;
      changed |= set_entity (self, item, document, i);
    }
  if (changed && !self->job->dry_run)
    _tandai_metadata_save (self, row, document);
  return changed;
}

static void
apply_to_article (TandaiApplying *self, const TandaiExportItem *item, guint first, guint end)
{
  GPtrArray *rows = self->job->table->rows;
  g_auto (GStrv) annotators = _tandai_metadata_dup_annotators (self, item);
  g_autofree gboolean *found = g_new0 (gboolean, end - first);
  gboolean changed = FALSE;

  for (guint i = 0; annotators[i] != NULL; i++)
    changed |= apply_to_sidecar (self, item, annotators[i], first, end, found);
  self->result->n_articles += changed;
  for (guint i = first; i < end; i++)
    {
      g_autofree char *reason =
          g_strdup_printf (_ ("there is no span “%s”"), get_cell (self, i, self->job->table->span_column));

      if (!found[i - first])
        _tandai_metadata_fail (self, rows->pdata[i], reason);
    }
}

/* Neighbours of one article are put into it at once. Returns the first row after them. */
guint
_tandai_metadata_apply_spans (TandaiApplying *self, guint first)
{
  GPtrArray *rows = self->job->table->rows;
  const TandaiMetadataRow *row = rows->pdata[first];
  const TandaiExportItem *item = _tandai_metadata_find_item (self, row);
  guint end = first + 1;

  while (end < rows->len && strcmp (((TandaiMetadataRow *) rows->pdata[end])->article, row->article) == 0)
    end++;
  if (item != NULL)
    apply_to_article (self, item, first, end);
  return end;
}
