/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-range.h"

static void
test_relations (void)
{
  const struct
  {
    TandaiRange a, b;
    TandaiRangeRelation relation;
  } cases[] = {
    { { 0, 5 }, { 5, 9 }, TANDAI_RANGE_DISJOINT }, { { 6, 9 }, { 0, 5 }, TANDAI_RANGE_DISJOINT },
    { { 0, 5 }, { 3, 9 }, TANDAI_RANGE_CROSSING }, { { 3, 9 }, { 0, 5 }, TANDAI_RANGE_CROSSING },
    { { 2, 4 }, { 0, 5 }, TANDAI_RANGE_INSIDE },   { { 0, 4 }, { 0, 5 }, TANDAI_RANGE_INSIDE },
    { { 0, 5 }, { 0, 5 }, TANDAI_RANGE_EQUAL },    { { 0, 5 }, { 1, 5 }, TANDAI_RANGE_OUTSIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tandai_range_relate (cases[i].a, cases[i].b), ==, cases[i].relation);
}

static void
assert_ranges (GArray *ranges, const TandaiRange *expected, guint n_expected)
{
  g_assert_true (
      tandai_ranges_equal ((TandaiRange *) (void *) ranges->data, ranges->len, expected, n_expected));
  g_array_unref (ranges);
}

static void
test_join (void)
{
  const TandaiRange two[] = { { 0, 4 }, { 8, 12 } };

  assert_ranges (tandai_ranges_join (two, 2, (TandaiRange){ 20, 22 }),
                 (TandaiRange[]){ { 0, 4 }, { 8, 12 }, { 20, 22 } }, 3);
  /* Touching fragments are one. */
  assert_ranges (tandai_ranges_join (two, 2, (TandaiRange){ 4, 8 }), (TandaiRange[]){ { 0, 12 } }, 1);
  assert_ranges (tandai_ranges_join (two, 2, (TandaiRange){ 2, 3 }), two, 2);
}

static void
test_cut (void)
{
  const TandaiRange one[] = { { 0, 10 } };

  assert_ranges (tandai_ranges_cut (one, 1, (TandaiRange){ 3, 6 }), (TandaiRange[]){ { 0, 3 }, { 6, 10 } },
                 2);
  assert_ranges (tandai_ranges_cut (one, 1, (TandaiRange){ 0, 6 }), (TandaiRange[]){ { 6, 10 } }, 1);
  assert_ranges (tandai_ranges_cut (one, 1, (TandaiRange){ 0, 10 }), NULL, 0);
}

static void
test_proper (void)
{
  g_assert_true (tandai_ranges_is_proper ((TandaiRange[]){ { 0, 3 }, { 4, 6 } }, 2));
  g_assert_false (tandai_ranges_is_proper ((TandaiRange[]){ { 0, 3 }, { 3, 6 } }, 2));
  g_assert_false (tandai_ranges_is_proper ((TandaiRange[]){ { 4, 6 }, { 0, 3 } }, 2));
  g_assert_false (tandai_ranges_is_proper ((TandaiRange[]){ { 3, 3 } }, 1));
}

/* What is empty adds nothing and takes nothing. */
static void
test_empty (void)
{
  const TandaiRange one[] = { { 2, 5 } };

  assert_ranges (tandai_ranges_join (one, 1, (TandaiRange){ 7, 7 }), one, 1);
  assert_ranges (tandai_ranges_cut (one, 1, (TandaiRange){ 3, 3 }), one, 1);
}

static void
test_overlap (void)
{
  const TandaiRange two[] = { { 2, 5 }, { 8, 9 } };

  g_assert_true (tandai_ranges_overlap (two, 2, (TandaiRange){ 4, 6 }));
  g_assert_true (tandai_ranges_overlap (two, 2, (TandaiRange){ 0, 20 }));
  g_assert_false (tandai_ranges_overlap (two, 2, (TandaiRange){ 5, 8 }));
  g_assert_false (tandai_ranges_equal (two, 2, two, 1));
  g_assert_false (tandai_ranges_equal (two, 1, two + 1, 1));
  g_assert_true (tandai_ranges_equal (two, 2, two, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range/relations", test_relations);
  g_test_add_func ("/range/join", test_join);
  g_test_add_func ("/range/cut", test_cut);
  g_test_add_func ("/range/proper", test_proper);
  g_test_add_func ("/range/empty", test_empty);
  g_test_add_func ("/range/overlap", test_overlap);
  return g_test_run ();
}
