/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "formats/tandai-selection.h"

static char *
describe (const TandaiSidecar *sidecar)
{
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      guint n;
      const TandaiRange *ranges = tandai_span_get_ranges (sidecar->spans->pdata[i], &n);

      g_string_append_printf (to, "%s%s", i > 0 ? " " : "", tandai_span_get_id (sidecar->spans->pdata[i]));
      for (guint j = 0; j < n; j++)
        g_string_append_printf (to, ":%u-%u", ranges[j].start, ranges[j].end);
    }
  return g_string_free (to, FALSE);
}

static void
test_labels (void)
{
  char *labels[] = { (char *) "actor", NULL };
  const TandaiExportOptions options = { .labels = labels };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autofree char *spans = NULL;

  fixture_add (sidecar, "s1", "actor", "0 4");
  fixture_add (sidecar, "s2", "quote", "5 8");
  fixture_relate (sidecar, "r1", "s2", "s1");
  selected = tandai_selection_apply (sidecar, "a.txt", &options, report);
  spans = describe (selected);
  g_assert_cmpstr (spans, ==, "s1:0-4");
  g_assert_cmpuint (selected->relations->len, ==, 0);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
  g_assert_cmpuint (sidecar->spans->len, ==, 2);
}

static void
test_mismatch (void)
{
  const TandaiExportOptions options = { 0 };
  const TandaiRange range = { 5, 8 };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autofree char *spans = NULL;

  fixture_add (sidecar, "s1", "actor", "0 4");
  fixture_add_full (sidecar,
                    &(TandaiSpanFields){
                        .id = "s2", .label = "quote", .ranges = &range, .n_ranges = 1, .stated = "lain" });
  fixture_relate (sidecar, "r1", "s2", "s1");
  sidecar->orphans = g_strdup ("[{}]");
  sidecar->n_orphans = 1;
  fixture_relate (sidecar, "r2", "s9orphan", "s1");
  selected = tandai_selection_apply (sidecar, "a.txt", &options, report);
  spans = describe (selected);
  g_assert_cmpstr (spans, ==, "s1:0-4");
  g_assert_null (selected->orphans);
  g_assert_cmpuint (selected->relations->len, ==, 0);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_MISMATCH), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 2);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ORPHAN), ==, 1);
}

static void
test_trim (void)
{
  const TandaiExportOptions options = { .trim_quotes = TRUE };
  const struct
  {
    const char *text;
    const char *label;
    const char *ranges;
    const char *trimmed;
  } trims[] = {
    { "“abc”", "quote", "0 5", "s1:1-4" },   { "“abc”", "claim", "0 5", "s1:0-5" },
    { "\"abc\"", "quote", "0 5", "s1:1-4" }, { "''abc''", "quote", "0 7", "s1:2-5" },
    { "«abc»", "quote", "0 5", "s1:1-4" },   { "“abc,” x “def”", "quote", "0 6;9 14", "s1:1-5:10-13" },
    { "abc", "quote", "0 3", "s1:0-3" },     { "“‘abc’ itu”", "quote", "0 11", "s1:1-10" },
    { "“”", "quote", "0 2", "s1:0-2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (trims); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar (trims[i].text);
      g_autoptr (TandaiSidecar) selected = NULL;
      g_autofree char *spans = NULL;

      fixture_add (sidecar, "s1", trims[i].label, trims[i].ranges);
      selected = tandai_selection_apply (sidecar, "a.txt", &options, report);
      spans = describe (selected);
      g_assert_cmpstr (spans, ==, trims[i].trimmed);
    }
}

/* Two quotes never become one. */
static void
test_trim_keeps_apart (void)
{
  const TandaiExportOptions options = { .trim_quotes = TRUE };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("“abc”");
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autofree char *spans = NULL;

  fixture_add (sidecar, "s1", "quote", "0 5");
  fixture_add (sidecar, "s2", "quote", "1 4");
  selected = tandai_selection_apply (sidecar, "a.txt", &options, report);
  spans = describe (selected);
  g_assert_cmpstr (spans, ==, "s1:0-5 s2:1-4");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/selection/labels", test_labels);
  g_test_add_func ("/formats/selection/mismatch", test_mismatch);
  g_test_add_func ("/formats/selection/trim", test_trim);
  g_test_add_func ("/formats/selection/trim-keeps-apart", test_trim_keeps_apart);
  return g_test_run ();
}
