/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-span.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-span-layout.h"

G_BEGIN_DECLS

/**
 * TandaiSpanItem:
 * @span: the span
 * @pieces: (element-type TandaiSpanPiece): where it stands, in this paragraph
 * @style: its label's
 * @inner: how many spans of the same shape stand within each other inside it
 * @above: the greatest @inner of the spans round its start, whose edges its name must clear
 * @selected: whether it is drawn with handles
 * @current: whether it is what the next key acts on
 */
typedef struct
{
  TandaiSpan *span;
  GArray *pieces;
  TandaiLabelStyle style;
  guint inner;
  guint above;
  gboolean selected;
  gboolean current;
} TandaiSpanItem;

PangoLayout *tandai_span_draw_name_layout (GtkWidget *widget, const char *title);
void         tandai_span_draw_shape       (GtkSnapshot *snapshot, TandaiSpanItem *item);
void         tandai_span_draw_name        (GtkSnapshot *snapshot, TandaiSpanItem *item, PangoLayout *name,
                                           GArray *taken);

G_END_DECLS
