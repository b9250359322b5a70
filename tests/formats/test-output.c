/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "formats/tandai-output.h"

typedef struct
{
  char *folder;
  GPtrArray *none;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->none = g_ptr_array_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->none);
}

static char *
path_in (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
count_children (const char *folder)
{
  g_autoptr (GDir) children = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (children) != NULL)
    n++;
  return n;
}

static void
write_one (TandaiOutput *output, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  tandai_output_write (output, name, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "out.jsonl");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  TandaiOutput *output;

  fixture_put (fixture->folder, "out.jsonl", "old");
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  for (guint commit = 0; commit < 2; commit++)
    {
      GStatBuf info;

      output = tandai_output_new (path, FALSE, fixture->none, fixture->none, &error);
      g_assert_no_error (error);
      write_one (output, "", "new ");
      write_one (output, "", "text");
      if (commit)
        g_assert_true (tandai_output_commit (output, &error));
      tandai_output_free (output);
      g_clear_pointer (&content, g_free);
      content = fixture_get (fixture->folder, "out.jsonl");
      g_assert_cmpstr (content, ==, commit ? "new text" : "old");
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0640);
      g_assert_cmpuint (count_children (fixture->folder), ==, 1);
    }
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "out");
  g_autoptr (GError) error = NULL;
  TandaiOutput *output = tandai_output_new (path, TRUE, fixture->none, fixture->none, &error);
  g_autofree char *content = NULL;

  g_assert_no_error (error);
  write_one (output, "a/b.ann", "1");
  write_one (output, "c.ann", "2");
  g_assert_false (tandai_output_write (output, "c.ann", "3", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  tandai_output_take_back (output, "c.ann");
  write_one (output, "c.ann", "4");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (tandai_output_commit (output, &error));
  tandai_output_free (output);
  content = fixture_get (path, "c.ann");
  g_assert_cmpstr (content, ==, "4");
  g_assert_cmpuint (count_children (fixture->folder), ==, 1);
}

static void
test_folder_given_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "out");
  TandaiOutput *output = tandai_output_new (path, TRUE, fixture->none, fixture->none, NULL);

  write_one (output, "a/b/c.ann", "1");
  tandai_output_free (output);
  g_assert_cmpuint (count_children (fixture->folder), ==, 0);
}

static void
test_folder_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "out");
  g_autoptr (GError) error = NULL;
  TandaiOutput *output;
  g_autofree char *replaced = NULL;
  g_autofree char *other = NULL;

  fixture_put (path, "a.ann", "old");
  fixture_put (path, "other", "mine");
  output = tandai_output_new (path, TRUE, fixture->none, fixture->none, &error);
  write_one (output, "a.ann", "new");
  write_one (output, "b/c.ann", "new");
  g_assert_true (tandai_output_commit (output, &error));
  tandai_output_free (output);
  replaced = fixture_get (path, "a.ann");
  other = fixture_get (path, "other");
  g_assert_cmpstr (replaced, ==, "new");
  g_assert_cmpstr (other, ==, "mine");
  g_assert_cmpuint (count_children (path), ==, 3);
  g_assert_cmpuint (count_children (fixture->folder), ==, 1);
}

static void
assert_refused (Fixture *fixture, const char *target, gboolean folder, GPtrArray *inputs, GPtrArray *articles)
{
  g_autofree char *path = path_in (fixture, target);
  g_autoptr (GError) error = NULL;
  TandaiOutput *output = tandai_output_new (path, folder, inputs, articles, &error);

  g_assert_null (output);
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *link = path_in (fixture, "link");

  fixture_put (fixture->folder, "in/a.txt", "text");
  fixture_put (fixture->folder, "b.txt", "text");
  fixture_put (fixture->folder, "b.txt.tandai.json", "{}");
  fixture_put (fixture->folder, "plain", "text");
  fixture_put (fixture->folder, "tandai.json", "{}");
  g_assert_cmpint (symlink ("in", link), ==, 0);
  g_ptr_array_add (inputs, g_file_new_build_filename (fixture->folder, "in", NULL));
  g_ptr_array_add (articles, g_file_new_build_filename (fixture->folder, "plain", NULL));
  assert_refused (fixture, "in/out.jsonl", FALSE, inputs, articles);
  assert_refused (fixture, "in", TRUE, inputs, articles);
  assert_refused (fixture, "link/out", TRUE, inputs, articles);
  assert_refused (fixture, "in/../in/out", TRUE, inputs, articles);
  assert_refused (fixture, "b.txt", FALSE, inputs, articles);
  assert_refused (fixture, "b.txt.tandai.json", FALSE, inputs, articles);
  assert_refused (fixture, "tandai.json", FALSE, inputs, articles);
  assert_refused (fixture, "plain", FALSE, inputs, articles);
  assert_refused (fixture, "plain", TRUE, inputs, articles);
  assert_refused (fixture, "in", FALSE, fixture->none, articles);
}

/* An existing folder may hold somebody's corpus: nothing of it is replaced, and nothing at all is written. */
static void
test_corpus_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "out");
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  TandaiOutput *output;

  fixture_put (path, "b.txt", "mine");
  fixture_put (path, "b.txt.tandai.json", "{}");
  output = tandai_output_new (path, TRUE, fixture->none, fixture->none, &error);
  g_assert_no_error (error);
  write_one (output, "a.txt", "new");
  write_one (output, "b.txt", "new");
  g_assert_false (tandai_output_commit (output, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
  tandai_output_free (output);
  content = fixture_get (path, "b.txt");
  g_assert_cmpstr (content, ==, "mine");
  g_assert_cmpuint (count_children (path), ==, 2);
  g_assert_cmpuint (count_children (fixture->folder), ==, 1);
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TandaiOutput *output = tandai_output_new ("/dev/full", FALSE, fixture->none, fixture->none, &error);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_true (tandai_output_write (output, "", "text", 4, &error));
  g_assert_false (tandai_output_commit (output, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  tandai_output_free (output);
  g_assert_cmpint (g_stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/formats/output/file", test_file);
  ADD ("/formats/output/folder", test_folder);
  ADD ("/formats/output/folder-given-up", test_folder_given_up);
  ADD ("/formats/output/folder-again", test_folder_again);
  ADD ("/formats/output/refusals", test_refusals);
  ADD ("/formats/output/corpus-is-kept", test_corpus_is_kept);
  ADD ("/formats/output/device", test_device);
  return g_test_run ();
}
