/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiStatisticsWindow:
 *
 * The statistics of an article or a folder, in figures and plots. What is
 * shown is what was counted; it does not follow the work. Signal `wanted`: see
 * tandai-wanted.h.
 */
#define TANDAI_TYPE_STATISTICS_WINDOW (tandai_statistics_window_get_type ())
G_DECLARE_FINAL_TYPE (TandaiStatisticsWindow, tandai_statistics_window, TANDAI, STATISTICS_WINDOW, AdwWindow)

GtkWidget *tandai_statistics_window_new (GtkWindow *parent, GFile *place, TandaiSchema *schema);

G_END_DECLS
