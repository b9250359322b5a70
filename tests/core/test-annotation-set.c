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

/* What a scan of all spans, one after the other, has yet to meet. */
typedef struct
{
  GPtrArray *spans;
  TandaiRange *hulls;
  TandaiRange asked;
  guint next;
} Scan;

static void
scan_on (Scan *scan)
{
  while (scan->next < scan->spans->len
         && (scan->hulls[scan->next].start >= scan->asked.end
             || scan->hulls[scan->next].end <= scan->asked.start))
    scan->next++;
}

static gboolean
meet_cb (TandaiSpan *span, gpointer user_data)
{
  Scan *scan = user_data;

  scan_on (scan);
  g_assert_cmpuint (scan->next, <, scan->spans->len);
  g_assert_true (g_ptr_array_index (scan->spans, scan->next) == span);
  scan->next++;
  return TRUE;
}

/* 100,000 queries over 10,000 spans find the very spans, in order, that a plain scan finds. */
static void
test_queries (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree TandaiRange *hulls = g_new (TandaiRange, 10000);

  for (guint i = 0; i < 10000; i++)
    {
      guint start = g_rand_int_range (rand, 0, TEXT_LENGTH);
      guint length = g_rand_int_range (rand, 1, g_rand_int_range (rand, 0, 500) == 0 ? 2000 : 60);
      g_autoptr (TandaiSpan) span = tandai_span_new_simple ("actor", start, start + length);

      tandai_annotation_set_replace_span (set, NULL, span);
    }
  spans = tandai_annotation_set_list_spans (set);
  for (guint i = 0; i < spans->len; i++)
    hulls[i] = tandai_span_get_hull (g_ptr_array_index (spans, i));
  for (guint i = 0; i < 100000; i++)
    {
      guint start = g_rand_int_range (rand, 0, TEXT_LENGTH);
      Scan scan = { spans, hulls, { start, start + g_rand_int_range (rand, 1, 100) }, 0 };

      tandai_annotation_set_foreach_in (set, scan.asked.start, scan.asked.end, meet_cb, &scan);
      scan_on (&scan);
      g_assert_cmpuint (scan.next, ==, spans->len);
    }
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

static TandaiRelation *
relation_new (const char *id, const char *from, const char *to)
{
  return tandai_relation_new (&(TandaiRelationFields){ .id = id, .type = "source", .from = from, .to = to });
}

static void
assert_relations (TandaiAnnotationSet *set, const char *span_id, const char *ids)
{
  g_autoptr (GPtrArray) found = tandai_annotation_set_list_relations (set, span_id);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (joined, "%s ", tandai_relation_get_id (g_ptr_array_index (found, i)));
  g_assert_cmpstr (joined->str, ==, ids);
}

static void
test_relations (void)
{
  g_autoptr (TandaiRelation) first = relation_new ("r1", "s1", "s2");
  g_autoptr (TandaiRelation) second = relation_new ("r2", "s3", "s2");
  g_autoptr (TandaiRelation) loop = relation_new ("r0", "s2", "s2");
  g_autoptr (TandaiRelation) moved = relation_new ("r2", "s3", "s1");
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  g_autoptr (TandaiAnnotationSet) set = NULL;

  g_ptr_array_add (given, second);
  g_ptr_array_add (given, first);
  set = tandai_annotation_set_new (NULL, given);
  tandai_annotation_set_replace_relation (set, NULL, loop);
  assert_relations (set, "s2", "r0 r1 r2 ");
  tandai_annotation_set_replace_relation (set, second, moved);
  assert_relations (set, "s2", "r0 r1 ");
  assert_relations (set, "s1", "r1 r2 ");
  tandai_annotation_set_replace_relation (set, loop, NULL);
  tandai_annotation_set_replace_relation (set, first, NULL);
  assert_relations (set, "s2", "");
  g_assert_null (tandai_annotation_set_lookup_relation (set, "r1"));
  g_assert_true (tandai_annotation_set_lookup_relation (set, "r2") == moved);
  g_assert_cmpuint (tandai_annotation_set_get_n_relations (set), ==, 1);
}

/* Each relation that was added had all sorted anew, and each was looked for from the first one on. */
static void
test_many_relations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%08x-%u", g_rand_int (rand), i);
      g_autofree char *from = g_strdup_printf ("s%u", i);
      g_autoptr (TandaiRelation) relation = relation_new (id, from, "s");

      tandai_annotation_set_replace_relation (set, NULL, relation);
      g_assert_true (tandai_annotation_set_lookup_relation (set, id) == relation);
    }
  for (guint i = 1; i < 20000; i++)
    g_assert_cmpint (tandai_relation_compare (tandai_annotation_set_get_relation (set, i - 1),
                                              tandai_annotation_set_get_relation (set, i)),
                     <, 0);
  /* It took 20 s, and takes some hundredths of one. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* A span or relation that is not in the set took another one with it. */
