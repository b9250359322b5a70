/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-csv.h"
#include "corpus/tandai-plot.h"

/* More than a person would listen to. */
#define MAX_TOLD 30

static void
key_free (TandaiPlotKey *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->color_light);
  g_free (self->color_dark);
  g_free (self);
}

static TandaiPlotKey *
key_new (const char *name, const char *title, const char *color_light, const char *color_dark)
{
  TandaiPlotKey *self = g_new (TandaiPlotKey, 1);

  self->name = g_strdup (name);
  self->title = g_strdup (title);
  self->color_light = g_strdup (color_light);
  self->color_dark = g_strdup (color_dark);
  return self;
}

/**
 * tandai_plot_new:
 * @name: what its files are called; static
 * @kind: how it is drawn
 * @key_name: what a category is, in tables; static
 * @title: what it shows, for people
 * @empty: what is said where there is nothing to show
 *
 * Returns: (transfer full): a plot without figures
 */
TandaiPlot *
tandai_plot_new (
    const char *name, TandaiPlotKind kind, const char *key_name, const char *title, const char *empty)
{
  TandaiPlot *self = g_new0 (TandaiPlot, 1);

  self->name = name;
  self->kind = kind;
  self->key_name = key_name;
  self->title = g_strdup (title);
  self->empty = g_strdup (empty);
  self->categories = g_ptr_array_new_with_free_func ((GDestroyNotify) key_free);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) key_free);
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

/**
 * tandai_plot_free:
 * @self: (transfer full): a plot
 *
 * Frees it.
 */
void
tandai_plot_free (TandaiPlot *self)
{
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->series);
  g_array_unref (self->values);
  g_free (self->title);
  g_free (self->note);
  g_free (self->empty);
  g_free (self);
}

/**
 * tandai_plot_add_series:
 * @self: a plot without categories
 * @name: the series' name in tables
 * @title: what people read
 * @color_light: (nullable): as in #TandaiPlotKey
 * @color_dark: (nullable): as there
 *
 * Adds a series.
 */
void
tandai_plot_add_series (
    TandaiPlot *self, const char *name, const char *title, const char *color_light, const char *color_dark)
{
  g_return_if_fail (self->categories->len == 0);
  g_ptr_array_add (self->series, key_new (name, title, color_light, color_dark));
}

/**
 * tandai_plot_add_category:
 * @self: a plot with all its series
 * @name: the category's name in tables
 * @title: what people read
 * @color_light: (nullable): as in #TandaiPlotKey
 * @color_dark: (nullable): as there
 *
 * Adds a category, of which a value for each series is to follow.
 */
void
tandai_plot_add_category (
    TandaiPlot *self, const char *name, const char *title, const char *color_light, const char *color_dark)
{
  g_return_if_fail (self->values->len == self->categories->len * self->series->len);
  g_ptr_array_add (self->categories, key_new (name, title, color_light, color_dark));
}

/** tandai_plot_add_value: the last category's value of the next series */
void
tandai_plot_add_value (TandaiPlot *self, double value)
{
  g_array_append_val (self->values, value);
}

/** tandai_plot_get_value: Returns: a category's value of a series */
double
tandai_plot_get_value (const TandaiPlot *self, guint category, guint series)
{
  return g_array_index (self->values, double, category * self->series->len + series);
}

/** tandai_plot_is_empty: Returns: whether no value is above 0 */
gboolean
tandai_plot_is_empty (const TandaiPlot *self)
{
  for (guint i = 0; i < self->values->len; i++)
    if (g_array_index (self->values, double, i) > 0)
      return FALSE;
  return TRUE;
}

/** tandai_plot_has_days: Returns: whether its categories are days */
gboolean
tandai_plot_has_days (const TandaiPlot *self)
{
  return self->kind >= TANDAI_PLOT_BARS;
}

/* Whole numbers as they are, others with one place. */
static void
append_number (GString *to, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (to,
                   g_ascii_formatd (buffer, sizeof buffer, value == floor (value) ? "%.0f" : "%.1f", value));
}

static void
tell_category (GString *to, const TandaiPlot *self, guint category)
{
  const TandaiPlotKey *key = self->categories->pdata[category];

  g_string_append_printf (to, "\n%s: ", key->title);
  for (guint i = 0; i < self->series->len; i++)
    {
      const TandaiPlotKey *series = self->series->pdata[i];

      if (i > 0)
        g_string_append (to, ", ");
      if (self->series->len > 1)
        g_string_append_printf (to, "%s ", series->title);
      append_number (to, tandai_plot_get_value (self, category, i));
    }
}

/**
 * tandai_plot_describe:
 * @self: a plot
 *
 * Tells the figures to who does not see the plot; of many days the last, of
 * many others the first.
 *
 * Returns: (transfer full): its note, and a category a line
 */
char *
tandai_plot_describe (const TandaiPlot *self)
{
  GString *to = g_string_new (self->note);
  guint n = self->categories->len;
  guint n_left_out = n > MAX_TOLD ? n - MAX_TOLD : 0;
  guint first = tandai_plot_has_days (self) ? n_left_out : 0;

  if (tandai_plot_is_empty (self))
    {
      g_string_assign (to, self->empty);
      return g_string_free (to, FALSE);
    }
  for (guint i = first; i < first + n - n_left_out; i++)
    tell_category (to, self, i);
  if (n_left_out > 0)
    {
      g_string_append_c (to, '\n');
      /* Translators: so many rows of a list are not read out. */
      g_string_append_printf (to, ngettext ("and %u more", "and %u more", n_left_out), n_left_out);
    }
  if (to->len > 0 && to->str[0] == '\n')
    g_string_erase (to, 0, 1);
  return g_string_free (to, FALSE);
}

/**
 * tandai_plot_to_csv:
 * @self: a plot
 *
 * Returns: (transfer full): its figures as a table: a category a row, a series a column
 */
char *
tandai_plot_to_csv (const TandaiPlot *self)
{
  GString *to = g_string_new (TANDAI_CSV_BYTE_ORDER_MARK);

  g_string_append (to, self->key_name);
  for (guint i = 0; i < self->series->len; i++)
    {
      g_string_append_c (to, ',');
      tandai_csv_append_cell (to, ((TandaiPlotKey *) self->series->pdata[i])->name, -1);
    }
  g_string_append (to, "\r\n");
  for (guint i = 0; i < self->categories->len; i++)
    {
      tandai_csv_append_cell (to, ((TandaiPlotKey *) self->categories->pdata[i])->name, -1);
      for (guint j = 0; j < self->series->len; j++)
        {
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];

          g_string_append_c (to, ',');
          g_string_append (to, g_ascii_formatd (buffer, sizeof buffer, "%.15g",
                                                tandai_plot_get_value (self, i, j)));
        }
      g_string_append (to, "\r\n");
    }
  return g_string_free (to, FALSE);
}
