/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "merge-edits.h"

G_BEGIN_DECLS

/**
 * Pair:
 * @seed: what the dice began with
 * @base: what both began with
 * @sides: what each has in the end
 * @edits: what each did
 * @namesakes: whether both give the same ids to different things
 *
 * Two people who edited one sidecar.
 */
typedef struct
{
  guint32 seed;
  TandaiSidecar *base;
  TandaiSidecar *sides[2];
  GArray *edits[2];
  gboolean namesakes;
} Pair;

char *pair_dump_span (TandaiSpan *span);
char *pair_dump_relation (TandaiRelation *relation);

gboolean pair_same_string (const char *a, const char *b);
gboolean pair_span_changed (TandaiSpan *before, TandaiSpan *after);
gboolean pair_link_changed (TandaiRelation *before, TandaiRelation *after);
gboolean pair_relation_changed (TandaiRelation *before, TandaiRelation *after);
gboolean pair_clash (const char *base, const char *a, const char *b);
gboolean pair_spans_clash (TandaiSpan *base, TandaiSpan *a, TandaiSpan *b);
gboolean pair_relations_clash (TandaiRelation *base, TandaiRelation *a, TandaiRelation *b);
gboolean pair_is_occupied (const TandaiSidecar *sidecar, TandaiSpan *place);
gboolean pair_span_was_remade (const Pair *pair, TandaiSpan *base, TandaiSpan *a, TandaiSpan *b);
gboolean pair_relation_was_remade (const Pair *pair, TandaiRelation *base, TandaiRelation *a, TandaiRelation *b);
TandaiRelation *pair_find_base_relation (const Pair *pair, guint side, TandaiRelation *relation);
gboolean pair_uses_removed (const Pair *pair, guint user, const char **id);
gboolean pair_is_apart (const Pair *pair);

G_END_DECLS
