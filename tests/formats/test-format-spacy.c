/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

static const TandaiExportOptions longest = { .scheme = "BIO", .columns = 2 };

static char *
write_line (TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_spacy, sidecar, &longest, report);

  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (((TandaiExportFile *) files->pdata[0])->shared);
  return g_strdup (tandai_format_shared_file (files, "train.jsonl")->str);
}

static void
test_record (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("Kata Ani:  “Ya 😡\nini.”\n");
  g_autofree char *line = NULL;

  fixture_add (sidecar, "s0", "actor", "5 8");
  fixture_add (sidecar, "s1", "quote", "11 22");
  fixture_add (sidecar, "s2", "claim", "12 20");
  line = write_line (sidecar, report);
  g_assert_cmpstr (
      line, ==,
      "{\"id\":\"a/b.txt\",\"text\":\"Kata Ani:  “Ya 😡\\nini.”\\n\","
      "\"words\":[\"Kata\",\"Ani\",\":\",\" \",\"“\",\"Ya\",\"😡\",\"\\n\",\"ini\",\".\",\"”\",\"\\n\"],"
      "\"spaces\":[true,false,true,false,false,true,false,false,false,false,false,false],"
      "\"entities\":[[5,8,\"actor\"],[11,22,\"quote\"]],"
      "\"spans\":{\"sc\":[[5,8,\"actor\"],[11,22,\"quote\"],[12,20,\"claim\"]]}}\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_OVERLAP), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

/* A span is on the edges of words even where it cuts one; an entity has no white space at its ends. */
static void
test_edges (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua\n\ntiga  x");
  g_autofree char *line = NULL;

  fixture_add (sidecar, "s0", "actor", "2 5");
  fixture_add (sidecar, "s1", "place", "9 14");
  fixture_add (sidecar, "s2", "claim", "15 16");
  line = write_line (sidecar, report);
  g_assert_nonnull (strstr (line,
                            "\"words\":[\"sa\",\"tu\",\" \",\"dua\",\"\\n\",\"\\n\",\"tiga\",\" \",\"x\"],"
                            "\"spaces\":[false,false,false,false,false,false,true,false,false],"));
  g_assert_nonnull (strstr (line, "\"entities\":[[2,4,\"actor\"],[10,14,\"place\"]],"));
  g_assert_nonnull (strstr (line, "\"sc\":[[2,5,\"actor\"],[9,14,\"place\"],[15,16,\"claim\"]]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 1);
}

static void
test_discontinuous (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autofree char *line = NULL;

  fixture_add (sidecar, "s0", "quote", "0 4;9 13");
  line = write_line (sidecar, report);
  g_assert_nonnull (strstr (line, "\"sc\":[[0,4,\"quote\"],[9,13,\"quote\"]]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) empty = fixture_sidecar ("");
  g_autoptr (TandaiSidecar) blank = fixture_sidecar (" \xe2\x80\xa8");
  g_autofree char *none = write_line (empty, report);
  g_autofree char *blanks = write_line (blank, report);

  g_assert_cmpstr (none, ==,
                   "{\"id\":\"a/b.txt\",\"text\":\"\",\"words\":[],\"spaces\":[],\"entities\":[],"
                   "\"spans\":{\"sc\":[]}}\n");
  g_assert_nonnull (strstr (blanks, "\"words\":[\" \\u2028\"],\"spaces\":[false]"));
}

/* The parts are files beside the script, which takes every one. */
static void
test_parts (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  TandaiExportArticle article = { "c.txt", "c", "dev", sidecar, tandai_schema_get_default () };

  tandai_format_spacy.write (NULL, &article, &longest, files, report);
  tandai_format_spacy.end (NULL, files);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (
      g_str_has_prefix (tandai_format_shared_file (files, "dev.jsonl")->str, "{\"id\":\"c.txt\","));
  g_assert_nonnull (strstr (tandai_format_file (files, "make_docbin.py")->str, ".glob(\"*.jsonl\")"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/spacy/record", test_record);
  g_test_add_func ("/formats/spacy/edges", test_edges);
  g_test_add_func ("/formats/spacy/discontinuous", test_discontinuous);
  g_test_add_func ("/formats/spacy/nothing", test_nothing);
  g_test_add_func ("/formats/spacy/parts", test_parts);
  return g_test_run ();
}
