/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-json.h"
#include "formats/tandai-brat-config.h"
#include "formats/tandai-brat-kept.h"
#include "formats/tandai-brat-line.h"
#include "formats/tandai-brat-note.h"
#include "formats/tandai-draft.h"

/*
 * @ids are those of all lines, @present of those that are written; @said is
 * what these say: "id" of relations, "id\ttype" where their type can be read there, "id name" of attributes;
 * @noted leads from an id to how many bytes of its note they say.
 */
struct _TandaiBratKept
{
  GPtrArray *lines;
  GHashTable *ids;
  GHashTable *present;
  GHashTable *spans;
  GHashTable *relations;
  GHashTable *said;
  GHashTable *noted;
};

static gboolean
says_relation (TandaiBratKept *self, const TandaiBratLine *line)
{
  TandaiRelation *relation = g_hash_table_lookup (self->relations, line->id);
  TandaiRelationFields fields;
  g_autofree char *read = tandai_draft_clean_name (line->name);
  g_autofree char *written = NULL;

  if (relation == NULL)
    return FALSE;
  tandai_relation_get_fields (relation, &fields);
  written = tandai_brat_config_name (fields.type);
  return (strcmp (read, fields.type) == 0 || strcmp (line->name, written) == 0)
         && g_strcmp0 (line->targets[0], fields.from) == 0 && g_strcmp0 (line->targets[1], fields.to) == 0;
}

/* Whether there is a span or relation of that id here: one that leads to an event is none. */
static gboolean
is_here (TandaiBratKept *self, const char *id)
{
  return g_hash_table_contains (self->spans, id) || g_hash_table_contains (self->relations, id);
}

static void
get_said (TandaiBratKept *self, const char *id, const char *const **attributes, const char **note)
{
  TandaiSpan *span = g_hash_table_lookup (self->spans, id);
  TandaiRelationFields fields = { NULL };

  if (span == NULL)
    tandai_relation_get_fields (g_hash_table_lookup (self->relations, id), &fields);
  *attributes = span != NULL ? tandai_span_get_attributes (span) : fields.attributes;
  *note = span != NULL ? tandai_span_get_note (span) : fields.note;
}

static gboolean
says_attribute (TandaiBratKept *self, const TandaiBratLine *line)
{
  g_autofree char *name = tandai_draft_clean_name (line->name);
  const char *const *attributes;
  const char *note;

  get_said (self, line->targets[0], &attributes, &note);
  return g_strcmp0 (tandai_attributes_get (attributes, name), tandai_brat_line_get_value (line)) == 0;
}

/* Whether a note goes on with a line that stood in brat, behind those that it has said already. */
static gboolean
says_more (TandaiBratKept *self, const TandaiBratLine *line)
{
  const char *id = line->targets[0];
  gsize said = GPOINTER_TO_SIZE (g_hash_table_lookup (self->noted, id));
  gsize n_bytes = strlen (line->value);
  const char *const *attributes;
  const char *note;

  get_said (self, id, &attributes, &note);
  if (n_bytes == 0)
    return TRUE;
  if (note == NULL || (said > 0 && note[said] == '\0'))
    return FALSE;
  said += said > 0;
  if (!g_str_has_prefix (note + said, line->value) || strchr ("\n", note[said + n_bytes]) == NULL)
    return FALSE;
  g_hash_table_insert (self->noted, g_strdup (id), GSIZE_TO_POINTER (said + n_bytes));
  return TRUE;
}

