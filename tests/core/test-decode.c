/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <gio/gio.h>

#include "core/tandai-decode.h"
#include "core/tandai-error.h"

static void
test_good (void)
{
  const struct
  {
    const char *bytes;
    gsize n_bytes;
    const char *text;
    const char *encoding;
    TandaiNewline newline;
    gboolean guessed;
  } cases[] = {
    { "a\nb", 3, "a\nb", "UTF-8", TANDAI_NEWLINE_LF, FALSE },
    { "\xEF\xBB\xBF"
      "a\r\nb",
      7, "a\nb", "UTF-8", TANDAI_NEWLINE_CRLF, FALSE },
    { "a\rb\r", 4, "a\nb\n", "UTF-8", TANDAI_NEWLINE_CR, FALSE },
    { "a\rb\nc\r\n", 7, "a\nb\nc\n", "UTF-8", TANDAI_NEWLINE_MIXED, FALSE },
    { "\xFF\xFE"
      "a\0\x3D\xD8\x21\xDE",
      8, "a😡", "UTF-16LE", TANDAI_NEWLINE_LF, FALSE },
    { "\xFE\xFF\0a\0\r", 6, "a\n", "UTF-16BE", TANDAI_NEWLINE_CR, FALSE },
    { "\x93"
      "caf\xE9\x94",
      6, "“café”", "windows-1252", TANDAI_NEWLINE_LF, TRUE },
    { "a\xE2\x80\xA8"
      "b",
      5,
      "a\xE2\x80\xA8"
      "b",
      "UTF-8", TANDAI_NEWLINE_LF, FALSE },
    { "", 0, "", "UTF-8", TANDAI_NEWLINE_LF, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n_bytes);
      g_autoptr (GError) error = NULL;
      TandaiOrigin origin;
      g_autoptr (TandaiText) text = tandai_decode (bytes, NULL, &origin, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (tandai_text_get_chars (text), ==, cases[i].text);
      g_assert_cmpstr (origin.encoding, ==, cases[i].encoding);
      g_assert_cmpint (origin.newline, ==, cases[i].newline);
      g_assert_cmpint (origin.guessed, ==, cases[i].guessed);
    }
}

static void
test_bad (void)
{
  const struct
  {
    const char *bytes;
    gsize n_bytes;
    const char *encoding;
  } cases[] = {
    { "a\0b", 3, NULL },
    { "\x81\xFF", 2, NULL },
    { "\xFF\xFE"
      "a",
      3, NULL },
    { "\xFF\xFE\x00\xD8", 4, NULL },
    { "\xE9", 1, "UTF-8" },
    { "a", 1, "EBCDIC" },
    { "\x89PNG\x01\x02\x03\x04\xFF\xFE", 10, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n_bytes);
      g_autoptr (GError) error = NULL;
      TandaiOrigin origin;

      g_assert_null (tandai_decode (bytes, cases[i].encoding, &origin, &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT);
    }
}

/* UTF-16 lost a second mark, which is a part of the text, as UTF-8 does not. */
static void
test_one_mark_goes (void)
{
  const struct
  {
    const char *bytes;
    gsize n_bytes;
    const char *encoding;
  } cases[] = {
    { "\xEF\xBB\xBF\xEF\xBB\xBF"
      "a",
      7, NULL },
    { "\xFF\xFE\xFF\xFE"
      "a\0",
      6, NULL },
    { "\xFE\xFF\xFE\xFF\0a", 6, NULL },
    { "\xFF\xFE\xFF\xFE"
      "a\0",
      6, "UTF-16LE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n_bytes);
      TandaiOrigin origin;
      g_autoptr (TandaiText) text = tandai_decode (bytes, cases[i].encoding, &origin, NULL);

      g_assert_cmpstr (tandai_text_get_chars (text), ==,
                       "\xEF\xBB\xBF"
                       "a");
    }
}

/* UTF-16 counted from after the mark, and took the mark of the other byte order for its own. */
static void
test_byte_that_is_wrong (void)
{
  const struct
  {
    const char *bytes;
    gsize n_bytes;
    const char *encoding;
    const char *message;
  } cases[] = {
    { "\xFF\xFE"
      "a\0\x00\xDC",
      6, NULL, "it is not text in UTF-16LE (byte 4)" },
    { "\xFE\xFF\0a\0", 5, NULL, "it is not text in UTF-16BE (byte 4)" },
    { "\0a\xDC\x00", 4, "UTF-16BE", "it is not text in UTF-16BE (byte 2)" },
    { "\xFE\xFF\0a", 4, "UTF-16LE", "it is not text in UTF-16LE (byte 0)" },
    { "\xFF\xFE"
      "a\0",
      4, "utf-16be", "it is not text in UTF-16BE (byte 0)" },
    { "ab\xE9", 3, "UTF-8", "it is not text in UTF-8 (byte 2)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n_bytes);
      g_autoptr (GError) error = NULL;
      TandaiOrigin origin;

      g_assert_null (tandai_decode (bytes, cases[i].encoding, &origin, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Texts of every length up to three blocks, mostly letters, with a wrong byte, a NUL or a cut character
 * anywhere: what is found wrong is what GLib finds, or the NUL. */
static void
test_wrong_bytes_are_found_anywhere (void)
{
  const char *const pieces[] = { "a", "b ", "\n", "é", "“", "😡", "\xff", "\xc3", "\xe2\x80", "\x80" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      gsize length = (gsize) g_rand_int_range (rand, 0, 48);
      gboolean sound = round % 2 == 0, has_nul = round % 7 == 3;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (TandaiText) text = NULL;
      g_autoptr (GError) error = NULL;
      TandaiOrigin origin;

      while (string->len < length)
        g_string_append (string, pieces[g_rand_int_range (rand, 0, 20) < 18 ? g_rand_int_range (rand, 0, 6)
                                        : sound                             ? 0
                                                : g_rand_int_range (rand, 6, 10)]);
      if (has_nul)
        g_string_insert_len (string, g_rand_int_range (rand, 0, (int) string->len + 1), "\0", 1);
      bytes = g_bytes_new (string->str, string->len);
      text = tandai_decode (bytes, "UTF-8", &origin, &error);
      if (!has_nul && g_utf8_validate_len (string->str, string->len, NULL))
        {
          g_assert_no_error (error);
          g_assert_cmpstr (tandai_text_get_chars (text), ==, string->str);
        }
      else
        g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT);
      if (error != NULL && !has_nul)
        {
          const char *end;
          g_autofree char *place = NULL;

          g_utf8_validate_len (string->str, string->len, &end);
          place = g_strdup_printf ("(byte %u)", (guint) (end - string->str));
          g_assert_nonnull (strstr (error->message, place));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/good", test_good);
  g_test_add_func ("/decode/bad", test_bad);
  g_test_add_func ("/decode/one-mark-goes", test_one_mark_goes);
  g_test_add_func ("/decode/byte-that-is-wrong", test_byte_that_is_wrong);
  g_test_add_func ("/decode/wrong-bytes-are-found-anywhere", test_wrong_bytes_are_found_anywhere);
  return g_test_run ();
}
