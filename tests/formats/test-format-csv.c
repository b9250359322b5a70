/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

static char *
write_rows (TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_csv, sidecar, &options, report);

  g_assert_cmpuint (files->len, ==, 1);
  return g_strdup (tandai_format_file (files, "")->str);
}

static guint
count_cells (const char *row)
{
  guint n = 1;

  for (; *row != '\0' && *row != '\r'; row++)
    n += *row == ',';
  return n;
}

/* The head has a name for every cell of a row. */
static void
test_head (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  g_autofree char *row = NULL;

  fixture_add (sidecar, "s0", "actor", "0 4");
  row = write_rows (sidecar, report);
  g_assert_cmpstr (row, ==, "a/b,s0,actor,0,4,,satu,,,,,,,,,,done,,,,,\r\n");
  g_assert_cmpuint (count_cells (row), ==, count_cells (tandai_format_csv.head));
  g_assert_true (g_str_has_prefix (tandai_format_csv.head, "\xef\xbb\xbf"
                                                           "doc_id,"));
  g_assert_true (g_str_has_suffix (tandai_format_csv.head, "\r\n"));
}

static void
test_quoting (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("😡 kata \"Ya\", lalu\npergi =1 \n");
  g_autofree char *rows = NULL;

  fixture_add (sidecar, "s0", "quote", "7 18");
  fixture_add (sidecar, "s1", "claim", "18 23");
  fixture_add (sidecar, "s2", "place", "24 26");
  fixture_add (sidecar, "s3", "place", "24 27");
  rows = write_rows (sidecar, report);
  g_assert_nonnull (strstr (rows, "a/b,s0,quote,7,18,,\"\"\"Ya\"\", lalu\n\",,"));
  g_assert_nonnull (strstr (rows, "a/b,s1,claim,18,23,,pergi,,"));
  g_assert_nonnull (strstr (rows, "a/b,s2,place,24,26,,'=1,,"));
  g_assert_nonnull (strstr (rows, "a/b,s3,place,24,27,,\"'=1 \",,"));
}

static void
test_details (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  const TandaiRange ranges[] = { { 0, 4 }, { 9, 13 } };
  const char *const attributes[] = { "a", "1,2", "mode", "direct", "z", "\"", NULL };
  const TandaiSpanFields fields = { .id = "s0",
                                    .label = "quote",
                                    .ranges = ranges,
                                    .n_ranges = 2,
                                    .attributes = attributes,
                                    .note = "lihat\nini" };
  g_autofree char *rows = NULL;

  fixture_add_full (sidecar, &fields);
  fixture_add (sidecar, "s1", "actor", "5 8");
  fixture_add (sidecar, "s2", "actor", "9 13");
  fixture_relate (sidecar, "r0", "s0", "s1");
  fixture_relate (sidecar, "r1", "s0", "s2");
  sidecar->title = g_strdup ("Judul, panjang");
  sidecar->published = g_strdup ("2026-02-10");
  rows = write_rows (sidecar, report);
  g_assert_true (g_str_has_prefix (
      rows,
      "a/b,s0,quote,0,13,0 4;9 13,satu tiga,direct,,,,s1,dua,"
      "\"{\"\"a\"\": \"\"1,2\"\", \"\"z\"\": \"\"\\\"\"\"\"}\",\"lihat\nini\",,done,,\"Judul, panjang\",,"
      "2026-02-10,\r\n"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_METADATA), ==, 0);
}

/* An article without a span has no row that could carry its title. */
static void
test_no_rows (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  g_autofree char *rows = NULL;

  sidecar->title = g_strdup ("Judul");
  rows = write_rows (sidecar, report);
  g_assert_cmpstr (rows, ==, "");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_METADATA), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/csv/head", test_head);
  g_test_add_func ("/formats/csv/quoting", test_quoting);
  g_test_add_func ("/formats/csv/details", test_details);
  g_test_add_func ("/formats/csv/no-rows", test_no_rows);
  return g_test_run ();
}
