/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON lines: the sidecars' own records, one a line. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "formats/tandai-format.h"

/* JSON allows these in strings, but readers that split lines by Unicode's rules would cut the record there.
 */
static void
append_line (GString *to, const char *record)
{
  for (const char *p = record; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x85 || c == 0x2028 || c == 0x2029)
        g_string_append_printf (to, "\\u%04x", c);
      else
        g_string_append_len (to, p, g_utf8_next_char (p) - p);
    }
  g_string_append_c (to, '\n');
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (article->sidecar, record);
  append_line (tandai_format_file (files, ""), record->str);
}

const TandaiFormat tandai_format_jsonl = {
  .name = "jsonl",
  .summary = N_ ("the sidecars’ own records, one a line"),
  .carries = TANDAI_CARRIES_NESTED | TANDAI_CARRIES_DISCONTINUOUS | TANDAI_CARRIES_RELATIONS
             | TANDAI_CARRIES_ATTRIBUTES | TANDAI_CARRIES_NOTES | TANDAI_CARRIES_STATUS
             | TANDAI_CARRIES_METADATA,
  .one_file = TRUE,
  .write = write_article,
};
