/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merges spans and orphans: the three are brought together by id, then what came to have one label and the
 * same fragments on both sides becomes one span. */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-merge-private.h"
#include "core/tandai-review.h"
#include "core/tandai-sidecar-private.h"

static gboolean
is_nothing (Piece piece)
{
  return piece.span == NULL && piece.orphan == NULL;
}

static gboolean
is_at (Piece piece, TandaiSpan *place)
{
  return piece.span != NULL && tandai_span_same_place (piece.span, place);
}

static gboolean
is_same_span (TandaiSpan *a, TandaiSpan *b)
{
  TandaiSpanFields of_a;
  TandaiSpanFields of_b;

  if (a == b)
    return TRUE;
  tandai_span_get_fields (a, &of_a);
  tandai_span_get_fields (b, &of_b);
  return tandai_span_same_place (a, b) && tandai_attributes_equal (of_a.attributes, of_b.attributes)
         && g_strcmp0 (of_a.note, of_b.note) == 0 && g_strcmp0 (of_a.origin, of_b.origin) == 0
         && g_strcmp0 (of_a.created, of_b.created) == 0 && g_strcmp0 (of_a.stated, of_b.stated) == 0
         && g_strcmp0 (of_a.review, of_b.review) == 0 && g_strcmp0 (of_a.extra, of_b.extra) == 0;
}

/* Ids do not count: those of twins differ. */
static gboolean
is_same (Piece a, Piece b)
{
  if (a.span != NULL && b.span != NULL)
    return is_same_span (a.span, b.span);
  return a.span == NULL && b.span == NULL && g_strcmp0 (a.orphan, b.orphan) == 0;
}

static TandaiSpan *
make_span (Merge *merge, const TandaiSpanFields *fields)
{
  TandaiSpan *span = tandai_span_new (fields);

  g_ptr_array_add (merge->objects, span);
  return span;
}

static Piece
give_id (Merge *merge, Piece piece, const char *id)
{
  TandaiSpanFields fields;

  if (piece.orphan != NULL)
    {
      g_autofree char *renamed = _tandai_merge_with_id (piece.orphan, id);

      return (Piece){ .orphan = g_string_chunk_insert (merge->strings, renamed) };
    }
  if (piece.span == NULL || strcmp (tandai_span_get_id (piece.span), id) == 0)
    return piece;
  tandai_span_get_fields (piece.span, &fields);
  fields.id = id;
  return (Piece){ .span = make_span (merge, &fields) };
}

/* An orphan is told apart by its entry in conflicts alone. */
static Piece
mark (Merge *merge, Piece piece)
{
  TandaiSpanFields fields;

  if (piece.span == NULL)
    return piece;
  tandai_span_get_fields (piece.span, &fields);
  fields.review = TANDAI_REVIEW_OF_CONFLICT;
  return (Piece){ .span = make_span (merge, &fields) };
}

/* All that it says, its id too. */
static char *
content_of (Merge *merge, Piece piece)
{
  GString *json;

  if (piece.span == NULL)
    return g_strdup (piece.orphan);
  json = g_string_new (NULL);
  _tandai_sidecar_append_span (json, piece.span, merge->result->text);
  return g_string_free (json, FALSE);
}

/* As the conflicts tell it: the mark of an earlier merge is no part of what a side has. */
static char *
describe (Merge *merge, Piece piece)
{
  TandaiSpanFields fields;

  if (piece.span != NULL && g_strcmp0 (tandai_span_get_review (piece.span), TANDAI_REVIEW_OF_CONFLICT) == 0)
    {
      tandai_span_get_fields (piece.span, &fields);
      fields.review = NULL;
      piece.span = make_span (merge, &fields);
    }
  return content_of (merge, piece);
}

static void
dispute (Merge *merge, SpanGroup *group, Piece ours, Piece theirs)
{
  group->disputed = TRUE;
  group->result = mark (merge, group->result);
  _tandai_merge_dispute (merge, &group->id, FALSE, describe (merge, ours), describe (merge, theirs));
}

/**
 * _tandai_merge_dispute_span:
 * @merge: a merge
 * @group: a span
 *
 * Tells that the sides disagree on it, unless that was told already.
 */
void
_tandai_merge_dispute_span (Merge *merge, SpanGroup *group)
{
  if (!group->disputed)
    dispute (merge, group, group->sides[TANDAI_MERGE_OURS], group->sides[TANDAI_MERGE_THEIRS]);
}

