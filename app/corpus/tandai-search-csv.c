/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of a search as a table for spreadsheets. */

#include "config.h"

#include "core/tandai-csv.h"
#include "corpus/tandai-search-csv.h"

/**
 * tandai_search_append_csv_head:
 * @to: what takes it
 *
 * Begins a table.
 */
void
tandai_search_append_csv_head (GString *to)
{
  g_string_append (to, TANDAI_CSV_BYTE_ORDER_MARK "file,start,end,left,match,right,labels,annotators\r\n");
}

static void
append_cell (GString *to, const char *text)
{
  g_string_append_c (to, ',');
  tandai_csv_append_cell (to, text, -1);
}

/**
 * tandai_search_append_csv:
 * @to: what takes it
 * @line: a line
 * @file: what its article is called there
 *
 * Adds a line as a row of a table.
 */
void
tandai_search_append_csv (GString *to, const TandaiSearchLine *line, const char *file)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GString) annotators = g_string_new (NULL);

  for (guint i = 0; i < line->spans->len; i++)
    {
      const TandaiSearchSpan *found = line->spans->pdata[i];

      g_string_append_printf (labels, "%s%s", i > 0 ? ";" : "", tandai_span_get_label (found->span));
      g_string_append_printf (annotators, "%s%s", i > 0 ? ";" : "", found->annotator);
    }
  tandai_csv_append_cell (to, file, -1);
  g_string_append_printf (to, ",%u,%u", line->start, line->end);
  append_cell (to, line->left);
  append_cell (to, line->match);
  append_cell (to, line->right);
  append_cell (to, labels->str);
  append_cell (to, annotators->str);
  g_string_append (to, "\r\n");
}
