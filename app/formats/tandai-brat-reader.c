/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * brat standoff in: each text with the annotations beside it. Spans, relations
 * between them, their attributes and people's notes become ours; every line
 * that is no span is kept as it stands besides, since events, references and
 * the ids are brat's alone. A note of our own types that can't be read, or is
 * no longer true of what it is about, is a line like others.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "formats/tandai-brat-config.h"
#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-note.h"
#include "formats/tandai-brat-pieces.h"
#include "formats/tandai-brat-reader.h"

#define ANNOTATIONS ".ann"
#define TEXT        ".txt"

/* A span, and where it is. */
typedef struct
{
  guint number;
  char *id;
  char *label;
  GArray *ranges;
  char *words;
} Span;

/* A line that is no span; @taken says that all of it is in the sidecar's own members. */
typedef struct
{
  guint number;
  char *text;
  TandaiBratLine *parsed;
  gboolean taken;
} Line;

/*
 * @ids has every id of the file; @spans leads from a span's id to the one that
 * it has here; @details from an id to the lines of attributes and notes that
 * are about it.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  TandaiDraft *draft;
  GHashTable *ids;
  GHashTable *spans;
  GHashTable *taken;
  GHashTable *details;
  GPtrArray *met;
  GPtrArray *lines;
} Reading;

static void
line_free (Line *self)
{
  g_free (self->text);
  tandai_brat_line_free (self->parsed);
  g_free (self);
}

static void
span_free (Span *self)
{
  g_free (self->id);
  g_free (self->label);
  g_array_unref (self->ranges);
  g_free (self->words);
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

/* "T1", "actor 0 5;9 12", "Siti kata" */
static void
take_span (Reading *reading, guint line, const char *text)
{
  g_auto (GStrv) fields = g_strsplit (text, "\t", 3);
  char *blank = fields[1] != NULL ? strchr (fields[1], ' ') : NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  g_autoptr (GError) error = NULL;
  Span *span;

  if (blank == NULL || blank == fields[1] || fields[2] == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line, "%s",
                          _ ("a span has an id, a label with offsets and its words, between tabs"));
      return;
    }
  *blank = '\0';
  if (!take_id (reading, line, fields[0]))
    return;
  if (!read_fragments (reading, blank + 1, ranges, &error))
    {
      tandai_import_fail (reading->import, reading->path, line, "%s: %s", fields[0], error->message);
      return;
    }
  span = g_new (Span, 1);
  *span = (Span){ line, g_strdup (fields[0]), g_strdup (fields[1]), g_steal_pointer (&ranges),
                  g_strdup (fields[2]) };
  g_ptr_array_add (reading->met, span);
}

static void
add_detail (Reading *reading, const char *target, Line *line)
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
  *line = (Line){ number, g_strdup (text), parsed, FALSE };
  g_ptr_array_add (reading->lines, line);
  if (parsed->kind == '#' || parsed->kind == 'A')
    add_detail (reading, parsed->targets[0], line);
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

/* The next line about something after a position, which is led on; NULL where there is none. */
static Line *
next_detail (Reading *reading, const char *id, guint *position)
{
  GPtrArray *details = g_hash_table_lookup (reading->details, id);

  return details != NULL && *position < details->len ? details->pdata[(*position)++] : NULL;
}

/* What is noted of the name that a label or type has in brat, if it is still that one; else NULL. */
static char *
dup_noted_name (Reading *reading, const char *id, const char *name)
{
  Line *line;

  for (guint i = 0; (line = next_detail (reading, id, &i)) != NULL;)
    {
      g_autofree char *noted = tandai_brat_line_is_note_of (line->parsed, TANDAI_BRAT_NAME)
                                   ? tandai_brat_note_unescape (line->parsed->value)
                                   : NULL;
      g_autofree char *written = noted != NULL ? tandai_brat_config_name (noted) : NULL;

      if (written == NULL || *noted == '\0' || strcmp (written, name) != 0)
        continue;
      line->taken = TRUE;
      return g_steal_pointer (&noted);
    }
  return NULL;
}

