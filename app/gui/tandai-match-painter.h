/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-label-style.h"
#include "gui/tandai-span-painter.h"

G_BEGIN_DECLS

/**
 * TandaiMatchPainter:
 *
 * Draws what a search found, of what is visible, below the text and never
 * moving it.
 */
typedef struct _TandaiMatchPainter TandaiMatchPainter;

/* No match is the current one. */
#define TANDAI_NO_MATCH G_MAXUINT

TandaiMatchPainter *tandai_match_painter_new          (GtkTextView *view, TandaiSpanPainter *spans);
void                tandai_match_painter_free         (TandaiMatchPainter *self);
void                tandai_match_painter_set_map      (TandaiMatchPainter *self, TandaiViewMap *map);
void                tandai_match_painter_set_matches  (TandaiMatchPainter *self, GArray *matches, guint current);
void                tandai_match_painter_snapshot     (TandaiMatchPainter *self, GtkSnapshot *snapshot);

G_END_DECLS
