/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is ours of brat's lines: spans, relations between them, their attributes
 * and people's notes. A note of our own types that can't be read, or is no
 * longer true of what it is about, is a line like others.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-brat-config.h"
#include "formats/tandai-brat-note.h"
#include "formats/tandai-brat-pieces.h"
#include "formats/tandai-brat-reading.h"

static gboolean
read_offset (const char *text, const char **end, gint64 *offset)
{
  guint64 value = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, (char **) end, 10) : 0;

  if (!g_ascii_isdigit (*text) || value > G_MAXINT32)
    return FALSE;
  *offset = (gint64) value;
  return TRUE;
}

/**
 * tandai_brat_read_ranges:
 * @reading: what was read
 * @text: fragments as they stand in brat, "0 5;9 12"
 * @ranges: (element-type TandaiRange): takes them, in code points of the article's text
 * @error: return location for a %TANDAI_ERROR_RANGE
 *
 * Reads a span's fragments.
 *
 * Returns: whether it could
 */
gboolean
tandai_brat_read_ranges (TandaiBratReading *reading, const char *text, GArray *ranges, GError **error)
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

/* Whether a span's fragments hold the words that stand beside them, with a blank between any two. */
static gboolean
holds_words (const TandaiText *text, const TandaiBratSpan *span)
{
  const char *words = span->words;

  for (guint i = 0; i < span->ranges->len; i++)
    {
      const TandaiRange *range = &g_array_index (span->ranges, TandaiRange, i);
      gsize n_bytes;
      const char *piece = tandai_text_peek (text, range->start, range->end, &n_bytes);

      if ((i > 0 && *words++ != ' ') || strncmp (words, piece, n_bytes) != 0)
        return FALSE;
      words += n_bytes;
    }
  return *words == '\0';
}

/* The next line about something after a position, which is led on; NULL where there is none. */
static TandaiBratOther *
next_detail (TandaiBratReading *reading, const char *id, guint *position)
{
  GPtrArray *details = g_hash_table_lookup (reading->details, id);

  return details != NULL && *position < details->len ? details->pdata[(*position)++] : NULL;
}

