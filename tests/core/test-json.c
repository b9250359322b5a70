/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-json.h"

static void
test_bad (void)
{
  static const char *const CASES[] = { "",
                                       " ",
                                       "{",
                                       "[1,]",
                                       "{\"a\":1,}",
                                       "01",
                                       "1.",
                                       ".5",
                                       "+1",
                                       "1e",
                                       "'a'",
                                       "\"a",
                                       "\"\\x\"",
                                       "\"\\u12\"",
                                       "\"\\uD800\"",
                                       "\"\\uDC00\"",
                                       "\"\\u0000\"",
                                       "\"a\nb\"",
                                       "{\"a\":1,\"a\":2}",
                                       "{\"a\":1,\"\\u0061\":2}",
                                       "{}{}",
                                       "[] x",
                                       "// c\n1",
                                       "nul",
                                       "{a:1}",
                                       "[1 2]",
                                       "{\"a\" 1}",
                                       "\xEF\xBB\xBF{}",
                                       "\"\xFF\"",
                                       "-",
                                       "--1",
                                       "[" };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tandai_json_parse (CASES[i], strlen (CASES[i]), &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_JSON);
    }
}

static void
test_nesting (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) allowed = g_string_new (NULL);
  g_autoptr (TandaiJson) json = NULL;

  g_assert_null (tandai_json_parse (deep, strlen (deep), &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_JSON);
  for (guint i = 0; i < TANDAI_JSON_MAX_DEPTH; i++)
    g_string_append_c (allowed, '[');
  for (guint i = 0; i < TANDAI_JSON_MAX_DEPTH; i++)
    g_string_append_c (allowed, ']');
  json = tandai_json_parse (allowed->str, allowed->len, NULL);
  g_assert_nonnull (json);
}

static void
test_place (void)
{
  const char *text = "{\n  \"spans\": [{}, {\"end\": 01}]}";
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_json_parse (text, strlen (text), &error));
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_assert_nonnull (strstr (error->message, "spans[1].end"));
}

static void
test_values (void)
{
  const char *text = " {\"a\" : [ 1.0e+2 , \"x, \\\"y\\u0041\" ],\"b\":{} , \"c\": -0.10000000000000001} ";
  g_autoptr (TandaiJson) json = tandai_json_parse (text, strlen (text), NULL);
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autofree char *unescaped = NULL;
  int list = tandai_json_find (json, 0, "a");

  g_assert_cmpuint (tandai_json_count (json, 0), ==, 3);
  g_assert_cmpuint (tandai_json_count (json, list), ==, 2);
  unescaped = tandai_json_dup_string (json, tandai_json_next (json, tandai_json_first (json, list)));
  g_assert_cmpstr (unescaped, ==, "x, \"yA");
  g_assert_cmpint (tandai_json_find (json, 0, "d"), ==, -1);
  tandai_json_append_raw (json, 0, raw);
  g_assert_cmpstr (raw->str, ==,
                   "{\"a\": [1.0e+2, \"x, \\\"y\\u0041\"], \"b\": {}, \"c\": -0.10000000000000001}");
}

static void
test_write (void)
{
  g_autoptr (GString) to = g_string_new (NULL);
  const char *text = "a\"\\\n\t\x01/é😡\xE2\x80\xA8";
  g_autoptr (TandaiJson) json = NULL;
  g_autofree char *back = NULL;

  tandai_json_write_string (to, text, -1);
  g_assert_cmpstr (to->str, ==, "\"a\\\"\\\\\\n\\t\\u0001/é😡\xE2\x80\xA8\"");
  json = tandai_json_parse (to->str, to->len, NULL);
  back = tandai_json_dup_string (json, 0);
  g_assert_cmpstr (back, ==, text);
}

/* Byte by byte, as RFC 8259 has it. */
static char *
write_slowly (const char *bytes, gsize n_bytes)
{
  GString *to = g_string_new ("\"");

  for (gsize i = 0; i < n_bytes; i++)
    {
      const char *const short_ones = "\"\\\b\f\n\r\t";
      const char *letters = "\"\\bfnrt";
      const char *found = bytes[i] != '\0' ? strchr (short_ones, bytes[i]) : NULL;

      if (found != NULL)
        g_string_append_printf (to, "\\%c", letters[found - short_ones]);
      else if ((guchar) bytes[i] < 0x20)
        g_string_append_printf (to, "\\u%04x", (guchar) bytes[i]);
      else
        g_string_append_c (to, bytes[i]);
    }
  g_string_append_c (to, '"');
  return g_string_free (to, FALSE);
}

/* Eight bytes are looked at together: whatever is special is found wherever it is among them. */
static void
test_write_special (void)
{
  const char specials[] = { 0x01, 0x08,        0x09,        0x0a,        0x0c,       0x0d, 0x1f,
                            0x20, 0x21,        '"',         '#',         '[',        '\\', ']',
                            0x7f, (char) 0x80, (char) 0xa2, (char) 0xdc, (char) 0xff };

  for (gsize n_bytes = 1; n_bytes <= 25; n_bytes++)
    for (gsize at = 0; at < n_bytes; at++)
      for (gsize i = 0; i < G_N_ELEMENTS (specials); i++)
        for (gsize j = 0; j < G_N_ELEMENTS (specials); j++)
          {
            char bytes[26] = "abcdefghijklmnopqrstuvwxy";
            g_autoptr (GString) to = g_string_new (NULL);
            g_autofree char *slow = NULL;

            bytes[at] = specials[i];
            bytes[(at + 1) % n_bytes] = specials[j];
            tandai_json_write_string (to, bytes, (gssize) n_bytes);
            slow = write_slowly (bytes, n_bytes);
            g_assert_cmpstr (to->str, ==, slow);
          }
}

/* A string is ended where it stands, its escapes resolved; what stands beside it is as it was. */
static void
test_end_string (void)
{
  static const char TEXT[] = "[\"plain\", \"a\\u00e9\\n\\ud83d\\ude21\", \"\", 7, \"last\"]";
  static const char *const EXPECTED[] = { "plain", "aé\n😡", "", NULL, "last" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiJson) json = tandai_json_parse (TEXT, strlen (TEXT), &error);
  int item;

  g_assert_no_error (error);
  item = tandai_json_first (json, 0);
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++, item = tandai_json_next (json, (guint) item))
    {
      g_autofree char *copy = NULL;

      g_assert_cmpstr (tandai_json_end_string (json, (guint) item), ==, EXPECTED[i]);
      copy = tandai_json_dup_string (json, (guint) item);
      g_assert_cmpstr (copy, ==, EXPECTED[i]);
    }
  g_assert_cmpint (item, ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/bad", test_bad);
  g_test_add_func ("/json/nesting", test_nesting);
  g_test_add_func ("/json/place", test_place);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/write", test_write);
  g_test_add_func ("/json/write-special", test_write_special);
  g_test_add_func ("/json/end-string", test_end_string);
  return g_test_run ();
}
