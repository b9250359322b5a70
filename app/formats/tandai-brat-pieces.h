/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-span.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/* A span over line ends, which brat can't have: it is written as a fragment a line. */
gboolean tandai_brat_ends_line    (gunichar c);
GArray  *tandai_brat_pieces_split (const TandaiText *text, const TandaiRange *ranges, guint n_ranges);
void     tandai_brat_pieces_join  (const TandaiText *text, GArray *ranges);

G_END_DECLS
