/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-plot.h"

G_BEGIN_DECLS

/**
 * TandaiPlotFormat:
 * @TANDAI_PLOT_SVG: drawn in lines, for papers
 * @TANDAI_PLOT_PNG: drawn in pixels, for slides
 * @TANDAI_PLOT_CSV: the figures as a table
 *
 * What a plot is saved as.
 */
typedef enum
{
  TANDAI_PLOT_SVG,
  TANDAI_PLOT_PNG,
  TANDAI_PLOT_CSV,
  TANDAI_N_PLOT_FORMATS,
} TandaiPlotFormat;

const char *tandai_plot_format_get_suffix (TandaiPlotFormat format);
GBytes     *tandai_plot_to_bytes          (const TandaiPlot *plot, TandaiPlotFormat format, GError **error);
gboolean    tandai_plot_save              (const TandaiPlot *plot, TandaiPlotFormat format, const char *path,
                                           GCancellable *cancellable, GError **error);

G_END_DECLS