/* What is noted of the name that a label or type has in brat, if it is still that one; else NULL. */
static char *
dup_noted_name (TandaiBratReading *reading, const char *id, const char *name)
{
  TandaiBratOther *line;

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

/* One after the other, as a sidecar has them. */
static gboolean
are_in_order (GArray *ranges)
{
  for (guint i = 1; i < ranges->len; i++)
    if (g_array_index (ranges, TandaiRange, i).start < g_array_index (ranges, TandaiRange, i - 1).end)
      return FALSE;
  return TRUE;
}

static gboolean
is_split_into (const TandaiText *text, GArray *ranges, GArray *pieces)
{
  g_autoptr (GArray) split =
      tandai_brat_pieces_split (text, (const TandaiRange *) (gpointer) ranges->data, ranges->len);

  return tandai_ranges_equal ((const TandaiRange *) (gpointer) split->data, split->len,
                              (const TandaiRange *) (gpointer) pieces->data, pieces->len);
}

/* What the first note of a span's place says, if it is still that one; else as brat has it. */
static void
restore_ranges (TandaiBratReading *reading, TandaiBratSpan *span)
{
  const TandaiText *text = tandai_draft_get_sidecar (reading->draft)->text;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  TandaiBratOther *line;
  guint i = 0;

  do
    line = next_detail (reading, span->id, &i);
  while (line != NULL && !tandai_brat_line_is_note_of (line->parsed, TANDAI_BRAT_FRAGMENTS));
  if (line == NULL || !tandai_brat_read_ranges (reading, line->parsed->value, ranges, NULL)
      || !are_in_order (ranges) || !is_split_into (text, ranges, span->ranges))
    {
      tandai_brat_pieces_join (text, span->ranges);
      return;
    }
  line->taken = TRUE;
  g_array_unref (span->ranges);
  span->ranges = g_steal_pointer (&ranges);
}

/* A person's note, on one line or on several. */
static char *
dup_note (TandaiBratOther *line)
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

/* All notes about something, each on lines of its own. */
static char *
dup_notes (TandaiBratReading *reading, const char *id)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  TandaiBratOther *line;

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

static void
add_span (TandaiBratReading *reading, TandaiBratSpan *span)
{
  g_autofree char *noted = dup_noted_name (reading, span->id, span->label);
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  const char *here;

  if (!holds_words (tandai_draft_get_sidecar (reading->draft)->text, span))
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
  if (!g_hash_table_add (reading->here, g_strdup (here)))
    tandai_import_lose (reading->import, TANDAI_LOSS_MERGED, TRUE, reading->path, span->id, span->words);
  g_hash_table_insert (reading->spans, g_strdup (span->id), g_strdup (here));
  note = dup_notes (reading, span->id);
  if (note != NULL)
    tandai_draft_set_note (reading->draft, here, note);
}

/* Whether all that a line is about is there. */
static gboolean
check_targets (TandaiBratReading *reading, const TandaiBratOther *line)
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
find_span (TandaiBratReading *reading, const char *target)
{
  return target != NULL ? g_hash_table_lookup (reading->spans, target) : NULL;
}

/* What sets an attribute of a span or relation of the draft. */
typedef gboolean (*SetAttribute) (TandaiDraft *draft, const char *id, const char *name, const char *value);

/* Sets an attribute; of two of a name the last one counts, and the other is told. */
static gboolean
set_attribute (TandaiBratReading *reading,
               const TandaiBratOther *line,
               const char *id,
               const char *name,
               const char *value,
               SetAttribute set)
{
  g_autofree char *key = g_strdup_printf ("%s\t%s", id, name);
  const char *given = g_hash_table_lookup (reading->given, key);

  if (given != NULL && strcmp (given, value) != 0)
    {
      g_autofree char *detail = g_strdup_printf ("%s=%s", name, given);

      tandai_import_lose (reading->import, TANDAI_LOSS_ATTRIBUTE, TRUE, reading->path,
                          line->parsed->targets[0], detail);
    }
  g_hash_table_insert (reading->given, g_steal_pointer (&key), g_strdup (value));
  return set (reading->draft, id, name, value);
}

/* An attribute of brat's, or one that was noted. */
static void
take_attribute (TandaiBratReading *reading, TandaiBratOther *line, const char *id, SetAttribute set)
{
  const TandaiBratLine *parsed = line->parsed;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (parsed->kind == 'A')
    set_attribute (reading, line, id, parsed->name, tandai_brat_line_get_value (parsed), set);
  if (!tandai_brat_line_is_note_of (parsed, TANDAI_BRAT_ATTRIBUTE)
      || !tandai_brat_note_unescape_attribute (parsed->value, &name, &value))
    return;
  tandai_draft_set_exact (reading->draft, TRUE);
  line->taken = set_attribute (reading, line, id, name, value, set);
  tandai_draft_set_exact (reading->draft, FALSE);
}

/* brat has events, and they may be related; that a relation is an end of another is a fault. */
static void
tell_ends (TandaiBratReading *reading, const TandaiBratOther *line)
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
add_relation (TandaiBratReading *reading, const TandaiBratOther *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *from = find_span (reading, parsed->targets[0]);
  const char *to = from != NULL ? find_span (reading, parsed->targets[1]) : NULL;
  g_autofree char *noted = to != NULL ? dup_noted_name (reading, parsed->id, parsed->name) : NULL;
  g_autofree char *note = to != NULL ? dup_notes (reading, parsed->id) : NULL;
  g_autoptr (GError) error = NULL;
  const char *here;
  TandaiBratOther *detail;

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
translate (TandaiBratReading *reading, TandaiBratOther *line)
{
  const TandaiBratLine *parsed = line->parsed;
  const char *span = find_span (reading, parsed->targets[0]);

  if (parsed->kind == 'R')
    return add_relation (reading, line);
  if (span != NULL && (parsed->kind == 'A' || parsed->kind == '#'))
    take_attribute (reading, line, span, tandai_draft_set_attribute);
  return TRUE;
}

/**
 * tandai_brat_translate:
 * @reading: what was read of a file
 *
 * Adds what is ours of it to its draft, and tells in the order of the lines
 * what can't be.
 */
void
tandai_brat_translate (TandaiBratReading *reading)
{
  for (guint i = 0; i < reading->met->len; i++)
    add_span (reading, reading->met->pdata[i]);
  for (guint i = 0; i < reading->others->len; i++)
    {
      TandaiBratOther *line = reading->others->pdata[i];

      if (!check_targets (reading, line) || !translate (reading, line))
        line->taken = TRUE;
    }
}
