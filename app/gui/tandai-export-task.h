/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"

G_BEGIN_DECLS

/**
 * TandaiExportRequest:
 * @place: the folder or article that is exported
 * @format: into which format
 * @status: (nullable): only articles of this status
 * @include_unannotated: whether articles that nobody annotated are exported, too
 * @annotator: (nullable): whose annotations
 * @options: what the format is to do; its strings are static
 * @split: (nullable): the parts of a split, as --split takes them
 * @seed: what parts are drawn with
 * @group_by: (nullable): the field that articles are grouped by
 * @split_from: (nullable): the path of an earlier split.tsv
 * @output: (nullable): where to write, in the file system's encoding; %NULL to try it without writing
 *
 * What a person asks to be exported. All but what is static is owned.
 */
typedef struct
{
  GFile *place;
  const TandaiFormat *format;
  const char *status;
  gboolean include_unannotated;
  char *annotator;
  TandaiExportOptions options;
  char *split;
  guint64 seed;
  char *group_by;
  char *split_from;
  char *output;
} TandaiExportRequest;

/**
 * TandaiExportOutcome:
 * @n_exported: articles exported
 * @lines: (element-type utf8): what is to be said of it
 * @failures: (element-type utf8): what could not be exported, and why
 * @annotators: (element-type utf8): all who have sidecars there; "" for the unnamed one
 *
 * What has come of a request.
 */
typedef struct
{
  guint n_exported;
  GPtrArray *lines;
  GPtrArray *failures;
  GPtrArray *annotators;
} TandaiExportOutcome;

/**
 * TandaiExportPreview:
 * @pieces: (element-type TandaiOutputPiece): how the files begin that would be written
 * @user_data: as given
 *
 * Takes the beginning of what would be written; called in the main thread, unless the request was cancelled.
 */
typedef void (*TandaiExportPreview) (GPtrArray *pieces, gpointer user_data);

/**
 * TandaiExportState:
 *
 * How far an export is, readable from any thread.
 */
typedef struct _TandaiExportState TandaiExportState;

TandaiExportRequest *tandai_export_request_new  (GFile *place);
void                 tandai_export_request_free (TandaiExportRequest *self);

TandaiExportState   *tandai_export_task_run     (TandaiExportRequest *request, TandaiExportPreview preview,
                                                 gpointer preview_data, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
TandaiExportOutcome *tandai_export_task_finish  (GAsyncResult *result, GError **error);
double               tandai_export_state_get_fraction (TandaiExportState *self);
void                 tandai_export_state_unref  (TandaiExportState *self);
void                 tandai_export_outcome_free (TandaiExportOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportRequest, tandai_export_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportState, tandai_export_state_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportOutcome, tandai_export_outcome_free)

G_END_DECLS
