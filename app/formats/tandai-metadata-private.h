/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"
#include "formats/tandai-metadata.h"

G_BEGIN_DECLS

/**
 * TandaiApplying:
 * @job: what is to be put where
 * @result: what has become of it
 * @by_name: from what may name an article to it; to nothing where several bear the name
 * @seen: articles that had their row
 * @unknown: columns for which no article had a place
 * @cancellable: (nullable): to stop it
 *
 * A table on its way into sidecars.
 */
typedef struct
{
  const TandaiMetadataJob *job;
  TandaiMetadataResult *result;
  GHashTable *by_name;
  GHashTable *seen;
  GHashTable *unknown;
  GCancellable *cancellable;
} TandaiApplying;

void _tandai_metadata_fail           (TandaiApplying *self, const TandaiMetadataRow *row, const char *reason);
const TandaiExportItem *_tandai_metadata_find_item (TandaiApplying *self, const TandaiMetadataRow *row);
char **_tandai_metadata_dup_annotators (TandaiApplying *self, const TandaiExportItem *item);
TandaiDocument *_tandai_metadata_load (TandaiApplying *self, const TandaiExportItem *item,
                                       const TandaiMetadataRow *row, const char *annotator);
void _tandai_metadata_save           (TandaiApplying *self, const TandaiMetadataRow *row, TandaiDocument *document);
void _tandai_metadata_note_change    (TandaiApplying *self, const TandaiExportItem *item, const char *what,
                                      const char *before, const char *after);
guint _tandai_metadata_apply_spans   (TandaiApplying *self, guint first);

G_END_DECLS
