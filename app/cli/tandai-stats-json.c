/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics for programs. Members are only ever added. */

#include "config.h"

#include <json-glib/json-glib.h>

#include "cli/tandai-members.h"
#include "cli/tandai-stats-print.h"

static void
add_lengths (JsonBuilder *builder, const char *name, GArray *numbers)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "median", tandai_tally_percentile (numbers, 50));
  tandai_members_add_number (builder, "p90", tandai_tally_percentile (numbers, 90));
  tandai_members_add_number (builder, "max", tandai_tally_percentile (numbers, 100));
  json_builder_end_object (builder);
}

static gboolean
add_label_cb (gpointer label, gpointer value, gpointer builder)
{
  const TandaiLengths *lengths = value;

  json_builder_set_member_name (builder, label);
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "spans", lengths->words->len);
  add_lengths (builder, "words", lengths->words);
  add_lengths (builder, "characters", lengths->characters);
  json_builder_end_object (builder);
  return FALSE;
}

static gboolean
add_count_cb (gpointer name, gpointer count, gpointer builder)
{
  tandai_members_add_number (builder, name, GPOINTER_TO_UINT (count));
  return FALSE;
}

static void
add_table (JsonBuilder *builder, const char *name, GTree *table, GTraverseFunc func)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  g_tree_foreach (table, func, builder);
  json_builder_end_object (builder);
}

static gboolean
add_sourced_cb (gpointer label, gpointer value, gpointer builder)
{
  const TandaiSourced *sourced = value;

  if (!tandai_sourced_is_told (sourced, label))
    return FALSE;
  json_builder_set_member_name (builder, label);
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "named", sourced->n_named);
  tandai_members_add_number (builder, "unnamed", sourced->n_unnamed);
  tandai_members_add_number (builder, "open", sourced->n_open);
  json_builder_end_object (builder);
  return FALSE;
}

/* What is not known is null. */
static void
add_estimate (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (value > 0)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_day (JsonBuilder *builder, const TandaiDay *day)
{
  tandai_members_add_number (builder, "spans", day->n_spans);
  tandai_members_add_number (builder, "articles_done", day->n_articles);
  tandai_members_add_number (builder, "words", day->n_words);
  add_estimate (builder, "minutes", tandai_day_get_minutes (day));
  add_estimate (builder, "words_per_minute", tandai_day_get_pace (day));
}

static gboolean
add_day_cb (gpointer date, gpointer day, gpointer builder)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "day");
  json_builder_add_string_value (builder, date);
  add_day (builder, day);
  json_builder_end_object (builder);
  return FALSE;
}

static void
add_days (JsonBuilder *builder, const TandaiDays *days)
{
  json_builder_set_member_name (builder, "days");
  json_builder_begin_array (builder);
  g_tree_foreach (days->days, add_day_cb, builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "dated");
  json_builder_begin_object (builder);
  add_day (builder, &days->total);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "undated");
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "spans", days->n_undated_spans);
  tandai_members_add_number (builder, "articles_done", days->n_undated_articles);
  json_builder_end_object (builder);
}

static void
add_remaining (JsonBuilder *builder, const TandaiTally *tally)
{
  json_builder_set_member_name (builder, "remaining");
  json_builder_begin_object (builder);
  tandai_members_add_number (builder, "articles", tally->n_left);
  tandai_members_add_number (builder, "words", tally->n_words_left);
  add_estimate (builder, "minutes", tandai_tally_get_minutes_left (tally));
  json_builder_end_object (builder);
}

static void
add_levels (JsonBuilder *builder, const TandaiTally *tally)
{
  json_builder_set_member_name (builder, "spans_by_level");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tally->levels->len; i++)
    json_builder_add_int_value (builder, g_array_index (tally->levels, guint, i));
  json_builder_end_array (builder);
}

static void
add_tally (JsonBuilder *builder, TandaiTally *tally)
{
  tandai_members_add_number (builder, "articles", tally->n_articles);
  json_builder_set_member_name (builder, "articles_by_status");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (tally->n_by_status); i++)
    tandai_members_add_number (builder, tandai_status_to_string (i), tally->n_by_status[i]);
  json_builder_end_object (builder);
  tandai_members_add_number (builder, "tokens", tally->n_tokens);
  tandai_members_add_number (builder, "characters", tally->n_characters);
  json_builder_set_member_name (builder, "annotated_share");
  json_builder_add_double_value (builder, tandai_tally_get_share (tally));
  tandai_members_add_number (builder, "spans", tally->n_spans);
  tandai_members_add_number (builder, "discontinuous", tally->n_discontinuous);
  tandai_members_add_number (builder, "nested", tally->n_nested);
  tandai_members_add_number (builder, "depth", tally->depth);
  add_table (builder, "spans_by_label", tally->labels, add_label_cb);
  add_table (builder, "spans_by_annotator", tally->annotators, add_count_cb);
  tandai_members_add_number (builder, "relations", tally->n_relations);
  add_table (builder, "relations_by_type", tally->relations, add_count_cb);
  add_levels (builder, tally);
  add_table (builder, "sources_by_label", tally->sources, add_sourced_cb);
  add_days (builder, tally->days);
  add_remaining (builder, tally);
}

static void
add_groups (JsonBuilder *builder, const TandaiStatistics *statistics)
{
  json_builder_set_member_name (builder, "by");
  json_builder_add_string_value (builder, statistics->by);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < statistics->tallies->len; i++)
    {
      TandaiTally *tally = statistics->tallies->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, tally->value);
      add_tally (builder, tally);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * tandai_stats_format_json:
 * @statistics: statistics
 *
 * Returns: (transfer full): them as one JSON value and a newline
 */
char *
tandai_stats_format_json (const TandaiStatistics *statistics)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  if (statistics->by != NULL)
    add_groups (builder, statistics);
  else
    add_tally (builder, statistics->tallies->pdata[0]);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}
