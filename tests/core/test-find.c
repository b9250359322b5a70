/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "core/tandai-error.h"
#include "core/tandai-find.h"

#define WORD  TANDAI_FIND_WHOLE_WORD
#define CASE  TANDAI_FIND_MATCH_CASE
#define REGEX TANDAI_FIND_REGEX

#define TEN_MEGABYTES (10 * 1000 * 1000)

/* What a search finds, as “start-end start-end”, in code points. */
static char *
find (const char *chars, const char *query, guint flags)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = tandai_find (text, query, flags, NULL, NULL, &error);
  GString *ranges = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      TandaiRange range = g_array_index (found, TandaiRange, i);

      g_string_append_printf (ranges, "%s%u-%u", i > 0 ? " " : "", range.start, range.end);
    }
  return g_string_free (ranges, FALSE);
}

static void
check (const char *chars, const char *query, guint flags, const char *wanted)
{
  g_autofree char *found = find (chars, query, flags);

  g_test_message ("“%s” in “%s” (%u)", query, chars, flags);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_plain (void)
{
  check ("Warga dan warga.", "warga", 0, "0-5 10-15");
  check ("Warga dan warga.", "warga", CASE, "10-15");
  check ("aaaa", "aa", 0, "0-2 2-4");
  check ("aaaa", "", 0, "");
  check ("", "a", 0, "");
  check ("a\nb", "a\nb", 0, "0-3");
  check ("satu dua", "satu dua tiga", 0, "");
}

static void
test_case_beyond_ascii (void)
{
  check ("ÉLITE élite Élite", "élite", 0, "0-5 6-11 12-17");
  check ("ÉLITE élite Élite", "élite", CASE, "6-11");
  check ("ΟΔΟΣ οδος", "οδοσ", 0, "0-4 5-9");
  check ("МОСКВА, Москва", "москва", 0, "0-6 8-14");
  /* One character folds to two, and half of it is no match. */
  check ("Straße STRASSE", "strasse", 0, "0-6 7-14");
  check ("Straße", "stras", 0, "");
  check ("İzmir", "i̇zmir", 0, "0-5");
}

static void
test_marks_that_keyboards_lack (void)
{
  check ("“Ma’ruf” datang", "\"ma'ruf\"", 0, "0-8");
  check ("“Ma’ruf” datang", "\"ma'ruf\"", CASE, "");
  check ("“Ma’ruf” datang", "Ma’ruf", CASE, "1-7");
}

static void
test_composed_and_decomposed (void)
{
  check ("caf\xC3\xA9 cafe\xCC\x81!", "caf\xC3\xA9", 0, "0-4 5-10");
  check ("caf\xC3\xA9 cafe\xCC\x81!", "cafe\xCC\x81", CASE, "0-4 5-10");
  /* An e is not part of an é, however that is written. */
  check ("caf\xC3\xA9 cafe\xCC\x81!", "cafe", 0, "");
  check ("cafe\xCC\x81!", "e", REGEX, "");
}

static void
test_emoji_and_arabic (void)
{
  check ("😀 warga 😀😀 warga", "warga", 0, "2-7 11-16");
  check ("😀 warga 😀😀", "😀", 0, "0-1 8-9 9-10");
  /* A woman alone is not the family that she is part of, nor a flag half of two others. */
  check ("👩‍👩‍👧 👩", "👩", 0, "6-7");
  check ("🇮🇩🇲🇾", "🇩🇲", 0, "");
  check ("🇮🇩🇲🇾", "🇲🇾", 0, "2-4");
  check ("قال محمد إن", "محمد", 0, "4-8");
  check ("قال مُحَمَّدٌ إن", "محمد", 0, "4-13");
  check ("قال مُحَمَّدٌ إن", "محمد", CASE, "");
  check ("قال محمد إن", "\\bمحمد\\b", REGEX, "4-8");
}

static void
test_whole_word (void)
{
  check ("orang, orang-orang (orang) seorang", "orang", WORD, "0-5 20-25");
  check ("orang-orang dan orang", "orang-orang", WORD, "0-11");
  check ("warga warganya wargalah", "warga", WORD, "0-5");
  check ("Ma’ruf Ma", "ma", WORD, "7-9");
  check ("1.500 500 1.500.", "500", WORD, "6-9");
  check ("24/8 24", "24", WORD, "5-7");
  check ("PBB (PBB) PBB-nya \"PBB\"", "PBB", WORD, "0-3 5-8 19-22");
  check ("kata_warga warga_", "warga", WORD, "");
  check ("a.b a", "a", WORD, "4-5");
  check ("élan élans", "élan", WORD, "0-4");
  check ("قال محمد ومحمد", "محمد", WORD, "4-8");
  check ("Joko Widodo, Joko Widodos", "joko widodo", WORD, "0-11");
}

static void
test_regex (void)
{
  check ("warga, warganya", "\\w+nya", REGEX, "7-15");
  check ("Jumat 24/8, 25/12", "\\d+/\\d+", REGEX, "6-10 12-17");
  check ("É é", "é", REGEX, "0-1 2-3");
  check ("É é", "é", REGEX | CASE, "2-3");
  check ("satu\ndua\n", "^.+$", REGEX, "0-4 5-8");
  check ("warga warganya", "warga", REGEX | WORD, "0-5");
  check ("a\n\nb", "a\\s+b", REGEX, "0-4");
  /* Behind the rejected one a further begins. */
  check ("xab ab", "x?ab|ab", REGEX | WORD, "0-3 4-6");
  check ("abc", "", REGEX, "");
}

/* What is empty is no match; the same expression may fit more further on. */
static void
test_empty_matches (void)
{
  check ("bba", "a*", REGEX, "2-3");
  check ("bba", "x*", REGEX, "");
  check ("bba", "^|$", REGEX, "");
  check ("bba", "\\b", REGEX, "");
}

/* PCRE's bytes are no characters. */
static void
test_single_bytes (void)
{
  check ("éé", "\\C", REGEX, "");
  check ("aé", "\\C", REGEX, "0-1");
}

static void
test_bad_regex (void)
{
  static const char *const patterns[] = { "(",        ")",    "[a",    "*",   "a\\",
                                          "(?<=a+)b", "(?<n", "[b-a]", "\\1", "(*LIMIT_MATCH=9)(" };
  g_autoptr (TandaiText) text = tandai_text_new ("abc");

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", patterns[i]);
      g_assert_null (tandai_find (text, patterns[i], REGEX, NULL, NULL, &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN);
      g_assert_cmpuint (strlen (error->message), <, 80);
    }
}

static TandaiText *
repeat (const char *chars, gsize n_bytes)
{
  GString *whole = g_string_sized_new (n_bytes);

  while (whole->len + strlen (chars) <= n_bytes)
    g_string_append (whole, chars);
  n_bytes = whole->len;
  return tandai_text_new_take (g_string_free (whole, FALSE), n_bytes);
}

/* Going back and forth for ever, at one place or a little at every place. */
static void
test_catastrophic_regex (void)
{
  static const struct
  {
    const char *chars;
    const char *pattern;
  } cases[] = {
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", "(a+)+[!?]" },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", "(*LIMIT_MATCH=4000000000)(a+)+[!?]" },
    { "warga desa datang ke kota lalu pulang ke desa ", "(\\w+\\s?)+[!?]" },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "a*a*a*[!?]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TandaiText) text = repeat (cases[i].chars, TEN_MEGABYTES);
      g_autoptr (GError) error = NULL;
      clock_t begun = clock ();
      g_autoptr (GArray) found = tandai_find (text, cases[i].pattern, REGEX, NULL, NULL, &error);
      double seconds;

      /* The processor's time: how much of it others take says nothing of a pattern. */
      seconds = (double) (clock () - begun) / CLOCKS_PER_SEC;
      g_test_message ("%s: %.3f s", cases[i].pattern, seconds);
      g_assert_null (found);
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN);
      g_assert_cmpfloat (seconds, <, 20);
    }
}

