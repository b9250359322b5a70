/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-attributes.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-statistics.h"

/* Eight words; the last span of most tests ends with the fourth. */
#define TEXT "Satu dua tiga empat, lima enam tujuh delapan.\n"

typedef struct
{
  char *folder;
  GFile *place;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);
  fixture->place = g_file_new_for_path (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->place);
  g_free (fixture->folder);
}

static char *
put (Fixture *fixture, const char *name, const char *content)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

/* An article of eight words, and a sidecar of it without spans. */
static TandaiSidecar *
put_article (Fixture *fixture, const char *name, const char *annotator, TandaiStatus status)
{
  g_autofree char *path = put (fixture, name, TEXT);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TandaiArticle) article = tandai_article_load (file, NULL, NULL, NULL);
  TandaiSidecar *sidecar = tandai_sidecar_new (article, annotator);

  sidecar->status = status;
  return sidecar;
}

static TandaiSpan *
add_span (TandaiSidecar *sidecar, const char *label, guint start, guint end, const char *created)
{
  const TandaiRange range = { start, end };
  const TandaiSpanFields fields = { .label = label, .ranges = &range, .n_ranges = 1, .created = created };
  TandaiSpan *span = tandai_span_new (&fields);

  g_ptr_array_add (sidecar->spans, span);
  return span;
}

static void
save (Fixture *fixture, TandaiSidecar *sidecar)
{
  g_autofree char *article = g_build_filename (fixture->folder, sidecar->file, NULL);
  g_autofree char *path = tandai_paths_sidecar (article, sidecar->annotator);

  tandai_spans_sort (sidecar->spans);
  g_assert_true (tandai_sidecar_save (sidecar, path, NULL, NULL, NULL));
  tandai_sidecar_free (sidecar);
}

static TandaiStatistics *
count (Fixture *fixture, const char *by)
{
  g_autoptr (GError) error = NULL;
  TandaiStatistics *statistics = tandai_statistics_count (fixture->place, by, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return statistics;
}

static const TandaiTally *
get_tally (TandaiStatistics *statistics, const char *value)
{
  for (guint i = 0; i < statistics->tallies->len; i++)
    if (strcmp (((TandaiTally *) statistics->tallies->pdata[i])->value, value) == 0)
      return statistics->tallies->pdata[i];
  g_assert_not_reached ();
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiStatistics) statistics = count (fixture, NULL);
  const TandaiTally *tally = get_tally (statistics, "");

  g_assert_cmpuint (statistics->tallies->len, ==, 1);
  g_assert_cmpuint (tally->n_articles, ==, 0);
  g_assert_cmpfloat (tandai_tally_get_share (tally), ==, 0);
  g_assert_cmpfloat (tandai_tally_get_minutes_left (tally), ==, 0);
}

/* Three spans with a minute and then ten between them: the ten are a break, so that a span takes a minute. */
static void
test_pace (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_DONE);
  g_autoptr (TandaiStatistics) statistics = NULL;
  const TandaiDays *days;
  const TandaiDay *day;

  add_span (sidecar, "actor", 0, 4, "2026-01-05T08:00:00Z");
  add_span (sidecar, "actor", 9, 13, "2026-01-05T08:11:00Z");
  add_span (sidecar, "actor", 5, 8, "2026-01-05T08:01:00Z");
  save (fixture, sidecar);
  g_free (put (fixture, "b.txt", TEXT));
  statistics = count (fixture, NULL);
  days = get_tally (statistics, "")->days;
  day = g_tree_lookup (days->days, "2026-01-05");
  g_assert_cmpuint (g_tree_nnodes (days->days), ==, 1);
  g_assert_cmpuint (day->n_spans, ==, 3);
  g_assert_cmpuint (day->n_articles, ==, 1);
  g_assert_cmpuint (day->n_words, ==, 8);
  g_assert_cmpuint (day->n_gaps, ==, 1);
  g_assert_cmpfloat (tandai_day_get_minutes (day), ==, 3);
  g_assert_cmpfloat_with_epsilon (tandai_day_get_pace (&days->total), 8.0 / 3, 1e-9);
  g_assert_cmpuint (get_tally (statistics, "")->n_words_left, ==, 8);
  g_assert_cmpfloat_with_epsilon (tandai_tally_get_minutes_left (get_tally (statistics, "")), 3, 1e-9);
}

