/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiViewMap:
 *
 * Between a document's offsets and those of the view's buffer, both in code
 * points. GtkTextView loses the layout of a paragraph near 310 KB, so longer
 * ones than 8 KB are broken in the view with a line end that the document does
 * not have.
 */
typedef struct _TandaiViewMap TandaiViewMap;

TandaiViewMap *tandai_view_map_new          (const TandaiText *text);
void           tandai_view_map_free         (TandaiViewMap *self);
guint          tandai_view_map_to_view      (const TandaiViewMap *self, guint offset);
guint          tandai_view_map_to_document  (const TandaiViewMap *self, guint offset);
guint          tandai_view_map_get_n_breaks (const TandaiViewMap *self);
const char    *tandai_view_map_peek_piece   (const TandaiViewMap *self, const TandaiText *text, gsize *from,
                                             gsize limit, gsize *n_bytes, char **owned);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiViewMap, tandai_view_map_free)

G_END_DECLS
