/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "formats/tandai-webanno-escape.h"

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

#define HEAD                                                                                                 \
  "#FORMAT=WebAnno TSV 3.3\n"                                                                                \
  "#T_SP=webanno.custom.Span|label|kind|role|entity|source|mode|note\n"                                      \
  "#T_RL=webanno.custom.Relation|label|BT_webanno.custom.Span\n\n"

#define NONE "_\t_\t_\t_\t_\t_\t_\t"

static char *
write_tsv (const TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_webanno_tsv, sidecar, &options, report);

  g_assert_cmpuint (files->len, ==, 1);
  return g_strdup (tandai_format_file (files, "a/b.tsv")->str);
}

/* A span that cuts a token, one of two pieces, one nested in another, and a relation to each. */
static void
test_table (void)
{
  const char *const attributes[] = { "mode", "direct", "unknown", "x", NULL };
  const TandaiRange ranges[] = { { 2, 9 }, { 14, 18 } };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("😡 satu dua,\n\nia tiga\n");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s1", "actor", "0 1");
  fixture_add_full (sidecar, &(TandaiSpanFields){ .id = "s2",
                                                  .label = "quote",
                                                  .ranges = ranges,
                                                  .n_ranges = 2,
                                                  .attributes = attributes,
                                                  .note = "a|b\nc" });
  fixture_add (sidecar, "s3", "place_x", "2 6");
  fixture_relate (sidecar, "r1", "s2", "s1");
  written = write_tsv (sidecar, report);
  g_assert_cmpstr (written, ==,
                   HEAD
                   "\n#Text=😡 satu dua,\n#Text=\n"
                   "1-1\t0-2\t😡\tactor[1]\t*[1]\t*[1]\t*[1]\t*[1]\t*[1]\t*[1]\tsource\t1-2[2_1]\t\n"
                   "1-2\t3-7\tsatu\tquote[2]|place\\_x[4]\t*[2]|*[4]\t*[2]|*[4]\t*[2]|*[4]\t*[2]|*[4]\t"
                   "direct[2]|*[4]\ta\\|b\\nc[2]|*[4]\t_\t_\t\n"
                   "1-3\t8-11\tdua\t" NONE "_\t_\t\n"
                   "1-3.1\t8-10\tdu\tquote[2]\t*[2]\t*[2]\t*[2]\t*[2]\tdirect[2]\ta\\|b\\nc[2]\t_\t_\t\n"
                   "1-4\t11-12\t,\t" NONE "_\t_\t\n"
                   "\n#Text=ia tiga\n"
                   "2-1\t14-16\tia\t" NONE "_\t_\t\n"
                   "2-1.1\t15-16\ta\tquote[3]\t*[3]\t*[3]\t*[3]\t*[3]\t*[3]\t*[3]\tfragment\t1-2[2_3]\t\n"
                   "2-2\t17-21\ttiga\t" NONE "_\t_\t\n"
                   "2-2.1\t17-19\tti\tquote[3]\t*[3]\t*[3]\t*[3]\t*[3]\t*[3]\t*[3]\t_\t_\t\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ATTRIBUTE), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
}

/* Each row's offsets, as Java counts, cut its words out of the text. */
static void
test_offsets (void)
{
  const char *text = "👩‍👩‍👧 “Kelompok 😡😡 itu” a\xcc\x81"
                     "b\r… \xe2\x80\xa8 2.500\tundang-undang 😡.\n\n  akhir";
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar (text);
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  g_autofree char *written = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rows = 0, n_parts = 0;

  fixture_add (sidecar, "s1", "quote", "6 15");
  fixture_add (sidecar, "s2", "actor", "7 12;19 21");
  written = write_tsv (sidecar, report);
  lines = g_strsplit (written, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree char *words = NULL;
      guint start, end;

      if (!g_ascii_isdigit (*lines[i]))
        continue;
      g_assert_cmpuint (g_strv_length (fields), ==, 13);
      g_assert_cmpstr (fields[12], ==, "");
      g_assert_cmpint (sscanf (fields[1], "%u-%u", &start, &end), ==, 2);
      words = g_utf16_to_utf8 (units + start, end - start, NULL, NULL, NULL);
      g_assert_cmpstr (words, ==, fields[2]);
      n_rows++;
      n_parts += strchr (fields[0], '.') != NULL ? 1 : 0;
    }
  g_assert_cmpuint (n_rows, >, 12);
  g_assert_cmpuint (n_parts, ==, 2);
}

static void
test_blanks (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("  satu \n dua\n");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s1", "actor", "1 9");
  fixture_add (sidecar, "s2", "place", "6 9");
  fixture_add (sidecar, "s3", "claim", "6 8;9 12");
  fixture_relate (sidecar, "r1", "s3", "s1");
  fixture_relate (sidecar, "r2", "s3", "s2");
  written = write_tsv (sidecar, report);
  g_assert_cmpstr (written, ==,
                   HEAD "\n#Text=satu \n#Text= \n"
                        "1-1\t2-6\tsatu\tactor[1]\t*[1]\t*[1]\t*[1]\t*[1]\t*[1]\t*[1]\tsource\t2-1[2_1]\t\n"
                        "\n#Text=dua\n"
                        "2-1\t9-12\tdua\tclaim[2]\t*[2]\t*[2]\t*[2]\t*[2]\t*[2]\t*[2]\t_\t_\t\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_TRIMMED), ==, 3);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
}

/* No sentence ends inside a span, so that layers that refuse that take it. */
static void
test_sentences (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("Ia datang. Ia pergi.\nIa tidur.\nIa makan.\n");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s1", "quote", "14 30");
  written = write_tsv (sidecar, report);
  g_assert_nonnull (strstr (written, "\n\n#Text=Ia datang. \n1-1\t"));
  g_assert_nonnull (strstr (written, "\n\n#Text=Ia pergi.\n#Text=Ia tidur.\n2-1\t11-13\tIa\t"));
  g_assert_nonnull (strstr (written, "\n\n#Text=Ia makan.\n3-1\t31-33\tIa\t"));
}

static void
test_nothing (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) empty = fixture_sidecar ("");
  g_autoptr (TandaiSidecar) blank = fixture_sidecar (" \n\n");
  g_autofree char *first = write_tsv (empty, report);
  g_autofree char *second = write_tsv (blank, report);

  g_assert_cmpstr (first, ==, HEAD);
  g_assert_cmpstr (second, ==, HEAD);
}

static void
test_escapes (void)
{
  const char *const values[] = {
    "a",  "",  "_", "*",    "\\",        "a|b;c",      "[1]",  "x[2]",
    "->", "-", ">", "\\->", "tab\there", "two\nlines", "😡\\n",
  };
  const char *text = "tab\there \\n \f\b\x01\x1f\v\r [_]";
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autoptr (GString) back = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      g_autoptr (GPtrArray) split = NULL;
      g_autofree char *value = NULL;

      tandai_webanno_escape_value (cell, values[i]);
      g_assert_null (strpbrk (cell->str, "\t\n\r"));
      value = tandai_webanno_unescape_value (cell->str);
      g_assert_cmpstr (value, ==, values[i]);
      g_string_append (cell, "[7]|b[8]");
      split = tandai_webanno_split (cell->str, '|');
      g_assert_cmpuint (split->len, ==, 2);
      g_assert_cmpstr (split->pdata[1], ==, "b[8]");
    }
  tandai_webanno_escape_text (escaped, text, strlen (text));
  g_assert_cmpstr (escaped->str, ==, "tab\\there \\\\n \\f\\b\\\x01\\\x1f\v\\r [_]");
  tandai_webanno_unescape_text (back, escaped->str);
  g_assert_cmpstr (back->str, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/webanno-tsv/table", test_table);
  g_test_add_func ("/formats/webanno-tsv/offsets", test_offsets);
  g_test_add_func ("/formats/webanno-tsv/blanks", test_blanks);
  g_test_add_func ("/formats/webanno-tsv/sentences", test_sentences);
  g_test_add_func ("/formats/webanno-tsv/nothing", test_nothing);
  g_test_add_func ("/formats/webanno-tsv/escapes", test_escapes);
  return g_test_run ();
}
