/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables for people. */

#include "config.h"

#include "cli/tandai-columns.h"
#include "cli/tandai-command.h"

#define GAP 2

/* Plain text can be printed as it is. */
static GPtrArray *
make_plain (GPtrArray *rows)
{
  GPtrArray *plain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_strdupv (rows->pdata[i]);

      for (guint j = 0; row[j] != NULL; j++)
        {
          char *cell = row[j];

          row[j] = tandai_command_plain (cell);
          g_free (cell);
        }
      g_ptr_array_add (plain, row);
    }
  return plain;
}

static glong
measure_column (GPtrArray *rows, guint column)
{
  glong width = 0;

  for (guint i = 0; i < rows->len; i++)
    width = MAX (width, g_utf8_strlen (((char **) rows->pdata[i])[column], -1));
  return width;
}

static void
append_spaces (GString *to, glong n)
{
  for (glong i = 0; i < n; i++)
    g_string_append_c (to, ' ');
}

/**
 * tandai_columns_format:
 * @rows: (element-type GStrv): rows of as many cells each, the first with the heads
 * @n_words: how many columns are words, which begin at their left; those after them are numbers
 *
 * Returns: (transfer full): a table for a terminal, a line each row
 */
char *
tandai_columns_format (GPtrArray *rows, guint n_words)
{
  g_autoptr (GPtrArray) plain = make_plain (rows);
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < plain->len; i++)
    {
      char **row = plain->pdata[i];

      for (guint j = 0; row[j] != NULL; j++)
        {
          glong rest = measure_column (plain, j) - g_utf8_strlen (row[j], -1);

          append_spaces (to, (j > 0 ? GAP : 0) + (j < n_words ? 0 : rest));
          g_string_append (to, row[j]);
          append_spaces (to, j < n_words && row[j + 1] != NULL ? rest : 0);
        }
      g_string_append_c (to, '\n');
    }
  return g_string_free (to, FALSE);
}
