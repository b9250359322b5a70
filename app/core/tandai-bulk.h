/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* So many are tagged at once: more would hold the window up for longer than a frame or two. */
#define TANDAI_BULK_MAX 2000

/*
 * Many places under one label, as one undo step. A place counts as tagged
 * already where a span of that label holds all of it.
 */
GArray *tandai_bulk_list_untagged (TandaiAnnotationSet *set, const char *label, GArray *ranges, guint *n_more);
guint   tandai_bulk_tag           (TandaiDocument *document, const char *label, GArray *ranges, const char *origin,
                                   const char *title, GError **error);

G_END_DECLS
