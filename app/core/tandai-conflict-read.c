/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the conflicts of a sidecar: what each is about, its two versions, and why one cannot be taken. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-conflict-private.h"
#include "core/tandai-sidecar-private.h"

static const char *const SIDES[TANDAI_N_VERSIONS] = { "ours", "theirs" };

static TandaiJson *
parse_list (const char *list)
{
  return list != NULL ? tandai_json_parse (list, strlen (list), NULL) : NULL;
}

void
_tandai_conflict_reading_init (TandaiConflictReading *reading,
                               const TandaiSidecar *sidecar,
                               TandaiAnnotationSet *set)
{
  *reading = (TandaiConflictReading){
    sidecar, set, parse_list (sidecar->conflicts), parse_list (sidecar->orphans), { NULL }
  };
}

void
_tandai_conflict_reading_clear (TandaiConflictReading *reading)
{
  g_clear_pointer (&reading->list, tandai_json_free);
  g_clear_pointer (&reading->orphans, tandai_json_free);
  for (guint version = 0; version < TANDAI_N_VERSIONS; version++)
    g_clear_pointer (&reading->ends[version], g_hash_table_unref);
}

/* A span that is kept aside, or -1. */
int
_tandai_conflict_find_orphan (const TandaiConflictReading *reading, const char *id)
{
  return reading->orphans != NULL ? _tandai_json_find_entry (reading->orphans, id) : -1;
}

static gboolean
is_object (const TandaiJson *json, int value)
{
  return value >= 0 && tandai_json_get_kind (json, (guint) value) == TANDAI_JSON_OBJECT;
}

/* A version's object, or -1 where that side has none. */
int
_tandai_conflict_find_side (const TandaiConflictReading *reading, int entry, guint version)
{
  int value =
      is_object (reading->list, entry) ? tandai_json_find (reading->list, (guint) entry, SIDES[version]) : -1;

  return is_object (reading->list, value) ? value : -1;
}

/* The spans that a version has in the conflicts, by their ids. */
static GHashTable *
list_ends (const TandaiConflictReading *reading, guint version)
{
  GHashTable *ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int item = reading->list != NULL ? tandai_json_first (reading->list, 0) : -1; item >= 0;
       item = tandai_json_next (reading->list, (guint) item))
    {
      int side = _tandai_conflict_find_side (reading, item, version);
      g_autofree char *id = side >= 0 && tandai_json_find (reading->list, (guint) side, "label") >= 0
                                ? _tandai_conflict_dup_text (reading->list, (guint) side, "id")
                                : NULL;

      if (id != NULL && !g_hash_table_contains (ends, id))
        g_hash_table_insert (ends, g_steal_pointer (&id), GINT_TO_POINTER (side));
    }
  return ends;
}

/* What a version has of a span, where people disagree on that span; or -1. */
int
_tandai_conflict_find_end (TandaiConflictReading *reading, const char *id, guint version)
{
  gpointer side;

  if (reading->ends[version] == NULL)
    reading->ends[version] = list_ends (reading, version);
  return g_hash_table_lookup_extended (reading->ends[version], id, NULL, &side) ? GPOINTER_TO_INT (side) : -1;
}

/* A string member, or NULL. */
char *
_tandai_conflict_dup_text (const TandaiJson *json, guint object, const char *name)
{
  int value = tandai_json_find (json, object, name);

  return value >= 0 ? tandai_json_dup_string (json, (guint) value) : NULL;
}

/* What stood round it is told of a span that is kept aside alone. */
gboolean
_tandai_conflict_is_orphan (const TandaiJson *json, guint object)
{
  g_autofree char *before = _tandai_conflict_dup_text (json, object, "before");
  g_autofree char *after = _tandai_conflict_dup_text (json, object, "after");

  return before != NULL && after != NULL;
}

static void G_GNUC_PRINTF (2, 3) refuse (TandaiVersion *version, const char *format, ...)
{
  va_list args;

  if (version->problem != NULL)
    return;
  va_start (args, format);
  version->problem = g_strdup_vprintf (format, args);
  va_end (args);
}

