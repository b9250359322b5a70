/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>

#include "formats/tandai-guess.h"

static const struct
{
  const char *name;
  const char *content;
  const char *format;
  gboolean is_data;
} CASES[] = {
  { "a.ann", "T1\tactor 0 4\tSiti\n", "brat", TRUE },
  { "a.conll", "Siti\tB-PER\n", "conll", TRUE },
  { "A.CSV", "text,title\n", "csv", TRUE },
  { "a.tsv", "text\ttitle\n", "csv", TRUE },
  { "b.tsv", "#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv", TRUE },
  { "a.jsonl", "{\"format\": \"tandai/1\", \"article\": {}}\n", "jsonl", TRUE },
  { "b.jsonl", "{\"text\": \"a\", \"label\": [[0, 1, \"x\"]]}\n", "doccano", TRUE },
  { "c.jsonl", "{\"isi\": \"a\"}\n", "jsonl", TRUE },
  { "d.jsonl", "{\"text\": \"a\", \"spans\": [{\"start\": 0, \"end\": 1, \"label\": \"x\"}]}\n", "jsonl",
    TRUE },
  { "e.jsonl", "[\n  {\n    \"id\": 1,\n    \"annotations\": [", "label-studio", TRUE },
  { "f.ndjson", "{\"data\": {\"text\": \"a\"}}\n", "label-studio", TRUE },
  { "c.json", "[\n  {\n    \"text\": \"a\",\n    \"label\": [", "doccano", TRUE },
  { "d.json", "{\"format\": \"tandai/1\", \"article\": {}}\n", "jsonl", TRUE },
  { "e.json", "[{\"isi\": \"a\"}]", "jsonl", TRUE },
  { "a.json", "[{\"data\": {}, \"annotations\": []}]", "label-studio", TRUE },
  { "b.json", "{\"%TYPES\": {}, \"%FEATURE_STRUCTURES\": []}", "uima-json", TRUE },
  { "a.xmi", "<xmi:XMI/>", "uima-xmi", TRUE },
  { "a.htm", "<p>", "html", TRUE },
  { "a.txt", "Siti", "text", FALSE },
  { "a.txt.tandai.json", "{}", "jsonl", FALSE },
  { "tandai.json", "{}", "jsonl", FALSE },
  { "a.png", "\x89PNG", NULL, FALSE },
  { "empty.json", "", "label-studio", TRUE },
};

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_build_filename (folder, CASES[i].name, NULL);
      const TandaiFormat *format;

      g_assert_true (g_file_set_contents (path, CASES[i].content, -1, NULL));
      format = tandai_guess_format (path);
      g_test_message ("%s", CASES[i].name);
      g_assert_cmpstr (format != NULL ? format->name : NULL, ==, CASES[i].format);
      g_assert_true (tandai_guess_is_data (path) == CASES[i].is_data);
      g_unlink (path);
      g_assert_null (tandai_guess_format (path));
    }
  g_rmdir (folder);
}

/* Articles alone are text; data beside them, or further below, says more. */
static void
test_folders (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "below", NULL);
  g_autofree char *article = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *data = g_build_filename (below, "a.ann", NULL);

  g_assert_null (tandai_guess_format (folder));
  g_assert_true (g_file_set_contents (article, "Siti", -1, NULL));
  g_assert_cmpstr (tandai_guess_format (folder)->name, ==, "text");
  g_assert_cmpint (g_mkdir (below, 0777), ==, 0);
  g_assert_true (g_file_set_contents (data, "", -1, NULL));
  g_assert_cmpstr (tandai_guess_format (folder)->name, ==, "brat");
  g_unlink (data);
  g_unlink (article);
  g_rmdir (below);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/files", test_files);
  g_test_add_func ("/guess/folders", test_folders);
  return g_test_run ();
}
