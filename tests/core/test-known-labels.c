/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-known-labels.h"

static void
test_slips (void)
{
  const struct
  {
    const char *word;
    const char *label;
  } cases[] = {
    { "acter", "actor" },     { "atcor", "actor" },   { "actors", "actor" }, { "ator", "actor" },
    { "ACTOR", "actor" },     { "actor", "actor" },   { "Aktor", "actor" },  { "Tempat", "place" },
    { "tmpat", "place" },     { "kutpian", "quote" }, { "kalim", "claim" },  { "ölwerk", "Ölwerk" },
    { "Ölwrek", "Ölwerk" },   { "ab", NULL },         { "x", NULL },         { "", NULL },
    { "organization", NULL }, { "\xff\xfe", NULL },   { "hq", NULL },        { "HX", "hx" },
  };
  g_autoptr (TandaiKnownLabels) known = tandai_known_labels_new ();

  tandai_known_labels_add_schema (known, tandai_schema_get_default ());
  tandai_known_labels_add (known, "Ölwerk");
  tandai_known_labels_add (known, "hx");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (tandai_known_labels_find_nearest (known, cases[i].word), ==, cases[i].label);
}

/* Of two that are as near the answer is always the same one, and a word without end is nobody's slip. */
static void
test_ties (void)
{
  g_autoptr (TandaiKnownLabels) known = tandai_known_labels_new ();
  g_autofree char *long_word = g_strnfill (100000, 'a');
  g_autofree char *word = g_strnfill (64, 'a');

  g_assert_null (tandai_known_labels_find_nearest (known, "actor"));
  tandai_known_labels_add (known, "tokoh2");
  tandai_known_labels_add (known, "tokoh1");
  tandai_known_labels_add (known, "tokoh11");
  g_assert_cmpstr (tandai_known_labels_find_nearest (known, "tokoh3"), ==, "tokoh1");
  tandai_known_labels_add (known, long_word);
  g_assert_null (tandai_known_labels_find_nearest (known, long_word));
  g_assert_null (tandai_known_labels_find_nearest (known, word));
  tandai_known_labels_add (known, word);
  word[3] = 'b';
  g_assert_cmpint (tandai_known_labels_find_nearest (known, word)[3], ==, 'a');
}

static void
test_titles_are_no_names (void)
{
  g_autoptr (TandaiKnownLabels) one = tandai_known_labels_new ();
  g_autoptr (TandaiKnownLabels) other = tandai_known_labels_new ();

  tandai_known_labels_add_schema (other, tandai_schema_get_default ());
  tandai_known_labels_join (one, other);
  tandai_known_labels_join (one, other);
  g_assert_true (tandai_known_labels_contains (one, "place"));
  g_assert_false (tandai_known_labels_contains (one, "Place"));
  g_assert_false (tandai_known_labels_contains (one, "Tempat"));
  g_assert_cmpstr (tandai_known_labels_find_nearest (one, "Tempat"), ==, "place");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/known-labels/slips", test_slips);
  g_test_add_func ("/known-labels/ties", test_ties);
  g_test_add_func ("/known-labels/titles-are-no-names", test_titles_are_no_names);
  return g_test_run ();
}