static char *
write_span (TandaiSpan *span, const TandaiText *text)
{
  GString *json = g_string_new (NULL);

  _tandai_sidecar_append_span (json, span, text);
  return g_string_free (json, FALSE);
}

/* The words of a span may have moved with the article since: then it stands where its namesake does. */
static TandaiSpan *
follow_words (const TandaiConflictReading *reading, TandaiSpan *span, TandaiVersion *version)
{
  const char *stated = tandai_span_get_stated (span);
  TandaiSpan *standing = tandai_annotation_set_lookup_span (reading->set, tandai_span_get_id (span));
  g_autofree char *words = NULL;
  TandaiSpanFields fields, there;

  if (stated == NULL)
    return g_object_ref (span);
  words = standing != NULL ? tandai_span_dup_text (standing, reading->sidecar->text) : NULL;
  if (g_strcmp0 (words, stated) != 0)
    {
      refuse (version, _ ("its words do not stand at that place of the article any more"));
      return g_object_ref (span);
    }
  tandai_span_get_fields (span, &fields);
  tandai_span_get_fields (standing, &there);
  fields.ranges = there.ranges;
  fields.n_ranges = there.n_ranges;
  fields.stated = NULL;
  return tandai_span_new (&fields);
}

static void
check_place (const TandaiConflictReading *reading, TandaiSpan *span, TandaiVersion *version)
{
  TandaiSpan *same = tandai_annotation_set_find_same_place (reading->set, span);

  if (same != NULL && strcmp (tandai_span_get_id (same), tandai_span_get_id (span)) != 0)
    refuse (version, _ ("These words have this label already"));
}

static void
check_id (TandaiVersion *version, const char *id, const char *of)
{
  if (g_strcmp0 (id, of) != 0)
    /* Translators: %s is an id. */
    refuse (version, _ ("it is not of “%s”"), of);
}

static void
read_orphan (const TandaiJson *json, const char *of, TandaiVersion *version)
{
  g_autofree char *id = _tandai_conflict_dup_text (json, 0, "id");
  g_autofree char *label = _tandai_conflict_dup_text (json, 0, "label");
  g_autofree char *text = _tandai_conflict_dup_text (json, 0, "text");

  check_id (version, id, of);
  if (!tandai_id_is_valid (of) || label == NULL || *label == '\0' || text == NULL)
    refuse (version, _ ("it has no label or no words"));
}

static void
read_span (const TandaiConflictReading *reading, const char *of, TandaiVersion *version)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (version->json, strlen (version->json), NULL);
  g_autoptr (TandaiSpan) span = NULL;
  g_autoptr (TandaiSpan) placed = NULL;
  g_autoptr (GError) error = NULL;

  if (_tandai_conflict_is_orphan (json, 0))
    {
      read_orphan (json, of, version);
      return;
    }
  span = _tandai_sidecar_read_span (json, 0, reading->sidecar->text, &error);
  if (span == NULL)
    {
      refuse (version, "%s", error->message);
      return;
    }
  check_id (version, tandai_span_get_id (span), of);
  placed = follow_words (reading, span, version);
  check_place (reading, placed, version);
  g_free (version->json);
  version->json = write_span (placed, reading->sidecar->text);
}

/* An end that is not there comes back with the relation, where that version has it. */
static void
check_end (TandaiConflictReading *reading, const char *id, guint side, TandaiVersion *version)
{
  if (tandai_annotation_set_lookup_span (reading->set, id) == NULL
      && _tandai_conflict_find_orphan (reading, id) < 0 && _tandai_conflict_find_end (reading, id, side) < 0)
    /* Translators: %s is the id of a span in which a relation ends. */
    refuse (version, _ ("it ends in the span “%s”, which is not there any more"), id);
}

static void
read_relation (TandaiConflictReading *reading, const char *of, guint side, TandaiVersion *version)
{
  g_autoptr (TandaiJson) json = tandai_json_parse (version->json, strlen (version->json), NULL);
  g_autoptr (TandaiRelation) relation = NULL;
  g_autoptr (GError) error = NULL;

  relation = _tandai_sidecar_read_relation (json, 0, &error);
  if (relation == NULL)
    {
      refuse (version, "%s", error->message);
      return;
    }
  check_id (version, tandai_relation_get_id (relation), of);
  check_end (reading, tandai_relation_get_from (relation), side, version);
  check_end (reading, tandai_relation_get_to (relation), side, version);
}

