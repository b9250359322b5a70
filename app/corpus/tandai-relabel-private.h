/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-relabel.h"

G_BEGIN_DECLS

/**
 * TandaiJoin:
 * @span: (nullable) (transfer full): what the two became; %NULL where they can't be joined
 * @noted: whether an attribute differed, so that one value went to the note
 *
 * Two spans of the same words that got the same label.
 */
typedef struct
{
  TandaiSpan *span;
  gboolean noted;
} TandaiJoin;

TandaiJoin _tandai_relabel_join (TandaiSpan *kept, TandaiSpan *added);

char *_tandai_relabel_orphans   (const TandaiRelabel *self, const char *orphans, GHashTable *gone, guint *n_orphans,
                                 guint *n_spans);
char *_tandai_relabel_conflicts (const TandaiRelabel *self, const char *conflicts, GHashTable *gone, guint *n_conflicts);
TandaiSidecar *_tandai_relabel_string (const TandaiRelabel *self, const TandaiSidecar *sidecar,
                                       TandaiRelabelCounts *counts);
gboolean _tandai_relabel_names_id (const char *json, const char *id);

G_END_DECLS
