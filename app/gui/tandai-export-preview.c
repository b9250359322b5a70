/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an export will be, before it is: how its files begin. */

#include "config.h"

#include "formats/tandai-output.h"
#include "gui/tandai-export-preview.h"

/* So much is looked at: of one file, of each of several, and of a line. */
#define MAX_LINES      60
#define MAX_FILE_LINES 14
#define MAX_FILES      8
#define MAX_LINE_CHARS 240

#define TAB_PIXELS 128

static void
append (GtkTextBuffer *buffer, const char *text, const char *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
}

static void
append_line (GtkTextBuffer *buffer, const char *line)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (g_utf8_strlen (line, -1) <= MAX_LINE_CHARS)
    gtk_text_buffer_insert (buffer, &end, line, -1);
  else
    {
      const char *cut = g_utf8_offset_to_pointer (line, MAX_LINE_CHARS);

      gtk_text_buffer_insert (buffer, &end, line, (int) (cut - line));
      append (buffer, "…", "more");
    }
  append (buffer, "\n", NULL);
}

/* The last character may be cut, as the piece ends anywhere; NUL is none of a text's. */
static char *
dup_text (const GString *bytes)
{
  const char *end;
  g_autofree char *text = NULL;

  g_utf8_validate_len (bytes->str, bytes->len, &end);
  text = g_strndup (bytes->str, (gsize) (end - bytes->str));
  g_strdelimit (text, "\r", '\n');
  return g_steal_pointer (&text);
}

static void
append_piece (GtkTextBuffer *buffer, const TandaiOutputPiece *piece, guint max_lines)
{
  g_autofree char *text = dup_text (piece->bytes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", (int) max_lines + 1);

  if (*piece->name != '\0')
    {
      g_autofree char *name = g_strconcat (piece->name, "\n", NULL);

      append (buffer, name, "name");
    }
  for (guint i = 0; lines[i] != NULL && i < max_lines; i++)
    if (*lines[i] != '\0' || lines[i + 1] != NULL)
      append_line (buffer, lines[i]);
  if (g_strv_length (lines) > max_lines)
    append (buffer, "…\n", "more");
}

static void
make_tags (GtkTextBuffer *buffer)
{
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "name") != NULL)
    return;
  gtk_text_buffer_create_tag (buffer, "name", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 8, NULL);
  gtk_text_buffer_create_tag (buffer, "more", "style", PANGO_STYLE_ITALIC, NULL);
}

/* The second column stands behind a long word, too. */
static void
set_tabs (GtkTextView *view)
{
  g_autoptr (PangoTabArray) tabs = pango_tab_array_new_with_positions (1, TRUE, PANGO_TAB_LEFT, TAB_PIXELS);

  gtk_text_view_set_tabs (view, tabs);
}

/**
 * tandai_export_preview_show:
 * @view: where to show it
 * @pieces: (nullable) (element-type TandaiOutputPiece): how the files begin
 *
 * Shows how an output begins.
 */
void
tandai_export_preview_show (GtkTextView *view, GPtrArray *pieces)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  guint n = pieces != NULL ? pieces->len : 0;

  make_tags (buffer);
  set_tabs (view);
  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; i < MIN (n, MAX_FILES); i++)
    append_piece (buffer, pieces->pdata[i], n == 1 ? MAX_LINES : MAX_FILE_LINES);
}