static gboolean
is_split_into (const TandaiText *text, GArray *ranges, GArray *pieces)
{
  g_autoptr (GArray) split =
      tandai_brat_pieces_split (text, (const TandaiRange *) (gpointer) ranges->data, ranges->len);

  return tandai_ranges_equal ((const TandaiRange *) (gpointer) split->data, split->len,
                              (const TandaiRange *) (gpointer) pieces->data, pieces->len);
}

/* What is noted of a span's place, if it is still that one; else as brat has it. */
static void
restore_ranges (Reading *reading, Span *span)
{
  const TandaiText *text = tandai_draft_get_sidecar (reading->draft)->text;
  Line *line;

  for (guint i = 0; (line = next_detail (reading, span->id, &i)) != NULL;)
    {
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

      if (!tandai_brat_line_is_note_of (line->parsed, TANDAI_BRAT_FRAGMENTS)
          || !read_fragments (reading, line->parsed->value, ranges, NULL)
          || !is_split_into (text, ranges, span->ranges))
        continue;
      line->taken = TRUE;
      g_array_unref (span->ranges);
      span->ranges = g_steal_pointer (&ranges);
      return;
    }
  tandai_brat_pieces_join (text, span->ranges);
}

static void
add_span (Reading *reading, Span *span)
{
  g_autofree char *words = dup_words (tandai_draft_get_sidecar (reading->draft)->text, span->ranges);
  g_autofree char *noted = dup_noted_name (reading, span->id, span->label);
  g_autoptr (GError) error = NULL;
  const char *here;

  if (strcmp (words, span->words) != 0)
    tandai_import_lose (reading->import, TANDAI_LOSS_MISMATCH, FALSE, reading->path, span->id, span->words);
  restore_ranges (reading, span);
  tandai_draft_set_exact (reading->draft, noted != NULL);
  here = tandai_draft_add_span (reading->draft, span->id, noted != NULL ? noted : span->label, span->ranges,
                                &error);
  tandai_draft_set_exact (reading->draft, FALSE);
  if (here == NULL)
    {
      tandai_import_fail (reading->import, reading->path, span->number, "%s", error->message);
      return;
    }
  if (!g_hash_table_add (reading->taken, g_strdup (here)))
    tandai_import_lose (reading->import, TANDAI_LOSS_MERGED, TRUE, reading->path, span->id, words);
  g_hash_table_insert (reading->spans, g_strdup (span->id), g_strdup (here));
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

/* What sets an attribute of a span or relation of the draft. */
typedef gboolean (*SetAttribute) (TandaiDraft *draft, const char *id, const char *name, const char *value);

/* An attribute of brat's, or one that was noted. */
static void
take_attribute (Reading *reading, Line *line, const char *id, SetAttribute set)
{
  const TandaiBratLine *parsed = line->parsed;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (parsed->kind == 'A')
    set (reading->draft, id, parsed->name, tandai_brat_line_get_value (parsed));
  if (!tandai_brat_line_is_note_of (parsed, TANDAI_BRAT_ATTRIBUTE)
      || !tandai_brat_note_unescape_attribute (parsed->value, &name, &value))
    return;
  tandai_draft_set_exact (reading->draft, TRUE);
  line->taken = set (reading->draft, id, name, value);
  tandai_draft_set_exact (reading->draft, FALSE);
}

/* A person's note, on one line or on several. */
static char *
dup_note (Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  char *note = NULL;

  if (tandai_brat_line_is_note (parsed) && *parsed->value != '\0')
    return g_strdup (parsed->value);
  if (tandai_brat_line_is_note_of (parsed, TANDAI_BRAT_NOTE))
    note = tandai_brat_note_unescape (parsed->value);
  line->taken |= note != NULL;
  return note;
}

static char *
dup_relation_note (Reading *reading, const char *id)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  Line *line;

  for (guint i = 0; (line = next_detail (reading, id, &i)) != NULL;)
    {
      char *note = dup_note (line);

      if (note != NULL)
        g_ptr_array_add (notes, note);
    }
  if (notes->len == 0)
    return NULL;
  g_ptr_array_add (notes, NULL);
  return g_strjoinv ("\n", (char **) notes->pdata);
}

