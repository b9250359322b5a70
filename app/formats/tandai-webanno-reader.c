/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * WebAnno TSV 3, as INCEpTION and others write it. The text is put together
 * from its sentences: one begins where its first token does. Between two that
 * do not touch there is a line end, and spaces up to that place; only the
 * length of what stood there is known.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-webanno-cells.h"
#include "formats/tandai-webanno-escape.h"
#include "formats/tandai-webanno-layers.h"
#include "formats/tandai-webanno-reader.h"

/* The longest gap between two sentences that is believed. */
#define MAX_GAP 1000000u

/* The cells before those of the layers. */
#define N_FIXED 3

/*
 * @text is the text so far, @units its length in UTF-16; @sentence what stood
 * after “#Text=” and is not yet in it. @base is where the sentence begins in
 * @text, in bytes and in units as the text and as the file count them; @from
 * and @at are where the last token begins and ends, in bytes and units.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  GPtrArray *layers;
  TandaiWebannoSpans *spans;
  GString *text;
  guint units;
  GString *sentence;
  gboolean has_sentence;
  gboolean in_body;
  gboolean failed;
  gsize base_bytes;
  guint base_units;
  gint64 base_stated;
  gsize from_bytes;
  guint from_units;
  gsize at_bytes;
  guint at_units;
  guint last_line;
} Reading;

static guint
count_units (const char *text, gsize n_bytes)
{
  guint n = 0;

  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    n += g_utf8_get_char (p) > 0xFFFF ? 2 : 1;
  return n;
}

static void
append_text (Reading *reading, const char *text, gsize n_bytes)
{
  g_string_append_len (reading->text, text, (gssize) n_bytes);
  reading->units += count_units (text, n_bytes);
}

static gboolean
ends_line (const Reading *reading)
{
  return reading->text->len > 0 && reading->text->str[reading->text->len - 1] == '\n';
}

/* Fills the text up to where a sentence begins, or takes back the line end that was only supposed. */
static gboolean
reach (Reading *reading, guint begin)
{
  if (begin + 1 == reading->units && ends_line (reading))
    {
      g_string_truncate (reading->text, reading->text->len - 1);
      reading->units--;
    }
  if (begin < reading->units || begin - reading->units > MAX_GAP)
    return FALSE;
  if (begin > reading->units && ends_line (reading))
    append_text (reading, "\n", 1);
  while (reading->units < begin)
    append_text (reading, " ", 1);
  return TRUE;
}

/* Puts the sentence into the text; without a place of its own it goes on where the last one ended. */
static void
begin_sentence (Reading *reading, guint line, gint64 begin)
{
  if (begin >= 0 && !reach (reading, (guint) begin))
    tandai_import_fail (reading->import, reading->path, line,
                        _ ("the sentence begins at %u, but the text before it ends at %u"), (guint) begin,
                        reading->units);
  reading->base_bytes = reading->from_bytes = reading->at_bytes = reading->text->len;
  reading->base_units = reading->from_units = reading->at_units = reading->units;
  reading->base_stated = begin >= 0 ? begin : reading->units;
  append_text (reading, reading->sentence->str, reading->sentence->len);
  g_string_truncate (reading->sentence, 0);
  reading->has_sentence = FALSE;
}

/* Sentences without a token have no place of their own. */
static void
end_sentence (Reading *reading)
{
  if (reading->has_sentence)
    begin_sentence (reading, 0, -1);
}

/* Where a place of the sentence is, in bytes; -1 for one outside or inside a character. */
static gssize
find_bytes (const Reading *reading, guint unit)
{
  const char *p = reading->text->str + reading->base_bytes;
  guint at = reading->base_units;

  if (unit >= reading->from_units)
    {
      gboolean after = unit >= reading->at_units;

      p = reading->text->str + (after ? reading->at_bytes : reading->from_bytes);
      at = after ? reading->at_units : reading->from_units;
    }
  for (; at < unit && *p != '\0'; p = g_utf8_next_char (p))
    at += g_utf8_get_char (p) > 0xFFFF ? 2 : 1;
  return at == unit ? p - reading->text->str : -1;
}

/* Whether the token stands where its row says; older versions escape it. */
static gboolean
is_there (const char *text, gsize n_bytes, const char *token)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (strlen (token) == n_bytes && memcmp (text, token, n_bytes) == 0)
    return TRUE;
  tandai_webanno_unescape_text (plain, token);
  return plain->len == n_bytes && memcmp (text, plain->str, n_bytes) == 0;
}

/* Carries a row's offsets over to the text that was put together, which may be shifted. */
static gboolean
place_at (Reading *reading, TandaiWebannoRow *row, const char *token, gint64 shift)
{
  const gint64 start = row->start + shift;
  const gint64 end = row->end + shift;
  gssize start_byte, end_byte;

  if (start < reading->base_units || end > reading->units)
    return FALSE;
  start_byte = find_bytes (reading, (guint) start);
  end_byte = find_bytes (reading, (guint) end);
  if (start_byte < 0 || end_byte < start_byte
      || !is_there (reading->text->str + start_byte, (gsize) (end_byte - start_byte), token))
    return FALSE;
  row->start = (guint) start;
  row->end = (guint) end;
  if (end > reading->at_units)
    {
      reading->from_bytes = (gsize) start_byte;
      reading->from_units = row->start;
      reading->at_bytes = (gsize) end_byte;
      reading->at_units = row->end;
    }
  return TRUE;
}

static gboolean
place_row (Reading *reading, TandaiWebannoRow *row, const char *token)
{
  const gint64 shift = (gint64) reading->base_units - reading->base_stated;

  return place_at (reading, row, token, shift) || (shift != 0 && place_at (reading, row, token, 0));
}

