/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiOverlapPolicy:
 * @TANDAI_OVERLAP_LONGEST: the longest span wins, then the first
 * @TANDAI_OVERLAP_FIRST: the one that starts first wins, then the longest
 * @TANDAI_OVERLAP_LABELS: the label named earlier wins, then the longest; labels not named are dropped
 * @TANDAI_OVERLAP_NESTED: nothing is dropped: what one layer can't hold goes to a further one
 */
typedef enum
{
  TANDAI_OVERLAP_LONGEST,
  TANDAI_OVERLAP_FIRST,
  TANDAI_OVERLAP_LABELS,
  TANDAI_OVERLAP_NESTED,
} TandaiOverlapPolicy;

gboolean   tandai_overlap_parse  (const char *text, TandaiOverlapPolicy *policy, char ***labels, GError **error);
GPtrArray *tandai_overlap_layers (GPtrArray *spans, TandaiOverlapPolicy policy, const char *const *labels,
                                  GPtrArray *dropped);

G_END_DECLS
