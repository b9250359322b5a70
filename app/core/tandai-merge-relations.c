/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merges relations, once it is known what became of the spans: a relation that stays keeps its ends, even one
 * that the other side removed. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-merge-private.h"
#include "core/tandai-sidecar-private.h"

/* The relations of a merge. The groups of spans by the ids that they have in the result. */
typedef struct
{
  Merge *merge;
  GPtrArray *groups;
  GHashTable *by_id[TANDAI_MERGE_N_SIDES];
  GHashTable *spans;
  GHashTable *places;
} Linking;

static gboolean
is_same_link (TandaiRelation *a, TandaiRelation *b)
{
  return strcmp (tandai_relation_get_kind (a), tandai_relation_get_kind (b)) == 0
         && strcmp (tandai_relation_get_from (a), tandai_relation_get_from (b)) == 0
         && strcmp (tandai_relation_get_to (a), tandai_relation_get_to (b)) == 0;
}

/* Ids do not count: those of twins differ. */
static gboolean
is_same (TandaiRelation *a, TandaiRelation *b)
{
  TandaiRelationFields of_a;
  TandaiRelationFields of_b;

  if (a == NULL || b == NULL || a == b)
    return a == b;
  tandai_relation_get_fields (a, &of_a);
  tandai_relation_get_fields (b, &of_b);
  return is_same_link (a, b) && tandai_attributes_equal (of_a.attributes, of_b.attributes)
         && g_strcmp0 (of_a.note, of_b.note) == 0 && g_strcmp0 (of_a.origin, of_b.origin) == 0
         && g_strcmp0 (of_a.extra, of_b.extra) == 0;
}

static TandaiRelation *
make_relation (Merge *merge, const TandaiRelationFields *fields)
{
  TandaiRelation *relation = tandai_relation_new (fields);

  g_ptr_array_add (merge->objects, relation);
  return relation;
}

static TandaiRelation *
give_id (Merge *merge, TandaiRelation *relation, const char *id)
{
  TandaiRelationFields fields;

  if (relation == NULL || strcmp (tandai_relation_get_id (relation), id) == 0)
    return relation;
  tandai_relation_get_fields (relation, &fields);
  fields.id = id;
  return make_relation (merge, &fields);
}

static TandaiRelation *
give_ends (Merge *merge, TandaiRelation *relation, const char *from, const char *to)
{
  TandaiRelationFields fields;

  tandai_relation_get_fields (relation, &fields);
  if (strcmp (fields.from, from) == 0 && strcmp (fields.to, to) == 0)
    return relation;
  fields.from = from;
  fields.to = to;
  return make_relation (merge, &fields);
}

static char *
describe (TandaiRelation *relation)
{
  GString *json;

  if (relation == NULL)
    return NULL;
  json = g_string_new (NULL);
  _tandai_sidecar_append_relation (json, relation);
  return g_string_free (json, FALSE);
}

static void
dispute (Merge *merge, RelationGroup *group, TandaiRelation *ours, TandaiRelation *theirs)
{
  group->disputed = TRUE;
  _tandai_merge_dispute (merge, &group->id, FALSE, describe (ours), describe (theirs));
}

/* Type and ends are one thing, as the label and fragments of a span. */
static gboolean
combine_links (TandaiRelation *base,
               TandaiRelation *ours,
               TandaiRelation *theirs,
               TandaiRelationFields *merged)
{
  gboolean ours_stayed = base != NULL && is_same_link (base, ours);
  TandaiRelation *from = ours_stayed ? theirs : ours;

  merged->type = tandai_relation_get_kind (from);
  merged->from = tandai_relation_get_from (from);
  merged->to = tandai_relation_get_to (from);
  return ours_stayed || is_same_link (ours, theirs) || (base != NULL && is_same_link (base, theirs));
}

