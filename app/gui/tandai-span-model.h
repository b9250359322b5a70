/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiSpanModel:
 *
 * Which spans of a document a list shows, and in which order: all in text
 * order, those of some labels, or grouped by label. However many there are,
 * no turn of the main loop is long: they are gone through a few hundred at a
 * time. Signal `changed`: there is another list. Signal `settled`: all have been gone through.
 */
#define TANDAI_TYPE_SPAN_MODEL (tandai_span_model_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSpanModel, tandai_span_model, TANDAI, SPAN_MODEL, GObject)

TandaiSpanModel *tandai_span_model_new          (void);
void             tandai_span_model_set_document (TandaiSpanModel *self, TandaiDocument *document);
void             tandai_span_model_set_filter   (TandaiSpanModel *self, const char *const *labels, gboolean grouped);
void             tandai_span_model_update       (TandaiSpanModel *self);
GListModel      *tandai_span_model_get_list     (TandaiSpanModel *self);
gboolean         tandai_span_model_find         (TandaiSpanModel *self, TandaiSpan *span, guint *position);

G_END_DECLS
