/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-string-table.h"

static void
check_found (TandaiStringTable *table, const char *chars, const char *expected)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GArray) found = tandai_string_table_find (table, text, 0, tandai_text_get_length (text));
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      TandaiStringMatch match = g_array_index (found, TandaiStringMatch, i);
      g_autofree char *words = tandai_text_slice (text, match.range.start, match.range.end);

      g_string_append_printf (joined, "%s%s@%u=%s", i > 0 ? " " : "", words, match.range.start, match.label);
    }
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_find (void)
{
  g_autoptr (TandaiStringTable) table = tandai_string_table_new ();

  check_found (table, "Joko datang.", "");
  tandai_string_table_add (table, "Joko", "actor");
  tandai_string_table_add (table, "Joko Susilo", "actor");
  tandai_string_table_add (table, "“Ya”", "quote");
  check_found (table, "Kata Joko, Jokowi dan Joko-Budi.", "Joko@5=actor");
  check_found (table, "Jokolah, Jokonya, Joko-lah, Jokonyata", "Joko@0=actor Joko@9=actor Joko@18=actor");
  check_found (table, "Ée Joko Susilo, joko", "Joko Susilo@3=actor");
  check_found (table, "“Ya” dan Ya", "“Ya”@0=quote");
}

static void
test_counts (void)
{
  g_autoptr (TandaiStringTable) table = tandai_string_table_new ();
  guint n_label, n_total;

  tandai_string_table_add (table, "Moskow", "place");
  tandai_string_table_add (table, "Moskow", "actor");
  g_assert_cmpstr (tandai_string_table_lookup (table, "Moskow", &n_label, &n_total), ==, "actor");
  g_assert_cmpuint (n_total, ==, 2);
  tandai_string_table_add (table, "Moskow", "place");
  g_assert_cmpstr (tandai_string_table_lookup (table, "Moskow", &n_label, NULL), ==, "place");
  g_assert_cmpuint (n_label, ==, 2);
  for (guint i = 0; i < 3; i++)
    tandai_string_table_remove (table, "Moskow", i == 0 ? "actor" : "place");
  g_assert_null (tandai_string_table_lookup (table, "Moskow", NULL, &n_total));
  g_assert_cmpuint (n_total, ==, 0);
  check_found (table, "Moskow", "");
  tandai_string_table_add (table, "dua\nbaris", "quote");
  g_assert_null (tandai_string_table_lookup (table, "dua\nbaris", NULL, NULL));
}

static void
test_occurrences (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("É, warga. Warga, warganya; sewarga warga");
  g_autoptr (GArray) found = tandai_string_occurrences (text, "warga", 0, tandai_text_get_length (text));

  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpuint (g_array_index (found, TandaiRange, 0).start, ==, 3);
  g_assert_cmpuint (g_array_index (found, TandaiRange, 1).start, ==, 17);
  g_assert_cmpuint (g_array_index (found, TandaiRange, 2).start, ==, 35);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/string-table/find", test_find);
  g_test_add_func ("/string-table/counts", test_counts);
  g_test_add_func ("/string-table/occurrences", test_occurrences);
  return g_test_run ();
}
