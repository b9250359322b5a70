/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-document.h"
#include "gui/tandai-span-layout.h"
#include "gui/tandai-span-names.h"
#include "gui/tandai-view-map.h"

G_BEGIN_DECLS

/**
 * TandaiSpanPainter:
 *
 * Draws the spans of what is visible, below the text and never moving it.
 */
typedef struct _TandaiSpanPainter TandaiSpanPainter;

TandaiSpanPainter *tandai_span_painter_new (GtkTextView *view);
void tandai_span_painter_free (TandaiSpanPainter *self);
void tandai_span_painter_set_document (TandaiSpanPainter *self, TandaiDocument *document, TandaiViewMap *map);
void tandai_span_painter_set_emphasis (TandaiSpanPainter *self, const char *selected, const char *current);
void tandai_span_painter_take_marks (TandaiSpanPainter *self, GPtrArray *marks);
void tandai_span_painter_set_names (TandaiSpanPainter *self, gboolean show);
void tandai_span_painter_set_links (TandaiSpanPainter *self, gboolean show);
void tandai_span_painter_invalidate (TandaiSpanPainter *self);
void tandai_span_painter_snapshot (TandaiSpanPainter *self, GtkSnapshot *snapshot);
TandaiSpanLayout *tandai_span_painter_get_layout (TandaiSpanPainter *self, int line);
PangoLayout *tandai_span_painter_get_name (TandaiSpanPainter *self, const char *label);
TandaiSpanNames *tandai_span_painter_new_page (TandaiSpanPainter *self);
GPtrArray *tandai_span_painter_find_items (TandaiSpanPainter *self, int line, TandaiSpanNames *names);

G_END_DECLS
