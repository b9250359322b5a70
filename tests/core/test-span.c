/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-span.h"

static void
test_order (void)
{
  const TandaiRange first = { 0, 10 };
  const TandaiRange shorter = { 0, 5 };
  const TandaiSpanFields in_order[] = {
    { .id = "b", .label = "actor", .ranges = &first, .n_ranges = 1 },
    { .id = "c", .label = "actor", .ranges = &first, .n_ranges = 1 },
    { .id = "a", .label = "place", .ranges = &first, .n_ranges = 1 },
    { .id = "a", .label = "actor", .ranges = &shorter, .n_ranges = 1 },
    { .id = "a", .label = "actor", .ranges = &(TandaiRange){ 1, 2 }, .n_ranges = 1 },
  };

  for (guint i = 1; i < G_N_ELEMENTS (in_order); i++)
    {
      g_autoptr (TandaiSpan) before = tandai_span_new (&in_order[i - 1]);
      g_autoptr (TandaiSpan) after = tandai_span_new (&in_order[i]);

      g_assert_cmpint (tandai_span_compare (before, after), <, 0);
      g_assert_cmpint (tandai_span_compare (after, before), >, 0);
    }
}

static void
test_fragments (void)
{
  const TandaiRange ranges[] = { { 0, 4 }, { 9, 13 } };
  const TandaiSpanFields fields = { .label = "quote", .ranges = ranges, .n_ranges = 2 };
  g_autoptr (TandaiText) text = tandai_text_new ("satu dua tiga");
  g_autoptr (TandaiSpan) span = tandai_span_new (&fields);
  g_autofree char *words = tandai_span_dup_text (span, text);

  g_assert_cmpstr (words, ==, "satu tiga");
  g_assert_true (tandai_span_covers (span, 3));
  g_assert_false (tandai_span_covers (span, 4));
  g_assert_cmpuint (tandai_span_get_end (span), ==, 13);
}

/* Fields taken out and put in again make the same span. */
static void
test_fields (void)
{
  const char *attributes[] = { "kind", "person", NULL };
  const TandaiRange range = { 2, 5 };
  const TandaiSpanFields given = { "s1",       "actor", &range,        1,
                                   attributes, "note",  "import:brat", "2026-01-01T00:00:00Z",
                                   "x",        "{}",    "\"a\": 1" };
  g_autoptr (TandaiSpan) span = tandai_span_new (&given);
  TandaiSpanFields taken;

  tandai_span_get_fields (span, &taken);
  g_assert_cmpstr (taken.id, ==, "s1");
  g_assert_cmpstr (tandai_attributes_get (taken.attributes, "kind"), ==, "person");
  g_assert_cmpstr (taken.note, ==, "note");
  g_assert_cmpstr (taken.origin, ==, "import:brat");
  g_assert_cmpstr (taken.created, ==, "2026-01-01T00:00:00Z");
  g_assert_cmpstr (taken.stated, ==, "x");
  g_assert_cmpstr (taken.review, ==, "{}");
  g_assert_cmpstr (taken.extra, ==, "\"a\": 1");
}

/* A span without a fragment was made, and its start was read from nowhere. */
static void
test_nothing (void)
{
  const TandaiRange empty = { 3, 3 };
  const TandaiSpanFields none = { .label = "actor" };
  const TandaiSpanFields hollow = { .label = "actor", .ranges = &empty, .n_ranges = 1 };

  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*n_ranges > 0*");
  g_assert_null (tandai_span_new (&none));
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*is_proper*");
  g_assert_null (tandai_span_new (&hollow));
  g_test_assert_expected_messages ();
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *too_long = g_strnfill (65, 'a');

  for (guint i = 0; i < 10000; i++)
    {
      char *id = tandai_id_new ('s');

      g_assert_true (tandai_id_is_valid (id));
      g_assert_cmpuint (strlen (id), ==, 9);
      g_assert_true (g_hash_table_add (seen, id));
    }
  g_assert_false (tandai_id_is_valid (""));
  g_assert_false (tandai_id_is_valid ("a b"));
  g_assert_false (tandai_id_is_valid (too_long));
}

