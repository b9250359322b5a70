/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "formats/tandai-draft.h"
#include "formats/tandai-format.h"
#include "formats/tandai-report.h"

G_BEGIN_DECLS

/**
 * TandaiImportOptions:
 * @columns: (nullable) (array zero-terminated=1): "text=C", "title=C", "date=C"…: a table's columns by name or,
 *   from 1, by number; the words before the "=" are "text", "title", "date", "url", "publisher", "language",
 *   "id", "label", "start", "end" or the name of an article's attribute
 * @label_column: the tag's column in column formats, from 1; 0 for the last
 * @utf16: whether offsets count UTF-16 code units where a format leaves that open
 */
typedef struct
{
  char **columns;
  guint label_column;
  gboolean utf16;
} TandaiImportOptions;

/**
 * TandaiImportLine:
 * @line: its number in the file, from 1
 * @bytes: (array length=n_bytes): the line without its end, followed by NUL; not checked to be UTF-8
 * @n_bytes: its length in bytes
 * @user_data: as given
 *
 * Takes a line of a file. Returns: whether to go on
 */
typedef gboolean (*TandaiImportLine) (guint line, const char *bytes, gsize n_bytes, gpointer user_data);

typedef void (*TandaiImportProgress) (guint done, guint total, gpointer user_data);

/**
 * TandaiImportJob:
 * @format: from which format
 * @paths: (array zero-terminated=1): files and folders, in the file system's encoding
 * @output: the folder that takes the articles
 * @options: what the reader is to do
 * @progress: (nullable): called after each path
 *
 * All that an import needs to know, borrowed.
 */
typedef struct
{
  const TandaiFormat *format;
  const char *const *paths;
  const char *output;
  const TandaiImportOptions *options;
  TandaiImportProgress progress;
  gpointer progress_data;
} TandaiImportJob;

/**
 * TandaiImportResult:
 * @n_articles: articles written
 * @n_spans: their spans
 * @failures: (element-type utf8): a message for each file, line or article that could not be imported
 * @report: what could not be represented
 */
typedef struct
{
  guint n_articles;
  guint n_spans;
  GPtrArray *failures;
  TandaiReport *report;
} TandaiImportResult;

TandaiImportResult *tandai_import_run (const TandaiImportJob *job, GCancellable *cancellable, GError **error);
void                tandai_import_result_free (TandaiImportResult *self);

/* For the formats' readers. */
const TandaiImportOptions *tandai_import_get_options     (TandaiImport *self);
GCancellable              *tandai_import_get_cancellable (TandaiImport *self);
TandaiUnit                 tandai_import_get_unit        (TandaiImport *self);
char    *tandai_import_name    (TandaiImport *self, const char *path, const char *suffix);
GPtrArray *tandai_import_list  (TandaiImport *self, const char *path, const char *const *suffixes);
void     tandai_import_take    (TandaiImport *self, const char *path, TandaiDraft *draft);
void     tandai_import_fail    (TandaiImport *self, const char *path, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void     tandai_import_lose    (TandaiImport *self, TandaiLoss loss, gboolean dropped, const char *path,
                                const char *id, const char *detail);
GBytes  *tandai_import_load    (TandaiImport *self, const char *path);
gboolean tandai_import_each_line (TandaiImport *self, const char *path,
                                  TandaiImportLine take, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiImportResult, tandai_import_result_free)

G_END_DECLS
