/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Renaming, merging and deleting a label in one sidecar. */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "corpus/tandai-relabel-private.h"

/* One sidecar under work. */
typedef struct
{
  const TandaiRelabel *relabel;
  const TandaiSidecar *before;
  TandaiRelabelCounts *counts;
  GPtrArray *spans;
  GPtrArray *relations;
  /* Ids of spans and relations that go, and, by the ids of those that were joined, the ids they have now. */
  GHashTable *gone;
  GHashTable *joined;
} Work;

static gboolean
has_label (const Work *work, TandaiSpan *span)
{
  return strcmp (tandai_span_get_label (span), work->relabel->label) == 0;
}

static TandaiSpan *
with_label (TandaiSpan *span, const char *label)
{
  TandaiSpanFields fields;

  tandai_span_get_fields (span, &fields);
  fields.label = label;
  return tandai_span_new (&fields);
}

/* A person is still to decide about one of them, by its id. */
static gboolean
is_disputed (const Work *work, TandaiSpan *span)
{
  return _tandai_relabel_names_id (work->before->conflicts, tandai_span_get_id (span));
}

static void
note_joined (Work *work, TandaiSpan *from, TandaiSpan *to)
{
  if (strcmp (tandai_span_get_id (from), tandai_span_get_id (to)) != 0)
    g_hash_table_insert (work->joined, g_strdup (tandai_span_get_id (from)),
                         g_strdup (tandai_span_get_id (to)));
}

/* What stands at a span's place, joined with it; NULL where both stay. */
static TandaiSpan *
join (Work *work, TandaiSpan *kept, TandaiSpan *span)
{
  TandaiJoin result = { NULL };

  if (!is_disputed (work, kept) && !is_disputed (work, span))
    result = _tandai_relabel_join (kept, span);
  if (result.span == NULL)
    {
      work->counts->n_twice++;
      return NULL;
    }
  work->counts->n_joined++;
  work->counts->n_noted += result.noted ? 1 : 0;
  note_joined (work, kept, result.span);
  note_joined (work, span, result.span);
  return result.span;
}

/* The spans that have the other label already, by their places; all that have neither stay. */
static GHashTable *
list_places (Work *work)
{
  GHashTable *places =
      g_hash_table_new_full (tandai_span_hash_place, tandai_span_equal_places, g_object_unref, NULL);

  for (guint i = 0; i < work->before->spans->len; i++)
    {
      TandaiSpan *span = work->before->spans->pdata[i];

      if (has_label (work, span))
        continue;
      if (strcmp (tandai_span_get_label (span), work->relabel->into) == 0
          && !g_hash_table_contains (places, span))
        g_hash_table_add (places, g_object_ref (span));
      else
        g_ptr_array_add (work->spans, g_object_ref (span));
    }
  return places;
}

static void
merge_span (Work *work, GHashTable *places, TandaiSpan *before)
{
  g_autoptr (TandaiSpan) span = with_label (before, work->relabel->into);
  TandaiSpan *kept = g_hash_table_lookup (places, span);
  TandaiSpan *both = kept != NULL ? join (work, kept, span) : NULL;

  if (both != NULL)
    g_hash_table_replace (places, both, both);
  else
    g_ptr_array_add (work->spans, g_steal_pointer (&span));
}

static void
merge_spans (Work *work)
{
  g_autoptr (GHashTable) places = list_places (work);
  GHashTableIter iter;
  gpointer there;

  for (guint i = 0; i < work->before->spans->len; i++)
    if (has_label (work, work->before->spans->pdata[i]))
      merge_span (work, places, work->before->spans->pdata[i]);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &there, NULL))
    g_ptr_array_add (work->spans, g_object_ref (there));
}

