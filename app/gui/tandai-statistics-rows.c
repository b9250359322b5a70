/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/tandai-session.h"
#include "gui/tandai-statistics-rows.h"

#define MINUTES_AN_HOUR 60

/* Longer work is told in hours. */
#define MAX_MINUTES 120

static void
add_row (GtkListBox *list, const char *title, const char *figures)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), figures);
  gtk_list_box_append (list, row);
}

static void
append (GString *to, const char *part)
{
  if (to->len > 0)
    g_string_append (to, " · ");
  g_string_append (to, part);
}

/* Estimates are rounded as they deserve. */
static char *
dup_duration (double minutes)
{
  guint hours = (guint) (minutes / MINUTES_AN_HOUR + 0.5);
  guint whole = (guint) MAX (minutes + 0.5, 1);

  if (minutes > MAX_MINUTES)
    return g_strdup_printf (ngettext ("about %u hour", "about %u hours", hours), hours);
  return g_strdup_printf (ngettext ("about %u minute", "about %u minutes", whole), whole);
}

static void
add_articles (GtkListBox *list, const TandaiTally *tally)
{
  const char *const statuses[] = { C_ ("article status", "New"), C_ ("article status", "In progress"),
                                   C_ ("article status", "Done"), C_ ("article status", "Excluded") };
  g_autoptr (GString) figures = g_string_new (NULL);

  g_string_append_printf (figures, "%u", tally->n_articles);
  for (guint i = G_N_ELEMENTS (statuses); i-- > 0;)
    if (tally->n_by_status[i] > 0)
      {
        g_autofree char *part = g_strdup_printf ("%s: %u", statuses[i], tally->n_by_status[i]);

        append (figures, part);
      }
  add_row (list, _ ("Articles"), figures->str);
}

static void
add_spans (GtkListBox *list, const TandaiTally *tally)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autofree char *share = NULL;
  g_autofree char *relations =
      g_strdup_printf (ngettext ("%u link", "%u links", tally->n_relations), tally->n_relations);

  g_string_append_printf (figures, "%u", tally->n_spans);
  append (figures, relations);
  /* Translators: how much of the articles’ words lie in spans. */
  share = g_strdup_printf (_ ("covering %.0f %% of the words"), 100 * tandai_tally_get_share (tally));
  if (tally->n_spans > 0)
    append (figures, share);
  add_row (list, _ ("Spans"), figures->str);
}

static void
add_pace (GtkListBox *list, const TandaiTally *tally)
{
  const TandaiDay *total = &tally->days->total;
  guint pace = (guint) (tandai_day_get_pace (total) + 0.5);
  g_autofree char *duration = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GString) figures = g_string_new (NULL);

  if (pace == 0)
    return;
  duration = dup_duration (tandai_day_get_minutes (total));
  words = g_strdup_printf (ngettext ("%u word a minute", "%u words a minute", pace), pace);
  append (figures, duration);
  append (figures, words);
  add_row (list, _ ("Time Spent"), figures->str);
}

static void
add_left (GtkListBox *list, const TandaiTally *tally)
{
  double minutes = tandai_tally_get_minutes_left (tally);
  guint n_words = (guint) tally->n_words_left;
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article", "%u articles", tally->n_left), tally->n_left);
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n_words), n_words);
  g_autofree char *duration = minutes > 0 ? dup_duration (minutes) : NULL;

  if (tally->n_left == 0)
    return;
  append (figures, articles);
  append (figures, words);
  if (duration != NULL)
    append (figures, duration);
  /* Translators: what is left to be done. */
  add_row (list, _ ("Left"), figures->str);
}

static void
add_session (GtkListBox *list)
{
  guint n_spans = tandai_session_count_spans ();
  guint n_articles = tandai_session_count_articles ();
  g_autoptr (GString) figures = g_string_new (NULL);
  g_autofree char *spans = g_strdup_printf (ngettext ("%u span", "%u spans", n_spans), n_spans);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article done", "%u articles done", n_articles), n_articles);

  append (figures, spans);
  append (figures, articles);
  /* Translators: what was done since the program was started. */
  add_row (list, _ ("This Session"), figures->str);
}

/**
 * tandai_statistics_rows_show:
 * @list: where to show it
 * @tally: what was counted
 *
 * Shows what plots do not, in place of what was shown before.
 */
void
tandai_statistics_rows_show (GtkListBox *list, const TandaiTally *tally)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  add_articles (list, tally);
  add_spans (list, tally);
  add_session (list);
  add_pace (list, tally);
  add_left (list, tally);
}
