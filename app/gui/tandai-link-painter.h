/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-span-painter.h"

G_BEGIN_DECLS

/**
 * TandaiLinkPainter:
 *
 * Draws the links between spans as thin curves, below the text: those of the
 * selected or current span, or all. What is not on the screen costs nothing.
 */
typedef struct _TandaiLinkPainter TandaiLinkPainter;

TandaiLinkPainter *tandai_link_painter_new          (GtkTextView *view, TandaiSpanPainter *spans);
void               tandai_link_painter_free         (TandaiLinkPainter *self);
void               tandai_link_painter_set_document (TandaiLinkPainter *self, TandaiDocument *document,
                                                     TandaiViewMap *map);
void               tandai_link_painter_snapshot     (TandaiLinkPainter *self, GtkSnapshot *snapshot,
                                                     const char *span, gboolean all);
GArray            *tandai_link_painter_find         (TandaiLinkPainter *self, TandaiRelation *relation);

G_END_DECLS
