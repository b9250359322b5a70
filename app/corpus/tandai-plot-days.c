/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plots over time: each day stands in its place, those on which nothing was done too. */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "corpus/tandai-plot-private.h"

#define HEIGHT        170
#define N_TICKS       4
#define MAX_BAR_WIDTH 40
#define BAR_SHARE     0.8
#define DOT           3.0
#define LINE          2.0
#define GRID          1.0
#define GRID_ALPHA    0.35
#define AREA_ALPHA    0.2
#define DATE          "0000-00-00"

/* Where days and values are. */
typedef struct
{
  double left;
  double top;
  double width;
  guint32 first;
  guint n_days;
  double step;
  double most;
} Axes;

static guint32
get_julian (const TandaiPlot *plot, guint category)
{
  int year, month, day;
  GDate date;

  if (sscanf (((TandaiPlotKey *) plot->categories->pdata[category])->name, "%d-%d-%d", &year, &month, &day)
          != 3
      || !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return 1;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/* 1, 2 or 5 and noughts, so that few of them reach @most. */
static double
find_step (double most)
{
  double rough = MAX (most / N_TICKS, 1);
  double power = pow (10, floor (log10 (rough)));
  double digit = rough / power;

  return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

static double
measure_figures (TandaiCanvas *self, const Axes *axes)
{
  double widest = 0;

  for (double value = 0; value <= axes->most; value += axes->step)
    {
      g_autofree char *figure = _tandai_canvas_dup_number (value);
      double width = _tandai_canvas_measure (self, figure);

      widest = MAX (widest, width);
    }
  return widest;
}

static void
find_axes (TandaiCanvas *self, Axes *axes)
{
  guint n = self->plot->categories->len;
  double most = self->plot->ceiling;

  for (guint i = 0; i < n; i++)
    most = MAX (most, tandai_plot_get_value (self->plot, i, 0));
  axes->step = find_step (most);
  axes->most = ceil (most / axes->step) * axes->step;
  axes->first = get_julian (self->plot, 0);
  axes->n_days = get_julian (self->plot, n - 1) - axes->first + 1;
  axes->left = measure_figures (self, axes) + TANDAI_PLOT_GAP;
  axes->top = self->y + ceil (self->line / 2);
  axes->width = MAX (self->width - axes->left - DOT, 1);
}

/* The middle of a day. */
static double
x_of (const Axes *axes, guint32 julian)
{
  return axes->left + (julian - axes->first + 0.5) * axes->width / axes->n_days;
}

static double
y_of (const Axes *axes, double value)
{
  return axes->top + HEIGHT * (1 - value / axes->most);
}

/* In the middle of pixels, so that it is one of them wide. */
static void
draw_level (TandaiCanvas *self, const Axes *axes, double value, double alpha)
{
  double y = floor (y_of (axes, value)) + 0.5;

  cairo_move_to (self->cr, axes->left, y);
  cairo_line_to (self->cr, axes->left + axes->width, y);
  cairo_set_line_width (self->cr, GRID);
  _tandai_canvas_set_ink (self, &self->style->faint, alpha);
  cairo_stroke (self->cr);
}

static void
draw_grid (TandaiCanvas *self, const Axes *axes)
{
  for (double value = 0; value <= axes->most; value += axes->step)
    {
      g_autofree char *figure = _tandai_canvas_dup_number (value);
      g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, figure);
      double width = _tandai_canvas_measure (self, figure);

      draw_level (self, axes, value, value > 0 ? GRID_ALPHA : 1);
      _tandai_canvas_put (self, layout, axes->left - TANDAI_PLOT_GAP - width,
                          y_of (axes, value) - floor (self->line / 2), &self->style->faint);
    }
}

static void
draw_ceiling (TandaiCanvas *self, const Axes *axes)
{
  const double dashes[] = { 6, 4 };

  cairo_save (self->cr);
  cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0);
  draw_level (self, axes, self->plot->ceiling, 1);
  cairo_restore (self->cr);
}

static void
draw_date (TandaiCanvas *self, const Axes *axes, guint32 julian)
{
  GDate date;
  char text[sizeof DATE];
  g_autoptr (PangoLayout) layout = NULL;
  double width, x;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  layout = _tandai_canvas_layout (self, text);
  width = _tandai_canvas_measure (self, text);
  x = x_of (axes, julian) - floor (width / 2);
  _tandai_canvas_put (self, layout, CLAMP (x, axes->left, MAX (axes->left, self->width - width)),
                      axes->top + HEIGHT + TANDAI_PLOT_GAP / 2.0, &self->style->faint);
}

/* As many dates as have room, evenly. */
static void
draw_dates (TandaiCanvas *self, const Axes *axes)
{
  double room = _tandai_canvas_measure (self, DATE) + 3 * TANDAI_PLOT_GAP;
  guint most = (guint) MAX (axes->width / room, 1);
  guint every = (axes->n_days + most - 1) / most;

  for (guint i = 0; i < axes->n_days; i += every)
    draw_date (self, axes, axes->first + i);
}

/* Days that are narrower than a pixel share a bar, which is as high as the highest of them. */
static void
draw_bars (TandaiCanvas *self, const Axes *axes, const TandaiPlotInk *ink)
{
  double slot = axes->width / axes->n_days;
  double width = CLAMP (floor (slot * BAR_SHARE), 1, MAX_BAR_WIDTH);

  for (guint i = 0; i < self->plot->categories->len; i++)
    {
      double y = y_of (axes, tandai_plot_get_value (self->plot, i, 0));
      double x = floor (x_of (axes, get_julian (self->plot, i)) - width / 2);

      _tandai_canvas_fill (self, x, y, width, axes->top + HEIGHT - y, ink, 1);
    }
}

static void
trace_steps (TandaiCanvas *self, const Axes *axes)
{
  cairo_move_to (self->cr, axes->left, y_of (axes, 0));
  for (guint i = 0; i < self->plot->categories->len; i++)
    {
      double x = x_of (axes, get_julian (self->plot, i));
      double y, before;

      cairo_get_current_point (self->cr, NULL, &before);
      y = y_of (axes, tandai_plot_get_value (self->plot, i, 0));
      cairo_line_to (self->cr, x, before);
      cairo_line_to (self->cr, x, y);
    }
}

static void
draw_steps (TandaiCanvas *self, const Axes *axes, const TandaiPlotInk *ink)
{
  double last = tandai_plot_get_value (self->plot, self->plot->categories->len - 1, 0);
  double right = axes->left + axes->width;

  trace_steps (self, axes);
  cairo_line_to (self->cr, right, y_of (axes, last));
  cairo_line_to (self->cr, right, y_of (axes, 0));
  cairo_close_path (self->cr);
  _tandai_canvas_set_ink (self, ink, AREA_ALPHA);
  cairo_fill (self->cr);
  trace_steps (self, axes);
  cairo_line_to (self->cr, right, y_of (axes, last));
  cairo_set_line_width (self->cr, LINE);
  _tandai_canvas_set_ink (self, ink, 1);
  cairo_stroke (self->cr);
}

static void
draw_dots (TandaiCanvas *self, const Axes *axes, const TandaiPlotInk *ink)
{
  _tandai_canvas_set_ink (self, ink, 1);
  cairo_set_line_width (self->cr, LINE / 2);
  /* Letters leave a place from which the line would begin. */
  cairo_new_path (self->cr);
  for (guint i = 0; i < self->plot->categories->len; i++)
    cairo_line_to (self->cr, x_of (axes, get_julian (self->plot, i)),
                   y_of (axes, tandai_plot_get_value (self->plot, i, 0)));
  cairo_stroke (self->cr);
  for (guint i = 0; i < self->plot->categories->len; i++)
    {
      cairo_arc (self->cr, x_of (axes, get_julian (self->plot, i)),
                 y_of (axes, tandai_plot_get_value (self->plot, i, 0)), DOT, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
draw_values (TandaiCanvas *self, const Axes *axes)
{
  TandaiPlotInk ink = _tandai_canvas_key_ink (self, self->plot->series->pdata[0]);

  if (self->plot->kind == TANDAI_PLOT_BARS)
    draw_bars (self, axes, &ink);
  else if (self->plot->kind == TANDAI_PLOT_STEPS)
    draw_steps (self, axes, &ink);
  else
    draw_dots (self, axes, &ink);
}

/* Draws the first series over the days. */
void
_tandai_canvas_draw_days (TandaiCanvas *self)
{
  Axes axes = { 0 };

  find_axes (self, &axes);
  if (self->cr != NULL)
    {
      draw_grid (self, &axes);
      draw_values (self, &axes);
      if (self->plot->ceiling > 0)
        draw_ceiling (self, &axes);
      draw_dates (self, &axes);
    }
  self->y = axes.top + HEIGHT + TANDAI_PLOT_GAP / 2.0 + self->line;
}
