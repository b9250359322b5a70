/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tables whose cells are parted by commas, semicolons or tabs. The cells are
 * libcsv's work; what is added is where a row begins, and that a quotation
 * without an end costs only its row.
 */

#include "config.h"

#include <string.h>

#include <csv.h>

#include "core/tandai-csv.h"
#include "formats/tandai-csv-rows.h"

/* A file in which as many quotations have no end is no table. */
#define MAX_REPAIRS 100

/* @row is the line in which the row begins. */
typedef struct
{
  TandaiCsvRow take;
  gpointer user_data;
  GPtrArray *cells;
  guint line;
  guint row;
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

static void
take_row (int end, void *user_data)
{
  Reading *reading = user_data;

  if (reading->stopped)
    return;
  reading->stopped = !reading->take (reading->row, reading->cells, reading->user_data);
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

/**
 * tandai_csv_each_row:
 * @text: a table, in UTF-8, each line ended by "\n"
 * @take: takes its rows
 * @user_data: for @take
 *
 * Reads a table. A quotation that has no end would hold the rest of it: its row
 * is told and passed over.
 */
void
tandai_csv_each_row (const char *text, TandaiCsvRow take, gpointer user_data)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { take, user_data, cells, 0, 1, FALSE };
  unsigned char delimiter = find_delimiter (text);

  for (guint i = 0; i < MAX_REPAIRS && text != NULL; i++)
    {
      text = parse (&reading, text, delimiter);
      if (text == NULL || !take (reading.row, NULL, user_data))
        return;
      g_ptr_array_set_size (cells, 0);
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
      reading.line = reading.row;
      reading.row++;
    }
}

/**
 * tandai_csv_skip_apostrophe:
 * @cell: a cell of a table that tandai_csv_append_cell() wrote
 *
 * Returns: (transfer none): it without the apostrophe before what would be a formula
 */
const char *
tandai_csv_skip_apostrophe (const char *cell)
{
  const char *first = cell + strspn (cell, "'");

  return first > cell && *first != '\0' && strchr (TANDAI_CSV_FORMULA_SIGNS, *first) != NULL ? cell + 1
                                                                                             : cell;
}
