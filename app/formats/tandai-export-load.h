/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"

G_BEGIN_DECLS

/**
 * TandaiExportLoader:
 *
 * Loads what is exported: an article's annotated text, its annotations and the
 * schema in force, without all that editing needs. Safe from any thread.
 */
typedef struct _TandaiExportLoader TandaiExportLoader;

/**
 * TandaiExportLoaded:
 * @sidecar: (nullable): the annotations; %NULL where the article is left out or could not be loaded
 * @schema: (nullable): the schema in force
 * @changed: whether the article is no longer the annotated one
 * @failure: (nullable): why it could not be loaded
 */
typedef struct
{
  TandaiSidecar *sidecar;
  TandaiSchema *schema;
  gboolean changed;
  char *failure;
} TandaiExportLoaded;

TandaiExportLoader *tandai_export_loader_new   (const TandaiExportSelection *selection);
void                tandai_export_loader_free  (TandaiExportLoader *self);
void                tandai_export_loader_load  (TandaiExportLoader *self, const TandaiExportItem *item,
                                                TandaiExportLoaded *loaded, GCancellable *cancellable);
void                tandai_export_loader_look  (TandaiExportLoader *self, const TandaiExportItem *item,
                                                TandaiExportLoaded *loaded, GCancellable *cancellable);
void                tandai_export_loaded_clear (TandaiExportLoaded *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportLoader, tandai_export_loader_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TandaiExportLoaded, tandai_export_loaded_clear)

G_END_DECLS
