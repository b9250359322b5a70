/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiSpanList:
 *
 * The spans of a document, all or those of some labels, in text order or
 * label by label. Signal `span-activated` (id): a row was chosen by hand.
 */
#define TANDAI_TYPE_SPAN_LIST (tandai_span_list_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSpanList, tandai_span_list, TANDAI, SPAN_LIST, AdwBin)

void       tandai_span_list_set_document (TandaiSpanList *self, TandaiDocument *document);
void       tandai_span_list_take_step    (TandaiSpanList *self, TandaiStep *step);
void       tandai_span_list_update       (TandaiSpanList *self);
void       tandai_span_list_select       (TandaiSpanList *self, TandaiSpan *span);
GtkWidget *tandai_span_list_get_view     (TandaiSpanList *self);

G_END_DECLS
