/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The three-way merge of sidecars: what it asks of them, and what a person has to decide afterwards. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"
#include "core/tandai-merge-private.h"

/* An entry of conflicts; equal entries are one. */
typedef struct
{
  char *id;
  char *json;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->id);
  g_free (entry->json);
  g_free (entry);
}

static void
dispute_free (Dispute *dispute)
{
  g_free (dispute->ours);
  g_free (dispute->theirs);
  g_free (dispute);
}

/**
 * _tandai_merge_dispute:
 * @merge: a merge
 * @id: where the id of a group stands, or a place
 * @is_place: whether it is a place
 * @ours: (nullable) (transfer full): what our side has, a JSON object
 * @theirs: (nullable) (transfer full): what their side has
 *
 * Notes something that a person has to decide.
 */
void
_tandai_merge_dispute (Merge *merge, const char *const *id, gboolean is_place, char *ours, char *theirs)
{
  Dispute *dispute = g_new (Dispute, 1);

  *dispute = (Dispute){ id, is_place, ours, theirs };
  g_ptr_array_add (merge->disputes, dispute);
}

static Entry *
entry_new (const Dispute *dispute)
{
  const char *const sides[] = { dispute->ours, dispute->theirs };
  Entry *entry = g_new (Entry, 1);
  GString *json = g_string_new ("{\"id\": ");

  tandai_json_write_string (json, *dispute->id, -1);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *object = sides[i] != NULL && !dispute->is_place
                                    ? _tandai_merge_with_id (sides[i], *dispute->id)
                                    : g_strdup (sides[i]);

      g_string_append_printf (json, ", \"%s\": %s", i == 0 ? "ours" : "theirs",
                              object != NULL ? object : "null");
    }
  g_string_append_c (json, '}');
  entry->id = g_strdup (*dispute->id);
  entry->json = g_string_free (json, FALSE);
  return entry;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *const *first = a;
  const Entry *const *second = b;
  int order = strcmp ((*first)->id, (*second)->id);

  return order != 0 ? order : strcmp ((*first)->json, (*second)->json);
}

static GPtrArray *
list_new_entries (const Merge *merge)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  for (guint i = 0; i < merge->disputes->len; i++)
    g_ptr_array_add (entries, entry_new (merge->disputes->pdata[i]));
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

/* The conflicts that one side has, with the ids that spans have in the result. */
static GPtrArray *
list_entries (const Merge *merge, TandaiMergeSide side)
{
  const TandaiSidecar *sidecar = merge->sides[side];
  GPtrArray *items = _tandai_merge_split_list (sidecar != NULL ? sidecar->conflicts : NULL);

  for (guint i = 0; i < items->len; i++)
    {
      ListItem *item = items->pdata[i];
      const SpanGroup *group = item->id != NULL ? _tandai_merge_find_group (merge, side, item->id) : NULL;
      g_autofree char *json = NULL;

      if (group == NULL || strcmp (group->id, item->id) == 0)
        continue;
      json = g_steal_pointer (&item->json);
      item->json = _tandai_merge_with_id (json, group->id);
    }
  return items;
}

static GHashTable *
as_set (GPtrArray *items)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (set, ((const ListItem *) items->pdata[i])->json);
  return set;
}

static void
append_entry (TandaiSidecar *result, GString *list, GHashTable *written, const char *json)
{
  char *kept;

  if (g_hash_table_contains (written, json))
    return;
  kept = g_strdup (json);
  g_hash_table_add (written, kept);
  g_string_append_printf (list, "%s%s", result->n_conflicts++ > 0 ? ", " : "[", json);
}

