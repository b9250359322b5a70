/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which of several overlapping spans a flat format keeps. A span that meets no
 * other goes to the first layer. The spans of a chain, in which each meets
 * another, are taken in the order of the policy; each goes to the first layer
 * in which its fragments meet nobody else's. Layers hold the fragments of chains
 * in a balanced tree, so that the whole is n log n.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-overlap.h"

#define LABELS_PREFIX "labels:"

typedef struct
{
  TandaiOverlapPolicy policy;
  const char *const *labels;
} Order;

typedef struct
{
  GTree *ranges;
  GPtrArray *spans;
  guint n_sorted;
} Layer;

static guint
span_length (TandaiSpan *span)
{
  guint n_ranges, length = 0;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    length += ranges[i].end - ranges[i].start;
  return length;
}

static int
label_rank (const Order *order, TandaiSpan *span)
{
  int i;

  for (i = 0; order->labels != NULL && order->labels[i] != NULL; i++)
    if (strcmp (order->labels[i], tandai_span_get_label (span)) == 0)
      break;
  return i;
}

static int
compare_numbers (guint a, guint b)
{
  return (a > b) - (a < b);
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer user_data)
{
  TandaiSpan *left = *(TandaiSpan *const *) a;
  TandaiSpan *right = *(TandaiSpan *const *) b;
  const Order *order = user_data;
  int by_start = compare_numbers (tandai_span_get_start (left), tandai_span_get_start (right));
  int by_length = compare_numbers (span_length (right), span_length (left));
  int result = 0;

  if (order->policy == TANDAI_OVERLAP_LABELS)
    result = label_rank (order, left) - label_rank (order, right);
  if (result == 0 && order->policy == TANDAI_OVERLAP_FIRST)
    result = by_start;
  if (result == 0)
    result = by_length;
  if (result == 0)
    result = by_start;
  return result != 0 ? result : tandai_span_compare (left, right);
}

/* Ranges that have a code point in common count as the same. */
static int
compare_ranges (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TandaiRange *left = a;
  const TandaiRange *right = b;

  if (left->end <= right->start)
    return -1;
  return left->start >= right->end;
}

