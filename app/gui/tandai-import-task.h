/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"

G_BEGIN_DECLS

/**
 * TandaiImportRequest:
 * @format: from which format
 * @paths: (element-type filename): files and folders
 * @output: the folder that takes the articles
 * @columns: (nullable) (array zero-terminated=1): a table's columns, as #TandaiImportOptions has them
 * @utf16: whether offsets count UTF-16 code units
 *
 * What a person asks to be imported. All but what is static is owned.
 */
typedef struct
{
  const TandaiFormat *format;
  GPtrArray *paths;
  char *output;
  char **columns;
  gboolean utf16;
} TandaiImportRequest;

TandaiImportRequest *tandai_import_request_new  (const TandaiFormat *format, char *output);
void                 tandai_import_request_free (TandaiImportRequest *self);

void                 tandai_import_task_run     (TandaiImportRequest *request, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
TandaiImportResult  *tandai_import_task_finish  (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiImportRequest, tandai_import_request_free)

G_END_DECLS