static void
test_strangers (void)
{
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  g_autoptr (TandaiSpan) span = tandai_span_new_simple ("actor", 0, 5);
  g_autoptr (TandaiSpan) stranger = tandai_span_new_simple ("actor", 0, 4);
  g_autoptr (TandaiRelation) relation = relation_new ("r1", "s1", "s2");
  g_autoptr (TandaiRelation) namesake = relation_new ("r1", "s1", "s3");

  tandai_annotation_set_replace_span (set, NULL, span);
  tandai_annotation_set_replace_relation (set, NULL, relation);
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*holds_span*");
  tandai_annotation_set_replace_span (set, stranger, NULL);
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*id_is_free*");
  tandai_annotation_set_replace_span (set, NULL, span);
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*before*");
  tandai_annotation_set_replace_relation (set, namesake, NULL);
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*namesake*");
  tandai_annotation_set_replace_relation (set, NULL, namesake);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (set), ==, 1);
  g_assert_true (tandai_annotation_set_get_span (set, 0) == span);
  g_assert_true (tandai_annotation_set_get_relation (set, 0) == relation);
}

/* The counts by label are those of a scan, whatever came and went. */
static void
test_counts (void)
{
  static const char *const LABELS[] = { "actor", "place", "claim", "quote" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiAnnotationSet) set = NULL;

  for (guint i = 0; i < 500; i++)
    g_ptr_array_add (spans, random_span (rand));
  set = tandai_annotation_set_new (spans, NULL);
  for (guint round = 0; round < 600; round++)
    {
      guint n = tandai_annotation_set_get_n_spans (set);
      TandaiSpan *old =
          n > 0 ? tandai_annotation_set_get_span (set, (guint) g_rand_int_range (rand, 0, (int) n)) : NULL;
      g_autoptr (TandaiSpan) fresh = round % 3 == 0 ? random_span (rand) : NULL;

      tandai_annotation_set_replace_span (set, round % 7 == 0 ? NULL : old, fresh);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    {
      guint expected = 0;

      for (guint j = 0; j < tandai_annotation_set_get_n_spans (set); j++)
        expected += g_str_equal (tandai_span_get_label (tandai_annotation_set_get_span (set, j)), LABELS[i]);
      g_assert_cmpuint (tandai_annotation_set_count_label (set, LABELS[i]), ==, expected);
    }
}

static void
test_labels (void)
{
  g_autoptr (TandaiSpan) place = tandai_span_new_simple ("place", 0, 2);
  g_autoptr (TandaiSpan) actor = tandai_span_new_simple ("actor", 3, 5);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  g_auto (GStrv) both = NULL;
  g_auto (GStrv) left = NULL;

  tandai_annotation_set_replace_span (set, NULL, place);
  tandai_annotation_set_replace_span (set, NULL, actor);
  both = tandai_annotation_set_dup_labels (set);
  g_assert_true (g_strv_equal ((const char *const *) both, (const char *const[]){ "actor", "place", NULL }));
  tandai_annotation_set_replace_span (set, actor, NULL);
  left = tandai_annotation_set_dup_labels (set);
  g_assert_true (g_strv_equal ((const char *const *) left, (const char *const[]){ "place", NULL }));
}

/* What a view knows: the list as the signals have told it. */
static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

static void
count_signals_cb (GListModel *model, guint position, guint removed, guint added, guint *n_signals)
{
  *n_signals += 1;
}

static void
change_at_random (TandaiAnnotationSet *set, GRand *rand)
{
  guint n = tandai_annotation_set_get_n_spans (set);
  g_autoptr (TandaiSpan) span = random_span (rand);
  TandaiSpan *other =
      n > 0 ? tandai_annotation_set_get_span (set, (guint) g_rand_int_range (rand, 0, (int) n)) : NULL;

  switch (other != NULL ? g_rand_int_range (rand, 0, 4) : 0)
    {
    case 1:
      tandai_annotation_set_replace_span (set, other, NULL);
      break;
    case 2:
      tandai_annotation_set_replace_span (set, other, span);
      break;
    default:
      tandai_annotation_set_replace_span (set, NULL, span);
    }
}

/* However many changes are made at once, views can follow, and are told of many as of one. */
static void
test_groups (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (TandaiAnnotationSet) set = tandai_annotation_set_new (NULL, NULL);
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_signals = 0;

  g_signal_connect (set, "items-changed", G_CALLBACK (mirror_cb), mirror);
  g_signal_connect (set, "items-changed", G_CALLBACK (count_signals_cb), &n_signals);
  for (guint round = 0; round < 400; round++)
    {
      n_signals = 0;
      tandai_annotation_set_begin (set);
      for (guint i = (guint) g_rand_int_range (rand, 0, 60); i > 0; i--)
        change_at_random (set, rand);
      tandai_annotation_set_end (set);
      g_assert_cmpuint (n_signals, <, 10);
      g_assert_cmpuint (mirror->len, ==, tandai_annotation_set_get_n_spans (set));
      for (guint i = 0; i < mirror->len; i++)
        g_assert_true (mirror->pdata[i] == tandai_annotation_set_get_span (set, i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation-set/random", test_random);
  g_test_add_func ("/annotation-set/model", test_model);
  g_test_add_func ("/annotation-set/queries-find-what-a-scan-finds", test_queries);
  g_test_add_func ("/annotation-set/groups", test_groups);
  g_test_add_func ("/annotation-set/relations", test_relations);
  g_test_add_func ("/annotation-set/many-relations", test_many_relations);
  g_test_add_func ("/annotation-set/strangers-take-nothing-away", test_strangers);
  g_test_add_func ("/annotation-set/counts-by-label", test_counts);
  g_test_add_func ("/annotation-set/labels-in-use", test_labels);
  return g_test_run ();
}
