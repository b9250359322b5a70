/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pair of people did, told from what they have and what they began with: what a merge is held against.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "merge-pair.h"

/* A span by what it says, without its id and what asks for a review. */
char *
pair_dump_span (TandaiSpan *span)
{
  GString *dump = g_string_new (tandai_span_get_label (span));
  const char *const *attributes = tandai_span_get_attributes (span);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (dump, " %u-%u", ranges[i].start, ranges[i].end);
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    g_string_append_printf (dump, " %s=%s", attributes[i], attributes[i + 1]);
  g_string_append_printf (dump, " note %s", tandai_span_get_note (span));
  return g_string_free (dump, FALSE);
}

char *
pair_dump_relation (TandaiRelation *relation)
{
  TandaiRelationFields fields;

  tandai_relation_get_fields (relation, &fields);
  return g_strdup_printf ("%s note %s", fields.type, fields.note);
}

gboolean
pair_same_string (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

gboolean
pair_span_changed (TandaiSpan *before, TandaiSpan *after)
{
  g_autofree char *a = before != NULL ? pair_dump_span (before) : NULL;
  g_autofree char *b = after != NULL ? pair_dump_span (after) : NULL;

  return !pair_same_string (a, b);
}

gboolean
pair_link_changed (TandaiRelation *before, TandaiRelation *after)
{
  return !pair_same_string (tandai_relation_get_from (before), tandai_relation_get_from (after))
         || !pair_same_string (tandai_relation_get_to (before), tandai_relation_get_to (after));
}

gboolean
pair_relation_changed (TandaiRelation *before, TandaiRelation *after)
{
  g_autofree char *a = before != NULL ? pair_dump_relation (before) : NULL;
  g_autofree char *b = after != NULL ? pair_dump_relation (after) : NULL;

  return !pair_same_string (a, b) || (before != NULL && after != NULL && pair_link_changed (before, after));
}

gboolean
pair_clash (const char *base, const char *a, const char *b)
{
  return !pair_same_string (base, a) && !pair_same_string (base, b) && !pair_same_string (a, b);
}

static gboolean
attributes_changed (TandaiSpan *before, TandaiSpan *after)
{
  return !tandai_attributes_equal (tandai_span_get_attributes (before), tandai_span_get_attributes (after));
}

gboolean
pair_is_occupied (const TandaiSidecar *sidecar, TandaiSpan *place)
{
  for (guint i = 0; i < sidecar->spans->len; i++)
    if (tandai_span_same_place (sidecar->spans->pdata[i], place))
      return TRUE;
  return FALSE;
}

static gboolean
is_linked (const TandaiSidecar *sidecar, TandaiRelation *like)
{
  for (guint i = 0; like != NULL && i < sidecar->relations->len; i++)
    if (!pair_link_changed (sidecar->relations->pdata[i], like))
      return TRUE;
  return FALSE;
}

/* What one removed and made anew is still that. */
gboolean
pair_span_was_remade (const Pair *pair, TandaiSpan *base, TandaiSpan *a, TandaiSpan *b)
{
  const TandaiSidecar *remover = pair->sides[a == NULL ? 0 : 1];
  TandaiSpan *left = a != NULL ? a : b;

  return (a == NULL) != (b == NULL) && (pair_is_occupied (remover, left) || pair_is_occupied (remover, base));
}

gboolean
pair_relation_was_remade (const Pair *pair, TandaiRelation *base, TandaiRelation *a, TandaiRelation *b)
{
  const TandaiSidecar *remover = pair->sides[a == NULL ? 0 : 1];
  TandaiRelation *left = a != NULL ? a : b;

  return (a == NULL) != (b == NULL) && (is_linked (remover, left) || is_linked (remover, base));
}

/* Whether a person has to decide on what two made of one span. */
gboolean
pair_spans_clash (TandaiSpan *base, TandaiSpan *a, TandaiSpan *b)
{
  if (!pair_span_changed (base, a) || !pair_span_changed (base, b) || !pair_span_changed (a, b))
    return FALSE;
  if (a == NULL || b == NULL)
    return TRUE;
  if (!tandai_span_same_place (base, a) && !tandai_span_same_place (base, b)
      && !tandai_span_same_place (a, b))
    return TRUE;
  if (tandai_span_get_label (a) != tandai_span_get_label (b)
      && attributes_changed (base, tandai_span_get_label (a) == tandai_span_get_label (base) ? a : b))
    return TRUE;
  return pair_clash (tandai_span_get_note (base), tandai_span_get_note (a), tandai_span_get_note (b))
         || pair_clash (tandai_span_get_attribute (base, "kind"), tandai_span_get_attribute (a, "kind"),
                        tandai_span_get_attribute (b, "kind"))
         || pair_clash (tandai_span_get_attribute (base, "role"), tandai_span_get_attribute (a, "role"),
                        tandai_span_get_attribute (b, "role"));
}

gboolean
pair_relations_clash (TandaiRelation *base, TandaiRelation *a, TandaiRelation *b)
{
  TandaiRelationFields fields[3];

  if (!pair_relation_changed (base, a) || !pair_relation_changed (base, b) || !pair_relation_changed (a, b))
    return FALSE;
  if (a == NULL || b == NULL)
    return TRUE;
  if (pair_link_changed (base, a) && pair_link_changed (base, b) && pair_link_changed (a, b))
    return TRUE;
  tandai_relation_get_fields (base, &fields[0]);
  tandai_relation_get_fields (a, &fields[1]);
  tandai_relation_get_fields (b, &fields[2]);
  return pair_clash (fields[0].note, fields[1].note, fields[2].note);
}

/* Whether @side has a span where @base has none of that label: it may meet another there. */
static gboolean
gained_places_meet (const Pair *pair)
{
  for (guint i = 0; i < pair->sides[0]->spans->len; i++)
    {
      TandaiSpan *mine = pair->sides[0]->spans->pdata[i];
      TandaiSpan *before = edits_find_span (pair->base, tandai_span_get_id (mine));

      if (before != NULL && tandai_span_same_place (before, mine))
        continue;
      for (guint j = 0; j < pair->sides[1]->spans->len; j++)
        if (tandai_span_same_place (mine, pair->sides[1]->spans->pdata[j]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
both_touched_a_span (const Pair *pair)
{
  for (guint i = 0; i < pair->base->spans->len; i++)
    {
      TandaiSpan *base = pair->base->spans->pdata[i];
      const char *id = tandai_span_get_id (base);

      if (pair_span_changed (base, edits_find_span (pair->sides[0], id))
          && pair_span_changed (base, edits_find_span (pair->sides[1], id)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
both_touched_a_relation (const Pair *pair)
{
  for (guint i = 0; i < pair->base->relations->len; i++)
    {
      TandaiRelation *base = pair->base->relations->pdata[i];
      TandaiRelation *a = edits_find_relation (pair->sides[0], tandai_relation_get_id (base));
      TandaiRelation *b = edits_find_relation (pair->sides[1], tandai_relation_get_id (base));

      if ((a != NULL || b != NULL) && pair_relation_changed (base, a) && pair_relation_changed (base, b))
        return TRUE;
    }
  return FALSE;
}

/* Links that both drew between the same two. */
static gboolean
links_meet (const Pair *pair)
{
  for (guint i = 0; i < pair->sides[0]->relations->len; i++)
    for (guint j = 0; j < pair->sides[1]->relations->len; j++)
      {
        TandaiRelation *a = pair->sides[0]->relations->pdata[i];
        TandaiRelation *b = pair->sides[1]->relations->pdata[j];

        if (!pair_link_changed (a, b)
            && !pair_same_string (tandai_relation_get_id (a), tandai_relation_get_id (b)))
          return TRUE;
      }
  return FALSE;
}

/* What a relation was at the beginning, also where it was removed and made anew. */
TandaiRelation *
pair_find_base_relation (const Pair *pair, guint side, TandaiRelation *relation)
{
  TandaiRelation *base = edits_find_relation (pair->base, tandai_relation_get_id (relation));

  for (guint i = 0; i < pair->base->relations->len && base == NULL; i++)
    if (!pair_link_changed (pair->base->relations->pdata[i], relation)
        && edits_find_relation (pair->sides[side], tandai_relation_get_id (pair->base->relations->pdata[i]))
               == NULL)
      base = pair->base->relations->pdata[i];
  return base;
}

static gboolean
draws_to_removed (const Pair *pair, guint user, gboolean also_anew, const char **id)
{
  const TandaiSidecar *remover = pair->sides[1 - user];

  for (guint i = 0; i < pair->sides[user]->relations->len; i++)
    {
      TandaiRelation *relation = pair->sides[user]->relations->pdata[i];
      TandaiRelation *before = also_anew ? edits_find_relation (pair->base, tandai_relation_get_id (relation))
                                         : pair_find_base_relation (pair, user, relation);
      const char *const ends[] = { tandai_relation_get_from (relation), tandai_relation_get_to (relation) };

      if (before != NULL && !pair_link_changed (before, relation))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        if (edits_find_span (pair->base, ends[j]) != NULL && edits_find_span (remover, ends[j]) == NULL)
          {
            *id = ends[j];
            return TRUE;
          }
    }
  return FALSE;
}

/* Whether @user drew a link to a span that the other removed, and that had not been there before; then it
 * must be told, unless something else stands there. */
gboolean
pair_uses_removed (const Pair *pair, guint user, const char **id)
{
  return draws_to_removed (pair, user, FALSE, id);
}

static gboolean
fields_are_apart (const Pair *pair)
{
  const TandaiSidecar *base = pair->base, *a = pair->sides[0], *b = pair->sides[1];

  return (base->status == a->status || base->status == b->status)
         && (pair_same_string (base->note, a->note) || pair_same_string (base->note, b->note))
         && (pair_same_string (base->title, a->title) || pair_same_string (base->title, b->title))
         && (tandai_attributes_equal ((const char *const *) base->attributes,
                                      (const char *const *) a->attributes)
             || tandai_attributes_equal ((const char *const *) base->attributes,
                                         (const char *const *) b->attributes));
}

/* Also of what was set and set back, which shows in one who goes on where the other ended. */
static gboolean
edits_meet (const Pair *pair)
{
  for (guint i = 0; i < pair->edits[0]->len; i++)
    for (guint j = 0; j < pair->edits[1]->len; j++)
      {
        const Edit *a = &g_array_index (pair->edits[0], Edit, i);
        const Edit *b = &g_array_index (pair->edits[1], Edit, j);

        if (strcmp (a->id, b->id) == 0 && (*a->id != '\0' || a->kind == b->kind))
          return TRUE;
      }
  return FALSE;
}

gboolean
pair_is_apart (const Pair *pair)
{
  const char *id;

  return !pair->namesakes && !edits_meet (pair) && !gained_places_meet (pair) && !both_touched_a_span (pair)
         && !both_touched_a_relation (pair) && !links_meet (pair) && !draws_to_removed (pair, 0, TRUE, &id)
         && !draws_to_removed (pair, 1, TRUE, &id) && fields_are_apart (pair);
}
