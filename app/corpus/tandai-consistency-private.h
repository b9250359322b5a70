/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "corpus/tandai-consistency.h"

G_BEGIN_DECLS

/**
 * TandaiStringUse:
 * @key: the string as it is compared
 * @shown: as it stands in the first place
 * @labels: (element-type TandaiLabelCount): how often it has which label
 * @n_total: how often it has any
 *
 * A string that has labels.
 */
typedef struct
{
  char *key;
  char *shown;
  GPtrArray *labels;
  guint n_total;
} TandaiStringUse;

GPtrArray *_tandai_consistency_load    (const TandaiFolderItem *item, const char *annotator, GPtrArray *failures,
                                        GCancellable *cancellable);
GPtrArray *_tandai_consistency_gather  (GPtrArray *items, const TandaiConsistencyOptions *options,
                                        TandaiConsistency *result, gboolean *annotated,
                                        TandaiConsistencyProgress progress, gpointer progress_data,
                                        GCancellable *cancellable, GError **error);
void       _tandai_string_use_free     (TandaiStringUse *self);

G_END_DECLS
