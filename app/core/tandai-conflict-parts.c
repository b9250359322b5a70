/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two versions have in common and in what they differ, part by part, for a person to read. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-conflict-private.h"

/* When and from what it was made, and where its mark stands, is nothing to decide. The place is told apart.
 */
static const char *const HIDDEN[] = { "id",     "start",  "end",    "fragments", "created",
                                      "origin", "review", "before", "after",     NULL };

/* More than a person reads. */
#define MAX_PARTS 64

/* The parts under way, by name. @versions are NULL where a side has nothing. */
typedef struct
{
  const TandaiSidecar *sidecar;
  TandaiAnnotationSet *set;
  const TandaiConflict *conflict;
  TandaiJson *versions[TANDAI_N_VERSIONS];
  GPtrArray *parts;
} Comparing;

static void
part_free (gpointer data)
{
  TandaiConflictPart *part = data;

  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    g_free (part->values[side]);
  g_free (part->name);
  g_free (part);
}

static TandaiConflictPart *
find_part (Comparing *comparing, const char *name)
{
  TandaiConflictPart *part;

  for (guint i = 0; i < comparing->parts->len; i++)
    {
      part = comparing->parts->pdata[i];
      if (g_str_equal (part->name, name))
        return part;
    }
  part = g_new0 (TandaiConflictPart, 1);
  part->name = g_strdup (name);
  g_ptr_array_add (comparing->parts, part);
  return part;
}

/* A text as it reads, anything else as it is written. */
static char *
dup_words (const TandaiJson *json, guint value)
{
  char *text = tandai_json_dup_string (json, value);

  return text != NULL ? text : _tandai_json_dup_raw (json, value);
}

static void
add_attributes (Comparing *comparing, guint side, guint object)
{
  const TandaiJson *json = comparing->versions[side];

  for (int member = tandai_json_first (json, object); member >= 0;
       member = tandai_json_next (json, (guint) member))
    if (comparing->parts->len < MAX_PARTS)
      {
        g_autofree char *attribute = tandai_json_dup_name (json, (guint) member);
        g_autofree char *name = g_strconcat ("attributes.", attribute, NULL);

        find_part (comparing, name)->values[side] = dup_words (json, (guint) member + 1);
      }
}

static gboolean
is_of_span (const Comparing *comparing)
{
  return comparing->conflict->kind == TANDAI_CONFLICT_SPAN;
}

/* What is said of the article stands in a place of its own, under the name that it has there. */
static char *
dup_part_name (const Comparing *comparing, const char *member)
{
  const TandaiConflict *conflict = comparing->conflict;

  if (is_of_span (comparing) && g_str_equal (member, "text"))
    return g_strdup ("words");
  if (conflict->kind == TANDAI_CONFLICT_MEMBER && g_str_equal (conflict->id, "$.attributes"))
    return g_strconcat ("attributes.", member, NULL);
  return g_strdup (member);
}

static void
add_member (Comparing *comparing, guint side, guint member)
{
  const TandaiJson *json = comparing->versions[side];
  g_autofree char *name = tandai_json_dup_name (json, member);
  g_autofree char *shown = dup_part_name (comparing, name);
  guint value = member + 1;
  TandaiConflictPart *part;

  if (comparing->conflict->kind != TANDAI_CONFLICT_MEMBER)
    {
      if (g_strv_contains (HIDDEN, name))
        return;
      if (g_str_equal (name, "attributes") && tandai_json_get_kind (json, value) == TANDAI_JSON_OBJECT)
        {
          add_attributes (comparing, side, value);
          return;
        }
    }
  part = find_part (comparing, shown);
  if (part->values[side] == NULL)
    part->values[side] = dup_words (json, value);
}

static void
add_members (Comparing *comparing, guint side)
{
  const TandaiJson *json = comparing->versions[side];

  for (int member = json != NULL ? tandai_json_first (json, 0) : -1; member >= 0;
       member = tandai_json_next (json, (guint) member))
    if (comparing->parts->len < MAX_PARTS)
      add_member (comparing, side, (guint) member);
}

static void
append_number (GString *place, const TandaiJson *json, int value)
{
  g_autofree char *raw = value >= 0 ? _tandai_json_dup_raw (json, (guint) value) : NULL;

  g_string_append (place, raw != NULL ? raw : "?");
}

/* Where the words stand, in characters; of a span of several pieces where each does. */
static char *
dup_place (const TandaiJson *json, guint object)
{
  GString *place;
  int fragments;

  if (_tandai_conflict_is_orphan (json, object))
    /* Translators: in place of where a span stands: it has no place in the article. */
    return g_strdup (_ ("kept aside"));
  fragments = tandai_json_find (json, object, "fragments");
  if (fragments >= 0)
    return _tandai_json_dup_raw (json, (guint) fragments);
  place = g_string_new (NULL);
  append_number (place, json, tandai_json_find (json, object, "start"));
  g_string_append (place, "–");
  append_number (place, json, tandai_json_find (json, object, "end"));
  return g_string_free (place, FALSE);
}

/* The same words may stand elsewhere, or have no place. */
static void
tell_places (Comparing *comparing)
{
  TandaiConflictPart *words = find_part (comparing, "words");
  g_autofree char *ours = dup_place (comparing->versions[TANDAI_DECISION_OURS], 0);
  g_autofree char *theirs = dup_place (comparing->versions[TANDAI_DECISION_THEIRS], 0);
  TandaiConflictPart *place;

  if (g_strcmp0 (words->values[0], words->values[1]) != 0 || g_strcmp0 (ours, theirs) == 0)
    return;
  place = find_part (comparing, "place");
  place->values[TANDAI_DECISION_OURS] = g_steal_pointer (&ours);
  place->values[TANDAI_DECISION_THEIRS] = g_steal_pointer (&theirs);
}

