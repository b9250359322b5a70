/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which plots there are of statistics, and what stands in them. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "corpus/tandai-plots.h"

/* What is no label is blue; labels outside the schema are grey. */
static const char *const plain[] = { "#1c71d8", "#62a0ea" };
static const char *const foreign[] = { "#4b5563", "#b6bfca" };
static const char *const named[] = { "#0b57b0", "#58a8e8" };
static const char *const unnamed[] = { "#b35900", "#fa9868" };
static const char *const open[] = { "#77767b", "#9a9996" };

typedef struct
{
  TandaiPlot *plot;
  TandaiSchema *schema;
  double sum;
} Making;

static void
add_plain_series (TandaiPlot *plot, const char *name, const char *title)
{
  tandai_plot_add_series (plot, name, title, plain[0], plain[1]);
}

/* Fit to be shown: a sidecar may hold any name. */
static char *
dup_title (TandaiSchema *schema, const char *label)
{
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, NULL);

  return tandai_display_name (def != NULL ? def->title : label);
}

static const char *
label_color (TandaiSchema *schema, const char *label, gboolean dark)
{
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, NULL);

  if (def == NULL)
    return foreign[dark];
  return dark ? def->color_dark : def->color_light;
}

static void
add_label (const Making *making, const char *label)
{
  g_autofree char *title = dup_title (making->schema, label);

  tandai_plot_add_category (making->plot, label, title, label_color (making->schema, label, FALSE),
                            label_color (making->schema, label, TRUE));
}

/* In the schema's order, as people know them; labels outside it come after. */
static void
each_label (GTree *tree, TandaiSchema *schema, GTraverseFunc func, gpointer user_data)
{
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      char *name = tandai_schema_get_label (schema, i)->name;
      gpointer value = g_tree_lookup (tree, name);

      if (value != NULL)
        func (name, value, user_data);
    }
  for (GTreeNode *node = g_tree_node_first (tree); node != NULL; node = g_tree_node_next (node))
    if (tandai_schema_find_label (schema, g_tree_node_key (node), NULL) == NULL)
      func (g_tree_node_key (node), g_tree_node_value (node), user_data);
}

static gboolean
add_progress_cb (gpointer date, gpointer value, gpointer user_data)
{
  Making *making = user_data;
  const TandaiDay *day = value;

  making->sum += day->n_articles;
  tandai_plot_add_category (making->plot, date, date, NULL, NULL);
  tandai_plot_add_value (making->plot, making->sum);
  return FALSE;
}

static TandaiPlot *
make_progress (const TandaiTally *tally)
{
  TandaiPlot *plot = tandai_plot_new ("progress", TANDAI_PLOT_STEPS, "day", _ ("Articles Done"),
                                      _ ("No done article has a span that tells when it was made."));
  Making making = { plot };

  add_plain_series (plot, "articles_done", _ ("Articles done"));
  plot->ceiling = tally->n_articles - tally->n_by_status[TANDAI_STATUS_EXCLUDED];
  plot->note =
      g_strdup_printf (ngettext ("All that were done by a day. The dashed line is all there is: %.0f "
                                 "article.",
                                 "All that were done by a day. The dashed line is all there is: %.0f "
                                 "articles.",
                                 (gulong) plot->ceiling),
                       plot->ceiling);
  g_tree_foreach (tally->days->days, add_progress_cb, &making);
  return plot;
}

static gboolean
add_spans_cb (gpointer date, gpointer value, gpointer user_data)
{
  Making *making = user_data;

  tandai_plot_add_category (making->plot, date, date, NULL, NULL);
  tandai_plot_add_value (making->plot, ((TandaiDay *) value)->n_spans);
  return FALSE;
}

static TandaiPlot *
make_spans_by_day (const TandaiTally *tally)
{
  TandaiPlot *plot = tandai_plot_new ("spans-by-day", TANDAI_PLOT_BARS, "day", _ ("Spans by Day"),
                                      _ ("No span tells when it was made."));
  Making making = { plot };
  guint n_undated = tally->days->n_undated_spans;

  add_plain_series (plot, "spans", _ ("Spans"));
  if (n_undated > 0)
    plot->note = g_strdup_printf (ngettext ("%u span that tells no time is left out.",
                                            "%u spans that tell no time are left out.", n_undated),
                                  n_undated);
  g_tree_foreach (tally->days->days, add_spans_cb, &making);
  return plot;
}