/**
 * _tandai_merge_bring_back:
 * @merge: a merge
 * @group: a span that one side removed while the other still needs it
 *
 * Keeps what the other side has, for a person to decide.
 */
void
_tandai_merge_bring_back (Merge *merge, SpanGroup *group)
{
  Piece ours = group->sides[TANDAI_MERGE_OURS];

  group->result = !is_nothing (ours) ? ours : group->sides[TANDAI_MERGE_THEIRS];
  if (group->disputed)
    group->result = mark (merge, group->result);
  _tandai_merge_dispute_span (merge, group);
}

static void
take_place (TandaiSpanFields *to, const TandaiSpanFields *from)
{
  to->label = from->label;
  to->ranges = from->ranges;
  to->n_ranges = from->n_ranges;
  to->stated = from->stated;
}

/* The label and the fragments are one thing: what one side moved the other may not have relabelled. */
static gboolean
combine_places (TandaiSpan *base,
                TandaiSpan *ours,
                TandaiSpan *theirs,
                const TandaiSpanFields *fields,
                TandaiSpanFields *merged)
{
  const TandaiSpanFields *of = fields;

  take_place (merged, &of[TANDAI_MERGE_OURS]);
  if (tandai_span_same_place (ours, theirs))
    return _tandai_merge_pick (of[TANDAI_MERGE_BASE].stated, of[TANDAI_MERGE_OURS].stated,
                               of[TANDAI_MERGE_THEIRS].stated, &merged->stated);
  if (base == NULL || !tandai_span_same_place (base, ours))
    return base != NULL && tandai_span_same_place (base, theirs);
  take_place (merged, &of[TANDAI_MERGE_THEIRS]);
  return TRUE;
}

/* An attribute belongs to its label: who changed the one has not seen a change of the other. */
static gboolean
attributes_fit_label (const TandaiSpanFields *fields)
{
  const TandaiSpanFields *base = &fields[TANDAI_MERGE_BASE];
  const TandaiSpanFields *ours = &fields[TANDAI_MERGE_OURS];
  const TandaiSpanFields *theirs = &fields[TANDAI_MERGE_THEIRS];

  if (base->label == NULL || ours->label == theirs->label)
    return TRUE;
  return tandai_attributes_equal (ours->label == base->label ? ours->attributes : theirs->attributes,
                                  base->attributes);
}

/* When and from what a span was made is never worth a quarrel: the earlier time stays. */
static void
combine_beginnings (const TandaiSpanFields *fields, gboolean made_twice, TandaiSpanFields *merged)
{
  const TandaiSpanFields *base = &fields[TANDAI_MERGE_BASE];
  const TandaiSpanFields *ours = &fields[TANDAI_MERGE_OURS];
  const TandaiSpanFields *theirs = &fields[TANDAI_MERGE_THEIRS];

  if (!_tandai_merge_pick (base->created, ours->created, theirs->created, &merged->created)
      && ours->created != NULL && theirs->created != NULL)
    merged->created = strcmp (ours->created, theirs->created) <= 0 ? ours->created : theirs->created;
  merged->origin = _tandai_merge_origin (base->origin, ours->origin, theirs->origin, made_twice);
}

/* Part by part; NULL where one part was changed on both sides differently. */
static TandaiSpan *
combine (Merge *merge, const char *id, TandaiSpan *base, TandaiSpan *ours, TandaiSpan *theirs)
{
  TandaiSpanFields fields[TANDAI_MERGE_N_SIDES] = { 0 };
  TandaiSpanFields merged = { .id = id };
  g_auto (GStrv) attributes = NULL;
  g_autofree char *extra = NULL;
  gboolean clash = FALSE;

  if (base != NULL)
    tandai_span_get_fields (base, &fields[TANDAI_MERGE_BASE]);
  tandai_span_get_fields (ours, &fields[TANDAI_MERGE_OURS]);
  tandai_span_get_fields (theirs, &fields[TANDAI_MERGE_THEIRS]);
  if (!combine_places (base, ours, theirs, fields, &merged) || !attributes_fit_label (fields)
      || !_tandai_merge_pick (fields[0].note, fields[1].note, fields[2].note, &merged.note)
      || !_tandai_merge_pick (fields[0].review, fields[1].review, fields[2].review, &merged.review))
    return NULL;
  combine_beginnings (fields, base == NULL, &merged);
  attributes = _tandai_merge_attributes (fields[0].attributes, fields[1].attributes, fields[2].attributes,
                                         _tandai_merge_note_clash, &clash);
  extra = _tandai_merge_members (fields[0].extra, fields[1].extra, fields[2].extra, _tandai_merge_note_clash,
                                 &clash);
  merged.attributes = (const char *const *) attributes;
  merged.extra = extra;
  return clash ? NULL : make_span (merge, &merged);
}

