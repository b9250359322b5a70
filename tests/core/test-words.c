/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/tokens", test_tokens);
  g_test_add_func ("/words/snap", test_snap);
  g_test_add_func ("/words/graphemes", test_graphemes);
  g_test_add_func ("/words/trim", test_trim);
  return g_test_run ();
}
