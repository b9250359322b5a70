/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranges of code points and the lists of them that a span is made of. */

#include "config.h"

#include "core/tandai-range.h"

/**
 * tandai_range_relate:
 * @a: a range, not empty
 * @b: another, not empty
 *
 * Returns: how @a lies to @b
 */
TandaiRangeRelation
tandai_range_relate (TandaiRange a, TandaiRange b)
{
  if (a.start == b.start && a.end == b.end)
    return TANDAI_RANGE_EQUAL;
  if (a.end <= b.start || b.end <= a.start)
    return TANDAI_RANGE_DISJOINT;
  if (a.start >= b.start && a.end <= b.end)
    return TANDAI_RANGE_INSIDE;
  if (b.start >= a.start && b.end <= a.end)
    return TANDAI_RANGE_OUTSIDE;
  return TANDAI_RANGE_CROSSING;
}

/**
 * tandai_ranges_new:
 * @ranges: (array length=n_ranges): ranges, in any form
 * @n_ranges: how many; may be 0
 *
 * Returns: (transfer full): a list with the same ranges, as they are
 */
GArray *
tandai_ranges_new (const TandaiRange *ranges, guint n_ranges)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (TandaiRange), n_ranges + 1);

  if (n_ranges > 0)
    g_array_append_vals (list, ranges, n_ranges);
  return list;
}

/**
 * tandai_ranges_is_proper:
 * @ranges: (array length=n_ranges): ranges
 * @n_ranges: how many
 *
 * Returns: whether they are sorted, disjoint, not touching and none is empty
 */
gboolean
tandai_ranges_is_proper (const TandaiRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start >= ranges[i].end)
        return FALSE;
      if (i > 0 && ranges[i].start <= ranges[i - 1].end)
        return FALSE;
    }
  return TRUE;
}

/**
 * tandai_ranges_join:
 * @ranges: (array length=n_ranges): a proper list
 * @n_ranges: how many
 * @added: the range to add; an empty one adds nothing
 *
 * Adds a range; what it overlaps or touches becomes one range with it.
 *
 * Returns: (transfer full): a proper list
 */
GArray *
tandai_ranges_join (const TandaiRange *ranges, guint n_ranges, TandaiRange added)
{
  g_autoptr (GArray) list = tandai_ranges_new (NULL, 0);
  guint i = 0;

  if (added.start >= added.end)
    return tandai_ranges_new (ranges, n_ranges);

  for (; i < n_ranges && ranges[i].end < added.start; i++)
    g_array_append_val (list, ranges[i]);
  for (; i < n_ranges && ranges[i].start <= added.end; i++)
    {
      added.start = MIN (added.start, ranges[i].start);
      added.end = MAX (added.end, ranges[i].end);
    }
  g_array_append_val (list, added);
  for (; i < n_ranges; i++)
    g_array_append_val (list, ranges[i]);

  return g_steal_pointer (&list);
}

/**
 * tandai_ranges_cut:
 * @ranges: (array length=n_ranges): a proper list
 * @n_ranges: how many
 * @removed: the range to take away; an empty one takes nothing
 *
 * Returns: (transfer full): a proper list, empty where nothing is left
 */
GArray *
tandai_ranges_cut (const TandaiRange *ranges, guint n_ranges, TandaiRange removed)
{
  g_autoptr (GArray) list = tandai_ranges_new (NULL, 0);

  if (removed.start >= removed.end)
    return tandai_ranges_new (ranges, n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    {
      TandaiRange head = { ranges[i].start, MIN (ranges[i].end, removed.start) };
      TandaiRange tail = { MAX (ranges[i].start, removed.end), ranges[i].end };

      if (head.start < head.end)
        g_array_append_val (list, head);
      if (tail.start < tail.end)
        g_array_append_val (list, tail);
    }
  return g_steal_pointer (&list);
}

/**
 * tandai_ranges_equal:
 * @a: (array length=n_a): ranges
 * @n_a: how many
 * @b: (array length=n_b): other ranges
 * @n_b: how many
 *
 * Returns: whether both list the same ranges in the same order
 */
gboolean
tandai_ranges_equal (const TandaiRange *a, guint n_a, const TandaiRange *b, guint n_b)
{
  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (a[i].start != b[i].start || a[i].end != b[i].end)
      return FALSE;
  return TRUE;
}

/**
 * tandai_ranges_overlap:
 * @ranges: (array length=n_ranges): ranges
 * @n_ranges: how many
 * @range: a range
 *
 * Returns: whether any of @ranges has a code point in common with @range
 */
gboolean
tandai_ranges_overlap (const TandaiRange *ranges, guint n_ranges, TandaiRange range)
{
  for (guint i = 0; i < n_ranges; i++)
    if (MAX (ranges[i].start, range.start) < MIN (ranges[i].end, range.end))
      return TRUE;
  return FALSE;
}