/* An old entry stays unless the other side decided it. */
static void
append_old (const Merge *merge, TandaiMergeSide side, GString *list, GHashTable *written)
{
  TandaiMergeSide other = TANDAI_MERGE_OURS + TANDAI_MERGE_THEIRS - side;
  g_autoptr (GPtrArray) base_items = list_entries (merge, TANDAI_MERGE_BASE);
  g_autoptr (GPtrArray) other_items = list_entries (merge, other);
  g_autoptr (GPtrArray) items = list_entries (merge, side);
  g_autoptr (GHashTable) in_base = as_set (base_items);
  g_autoptr (GHashTable) in_other = as_set (other_items);

  for (guint i = 0; i < items->len; i++)
    {
      const ListItem *item = items->pdata[i];

      if (!g_hash_table_contains (in_base, item->json) || g_hash_table_contains (in_other, item->json))
        append_entry (merge->result, list, written, item->json);
    }
}

/**
 * _tandai_merge_write_disputes:
 * @merge: a merge
 *
 * Puts the conflicts that the sides had and those that arose into the result,
 * in the order of the side that changed its list.
 */
void
_tandai_merge_write_disputes (Merge *merge)
{
  TandaiSidecar *result = merge->result;
  const TandaiSidecar *base = merge->sides[TANDAI_MERGE_BASE];
  gboolean ours_stayed =
      g_strcmp0 (base != NULL ? base->conflicts : NULL, merge->sides[TANDAI_MERGE_OURS]->conflicts) == 0;
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = list_new_entries (merge);
  GString *list = g_string_new (NULL);

  result->n_conflicts = 0;
  append_old (merge, ours_stayed ? TANDAI_MERGE_THEIRS : TANDAI_MERGE_OURS, list, written);
  append_old (merge, ours_stayed ? TANDAI_MERGE_OURS : TANDAI_MERGE_THEIRS, list, written);
  for (guint i = 0; i < entries->len; i++)
    append_entry (result, list, written, ((const Entry *) entries->pdata[i])->json);
  if (list->len > 0)
    g_string_append_c (list, ']');
  g_free (result->conflicts);
  result->conflicts = g_string_free (list, list->len == 0);
}

static gboolean
check_annotators (const TandaiSidecar *const *sides, TandaiMergeSide *culprit, GError **error)
{
  const char *ours = sides[TANDAI_MERGE_OURS]->annotator;

  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    if (sides[side] != NULL && strcmp (sides[side]->annotator, ours) != 0)
      {
        *culprit = side;
        g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR,
                     /* Translators: in front of this stands a file; the %s are annotators’ names. */
                     _ ("annotator: is “%s”, but “%s” in OURS; each annotator has a sidecar"),
                     sides[side]->annotator, ours);
        return FALSE;
      }
  return TRUE;
}

static void
merge_clear (Merge *merge)
{
  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    g_hash_table_unref (merge->spans_by_id[side]);
  g_ptr_array_unref (merge->spans);
  g_ptr_array_unref (merge->relations);
  g_ptr_array_unref (merge->disputes);
  g_ptr_array_unref (merge->objects);
  g_string_chunk_free (merge->strings);
}

static void
merge_init (Merge *merge)
{
  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    merge->spans_by_id[side] = g_hash_table_new (g_str_hash, g_str_equal);
  merge->spans = g_ptr_array_new_with_free_func (g_free);
  merge->relations = g_ptr_array_new_with_free_func (g_free);
  merge->disputes = g_ptr_array_new_with_free_func ((GDestroyNotify) dispute_free);
  merge->objects = g_ptr_array_new_with_free_func (g_object_unref);
  merge->strings = g_string_chunk_new (4096);
  merge->result = tandai_sidecar_copy (merge->sides[TANDAI_MERGE_OURS]);
}

