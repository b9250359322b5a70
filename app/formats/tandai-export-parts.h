/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"
#include "formats/tandai-split.h"

G_BEGIN_DECLS

/**
 * TandaiExportParts:
 *
 * Counts what comes into each part of a split.
 */
typedef struct _TandaiExportParts TandaiExportParts;

TandaiExportParts *tandai_export_parts_new  (const char *const *names);
void               tandai_export_parts_free (TandaiExportParts *self);
void               tandai_export_parts_add  (TandaiExportParts *self, const TandaiSplitArticle *article,
                                             GPtrArray *labels);
GPtrArray         *tandai_export_parts_list (TandaiExportParts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportParts, tandai_export_parts_free)

G_END_DECLS
