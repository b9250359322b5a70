/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"
#include "formats/tandai-format.h"

G_BEGIN_DECLS

/**
 * TandaiExportSelection:
 * @annotator: (nullable): whose sidecars; %NULL for the unnamed one, else it must be said
 * @status: (nullable): only articles of this status
 * @include_unannotated: articles without a sidecar or of status new, too
 */
typedef struct
{
  const char *annotator;
  const char *status;
  gboolean include_unannotated;
} TandaiExportSelection;

/**
 * TandaiExportResult:
 * @n_exported: articles written
 * @n_spans: spans written
 * @n_left_out: articles left out by the selection
 * @failures: (element-type utf8): a message for each article that could not be read
 * @report: what could not be carried
 */
typedef struct
{
  guint n_exported;
  guint n_spans;
  guint n_left_out;
  GPtrArray *failures;
  TandaiReport *report;
} TandaiExportResult;

TandaiExportResult *tandai_export_run  (const TandaiFormat *format, GPtrArray *articles,
                                        const TandaiExportSelection *selection, const TandaiExportOptions *options,
                                        const char *output, GCancellable *cancellable, GError **error);
void                tandai_export_result_free (TandaiExportResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportResult, tandai_export_result_free)

G_END_DECLS
