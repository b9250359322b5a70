/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export-load.h"
#include "formats/tandai-split.h"

G_BEGIN_DECLS

/**
 * TandaiExportSplit:
 *
 * Where the articles of an export go, found out before the first is written.
 */
typedef struct _TandaiExportSplit TandaiExportSplit;

TandaiExportSplit        *tandai_export_split_new    (const TandaiExportJob *job, TandaiExportLoader *loader,
                                                      guint first, guint n, GCancellable *cancellable,
                                                      GError **error);
void                      tandai_export_split_free   (TandaiExportSplit *self);
const TandaiSplitArticle *tandai_export_split_lookup (const TandaiExportSplit *self, guint index);
guint                     tandai_export_split_count_clashes (const TandaiExportSplit *self);
GString                  *tandai_export_split_table  (const TandaiExportSplit *self, guint first, guint n,
                                                      gboolean whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportSplit, tandai_export_split_free)

G_END_DECLS