static gboolean
add_pace_cb (gpointer date, gpointer value, gpointer user_data)
{
  Making *making = user_data;
  double pace = tandai_day_get_pace (value);

  if (pace <= 0)
    return FALSE;
  tandai_plot_add_category (making->plot, date, date, NULL, NULL);
  tandai_plot_add_value (making->plot, pace);
  return FALSE;
}

static TandaiPlot *
make_pace (const TandaiTally *tally)
{
  TandaiPlot *plot =
      tandai_plot_new ("pace", TANDAI_PLOT_DOTS, "day", _ ("Words a Minute"),
                       _ ("Too few spans tell when they were made to say how fast the work goes."));
  Making making = { plot };

  add_plain_series (plot, "words_per_minute", _ ("Words a minute"));
  plot->note = g_strdup_printf (ngettext ("An estimate: more than %d minute between two spans of an article "
                                          "is a break.",
                                          "An estimate: more than %d minutes between two spans of an "
                                          "article are a break.",
                                          TANDAI_BREAK_MINUTES),
                                TANDAI_BREAK_MINUTES);
  g_tree_foreach (tally->days->days, add_pace_cb, &making);
  return plot;
}

static gboolean
add_label_cb (gpointer label, gpointer lengths, gpointer user_data)
{
  Making *making = user_data;

  add_label (making, label);
  tandai_plot_add_value (making->plot, ((TandaiLengths *) lengths)->words->len);
  return FALSE;
}

static TandaiPlot *
make_labels (const TandaiTally *tally, TandaiSchema *schema)
{
  TandaiPlot *plot = tandai_plot_new ("labels", TANDAI_PLOT_STACKED, "label", _ ("Spans by Label"),
                                      _ ("There are no spans yet."));
  Making making = { plot, schema };

  add_plain_series (plot, "spans", _ ("Spans"));
  each_label (tally->labels, schema, add_label_cb, &making);
  return plot;
}

static gboolean
add_lengths_cb (gpointer label, gpointer value, gpointer user_data)
{
  Making *making = user_data;
  const TandaiLengths *lengths = value;

  add_label (making, label);
  tandai_plot_add_value (making->plot, tandai_tally_percentile (lengths->words, 50));
  tandai_plot_add_value (making->plot, tandai_tally_percentile (lengths->words, 90));
  return FALSE;
}

static TandaiPlot *
make_lengths (const TandaiTally *tally, TandaiSchema *schema)
{
  TandaiPlot *plot = tandai_plot_new ("lengths", TANDAI_PLOT_LAYERED, "label", _ ("Lengths in Words"),
                                      _ ("There are no spans yet."));
  Making making = { plot, schema };

  /* Translators: the length that half of all spans do not exceed. */
  add_plain_series (plot, "median", _ ("median"));
  /* Translators: the length that nine in ten spans do not exceed. xgettext:no-c-format */
  add_plain_series (plot, "p90", _ ("90% up to"));
  each_label (tally->labels, schema, add_lengths_cb, &making);
  return plot;
}

static gboolean
add_sources_cb (gpointer label, gpointer value, gpointer user_data)
{
  Making *making = user_data;
  const TandaiSourced *sourced = value;
  g_autofree char *title = NULL;

  if (!tandai_sourced_is_told (sourced, label))
    return FALSE;
  title = dup_title (making->schema, label);
  tandai_plot_add_category (making->plot, label, title, NULL, NULL);
  tandai_plot_add_value (making->plot, sourced->n_named);
  tandai_plot_add_value (making->plot, sourced->n_unnamed);
  tandai_plot_add_value (making->plot, sourced->n_open);
  return FALSE;
}

