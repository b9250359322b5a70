/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-schema.h"
#include "core/tandai-sidecar.h"
#include "formats/tandai-overlap.h"
#include "formats/tandai-report.h"

G_BEGIN_DECLS

/**
 * TandaiCarries:
 *
 * What a format can hold.
 */
typedef enum
{
  TANDAI_CARRIES_NESTED = 1 << 0,
  TANDAI_CARRIES_DISCONTINUOUS = 1 << 1,
  TANDAI_CARRIES_RELATIONS = 1 << 2,
  TANDAI_CARRIES_ATTRIBUTES = 1 << 3,
  TANDAI_CARRIES_NOTES = 1 << 4,
  TANDAI_CARRIES_STATUS = 1 << 5,
  TANDAI_CARRIES_METADATA = 1 << 6,
} TandaiCarries;

/**
 * TandaiExportOptions:
 * @overlap: what a flat format keeps where spans overlap
 * @overlap_labels: (nullable): for %TANDAI_OVERLAP_LABELS
 * @labels: (nullable): only these labels
 * @scheme: "BIO", "BIOES", "BILOU" or "IO"
 * @columns: 2 or 4
 * @whitespace_tokens: split at white space alone instead of into words
 * @trim_quotes: leave quotation marks out of quotes
 */
typedef struct
{
  TandaiOverlapPolicy overlap;
  char **overlap_labels;
  char **labels;
  const char *scheme;
  guint columns;
  gboolean whitespace_tokens;
  gboolean trim_quotes;
} TandaiExportOptions;

/**
 * TandaiExportFile:
 * @name: its path relative to the output folder, "/" separated; "" for the single file of a one-file format
 * @bytes: what goes into it; files of the same name are appended to
 */
typedef struct
{
  char *name;
  GString *bytes;
} TandaiExportFile;

/**
 * TandaiFormat:
 * @name: what --format takes
 * @summary: one line for people, to be translated
 * @carries: what it can hold
 * @one_file: whether all articles go into one file
 * @begin: (nullable): files written once, before the articles
 * @write: writes one article; @name is its path relative to the exported folder, without a climb out of it
 *
 * One interchange format. Writers add to @files and tell @report what they could not carry.
 */
typedef struct
{
  const char *name;
  const char *summary;
  TandaiCarries carries;
  gboolean one_file;
  void (*begin) (TandaiSchema *schema, const TandaiExportOptions *options, GPtrArray *files);
  void (*write) (const TandaiSidecar *sidecar, const char *name, const TandaiExportOptions *options, GPtrArray *files,
                 TandaiReport *report);
} TandaiFormat;

extern const TandaiFormat tandai_format_jsonl;
extern const TandaiFormat tandai_format_conll;
extern const TandaiFormat tandai_format_brat;

const TandaiFormat *const *tandai_format_list (void);
const TandaiFormat        *tandai_format_find (const char *name);
GString                   *tandai_format_file (GPtrArray *files, const char *name);

G_END_DECLS
