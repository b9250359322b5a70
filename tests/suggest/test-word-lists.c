/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "suggest/tandai-word-lists.h"

static gboolean
holds (TandaiWordLists *lists, TandaiWordList list, const char *folded)
{
  return (tandai_word_lists_lookup (lists, folded) & TANDAI_LIST_BIT (list)) != 0;
}

static TandaiWordLists *
parse (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return tandai_word_lists_parse (bytes, error);
}

static void
test_default (void)
{
  TandaiWordLists *lists = tandai_word_lists_get_default ();

  g_assert_true (holds (lists, TANDAI_LIST_TITLES, "menteri luar negeri"));
  g_assert_true (tandai_word_lists_goes_on (lists, "menteri luar"));
  g_assert_false (tandai_word_lists_goes_on (lists, "menteri luar negeri"));
  g_assert_true (holds (lists, TANDAI_LIST_PEOPLE, "pengunjuk rasa"));
  g_assert_true (holds (lists, TANDAI_LIST_SAID, "ujar"));
  g_assert_false (holds (lists, TANDAI_LIST_TITLES, "# words that stand before a name"));
  g_assert_cmpuint (tandai_word_lists_lookup (lists, ""), ==, 0);
}

static void
test_corpus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiWordLists) lists =
      parse ("{\"word-lists\": {\"people\": [\"Santri\", \"anak buah kapal\", \"-polisi\"], \"later\": 1}}",
             &error);

  g_assert_no_error (error);
  g_assert_true (holds (lists, TANDAI_LIST_PEOPLE, "santri"));
  g_assert_true (holds (lists, TANDAI_LIST_PEOPLE, "anak buah kapal"));
  g_assert_true (tandai_word_lists_goes_on (lists, "anak buah"));
  g_assert_false (holds (lists, TANDAI_LIST_PEOPLE, "polisi"));
  g_assert_true (holds (lists, TANDAI_LIST_PEOPLE, "warga"));
  g_assert_true (holds (tandai_word_lists_get_default (), TANDAI_LIST_PEOPLE, "polisi"));
}

static void
test_bad (void)
{
  const char *const bad[] = { "{\"word-lists\": []}", "{\"word-lists\": {\"people\": \"x\"}}",
                              "{\"word-lists\": {\"people\": [1]}}", "{" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-lists/default", test_default);
  g_test_add_func ("/word-lists/corpus", test_corpus);
  g_test_add_func ("/word-lists/bad", test_bad);
  return g_test_run ();
}
