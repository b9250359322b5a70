/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-annotation-set.h"

/* A block is split in two when it has grown to twice this. */
#define BLOCK_SPANS 512

/* So many changes of a group are told one by one, so that views keep what they show; the others as one. */
#define MAX_TOLD 4

/* A run of spans in order, with the furthest end among them, so that a query
 * passes over blocks that end before its range. */
typedef struct
{
  GPtrArray *spans;
  guint max_end;
} Block;

struct _TandaiAnnotationSet
{
  GObject parent_instance;

  GPtrArray *blocks;
  guint n_spans;
  /* A block, and how many spans are before it: a view asks for one position after the other. */
  guint near_block;
  guint near_position;
  GHashTable *spans_by_id;
  GHashTable *counts;
  /* In the order of their ids, and the same by id and by the ids of the spans that they join. */
  GPtrArray *relations;
  GHashTable *relations_by_id;
  GHashTable *relations_by_span;

  /* In a group: how many changes it had so far, and, from the first untold one on, how many spans there were
   * and how many at the beginning and at the end have not changed since. */
  gboolean grouping;
  guint n_changes;
  guint n_before;
  guint n_first;
  guint n_last;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TandaiAnnotationSet,
                               tandai_annotation_set,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static Block *
block_new (void)
{
  Block *block = g_new0 (Block, 1);

  block->spans = g_ptr_array_new_with_free_func (g_object_unref);
  return block;
}

static void
block_free (Block *block)
{
  g_ptr_array_unref (block->spans);
  g_free (block);
}

static void
block_update (Block *block)
{
  block->max_end = 0;
  for (guint i = 0; i < block->spans->len; i++)
    block->max_end = MAX (block->max_end, tandai_span_get_end (g_ptr_array_index (block->spans, i)));
}

static int
compare_relations (gconstpointer a, gconstpointer b)
{
  return tandai_relation_compare (*(TandaiRelation *const *) a, *(TandaiRelation *const *) b);
}

/* The first block whose last span is not before @span; the last block where all are. */
static guint
find_block (TandaiAnnotationSet *self, TandaiSpan *span)
{
  guint low = 0;
  guint high = self->blocks->len > 0 ? self->blocks->len - 1 : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      Block *block = g_ptr_array_index (self->blocks, middle);

      if (tandai_span_compare (g_ptr_array_index (block->spans, block->spans->len - 1), span) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Where @span stands in the block, or would stand. */
static guint
find_in_block (Block *block, TandaiSpan *span)
{
  guint low = 0;
  guint high = block->spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tandai_span_compare (g_ptr_array_index (block->spans, middle), span) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
position_of_block (TandaiAnnotationSet *self, guint index)
{
  guint position = 0;

  for (guint i = 0; i < index; i++)
    position += ((Block *) g_ptr_array_index (self->blocks, i))->spans->len;
  return position;
}

static void
split_block (TandaiAnnotationSet *self, guint index)
{
  Block *block = g_ptr_array_index (self->blocks, index);
  Block *second = block_new ();

  for (guint i = BLOCK_SPANS; i < block->spans->len; i++)
    g_ptr_array_add (second->spans, g_object_ref (g_ptr_array_index (block->spans, i)));
  g_ptr_array_set_size (block->spans, BLOCK_SPANS);
  block_update (block);
  block_update (second);
  g_ptr_array_insert (self->blocks, (int) index + 1, second);
}

static void
count_span (TandaiAnnotationSet *self, TandaiSpan *span, int by)
{
  const char *label = tandai_span_get_label (span);
  guint n = tandai_annotation_set_count_label (self, label) + (guint) by;

  if (n == 0)
    g_hash_table_remove (self->counts, label);
  else
    g_hash_table_replace (self->counts, g_strdup (label), GUINT_TO_POINTER (n));
}

static guint
insert_span (TandaiAnnotationSet *self, TandaiSpan *span)
{
  guint index = find_block (self, span);
  Block *block;
  guint at;
  guint position;

  self->near_block = self->near_position = 0;
  if (self->blocks->len == 0)
    g_ptr_array_add (self->blocks, block_new ());
  block = g_ptr_array_index (self->blocks, index);
  at = find_in_block (block, span);
  g_ptr_array_insert (block->spans, (int) at, g_object_ref (span));
  block->max_end = MAX (block->max_end, tandai_span_get_end (span));
  position = position_of_block (self, index) + at;
  if (block->spans->len >= 2 * BLOCK_SPANS)
    split_block (self, index);
  g_hash_table_add (self->spans_by_id, span);
  count_span (self, span, 1);
  self->n_spans++;
  return position;
}

static guint
remove_span (TandaiAnnotationSet *self, TandaiSpan *span)
{
  guint index = find_block (self, span);
  Block *block = g_ptr_array_index (self->blocks, index);
  guint at = find_in_block (block, span);
  guint position = position_of_block (self, index) + at;
  gboolean is_last;

  self->near_block = self->near_position = 0;
  g_hash_table_remove (self->spans_by_id, span);
  count_span (self, span, -1);
  is_last = tandai_span_get_end (span) == block->max_end;
  g_ptr_array_remove_index (block->spans, at);
  self->n_spans--;
  if (block->spans->len == 0)
    g_ptr_array_remove_index (self->blocks, index);
  else if (is_last)
    block_update (block);
  return position;
}

/* Where a relation of that id stands, or would stand. */
static guint
find_relation (GPtrArray *relations, const char *id)
{
  guint low = 0;
  guint high = relations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (tandai_relation_get_id (g_ptr_array_index (relations, middle)), id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
link_relation (TandaiAnnotationSet *self, const char *span_id, TandaiRelation *relation)
{
  GPtrArray *linked = g_hash_table_lookup (self->relations_by_span, span_id);

  if (linked == NULL)
    {
      linked = g_ptr_array_new ();
      g_hash_table_insert (self->relations_by_span, g_strdup (span_id), linked);
    }
  g_ptr_array_insert (linked, (int) find_relation (linked, tandai_relation_get_id (relation)), relation);
}

static void
unlink_relation (TandaiAnnotationSet *self, const char *span_id, TandaiRelation *relation)
{
  GPtrArray *linked = g_hash_table_lookup (self->relations_by_span, span_id);

  g_ptr_array_remove_index (linked, find_relation (linked, tandai_relation_get_id (relation)));
  if (linked->len == 0)
    g_hash_table_remove (self->relations_by_span, span_id);
}

static gboolean
is_loop (TandaiRelation *relation)
{
  return g_str_equal (tandai_relation_get_from (relation), tandai_relation_get_to (relation));
}

static void
index_relation (TandaiAnnotationSet *self, TandaiRelation *relation)
{
  g_hash_table_insert (self->relations_by_id, (gpointer) tandai_relation_get_id (relation), relation);
  link_relation (self, tandai_relation_get_from (relation), relation);
  if (!is_loop (relation))
    link_relation (self, tandai_relation_get_to (relation), relation);
}

static void
insert_relation (TandaiAnnotationSet *self, TandaiRelation *relation)
{
  guint at = find_relation (self->relations, tandai_relation_get_id (relation));

  g_ptr_array_insert (self->relations, (int) at, g_object_ref (relation));
  index_relation (self, relation);
}

static void
remove_relation (TandaiAnnotationSet *self, TandaiRelation *relation)
{
  g_hash_table_remove (self->relations_by_id, tandai_relation_get_id (relation));
  unlink_relation (self, tandai_relation_get_from (relation), relation);
  if (!is_loop (relation))
    unlink_relation (self, tandai_relation_get_to (relation), relation);
  g_ptr_array_remove_index (self->relations,
                            find_relation (self->relations, tandai_relation_get_id (relation)));
}

static GType
list_get_item_type (GListModel *model)
{
  return TANDAI_TYPE_SPAN;
}

static guint
list_get_n_items (GListModel *model)
{
  return TANDAI_ANNOTATION_SET (model)->n_spans;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  TandaiSpan *span = tandai_annotation_set_get_span (TANDAI_ANNOTATION_SET (model), position);

  return span != NULL ? g_object_ref (span) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static void
tandai_annotation_set_finalize (GObject *object)
{
  TandaiAnnotationSet *self = TANDAI_ANNOTATION_SET (object);

  g_hash_table_unref (self->spans_by_id);
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->blocks);
  g_hash_table_unref (self->relations_by_id);
  g_hash_table_unref (self->relations_by_span);
  g_ptr_array_unref (self->relations);
  G_OBJECT_CLASS (tandai_annotation_set_parent_class)->finalize (object);
}

static void
tandai_annotation_set_class_init (TandaiAnnotationSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_annotation_set_finalize;
}

static void
tandai_annotation_set_init (TandaiAnnotationSet *self)
{
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->spans_by_id = tandai_span_table_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->relations = g_ptr_array_new_with_free_func (g_object_unref);
  self->relations_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->relations_by_span =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static void
fill_blocks (TandaiAnnotationSet *self, GPtrArray *sorted)
{
  Block *block = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      TandaiSpan *span = g_ptr_array_index (sorted, i);

      if (i % BLOCK_SPANS == 0)
        {
          block = block_new ();
          g_ptr_array_add (self->blocks, block);
        }
      g_ptr_array_add (block->spans, g_object_ref (span));
      block->max_end = MAX (block->max_end, tandai_span_get_end (span));
      g_hash_table_add (self->spans_by_id, span);
      count_span (self, span, 1);
    }
  self->n_spans = sorted->len;
}

/**
 * tandai_annotation_set_new:
 * @spans: (nullable) (element-type TandaiSpan): spans in any order, with ids all different
 * @relations: (nullable) (element-type TandaiRelation): relations in any order, with ids all different
 *
 * Returns: (transfer full): a set of them
 */
TandaiAnnotationSet *
tandai_annotation_set_new (GPtrArray *spans, GPtrArray *relations)
{
  TandaiAnnotationSet *self = g_object_new (TANDAI_TYPE_ANNOTATION_SET, NULL);

  if (spans != NULL)
    {
      g_autoptr (GPtrArray) sorted = g_ptr_array_copy (spans, NULL, NULL);

      g_ptr_array_set_free_func (sorted, NULL);
      tandai_spans_sort (sorted);
      fill_blocks (self, sorted);
    }
  for (guint i = 0; relations != NULL && i < relations->len; i++)
    g_ptr_array_add (self->relations, g_object_ref (g_ptr_array_index (relations, i)));
  g_ptr_array_sort (self->relations, compare_relations);
  for (guint i = 0; i < self->relations->len; i++)
    index_relation (self, g_ptr_array_index (self->relations, i));
  return self;
}

/** tandai_annotation_set_get_n_spans: Returns: how many spans there are */
guint
tandai_annotation_set_get_n_spans (TandaiAnnotationSet *self)
{
  return self->n_spans;
}

/** tandai_annotation_set_count_label: Returns: how many spans have that label */
guint
tandai_annotation_set_count_label (TandaiAnnotationSet *self, const char *label)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, label));
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/** tandai_annotation_set_dup_labels: Returns: (transfer full): the labels that its spans have, bytewise */
char **
tandai_annotation_set_dup_labels (TandaiAnnotationSet *self)
{
  GPtrArray *labels = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    g_ptr_array_add (labels, g_strdup (label));
  g_ptr_array_sort (labels, compare_strings);
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (labels, FALSE);
}

/** tandai_annotation_set_get_span: Returns: (transfer none) (nullable): the span at a position in the order
 */
TandaiSpan *
tandai_annotation_set_get_span (TandaiAnnotationSet *self, guint position)
{
  Block *block;

  if (position >= self->n_spans)
    return NULL;
  if (position < self->near_position)
    self->near_block = self->near_position = 0;
  block = g_ptr_array_index (self->blocks, self->near_block);
  while (position - self->near_position >= block->spans->len)
    {
      self->near_position += block->spans->len;
      block = g_ptr_array_index (self->blocks, ++self->near_block);
    }
  return g_ptr_array_index (block->spans, position - self->near_position);
}

/** tandai_annotation_set_list_spans: Returns: (transfer full) (element-type TandaiSpan): all spans in their
 * order, as they are now */
GPtrArray *
tandai_annotation_set_list_spans (TandaiAnnotationSet *self)
{
  GPtrArray *spans = g_ptr_array_new_full (self->n_spans, g_object_unref);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      for (guint j = 0; j < block->spans->len; j++)
        g_ptr_array_add (spans, g_object_ref (g_ptr_array_index (block->spans, j)));
    }
  return spans;
}

/** tandai_annotation_set_lookup_span: Returns: (transfer none) (nullable): the span of that id */
TandaiSpan *
tandai_annotation_set_lookup_span (TandaiAnnotationSet *self, const char *id)
{
  return tandai_span_table_lookup (self->spans_by_id, id);
}

/* The place in the order before all spans that begin at @offset or later; no block where there is none. */
static guint
find_first_from (TandaiAnnotationSet *self, guint offset, guint *at)
{
  /* No span is before one that is as long as can be and begins there. */
  TandaiRange longest = { offset, G_MAXUINT };
  TandaiSpanFields fields = { .id = "", .label = "", .ranges = &longest, .n_ranges = 1 };
  g_autoptr (TandaiSpan) span = tandai_span_new (&fields);
  guint index = find_block (self, span);

  *at = index < self->blocks->len ? find_in_block (g_ptr_array_index (self->blocks, index), span) : 0;
  return index;
}

/** tandai_annotation_set_find_same_place: Returns: (transfer none) (nullable): a span of the same label and
 * fragments */
TandaiSpan *
tandai_annotation_set_find_same_place (TandaiAnnotationSet *self, TandaiSpan *like)
{
  guint start = tandai_span_get_start (like);
  guint at;

  for (guint i = find_first_from (self, start, &at); i < self->blocks->len; i++, at = 0)
    {
      GPtrArray *spans = ((Block *) g_ptr_array_index (self->blocks, i))->spans;

      for (; at < spans->len; at++)
        {
          TandaiSpan *span = g_ptr_array_index (spans, at);

          if (tandai_span_get_start (span) != start)
            return NULL;
          if (tandai_span_same_place (span, like))
            return span;
        }
    }
  return NULL;
}

/** tandai_annotation_set_find_position: Returns: whether that very span is there, and where in the order */
gboolean
tandai_annotation_set_find_position (TandaiAnnotationSet *self, TandaiSpan *span, guint *position)
{
  guint index;
  guint at;
  Block *block;

  if (self->blocks->len == 0)
    return FALSE;
  index = find_block (self, span);
  block = g_ptr_array_index (self->blocks, index);
  at = find_in_block (block, span);
  if (at >= block->spans->len || tandai_span_compare (g_ptr_array_index (block->spans, at), span) != 0)
    return FALSE;
  *position = position_of_block (self, index) + at;
  return TRUE;
}

/** tandai_annotation_set_count_before: Returns: how many spans begin before a code point; they are the first
 * in the order */
guint
tandai_annotation_set_count_before (TandaiAnnotationSet *self, guint offset)
{
  guint at;
  guint index = find_first_from (self, offset, &at);

  return position_of_block (self, index) + at;
}

/**
 * tandai_annotation_set_foreach_in:
 * @self: a set
 * @start: a code point
 * @end: the code point after the last of the range
 * @func: called for each span whose hull has a code point in the range, in order; must not change the set
 * @user_data: for @func
 *
 * Costs what is in the range and a step for each 512 spans.
 */
void
tandai_annotation_set_foreach_in (
    TandaiAnnotationSet *self, guint start, guint end, TandaiSpanFunc func, gpointer user_data)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      if (block->max_end <= start)
        continue;
      for (guint j = 0; j < block->spans->len; j++)
        {
          TandaiSpan *span = g_ptr_array_index (block->spans, j);

          if (tandai_span_get_start (span) >= end)
            return;
          if (tandai_span_get_end (span) > start && !func (span, user_data))
            return;
        }
    }
}

static gboolean
collect_span (TandaiSpan *span, gpointer user_data)
{
  g_ptr_array_add (user_data, span);
  return TRUE;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  TandaiRange hull_a = tandai_span_get_hull (*(TandaiSpan *const *) a);
  TandaiRange hull_b = tandai_span_get_hull (*(TandaiSpan *const *) b);
  guint length_a = hull_a.end - hull_a.start;
  guint length_b = hull_b.end - hull_b.start;

  if (length_a != length_b)
    return length_a < length_b ? -1 : 1;
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

/** tandai_annotation_set_list_at: Returns: (transfer container) (element-type TandaiSpan): the spans that
 * hold a code point, innermost first */
GPtrArray *
tandai_annotation_set_list_at (TandaiAnnotationSet *self, guint offset)
{
  GPtrArray *spans = g_ptr_array_new ();

  tandai_annotation_set_foreach_in (self, offset, offset + 1, collect_span, spans);
  for (guint i = spans->len; i-- > 0;)
    if (!tandai_span_covers (g_ptr_array_index (spans, i), offset))
      g_ptr_array_remove_index (spans, i);
  g_ptr_array_sort (spans, compare_lengths);
  return spans;
}

/** tandai_annotation_set_get_n_relations: Returns: how many relations there are */
guint
tandai_annotation_set_get_n_relations (TandaiAnnotationSet *self)
{
  return self->relations->len;
}

/** tandai_annotation_set_get_relation: Returns: (transfer none): the relation at a position in the order of
 * ids */
TandaiRelation *
tandai_annotation_set_get_relation (TandaiAnnotationSet *self, guint position)
{
  g_return_val_if_fail (position < self->relations->len, NULL);
  return g_ptr_array_index (self->relations, position);
}

/** tandai_annotation_set_lookup_relation: Returns: (transfer none) (nullable): the relation of that id */
TandaiRelation *
tandai_annotation_set_lookup_relation (TandaiAnnotationSet *self, const char *id)
{
  return g_hash_table_lookup (self->relations_by_id, id);
}

/** tandai_annotation_set_list_relations: Returns: (transfer full) (element-type TandaiRelation): those from
 * or to a span, in the order of their ids */
GPtrArray *
tandai_annotation_set_list_relations (TandaiAnnotationSet *self, const char *span_id)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *linked = g_hash_table_lookup (self->relations_by_span, span_id);

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    g_ptr_array_add (found, g_object_ref (g_ptr_array_index (linked, i)));
  return found;
}

/* That very object, not only one that is equal to it. */
static gboolean
holds_span (TandaiAnnotationSet *self, TandaiSpan *span)
{
  return tandai_annotation_set_lookup_span (self, tandai_span_get_id (span)) == span;
}

/* Whether no span but @except, which goes, has the id of @span. */
static gboolean
id_is_free (TandaiAnnotationSet *self, TandaiSpan *span, TandaiSpan *except)
{
  TandaiSpan *other = tandai_annotation_set_lookup_span (self, tandai_span_get_id (span));

  return other == NULL || other == except;
}

static void
tell (TandaiAnnotationSet *self, guint position, guint n_removed, guint n_added)
{
  if (!self->grouping || self->n_changes++ < MAX_TOLD)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
      return;
    }
  if (self->n_changes == MAX_TOLD + 1)
    {
      self->n_before = self->n_spans + n_removed - n_added;
      self->n_first = self->n_last = self->n_before;
    }
  self->n_first = MIN (self->n_first, position);
  self->n_last = MIN (self->n_last, self->n_spans - position - n_added);
}