/* The words of a span that is not in the article: one kept aside, or one that people disagree on. */
static char *
dup_absent (Comparing *comparing, const char *id, guint side)
{
  g_auto (TandaiConflictReading) reading = { NULL };
  int orphan, disputed;

  _tandai_conflict_reading_init (&reading, comparing->sidecar, comparing->set);
  orphan = _tandai_conflict_find_orphan (&reading, id);
  disputed = _tandai_conflict_find_end (&reading, id, side);
  if (orphan >= 0)
    return _tandai_conflict_dup_text (reading.orphans, (guint) orphan, "text");
  return disputed >= 0 ? _tandai_conflict_dup_text (reading.list, (guint) disputed, "text") : NULL;
}

/* The words of the span in which a relation ends, and where they stand; its id where it is nowhere. */
static char *
dup_end (Comparing *comparing, const char *id, guint side, char **place)
{
  TandaiSpan *span = tandai_annotation_set_lookup_span (comparing->set, id);
  char *words;

  *place = NULL;
  if (span != NULL)
    {
      *place = g_strdup_printf ("%u–%u", tandai_span_get_start (span), tandai_span_get_end (span));
      return tandai_span_dup_text (span, comparing->sidecar->text);
    }
  words = dup_absent (comparing, id, side);
  return words != NULL ? words : g_strdup (id);
}

static void
name_end (Comparing *comparing, const char *name)
{
  TandaiConflictPart *part = find_part (comparing, name);
  char *places[TANDAI_N_VERSIONS] = { NULL };

  part->differs = g_strcmp0 (part->values[0], part->values[1]) != 0;
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    if (part->values[side] != NULL)
      {
        g_autofree char *id = part->values[side];

        part->values[side] = dup_end (comparing, id, side, &places[side]);
      }
  for (guint side = 0; part->differs && side < TANDAI_N_VERSIONS; side++)
    if (places[side] != NULL)
      {
        g_autofree char *words = part->values[side];

        part->values[side] = g_strdup_printf ("%s (%s)", words, places[side]);
      }
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    g_free (places[side]);
}

static void
find_differences (Comparing *comparing)
{
  for (guint i = 0; i < comparing->parts->len; i++)
    {
      TandaiConflictPart *part = comparing->parts->pdata[i];

      part->differs = g_strcmp0 (part->values[0], part->values[1]) != 0;
    }
}

static void
compare (Comparing *comparing)
{
  gboolean both = comparing->versions[0] != NULL && comparing->versions[1] != NULL;

  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    add_members (comparing, side);
  if (both && is_of_span (comparing))
    tell_places (comparing);
  find_differences (comparing);
  if (comparing->conflict->kind != TANDAI_CONFLICT_RELATION)
    return;
  name_end (comparing, "from");
  name_end (comparing, "to");
}

/**
 * tandai_conflict_list_parts:
 * @self: a conflict
 * @sidecar: the sidecar that it is in
 * @set: its spans and relations as they are now
 *
 * Takes the two versions apart, for a person to read. The ends of a relation
 * are the words of the spans.
 *
 * Returns: (transfer full) (element-type TandaiConflictPart): the parts, in the sidecar's order
 */
GPtrArray *
tandai_conflict_list_parts (const TandaiConflict *self,
                            const TandaiSidecar *sidecar,
                            TandaiAnnotationSet *set)
{
  Comparing comparing = { .sidecar = sidecar, .set = set, .conflict = self };

  comparing.parts = g_ptr_array_new_with_free_func (part_free);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    if (self->versions[side].json != NULL)
      comparing.versions[side] =
          tandai_json_parse (self->versions[side].json, strlen (self->versions[side].json), NULL);
  compare (&comparing);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    g_clear_pointer (&comparing.versions[side], tandai_json_free);
  return comparing.parts;
}

/**
 * tandai_conflict_dup_span:
 * @self: a conflict
 * @set: the spans and relations as they are now
 *
 * Returns: (transfer full) (nullable): the id of the span that it is about, or in which what it is about
 * ends; %NULL where none is in the article
 */
char *
tandai_conflict_dup_span (const TandaiConflict *self, TandaiAnnotationSet *set)
{
  static const char *const ENDS[] = { "from", "to" };

  if (self->kind == TANDAI_CONFLICT_SPAN && tandai_annotation_set_lookup_span (set, self->id) != NULL)
    return g_strdup (self->id);
  for (guint side = 0; self->kind == TANDAI_CONFLICT_RELATION && side < TANDAI_N_VERSIONS; side++)
    {
      const char *version = self->versions[side].json;
      g_autoptr (TandaiJson) json =
          version != NULL ? tandai_json_parse (version, strlen (version), NULL) : NULL;

      for (guint i = 0; json != NULL && i < G_N_ELEMENTS (ENDS); i++)
        {
          g_autofree char *id = _tandai_conflict_dup_text (json, 0, ENDS[i]);

          if (id != NULL && tandai_annotation_set_lookup_span (set, id) != NULL)
            return g_steal_pointer (&id);
        }
    }
  return NULL;
}