/* A window's end is no end of anything, wherever it falls. */
static void
test_long_text (void)
{
  static const struct
  {
    const char *query;
    guint flags;
    guint n;
  } cases[] = {
    { "DUA TIGA", 0, 4000 },
    { "dua tiga", CASE, 4000 },
    { "dua", WORD, 4000 },
    { "t\\w+a", REGEX, 8000 },
    { "a$", REGEX, 0 },
    { "(?s)empat.+satu", REGEX, 1 },
    { "(?<=satu )dua", REGEX, 4000 },
    { "\\bdua\\b", REGEX, 4000 },
    { "empat\\s+satu", REGEX, 3999 },
    { "empat(?=\\s*satu)", REGEX, 3999 },
  };
  g_autoptr (TandaiText) text = repeat ("satu dua tiga empat ékor tua empat ", 4000 * 36);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) found = tandai_find (text, cases[i].query, cases[i].flags, NULL, NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s: %u", cases[i].query, found->len);
      g_assert_cmpuint (found->len, ==, cases[i].n);
      for (guint j = 1; j < found->len; j++)
        g_assert_cmpuint (g_array_index (found, TandaiRange, j).start, >=,
                          g_array_index (found, TandaiRange, j - 1).end);
    }
}

static void
test_limit (void)
{
  g_autoptr (TandaiText) text = repeat ("a ", 2 * TANDAI_FIND_MAX + 2);
  g_autoptr (TandaiText) fewer = repeat ("a ", 2 * TANDAI_FIND_MAX);

  for (guint flags = 0; flags <= (WORD | CASE | REGEX); flags++)
    {
      gboolean more = FALSE;
      g_autoptr (GArray) found = tandai_find (text, "a", flags, &more, NULL, NULL);
      g_autoptr (GArray) all = NULL;

      g_assert_cmpuint (found->len, ==, TANDAI_FIND_MAX);
      g_assert_true (more);
      all = tandai_find (fewer, "a", flags, &more, NULL, NULL);
      g_assert_cmpuint (all->len, ==, TANDAI_FIND_MAX);
      g_assert_false (more);
    }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* A search of 10 MB ends when it is told to. */
static void
test_cancel (void)
{
  static const struct
  {
    const char *query;
    guint flags;
  } cases[] = { { "warga", 0 }, { "nol", 0 }, { "[aeiou]\\w*[xyz]\\w*q", REGEX } };
  g_autoptr (TandaiText) text = repeat ("Warga desa datang ke kota lalu pulang ke desa. ", TEN_MEGABYTES);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      tandai_find_async (text, cases[i].query, cases[i].flags, cancellable, done_cb, &result);
      g_cancellable_cancel (cancellable);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (tandai_find_finish (result, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Every way to search gets through 10 MB before a search is given up. */
static void
test_ten_megabytes (void)
{
  static const struct
  {
    const char *query;
    guint flags;
    guint n_found;
  } cases[] = {
    { "Presiden Tokayev", 0, 0 },
    { "Presiden Tokayev", CASE, 0 },
    { "désa", 0, TANDAI_FIND_MAX },
    { "desa", 0, TANDAI_FIND_MAX },
    { "desa", WORD, TANDAI_FIND_MAX },
    { "\\w+nya\\b", REGEX, TANDAI_FIND_MAX },
    { "Presiden\\s", REGEX, 0 },
    { "(?i)TOKAY", REGEX, 0 },
    { "[A-Z]\\w+ [A-Z]\\w+", REGEX | CASE, 0 },
  };
  g_autoptr (TandaiText) text =
      repeat ("Warga désa datang ke kota, lalu “pulangnya” ke desa.\n", TEN_MEGABYTES);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) found = tandai_find (text, cases[i].query, cases[i].flags, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, cases[i].n_found);
    }
}

static void
test_async (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("satu dua satu");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) found = NULL;
  gboolean more = TRUE;

  tandai_find_async (text, "satu", 0, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = tandai_find_finish (result, &more, NULL);
  g_assert_false (more);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (tandai_find_first_from (found, 0), ==, 0);
  g_assert_cmpuint (tandai_find_first_from (found, 1), ==, 1);
  g_assert_cmpuint (tandai_find_first_from (found, 9), ==, 1);
  g_assert_cmpuint (tandai_find_first_from (found, 10), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/plain", test_plain);
  g_test_add_func ("/find/case-beyond-ascii", test_case_beyond_ascii);
  g_test_add_func ("/find/marks-that-keyboards-lack", test_marks_that_keyboards_lack);
  g_test_add_func ("/find/composed-and-decomposed", test_composed_and_decomposed);
  g_test_add_func ("/find/emoji-and-arabic", test_emoji_and_arabic);
  g_test_add_func ("/find/whole-word", test_whole_word);
  g_test_add_func ("/find/regex", test_regex);
  g_test_add_func ("/find/empty-matches", test_empty_matches);
  g_test_add_func ("/find/single-bytes", test_single_bytes);
  g_test_add_func ("/find/bad-regex", test_bad_regex);
  g_test_add_func ("/find/catastrophic-regex", test_catastrophic_regex);
  g_test_add_func ("/find/long-text", test_long_text);
  g_test_add_func ("/find/limit", test_limit);
  g_test_add_func ("/find/cancel", test_cancel);
  g_test_add_func ("/find/ten-megabytes", test_ten_megabytes);
  g_test_add_func ("/find/async", test_async);
  return g_test_run ();
}