/* What is begun counts up to its furthest span. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_IN_PROGRESS);
  g_autoptr (TandaiStatistics) statistics = NULL;
  const TandaiTally *tally;

  add_span (sidecar, "actor", 14, 19, NULL);
  add_span (sidecar, "actor", 0, 4, "no time");
  save (fixture, sidecar);
  save (fixture, put_article (fixture, "b.txt", "", TANDAI_STATUS_EXCLUDED));
  save (fixture, put_article (fixture, "c.txt", "", TANDAI_STATUS_DONE));
  statistics = count (fixture, NULL);
  tally = get_tally (statistics, "");
  g_assert_cmpuint (tally->n_left, ==, 1);
  g_assert_cmpuint (tally->n_words_left, ==, 4);
  g_assert_cmpfloat (tandai_tally_get_minutes_left (tally), ==, 0);
  g_assert_cmpuint (tally->days->n_undated_spans, ==, 2);
  g_assert_cmpuint (tally->days->n_undated_articles, ==, 1);
  g_assert_cmpuint (tally->n_by_status[TANDAI_STATUS_EXCLUDED], ==, 1);
}

/* A day is one where the people are: past midnight in Jakarta while it is still yesterday in UTC. */
static void
test_time_zone (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_IN_PROGRESS);
  g_autoptr (TandaiStatistics) statistics = NULL;
  GTree *days;

  add_span (sidecar, "actor", 0, 4, "2026-01-05T16:59:59Z");
  add_span (sidecar, "actor", 5, 8, "2026-01-05T17:00:00Z");
  save (fixture, sidecar);
  statistics = count (fixture, NULL);
  days = get_tally (statistics, "")->days->days;
  g_assert_cmpuint (((TandaiDay *) g_tree_lookup (days, "2026-01-05"))->n_spans, ==, 1);
  g_assert_cmpuint (((TandaiDay *) g_tree_lookup (days, "2026-01-06"))->n_spans, ==, 1);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_IN_PROGRESS);
  const TandaiRange range = { 9, 13 };
  const char *const unnamed[] = { "source", "unnamed", NULL };
  const TandaiSpanFields fields = {
    .label = "quote", .ranges = &range, .n_ranges = 1, .attributes = unnamed
  };
  g_autoptr (TandaiStatistics) statistics = NULL;
  TandaiRelationFields link = { .type = "source" };
  const TandaiSourced *sourced;

  link.to = tandai_span_get_id (add_span (sidecar, "actor", 0, 4, NULL));
  link.from = tandai_span_get_id (add_span (sidecar, "quote", 5, 8, NULL));
  add_span (sidecar, "quote", 14, 19, NULL);
  g_ptr_array_add (sidecar->spans, tandai_span_new (&fields));
  g_ptr_array_add (sidecar->relations, tandai_relation_new (&link));
  save (fixture, sidecar);
  statistics = count (fixture, NULL);
  sourced = g_tree_lookup (get_tally (statistics, "")->sources, "quote");
  g_assert_cmpuint (sourced->n_named, ==, 1);
  g_assert_cmpuint (sourced->n_unnamed, ==, 1);
  g_assert_cmpuint (sourced->n_open, ==, 1);
  g_assert_true (tandai_sourced_is_told (sourced, "quote"));
  sourced = g_tree_lookup (get_tally (statistics, "")->sources, "actor");
  g_assert_false (tandai_sourced_is_told (sourced, "actor"));
}

/* One in another in a third, and one that crosses the outermost. */
static void
test_levels (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_IN_PROGRESS);
  g_autoptr (TandaiStatistics) statistics = NULL;
  const TandaiTally *tally;

  add_span (sidecar, "quote", 0, 19, NULL);
  add_span (sidecar, "claim", 5, 19, NULL);
  add_span (sidecar, "actor", 5, 8, NULL);
  add_span (sidecar, "place", 14, 25, NULL);
  save (fixture, sidecar);
  statistics = count (fixture, NULL);
  tally = get_tally (statistics, "");
  g_assert_cmpuint (tally->levels->len, ==, 3);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 2), ==, 1);
  g_assert_cmpuint (tally->n_nested, ==, 2);
}

/* Who said a quote stands between its fragments, not in it; a claim on the same fragments lies in it. */
static void
test_levels_of_fragments (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *sidecar = put_article (fixture, "a.txt", "", TANDAI_STATUS_IN_PROGRESS);
  const TandaiRange ranges[] = { { 0, 8 }, { 14, 25 } };
  const char *labels[] = { "quote", "claim" };
  g_autoptr (TandaiStatistics) statistics = NULL;
  const TandaiTally *tally;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const TandaiSpanFields fields = { .label = labels[i], .ranges = ranges, .n_ranges = 2 };

      g_ptr_array_add (sidecar->spans, tandai_span_new (&fields));
    }
  add_span (sidecar, "actor", 9, 13, NULL);
  add_span (sidecar, "place", 14, 19, NULL);
  save (fixture, sidecar);
  statistics = count (fixture, NULL);
  tally = get_tally (statistics, "");
  g_assert_cmpuint (tally->levels->len, ==, 3);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (tally->levels, guint, 2), ==, 1);
}

