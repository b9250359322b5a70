/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-span-draw.h"

G_BEGIN_DECLS

void   tandai_span_nest        (GPtrArray *items, double room);
double tandai_span_nest_top    (const TandaiSpanItem *item);
double tandai_span_nest_bottom (const TandaiSpanItem *item);

G_END_DECLS
