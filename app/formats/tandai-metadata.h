/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"
#include "formats/tandai-metadata-table.h"

G_BEGIN_DECLS

typedef void (*TandaiMetadataProgress) (guint done, guint total, gpointer user_data);

/**
 * TandaiMetadataJob:
 * @table: what is known of articles
 * @items: (element-type TandaiExportItem): the articles
 * @annotator: (nullable): whose sidecars; %NULL for all that there are, or a new unnamed one
 * @replace: whether what a sidecar says already gives way
 * @dry_run: whether to find out only what would become of it
 * @progress: (nullable): hears how many rows are done
 * @progress_data: for @progress
 *
 * All that is needed to put metadata into sidecars, borrowed.
 */
typedef struct
{
  const TandaiMetadataTable *table;
  GPtrArray *items;
  const char *annotator;
  gboolean replace;
  gboolean dry_run;
  TandaiMetadataProgress progress;
  gpointer progress_data;
} TandaiMetadataJob;

/**
 * TandaiMetadataResult:
 * @n_articles: articles of which something was set
 * @n_values: values that were set
 * @n_kept: values that sidecars have already, and that differ
 * @changes: (element-type utf8): each change, in words
 * @failures: (element-type utf8): rows, columns and articles that could not be used, and why
 *
 * What has become of a table.
 */
typedef struct
{
  guint n_articles;
  guint n_values;
  guint n_kept;
  GPtrArray *changes;
  GPtrArray *failures;
} TandaiMetadataResult;

TandaiMetadataResult *tandai_metadata_apply       (const TandaiMetadataJob *job, GCancellable *cancellable, GError **error);
void                  tandai_metadata_result_free (TandaiMetadataResult *self);
GPtrArray            *tandai_metadata_result_tell (const TandaiMetadataResult *self, gboolean dry_run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiMetadataResult, tandai_metadata_result_free)

G_END_DECLS
