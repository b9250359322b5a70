/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-text.h"

/* Emoji, combining marks, Arabic, Hebrew, U+2028, repeated over many blocks. */
static const char *const PIECES[] = { "warga ", "😡", "e\xCC\x81", "السلام", "שלום", "\xE2\x80\xA8", "\n" };

static TandaiText *
make_text (guint n_pieces, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) chars = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (chars, PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))]);
  return tandai_text_new (chars->str);
}

static void
check_conversions (TandaiText *text)
{
  const char *chars = tandai_text_get_chars (text);
  guint unit = 0;
  guint offset = 0;

  for (const char *p = chars; *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      g_assert_cmpuint (tandai_text_to_byte (text, offset), ==, p - chars);
      g_assert_cmpuint (tandai_text_from_byte (text, p - chars), ==, offset);
      g_assert_cmpuint (tandai_text_to_unit (text, offset), ==, unit);
      g_assert_cmpuint (tandai_text_from_unit (text, unit), ==, offset);
      g_assert_cmpuint (tandai_text_get_char (text, offset), ==, g_utf8_get_char (p));
      unit += g_utf8_get_char (p) > 0xFFFF ? 2 : 1;
    }
  g_assert_cmpuint (tandai_text_get_length (text), ==, offset);
  g_assert_cmpuint (tandai_text_to_byte (text, offset), ==, strlen (chars));
}

static void
test_conversions (void)
{
  g_autoptr (TandaiText) text = make_text (3000, 7);

  check_conversions (text);
}

/* A place is looked for where it would be if all characters took the same room; here they do not. */
static void
test_uneven (void)
{
  g_autoptr (GString) narrow = g_string_new (NULL), wide = g_string_new (NULL);
  g_autofree char *chars = NULL, *reverse = NULL;
  g_autoptr (TandaiText) text = NULL, reversed = NULL;

  for (guint i = 0; i < 4000; i++)
    {
      g_string_append (narrow, i % 70 == 69 ? "\n" : "x");
      g_string_append (wide, "😡");
    }
  chars = g_strconcat (narrow->str, wide->str, NULL);
  reverse = g_strconcat (wide->str, narrow->str, NULL);
  text = tandai_text_new (chars);
  reversed = tandai_text_new (reverse);
  check_conversions (text);
  check_conversions (reversed);
}

static void
test_slices (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("a😡bé");
  g_autofree char *middle = tandai_text_slice (text, 1, 3);
  g_autofree char *none = tandai_text_slice (text, 2, 2);

  g_assert_cmpstr (middle, ==, "😡b");
  g_assert_cmpstr (none, ==, "");
}

static void
test_empty (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("");

  g_assert_cmpuint (tandai_text_get_length (text), ==, 0);
  g_assert_cmpuint (tandai_text_to_byte (text, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/conversions", test_conversions);
  g_test_add_func ("/text/uneven", test_uneven);
  g_test_add_func ("/text/slices", test_slices);
  g_test_add_func ("/text/empty", test_empty);
  return g_test_run ();
}
