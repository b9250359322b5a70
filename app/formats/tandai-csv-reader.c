/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of articles: the first row names the columns. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/tandai-decode.h"
#include "core/tandai-error.h"
#include "formats/tandai-csv-reader.h"
#include "formats/tandai-csv-rows.h"
#include "formats/tandai-table.h"

typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiTable *table;
  GPtrArray *names;
  guint n_rows;
} Reading;

/* Our own export's columns, which no other table has together; its text is a span's words. */
static const char *const span_columns[] = { "doc_id", "label", "start", "end", "fragments", "text" };

/* Whether the rows are spans that we wrote, whatever was done to the table since. */
static gboolean
holds_spans (GPtrArray *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (span_columns); i++)
    if (!g_ptr_array_find_with_equal_func (names, span_columns[i], g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

/* The first row, after which the others are understood. */
static gboolean
take_names (Reading *reading, guint line, GPtrArray *cells)
{
  gboolean has_text = FALSE;

  if (holds_spans (cells))
    {
      tandai_import_fail (reading->import, reading->path, line, "%s",
                          _ ("this table was exported and holds spans, not articles: their texts are not in "
                             "it. To bring annotations back, export and import them as “jsonl”"));
      return FALSE;
    }
  if (!tandai_table_check_names (reading->table, line, cells, TRUE))
    return FALSE;
  reading->names = g_ptr_array_copy (cells, (GCopyFunc) g_strdup, NULL);
  for (guint i = 0; i < reading->names->len; i++)
    has_text |= tandai_table_is_text (reading->table, reading->names->pdata[i], i + 1);
  if (!has_text)
    tandai_import_fail (reading->import, reading->path, line, "%s",
                        _ ("no column is known to hold the articles: name it with --columns text=NAME"));
  return has_text;
}

static void
take_cells (Reading *reading, guint line, GPtrArray *cells)
{
  tandai_table_begin (reading->table, line, ++reading->n_rows);
  for (guint i = 0; i < cells->len; i++)
    tandai_table_add (reading->table, reading->names->pdata[i], i + 1, cells->pdata[i]);
  tandai_table_end (reading->table);
}

static gboolean
take_row (guint line, GPtrArray *cells, gpointer user_data)
{
  Reading *reading = user_data;

  if (cells == NULL)
    tandai_import_fail (reading->import, reading->path, line, "%s", _ ("a quotation in it has no end"));
  else if (reading->names == NULL)
    return take_names (reading, line, cells);
  else if (cells->len != reading->names->len)
    tandai_import_fail (reading->import, reading->path, line,
                        ngettext ("it has %u cell, the first row has %u",
                                  "it has %u cells, the first row has %u", cells->len),
                        cells->len, reading->names->len);
  else
    take_cells (reading, line, cells);
  return TRUE;
}

static void
read_file (TandaiImport *import, const char *path)
{
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (GError) error = NULL;
  TandaiOrigin origin = { NULL };
  g_autoptr (TandaiText) text = bytes != NULL ? tandai_decode (bytes, NULL, &origin, &error) : NULL;
  Reading reading = { .import = import, .path = path };

  if (text == NULL)
    {
      if (error != NULL)
        tandai_import_fail (import, path, 0, "%s", error->message);
      return;
    }
  reading.table = tandai_table_new (import, path);
  tandai_csv_each_row (tandai_text_get_chars (text), take_row, &reading);
  tandai_table_free (reading.table);
  g_clear_pointer (&reading.names, g_ptr_array_unref);
}

/**
 * tandai_csv_read:
 * @import: the import
 * @path: a table, or a folder of tables
 *
 * Reads tables of articles, an article or a span of one a row.
 */
void
tandai_csv_read (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".csv", ".tsv", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (tandai_import_get_cancellable (import));
       i++)
    read_file (import, files->pdata[i]);
}
