/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/tandai-csv.h"

/* One that stands there already gets another, so that just one can be taken off. */
static gboolean
needs_apostrophe (const char *text, gsize n_bytes)
{
  while (n_bytes > 0 && *text == '\'')
    text++, n_bytes--;
  return n_bytes > 0 && strchr (TANDAI_CSV_FORMULA_SIGNS, *text) != NULL;
}

static gboolean
needs_quotes (const char *text, gsize n_bytes)
{
  if (n_bytes == 0)
    return FALSE;
  if (*text == ' ' || text[n_bytes - 1] == ' ')
    return TRUE;
  for (gsize i = 0; i < n_bytes; i++)
    if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
      return TRUE;
  return FALSE;
}

/**
 * tandai_csv_append_cell:
 * @to: a row of a table, parted by commas
 * @text: what its next cell holds
 * @length: how many bytes of it; -1 for all
 *
 * Appends a cell without what parts it from its neighbours, in quotation marks
 * where RFC 4180 needs them. What a spreadsheet would run as a formula begins
 * with an apostrophe.
 */
void
tandai_csv_append_cell (GString *to, const char *text, gssize length)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  gboolean apostrophe = needs_apostrophe (text, n_bytes);

  if (!needs_quotes (text, n_bytes))
    {
      g_string_append (to, apostrophe ? "'" : "");
      g_string_append_len (to, text, (gssize) n_bytes);
      return;
    }
  g_string_append (to, apostrophe ? "\"'" : "\"");
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (text[i] == '"')
        g_string_append_c (to, '"');
      g_string_append_c (to, text[i]);
    }
  g_string_append_c (to, '"');
}
