/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gui/tandai-view-map.h"

/* The view's text, put together from pieces of about so many bytes. */
static char *
view_text (const TandaiViewMap *map, const TandaiText *text, gsize limit)
{
  GString *view = g_string_new (NULL);
  gsize from = 0;

  while (from < tandai_text_get_bytes (text))
    {
      g_autofree char *owned = NULL;
      gsize n_bytes;
      const char *piece = tandai_view_map_peek_piece (map, text, &from, limit, &n_bytes, &owned);

      g_assert_true (g_utf8_validate_len (piece, n_bytes, NULL));
      g_assert_false (g_str_has_suffix (view->str, "\r") && piece[0] == '\n');
      g_string_append_len (view, piece, (gssize) n_bytes);
    }
  return g_string_free (view, FALSE);
}

/* Both ways for every offset, and no paragraph of the view above 8 KB. */
static void
assert_map (const char *chars)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (TandaiViewMap) map = tandai_view_map_new (text);
  g_autofree char *view = view_text (map, text, G_MAXUINT);
  g_auto (GStrv) paragraphs = g_strsplit (view, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    g_assert_cmpuint (strlen (paragraphs[i]), <=, 8192 + 4);
  for (gsize limit = 100; limit < 100000; limit = limit * 7 + 1)
    {
      g_autofree char *again = view_text (map, text, limit);

      g_assert_cmpstr (again, ==, view);
    }
  for (guint offset = 0; offset <= tandai_text_get_length (text); offset++)
    g_assert_cmpuint (tandai_view_map_to_document (map, tandai_view_map_to_view (map, offset)), ==, offset);
  for (guint offset = 0; offset < tandai_text_get_length (text); offset += 97)
    g_assert_cmpuint (g_utf8_get_char (
                          g_utf8_offset_to_pointer (view, tandai_view_map_to_view (map, offset))),
                      ==, tandai_text_get_char (text, offset));
}

static char *
repeat (const char *piece, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_round_trip (void)
{
  static const char *const PIECES[] = { "kata ", "x", "😡", "e\xCC\x81", "satu\ndua ", "satu\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (PIECES); i++)
    {
      g_autofree char *text = repeat (PIECES[i], 9000);

      assert_map (text);
    }
  assert_map ("");
  assert_map ("pendek\n");
}

static void
test_short_text_is_unchanged (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("satu\ndua\n");
  g_autoptr (TandaiViewMap) map = tandai_view_map_new (text);

  g_assert_cmpuint (tandai_view_map_get_n_breaks (map), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-map/round-trip", test_round_trip);
  g_test_add_func ("/view-map/short", test_short_text_is_unchanged);
  return g_test_run ();
}