/* What is there now, without the mark that it is to be looked at; NULL where nothing is. */
static char *
dup_standing (const TandaiConflictReading *reading, const TandaiConflict *conflict)
{
  TandaiSpan *span = tandai_annotation_set_lookup_span (reading->set, conflict->id);
  TandaiRelation *relation = tandai_annotation_set_lookup_relation (reading->set, conflict->id);
  int orphan = _tandai_conflict_find_orphan (reading, conflict->id);
  GString *json;

  if (conflict->kind == TANDAI_CONFLICT_RELATION)
    {
      if (relation == NULL)
        return NULL;
      json = g_string_new (NULL);
      _tandai_sidecar_append_relation (json, relation);
      return g_string_free (json, FALSE);
    }
  if (span != NULL)
    return write_span (span, reading->sidecar->text);
  return orphan >= 0 ? _tandai_json_dup_raw (reading->orphans, (guint) orphan) : NULL;
}

/* What is neither an object nor null says nothing. */
static void
read_side (const TandaiConflictReading *reading, int entry, guint side, TandaiVersion *version)
{
  int value = tandai_json_find (reading->list, (guint) entry, SIDES[side]);

  if (value < 0)
    refuse (version, _ ("it is missing"));
  else if (is_object (reading->list, value))
    version->json = _tandai_json_dup_raw (reading->list, (guint) value);
  else if (tandai_json_get_kind (reading->list, (guint) value) != TANDAI_JSON_NULL)
    refuse (version, _ ("it is neither an object nor null"));
}

static void
read_versions (TandaiConflictReading *reading, int entry, TandaiConflict *conflict)
{
  g_autofree char *standing = dup_standing (reading, conflict);

  conflict->stands = standing != NULL;
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      TandaiVersion *version = &conflict->versions[side];

      read_side (reading, entry, side, version);
      if (side == TANDAI_DECISION_OURS && standing != NULL && version->json != NULL)
        {
          g_free (version->json);
          version->json = g_steal_pointer (&standing);
        }
      else if (version->json != NULL && conflict->kind == TANDAI_CONFLICT_SPAN)
        read_span (reading, conflict->id, version);
      else if (version->json != NULL)
        read_relation (reading, conflict->id, side, version);
    }
}

/* By what its versions hold; where both have nothing, by what there is. */
static TandaiConflictKind
find_kind (const TandaiConflictReading *reading, int entry, const char *id)
{
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      int object = _tandai_conflict_find_side (reading, entry, side);

      if (object >= 0)
        return tandai_json_find (reading->list, (guint) object, "type") >= 0 ? TANDAI_CONFLICT_RELATION
                                                                             : TANDAI_CONFLICT_SPAN;
    }
  return tandai_annotation_set_lookup_span (reading->set, id) == NULL
                 && tandai_annotation_set_lookup_relation (reading->set, id) != NULL
             ? TANDAI_CONFLICT_RELATION
             : TANDAI_CONFLICT_SPAN;
}

static void
read_unreadable (TandaiConflict *conflict)
{
  conflict->id = g_strdup ("");
  conflict->key = g_strdup_printf ("#%u", conflict->position);
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    refuse (&conflict->versions[side], _ ("the entry does not say what it is about"));
}

static TandaiConflict *
read_entry (TandaiConflictReading *reading, int entry, guint position)
{
  TandaiConflict *conflict = g_new0 (TandaiConflict, 1);
  g_autofree char *id = is_object (reading->list, entry)
                            ? _tandai_conflict_dup_text (reading->list, (guint) entry, "id")
                            : NULL;

  conflict->position = position;
  if (id == NULL || *id == '\0')
    {
      read_unreadable (conflict);
      return conflict;
    }
  conflict->id = g_steal_pointer (&id);
  if (*conflict->id == '$')
    {
      conflict->kind = TANDAI_CONFLICT_MEMBER;
      conflict->stands = TRUE;
      for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
        read_side (reading, entry, side, &conflict->versions[side]);
      _tandai_conflict_read_member (reading, conflict);
      return conflict;
    }
  conflict->kind = find_kind (reading, entry, conflict->id);
  conflict->key = g_strdup (conflict->id);
  read_versions (reading, entry, conflict);
  return conflict;
}

