/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-decode.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "formats/tandai-article-json.h"
#include "formats/tandai-csv-rows.h"
#include "formats/tandai-metadata-table.h"

#define BEST_NAME "file"
#define SPAN      "id"
#define ENTITY    "entity"

typedef struct
{
  TandaiMetadataTable *table;
  int name_column;
  gboolean begun;
} Reading;

static void
row_free (TandaiMetadataRow *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static TandaiMetadataTable *
table_new (const char *path)
{
  TandaiMetadataTable *self = g_new0 (TandaiMetadataTable, 1);

  self->path = tandai_display_name (path);
  self->span_column = self->entity_column = -1;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * tandai_metadata_table_free:
 * @self: (transfer full): a table
 *
 * Frees it.
 */
void
tandai_metadata_table_free (TandaiMetadataTable *self)
{
  g_free (self->path);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

static void
fail (Reading *reading, guint line, const char *reason)
{
  /* Translators: a file, a line of it, and what is wrong there. */
  g_ptr_array_add (reading->table->failures,
                   g_strdup_printf (_ ("%s: line %u: %s"), reading->table->path, line, reason));
}

static void
take_names (Reading *reading, GPtrArray *cells)
{
  GPtrArray *fields = reading->table->fields;
  int span = -1, entity = -1;

  reading->name_column = -1;
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (cells->pdata[i]));
      g_autofree char *lower = g_utf8_strdown (stripped, -1);
      const char *field = tandai_article_match_field (lower);

      if (strcmp (lower, SPAN) == 0)
        span = (int) i;
      if (strcmp (lower, ENTITY) == 0)
        entity = (int) i;
      if (tandai_article_is_name (lower) && (reading->name_column < 0 || strcmp (lower, BEST_NAME) == 0))
        reading->name_column = (int) i;
      g_ptr_array_add (fields, g_strdup (field != NULL ? field : stripped));
    }
  if (reading->name_column >= 0)
    g_clear_pointer (&fields->pdata[reading->name_column], g_free);
  if (span < 0 || span == reading->name_column || entity < 0)
    return;
  reading->table->span_column = span;
  reading->table->entity_column = entity;
}

static void
take_cells (Reading *reading, guint line, GPtrArray *cells)
{
  TandaiMetadataRow *row = g_new0 (TandaiMetadataRow, 1);

  row->line = line;
  row->cells = g_ptr_array_new_full (cells->len, g_free);
  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (row->cells, g_strstrip (g_strdup (tandai_csv_skip_apostrophe (cells->pdata[i]))));
  row->article = row->cells->pdata[reading->name_column];
  g_ptr_array_add (reading->table->rows, row);
}

/* Without a column that names the articles no row can be used. */
static gboolean
take_row (guint line, GPtrArray *cells, gpointer user_data)
{
  Reading *reading = user_data;
  g_autofree char *reason = NULL;

  if (cells == NULL)
    fail (reading, line, _ ("a quotation in it has no end"));
  else if (!reading->begun)
    {
      reading->begun = TRUE;
      take_names (reading, cells);
      return reading->name_column >= 0;
    }
  else if (cells->len != reading->table->fields->len)
    {
      reason = g_strdup_printf (ngettext ("it has %u cell, the first row has %u",
                                          "it has %u cells, the first row has %u", cells->len),
                                cells->len, reading->table->fields->len);
      fail (reading, line, reason);
    }
  else
    take_cells (reading, line, cells);
  return TRUE;
}

/**
 * tandai_metadata_table_load:
 * @path: a table, in the file system's encoding
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Reads a table of what is known of articles.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
TandaiMetadataTable *
tandai_metadata_table_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiMetadataTable) table = table_new (path);
  g_autoptr (GBytes) bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, NULL, cancellable, error);
  TandaiOrigin origin = { NULL };
  g_autoptr (TandaiText) text = bytes != NULL ? tandai_decode (bytes, NULL, &origin, error) : NULL;
  Reading reading = { table, -1, FALSE };

  if (text == NULL)
    {
      if (bytes != NULL)
        g_prefix_error (error, "%s: ", table->path);
      return NULL;
    }
  tandai_csv_each_row (tandai_text_get_chars (text), take_row, &reading);
  if (reading.name_column >= 0)
    return g_steal_pointer (&table);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND,
               _ ("%s: no column names the articles: one must be called “file”"), table->path);
  return NULL;
}