/* Two people's sidecars are of one article, by whatever it is counted. */
static void
test_annotators (Fixture *fixture, gconstpointer data)
{
  TandaiSidecar *siti = put_article (fixture, "a.txt", "siti", TANDAI_STATUS_DONE);
  TandaiSidecar *budi = put_article (fixture, "a.txt", "budi", TANDAI_STATUS_IN_PROGRESS);
  g_autoptr (TandaiStatistics) all = NULL;
  g_autoptr (TandaiStatistics) by = NULL;
  const TandaiArticleFigures *figures;

  siti->publisher = g_strdup ("Kompas");
  siti->attributes = tandai_attributes_with (NULL, "topic", "banjir");
  add_span (siti, "actor", 0, 4, NULL);
  add_span (budi, "actor", 0, 4, NULL);
  add_span (budi, "place", 5, 8, NULL);
  save (fixture, siti);
  save (fixture, budi);
  all = count (fixture, NULL);
  g_assert_cmpuint (get_tally (all, "")->n_articles, ==, 1);
  g_assert_cmpuint (get_tally (all, "")->n_by_status[TANDAI_STATUS_DONE], ==, 1);
  g_assert_cmpuint (get_tally (all, "")->n_spans, ==, 3);
  figures = all->articles->pdata[0];
  g_assert_cmpstr (figures->name, ==, "a.txt");
  g_assert_cmpuint (figures->n_words, ==, 8);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_tree_lookup (figures->labels, "actor")), ==, 2);
  by = count (fixture, "annotator");
  g_assert_cmpuint (get_tally (by, "budi")->n_spans, ==, 2);
  g_assert_cmpuint (get_tally (by, "siti")->n_articles, ==, 1);
  g_clear_pointer (&by, tandai_statistics_free);
  by = count (fixture, "attributes.topic");
  g_assert_cmpuint (get_tally (by, "banjir")->n_spans, ==, 1);
  g_clear_pointer (&by, tandai_statistics_free);
  by = count (fixture, "label");
  g_assert_cmpuint (get_tally (by, "place")->n_spans, ==, 1);
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiStatistics) statistics = NULL;

  save (fixture, put_article (fixture, "a.txt", "", TANDAI_STATUS_DONE));
  g_free (put (fixture, "b.txt", TEXT));
  g_free (put (fixture, "b.txt.tandai.json", "{"));
  statistics = count (fixture, NULL);
  g_assert_cmpuint (get_tally (statistics, "")->n_articles, ==, 1);
  g_assert_cmpuint (statistics->failures->len, ==, 1);
  g_assert_nonnull (strstr (statistics->failures->pdata[0], "b.txt.tandai.json"));
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  int *last = user_data;

  g_assert_cmpint ((int) done, ==, g_atomic_int_get (last) + 1);
  g_assert_cmpuint (total, ==, 100);
  g_atomic_int_set (last, (int) done);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (TandaiStatistics) statistics = NULL;
  g_autoptr (GError) error = NULL;
  int done = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);

      save (fixture, put_article (fixture, name, "", TANDAI_STATUS_DONE));
    }
  tandai_statistics_count_async (fixture->place, NULL, progress_cb, &done, NULL, counted_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  statistics = tandai_statistics_count_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, 100);
  g_assert_cmpuint (get_tally (statistics, "")->n_articles, ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);

      g_assert_cmpstr (((TandaiArticleFigures *) statistics->articles->pdata[i])->name, ==, name);
    }
  g_cancellable_cancel (cancellable);
  tandai_statistics_count_async (fixture->place, NULL, NULL, NULL, cancellable, counted_cb, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (tandai_statistics_count_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/statistics/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Jakarta", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("empty", test_empty);
  ADD ("pace", test_pace);
  ADD ("left", test_left);
  ADD ("time-zone", test_time_zone);
  ADD ("sources", test_sources);
  ADD ("levels", test_levels);
  ADD ("levels-of-fragments", test_levels_of_fragments);
  ADD ("annotators", test_annotators);
  ADD ("bad", test_bad);
  ADD ("async", test_async);
  return g_test_run ();
}