/**
 * tandai_annotation_set_begin:
 * @self: a set
 *
 * Begins a group of changes, in which nobody may read the set as a list: beyond
 * the first few, its views are told of all changes at once. Groups do not nest.
 */
void
tandai_annotation_set_begin (TandaiAnnotationSet *self)
{
  g_return_if_fail (!self->grouping);

  self->grouping = TRUE;
  self->n_changes = 0;
}

/**
 * tandai_annotation_set_end:
 * @self: a set
 *
 * Ends what tandai_annotation_set_begin() began.
 */
void
tandai_annotation_set_end (TandaiAnnotationSet *self)
{
  guint kept;

  g_return_if_fail (self->grouping);

  self->grouping = FALSE;
  if (self->n_changes <= MAX_TOLD)
    return;
  kept = self->n_first + self->n_last;
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_first, self->n_before - kept,
                              self->n_spans - kept);
}

/**
 * tandai_annotation_set_replace_span:
 * @self: a set
 * @before: (nullable): a span that is there; %NULL to add one
 * @after: (nullable): what takes its place; %NULL to remove it
 *
 * Changes one span and tells the list's views.
 */
void
tandai_annotation_set_replace_span (TandaiAnnotationSet *self, TandaiSpan *before, TandaiSpan *after)
{
  g_autoptr (TandaiSpan) held = before != NULL ? g_object_ref (before) : NULL;
  guint removed = 0;
  guint inserted = 0;

  g_return_if_fail (before == NULL || holds_span (self, before));
  g_return_if_fail (after == NULL || id_is_free (self, after, before));

  if (before != NULL)
    removed = remove_span (self, before);
  if (before != NULL && after != NULL)
    {
      inserted = insert_span (self, after);
      if (inserted == removed)
        {
          tell (self, removed, 1, 1);
          return;
        }
      /* Views must hear of the removal while the list is as it says. */
      remove_span (self, after);
    }
  if (before != NULL)
    tell (self, removed, 1, 0);
  if (after != NULL)
    tell (self, insert_span (self, after), 0, 1);
}

/**
 * tandai_annotation_set_replace_relation:
 * @self: a set
 * @before: (nullable): a relation that is there; %NULL to add one
 * @after: (nullable): what takes its place; %NULL to remove it
 *
 * Changes one relation.
 */
void
tandai_annotation_set_replace_relation (TandaiAnnotationSet *self,
                                        TandaiRelation *before,
                                        TandaiRelation *after)
{
  TandaiRelation *namesake;

  g_return_if_fail (before == NULL
                    || tandai_annotation_set_lookup_relation (self, tandai_relation_get_id (before))
                           == before);
  namesake =
      after != NULL ? tandai_annotation_set_lookup_relation (self, tandai_relation_get_id (after)) : NULL;
  g_return_if_fail (namesake == NULL || namesake == before);

  if (before != NULL)
    remove_relation (self, before);
  if (after != NULL)
    insert_relation (self, after);
}
