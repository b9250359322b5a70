/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"

static char *folder;

/* The other program: what it renames over what, as soon as the file of that name is put there. */
static const char *intruder_from;
static const char *intruder_to;

static void
let_intruder_in (const char *path)
{
  g_autofree char *from = g_strdup (intruder_from);

  if (from == NULL || !g_str_equal (path, intruder_to))
    return;
  intruder_from = NULL;
  g_assert_cmpint (renameat (AT_FDCWD, from, AT_FDCWD, path), ==, 0);
}

/* The program's renames and links come here, not to libc, so that the other one is never late. */
int
rename (const char *from, const char *to)
{
  int result = renameat (AT_FDCWD, from, AT_FDCWD, to);

  if (result == 0)
    let_intruder_in (to);
  return result;
}

int
link (const char *from, const char *to)
{
  int result = linkat (AT_FDCWD, from, AT_FDCWD, to, 0);

  if (result == 0)
    let_intruder_in (to);
  return result;
}

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
assert_content (const char *path, const char *text)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
}

static void
test_write (void)
{
  g_autofree char *path = path_of ("write");
  g_autoptr (GBytes) one = bytes_of ("one");
  g_autoptr (GBytes) two = bytes_of ("two");
  TandaiStamp stamp = { 0 };
  struct stat info;

  g_assert_true (tandai_file_write (path, one, &stamp, FALSE, NULL, NULL));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_true (tandai_file_write (path, two, &stamp, FALSE, NULL, NULL));
  assert_content (path, "two");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

static void
test_changed (void)
{
  g_autofree char *path = path_of ("changed");
  g_autoptr (GBytes) ours = bytes_of ("ours");
  g_autoptr (GError) error = NULL;
  TandaiStamp stamp = { 0 };

  g_assert_true (tandai_file_write (path, ours, &stamp, FALSE, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "theirs", -1, NULL));
  g_assert_false (tandai_file_write (path, ours, &stamp, FALSE, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED);
  assert_content (path, "theirs");
  /* The same bytes written again are no change. */
  g_assert_true (g_file_set_contents (path, "ours", -1, NULL));
  g_assert_true (tandai_file_write (path, ours, &stamp, FALSE, NULL, NULL));
}

/* A file that came into being since we looked is another program's. */
static void
test_appeared (void)
{
  g_autofree char *path = path_of ("appeared");
  g_autoptr (GBytes) ours = bytes_of ("ours");
  g_autoptr (GError) error = NULL;
  TandaiStamp stamp = { 0 };

  g_assert_true (g_file_set_contents (path, "theirs", -1, NULL));
  g_assert_false (tandai_file_write (path, ours, &stamp, FALSE, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED);
  assert_content (path, "theirs");
}

/* Writes while another program puts @theirs over what was just written; the next save must see it. */
static void
assert_race_is_seen (const char *name, gboolean exists, const char *theirs)
{
  g_autofree char *path = path_of (name);
  g_autofree char *from = path_of ("intruder");
  g_autoptr (GBytes) ours = bytes_of ("ours");
  g_autoptr (GError) error = NULL;
  TandaiStamp stamp = { 0 };

  if (exists)
    g_assert_true (tandai_file_write (path, ours, &stamp, FALSE, NULL, NULL));
  g_assert_true (g_file_set_contents (from, theirs, -1, NULL));
  intruder_from = from;
  intruder_to = path;
  g_assert_true (tandai_file_write (path, ours, &stamp, FALSE, NULL, NULL));
  /* It was there in time. */
  g_assert_null (intruder_from);
  assert_content (path, theirs);
  g_assert_false (tandai_file_is_unchanged (path, &stamp, NULL));
  g_assert_false (tandai_file_write (path, ours, &stamp, FALSE, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED);
  assert_content (path, theirs);
}

/* A file renamed over ours before we looked at it was taken for ours, and the next save went over it. */
static void
test_race (void)
{
  assert_race_is_seen ("race-longer", TRUE, "their words");
  assert_race_is_seen ("race-same-size", TRUE, "them");
  assert_race_is_seen ("race-new", FALSE, "them");
}

static void
test_link (void)
{
  g_autofree char *target = path_of ("target");
  g_autofree char *link_path = path_of ("link");
  g_autoptr (GBytes) two = bytes_of ("two");
  g_autoptr (GBytes) read = NULL;
  TandaiStamp stamp;

  g_assert_true (g_file_set_contents (target, "one", -1, NULL));
  g_assert_cmpint (symlink (target, link_path), ==, 0);
  read = tandai_file_read (link_path, 100, &stamp, NULL, NULL);
  g_assert_nonnull (read);
  g_assert_true (tandai_file_write (link_path, two, &stamp, FALSE, NULL, NULL));
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  assert_content (target, "two");
}

static void
test_refused (void)
{
  g_autofree char *fifo = path_of ("fifo");
  g_autofree char *large = path_of ("large");
  g_autofree char *missing = path_of ("missing");
  const struct
  {
    const char *path;
    GQuark domain;
    int code;
  } cases[] = {
    { folder, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE }, { fifo, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE },
    { large, TANDAI_ERROR, TANDAI_ERROR_TOO_LARGE },   { "/dev/zero", TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE },
    { missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND },
  };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_true (g_file_set_contents (large, "0123456789", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tandai_file_read (cases[i].path, 5, NULL, NULL, &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
    }
}

static void
test_stale (void)
{
  g_autofree char *stale = path_of (".tandai-abc123.tmp");
  g_autofree char *fresh = path_of (".tandai-def456.tmp");
  struct utimbuf old = { 0, 0 };

  g_assert_true (g_file_set_contents (stale, "x", -1, NULL));
  g_assert_true (g_file_set_contents (fresh, "x", -1, NULL));
  g_assert_cmpint (utime (stale, &old), ==, 0);
  tandai_file_remove_stale (folder);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

/* The copy of a hidden article's sidecar, which a person has yet to merge, went with the temporary files. */
static void
test_stale_spares_conflicts (void)
{
  g_autofree char *conflict = path_of (".hidden.txt.tandai.json.conflict-20240101T000000000Z");
  struct utimbuf old = { 0, 0 };

  g_assert_true (g_file_set_contents (conflict, "x", -1, NULL));
  g_assert_cmpint (utime (conflict, &old), ==, 0);
  tandai_file_remove_stale (folder);
  g_assert_true (g_file_test (conflict, G_FILE_TEST_EXISTS));
}

/* It was replaced all the same, as only the folder must be writable for that. */
static void
test_made_read_only (void)
{
  g_autofree char *path = g_build_filename (folder, "read-only.json", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_false (tandai_file_write (path, bytes, NULL, TRUE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "read-only.json"));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (tandai_file_write (path, bytes, NULL, TRUE, NULL, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_read_only (const char *path, const char *named)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tandai_file_check_read_only (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, named));
}

/* It is told before a save is tried, of what is there and of what is not. */
static void
test_check_read_only (void)
{
  g_autofree char *inside = g_build_filename (folder, "closed", NULL);
  g_autofree char *path = g_build_filename (inside, "told.json", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone", "told.json", NULL);
  g_autofree char *link = g_build_filename (folder, "told-link.json", NULL);

  g_assert_cmpint (g_mkdir (inside, 0755), ==, 0);
  g_assert_true (tandai_file_check_read_only (path, NULL));
  g_assert_true (tandai_file_check_read_only (gone, NULL));
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (tandai_file_check_read_only (path, NULL));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  assert_read_only (path, "told.json");
  g_assert_cmpint (symlink (path, link), ==, 0);
  assert_read_only (link, "told-link.json");
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  /* No folder is closed to root. */
  if (geteuid () != 0)
    {
      g_assert_cmpint (g_chmod (inside, 0555), ==, 0);
      assert_read_only (path, "closed");
    }
  g_assert_cmpint (g_rmdir (inside), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_test_add_func ("/file/write", test_write);
  g_test_add_func ("/file/changed", test_changed);
  g_test_add_func ("/file/appeared", test_appeared);
  g_test_add_func ("/file/renamed-over-before-we-look", test_race);
  g_test_add_func ("/file/link", test_link);
  g_test_add_func ("/file/refused", test_refused);
  g_test_add_func ("/file/made-read-only", test_made_read_only);
  g_test_add_func ("/file/check-read-only", test_check_read_only);
  g_test_add_func ("/file/stale", test_stale);
  g_test_add_func ("/file/stale-spares-conflicts", test_stale_spares_conflicts);
  result = g_test_run ();
  g_free (folder);
  return result;
}
