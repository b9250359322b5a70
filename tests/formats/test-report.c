/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats/tandai-report.h"

static void
test_counts (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *empty = tandai_report_summary (report);
  g_autofree char *summary = NULL;

  g_assert_cmpstr (empty, ==, "");
  tandai_report_add (report, TANDAI_LOSS_OVERLAP, TRUE, "a.txt", "s1", NULL);
  tandai_report_add (report, TANDAI_LOSS_OVERLAP, TRUE, "a.txt", "s2", NULL);
  tandai_report_add (report, TANDAI_LOSS_CUT_TOKEN, FALSE, "a.txt", "s3", NULL);
  tandai_report_add (report, TANDAI_LOSS_METADATA, TRUE, "a.txt", NULL, "title");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_OVERLAP), ==, 2);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NOTE), ==, 0);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 2);
  summary = tandai_report_summary (report);
  g_assert_cmpstr (summary, ==,
                   "2 spans left out: nested in or overlapping another\n"
                   "1 span begins or ends inside a token: the token was cut there\n"
                   "metadata of 1 article left out\n");
}

/* Every kind can be said, dropped and changed alike. */
static void
test_all_kinds (void)
{
  for (guint i = 0; i < TANDAI_N_LOSSES; i++)
    for (guint dropped = 0; dropped < 2; dropped++)
      {
        g_autoptr (TandaiReport) report = tandai_report_new ();
        g_autofree char *summary = NULL;
        g_autofree char *list = NULL;

        tandai_report_add (report, i, dropped == 1, "a.txt", "s1", "detail");
        summary = tandai_report_summary (report);
        list = tandai_report_list (report);
        g_assert_nonnull (strchr (summary, '1'));
        g_assert_cmpint (strchr (summary, '\n') - summary, ==, strlen (summary) - 1);
        g_assert_nonnull (strstr (list, dropped == 1 ? "\tdropped\tdetail\n" : "\tchanged\tdetail\n"));
      }
}

static void
test_list_keeps_its_columns (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) fields = NULL;

  tandai_report_add (report, TANDAI_LOSS_NOTE, TRUE, "a\nb\033[31m.txt", "s1",
                     "two\tlines\nof\xe2\x80\xa8it\033[0m");
  list = tandai_report_list (report);
  lines = g_strsplit (list, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "file\tid\tkind\tresult\tdetail");
  fields = g_strsplit (lines[1], "\t", -1);
  g_assert_cmpuint (g_strv_length (fields), ==, 5);
  g_assert_cmpstr (fields[4], ==, "two lines of it [0m");
  g_assert_null (strchr (list, '\033'));
}

/* Without a list the counts are the same. */
static void
test_counting (void)
{
  g_autoptr (TandaiReport) full = tandai_report_new ();
  g_autoptr (TandaiReport) counting = tandai_report_new_counting ();
  TandaiReport *both[] = { full, counting };
  g_autofree char *summary = NULL;
  g_autofree char *counted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      TandaiReport *part = i == 0 ? tandai_report_new () : tandai_report_new_counting ();

      tandai_report_add (part, TANDAI_LOSS_RELATION, TRUE, "a.txt", "r1", "x");
      tandai_report_add (part, TANDAI_LOSS_NOTE, FALSE, "a.txt", NULL, NULL);
      tandai_report_merge (both[i], part);
      tandai_report_add (both[i], TANDAI_LOSS_RELATION, TRUE, "b.txt", "r2", "y");
    }
  g_assert_true (tandai_report_has_items (full));
  g_assert_false (tandai_report_has_items (counting));
  summary = tandai_report_summary (full);
  counted = tandai_report_summary (counting);
  g_assert_cmpstr (summary, ==, counted);
  g_assert_cmpuint (tandai_report_dropped (counting), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/report/counts", test_counts);
  g_test_add_func ("/formats/report/all-kinds", test_all_kinds);
  g_test_add_func ("/formats/report/list", test_list_keeps_its_columns);
  g_test_add_func ("/report/counting", test_counting);
  return g_test_run ();
}
