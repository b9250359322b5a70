/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-words.h"

static void
test_tokens (void)
{
  const struct
  {
    const char *text;
    const char *tokens;
  } cases[] = {
    { "Orang-orang di Jum'at itu.", "Orang-orang|di|Jum'at|itu|." },
    { "Ma’ruf, Rp1.500.000 pada 24/8", "Ma’ruf|,|Rp1.500.000|pada|24/8" },
    { "“Kami,” ujar dia", "“|Kami|,|”|ujar|dia" },
    { "Kassym-Jomart (CSTO)", "Kassym-Jomart|(|CSTO|)" },
    { "naik 2,5 persen…", "naik|2,5|persen|…" },
    { "a - b", "a|-|b" },
    { "  \n ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TandaiText) text = tandai_text_new (cases[i].text);
      g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint j = 0; j < tokens->len; j++)
        {
          TandaiToken token = g_array_index (tokens, TandaiToken, j);
          g_autofree char *word = tandai_text_slice (text, token.start, token.end);

          g_string_append_printf (joined, "%s%s", j > 0 ? "|" : "", word);
        }
      g_assert_cmpstr (joined->str, ==, cases[i].tokens);
    }
}

static char *
make_plain_line (GRand *rand)
{
  static const char *const characters[] = { "a", "B", "0", "7", "_", ":", ",", ";",  ".", "'", "‘",  "’", " ",
                                            "-", "/", "–", "—", "“", "”", "…", "\t", "(", ")", "\"", "!", "?",
                                            "$", "%", "&", "*", "+", "<", "=", ">",  "@", "#", "\\", "~" };
  GString *line = g_string_new (NULL);
  guint n = g_rand_boolean (rand) ? 12 : G_N_ELEMENTS (characters);

  for (int i = g_rand_int_range (rand, 1, 14); i > 0; i--)
    g_string_append (line, characters[g_rand_int_range (rand, 0, (int) n)]);
  return g_string_free (line, FALSE);
}

static void
assert_same_token (const TandaiToken *plain, const TandaiToken *other)
{
  g_assert_cmpuint (plain->start, ==, other->start);
  g_assert_cmpuint (plain->end, ==, other->end);
  g_assert_cmpuint (plain->byte, ==, other->byte);
  g_assert_cmpuint (plain->n_bytes, ==, other->n_bytes);
  g_assert_cmpuint (plain->is_word, ==, other->is_word);
  g_assert_true (plain->is_plain);
}

/* A line of plain characters is taken apart without Pango; one more character, and Pango is asked. */
static void
test_plain_lines_as_pango_has_them (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *line = make_plain_line (rand);
      g_autofree char *longer = g_strconcat (line, " 一", NULL);
      g_autoptr (TandaiText) plain = tandai_text_new (line);
      g_autoptr (TandaiText) other = tandai_text_new (longer);
      g_autoptr (GArray) ours = tandai_words_tokenize (plain, 0, tandai_text_get_length (plain));
      g_autoptr (GArray) pangos = tandai_words_tokenize (other, 0, tandai_text_get_length (other));

      g_assert_cmpuint (ours->len + 1, ==, pangos->len);
      for (guint j = 0; j < ours->len; j++)
        assert_same_token (&g_array_index (ours, TandaiToken, j), &g_array_index (pangos, TandaiToken, j));
    }
}

static void
test_lines_of_both_kinds (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Ma’ruf 1.500\nkafé 😡 a:b\n\n“Jum'at”");
  g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
  const guint starts[] = { 0, 7, 13, 18, 20, 25, 26, 32 };

  g_assert_cmpuint (tokens->len, ==, G_N_ELEMENTS (starts));
  for (guint i = 0; i < tokens->len; i++)
    g_assert_cmpuint (g_array_index (tokens, TandaiToken, i).start, ==, starts[i]);
}

