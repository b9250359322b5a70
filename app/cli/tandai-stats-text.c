/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics for people. */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tandai-command.h"
#include "cli/tandai-stats-print.h"

static void
append_padded (GString *to, const char *text, glong width)
{
  g_autofree char *plain = tandai_command_plain (text);

  g_string_append (to, plain);
  for (glong i = g_utf8_strlen (plain, -1); i < width; i++)
    g_string_append_c (to, ' ');
}

static gboolean
append_label_cb (gpointer label, gpointer value, gpointer to)
{
  const TandaiLengths *lengths = value;

  g_string_append (to, "  ");
  append_padded (to, label, 16);
  g_string_append_printf (to, " %7u  ", lengths->words->len);
  /* Translators: how long spans are: their median, and what nine in ten do not exceed. */
  g_string_append_printf (to, _ ("words: median %u, 90 %% up to %u; characters: median %u, 90 %% up to %u\n"),
                          tandai_tally_percentile (lengths->words, 50),
                          tandai_tally_percentile (lengths->words, 90),
                          tandai_tally_percentile (lengths->characters, 50),
                          tandai_tally_percentile (lengths->characters, 90));
  return FALSE;
}

static gboolean
append_count_cb (gpointer name, gpointer count, gpointer to)
{
  g_string_append (to, "  ");
  /* Translators: the annotator of the sidecar that bears no annotator’s name. */
  append_padded (to, *(const char *) name != '\0' ? name : _ ("(unnamed)"), 16);
  g_string_append_printf (to, " %7u\n", GPOINTER_TO_UINT (count));
  return FALSE;
}

static gboolean
append_sourced_cb (gpointer label, gpointer value, gpointer to)
{
  const TandaiSourced *sourced = value;

  if (!tandai_sourced_is_told (sourced, label))
    return FALSE;
  g_string_append (to, "  ");
  append_padded (to, label, 16);
  /* Translators: of how many quotes or claims the source is linked; of how many the article names none; of
   * how many neither is said yet. */
  g_string_append_printf (to, _ ("named %u, unnamed %u, not said yet %u\n"), sourced->n_named,
                          sourced->n_unnamed, sourced->n_open);
  return FALSE;
}

static void
append_levels (GString *to, const TandaiTally *tally)
{
  for (guint i = 1; i < tally->levels->len; i++)
    /* Translators: how many spans lie inside so many others. */
    g_string_append_printf (to, ngettext ("  inside %u other: %u\n", "  inside %u others: %u\n", i), i,
                            g_array_index (tally->levels, guint, i));
}

static gboolean
append_day_cb (gpointer date, gpointer value, gpointer to)
{
  const TandaiDay *day = value;

  /* Translators: a date like 2026-01-31; then how many spans were made on it, and how many articles done. */
  g_string_append_printf (to, _ ("  %s        %7u  articles done: %u\n"), (const char *) date, day->n_spans,
                          day->n_articles);
  return FALSE;
}

static void
append_days (GString *to, const TandaiTally *tally)
{
  const TandaiDays *days = tally->days;
  double pace = tandai_day_get_pace (&days->total);

  if (g_tree_nnodes (days->days) > 0)
    g_string_append (to, _ ("Spans by day:\n"));
  g_tree_foreach (days->days, append_day_cb, to);
  if (g_tree_nnodes (days->days) > 0 && days->n_undated_spans > 0)
    g_string_append_printf (to, _ ("Spans without a date: %u\n"), days->n_undated_spans);
  if (pace > 0)
    {
      g_string_append_printf (to, _ ("Time spent: about %.0f minutes\n"),
                              tandai_day_get_minutes (&days->total));
      g_string_append_printf (to, _ ("Words a minute: about %.0f\n"), pace);
    }
}

static void
append_left (GString *to, const TandaiTally *tally)
{
  double minutes = tandai_tally_get_minutes_left (tally);

  if (tally->n_left == 0)
    return;
  g_string_append_printf (to, _ ("Articles left: %u\n"), tally->n_left);
  g_string_append_printf (to, _ ("Words left in them: %u\n"), (guint) tally->n_words_left);
  if (minutes > 0)
    g_string_append_printf (to, _ ("Time left at this pace: about %.0f minutes\n"), minutes);
}

static void
append_tally (GString *to, TandaiTally *tally)
{
  g_string_append_printf (to, _ ("Articles: %u\n"), tally->n_articles);
  for (guint i = 0; i < G_N_ELEMENTS (tally->n_by_status); i++)
    if (tally->n_by_status[i] > 0)
      append_count_cb ((gpointer) tandai_status_to_string (i), GUINT_TO_POINTER (tally->n_by_status[i]), to);
  g_string_append_printf (to, _ ("Tokens: %u\n"), (guint) tally->n_tokens);
  g_string_append_printf (to, _ ("Annotated share of them: %.1f %%\n"), 100 * tandai_tally_get_share (tally));
  g_string_append_printf (to, _ ("Spans by label: %u\n"), tally->n_spans);
  g_tree_foreach (tally->labels, append_label_cb, to);
  if (tally->n_spans > 0)
    g_string_append (to, _ ("Spans by annotator:\n"));
  g_tree_foreach (tally->annotators, append_count_cb, to);
  g_string_append_printf (to, _ ("Discontinuous: %u\n"), tally->n_discontinuous);
  g_string_append_printf (to, _ ("Inside another span: %u\n"), tally->n_nested);
  append_levels (to, tally);
  g_string_append_printf (to, _ ("Deepest nesting: %u\n"), tally->depth);
  g_string_append_printf (to, _ ("Relations: %u\n"), tally->n_relations);
  g_tree_foreach (tally->relations, append_count_cb, to);
  if (tally->n_spans > 0)
    g_string_append (to, _ ("Sources of quotes and claims:\n"));
  g_tree_foreach (tally->sources, append_sourced_cb, to);
  append_days (to, tally);
  append_left (to, tally);
}

/**
 * tandai_stats_format_text:
 * @statistics: statistics
 *
 * Returns: (transfer full): them for a terminal, in the user's language
 */
char *
tandai_stats_format_text (const TandaiStatistics *statistics)
{
  GString *to = g_string_new (NULL);

  if (statistics->by == NULL)
    append_tally (to, statistics->tallies->pdata[0]);
  for (guint i = 0; statistics->by != NULL && i < statistics->tallies->len; i++)
    {
      TandaiTally *tally = statistics->tallies->pdata[i];
      g_autofree char *value = tandai_command_plain (tally->value);

      /* Translators: a field’s name like “publisher”, and its value, or “none”. */
      g_string_append_printf (to, _ ("%s%s: %s\n"), i > 0 ? "\n" : "", statistics->by,
                              *value != '\0' ? value : _ ("none"));
      append_tally (to, tally);
    }
  return g_string_free (to, FALSE);
}