#define N_THREADS_LABELS 2000

/* Two spans of one label share its name, and however many names there are each stays what it is. */
static void
test_labels (void)
{
  const char *first = tandai_span_intern_label ("intern-0");

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("intern-%u", i);
      g_autoptr (TandaiSpan) span = tandai_span_new_simple (name, 0, 1);

      g_assert_cmpstr (tandai_span_get_label (span), ==, name);
      g_assert_true (tandai_span_get_label (span) == tandai_span_intern_label (name));
      g_assert_true (tandai_span_get_label (span) != name);
    }
  g_assert_true (tandai_span_intern_label ("intern-0") == first);
  g_assert_cmpstr (first, ==, "intern-0");
}

static gpointer
intern_many (gpointer data)
{
  const char **names = data;

  for (guint i = 0; i < N_THREADS_LABELS; i++)
    {
      g_autofree char *name = g_strdup_printf ("shared-%u", i % 20);

      names[i] = tandai_span_intern_label (name);
    }
  return NULL;
}

/* Each thread remembers the last few by itself, and still all have one name. */
static void
test_labels_of_threads (void)
{
  static const char *names[4][N_THREADS_LABELS];
  GThread *threads[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    threads[i] = g_thread_new ("labels", intern_many, names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < N_THREADS_LABELS; k++)
      {
        g_autofree char *name = g_strdup_printf ("shared-%u", k % 20);

        g_assert_cmpstr (names[i][k], ==, name);
        g_assert_true (names[i][k] == names[0][k % 20]);
      }
}

/* A span that was kept for the next article has nothing of the old one, and one that somebody has stays his.
 */
static void
test_spare (void)
{
  static const char *const attributes[] = { "stance", "against", NULL };
  TandaiRange ranges[] = { { 0, 3 }, { 5, 9 } };
  TandaiSpanFields fields = { .id = "an-id-that-is-longer-than-most",
                              .label = "quote",
                              .ranges = ranges,
                              .n_ranges = 2,
                              .attributes = attributes,
                              .note = "a note" };
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiSpan) held = NULL;
  gboolean is_used_again = FALSE;
  TandaiSpan *freed;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (spans, tandai_span_new (&fields));
  held = g_object_ref (spans->pdata[1]);
  freed = spans->pdata[2];
  tandai_span_keep_spare (spans);
  g_ptr_array_unref (spans);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TandaiSpan) span = tandai_span_new_simple ("place", i, i + 1);
      guint n_ranges;

      is_used_again |= span == freed;
      g_assert_true (span != held);
      g_assert_cmpstr (tandai_span_get_label (span), ==, "place");
      g_assert_cmpuint (strlen (tandai_span_get_id (span)), <, 16);
      g_assert_cmpuint (tandai_span_get_ranges (span, &n_ranges)->start, ==, i);
      g_assert_cmpuint (n_ranges, ==, 1);
      g_assert_null (tandai_span_get_attributes (span));
      g_assert_null (tandai_span_get_note (span));
    }
  g_assert_true (is_used_again);
  g_assert_cmpstr (tandai_span_get_id (held), ==, fields.id);
  g_assert_cmpstr (tandai_span_get_note (held), ==, "a note");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span/order", test_order);
  g_test_add_func ("/span/fragments", test_fragments);
  g_test_add_func ("/span/fields", test_fields);
  g_test_add_func ("/span/without-fragments", test_nothing);
  g_test_add_func ("/span/ids", test_ids);
  g_test_add_func ("/span/labels", test_labels);
  g_test_add_func ("/span/spare", test_spare);
  g_test_add_func ("/span/labels-of-threads", test_labels_of_threads);
  return g_test_run ();
}
