/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plots of a row a category: its name, a bar, and what the bar stands for in figures. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "corpus/tandai-plot-private.h"

/* More than can be taken in at a glance; tables have them all. */
#define MAX_ROWS 20

/* The share of the width that names may take. */
#define NAMES 0.38
#define PALE  0.35

/* Lighter colours than this carry black. */
#define MIDDLE 0.55

/* Where the columns are, and how long a bar of 1 is. */
typedef struct
{
  double name_width;
  double value_width;
  double bar_x;
  double bar_width;
  double height;
  double scale;
} Columns;

static guint
count_rows (const TandaiPlot *plot)
{
  return MIN (plot->categories->len, MAX_ROWS);
}

/* How far the bars of a row reach. */
static double
row_reach (const TandaiPlot *plot, guint row)
{
  double reach = 0;

  for (guint i = 0; i < plot->series->len; i++)
    {
      double value = tandai_plot_get_value (plot, row, i);

      reach = plot->kind == TANDAI_PLOT_LAYERED ? MAX (reach, value) : reach + value;
    }
  return reach;
}

static char *
dup_figures (const TandaiPlot *plot, guint row)
{
  g_autofree char *first = _tandai_canvas_dup_number (tandai_plot_get_value (plot, row, 0));
  g_autofree char *second = NULL;

  if (plot->kind != TANDAI_PLOT_LAYERED)
    return _tandai_canvas_dup_number (row_reach (plot, row));
  second = _tandai_canvas_dup_number (tandai_plot_get_value (plot, row, 1));
  return g_strdup_printf ("%s / %s", first, second);
}

static void
measure_columns (TandaiCanvas *self, Columns *columns)
{
  double reach = 0;

  for (guint i = 0; i < count_rows (self->plot); i++)
    {
      const TandaiPlotKey *key = self->plot->categories->pdata[i];
      g_autofree char *figures = dup_figures (self->plot, i);
      double name_width = _tandai_canvas_measure (self, key->title);
      double value_width = _tandai_canvas_measure (self, figures);

      columns->name_width = MAX (columns->name_width, name_width);
      columns->value_width = MAX (columns->value_width, value_width);
      reach = MAX (reach, row_reach (self->plot, i));
    }
  columns->name_width = MIN (columns->name_width, floor (self->width * NAMES));
  columns->bar_x = columns->name_width + TANDAI_PLOT_GAP;
  columns->bar_width = MAX (self->width - columns->bar_x - TANDAI_PLOT_GAP - columns->value_width, 1);
  columns->height = self->line + TANDAI_PLOT_GAP;
  columns->scale = columns->bar_width / MAX (reach, 1);
}

static void
draw_name (TandaiCanvas *self, const Columns *columns, guint row)
{
  const TandaiPlotKey *key = self->plot->categories->pdata[row];
  g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, key->title);

  /* Names of files differ in their ends, titles in their beginnings. */
  pango_layout_set_ellipsize (layout, strchr (key->title, ' ') != NULL ? PANGO_ELLIPSIZE_END
                                                                       : PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, (int) columns->name_width * PANGO_SCALE);
  _tandai_canvas_put (self, layout, 0, self->y, &self->style->text);
}

/* Black or white, whatever is read better, by the eye's weights of red, green and blue. */
static TandaiPlotInk
ink_over (const TandaiPlotInk *fill)
{
  double light = 0.299 * fill->red + 0.587 * fill->green + 0.114 * fill->blue;
  double ink = light > MIDDLE ? 0 : 1;

  return (TandaiPlotInk){ ink, ink, ink };
}

/* A figure in its part of the bar, where there is room, since a colour alone does not tell. */
static void
draw_inside (TandaiCanvas *self, const TandaiPlotInk *fill, double value, double x, double width)
{
  TandaiPlotInk ink = ink_over (fill);
  g_autofree char *figure = _tandai_canvas_dup_number (value);
  g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, figure);
  double needed = _tandai_canvas_measure (self, figure);

  if (needed + TANDAI_PLOT_GAP <= width)
    _tandai_canvas_put (self, layout, x + floor ((width - needed) / 2), self->y, &ink);
}

static void
draw_stack (TandaiCanvas *self, const Columns *columns, guint row)
{
  const TandaiPlotKey *category = self->plot->categories->pdata[row];
  double x = columns->bar_x;

  for (guint i = 0; i < self->plot->series->len; i++)
    {
      const TandaiPlotKey *key = category->color_light != NULL ? category : self->plot->series->pdata[i];
      TandaiPlotInk ink = _tandai_canvas_key_ink (self, key);
      double value = tandai_plot_get_value (self->plot, row, i);
      double width = value * columns->scale;

      /* A hairline of the page parts neighbours. */
      _tandai_canvas_fill (self, x, self->y, i > 0 ? width : MAX (width, 1), self->line, &ink, 1);
      if (i > 0 && width > 0)
        _tandai_canvas_fill (self, x, self->y, MIN (width, 1), self->line, &self->style->page, 1);
      if (self->plot->series->len > 1)
        draw_inside (self, &ink, value, x, width);
      x += width;
    }
}

static void
draw_layers (TandaiCanvas *self, const Columns *columns, guint row)
{
  TandaiPlotInk ink = _tandai_canvas_key_ink (self, self->plot->categories->pdata[row]);

  for (guint i = self->plot->series->len; i-- > 0;)
    _tandai_canvas_fill (self, columns->bar_x, self->y,
                         tandai_plot_get_value (self->plot, row, i) * columns->scale, self->line, &ink,
                         i > 0 ? PALE : 1);
}

static void
draw_row (TandaiCanvas *self, const Columns *columns, guint row)
{
  g_autofree char *figures = dup_figures (self->plot, row);
  g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, figures);
  double end = columns->bar_x + row_reach (self->plot, row) * columns->scale;

  draw_name (self, columns, row);
  if (self->plot->kind == TANDAI_PLOT_LAYERED)
    draw_layers (self, columns, row);
  else
    draw_stack (self, columns, row);
  _tandai_canvas_put (self, layout, end + TANDAI_PLOT_GAP, self->y, &self->style->text);
}

/* Draws a row for each category, or as many as can be taken in. */
void
_tandai_canvas_draw_rows (TandaiCanvas *self)
{
  guint n = count_rows (self->plot);
  guint n_more = self->plot->categories->len - n;
  Columns columns = { 0 };

  measure_columns (self, &columns);
  for (guint i = 0; i < n; i++)
    {
      if (self->cr != NULL)
        draw_row (self, &columns, i);
      self->y += columns.height;
    }
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
      g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, more);

      _tandai_canvas_put (self, layout, 0, self->y, &self->style->faint);
      self->y += columns.height;
    }
  self->y -= TANDAI_PLOT_GAP;
}
