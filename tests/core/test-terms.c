/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-terms.h"

/* The terms of a text, each once. */
static char *
take (TandaiTerms *terms, const char *chars)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  GString *fresh = g_string_new (NULL);

  g_assert_true (tandai_terms_take (terms, text, numbers, fresh));
  return g_string_free (fresh, FALSE);
}

static void
check (const char *chars, const char *wanted)
{
  g_autoptr (TandaiTerms) terms = tandai_terms_new ();
  g_autofree char *found = take (terms, chars);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_terms (void)
{
  check ("", "");
  check ("Buku, BUKU: bukunya!", "buku\nbukunya\n");
  check ("orang-orang Jum'at 1.500.000", "orang\njum\nat\n1\n500\n000\n");
  check ("caf\xC3\xA9 cafe\xCC\x81 CAFE", "cafe\n");
  check ("Straße", "strasse\n");
  check ("abcд漢字", "abc\nд\n漢\n字\n");
  check ("مُحَمَّد محمد", "محمد\n");
}

static void
test_documents (void)
{
  g_autoptr (TandaiTerms) terms = tandai_terms_new ();
  g_autoptr (TandaiText) text = tandai_text_new ("satu dua satu");
  g_autoptr (TandaiText) other = tandai_text_new ("dua tiga");
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) fresh = g_string_new (NULL);

  g_assert_true (tandai_terms_take (terms, text, numbers, fresh));
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (numbers, guint32, 0), ==, tandai_terms_number ("satu"));
  /* Another text of the same document, then another document. */
  g_assert_true (tandai_terms_take (terms, other, numbers, fresh));
  g_assert_cmpuint (numbers->len, ==, 3);
  g_array_set_size (numbers, 0);
  g_assert_true (tandai_terms_take (terms, other, numbers, fresh));
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpstr (fresh->str, ==, "satu\ndua\ntiga\n");
}

/* So many that every table grows. */
static void
test_many (void)
{
  g_autoptr (TandaiTerms) terms = tandai_terms_new ();
  g_autoptr (GString) chars = g_string_new (NULL);
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;
  guint n = 0;

  for (guint i = 0; i < 200 * 1000; i++)
    g_string_append_printf (chars, "kata%u ", i);
  found = take (terms, chars->str);
  for (const char *p = found; *p != '\0'; p++)
    n += *p == '\n';
  g_assert_cmpuint (n, ==, 200 * 1000);
  again = take (terms, chars->str);
  g_assert_cmpstr (again, ==, "");
}

static void
test_too_long (void)
{
  g_autoptr (TandaiTerms) terms = tandai_terms_new ();
  g_autofree char *chars = g_strnfill (600 * 1000, 'a');
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) fresh = g_string_new (NULL);

  g_assert_false (tandai_terms_take (terms, text, numbers, fresh));
  g_assert_cmpuint (numbers->len, ==, 0);
}

static void
check_query (const char *query, guint flags, const char *wanted)
{
  g_autoptr (GPtrArray) terms = tandai_terms_of_query (query, flags);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const TandaiTerm *term = terms->pdata[i];

      g_string_append_printf (found, "%s%s%s ", term->open_start ? "*" : "", term->chars,
                              term->open_end ? "*" : "");
    }
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_queries (void)
{
  check_query ("Buku", 0, "*buku* ");
  check_query ("Buku", TANDAI_FIND_WHOLE_WORD, "buku ");
  check_query ("harga beras naik", 0, "*harga beras naik* ");
  check_query (" harga ", 0, "harga ");
  check_query ("“Ma’ruf", 0, "ma ruf* ");
  check_query ("漢字", 0, "漢 字 ");
  check_query ("д", TANDAI_FIND_WHOLE_WORD, "*д* ");
  check_query ("“”", 0, "");
  check_query ("buku.*", TANDAI_FIND_REGEX, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terms/terms", test_terms);
  g_test_add_func ("/terms/documents", test_documents);
  g_test_add_func ("/terms/many", test_many);
  g_test_add_func ("/terms/too-long", test_too_long);
  g_test_add_func ("/terms/queries", test_queries);
  return g_test_run ();
}
