/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-error.h"

static void
test_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (TANDAI_ERROR), ==, "tandai-error-quark");
}

/* A hostile name can neither break a line, drive a terminal nor turn the reading direction. */
static void
test_display_name (void)
{
  static const struct
  {
    const char *name;
    const char *shown;
  } CASES[] = {
    { "/x/berita é 😡.txt", "/x/berita é 😡.txt" }, { "a\nb\tc", "a\\x0Ab\\x09c" },
    { "\033[31ma\007", "\\x1B[31ma\\x07" },       { "a\xE2\x80\xAEtxt.b", "a\\x202Etxt.b" },
    { "a\x7F\xC2\x9B", "a\\x7F\\x9B" },           { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *shown = tandai_display_name (CASES[i].name);

      g_assert_cmpstr (shown, ==, CASES[i].shown);
    }
}

static void
test_not_utf8 (void)
{
  g_autofree char *shown = tandai_display_name ("caf\xE9.txt");

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_true (g_str_has_prefix (shown, "caf"));
  g_assert_true (g_str_has_suffix (shown, ".txt"));
}

static void
test_file_display_name (void)
{
  g_autoptr (GFile) local = g_file_new_for_path ("/x/a\nb");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://example.org/a%0Ab");
  g_autofree char *local_shown = tandai_file_display_name (local);
  g_autofree char *remote_shown = tandai_file_display_name (remote);

  g_assert_cmpstr (local_shown, ==, "/x/a\\x0Ab");
  g_assert_cmpstr (remote_shown, ==, "sftp://example.org/a%0Ab");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/domain", test_domain);
  g_test_add_func ("/error/display-name", test_display_name);
  g_test_add_func ("/error/not-utf8", test_not_utf8);
  g_test_add_func ("/error/file-display-name", test_file_display_name);
  return g_test_run ();
}
