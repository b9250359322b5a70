/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-span-draw.h"

G_BEGIN_DECLS

/**
 * TandaiSpanNames:
 *
 * Labels' names above the first words of their spans, for one drawing of the
 * page: what stands on each line already, and what hangs down from the one
 * above it.
 */
typedef struct _TandaiSpanNames TandaiSpanNames;

PangoLayout *tandai_span_names_layout (GtkWidget *widget, const char *title);
TandaiSpanNames *tandai_span_names_new (double room, double right);
void tandai_span_names_free (TandaiSpanNames *self);
void tandai_span_names_paragraph (TandaiSpanNames *self, guint n_rows, double floor);
void tandai_span_names_keep_off (TandaiSpanNames *self, TandaiSpanItem *item);
void tandai_span_names_keep_off_letters (TandaiSpanNames *self, TandaiSpanLayout *layout, double left);
gboolean tandai_span_names_place (TandaiSpanNames *self,
                                  TandaiSpanItem *item,
                                  PangoLayout *name,
                                  graphene_rect_t *rect);
void tandai_span_names_draw (TandaiSpanNames *self,
                             GtkSnapshot *snapshot,
                             TandaiSpanItem *item,
                             PangoLayout *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSpanNames, tandai_span_names_free)

G_END_DECLS
