/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export-load.h"
#include "formats/tandai-export-parts.h"
#include "formats/tandai-export-split.h"
#include "formats/tandai-output.h"

G_BEGIN_DECLS

/*
 * One shard, or all. @numbering tells the shard in names, "" where there are
 * none; @report has the counts of this shard alone, for its README. @split and
 * @parts are there for a split alone.
 */
typedef struct
{
  const TandaiExportJob *job;
  TandaiExportResult *result;
  TandaiExportLoader *loader;
  TandaiOutput *output;
  TandaiExportSplit *split;
  TandaiExportParts *parts;
  GCancellable *cancellable;
  gboolean in_folder;
  guint first;
  const char *numbering;
  gpointer state;
  gboolean sampled;
  TandaiReport *report;
  GHashTable *begun;
  guint n_articles;
  guint n_spans;
} TandaiExporting;

/* What has become of one article. */
typedef struct
{
  GPtrArray *files;
  TandaiReport *report;
  char *failure;
  gboolean changed;
  const TandaiSplitArticle *place;
  GPtrArray *labels;
  TandaiKnownLabels *known;
  guint n_spans;
} TandaiExportProduct;

/* Where files go in the output, and what goes into them; %FALSE with an error set where the output can't be written. */
gboolean _tandai_export_put_files (TandaiExporting *exporting, const TandaiExportProduct *product, gboolean *written,
                                   GError **error);
gboolean _tandai_export_put_last  (TandaiExporting *exporting, guint n, GPtrArray *files, GError **error);
void     _tandai_export_add_failure (TandaiExporting *exporting, const char *message);
const char *_tandai_export_part_of (const TandaiExportProduct *product);

G_END_DECLS