/* brat has events, and they may be related; that a relation is an end of another is a fault. */
static void
tell_ends (Reading *reading, const Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  guint i;

  for (i = 0; parsed->targets[i] != NULL; i++)
    if (*parsed->targets[i] == 'R')
      {
        tandai_import_fail (reading->import, reading->path, line->number,
                            _ ("a relation leads from a span to a span, and “%s” is a relation"),
                            parsed->targets[i]);
        return;
      }
  if (i < 2)
    {
      tandai_import_fail (reading->import, reading->path, line->number, "%s",
                          _ ("a relation leads from a span to a span, and here is only one end"));
      return;
    }
  tandai_import_lose (reading->import, TANDAI_LOSS_RELATION, TRUE, reading->path, parsed->id, line->text);
}

static gboolean
add_relation (Reading *reading, const Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *from = find_span (reading, parsed->targets[0]);
  const char *to = from != NULL ? find_span (reading, parsed->targets[1]) : NULL;
  g_autofree char *noted = to != NULL ? dup_noted_name (reading, parsed->id, parsed->name) : NULL;
  g_autofree char *note = to != NULL ? dup_relation_note (reading, parsed->id) : NULL;
  g_autoptr (GError) error = NULL;
  const char *here;
  Line *detail;

  if (to == NULL)
    {
      tell_ends (reading, line);
      return TRUE;
    }
  tandai_draft_set_exact (reading->draft, noted != NULL);
  here = tandai_draft_add_relation (reading->draft, parsed->id, noted != NULL ? noted : parsed->name, from,
                                    to, note, &error);
  tandai_draft_set_exact (reading->draft, FALSE);
  if (here == NULL)
    {
      tandai_import_fail (reading->import, reading->path, line->number, "%s", error->message);
      return FALSE;
    }
  for (guint i = 0; (detail = next_detail (reading, parsed->id, &i)) != NULL;)
    take_attribute (reading, detail, here, tandai_draft_set_relation_attribute);
  return TRUE;
}

/* What is ours of a line, and whether it is kept as it stands if there is anything else in it. */
static gboolean
translate (Reading *reading, Line *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *span = find_span (reading, parsed->targets[0]);
  g_autofree char *note = NULL;

  if (parsed->kind == 'R')
    return add_relation (reading, line);
  if (span == NULL || (parsed->kind != 'A' && parsed->kind != '#'))
    return TRUE;
  take_attribute (reading, line, span, tandai_draft_set_attribute);
  note = dup_note (line);
  if (note != NULL)
    tandai_draft_set_note (reading->draft, span, note);
  return TRUE;
}

static void
append_kept (GString *kept, const char *line)
{
  g_string_append (kept, kept->len == 0 ? "\"" TANDAI_BRAT_MEMBER "\": [" : ", ");
  tandai_json_write_string (kept, line, -1);
}

/* Lines that are read in the order in which they stand are told of in that order. */
static void
take_lines (Reading *reading)
{
  TandaiSidecar *sidecar = tandai_draft_get_sidecar (reading->draft);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < reading->met->len; i++)
    add_span (reading, reading->met->pdata[i]);
  for (guint i = 0; i < reading->lines->len; i++)
    {
      Line *line = reading->lines->pdata[i];

      if (!check_targets (reading, line) || !translate (reading, line))
        line->taken = TRUE;
    }
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const Line *line = reading->lines->pdata[i];

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
  Reading reading = { import, path, draft };

  if (draft == NULL)
    return;
  reading.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.details =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reading.met = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  reading.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  tandai_import_each_line (import, path, take_line, &reading);
  take_lines (&reading);
  g_hash_table_unref (reading.ids);
  g_hash_table_unref (reading.spans);
  g_hash_table_unref (reading.taken);
  g_hash_table_unref (reading.details);
  g_ptr_array_unref (reading.met);
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