/* Of events and the like it is enough that all is there that they are about. */
static gboolean
has_targets (TandaiBratKept *self, const TandaiBratLine *line)
{
  for (guint i = 0; line->targets[i] != NULL; i++)
    {
      const char *target = line->targets[i];

      if (!g_hash_table_contains (self->spans, target) && !g_hash_table_contains (self->relations, target)
          && !g_hash_table_contains (self->present, target))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_between_spans (const TandaiBratLine *line)
{
  return line->targets[0] != NULL && *line->targets[0] == 'T' && line->targets[1] != NULL
         && *line->targets[1] == 'T';
}

/* What it says is written from the sidecar's own members. */
static gboolean
is_ours (TandaiBratKept *self, const TandaiBratLine *line)
{
  return line->kind == '#' && is_here (self, line->targets[0])
         && tandai_brat_note_is_ours (line->name, line->value);
}

/* Of people's notes it was decided before. */
static gboolean
is_true (TandaiBratKept *self, const TandaiBratLine *line)
{
  if (line->kind == 'R' && is_between_spans (line))
    return says_relation (self, line);
  if (line->kind == 'A' && is_here (self, line->targets[0]))
    return says_attribute (self, line);
  return !is_ours (self, line) && has_targets (self, line);
}

static void
note_said (TandaiBratKept *self, const TandaiBratLine *line)
{
  char *said = NULL;

  if (line->kind == 'R')
    {
      TandaiRelation *relation = g_hash_table_lookup (self->relations, line->id);
      g_autofree char *read = tandai_draft_clean_name (line->name);

      said = g_strdup (line->id);
      if (relation != NULL && strcmp (read, tandai_relation_get_kind (relation)) == 0)
        g_hash_table_add (self->said, g_strdup_printf ("%s\ttype", line->id));
    }
  else if (line->kind == 'A')
    {
      g_autofree char *name = tandai_draft_clean_name (line->name);

      said = g_strdup_printf ("%s %s", line->targets[0], name);
    }
  if (said != NULL)
    g_hash_table_add (self->said, said);
}

static const char *
find_member (const TandaiSidecar *sidecar)
{
  for (guint i = 0; sidecar->extra != NULL && sidecar->extra[i] != NULL; i++)
    if (g_str_has_prefix (sidecar->extra[i], "\"" TANDAI_BRAT_MEMBER "\": ["))
      return sidecar->extra[i] + strlen ("\"" TANDAI_BRAT_MEMBER "\": ");
  return NULL;
}

static void
read_lines (TandaiBratKept *self, const char *list)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (list, strlen (list), NULL);

  for (int item = json != NULL ? tandai_json_first (json, 0) : -1; item >= 0;
       item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *text = tandai_json_get_kind (json, (guint) item) == TANDAI_JSON_STRING
                                  ? tandai_json_dup_string (json, (guint) item)
                                  : NULL;
      g_autoptr (TandaiBratLine) line = text != NULL ? tandai_brat_line_parse (text) : NULL;

      if (line == NULL || strpbrk (text, "\r\n") != NULL)
        continue;
      g_hash_table_add (self->ids, g_strdup (line->id));
      g_hash_table_add (self->present, g_strdup (line->id));
      g_ptr_array_add (self->lines, g_steal_pointer (&text));
    }
}

/* What is neither a relation between spans, nor about a span or a relation: that is written from nowhere
 * else. */
static gboolean
is_brats_alone (const TandaiBratLine *line)
{
  if (line->kind == 'R')
    return !is_between_spans (line);
  return (line->kind != 'A' && line->kind != '#') || strchr ("TR", *line->targets[0]) == NULL;
}

static GPtrArray *
parse_all (TandaiBratKept *self)
{
  GPtrArray *parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_brat_line_free);

  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (parsed, tandai_brat_line_parse (self->lines->pdata[i]));
  return parsed;
}

/* Leads from an id to the positions of the lines that are about it. */
static GHashTable *
find_details (GPtrArray *parsed)
{
  GHashTable *details = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < parsed->len; i++)
    {
      const TandaiBratLine *line = parsed->pdata[i];

      for (guint j = 0; line->targets[j] != NULL; j++)
        {
          GArray *positions = g_hash_table_lookup (details, line->targets[j]);

          if (positions == NULL)
            {
              positions = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (details, line->targets[j], positions);
            }
          g_array_append_val (positions, i);
        }
    }
  return details;
}

static void
drop (TandaiBratKept *self, guint position, const TandaiBratLine *line)
{
  g_hash_table_remove (self->present, line->id);
  g_clear_pointer (&self->lines->pdata[position], g_free);
}

static void
close_gaps (GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      gpointer line = g_steal_pointer (&lines->pdata[i]);

      if (line != NULL)
        lines->pdata[n++] = line;
    }
  g_ptr_array_set_size (lines, (int) n);
}

/* A relation, attribute or note that a person changed is written as it is now; of other lines it is a loss.
 * Without one line another may be about nothing. */
static void
drop_false (TandaiBratKept *self, const TandaiExportArticle *article, TandaiReport *report)
{
  g_autoptr (GPtrArray) parsed = parse_all (self);
  g_autoptr (GHashTable) details = find_details (parsed);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = parsed->len; i-- > 0;)
    g_array_append_val (open, i);
  while (open->len > 0)
    {
      guint i = g_array_index (open, guint, open->len - 1);
      const TandaiBratLine *line = parsed->pdata[i];
      GArray *others;

      g_array_set_size (open, open->len - 1);
      if (self->lines->pdata[i] == NULL || is_true (self, line))
        continue;
      if (is_brats_alone (line))
        tandai_report_add (report, TANDAI_LOSS_LINE, TRUE, article->name, line->id, self->lines->pdata[i]);
      drop (self, i, line);
      others = g_hash_table_lookup (details, line->id);
      if (others != NULL)
        g_array_append_vals (open, others->data, others->len);
      g_hash_table_remove (details, line->id);
    }
  close_gaps (self->lines);
}

