/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "corpus/tandai-plot-draw.h"

G_BEGIN_DECLS

/* Between neighbours of any kind. */
#define TANDAI_PLOT_GAP 8

/**
 * TandaiCanvas:
 * @plot: what is drawn
 * @style: how
 * @cr: (nullable): where; %NULL while it is only measured
 * @context: lays out letters
 * @width: how wide the whole is
 * @y: what is above it is drawn already
 * @line: how high a line of letters is
 *
 * A plot while it is drawn, from the top down.
 */
typedef struct
{
  const TandaiPlot *plot;
  const TandaiPlotStyle *style;
  cairo_t *cr;
  PangoContext *context;
  double width;
  double y;
  double line;
} TandaiCanvas;

PangoLayout *_tandai_canvas_layout    (TandaiCanvas *self, const char *text);
double       _tandai_canvas_measure   (TandaiCanvas *self, const char *text);
void         _tandai_canvas_put       (TandaiCanvas *self, PangoLayout *layout, double x, double y,
                                       const TandaiPlotInk *ink);
void         _tandai_canvas_set_ink   (TandaiCanvas *self, const TandaiPlotInk *ink, double alpha);
TandaiPlotInk _tandai_canvas_key_ink  (TandaiCanvas *self, const TandaiPlotKey *key);
void         _tandai_canvas_fill      (TandaiCanvas *self, double x, double y, double width, double height,
                                       const TandaiPlotInk *ink, double alpha);
char        *_tandai_canvas_dup_number (double value);
void         _tandai_canvas_draw_rows (TandaiCanvas *self);
void         _tandai_canvas_draw_days (TandaiCanvas *self);

G_END_DECLS