static gboolean
parse_offsets (const char *field, TandaiWebannoRow *row)
{
  char *rest;
  guint64 start = g_ascii_strtoull (field, &rest, 10);
  guint64 end;

  if (!g_ascii_isdigit (*field) || *rest != '-' || !g_ascii_isdigit (rest[1]))
    return FALSE;
  end = g_ascii_strtoull (rest + 1, &rest, 10);
  if (*rest != '\0' || end < start || end > G_MAXINT)
    return FALSE;
  row->start = (guint) start;
  row->end = (guint) end;
  return TRUE;
}

/* Where the sentence begins, as its first row says: there, or before it where rows are missing. */
static gint64
find_begin (const Reading *reading, const TandaiWebannoRow *row, const char *token)
{
  const char *there = *token != '\0' ? strstr (reading->sentence->str, token) : NULL;
  guint before =
      there != NULL ? count_units (reading->sentence->str, (gsize) (there - reading->sentence->str)) : 0;

  return row->start >= before ? row->start - before : row->start;
}

static void
take_row (Reading *reading, guint line, const char *bytes)
{
  g_auto (GStrv) fields = g_strsplit (bytes, "\t", -1);
  const guint n_fields = g_strv_length (fields);
  const guint n_expected = N_FIXED + tandai_webanno_layers_columns (reading->layers);
  TandaiWebannoRow row = { .line = line, .id = fields[0] };

  if (n_fields < N_FIXED || !parse_offsets (fields[1], &row))
    {
      tandai_import_fail (reading->import, reading->path, line, _ ("this is not a row of a token"));
      end_sentence (reading);
      return;
    }
  if (reading->has_sentence)
    begin_sentence (reading, line, find_begin (reading, &row, fields[2]));
  if (n_fields < n_expected)
    tandai_import_fail (reading->import, reading->path, line,
                        ngettext ("the row has %u field instead of %u", "the row has %u fields instead of %u",
                                  n_fields),
                        n_fields, n_expected);
  if (!place_row (reading, &row, fields[2]))
    {
      tandai_import_fail (reading->import, reading->path, line,
                          _ ("the text at %s is not “%s”: what is annotated there is left out"), fields[1],
                          fields[2]);
      return;
    }
  row.cells = (const char *const *) fields + N_FIXED;
  if (n_fields >= n_expected)
    tandai_webanno_cells_take (reading->spans, reading->layers, &row);
}

static gboolean
take_head (Reading *reading, guint line, const char *bytes)
{
  if (line == 1 && !g_str_has_prefix (bytes, TANDAI_WEBANNO_FORMAT))
    {
      /* Translators: what is in quotation marks is how such files begin. */
      tandai_import_fail (reading->import, reading->path, line, _ ("the file does not begin with “%s”"),
                          TANDAI_WEBANNO_FORMAT);
      reading->failed = TRUE;
      return FALSE;
    }
  tandai_webanno_layers_add (reading->layers, bytes);
  return TRUE;
}

static gboolean
take_line (guint line, const char *bytes, gsize n_bytes, gpointer user_data)
{
  Reading *reading = user_data;

  if (!g_utf8_validate_len (bytes, n_bytes, NULL))
    {
      tandai_import_fail (reading->import, reading->path, line, _ ("the line is not UTF-8"));
      reading->failed |= !reading->in_body || *bytes == '#';
      return !reading->failed;
    }
  if (n_bytes > 0)
    reading->last_line = line;
  if (g_str_has_prefix (bytes, TANDAI_WEBANNO_TEXT) && line > 1)
    {
      reading->in_body = TRUE;
      tandai_webanno_unescape_text (reading->sentence, bytes + strlen (TANDAI_WEBANNO_TEXT));
      g_string_append_c (reading->sentence, '\n');
      reading->has_sentence = TRUE;
    }
  else if (!reading->in_body)
    return take_head (reading, line, bytes);
  else if (n_bytes == 0)
    end_sentence (reading);
  else if (*bytes != '#')
    take_row (reading, line, bytes);
  return TRUE;
}

/* A file that was cut off between two rows shows by the words that have none. */
static void
check_end (Reading *reading)
{
  for (const char *p = reading->text->str + reading->at_bytes; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      {
        tandai_import_fail (reading->import, reading->path, reading->last_line,
                            _ ("the file ends inside a sentence"));
        return;
      }
}

static void
take_article (Reading *reading)
{
  g_autofree char *name = tandai_import_name (reading->import, reading->path, ".tsv");
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiDraft) draft = NULL;

  end_sentence (reading);
  check_end (reading);
  draft = tandai_draft_new_text (name, reading->text->str, &error);
  if (draft == NULL)
    {
      tandai_import_fail (reading->import, reading->path, 0, "%s", error->message);
      return;
    }
  tandai_webanno_spans_finish (reading->spans, draft);
  tandai_import_take (reading->import, reading->path, g_steal_pointer (&draft));
}

static void
read_file (TandaiImport *import, const char *path)
{
  g_autoptr (GPtrArray) layers = tandai_webanno_layers_new ();
  g_autoptr (TandaiWebannoSpans) spans = tandai_webanno_spans_new (import, path, layers);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) sentence = g_string_new (NULL);
  Reading reading = { import, path, layers, spans, text, 0, sentence };

  if (!tandai_import_each_line (import, path, take_line, &reading) || reading.failed)
    return;
  if (reading.last_line == 0)
    tandai_import_fail (import, path, 0, _ ("the file is empty"));
  else
    take_article (&reading);
}

/**
 * tandai_webanno_read:
 * @import: the import
 * @path: a file, or a folder of such files
 *
 * Reads WebAnno TSV 3.
 */
void
tandai_webanno_read (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ".tsv", NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len; i++)
    read_file (import, files->pdata[i]);
}
