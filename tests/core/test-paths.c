/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-paths.h"

static char *
write_file (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  return path;
}

/* What the sidecar of that name belongs to, as "ARTICLE/ANNOTATOR". */
static void
assert_owner (const char *folder, const char *sidecar, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, sidecar, NULL);
  g_autofree char *annotator = NULL;
  g_autofree char *article = tandai_paths_article (path, &annotator);
  g_autofree char *article_folder = g_path_get_dirname (article);
  g_autofree char *base = g_path_get_basename (article);
  g_autofree char *found = g_strconcat (base, "/", annotator, NULL);

  g_assert_cmpstr (article_folder, ==, folder);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_names (void)
{
  g_autofree char *unnamed = tandai_paths_sidecar ("/x/berita.txt", "");
  g_autofree char *named = tandai_paths_sidecar ("/x/berita.txt", "siti");

  g_assert_cmpstr (unnamed, ==, "/x/berita.txt.tandai.json");
  g_assert_cmpstr (named, ==, "/x/berita.txt.siti.tandai.json");
  g_assert_true (tandai_paths_is_sidecar (named));
  g_assert_false (tandai_paths_is_sidecar ("/x/tandai.json"));
  g_assert_false (tandai_paths_is_sidecar ("/x/.tandai.json"));
  g_assert_false (tandai_paths_is_sidecar ("/x.tandai.json/berita.txt"));
  g_assert_false (tandai_paths_is_sidecar (""));
}

static void
test_annotators (void)
{
  static const char *const GOOD[] = { "", "siti", "siti-2", "2_b", "a2345678901234567890123456789012" };
  static const char *const BAD[] = { "-siti", "_siti", "Siti", "si ti",
                                     "si.ti", "si/ti", "sité", "a23456789012345678901234567890123" };

  for (guint i = 0; i < G_N_ELEMENTS (GOOD); i++)
    g_assert_true (tandai_annotator_is_valid (GOOD[i]));
  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_assert_false (tandai_annotator_is_valid (BAD[i]));
}

static void
test_temporary (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5.678);
  g_autofree char *conflict = tandai_paths_conflict ("/x/berita.txt.tandai.json", time);

  g_assert_cmpstr (conflict, ==, "/x/berita.txt.tandai.json.conflict-20260102T030405678Z");
  g_assert_false (tandai_paths_is_sidecar (conflict));
  g_assert_true (tandai_paths_is_temporary (conflict));
  g_assert_true (tandai_paths_is_temporary ("/x/.tandai-abc123.tmp"));
  g_assert_false (tandai_paths_is_temporary ("/x/tandai-abc123.tmp"));
  g_assert_false (tandai_paths_is_temporary ("/x/berita.txt.tandai.json"));
}

static void
test_copy_name (void)
{
  g_autofree char *letters = g_strnfill (300, 'a');
  g_autofree char *sidecar = g_strconcat ("/x/", letters, ".tandai.json", NULL);
  g_autofree char *fitting = tandai_paths_copy_name (sidecar);
  g_autofree char *own = tandai_paths_copy_name ("/x/a.txt.tandai.json.conflict-20260102T030405678Z");

  g_assert_cmpuint (strlen (fitting), ==, 255);
  g_assert_true (tandai_paths_is_sidecar (fitting));
  g_assert_cmpstr (own, ==, "a.txt.tandai.json.conflict-20260102T030405678Z");
}

/* Our version could not be saved at all where the sidecar's own name was nearly as long as a name can be. */
static void
test_conflict_of_a_long_name (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5.678);

  for (guint n = 200; n <= 243; n++)
    {
      g_autofree char *letters = g_strnfill (n - 2, 'a');
      g_autofree char *sidecar = g_strconcat ("/x/", letters, "\303\251.tandai.json", NULL);
      g_autofree char *conflict = tandai_paths_conflict (sidecar, time);
      g_autofree char *again = tandai_paths_conflict (conflict, time);

      g_assert_cmpuint (strlen (conflict), <=, strlen ("/x/") + 255);
      g_assert_true (g_utf8_validate (conflict, -1, NULL));
      g_assert_true (tandai_paths_is_temporary (conflict));
      g_assert_false (tandai_paths_is_unfinished_save (conflict));
      g_assert_true (g_str_has_suffix (conflict, ".tandai.json.conflict-20260102T030405678Z"));
      g_assert_cmpstr (again, ==, conflict);
    }
}

static void
test_article (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *article = write_file (folder, "berita.txt");
  g_autofree char *longer = NULL;

  assert_owner (folder, "berita.txt.tandai.json", "berita.txt/");
  assert_owner (folder, "berita.txt.siti.tandai.json", "berita.txt/siti");
  assert_owner (folder, "berita.txt.Siti.tandai.json", "berita.txt.Siti/");
  longer = write_file (folder, "berita.txt.siti");
  assert_owner (folder, "berita.txt.siti.tandai.json", "berita.txt.siti/");
  g_unlink (article);
  g_unlink (longer);
  /* Neither is there: the name tells no annotator. */
  assert_owner (folder, "berita.txt.siti.tandai.json", "berita.txt.siti/");
  g_rmdir (folder);
}

/* The sidecar of a hidden article was said to be its folder's, and that of another a folder's of its name. */
static void
test_folder_is_no_article (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "berita", NULL);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  assert_owner (folder, ".siti.tandai.json", ".siti/");
  assert_owner (folder, "berita.siti.tandai.json", "berita.siti/");
  g_rmdir (inner);
  g_rmdir (folder);
}

static void
test_not_a_sidecar (void)
{
  g_test_expect_message ("tandai-core", G_LOG_LEVEL_CRITICAL, "*is_sidecar*");
  g_assert_null (tandai_paths_article ("a.txt", NULL));
  g_test_assert_expected_messages ();
}

static void
test_list (void)
{
  static const char *const NAMES[] = { "a.txt",
                                       "a.txt.tandai.json",
                                       "a.txt.siti.tandai.json",
                                       "a.txt.budi.tandai.json",
                                       "a.txt.x.tandai.json.conflict-1",
                                       "a.txt.b",
                                       "a.txt.b.tandai.json",
                                       "ba.txt.tandai.json" };
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;
  static const guint EXPECTED[] = { 3, 2, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_ptr_array_add (paths, write_file (folder, NAMES[i]));
  found = tandai_paths_list_sidecars (g_ptr_array_index (paths, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (found), ==, G_N_ELEMENTS (EXPECTED));
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    g_assert_cmpstr (found[i], ==, g_ptr_array_index (paths, EXPECTED[i]));
  for (guint i = 0; i < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
  g_rmdir (folder);
  g_assert_null (tandai_paths_list_sidecars (g_ptr_array_index (paths, 0), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/names", test_names);
  g_test_add_func ("/paths/annotators", test_annotators);
  g_test_add_func ("/paths/temporary", test_temporary);
  g_test_add_func ("/paths/copy-name", test_copy_name);
  g_test_add_func ("/paths/conflict-of-a-long-name", test_conflict_of_a_long_name);
  g_test_add_func ("/paths/article", test_article);
  g_test_add_func ("/paths/folder-is-no-article", test_folder_is_no_article);
  g_test_add_func ("/paths/not-a-sidecar", test_not_a_sidecar);
  g_test_add_func ("/paths/list", test_list);
  return g_test_run ();
}
