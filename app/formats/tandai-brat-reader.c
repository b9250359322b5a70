/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * brat standoff in: each text with the annotations beside it. Spans, relations
 * between them, their attributes and people's notes become ours; every line
 * that is no span is kept as it stands besides, since events, references and
 * the ids are brat's alone.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-reader.h"

#define ANNOTATIONS ".ann"
#define TEXT        ".txt"

/* A line that is no span, and where it is. */
typedef struct
{
  guint number;
  char *text;
  TandaiBratLine *parsed;
} Line;

/*
 * @ids has every id of the file; @spans leads from a span's id to the one that
 * it has here; @notes from a relation's to what is noted of it.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiDraft *draft;
  GHashTable *ids;
  GHashTable *spans;
  GHashTable *notes;
  GPtrArray *lines;
} Reading;

static void
line_free (Line *self)
{
  g_free (self->text);
  tandai_brat_line_free (self->parsed);
  g_free (self);
}

static gboolean
take_id (Reading *reading, guint line, const char *id)
{
  if (strcmp (id, "*") == 0 || g_hash_table_add (reading->ids, g_strdup (id)))
    return TRUE;
  tandai_import_fail (reading->import, reading->path, line, _ ("the id “%s” is taken"), id);
  return FALSE;
}

static gboolean
read_offset (const char *text, const char **end, gint64 *offset)
{
  guint64 value = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, (char **) end, 10) : 0;

  if (!g_ascii_isdigit (*text) || value > G_MAXINT32)
    return FALSE;
  *offset = (gint64) value;
  return TRUE;
}

/* "0 5;9 12" */
static gboolean
read_fragments (Reading *reading, const char *text, GArray *ranges, GError **error)
{
  TandaiUnit unit = tandai_import_get_unit (reading->import);
  gint64 start, end;
  TandaiRange range;

  do
    {
      if (!read_offset (text, &text, &start) || *text != ' ' || !read_offset (text + 1, &text, &end)
          || (*text != ';' && *text != '\0'))
        {
          g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_RANGE, _ ("start and end are no numbers"));
          return FALSE;
        }
      if (!tandai_draft_map (reading->draft, unit, start, end, &range, error))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  while (*text++ == ';');
  return TRUE;
}

static char *
dup_words (const TandaiText *text, GArray *ranges)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const TandaiRange *range = &g_array_index (ranges, TandaiRange, i);
      gsize n_bytes;
      const char *piece = tandai_text_peek (text, range->start, range->end, &n_bytes);

      if (i > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, piece, (gssize) n_bytes);
    }
  return g_string_free (words, FALSE);
}

/* brat has no span over a line end: it is written as a fragment a line, with only white space between. */
static gboolean
is_line_end (const TandaiText *text, guint start, guint end)
{
  gboolean has_newline = FALSE;

  for (guint i = start; i < end; i++)
    {
      gunichar c = tandai_text_get_char (text, i);

      if (!g_unichar_isspace (c) && c != 0x85)
        return FALSE;
      has_newline |= c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
  return has_newline;
}

static void
join_lines (const TandaiText *text, GArray *ranges)
{
  for (guint i = 1; i < ranges->len;)
    {
      TandaiRange *before = &g_array_index (ranges, TandaiRange, i - 1);
      const TandaiRange *after = &g_array_index (ranges, TandaiRange, i);

      if (before->end < after->start && is_line_end (text, before->end, after->start))
        {
          before->end = after->end;
          g_array_remove_index (ranges, i);
        }
      else
        i++;
    }
}

static void
add_span (Reading *reading, guint line, const char *id, const char *label, GArray *ranges, const char *stated)
{
  const TandaiText *text = tandai_draft_get_sidecar (reading->draft)->text;
  g_autofree char *words = dup_words (text, ranges);
  g_autoptr (GError) error = NULL;
  const char *here;

  if (strcmp (words, stated) != 0)
    tandai_import_lose (reading->import, TANDAI_LOSS_MISMATCH, FALSE, reading->path, id, stated);
  join_lines (text, ranges);
  here = tandai_draft_add_span (reading->draft, id, label, ranges, &error);
  if (here == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line, "%s", error->message);
      return;
    }
  if (g_hash_table_contains (reading->spans, here))
    tandai_import_lose (reading->import, TANDAI_LOSS_MERGED, TRUE, reading->path, id, words);
  g_hash_table_insert (reading->spans, g_strdup (id), g_strdup (here));
}

