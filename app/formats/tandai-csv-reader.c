/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tables of articles: the first row names the columns, which are parted by
 * commas, semicolons or tabs. The cells are libcsv's work; what is added is
 * where a row begins, and that a quotation without an end costs only its row.
 */

#include "config.h"

#include <string.h>

#include <csv.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-csv.h"
#include "core/tandai-decode.h"
#include "core/tandai-error.h"
#include "formats/tandai-csv-reader.h"
#include "formats/tandai-table.h"

/* A file in which as many quotations have no end is no table. */
#define MAX_REPAIRS 100

/* @row is the line in which the row begins. */
typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiTable *table;
  GPtrArray *names;
  GPtrArray *cells;
  guint line;
  guint row;
  gboolean ours;
  gboolean stopped;
} Reading;

static int
is_no_space (unsigned char c)
{
  return 0;
}

static void
take_cell (void *cell, size_t n_bytes, void *user_data)
{
  Reading *reading = user_data;

  g_ptr_array_add (reading->cells, g_strndup (cell != NULL ? cell : "", n_bytes));
}

/* Whether the table is one that we wrote, by its columns, whatever parts them now. */
static gboolean
is_ours (GPtrArray *names)
{
  g_auto (GStrv) columns =
      g_strsplit_set (tandai_format_csv.head + strlen (TANDAI_CSV_BYTE_ORDER_MARK), ",\r", -1);

  /* After the last one comes the line's end. */
  if (names->len + 1 != g_strv_length (columns))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], columns[i]) != 0)
      return FALSE;
  return TRUE;
}

/* The apostrophe that we put before what would be a formula. */
static const char *
skip_apostrophe (const char *cell)
{
  const char *first = cell + strspn (cell, "'");

  return first > cell && *first != '\0' && strchr (TANDAI_CSV_FORMULA_SIGNS, *first) != NULL ? cell + 1
                                                                                             : cell;
}

/* The first row, after which the others are understood. */
static void
take_names (Reading *reading)
{
  gboolean has_text = FALSE;

  reading->names = g_steal_pointer (&reading->cells);
  reading->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < reading->names->len; i++)
    has_text |= tandai_table_is_text (reading->table, reading->names->pdata[i], i + 1);
  reading->ours = is_ours (reading->names);
  reading->stopped = !has_text;
  if (!has_text)
    tandai_import_fail (reading->import, reading->path, reading->row, "%s",
                        _ ("no column is known to hold the articles: name it with --columns text=NAME"));
}

static void
take_row (int end, void *user_data)
{
  Reading *reading = user_data;

  if (reading->stopped)
    return;
  if (reading->names == NULL)
    take_names (reading);
  else if (reading->cells->len != reading->names->len)
    tandai_import_fail (reading->import, reading->path, reading->row,
                        ngettext ("it has %u cell, the first row has %u",
                                  "it has %u cells, the first row has %u", reading->cells->len),
                        reading->cells->len, reading->names->len);
  else
    {
      tandai_table_begin (reading->table, reading->row);
      for (guint i = 0; i < reading->cells->len; i++)
        {
          const char *cell = reading->cells->pdata[i];

          tandai_table_add (reading->table, reading->names->pdata[i], i + 1,
                            reading->ours ? skip_apostrophe (cell) : cell);
        }
      tandai_table_end (reading->table);
    }
  g_ptr_array_set_size (reading->cells, 0);
  reading->row = reading->line + 1;
}

/* What parts the cells of the first line. */
static unsigned char
find_delimiter (const char *text)
{
  guint counts[3] = { 0 };
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && (*p != '\n' || quoted); p++)
    {
      quoted ^= *p == '"';
      counts[0] += !quoted && *p == ',';
      counts[1] += !quoted && *p == ';';
      counts[2] += !quoted && *p == '\t';
    }
  if (counts[2] > counts[0] && counts[2] > counts[1])
    return '\t';
  return counts[1] > counts[0] ? ';' : ',';
}

/* Line by line, so that it is known where a row begins. Returns where the row without an end begins, or NULL.
 */
static const char *
parse (Reading *reading, const char *text, unsigned char delimiter)
{
  struct csv_parser parser;
  const char *row = text;

  csv_init (&parser, CSV_APPEND_NULL);
  csv_set_delim (&parser, delimiter);
  csv_set_space_func (&parser, is_no_space);
  while (*text != '\0' && !reading->stopped)
    {
      const char *newline = strchr (text, '\n');
      const char *next = newline != NULL ? newline + 1 : text + strlen (text);

      reading->line++;
      if (*text == '\n' && reading->row == reading->line)
        reading->row++;
      csv_parse (&parser, text, (gsize) (next - text), take_cell, take_row, reading);
      if (newline == NULL)
        csv_parse (&parser, "\n", 1, take_cell, take_row, reading);
      text = next;
      if (reading->row > reading->line)
        row = text;
    }
  csv_free (&parser);
  return reading->stopped || reading->row > reading->line ? NULL : row;
}

/* A quotation that has no end holds the rest of the table: its row is told and passed over. */
static void
parse_all (Reading *reading, const char *text)
{
  unsigned char delimiter = find_delimiter (text);

  for (guint i = 0; i < MAX_REPAIRS && text != NULL; i++)
    {
      text = parse (reading, text, delimiter);
      if (text == NULL)
        return;
      tandai_import_fail (reading->import, reading->path, reading->row, "%s",
                          _ ("a quotation in it has no end"));
      g_ptr_array_set_size (reading->cells, 0);
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
      reading->line = reading->row;
      reading->row++;
    }
}

static void
read_file (TandaiImport *import, const char *path)
{
  g_autoptr (GBytes) bytes = tandai_import_load (import, path);
  g_autoptr (GError) error = NULL;
  TandaiOrigin origin = { NULL };
  g_autoptr (TandaiText) text = bytes != NULL ? tandai_decode (bytes, NULL, &origin, &error) : NULL;
  Reading reading = { .import = import, .path = path, .row = 1 };

  if (text == NULL)
    {
      if (error != NULL)
        tandai_import_fail (import, path, 0, "%s", error->message);
      return;
    }
  reading.table = tandai_table_new (import, path);
  reading.cells = g_ptr_array_new_with_free_func (g_free);
  parse_all (&reading, tandai_text_get_chars (text));
  tandai_table_free (reading.table);
  g_ptr_array_unref (reading.cells);
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