/* Part by part; NULL where one part was changed on both sides differently. */
static TandaiRelation *
combine (Merge *merge, const char *id, TandaiRelation *base, TandaiRelation *ours, TandaiRelation *theirs)
{
  TandaiRelationFields fields[TANDAI_MERGE_N_SIDES] = { 0 };
  TandaiRelationFields merged = { .id = id };
  g_auto (GStrv) attributes = NULL;
  g_autofree char *extra = NULL;
  gboolean clash = FALSE;

  if (base != NULL)
    tandai_relation_get_fields (base, &fields[TANDAI_MERGE_BASE]);
  tandai_relation_get_fields (ours, &fields[TANDAI_MERGE_OURS]);
  tandai_relation_get_fields (theirs, &fields[TANDAI_MERGE_THEIRS]);
  if (!combine_links (base, ours, theirs, &merged)
      || !_tandai_merge_pick (fields[0].note, fields[1].note, fields[2].note, &merged.note))
    return NULL;
  merged.origin = _tandai_merge_origin (fields[0].origin, fields[1].origin, fields[2].origin, base == NULL);
  attributes = _tandai_merge_attributes (fields[0].attributes, fields[1].attributes, fields[2].attributes,
                                         _tandai_merge_note_clash, &clash);
  extra = _tandai_merge_members (fields[0].extra, fields[1].extra, fields[2].extra, _tandai_merge_note_clash,
                                 &clash);
  merged.attributes = (const char *const *) attributes;
  merged.extra = extra;
  return clash ? NULL : make_relation (merge, &merged);
}

static void
merge_group (Merge *merge, RelationGroup *group)
{
  TandaiRelation *base = group->sides[TANDAI_MERGE_BASE];
  TandaiRelation *ours = group->sides[TANDAI_MERGE_OURS];
  TandaiRelation *theirs = group->sides[TANDAI_MERGE_THEIRS];

  group->result = ours;
  if (is_same (ours, theirs) || is_same (base, theirs))
    return;
  if (is_same (base, ours))
    {
      group->result = theirs;
      return;
    }
  if (ours != NULL && theirs != NULL)
    {
      TandaiRelation *combined = combine (merge, group->id, base, ours, theirs);

      if (combined != NULL)
        {
          group->result = combined;
          return;
        }
    }
  dispute (merge, group, ours, theirs);
}

static RelationGroup *
add_group (Linking *linking, const char *id)
{
  RelationGroup *group = g_new0 (RelationGroup, 1);

  group->id = id;
  g_ptr_array_add (linking->groups, group);
  return group;
}

static gboolean
is_namesake (const Merge *merge, const RelationGroup *group, TandaiRelation *theirs)
{
  TandaiRelation *ours = group->sides[TANDAI_MERGE_OURS];

  return !merge->ids_shared && group->sides[TANDAI_MERGE_BASE] == NULL && ours != NULL
         && !is_same_link (ours, theirs);
}

static gboolean
is_there (const SpanGroup *group)
{
  return group->result.span != NULL || group->result.orphan != NULL;
}

/* What a span of one side is called in the result; one that is not there is that which stands in its place,
 * if nobody disputes that. */
static const char *
name_end (Linking *linking, TandaiMergeSide side, const char *id)
{
  const SpanGroup *group = _tandai_merge_find_group (linking->merge, side, id);
  const SpanGroup *instead = is_there (group) ? NULL : _tandai_merge_find_place (linking->places, group);

  return instead != NULL && !instead->disputed ? instead->id : group->id;
}

static void
add_relation (Linking *linking, TandaiMergeSide side, TandaiRelation *original, GPtrArray *namesakes)
{
  Merge *merge = linking->merge;
  const char *id = tandai_relation_get_id (original);
  const char *from = name_end (linking, side, tandai_relation_get_from (original));
  const char *to = name_end (linking, side, tandai_relation_get_to (original));
  TandaiRelation *relation = give_ends (merge, original, from, to);
  RelationGroup *group = NULL;

  for (guint other = 0; other < side && group == NULL; other++)
    group = g_hash_table_lookup (linking->by_id[other], id);
  if (group == NULL)
    group = add_group (linking, id);
  else if (side == TANDAI_MERGE_THEIRS && is_namesake (merge, group, relation))
    {
      group = add_group (linking, id);
      g_ptr_array_add (namesakes, group);
    }
  group->sides[side] = relation;
  g_hash_table_insert (linking->by_id[side], (gpointer) id, group);
}

static guint
hash_link (gconstpointer group)
{
  TandaiRelation *relation = ((const RelationGroup *) group)->result;

  return g_str_hash (tandai_relation_get_kind (relation))
         ^ g_str_hash (tandai_relation_get_from (relation)) * 31
         ^ g_str_hash (tandai_relation_get_to (relation)) * 65537;
}