static Layer *
layer_new (void)
{
  Layer *self = g_new0 (Layer, 1);

  self->ranges = g_tree_new_full (compare_ranges, NULL, NULL, NULL);
  self->spans = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static void
layer_free (Layer *self)
{
  g_tree_unref (self->ranges);
  g_ptr_array_unref (self->spans);
  g_free (self);
}

static gboolean
layer_take (Layer *self, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    if (g_tree_lookup (self->ranges, &ranges[i]) != NULL)
      return FALSE;
  for (guint i = 0; i < n_ranges; i++)
    g_tree_insert (self->ranges, (gpointer) &ranges[i], (gpointer) &ranges[i]);
  g_ptr_array_add (self->spans, g_object_ref (span));
  return TRUE;
}

/* Whether labels were named, and its own was not. */
static gboolean
is_unnamed (const Order *order, TandaiSpan *span)
{
  return order->policy == TANDAI_OVERLAP_LABELS && order->labels[label_rank (order, span)] == NULL;
}

static void
place_span (GPtrArray *layers, TandaiSpan *span, const Order *order, GPtrArray *dropped)
{
  gboolean unnamed = is_unnamed (order, span);

  for (guint i = 0; i < layers->len && !unnamed; i++)
    if (layer_take (layers->pdata[i], span))
      return;
  if (order->policy == TANDAI_OVERLAP_NESTED)
    {
      Layer *layer = layer_new ();

      layer_take (layer, span);
      g_ptr_array_add (layers, layer);
    }
  else
    g_ptr_array_add (dropped, g_object_ref (span));
}

static void
place_lone (GPtrArray *layers, TandaiSpan *span, const Order *order, GPtrArray *dropped)
{
  Layer *first = layers->pdata[0];

  if (is_unnamed (order, span))
    g_ptr_array_add (dropped, g_object_ref (span));
  else
    g_ptr_array_add (first->spans, g_object_ref (span));
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return tandai_span_compare (*(TandaiSpan *const *) a, *(TandaiSpan *const *) b);
}

static void
layer_sort (Layer *self)
{
  g_qsort_with_data (self->spans->pdata + self->n_sorted, (int) (self->spans->len - self->n_sorted),
                     sizeof (gpointer), compare_places, NULL);
}

static void
place_chain (GPtrArray *layers, gpointer *spans, guint n_spans, Order *order, GPtrArray *dropped)
{
  for (guint i = 0; i < layers->len; i++)
    {
      Layer *layer = layers->pdata[i];

      layer->n_sorted = layer->spans->len;
    }
  g_qsort_with_data (spans, (int) n_spans, sizeof (gpointer), compare_spans, order);
  for (guint i = 0; i < n_spans; i++)
    place_span (layers, spans[i], order, dropped);
  for (guint i = 0; i < layers->len; i++)
    layer_sort (layers->pdata[i]);
}

/* Where the spans end that meet the one at @first, or one of those, hulls counted. */
static guint
find_chain_end (GPtrArray *spans, guint first)
{
  guint reach = tandai_span_get_end (spans->pdata[first]);
  guint i;

  for (i = first + 1; i < spans->len && tandai_span_get_start (spans->pdata[i]) < reach; i++)
    reach = MAX (reach, tandai_span_get_end (spans->pdata[i]));
  return i;
}

static gboolean
set_policy_error (const char *text, GError **error)
{
  /* Translators: “longest”, “first”, “nested” and “labels:” are not translated. */
  g_set_error (
      error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND,
      _ ("“%s” is not a way to settle overlaps: give “longest”, “first”, “nested” or “labels:A,B,…”"), text);
  return FALSE;
}

/**
 * tandai_overlap_parse:
 * @text: "longest", "first", "nested" or "labels:A,B,…"
 * @policy: (out): the policy
 * @labels: (out) (transfer full) (nullable): the labels, for %TANDAI_OVERLAP_LABELS
 * @error: return location for an error
 *
 * Reads an overlap policy as the command line takes it.
 *
 * Returns: %FALSE with %TANDAI_ERROR_NOT_FOUND where it is none
 */
gboolean
tandai_overlap_parse (const char *text, TandaiOverlapPolicy *policy, char ***labels, GError **error)
{
  g_return_val_if_fail (text != NULL && policy != NULL && labels != NULL, FALSE);

  *labels = NULL;
  if (strcmp (text, "longest") == 0)
    *policy = TANDAI_OVERLAP_LONGEST;
  else if (strcmp (text, "first") == 0)
    *policy = TANDAI_OVERLAP_FIRST;
  else if (strcmp (text, "nested") == 0)
    *policy = TANDAI_OVERLAP_NESTED;
  else if (g_str_has_prefix (text, LABELS_PREFIX) && text[strlen (LABELS_PREFIX)] != '\0')
    {
      *policy = TANDAI_OVERLAP_LABELS;
      *labels = g_strsplit (text + strlen (LABELS_PREFIX), ",", -1);
    }
  else
    return set_policy_error (text, error);
  return TRUE;
}

/**
 * tandai_overlap_layers:
 * @spans: (element-type TandaiSpan): spans of one text
 * @policy: what is kept where spans overlap
 * @labels: (nullable): for %TANDAI_OVERLAP_LABELS
 * @dropped: (element-type TandaiSpan): takes the spans that no layer holds; it must free its items
 *
 * Sorts spans into layers in which no two have a code point in common. A span
 * in the gap of a discontinuous one does not overlap it. There is always a
 * first layer; only %TANDAI_OVERLAP_NESTED makes more.
 *
 * Returns: (transfer full) (element-type GPtrArray): the layers, each of spans in the sidecar's order
 */
GPtrArray *
tandai_overlap_layers (GPtrArray *spans,
                       TandaiOverlapPolicy policy,
                       const char *const *labels,
                       GPtrArray *dropped)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  Order order = { policy, labels };
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_return_val_if_fail (policy != TANDAI_OVERLAP_LABELS || labels != NULL, result);

  g_ptr_array_extend (ordered, spans, NULL, NULL);
  tandai_spans_sort (ordered);
  g_ptr_array_add (layers, layer_new ());
  for (guint i = 0, end; i < ordered->len; i = end)
    {
      end = find_chain_end (ordered, i);
      if (end == i + 1)
        place_lone (layers, ordered->pdata[i], &order, dropped);
      else
        place_chain (layers, ordered->pdata + i, end - i, &order, dropped);
    }
  for (guint i = 0; i < layers->len; i++)
    {
      Layer *layer = layers->pdata[i];

      g_ptr_array_add (result, g_ptr_array_ref (layer->spans));
    }
  return result;
}
