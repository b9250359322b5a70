/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-span.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-span-layout.h"

G_BEGIN_DECLS

/**
 * TandaiSpanItem:
 * @span: (nullable): the span
 * @hull: from its start to its end
 * @ranges, @n_ranges: its fragments; none where the hull is the only one
 * @pieces: (element-type TandaiSpanPiece): where it stands, in this paragraph
 * @style: its label's
 * @above, @below: how far its upper and lower line stand from the words; see tandai_span_nest()
 * @before, @after: how far it reaches beyond its start and end
 * @line: how thick its line is
 * @level, @upper, @inner: how many spans, those with an upper edge and those of its shape, stand within each
 *   other inside it
 * @filled: how much colour lies over its words, as a sum of opacities
 * @selected: whether it is drawn with handles
 * @current: whether it is what the next key acts on
 */
typedef struct
{
  TandaiSpan *span;
  TandaiRange hull;
  const TandaiRange *ranges;
  guint n_ranges;
  GArray *pieces;
  TandaiLabelStyle style;
  double above;
  double below;
  double before;
  double after;
  double line;
  guint level;
  guint upper;
  guint inner;
  double filled;
  gboolean selected;
  gboolean current;
} TandaiSpanItem;

void tandai_span_draw_shape (GtkSnapshot *snapshot, TandaiSpanItem *item);

G_END_DECLS