static void
change_spans (Work *work)
{
  GPtrArray *before = work->before->spans;

  for (guint i = 0; i < before->len; i++)
    {
      TandaiSpan *span = before->pdata[i];

      if (!has_label (work, span))
        g_ptr_array_add (work->spans, g_object_ref (span));
      else if (work->relabel->kind == TANDAI_RELABEL_DELETE)
        g_hash_table_add (work->gone, g_strdup (tandai_span_get_id (span)));
      else
        g_ptr_array_add (work->spans, with_label (span, work->relabel->into));
    }
}

/* The id that a span has now; one that was joined may have been joined once more. */
static const char *
find_id (const Work *work, const char *id)
{
  const char *now;

  while ((now = g_hash_table_lookup (work->joined, id)) != NULL)
    id = now;
  return id;
}

static TandaiRelation *
re_pointed (const Work *work, TandaiRelation *relation)
{
  TandaiRelationFields fields;
  const char *from, *to;

  tandai_relation_get_fields (relation, &fields);
  from = find_id (work, fields.from);
  to = find_id (work, fields.to);
  if (from == fields.from && to == fields.to)
    return NULL;
  fields.from = from;
  fields.to = to;
  return tandai_relation_new (&fields);
}

/* Whether it says more than what it joins. */
static gboolean
says_more (TandaiRelation *relation)
{
  TandaiRelationFields fields;

  tandai_relation_get_fields (relation, &fields);
  return fields.attributes != NULL || fields.note != NULL || fields.extra != NULL;
}

static gboolean
is_same (TandaiRelation *a, TandaiRelation *b)
{
  return strcmp (tandai_relation_get_kind (a), tandai_relation_get_kind (b)) == 0
         && strcmp (tandai_relation_get_from (a), tandai_relation_get_from (b)) == 0
         && strcmp (tandai_relation_get_to (a), tandai_relation_get_to (b)) == 0;
}

/* Whether a relation that joins other spans now adds nothing: it leads to itself, or another says the same.
 */
static gboolean
is_needless (Work *work, TandaiRelation *relation)
{
  if (says_more (relation))
    return FALSE;
  if (strcmp (tandai_relation_get_from (relation), tandai_relation_get_to (relation)) == 0)
    return TRUE;
  for (guint i = 0; i < work->relations->len; i++)
    if (is_same (work->relations->pdata[i], relation))
      return TRUE;
  return FALSE;
}

static gboolean
ends_in_gone (Work *work, TandaiRelation *relation)
{
  return g_hash_table_contains (work->gone, tandai_relation_get_from (relation))
         || g_hash_table_contains (work->gone, tandai_relation_get_to (relation));
}

/* Relations that stay as they are come first, so that one that is re-pointed is compared with all of them. */
static void
change_relations (Work *work)
{
  GPtrArray *before = work->before->relations;

  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (TandaiRelation) now = re_pointed (work, before->pdata[i]);

      if (ends_in_gone (work, before->pdata[i]))
        {
          g_hash_table_add (work->gone, g_strdup (tandai_relation_get_id (before->pdata[i])));
          work->counts->n_relations++;
        }
      else if (now == NULL)
        g_ptr_array_add (work->relations, g_object_ref (before->pdata[i]));
    }
  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (TandaiRelation) now = re_pointed (work, before->pdata[i]);

      if (now == NULL)
        continue;
      if (is_needless (work, now))
        work->counts->n_relations++;
      else
        g_ptr_array_add (work->relations, g_steal_pointer (&now));
    }
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

static gboolean
concerns (const Work *work)
{
  for (guint i = 0; i < work->before->spans->len; i++)
    if (has_label (work, work->before->spans->pdata[i]))
      return TRUE;
  return work->before->orphans != NULL || work->before->conflicts != NULL;
}

/* Puts what is kept as JSON in its new form; returns how many of the orphans had the label. */
static guint
change_json (Work *work, TandaiSidecar *after)
{
  guint n_spans = 0;

  if (after->orphans != NULL)
    {
      char *orphans =
          _tandai_relabel_orphans (work->relabel, after->orphans, work->gone, &after->n_orphans, &n_spans);

      g_free (after->orphans);
      after->orphans = orphans;
    }
  return n_spans;
}

