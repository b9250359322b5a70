/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-annotation-set.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/**
 * TandaiSource:
 * @range: where the mention is
 * @id: (nullable): the id of its span; %NULL where it is not tagged yet
 * @score: how good it is; above %TANDAI_SOURCE_SURE where the grammar of the attribution names it
 *
 * Somebody who may have said something.
 */
typedef struct
{
  TandaiRange range;
  char *id;
  double score;
} TandaiSource;

#define TANDAI_SOURCE_SURE 50.0

GPtrArray *tandai_sources_rank (TandaiText *text, TandaiWordLists *lists, TandaiAnnotationSet *annotations,
                                const char *const *labels, TandaiSpan *span);
char     **tandai_sources_rank_ids (TandaiText *text, TandaiWordLists *lists, TandaiAnnotationSet *annotations,
                                    const char *const *labels, TandaiSpan *span);
void       tandai_source_free  (TandaiSource *source);

G_END_DECLS
