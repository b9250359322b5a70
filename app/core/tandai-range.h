/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiRange:
 * @start: the first code point
 * @end: the code point after the last
 *
 * A half-open stretch of a text, in code points. Never empty in a span.
 */
typedef struct
{
  guint start;
  guint end;
} TandaiRange;

/**
 * TandaiRangeRelation:
 * @TANDAI_RANGE_DISJOINT: no code point in common (they may touch)
 * @TANDAI_RANGE_CROSSING: some in common, each has some of its own
 * @TANDAI_RANGE_INSIDE: the first lies in the second, which is longer
 * @TANDAI_RANGE_EQUAL: the same
 * @TANDAI_RANGE_OUTSIDE: the second lies in the first, which is longer
 */
typedef enum
{
  TANDAI_RANGE_DISJOINT,
  TANDAI_RANGE_CROSSING,
  TANDAI_RANGE_INSIDE,
  TANDAI_RANGE_EQUAL,
  TANDAI_RANGE_OUTSIDE,
} TandaiRangeRelation;

TandaiRangeRelation tandai_range_relate (TandaiRange a, TandaiRange b);

/*
 * Lists of ranges are GArrays of TandaiRange. They are *proper* when sorted,
 * disjoint, not touching and without an empty range: the form of a span's
 * fragments.
 */
GArray  *tandai_ranges_new       (const TandaiRange *ranges, guint n_ranges);
gboolean tandai_ranges_is_proper (const TandaiRange *ranges, guint n_ranges);
GArray  *tandai_ranges_join      (const TandaiRange *ranges, guint n_ranges, TandaiRange added);
GArray  *tandai_ranges_cut       (const TandaiRange *ranges, guint n_ranges, TandaiRange removed);
gboolean tandai_ranges_equal     (const TandaiRange *a, guint n_a, const TandaiRange *b, guint n_b);
gboolean tandai_ranges_overlap   (const TandaiRange *ranges, guint n_ranges, TandaiRange range);

G_END_DECLS