/**
 * tandai_conflict_free:
 * @self: a conflict
 *
 * Frees it.
 */
void
tandai_conflict_free (TandaiConflict *self)
{
  for (guint side = 0; side < TANDAI_N_VERSIONS; side++)
    {
      g_free (self->versions[side].json);
      g_free (self->versions[side].problem);
    }
  g_free (self->key);
  g_free (self->id);
  g_free (self);
}

/**
 * tandai_conflict_is_nothing:
 * @self: a conflict
 * @version: %TANDAI_DECISION_OURS or %TANDAI_DECISION_THEIRS
 *
 * Returns: whether that side has nothing: it removed it, or does not say it
 */
gboolean
tandai_conflict_is_nothing (const TandaiConflict *self, TandaiDecision version)
{
  return self->versions[version].json == NULL && self->versions[version].problem == NULL;
}

/* In the order in which people read: spans as they stand in the article, links, what is said of the article.
 */
static guint
rank_of (TandaiConflictKind kind)
{
  return kind == TANDAI_CONFLICT_UNREADABLE ? TANDAI_CONFLICT_MEMBER + 1 : kind;
}

static int
compare_conflicts (gconstpointer a, gconstpointer b, gpointer set)
{
  const TandaiConflict *left = *(const TandaiConflict *const *) a;
  const TandaiConflict *right = *(const TandaiConflict *const *) b;
  TandaiSpan *first, *second;

  if (left->kind != right->kind)
    return rank_of (left->kind) < rank_of (right->kind) ? -1 : 1;
  if (left->kind == TANDAI_CONFLICT_SPAN)
    {
      first = tandai_annotation_set_lookup_span (set, left->id);
      second = tandai_annotation_set_lookup_span (set, right->id);
      if (first != NULL && second != NULL)
        return tandai_span_compare (first, second);
      if (first != NULL || second != NULL)
        return first != NULL ? -1 : 1;
    }
  return left->position < right->position ? -1 : left->position > right->position;
}

static GPtrArray *
list_conflicts (TandaiConflictReading *reading)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_conflict_free);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint position = 0;

  for (int item = reading->list != NULL ? tandai_json_first (reading->list, 0) : -1; item >= 0;
       item = tandai_json_next (reading->list, (guint) item))
    {
      TandaiConflict *conflict = read_entry (reading, item, position++);

      /* Adding a key twice would put the second one's in the first one's place. */
      if (g_hash_table_contains (keys, conflict->key))
        {
          tandai_conflict_free (conflict);
          continue;
        }
      g_hash_table_add (keys, conflict->key);
      g_ptr_array_add (conflicts, conflict);
    }
  g_ptr_array_sort_with_data (conflicts, compare_conflicts, reading->set);
  return conflicts;
}

/**
 * tandai_conflicts_list:
 * @sidecar: a sidecar
 * @set: its spans and relations as they are now
 *
 * Reads what waits for a decision; of several entries with one key the first.
 * Where what our side has is there, ours is what is there now. Nothing is left
 * out: what cannot be read says why.
 *
 * Returns: (transfer full) (element-type TandaiConflict): spans as they stand in the article, then
 * relations, then what is said of the article
 */
GPtrArray *
tandai_conflicts_list (const TandaiSidecar *sidecar, TandaiAnnotationSet *set)
{
  g_auto (TandaiConflictReading) reading = { NULL };

  _tandai_conflict_reading_init (&reading, sidecar, set);
  return list_conflicts (&reading);
}

/** tandai_document_list_conflicts: Returns: (transfer full) (element-type TandaiConflict): as
 * tandai_conflicts_list(), of a document as it is now */
GPtrArray *
tandai_document_list_conflicts (TandaiDocument *document)
{
  return tandai_conflicts_list (tandai_document_get_sidecar (document),
                                tandai_document_get_annotations (document));
}
