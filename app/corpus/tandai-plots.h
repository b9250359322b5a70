/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"
#include "corpus/tandai-plot.h"
#include "corpus/tandai-statistics.h"

G_BEGIN_DECLS

GPtrArray *tandai_plots_make (const TandaiStatistics *statistics, TandaiSchema *schema);

G_END_DECLS
