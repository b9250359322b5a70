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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/bad", test_bad);
  g_test_add_func ("/json/nesting", test_nesting);
  g_test_add_func ("/json/place", test_place);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/write", test_write);
  return g_test_run ();
}
