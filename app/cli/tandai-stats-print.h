/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-plot-file.h"
#include "corpus/tandai-statistics.h"

G_BEGIN_DECLS

char    *tandai_stats_format_json (const TandaiStatistics *statistics);
char    *tandai_stats_format_text (const TandaiStatistics *statistics);
gboolean tandai_stats_write_plots (const TandaiStatistics *statistics, GPtrArray *items, TandaiPlotFormat format,
                                   const char *folder, GCancellable *cancellable, GError **error);

G_END_DECLS