static void
test_snap (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Para orang-orang, kata “Ma’ruf” itu");
  TandaiRange inside = tandai_words_snap (text, (TandaiRange){ 7, 12 });
  TandaiRange quoted = tandai_words_snap (text, (TandaiRange){ 25, 27 });
  TandaiRange mark = tandai_words_snap (text, (TandaiRange){ 23, 31 });

  g_assert_cmpuint (inside.start, ==, 5);
  g_assert_cmpuint (inside.end, ==, 16);
  g_assert_cmpuint (quoted.start, ==, 24);
  g_assert_cmpuint (quoted.end, ==, 30);
  /* Quotation marks that were selected stay, and no more is taken. */
  g_assert_cmpuint (mark.start, ==, 23);
  g_assert_cmpuint (mark.end, ==, 31);
}

static void
test_graphemes (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("ae\xCC\x81z");
  TandaiRange whole = tandai_words_graphemes (text, (TandaiRange){ 1, 2 });

  g_assert_cmpuint (whole.start, ==, 1);
  g_assert_cmpuint (whole.end, ==, 3);
}

static void
test_trim (void)
{
  g_autoptr (TandaiText) text = tandai_text_new (" “a” \n");
  TandaiRange trimmed = tandai_words_trim (text, (TandaiRange){ 0, 6 });
  TandaiRange none = tandai_words_trim (text, (TandaiRange){ 4, 6 });

  g_assert_cmpuint (trimmed.start, ==, 1);
  g_assert_cmpuint (trimmed.end, ==, 4);
  g_assert_cmpuint (none.start, ==, none.end);
}

static void
test_split (void)
{
  g_autoptr (TandaiText) text = tandai_text_new (" “Ya,” 😡\n… dua ");
  g_autoptr (GArray) tokens = tandai_words_split (text, 0, tandai_text_get_length (text));
  const struct
  {
    const char *words;
    gboolean is_word;
  } expected[] = { { "“Ya,”", TRUE }, { "😡", FALSE }, { "…", FALSE }, { "dua", TRUE } };

  g_assert_cmpuint (tokens->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tokens->len; i++)
    {
      TandaiToken token = g_array_index (tokens, TandaiToken, i);
      g_autofree char *words = tandai_text_slice (text, token.start, token.end);

      g_assert_cmpstr (words, ==, expected[i].words);
      g_assert_cmpint (token.is_word, ==, expected[i].is_word);
      g_assert_cmpuint (token.byte, ==, tandai_text_to_byte (text, token.start));
      g_assert_cmpuint (token.n_bytes, ==, strlen (words));
    }
}

/* In the middle of a long text only its surroundings are looked at, which begin at a white space or at none.
 */
static void
test_word_in_a_long_text (void)
{
  g_autoptr (GString) chars = g_string_new (NULL);
  g_autoptr (TandaiText) text = NULL;
  g_autofree char *unbroken = g_strnfill (5000, 'x');
  g_autoptr (TandaiText) one_word = tandai_text_new (unbroken);
  TandaiRange word;

  for (guint i = 0; i < 1000; i++)
    g_string_append (chars, "kata-kata, ");
  text = tandai_text_new (chars->str);
  g_assert_true (tandai_words_word_at (text, 5503, &word));
  g_assert_cmpuint (word.start, ==, 5500);
  g_assert_cmpuint (word.end, ==, 5509);
  g_assert_false (tandai_words_word_at (text, 5510, &word));
  g_assert_false (tandai_words_word_at (text, tandai_text_get_length (text), &word));
  g_assert_true (tandai_words_word_at (one_word, 2500, &word));
  g_assert_cmpuint (word.start, <, 2500);
  g_assert_cmpuint (word.end, >, 2500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/tokens", test_tokens);
  g_test_add_func ("/words/plain-lines-as-pango-has-them", test_plain_lines_as_pango_has_them);
  g_test_add_func ("/words/lines-of-both-kinds", test_lines_of_both_kinds);
  g_test_add_func ("/words/snap", test_snap);
  g_test_add_func ("/words/graphemes", test_graphemes);
  g_test_add_func ("/words/trim", test_trim);
  g_test_add_func ("/words/split", test_split);
  g_test_add_func ("/words/word-in-a-long-text", test_word_in_a_long_text);
  return g_test_run ();
}