/* "T1", "actor 0 5;9 12", "Siti kata" */
static void
take_span (Reading *reading, guint line, const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "\t", 3);
  char *blank = fields[1] != NULL ? strchr (fields[1], ' ') : NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_autoptr (GError) error = NULL;

  if (blank == NULL || blank == fields[1] || fields[2] == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line, "%s",
                          _ ("a span has an id, a label with offsets and its words, between tabs"));
      return;
    }
  *blank = '\0';
  if (!take_id (reading, line, fields[0]))
    return;
  if (read_fragments (reading, blank + 1, ranges, &error))
    add_span (reading, line, fields[0], fields[1], ranges, fields[2]);
  else
    tandai_import_fail (reading->import, reading->path, line, "%s: %s", fields[0], error->message);
}

static void
take_other (Reading *reading, guint number, const char *text)
{
  TandaiBratLine *parsed = tandai_brat_line_parse (text);
  Line *line;

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
  line = g_new (Line, 1);
  *line = (Line){ number, g_strdup (text), parsed };
  g_ptr_array_add (reading->lines, line);
}

static gboolean
take_line (guint number, const char *bytes, gsize n_bytes, gpointer user_data)
{
  Reading *reading = user_data;

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

/* Whether all that a line is about is there. */
static gboolean
check_targets (Reading *reading, const Line *line)
{
  for (guint i = 0; line->parsed->targets[i] != NULL; i++)
    {
      const char *target = line->parsed->targets[i];

      if (*target == 'T' ? g_hash_table_contains (reading->spans, target)
                         : g_hash_table_contains (reading->ids, target))
        continue;
      tandai_import_fail (reading->import, reading->path, line->number, _ ("there is no “%s”"), target);
      return FALSE;
    }
  return TRUE;
}

static const char *
find_span (Reading *reading, const char *target)
{
  return target != NULL ? g_hash_table_lookup (reading->spans, target) : NULL;
}

static gboolean
add_relation (Reading *reading, const Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *from = find_span (reading, parsed->targets[0]);
  const char *to = from != NULL ? find_span (reading, parsed->targets[1]) : NULL;
  g_autoptr (GError) error = NULL;

  if (to == NULL)
    {
      tandai_import_lose (reading->import, TANDAI_LOSS_RELATION, TRUE, reading->path, parsed->id, line->text);
      return TRUE;
    }
  if (tandai_draft_add_relation (reading->draft, parsed->id, parsed->name, from, to,
                                 g_hash_table_lookup (reading->notes, parsed->id), &error)
      != NULL)
    return TRUE;
  tandai_import_fail (reading->import, reading->path, line->number, "%s", error->message);
  return FALSE;
}

/* What is ours of a line that is kept as it stands anyway. */
static gboolean
translate (Reading *reading, const Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *span = find_span (reading, parsed->targets[0]);

  if (parsed->kind == 'R')
    return add_relation (reading, line);
  if (parsed->kind == 'A' && span != NULL)
    tandai_draft_set_attribute (reading->draft, span, parsed->name, tandai_brat_line_get_value (parsed));
  if (tandai_brat_line_is_note (parsed) && span != NULL && *parsed->value != '\0')
    tandai_draft_set_note (reading->draft, span, parsed->value);
  return TRUE;
}

static void
note_relations (Reading *reading)
{
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const TandaiBratLine *parsed = ((const Line *) reading->lines->pdata[i])->parsed;
      const char *before;

      if (!tandai_brat_line_is_note (parsed) || *parsed->targets[0] != 'R')
        continue;
      before = g_hash_table_lookup (reading->notes, parsed->targets[0]);
      g_hash_table_insert (reading->notes, g_strdup (parsed->targets[0]),
                           before != NULL ? g_strconcat (before, "\n", parsed->value, NULL)
                                          : g_strdup (parsed->value));
    }
}

static void
append_kept (GString *kept, const char *line)
{
  g_string_append (kept, kept->len == 0 ? "\"" TANDAI_BRAT_MEMBER "\": [" : ", ");
  tandai_json_write_string (kept, line, -1);
}

static void
take_lines (Reading *reading)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);
  g_autoptr (GString) kept = g_string_new (NULL);

  note_relations (reading);
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const Line *line = reading->lines->pdata[i];

      if (check_targets (reading, line) && translate (reading, line))
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
  Reading reading = { import, path, draft };

  if (draft == NULL)
    return;
  reading.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  tandai_import_each_line (import, path, take_line, &reading);
  take_lines (&reading);
  g_hash_table_unref (reading.ids);
  g_hash_table_unref (reading.spans);
  g_hash_table_unref (reading.notes);
  g_ptr_array_unref (reading.lines);
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