static gboolean
equal_links (gconstpointer a, gconstpointer b)
{
  return is_same_link (((const RelationGroup *) a)->result, ((const RelationGroup *) b)->result);
}

/* What @side alone has, and new, by its link. */
static GHashTable *
list_new_links (Linking *linking, TandaiMergeSide side)
{
  GHashTable *links = g_hash_table_new (hash_link, equal_links);
  TandaiMergeSide other = TANDAI_MERGE_OURS + TANDAI_MERGE_THEIRS - side;

  for (guint i = 0; i < linking->groups->len; i++)
    {
      RelationGroup *group = linking->groups->pdata[i];

      if (group->sides[TANDAI_MERGE_BASE] != NULL || group->sides[other] != NULL)
        continue;
      group->result = group->sides[side];
      if (group->result != NULL && !g_hash_table_contains (links, group))
        g_hash_table_add (links, group);
    }
  return links;
}

static RelationGroup *
find_new (GHashTable *links, TandaiRelation *link)
{
  RelationGroup probe = { .result = link };

  return g_hash_table_lookup (links, &probe);
}

/* Makes what @side has in @from part of @to. */
static void
move_piece (Linking *linking, TandaiMergeSide side, RelationGroup *from, RelationGroup *to)
{
  to->sides[side] = give_id (linking->merge, from->sides[side], to->id);
  from->sides[side] = NULL;
  from->id = to->id;
}

/* One id on two different relations: theirs gets that of the same relation in ours, or another. */
static void
rename_namesake (Linking *linking, RelationGroup *group, GHashTable *links, GHashTable *taken)
{
  TandaiRelation **theirs = &group->sides[TANDAI_MERGE_THEIRS];
  RelationGroup *twin = find_new (links, *theirs);
  g_autofree char *content = NULL;

  if (twin != NULL && twin->sides[TANDAI_MERGE_THEIRS] == NULL)
    {
      move_piece (linking, TANDAI_MERGE_THEIRS, group, twin);
      return;
    }
  content = describe (*theirs);
  group->renamed = TRUE;
  group->id = _tandai_merge_rename (linking->merge, 'r', content, taken);
  *theirs = give_id (linking->merge, *theirs, group->id);
}

static void
rename_namesakes (Linking *linking, GPtrArray *namesakes)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) links = NULL;

  if (namesakes->len == 0)
    return;
  for (guint i = 0; i < linking->groups->len; i++)
    g_hash_table_add (taken, (gpointer) ((RelationGroup *) linking->groups->pdata[i])->id);
  links = list_new_links (linking, TANDAI_MERGE_OURS);
  for (guint i = 0; i < namesakes->len; i++)
    rename_namesake (linking, namesakes->pdata[i], links, taken);
}

/* A relation that one side removed and made anew, while the other side changed it, is still that relation. */
static void
find_remade (Linking *linking, TandaiMergeSide side)
{
  TandaiMergeSide other = TANDAI_MERGE_OURS + TANDAI_MERGE_THEIRS - side;
  g_autoptr (GHashTable) links = list_new_links (linking, side);

  for (guint i = 0; i < linking->groups->len; i++)
    {
      RelationGroup *group = linking->groups->pdata[i];
      TandaiRelation *base = group->sides[TANDAI_MERGE_BASE];
      RelationGroup *remade;

      if (base == NULL || group->sides[side] != NULL || group->sides[other] == NULL
          || is_same (base, group->sides[other]))
        continue;
      remade = find_new (links, group->sides[other]);
      if (remade == NULL)
        remade = find_new (links, base);
      if (remade == NULL)
        continue;
      g_hash_table_remove (links, remade);
      move_piece (linking, side, remade, group);
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(RelationGroup *const *) a)->id, (*(RelationGroup *const *) b)->id);
}

static void
merge_groups (Linking *linking)
{
  g_autoptr (GPtrArray) namesakes = g_ptr_array_new ();

  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    {
      const TandaiSidecar *sidecar = linking->merge->sides[side];

      for (guint i = 0; sidecar != NULL && i < sidecar->relations->len; i++)
        add_relation (linking, side, sidecar->relations->pdata[i], namesakes);
    }
  rename_namesakes (linking, namesakes);
  g_ptr_array_sort (linking->groups, compare_groups);
  for (guint side = TANDAI_MERGE_OURS; side < TANDAI_MERGE_N_SIDES; side++)
    find_remade (linking, side);
  for (guint i = 0; i < linking->groups->len; i++)
    merge_group (linking->merge, linking->groups->pdata[i]);
}

