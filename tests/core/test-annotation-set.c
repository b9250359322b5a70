/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-annotation-set.h"

#define TEXT_LENGTH 20000

static TandaiSpan *
random_span (GRand *rand)
{
  static const char *const LABELS[] = { "actor", "place", "claim", "quote" };
  guint start = g_rand_int_range (rand, 0, TEXT_LENGTH - 1);
  guint length = g_rand_int_range (rand, 0, 50) == 0 ? TEXT_LENGTH : g_rand_int_range (rand, 1, 40);

  return tandai_span_new_simple (LABELS[g_rand_int_range (rand, 0, 4)], start,
                                 MIN (start + length, TEXT_LENGTH));
}

static gboolean
count_cb (TandaiSpan *span, gpointer user_data)
{
  *(guint *) user_data += 1;
  return TRUE;
}

static void
assert_queries (TandaiAnnotationSet *set, GRand *rand)
{
  guint n = tandai_annotation_set_get_n_spans (set);

  for (guint i = 0; i < 20; i++)
    {
      guint start = g_rand_int_range (rand, 0, TEXT_LENGTH);
      guint end = start + g_rand_int_range (rand, 1, 500);
      guint found = 0;
      guint expected = 0;

      tandai_annotation_set_foreach_in (set, start, end, count_cb, &found);
      for (guint j = 0; j < n; j++)
        {
          TandaiRange hull = tandai_span_get_hull (tandai_annotation_set_get_span (set, j));

          expected += hull.start < end && hull.end > start;
        }
      g_assert_cmpuint (found, ==, expected);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);

  for (guint round = 0; round < 4000; round++)
    {
      guint n = tandai_annotation_set_get_n_spans (set);

      if (n > 0 && g_rand_int_range (rand, 0, 4) == 0)
        tandai_annotation_set_replace_span (
            set, tandai_annotation_set_get_span (set, g_rand_int_range (rand, 0, n)), NULL);
      else
        {
          g_autoptr (TandaiSpan) span = random_span (rand);

          tandai_annotation_set_replace_span (set, NULL, span);
        }
    }
  for (guint i = 1; i < tandai_annotation_set_get_n_spans (set); i++)
    g_assert_cmpint (tandai_span_compare (tandai_annotation_set_get_span (set, i - 1),
                                          tandai_annotation_set_get_span (set, i)),
                     <, 0);
  assert_queries (set, rand);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u;", position, removed, added);
}

static void
test_model (void)
{
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  g_autoptr (TandaiSpan) first = tandai_span_new_simple ("actor", 0, 5);
  g_autoptr (TandaiSpan) second = tandai_span_new_simple ("actor", 10, 15);
  g_autoptr (TandaiSpan) moved = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  TandaiSpanFields fields;
  TandaiRange far = { 20, 25 };
  guint position;

  g_signal_connect (set, "items-changed", G_CALLBACK (items_changed_cb), log);
  tandai_annotation_set_replace_span (set, NULL, second);
  tandai_annotation_set_replace_span (set, NULL, first);
  tandai_span_get_fields (first, &fields);
  fields.ranges = &far;
  moved = tandai_span_new (&fields);
  tandai_annotation_set_replace_span (set, first, moved);
  g_assert_cmpstr (log->str, ==, "0-0+1;0-0+1;0-1+0;1-0+1;");
  g_assert_true (tandai_annotation_set_lookup_span (set, tandai_span_get_id (first)) == moved);
  g_assert_true (tandai_annotation_set_find_position (set, moved, &position));
  g_assert_cmpuint (position, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation-set/random", test_random);
  g_test_add_func ("/annotation-set/model", test_model);
  return g_test_run ();
}