static void
merge_group (Merge *merge, SpanGroup *group)
{
  Piece base = group->sides[TANDAI_MERGE_BASE];
  Piece ours = group->sides[TANDAI_MERGE_OURS];
  Piece theirs = group->sides[TANDAI_MERGE_THEIRS];

  group->result = ours;
  if (is_same (ours, theirs) || is_same (base, theirs))
    return;
  if (is_same (base, ours))
    {
      group->result = theirs;
      return;
    }
  if (ours.span != NULL && theirs.span != NULL)
    {
      TandaiSpan *combined = combine (merge, group->id, base.span, ours.span, theirs.span);

      if (combined != NULL)
        {
          group->result = (Piece){ .span = combined };
          return;
        }
    }
  dispute (merge, group, ours, theirs);
}

static SpanGroup *
add_group (Merge *merge, const char *id)
{
  SpanGroup *group = g_new0 (SpanGroup, 1);

  group->id = id;
  g_ptr_array_add (merge->spans, group);
  return group;
}

/* Whether two new pieces of one id are two different things. */
static gboolean
is_namesake (const Merge *merge, const SpanGroup *group, Piece theirs)
{
  Piece ours = group->sides[TANDAI_MERGE_OURS];

  if (merge->ids_shared || !is_nothing (group->sides[TANDAI_MERGE_BASE]) || is_nothing (ours))
    return FALSE;
  return theirs.span != NULL ? !is_at (ours, theirs.span) : !is_same (ours, theirs);
}

static void
add_piece (Merge *merge, TandaiMergeSide side, const char *id, Piece piece, GPtrArray *namesakes)
{
  SpanGroup *group = NULL;

  for (guint other = 0; other < side && group == NULL; other++)
    group = g_hash_table_lookup (merge->spans_by_id[other], id);
  if (group != NULL && side == TANDAI_MERGE_THEIRS && is_namesake (merge, group, piece))
    {
      group = add_group (merge, id);
      g_ptr_array_add (namesakes, group);
    }
  else if (group == NULL)
    group = add_group (merge, id);
  group->sides[side] = piece;
  g_hash_table_insert (merge->spans_by_id[side], (gpointer) id, group);
}

static void
add_side (Merge *merge, TandaiMergeSide side, GPtrArray *namesakes)
{
  const TandaiSidecar *sidecar = merge->sides[side];
  g_autoptr (GPtrArray) orphans = NULL;

  if (sidecar == NULL)
    return;
  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];

      add_piece (merge, side, tandai_span_get_id (span), (Piece){ .span = span }, namesakes);
    }
  orphans = _tandai_merge_split_list (sidecar->orphans);
  for (guint i = 0; i < orphans->len; i++)
    {
      const ListItem *item = orphans->pdata[i];
      Piece piece = { .orphan = g_string_chunk_insert (merge->strings, item->json) };

      add_piece (merge, side, g_string_chunk_insert (merge->strings, item->id), piece, namesakes);
    }
}

static guint
hash_place (gconstpointer group)
{
  TandaiSpan *span = ((const SpanGroup *) group)->result.span;

  return g_direct_hash (tandai_span_get_label (span)) ^ tandai_span_get_start (span) * 31
         ^ tandai_span_get_end (span) * 65537;
}

static gboolean
equal_places (gconstpointer a, gconstpointer b)
{
  return tandai_span_same_place (((const SpanGroup *) a)->result.span, ((const SpanGroup *) b)->result.span);
}

/**
 * _tandai_merge_list_places:
 * @merge: a merge
 *
 * Returns: (transfer full): a set of the groups whose result is a span, by label and fragments
 */
GHashTable *
_tandai_merge_list_places (const Merge *merge)
{
  GHashTable *places = g_hash_table_new (hash_place, equal_places);

  for (guint i = 0; i < merge->spans->len; i++)
    {
      SpanGroup *group = merge->spans->pdata[i];

      if (group->result.span != NULL && !g_hash_table_contains (places, group))
        g_hash_table_add (places, group);
    }
  return places;
}