/* The lines of a note that are still its first ones stay. */
static void
drop_notes (TandaiBratKept *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autoptr (TandaiBratLine) line = tandai_brat_line_parse (self->lines->pdata[i]);

      if (tandai_brat_line_is_note (line) && is_here (self, line->targets[0]) && !says_more (self, line))
        drop (self, i, line);
    }
  close_gaps (self->lines);
}

static void
take_lines (TandaiBratKept *self, const char *list, const TandaiExportArticle *article, TandaiReport *report)
{
  read_lines (self, list);
  drop_notes (self);
  drop_false (self, article, report);
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autoptr (TandaiBratLine) line = tandai_brat_line_parse (self->lines->pdata[i]);

      note_said (self, line);
    }
}

/**
 * tandai_brat_kept_new:
 * @article: an article
 * @report: takes the lines that can no longer be written
 *
 * Finds the lines that came with it from brat and are still true.
 *
 * Returns: (transfer full) (nullable): them, or %NULL where none came
 */
TandaiBratKept *
tandai_brat_kept_new (const TandaiExportArticle *article, TandaiReport *report)
{
  const TandaiSidecar *sidecar = article->sidecar;
  const char *list = find_member (sidecar);
  TandaiBratKept *self;

  if (list == NULL)
    return NULL;
  self = g_new (TandaiBratKept, 1);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spans = g_hash_table_new (g_str_hash, g_str_equal);
  self->relations = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < sidecar->spans->len; i++)
    g_hash_table_insert (self->spans, (gpointer) tandai_span_get_id (sidecar->spans->pdata[i]),
                         sidecar->spans->pdata[i]);
  for (guint i = 0; i < sidecar->relations->len; i++)
    g_hash_table_insert (self->relations, (gpointer) tandai_relation_get_id (sidecar->relations->pdata[i]),
                         sidecar->relations->pdata[i]);
  take_lines (self, list, article, report);
  return self;
}

/**
 * tandai_brat_kept_free:
 * @self: (nullable): kept lines
 *
 * Frees them.
 */
void
tandai_brat_kept_free (TandaiBratKept *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->present);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->noted);
  g_hash_table_unref (self->spans);
  g_hash_table_unref (self->relations);
  g_free (self);
}

/**
 * tandai_brat_kept_append:
 * @self: kept lines
 * @to: what takes them
 *
 * Writes them in the order in which they stood.
 */
void
tandai_brat_kept_append (TandaiBratKept *self, GString *to)
{
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (to, "%s\n", (const char *) self->lines->pdata[i]);
}

/** tandai_brat_kept_has_number: Returns: whether a line of that kind had that number, written or not */
gboolean
tandai_brat_kept_has_number (TandaiBratKept *self, char kind, guint number)
{
  g_autofree char *id = g_strdup_printf ("%c%u", kind, number);

  return g_hash_table_contains (self->ids, id);
}

/** tandai_brat_kept_says_relation: Returns: whether the relation is among the lines */
gboolean
tandai_brat_kept_says_relation (TandaiBratKept *self, const char *id)
{
  return g_hash_table_contains (self->said, id);
}

/** tandai_brat_kept_says_type: Returns: whether the relation is among the lines with a name that is its type
 */
gboolean
tandai_brat_kept_says_type (TandaiBratKept *self, const char *id)
{
  g_autofree char *said = g_strdup_printf ("%s\ttype", id);

  return g_hash_table_contains (self->said, said);
}

/** tandai_brat_kept_says_attribute: Returns: whether that attribute of a span or relation is among the lines
 */
gboolean
tandai_brat_kept_says_attribute (TandaiBratKept *self, const char *id, const char *name)
{
  g_autofree char *said = g_strdup_printf ("%s %s", id, name);

  return g_hash_table_contains (self->said, said);
}

/**
 * tandai_brat_kept_skip_note:
 * @self: kept lines
 * @id: the id of a span or relation
 * @note: its note
 *
 * Finds what the lines, which come first, do not say of a note.
 *
 * Returns: (transfer none) (nullable): the rest of @note, or %NULL where they say all of it
 */
const char *
tandai_brat_kept_skip_note (TandaiBratKept *self, const char *id, const char *note)
{
  gsize said = GPOINTER_TO_SIZE (g_hash_table_lookup (self->noted, id));

  if (said == 0)
    return note;
  return note[said] != '\0' ? note + said + 1 : NULL;
}
