/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-folder.h"
#include "corpus/tandai-search.h"

G_BEGIN_DECLS

/* What links a quote or claim to who says it. */
#define TANDAI_SOURCE_RELATION "source"

gboolean   _tandai_search_query_wants_spans (const TandaiSearchQuery *self);
GPtrArray *_tandai_search_article           (const TandaiFolderItem *item, const TandaiSearchQuery *query,
                                             GPtrArray *failures, GCancellable *cancellable);
gboolean   _tandai_search_has_source        (const TandaiSidecar *sidecar, TandaiSpan *span, const char *words);

/* The articles of an index that may hold a match, in the order of their paths. */
GPtrArray *_tandai_index_find (TandaiIndex *index, const TandaiSearchQuery *query, gboolean always,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
