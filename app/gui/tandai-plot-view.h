/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-plot.h"

G_BEGIN_DECLS

/**
 * TandaiPlotView:
 *
 * A plot in the window, with the desktop's letters and colours. Assistive
 * technology hears its figures.
 */
#define TANDAI_TYPE_PLOT_VIEW (tandai_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (TandaiPlotView, tandai_plot_view, TANDAI, PLOT_VIEW, GtkWidget)

GtkWidget *tandai_plot_view_new      (void);
void       tandai_plot_view_set_plot (TandaiPlotView *self, GPtrArray *plots, guint position);

G_END_DECLS
