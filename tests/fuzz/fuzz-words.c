/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words, sentences and edges of any text lie in it, in order, and cut no character. */

#include "config.h"

#include "core/tandai-words.h"

#include "fuzz.h"

static void
check_tokens (GArray *tokens, const TandaiText *text)
{
  guint last = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      TandaiToken token = g_array_index (tokens, TandaiToken, i);

      g_assert_cmpuint (token.start, >=, last);
      g_assert_cmpuint (token.end, >, token.start);
      g_assert_cmpuint (token.end, <=, tandai_text_get_length (text));
      g_assert_cmpuint (token.byte, ==, tandai_text_to_byte (text, token.start));
      g_assert_cmpuint (token.byte + token.n_bytes, ==, tandai_text_to_byte (text, token.end));
      last = token.end;
    }
}

static void
check_range (TandaiRange range, TandaiRange inner, const TandaiText *text)
{
  g_assert_cmpuint (range.start, <=, inner.start);
  g_assert_cmpuint (range.end, >=, inner.end);
  g_assert_cmpuint (range.end, <=, tandai_text_get_length (text));
}

static void
check_place (const TandaiText *text, guint offset)
{
  guint length = tandai_text_get_length (text);
  TandaiRange one = { offset, MIN (offset + 3, length) };
  TandaiRange word;

  if (tandai_words_word_at (text, offset, &word))
    check_range (word, (TandaiRange){ offset, offset + 1 }, text);
  check_range (tandai_words_snap (text, one), one, text);
  check_range (tandai_words_graphemes (text, one), one, text);
  check_range (one, tandai_words_trim (text, one), text);
  check_range (tandai_words_paragraph_at (text, offset), tandai_words_sentence_at (text, offset), text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *chars = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  guint length = tandai_text_get_length (text);
  g_autoptr (GArray) tokens = tandai_words_tokenize (text, 0, length);
  g_autoptr (GArray) pieces = tandai_words_split (text, 0, length);

  fuzz_begin ();
  check_tokens (tokens, text);
  check_tokens (pieces, text);
  for (guint offset = 0; offset < length; offset += 1 + length / 32)
    check_place (text, offset);
  return 0;
}