static void
change_conflicts (Work *work, TandaiSidecar *after)
{
  char *conflicts;

  if (after->conflicts == NULL)
    return;
  conflicts = _tandai_relabel_conflicts (work->relabel, after->conflicts, work->gone, &after->n_conflicts);
  g_free (after->conflicts);
  after->conflicts = conflicts;
}

static TandaiSidecar *
change (Work *work)
{
  TandaiSidecar *after = tandai_sidecar_copy (work->before);

  if (work->relabel->kind == TANDAI_RELABEL_MERGE)
    merge_spans (work);
  else
    change_spans (work);
  for (guint i = 0; i < work->before->spans->len; i++)
    work->counts->n_spans += has_label (work, work->before->spans->pdata[i]) ? 1 : 0;
  work->counts->n_spans += change_json (work, after);
  change_relations (work);
  change_conflicts (work, after);
  tandai_spans_sort (work->spans);
  g_ptr_array_sort (work->relations, compare_relations);
  g_ptr_array_unref (after->spans);
  g_ptr_array_unref (after->relations);
  after->spans = g_ptr_array_ref (work->spans);
  after->relations = g_ptr_array_ref (work->relations);
  return after;
}

static gboolean
is_changed (const TandaiSidecar *a, const TandaiSidecar *b, guint n_spans)
{
  return n_spans > 0 || g_strcmp0 (a->conflicts, b->conflicts) != 0;
}

/**
 * tandai_relabel_apply:
 * @self: what becomes of a label's spans
 * @sidecar: a sidecar
 * @counts: (inout): what was done is added
 *
 * Orphans and both sides of conflicts are changed too. Where a merge gives two
 * spans of the same fragments the same label they become one; see
 * #TandaiRelabelCounts.
 *
 * Returns: (transfer full) (nullable): the sidecar as it is then; %NULL where nothing changes
 */
TandaiSidecar *
tandai_relabel_apply (const TandaiRelabel *self, const TandaiSidecar *sidecar, TandaiRelabelCounts *counts)
{
  guint n_before = counts->n_spans;
  Work work = { .relabel = self, .before = sidecar, .counts = counts };
  g_autoptr (TandaiSidecar) after = NULL;

  if (self->kind == TANDAI_RELABEL_STRING)
    return _tandai_relabel_string (self, sidecar, counts);
  if (self->kind == TANDAI_RELABEL_NONE || !concerns (&work))
    return NULL;
  work.spans = g_ptr_array_new_with_free_func (g_object_unref);
  work.relations = g_ptr_array_new_with_free_func (g_object_unref);
  work.gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work.joined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  after = change (&work);
  g_ptr_array_unref (work.spans);
  g_ptr_array_unref (work.relations);
  g_hash_table_unref (work.gone);
  g_hash_table_unref (work.joined);
  return is_changed (sidecar, after, counts->n_spans - n_before) ? g_steal_pointer (&after) : NULL;
}

/**
 * tandai_relabel_may_concern:
 * @self: what becomes of a label's spans
 * @bytes: a sidecar's content
 *
 * Looks for the label's name anywhere, which is many times quicker than
 * reading the sidecar.
 *
 * Returns: %FALSE where no span in it has the label
 */
gboolean
tandai_relabel_may_concern (const TandaiRelabel *self, GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  /* A string may stand there in other forms. */
  if (self->kind == TANDAI_RELABEL_STRING)
    return TRUE;
  /* A name with such a character is never there as it is, and another program may have escaped any. */
  return strpbrk (self->label, "\"\\") != NULL
         || (memmem (data, n_bytes, self->label, strlen (self->label)) != NULL
             || memmem (data, n_bytes, "\\u", 2) != NULL || memmem (data, n_bytes, "\\/", 2) != NULL);
}