/* The span that a relation of the result ends in; one that the other side removed comes back, unless another
 * one came back in its place. */
static const char *
keep_end (Linking *linking, const char *id)
{
  SpanGroup *group = g_hash_table_lookup (linking->spans, id);
  SpanGroup *instead = is_there (group) ? group : _tandai_merge_find_place (linking->places, group);

  if (instead != NULL && instead != group && instead->disputed)
    _tandai_merge_dispute_span (linking->merge, group);
  if (instead != NULL)
    return instead->id;
  _tandai_merge_bring_back (linking->merge, group);
  if (group->result.span != NULL)
    g_hash_table_add (linking->places, group);
  return group->id;
}

static void
keep_ends (Linking *linking, RelationGroup *group)
{
  const char *from, *to;

  if (group->result == NULL)
    return;
  from = keep_end (linking, tandai_relation_get_from (group->result));
  to = keep_end (linking, tandai_relation_get_to (group->result));
  group->result = give_ends (linking->merge, group->result, from, to);
}

/* Whoever decides for a relation that is not in the result needs its ends. */
static void
tell_end (Linking *linking, const char *id)
{
  SpanGroup *group = g_hash_table_lookup (linking->spans, id);
  SpanGroup *instead = is_there (group) ? group : _tandai_merge_find_place (linking->places, group);

  if (instead == NULL || (instead != group && instead->disputed))
    _tandai_merge_dispute_span (linking->merge, group);
}

static void
tell_ends (Linking *linking, const RelationGroup *group)
{
  for (guint side = TANDAI_MERGE_OURS; group->disputed && side < TANDAI_MERGE_N_SIDES; side++)
    if (group->sides[side] != NULL)
      {
        tell_end (linking, tandai_relation_get_from (group->sides[side]));
        tell_end (linking, tandai_relation_get_to (group->sides[side]));
      }
}

/* Whether @side removed the span, and the other did not leave it at that. */
static gboolean
went_with (Linking *linking, const char *id, TandaiMergeSide side)
{
  const SpanGroup *group = g_hash_table_lookup (linking->spans, id);

  return group->disputed && group->sides[side].span == NULL && group->sides[side].orphan == NULL;
}

static gboolean
is_at_hand (Linking *linking, const char *id)
{
  const SpanGroup *group = g_hash_table_lookup (linking->spans, id);

  return group->disputed || is_there (group);
}

/* A relation that went because its span did shares the fate of that span. */
static void
follow_span (Linking *linking, RelationGroup *group)
{
  TandaiRelation *ours = group->sides[TANDAI_MERGE_OURS];
  TandaiRelation *theirs = group->sides[TANDAI_MERGE_THEIRS];
  TandaiMergeSide gone = ours == NULL ? TANDAI_MERGE_OURS : TANDAI_MERGE_THEIRS;
  TandaiRelation *left = ours != NULL ? ours : theirs;
  const char *from, *to;

  if (group->disputed || group->result != NULL || left == NULL)
    return;
  from = tandai_relation_get_from (left);
  to = tandai_relation_get_to (left);
  if ((!went_with (linking, from, gone) && !went_with (linking, to, gone)) || !is_at_hand (linking, from)
      || !is_at_hand (linking, to))
    return;
  if (is_there (g_hash_table_lookup (linking->spans, from))
      && is_there (g_hash_table_lookup (linking->spans, to)))
    group->result = left;
  dispute (linking->merge, group, ours, theirs);
}

/* Whether @side has the relation as it is in the result. */
static gboolean
stands (const RelationGroup *group, TandaiMergeSide side)
{
  TandaiRelation *relation = group->sides[side];

  return relation != NULL
         && (group->sides[TANDAI_MERGE_BASE] == NULL || is_same_link (relation, group->result));
}

/* Whether @a is ours alone and @b theirs alone. Two that are old stay two, and so do two of one side. */
static gboolean
met (const RelationGroup *a, const RelationGroup *b)
{
  return (a->sides[TANDAI_MERGE_BASE] == NULL || b->sides[TANDAI_MERGE_BASE] == NULL)
         && stands (a, TANDAI_MERGE_OURS) && !stands (a, TANDAI_MERGE_THEIRS)
         && !stands (b, TANDAI_MERGE_OURS) && stands (b, TANDAI_MERGE_THEIRS);
}

