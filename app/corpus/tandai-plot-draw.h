/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * One drawing for the window, the command line and files: cairo and Pango's
 * part of it need no toolkit and no display.
 */
#include <cairo.h>

#include "corpus/tandai-plot.h"

G_BEGIN_DECLS

/**
 * TandaiPlotInk:
 * @red, @green, @blue: 0 to 1
 *
 * A colour.
 */
typedef struct
{
  double red;
  double green;
  double blue;
} TandaiPlotInk;

/**
 * TandaiPlotStyle:
 * @font: as pango_font_description_from_string() takes it
 * @resolution: dots an inch, for letters
 * @page: what it is drawn on; it is not painted
 * @text: letters
 * @faint: letters and lines that are less important
 * @dark: whether the page is dark
 * @high_contrast: whether shapes need an outline
 * @has_title: whether the plot's title and note are drawn, too
 *
 * What plots are to look like.
 */
typedef struct
{
  const char *font;
  double resolution;
  TandaiPlotInk page;
  TandaiPlotInk text;
  TandaiPlotInk faint;
  gboolean dark;
  gboolean high_contrast;
  gboolean has_title;
} TandaiPlotStyle;

int  tandai_plot_measure (const TandaiPlot *plot, const TandaiPlotStyle *style, int width);
void tandai_plot_draw    (const TandaiPlot *plot, const TandaiPlotStyle *style, cairo_t *cr, int width);

G_END_DECLS