/* What @side alone has, and new, by place. */
static GHashTable *
list_new_places (const Merge *merge, TandaiMergeSide side)
{
  GHashTable *places = g_hash_table_new (hash_place, equal_places);
  TandaiMergeSide other = TANDAI_MERGE_OURS + TANDAI_MERGE_THEIRS - side;

  for (guint i = 0; i < merge->spans->len; i++)
    {
      SpanGroup *group = merge->spans->pdata[i];

      if (!is_nothing (group->sides[TANDAI_MERGE_BASE]) || !is_nothing (group->sides[other]))
        continue;
      group->result = group->sides[side];
      if (group->result.span != NULL && !g_hash_table_contains (places, group))
        g_hash_table_add (places, group);
    }
  return places;
}

static SpanGroup *
find_at (GHashTable *places, Piece place)
{
  SpanGroup probe = { .result = place };

  return place.span != NULL ? g_hash_table_lookup (places, &probe) : NULL;
}

/* Makes what @side has in @from part of @to. */
static void
move_piece (Merge *merge, TandaiMergeSide side, SpanGroup *from, SpanGroup *to)
{
  to->sides[side] = give_id (merge, from->sides[side], to->id);
  from->sides[side] = (Piece){ NULL };
  from->into = to;
  from->id = to->id;
}

static GHashTable *
list_ids (const Merge *merge)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < merge->spans->len; i++)
    g_hash_table_add (ids, (gpointer) ((SpanGroup *) merge->spans->pdata[i])->id);
  return ids;
}

/* One id on two different spans: theirs gets that of the same span in ours, or another. */
static void
rename_namesake (Merge *merge, SpanGroup *group, GHashTable *places, GHashTable *taken)
{
  Piece *theirs = &group->sides[TANDAI_MERGE_THEIRS];
  SpanGroup *twin = find_at (places, *theirs);
  g_autofree char *content = NULL;

  if (twin != NULL && is_nothing (twin->sides[TANDAI_MERGE_THEIRS]))
    {
      move_piece (merge, TANDAI_MERGE_THEIRS, group, twin);
      return;
    }
  content = content_of (merge, *theirs);
  group->renamed = TRUE;
  group->id = _tandai_merge_rename (merge, 's', content, taken);
  *theirs = give_id (merge, *theirs, group->id);
}

static void
rename_namesakes (Merge *merge, GPtrArray *namesakes)
{
  g_autoptr (GHashTable) taken = NULL;
  g_autoptr (GHashTable) places = NULL;

  if (namesakes->len == 0)
    return;
  taken = list_ids (merge);
  places = list_new_places (merge, TANDAI_MERGE_OURS);
  for (guint i = 0; i < namesakes->len; i++)
    rename_namesake (merge, namesakes->pdata[i], places, taken);
}

/* A span that one side removed and made anew, while the other side changed it, is still that span. */
static void
find_remade (Merge *merge, TandaiMergeSide side)
{
  TandaiMergeSide other = TANDAI_MERGE_OURS + TANDAI_MERGE_THEIRS - side;
  g_autoptr (GHashTable) places = list_new_places (merge, side);

  for (guint i = 0; i < merge->spans->len; i++)
    {
      SpanGroup *group = merge->spans->pdata[i];
      Piece base = group->sides[TANDAI_MERGE_BASE];
      SpanGroup *remade;

      if (is_nothing (base) || !is_nothing (group->sides[side]) || is_nothing (group->sides[other])
          || is_same (base, group->sides[other]))
        continue;
      remade = find_at (places, group->sides[other]);
      if (remade == NULL)
        remade = find_at (places, base);
      if (remade == NULL)
        continue;
      g_hash_table_remove (places, remade);
      move_piece (merge, side, remade, group);
    }
}

/**
 * _tandai_merge_find_place:
 * @places: what _tandai_merge_list_places() returned
 * @group: a span that is not in the result
 *
 * Returns: (nullable) (transfer none): the group that stands in the result where one side has @group
 */
SpanGroup *
_tandai_merge_find_place (GHashTable *places, const SpanGroup *group)
{
  SpanGroup probe = { .result = group->sides[TANDAI_MERGE_OURS] };

  if (is_nothing (probe.result))
    probe.result = group->sides[TANDAI_MERGE_THEIRS];
  return probe.result.span != NULL ? g_hash_table_lookup (places, &probe) : NULL;
}

static gboolean
is_old (const SpanGroup *group)
{
  return !is_nothing (group->sides[TANDAI_MERGE_BASE]);
}

