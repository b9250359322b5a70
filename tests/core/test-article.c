/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-article.h"
#include "core/tandai-error.h"

/* Loads a file of those bytes; it is gone afterwards. */
static TandaiArticle *
load_bytes (const char *bytes, gssize n_bytes, const char *encoding, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "berita.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  TandaiArticle *article;

  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  article = tandai_article_load (file, encoding, NULL, error);
  g_assert_true (article == NULL || g_str_equal (article->path, path));
  g_unlink (path);
  g_rmdir (folder);
  return article;
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = load_bytes ("\xEF\xBB\xBFJudul\r\nIsi\r\n", -1, NULL, &error);
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, "\xEF\xBB\xBFJudul\r\nIsi\r\n", -1);

  g_assert_no_error (error);
  g_assert_cmpstr (tandai_text_get_chars (article->text), ==, "Judul\nIsi\n");
  g_assert_cmpint (article->origin.newline, ==, TANDAI_NEWLINE_CRLF);
  /* Of the file's bytes, mark and line ends and all. */
  g_assert_cmpstr (tandai_article_get_sha256 (article), ==, hash);
}

static void
test_stated_encoding (void)
{
  g_autoptr (TandaiArticle) guessed = load_bytes ("caf\xC3\xA9", -1, NULL, NULL);
  g_autoptr (TandaiArticle) stated = load_bytes ("caf\xC3\xA9", -1, "windows-1252", NULL);

  g_assert_cmpstr (tandai_text_get_chars (guessed->text), ==, "café");
  g_assert_cmpstr (tandai_text_get_chars (stated->text), ==, "cafÃ©");
}

static void
test_not_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_bytes ("a\0b", 3, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT);
  /* It names the file. */
  g_assert_nonnull (strstr (error->message, "berita.txt"));
}

static void
test_missing (void)
{
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/berita.txt");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://example.org/berita.txt");
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (GError) missing_error = NULL;
  g_autoptr (GError) remote_error = NULL;
  g_autoptr (GError) folder_error = NULL;

  g_assert_null (tandai_article_load (missing, NULL, NULL, &missing_error));
  g_assert_error (missing_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (tandai_article_load (remote, NULL, NULL, &remote_error));
  g_assert_error (remote_error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_null (tandai_article_load (folder, NULL, NULL, &folder_error));
  g_assert_error (folder_error, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file =
      g_file_new_for_path (g_test_get_filename (G_TEST_DIST, "core", "test-article.c", NULL));
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tandai_article_load (file, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_title (void)
{
  static const char *const CASES[][2] = {
    { "Judul\nIsi", "Judul" }, { "\n \t\n  Judul berita  \nIsi", "Judul berita" },
    { "Judul", "Judul" },      { "", NULL },
    { " \n\n ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TandaiText) text = tandai_text_new (CASES[i][0]);
      g_autofree char *title = tandai_text_dup_title (text);

      g_assert_cmpstr (title, ==, CASES[i][1]);
    }
}

/* 120 code points stay; of more, 119 and an ellipsis, with no character cut. */
static void
test_long_title (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < 120; i++)
    g_string_append (line, "😡");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TandaiText) text = tandai_text_new (line->str);
      g_autofree char *title = tandai_text_dup_title (text);

      g_assert_true (g_utf8_validate (title, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (title, -1), ==, 120);
      g_assert_true (g_str_has_suffix (title, i == 0 ? "😡" : "…"));
      g_string_append (line, "a");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/load", test_load);
  g_test_add_func ("/article/stated-encoding", test_stated_encoding);
  g_test_add_func ("/article/not-text", test_not_text);
  g_test_add_func ("/article/missing", test_missing);
  g_test_add_func ("/article/cancelled", test_cancelled);
  g_test_add_func ("/article/title", test_title);
  g_test_add_func ("/article/long-title", test_long_title);
  return g_test_run ();
}