static TandaiSidecar *
merge_sides (Merge *merge, guint *n_disputes, TandaiMergeSide *culprit, GError **error)
{
  TandaiSidecar *owned[TANDAI_MERGE_N_SIDES] = { NULL };
  TandaiMergeSide at_fault;

  if (!check_annotators (merge->sides, &at_fault, error)
      || !_tandai_merge_carry (merge, owned, &at_fault, error))
    {
      if (culprit != NULL)
        *culprit = at_fault;
      return NULL;
    }
  merge_init (merge);
  _tandai_merge_fields (merge);
  _tandai_merge_spans (merge);
  _tandai_merge_relations (merge);
  _tandai_merge_write_spans (merge);
  _tandai_merge_write_disputes (merge);
  if (n_disputes != NULL)
    *n_disputes = merge->disputes->len;
  merge_clear (merge);
  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    tandai_sidecar_free (owned[side]);
  return merge->result;
}

/**
 * tandai_merge:
 * @base: (nullable): what both began with; %NULL where everything is new on both sides
 * @ours: what one side made of it
 * @theirs: what the other side made of it
 * @n_disputes: (out) (optional): on how many things the two disagree
 * @culprit: (out) (optional): on failure, the sidecar that does not go with the others
 * @error: return location for a %TANDAI_ERROR_SIDECAR with JSON path and reason, without a file's name
 *
 * Merges by span id and by label and fragments. What one side changed is
 * taken, of one span in its parts too: its place, each attribute, its note.
 * The same span that both made is one afterwards, with the smaller id, and so
 * is the same relation; an id that both gave to different spans is made anew
 * for @theirs. What both changed differently stays as in @ours and is told in
 * the conflicts. A span that one side removed and a relation of the other side
 * needs comes back, as a conflict. Where the article was changed on one side,
 * the spans of the others are carried over to its text first. The same three
 * give the same result everywhere.
 *
 * Returns: (transfer full): the merged sidecar, or %NULL
 */
TandaiSidecar *
tandai_merge (const TandaiSidecar *base,
              const TandaiSidecar *ours,
              const TandaiSidecar *theirs,
              guint *n_disputes,
              TandaiMergeSide *culprit,
              GError **error)
{
  Merge merge = { .sides = { base, ours, theirs } };

  g_return_val_if_fail (ours != NULL && theirs != NULL, NULL);
  return merge_sides (&merge, n_disputes, culprit, error);
}

/**
 * tandai_merge_versions:
 * @ours: one version of a sidecar
 * @theirs: another, which annotates the same text
 * @n_disputes: (out) (optional): on how many things the two disagree
 * @error: return location for a %TANDAI_ERROR_SIDECAR, without a file's name
 *
 * As tandai_merge() of two that began with the same, though nobody knows any
 * more with what: what has one id is one thing, and where it differs that is a
 * conflict. What one of the two removed comes back.
 *
 * Returns: (transfer full): the merged sidecar, or %NULL
 */
TandaiSidecar *
tandai_merge_versions (const TandaiSidecar *ours,
                       const TandaiSidecar *theirs,
                       guint *n_disputes,
                       GError **error)
{
  Merge merge = { .sides = { NULL, ours, theirs }, .ids_shared = TRUE };

  g_return_val_if_fail (ours != NULL && theirs != NULL, NULL);
  return merge_sides (&merge, n_disputes, NULL, error);
}

/**
 * tandai_merge_serialize:
 * @merged: what was merged
 * @error: return location for an error with JSON path and reason, without a file's name
 *
 * What was merged must be read again before it takes the place of what is
 * there: an object in the conflicts lies deeper than it lay, and two sidecars
 * are larger than one.
 *
 * Returns: (transfer full): its bytes, or %NULL
 */
GBytes *
tandai_merge_serialize (const TandaiSidecar *merged, GError **error)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (merged);
  g_autoptr (TandaiSidecar) again = NULL;

  if (g_bytes_get_size (bytes) > TANDAI_SIDECAR_MAX_BYTES)
    {
      g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_TOO_LARGE,
                           /* Translators: in front of this stands a file. */
                           _ ("what is merged would be too large for a sidecar"));
      return NULL;
    }
  again = tandai_sidecar_parse (bytes, error);
  return again != NULL ? g_steal_pointer (&bytes) : NULL;
}