/* The id that was there before either came stays; of two new ones the smaller, but none that we made. */
static SpanGroup *
choose_survivor (SpanGroup *a, SpanGroup *b)
{
  if (is_old (a) || is_old (b))
    return is_old (a) ? a : b;
  if (a->renamed != b->renamed)
    return a->renamed ? b : a;
  return strcmp (a->id, b->id) < 0 ? a : b;
}

/* Whether what an old span is with a new one says all that its side made of it: a note that was taken off the
 * one must not come back with the other, and go again when the same is merged once more. */
static gboolean
keeps_changes (Merge *merge, const SpanGroup *old, TandaiMergeSide side, TandaiSpan *combined)
{
  TandaiSpan *base = old->sides[TANDAI_MERGE_BASE].span;
  TandaiSpan *again = combine (merge, old->id, base, combined, old->sides[side].span);

  return again != NULL && is_same_span (again, combined);
}

/* Makes one of two that are one span; @ours stands there on our side alone, @theirs on theirs. Returns what
 * stays, or NULL where an old and a new span do not go together. */
static SpanGroup *
join_groups (Merge *merge, SpanGroup *ours, SpanGroup *theirs)
{
  SpanGroup *kept = choose_survivor (ours, theirs);
  SpanGroup *other = kept == ours ? theirs : ours;
  Piece from_ours = give_id (merge, ours->result, kept->id);
  Piece from_theirs = give_id (merge, theirs->result, kept->id);
  TandaiSpan *combined = combine (merge, kept->id, NULL, from_ours.span, from_theirs.span);

  if (is_old (kept)
      && (combined == NULL
          || !keeps_changes (merge, kept, kept == ours ? TANDAI_MERGE_OURS : TANDAI_MERGE_THEIRS, combined)))
    return NULL;
  for (guint side = TANDAI_MERGE_OURS; side < TANDAI_MERGE_N_SIDES; side++)
    if (is_nothing (kept->sides[side]))
      kept->sides[side] = give_id (merge, other->sides[side], kept->id);
  kept->result = combined != NULL ? (Piece){ .span = combined } : from_ours;
  if (combined == NULL)
    dispute (merge, kept, from_ours, from_theirs);
  other->result = (Piece){ NULL };
  other->into = kept;
  other->id = kept->id;
  return kept;
}

/* Whether @a was brought to where both stand by our side alone, and @b by theirs alone. A side that has two
 * spans in one place itself keeps them. */
static gboolean
met (const SpanGroup *a, const SpanGroup *b)
{
  TandaiSpan *place = a->result.span;

  return is_at (a->sides[TANDAI_MERGE_OURS], place) && !is_at (a->sides[TANDAI_MERGE_THEIRS], place)
         && !is_at (b->sides[TANDAI_MERGE_OURS], place) && is_at (b->sides[TANDAI_MERGE_THEIRS], place);
}

/* Two old spans that each side moved to one place stay two, as ours has them. So do a new one and an old one
 * that do not go together, or on whose place the two disagree: whoever decides otherwise must find both. */
static void
part_groups (Merge *merge, SpanGroup *ours, SpanGroup *theirs)
{
  theirs->result = theirs->sides[TANDAI_MERGE_OURS];
  _tandai_merge_dispute_span (merge, ours);
  if (theirs->disputed)
    theirs->result = mark (merge, theirs->result);
  _tandai_merge_dispute_span (merge, theirs);
}

/* Puts a span in its place; returns the one that has to be placed anew, if any. */
static SpanGroup *
settle (Merge *merge, GHashTable *places, SpanGroup *group)
{
  SpanGroup *there = group->result.span != NULL ? g_hash_table_lookup (places, group) : NULL;
  SpanGroup *ours, *theirs, *kept = NULL;

  if (there == NULL || (!met (there, group) && !met (group, there)))
    {
      if (there == NULL && group->result.span != NULL)
        g_hash_table_add (places, group);
      return NULL;
    }
  ours = met (there, group) ? there : group;
  theirs = ours == there ? group : there;
  g_hash_table_remove (places, there);
  if (!(is_old (ours) && is_old (theirs)) && !ours->disputed)
    kept = join_groups (merge, ours, theirs);
  g_hash_table_add (places, kept != NULL ? kept : ours);
  if (kept != NULL)
    return NULL;
  part_groups (merge, ours, theirs);
  return theirs;
}

