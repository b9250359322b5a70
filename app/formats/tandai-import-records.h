/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"
#include "formats/tandai-import.h"

G_BEGIN_DECLS

/**
 * TandaiImportRecord:
 * @import: the import
 * @path: the file that is read
 * @line: its line, from 1; 0 where the file is one list or one object
 * @number: its number in the file, from 1
 * @json: what was parsed
 * @object: the record in it
 *
 * One record of a file of JSON.
 */
typedef struct
{
  TandaiImport *import;
  const char *path;
  guint line;
  guint number;
  const TandaiJson *json;
  guint object;
} TandaiImportRecord;

typedef void (*TandaiImportTake) (const TandaiImportRecord *record, gpointer user_data);

/** TandaiImportLook: looks at a record; returns whether to go on */
typedef gboolean (*TandaiImportLook) (const TandaiImportRecord *record, gpointer user_data);

void  tandai_import_each_record (TandaiImport *self, const char *path, TandaiImportTake take);
void  tandai_import_file_records (TandaiImport *self, const char *file, TandaiImportTake take,
                                  gpointer user_data);
void  tandai_import_look_at_records (TandaiImport *self, const char *file, TandaiImportLook look,
                                     gpointer user_data);
void  tandai_import_record_fail (const TandaiImportRecord *record, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void  tandai_import_record_lose (const TandaiImportRecord *record, TandaiLoss loss, gboolean dropped,
                                 const char *id, const char *detail);
char *tandai_import_record_name (const TandaiImportRecord *record, const char *stated);

G_END_DECLS