static RelationGroup *
choose_survivor (RelationGroup *a, RelationGroup *b)
{
  if (a->sides[TANDAI_MERGE_BASE] != NULL || b->sides[TANDAI_MERGE_BASE] != NULL)
    return a->sides[TANDAI_MERGE_BASE] != NULL ? a : b;
  if (a->renamed != b->renamed)
    return a->renamed ? b : a;
  return strcmp (a->id, b->id) < 0 ? a : b;
}

static RelationGroup *
join_groups (Merge *merge, RelationGroup *ours, RelationGroup *theirs)
{
  RelationGroup *kept = choose_survivor (ours, theirs);
  RelationGroup *other = kept == ours ? theirs : ours;
  TandaiRelation *from_ours = give_id (merge, ours->result, kept->id);
  TandaiRelation *from_theirs = give_id (merge, theirs->result, kept->id);
  TandaiRelation *combined = combine (merge, kept->id, NULL, from_ours, from_theirs);

  kept->result = combined != NULL ? combined : from_ours;
  if (combined == NULL)
    dispute (merge, kept, from_ours, from_theirs);
  other->result = NULL;
  other->id = kept->id;
  return kept;
}

/* The same relation made twice becomes one, with the smaller id. */
static void
settle_link (Linking *linking, GHashTable *links, RelationGroup *group)
{
  RelationGroup *there = g_hash_table_lookup (links, group);

  if (there == NULL)
    g_hash_table_add (links, group);
  if (there == NULL || (!met (there, group) && !met (group, there)))
    return;
  g_hash_table_remove (links, there);
  g_hash_table_add (links, met (there, group) ? join_groups (linking->merge, there, group)
                                              : join_groups (linking->merge, group, there));
}

static void
settle_links (Linking *linking)
{
  g_autoptr (GHashTable) links = g_hash_table_new (hash_link, equal_links);

  for (guint i = 0; i < linking->groups->len; i++)
    if (((RelationGroup *) linking->groups->pdata[i])->result != NULL)
      settle_link (linking, links, linking->groups->pdata[i]);
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static void
write_relations (Linking *linking)
{
  GPtrArray *relations = g_ptr_array_new_with_free_func (g_object_unref);
  TandaiSidecar *result = linking->merge->result;

  for (guint i = 0; i < linking->groups->len; i++)
    {
      const RelationGroup *group = linking->groups->pdata[i];

      if (group->result != NULL)
        g_ptr_array_add (relations, g_object_ref (group->result));
    }
  g_ptr_array_sort (relations, compare_relations);
  g_ptr_array_unref (result->relations);
  result->relations = relations;
}

static GHashTable *
list_spans (const Merge *merge)
{
  GHashTable *spans = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < merge->spans->len; i++)
    {
      SpanGroup *group = merge->spans->pdata[i];

      if (group->into == NULL)
        g_hash_table_insert (spans, (gpointer) group->id, group);
    }
  return spans;
}

static void
merge_all (Linking *linking)
{
  merge_groups (linking);
  for (guint i = 0; i < linking->groups->len; i++)
    keep_ends (linking, linking->groups->pdata[i]);
  for (guint i = 0; i < linking->groups->len; i++)
    tell_ends (linking, linking->groups->pdata[i]);
  for (guint i = 0; i < linking->groups->len; i++)
    follow_span (linking, linking->groups->pdata[i]);
  settle_links (linking);
  write_relations (linking);
}

/**
 * _tandai_merge_relations:
 * @merge: a merge whose spans are merged
 *
 * Merges the relations into the result, and brings back the spans that they
 * end in.
 */
void
_tandai_merge_relations (Merge *merge)
{
  g_autoptr (GHashTable) spans = list_spans (merge);
  g_autoptr (GHashTable) places = _tandai_merge_list_places (merge);
  Linking linking = { .merge = merge, .groups = merge->relations, .spans = spans, .places = places };

  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    linking.by_id[side] = g_hash_table_new (g_str_hash, g_str_equal);
  merge_all (&linking);
  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    g_hash_table_unref (linking.by_id[side]);
}