/* What ours alone brought to where theirs has a disputed span is part of that dispute. */
static void
tell_rival (Merge *merge, GHashTable *places, const SpanGroup *group)
{
  Piece theirs = group->sides[TANDAI_MERGE_THEIRS];
  SpanGroup *rival = group->disputed ? find_at (places, theirs) : NULL;

  if (rival != NULL && rival != group && is_at (rival->sides[TANDAI_MERGE_OURS], theirs.span)
      && !is_at (rival->sides[TANDAI_MERGE_THEIRS], theirs.span))
    _tandai_merge_dispute_span (merge, rival);
}

static void
settle_places (Merge *merge)
{
  g_autoptr (GHashTable) places = g_hash_table_new (hash_place, equal_places);

  for (guint i = 0; i < merge->spans->len; i++)
    for (SpanGroup *group = merge->spans->pdata[i]; group != NULL;)
      group = settle (merge, places, group);
  for (guint i = 0; i < merge->spans->len; i++)
    tell_rival (merge, places, merge->spans->pdata[i]);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SpanGroup *const *) a)->id, (*(SpanGroup *const *) b)->id);
}

/**
 * _tandai_merge_spans:
 * @merge: a merge
 *
 * Finds what becomes of each span and orphan.
 */
void
_tandai_merge_spans (Merge *merge)
{
  g_autoptr (GPtrArray) namesakes = g_ptr_array_new ();

  for (guint side = 0; side < TANDAI_MERGE_N_SIDES; side++)
    add_side (merge, side, namesakes);
  rename_namesakes (merge, namesakes);
  g_ptr_array_sort (merge->spans, compare_groups);
  for (guint side = TANDAI_MERGE_OURS; side < TANDAI_MERGE_N_SIDES; side++)
    find_remade (merge, side);
  for (guint i = 0; i < merge->spans->len; i++)
    merge_group (merge, merge->spans->pdata[i]);
  settle_places (merge);
}

/**
 * _tandai_merge_find_group:
 * @merge: a merge
 * @side: whose id it is
 * @id: a span's or orphan's id
 *
 * Returns: (transfer none): what it has become
 */
SpanGroup *
_tandai_merge_find_group (const Merge *merge, TandaiMergeSide side, const char *id)
{
  SpanGroup *group = g_hash_table_lookup (merge->spans_by_id[side], id);

  while (group != NULL && group->into != NULL)
    group = group->into;
  return group;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

static void
write_orphan (Merge *merge, TandaiMergeSide side, const ListItem *item, GHashTable *written, GString *list)
{
  SpanGroup *group = _tandai_merge_find_group (merge, side, item->id);

  if (group->result.orphan == NULL || !g_hash_table_add (written, group))
    return;
  g_string_append_printf (list, "%s%s", merge->result->n_orphans++ > 0 ? ", " : "[", group->result.orphan);
}

/* Orphans stand as in the side that changed its list, what the other side added after them. */
static void
write_orphans (Merge *merge)
{
  const TandaiSidecar *base = merge->sides[TANDAI_MERGE_BASE];
  gboolean ours_stayed =
      g_strcmp0 (base != NULL ? base->orphans : NULL, merge->sides[TANDAI_MERGE_OURS]->orphans) == 0;
  const TandaiMergeSide order[] = { ours_stayed ? TANDAI_MERGE_THEIRS : TANDAI_MERGE_OURS,
                                    ours_stayed ? TANDAI_MERGE_OURS : TANDAI_MERGE_THEIRS };
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);
  GString *list = g_string_new (NULL);

  merge->result->n_orphans = 0;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GPtrArray) items = _tandai_merge_split_list (merge->sides[order[i]]->orphans);

      for (guint j = 0; j < items->len; j++)
        write_orphan (merge, order[i], items->pdata[j], written, list);
    }
  g_free (merge->result->orphans);
  if (list->len > 0)
    g_string_append_c (list, ']');
  merge->result->orphans = g_string_free (list, list->len == 0);
}

/**
 * _tandai_merge_write_spans:
 * @merge: a merge
 *
 * Puts the spans and orphans that stay into the result.
 */
void
_tandai_merge_write_spans (Merge *merge)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < merge->spans->len; i++)
    {
      const SpanGroup *group = merge->spans->pdata[i];

      if (group->result.span != NULL)
        g_ptr_array_add (spans, g_object_ref (group->result.span));
    }
  g_ptr_array_sort (spans, compare_spans);
  g_ptr_array_unref (merge->result->spans);
  merge->result->spans = spans;
  write_orphans (merge);
}