static TandaiPlot *
make_sources (const TandaiTally *tally, TandaiSchema *schema)
{
  TandaiPlot *plot =
      tandai_plot_new ("sources", TANDAI_PLOT_STACKED, "label", _ ("Sources of Quotes and Claims"),
                       _ ("There are no quotes or claims yet."));
  Making making = { plot, schema };

  /* Translators: quotes or claims that are linked to who says them. */
  tandai_plot_add_series (plot, "named", _ ("named"), named[0], named[1]);
  /* Translators: quotes or claims of which the article does not name the source. */
  tandai_plot_add_series (plot, "unnamed", _ ("not named"), unnamed[0], unnamed[1]);
  /* Translators: quotes or claims of which nobody has said who says them. */
  tandai_plot_add_series (plot, "open", _ ("not said yet"), open[0], open[1]);
  each_label (tally->sources, schema, add_sources_cb, &making);
  return plot;
}

static TandaiPlot *
make_nesting (const TandaiTally *tally)
{
  TandaiPlot *plot = tandai_plot_new ("nesting", TANDAI_PLOT_STACKED, "inside", _ ("Spans Inside Others"),
                                      _ ("There are no spans yet."));

  add_plain_series (plot, "spans", _ ("Spans"));
  plot->note = g_strdup (_ ("By the number of other spans in which they lie."));
  for (guint i = 0; i < tally->levels->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      tandai_plot_add_category (plot, name, name, NULL, NULL);
      tandai_plot_add_value (plot, g_array_index (tally->levels, guint, i));
    }
  return plot;
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  const TandaiArticleFigures *left = *(TandaiArticleFigures *const *) a;
  const TandaiArticleFigures *right = *(TandaiArticleFigures *const *) b;

  if (left->n_spans != right->n_spans)
    return left->n_spans > right->n_spans ? -1 : 1;
  return strcmp (left->name, right->name);
}

static gboolean
add_series_cb (gpointer label, gpointer value, gpointer user_data)
{
  const Making *making = user_data;
  g_autofree char *title = dup_title (making->schema, label);

  tandai_plot_add_series (making->plot, label, title, label_color (making->schema, label, FALSE),
                          label_color (making->schema, label, TRUE));
  return FALSE;
}

static TandaiPlot *
make_articles (const TandaiStatistics *statistics, const TandaiTally *tally, TandaiSchema *schema)
{
  TandaiPlot *plot = tandai_plot_new ("articles", TANDAI_PLOT_STACKED, "article", _ ("Spans by Article"),
                                      _ ("There are no spans yet."));
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (statistics->articles, NULL, NULL);
  Making making = { plot, schema };

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_figures);
  each_label (tally->labels, schema, add_series_cb, &making);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TandaiArticleFigures *figures = sorted->pdata[i];
      g_autofree char *name = tandai_display_name (figures->name);
      g_autofree char *title = tandai_display_name (figures->title != NULL ? figures->title : figures->name);

      tandai_plot_add_category (plot, name, title, NULL, NULL);
      for (guint j = 0; j < plot->series->len; j++)
        tandai_plot_add_value (plot, GPOINTER_TO_UINT (
                                         g_tree_lookup (figures->labels,
                                                        ((TandaiPlotKey *) plot->series->pdata[j])->name)));
    }
  return plot;
}

/**
 * tandai_plots_make:
 * @statistics: statistics that were counted by no field
 * @schema: names and colours the labels
 *
 * Returns: (transfer full) (element-type TandaiPlot): all plots of them; some may be empty
 */
GPtrArray *
tandai_plots_make (const TandaiStatistics *statistics, TandaiSchema *schema)
{
  GPtrArray *plots = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_plot_free);
  const TandaiTally *tally;

  g_return_val_if_fail (statistics->by == NULL, plots);
  tally = statistics->tallies->pdata[0];
  g_ptr_array_add (plots, make_progress (tally));
  g_ptr_array_add (plots, make_spans_by_day (tally));
  g_ptr_array_add (plots, make_pace (tally));
  g_ptr_array_add (plots, make_labels (tally, schema));
  g_ptr_array_add (plots, make_lengths (tally, schema));
  g_ptr_array_add (plots, make_sources (tally, schema));
  g_ptr_array_add (plots, make_nesting (tally));
  g_ptr_array_add (plots, make_articles (statistics, tally, schema));
  return plots;
}
