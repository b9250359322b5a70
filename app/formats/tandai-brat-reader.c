/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * brat standoff in: each text with the annotations beside it, line by line.
 * Every line that is no span is kept as it stands besides what is made of it,
 * since events, references and the ids are brat's alone.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-json.h"
#include "formats/tandai-brat-reader.h"
#include "formats/tandai-brat-reading.h"

#define ANNOTATIONS ".ann"
#define TEXT        ".txt"

static void
line_free (TandaiBratOther *self)
{
  g_free (self->text);
  tandai_brat_line_free (self->parsed);
  g_free (self);
}

static void
span_free (TandaiBratSpan *self)
{
  g_free (self->id);
  g_free (self->label);
  g_array_unref (self->ranges);
  g_free (self->words);
  g_free (self);
}

static gboolean
take_id (TandaiBratReading *reading, guint line, const char *id)
{
  if (strcmp (id, "*") == 0 || g_hash_table_add (reading->ids, g_strdup (id)))
    return TRUE;
  tandai_import_fail (reading->import, reading->path, line, _ ("the id “%s” is taken"), id);
  return FALSE;
}

/* "T1", "actor 0 5;9 12", "Siti kata" */
static void
take_span (TandaiBratReading *reading, guint line, const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "\t", 3);
  char *blank = fields[1] != NULL ? strchr (fields[1], ' ') : NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_autoptr (GError) error = NULL;
  TandaiBratSpan *span;

  if (blank == NULL || blank == fields[1] || fields[2] == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line, "%s",
                          _ ("a span has an id, a label with offsets and its words, between tabs"));
      return;
    }
  *blank = '\0';
  if (!take_id (reading, line, fields[0]))
    return;
  if (!tandai_brat_read_ranges (reading, blank + 1, ranges, &error))
    {
      tandai_import_fail (reading->import, reading->path, line, "%s: %s", fields[0], error->message);
      return;
    }
  span = g_new (TandaiBratSpan, 1);
  *span = (TandaiBratSpan){ line, g_strdup (fields[0]), g_strdup (fields[1]), g_steal_pointer (&ranges),
                            g_strdup (fields[2]) };
  g_ptr_array_add (reading->met, span);
}

static void
add_detail (TandaiBratReading *reading, const char *target, TandaiBratOther *line)
{
  GPtrArray *details = g_hash_table_lookup (reading->details, target);

  if (details == NULL)
    {
      details = g_ptr_array_new ();
      g_hash_table_insert (reading->details, g_strdup (target), details);
    }
  g_ptr_array_add (details, line);
}

static void
take_other (TandaiBratReading *reading, guint number, const char *text)
{
  TandaiBratLine *parsed = tandai_brat_line_parse (text);
  TandaiBratOther *line;

  if (parsed == NULL)
    {
      tandai_import_fail (reading->import, reading->path, number, "%s",
                          _ ("it is no annotation that brat knows"));
      return;
    }
  if (!take_id (reading, number, parsed->id))
    {
      tandai_brat_line_free (parsed);
      return;
    }
  line = g_new (TandaiBratOther, 1);
  *line = (TandaiBratOther){ number, g_strdup (text), parsed, FALSE };
  g_ptr_array_add (reading->others, line);
  if (parsed->kind == '#' || parsed->kind == 'A')
    add_detail (reading, parsed->targets[0], line);
}

static gboolean
take_line (guint number, const char *bytes, gsize n_bytes, gpointer user_data)
{
  TandaiBratReading *reading = user_data;

  if (n_bytes == 0 || strspn (bytes, " \t") == n_bytes)
    return TRUE;
  if (!g_utf8_validate (bytes, (gssize) n_bytes, NULL))
    tandai_import_fail (reading->import, reading->path, number, "%s", _ ("it is not UTF-8"));
  else if (*bytes == 'T')
    take_span (reading, number, bytes);
  else
    take_other (reading, number, bytes);
  return TRUE;
}

static void
append_kept (GString *kept, const char *line)
{
  g_string_append (kept, kept->len == 0 ? "\"" TANDAI_BRAT_MEMBER "\": [" : ", ");
  tandai_json_write_string (kept, line, -1);
}

static void
keep_lines (TandaiBratReading *reading)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < reading->others->len; i++)
    {
      const TandaiBratOther *line = reading->others->pdata[i];

      if (!line->taken)
        append_kept (kept, line->text);
    }
  if (kept->len == 0)
    return;
  g_string_append_c (kept, ']');
  sidecar->extra = g_new0 (char *, 2);
  sidecar->extra[0] = g_strdup (kept->str);
}

static TandaiDraft *
begin_draft (TandaiImport *import, const char *path)
{
  g_autofree char *stem =
      g_strndup (path, strlen (path) - (g_str_has_suffix (path, ANNOTATIONS) ? strlen (ANNOTATIONS) : 0));
  g_autofree char *text_path = g_strconcat (stem, TEXT, NULL);
  g_autofree char *name = tandai_import_name (import, path, ANNOTATIONS);
  g_autoptr (GBytes) bytes = tandai_import_load (import, text_path);
  g_autoptr (GError) error = NULL;
  TandaiDraft *draft = bytes != NULL ? tandai_draft_new (name, bytes, NULL, &error) : NULL;

  if (error != NULL)
    tandai_import_fail (import, text_path, 0, "%s", error->message);
  return draft;
}

static void
read_file (TandaiImport *import, const char *path)
{
  TandaiDraft *draft = begin_draft (import, path);
  TandaiBratReading reading = { import, path, draft };

  if (draft == NULL)
    return;
  reading.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.details =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reading.given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.met = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  reading.others = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  tandai_import_each_line (import, path, take_line, &reading);
  tandai_brat_translate (&reading);
  keep_lines (&reading);
  g_hash_table_unref (reading.ids);
  g_hash_table_unref (reading.spans);
  g_hash_table_unref (reading.here);
  g_hash_table_unref (reading.details);
  g_hash_table_unref (reading.given);
  g_ptr_array_unref (reading.met);
  g_ptr_array_unref (reading.others);
  tandai_import_take (import, path, draft);
}

/**
 * tandai_brat_read:
 * @import: the import
 * @path: a file of annotations, whose text lies beside it, or a folder of them
 *
 * Reads brat's standoff. A line that can't be read never stops the rest.
 */
void
tandai_brat_read (TandaiImport *import, const char *path)
{
  const char *const suffixes[] = { ANNOTATIONS, NULL };
  g_autoptr (GPtrArray) files = tandai_import_list (import, path, suffixes);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (tandai_import_get_cancellable (import));
       i++)
    read_file (import, files->pdata[i]);
}
