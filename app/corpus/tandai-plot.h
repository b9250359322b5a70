/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiPlotKind:
 * @TANDAI_PLOT_STACKED: a row a category, its series one after another
 * @TANDAI_PLOT_LAYERED: a row a category, its second series paler and behind the first
 * @TANDAI_PLOT_BARS: a bar a day
 * @TANDAI_PLOT_STEPS: days, of which each adds to what was before
 * @TANDAI_PLOT_DOTS: a dot a day
 *
 * How a plot is drawn. Where categories are days they are dates like "2026-01-31".
 */
typedef enum
{
  TANDAI_PLOT_STACKED,
  TANDAI_PLOT_LAYERED,
  TANDAI_PLOT_BARS,
  TANDAI_PLOT_STEPS,
  TANDAI_PLOT_DOTS,
} TandaiPlotKind;

/**
 * TandaiPlotKey:
 * @name: what it is called in tables; never translated
 * @title: what people read
 * @color_light: (nullable): "#rrggbb" on a light page
 * @color_dark: (nullable): "#rrggbb" on a dark page
 *
 * A category or a series.
 */
typedef struct
{
  char *name;
  char *title;
  char *color_light;
  char *color_dark;
} TandaiPlotKey;

/**
 * TandaiPlot:
 * @name: what its files are called; never translated
 * @title: what it shows
 * @note: (nullable): what else is to be known to read it
 * @empty: what is said where there is nothing to show
 * @kind: how it is drawn
 * @key_name: what a category is, in tables
 * @categories: (element-type TandaiPlotKey): the categories, in their order
 * @series: (element-type TandaiPlotKey): the series, in their order
 * @values: (element-type double): of the first category each series, and so on
 * @ceiling: what the values can come to, or 0
 *
 * Figures to be drawn, told and written. It knows nothing of how.
 */
typedef struct
{
  const char *name;
  char *title;
  char *note;
  char *empty;
  TandaiPlotKind kind;
  const char *key_name;
  GPtrArray *categories;
  GPtrArray *series;
  GArray *values;
  double ceiling;
} TandaiPlot;

TandaiPlot *tandai_plot_new          (const char *name, TandaiPlotKind kind, const char *key_name, const char *title,
                                      const char *empty);
void        tandai_plot_free         (TandaiPlot *self);
void        tandai_plot_add_series   (TandaiPlot *self, const char *name, const char *title, const char *color_light,
                                      const char *color_dark);
void        tandai_plot_add_category (TandaiPlot *self, const char *name, const char *title, const char *color_light,
                                      const char *color_dark);
void        tandai_plot_add_value    (TandaiPlot *self, double value);
double      tandai_plot_get_value    (const TandaiPlot *self, guint category, guint series);
gboolean    tandai_plot_is_empty     (const TandaiPlot *self);
gboolean    tandai_plot_has_days     (const TandaiPlot *self);
char       *tandai_plot_describe     (const TandaiPlot *self);
char       *tandai_plot_to_csv       (const TandaiPlot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiPlot, tandai_plot_free)

G_END_DECLS
