/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-plot-file.h"

G_BEGIN_DECLS

/**
 * TandaiPlotSaver:
 *
 * Asks where a plot, or all, are to be saved, and saves them in a thread.
 * Signal `said` (string): what has come of it, in words.
 */
#define TANDAI_TYPE_PLOT_SAVER (tandai_plot_saver_get_type ())
G_DECLARE_FINAL_TYPE (TandaiPlotSaver, tandai_plot_saver, TANDAI, PLOT_SAVER, GObject)

GMenuModel      *tandai_plot_saver_new_menu (const char *plot);
TandaiPlotSaver *tandai_plot_saver_new      (GtkWindow *parent, GPtrArray *plots);
void             tandai_plot_saver_ask      (TandaiPlotSaver *self, const char *plot, const char *suffix);

G_END_DECLS
