/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file line by line, however long it is: no more than one line is in memory, and no line of more than 64
 * MiB. */

#include "config.h"

#include <string.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-file.h"
#include "formats/tandai-import-private.h"

#define CHUNK    (256 * 1024)
#define MAX_LINE (64u * 1024 * 1024)

typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiImportLine take;
  gpointer user_data;
  GString *line;
  guint number;
  gboolean too_long;
} Lines;

static void
add_piece (Lines *lines, const char *piece, gsize n_bytes)
{
  if (lines->too_long)
    return;
  lines->too_long = lines->line->len + n_bytes > MAX_LINE;
  if (lines->too_long)
    g_string_truncate (lines->line, 0);
  else
    g_string_append_len (lines->line, piece, n_bytes);
}

static gboolean
end_line (Lines *lines)
{
  gboolean go_on = TRUE;
  GString *line = lines->line;

  lines->number++;
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  if (lines->number == 1 && g_str_has_prefix (line->str, "\xEF\xBB\xBF"))
    g_string_erase (line, 0, 3);
  if (lines->number == 1
      && (g_str_has_prefix (line->str, "\xFF\xFE") || g_str_has_prefix (line->str, "\xFE\xFF")))
    {
      /* Else each of its lines would be told. */
      tandai_import_fail (lines->import, lines->path, 1, "%s",
                          _ ("the file is in UTF-16, and has to be in UTF-8"));
      go_on = FALSE;
    }
  else if (lines->too_long)
    tandai_import_fail (lines->import, lines->path, lines->number,
                        _ ("it is longer than %u MiB and was passed over"), MAX_LINE >> 20);
  else
    go_on = lines->take (lines->number, line->str, line->len, lines->user_data);
  lines->too_long = FALSE;
  g_string_truncate (line, 0);
  return go_on;
}

static gboolean
take_chunk (Lines *lines, const char *chunk, gsize n_bytes)
{
  const char *end = chunk + n_bytes;

  while (chunk < end)
    {
      const char *newline = memchr (chunk, '\n', (gsize) (end - chunk));

      add_piece (lines, chunk, (gsize) ((newline != NULL ? newline : end) - chunk));
      if (newline == NULL)
        return TRUE;
      if (!end_line (lines))
        return FALSE;
      chunk = newline + 1;
    }
  return TRUE;
}

static gboolean
read_chunks (Lines *lines, GInputStream *stream, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  GCancellable *cancellable = tandai_import_get_cancellable (lines->import);
  gssize n_bytes;

  while ((n_bytes = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    if (!take_chunk (lines, chunk, (gsize) n_bytes))
      return TRUE;
  if (n_bytes == 0 && (lines->line->len > 0 || lines->too_long))
    end_line (lines);
  return n_bytes == 0;
}

/**
 * tandai_import_each_line:
 * @self: the import
 * @path: a file
 * @take: takes a line
 * @user_data: for @take
 *
 * Gives a file's lines, without LF or CR LF and without a byte order mark, one
 * after another. A line of more than 64 MiB is told and passed over.
 *
 * Returns: whether the file could be read to its end, or to where @take had enough
 */
gboolean
tandai_import_each_line (TandaiImport *self, const char *path, TandaiImportLine take, gpointer user_data)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  Lines lines = { self, path, take, user_data, line, 0, FALSE };
  int fd = tandai_file_open (path, &error);

  if (fd < 0)
    {
      _tandai_import_add_failure (self, g_strdup (error->message));
      return FALSE;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  if (read_chunks (&lines, stream, &error))
    return TRUE;
  tandai_import_fail (self, path, 0, "%s", error->message);
  return FALSE;
}
