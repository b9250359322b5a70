/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-statistics.h"

G_BEGIN_DECLS

char *tandai_stats_format_json (const TandaiStatistics *statistics);
char *tandai_stats_format_text (const TandaiStatistics *statistics);

G_END_DECLS
