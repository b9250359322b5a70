/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "suggest/tandai-units.h"

static char *
slice (TandaiText *text, TandaiRange range)
{
  return tandai_text_slice (text, range.start, range.end);
}

static void
test_expand (void)
{
  const char *const steps[] = {
    "Budi",
    "Budi Santoso",
    "Presiden Budi Santoso",
    "ujar Presiden Budi Santoso",
    "“Air naik, lalu kami lari,” ujar Presiden Budi Santoso",
    "“Air naik, lalu kami lari,” ujar Presiden Budi Santoso.",
    "“Air naik, lalu kami lari,” ujar Presiden Budi Santoso. Hujan.",
  };
  g_autoptr (TandaiText) text =
      tandai_text_new ("“Air naik, lalu kami lari,” ujar Presiden Budi Santoso. Hujan.\nLain.");
  TandaiRange range = fixture_range (text, "Budi");

  range.end = range.start;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *words = NULL;

      range = tandai_units_expand (text, tandai_word_lists_get_default (), range);
      words = slice (text, range);
      g_assert_cmpstr (words, ==, steps[i]);
    }
  g_assert_cmpuint (tandai_units_expand (text, tandai_word_lists_get_default (), range).end, ==, range.end);
}

static void
test_quoted (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Kata Budi, “Air naik tadi. Kami lari.”\n");
  TandaiRange range = fixture_range (text, "naik");
  gboolean inside = FALSE;
  gboolean whole = FALSE;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *words = NULL;

      range = tandai_units_expand (text, tandai_word_lists_get_default (), range);
      words = slice (text, range);
      inside |= g_str_equal (words, "Air naik tadi. Kami lari");
      whole |= g_str_equal (words, "“Air naik tadi. Kami lari.”");
    }
  g_assert_true (inside && whole);
}

static void
test_shrink (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Lalu Presiden Budi Santoso pergi.");
  TandaiRange range = fixture_range (text, "Presiden Budi Santoso");
  g_autofree char *words = NULL;

  range = tandai_units_shrink (text, tandai_word_lists_get_default (), range);
  words = slice (text, range);
  g_assert_cmpstr (words, ==, "Budi Santoso");
}

static void
test_moves (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Ia, “satu orang-orang tiga,” kata.");
  TandaiWordLists *lists = tandai_word_lists_get_default ();
  TandaiRange range = fixture_range (text, "orang-orang");

  g_assert_cmpuint (tandai_units_move_start (text, lists, range, -1), ==, 5);
  /* The quotation mark is a stop of its own, at either end. */
  g_assert_cmpuint (tandai_units_move_start (text, lists, range, -2), ==, 4);
  g_assert_cmpuint (tandai_units_move_end (text, lists, range, 1), ==, 26);
  g_assert_cmpuint (tandai_units_move_end (text, lists, range, 2), ==, 28);
  /* Neither end passes the other. */
  g_assert_cmpuint (tandai_units_move_start (text, lists, range, 1), ==, range.start);
  g_assert_cmpuint (tandai_units_move_end (text, lists, range, -1), ==, range.end);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/units/expand", test_expand);
  g_test_add_func ("/units/quoted", test_quoted);
  g_test_add_func ("/units/shrink", test_shrink);
  g_test_add_func ("/units/moves", test_moves);
  return g_test_run ();
}
