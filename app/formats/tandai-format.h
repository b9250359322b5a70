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
 * What a format can hold. Of spans' origins those are meant that say how a span came to be, and when.
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
  TANDAI_CARRIES_ORIGINS = 1 << 7,
} TandaiCarries;

/**
 * TandaiTakes:
 *
 * Which of the options that are for some formats alone a format takes: the first four to write, the others
 * to read.
 */
typedef enum
{
  TANDAI_TAKES_SCHEME = 1 << 0,
  TANDAI_TAKES_COLUMNS = 1 << 1,
  TANDAI_TAKES_TOKENS = 1 << 2,
  TANDAI_TAKES_OVERLAP = 1 << 3,
  TANDAI_TAKES_MAPPING = 1 << 4,
  TANDAI_TAKES_LABEL_COLUMN = 1 << 5,
  TANDAI_TAKES_UTF16 = 1 << 6,
} TandaiTakes;

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
 * TandaiExportArticle:
 * @name: its path relative to the exported folder, without a climb out of it
 * @stem: the same without ".txt", for the names of the files that are written
 * @part: (nullable): the part of a split that it belongs to, like "train"
 * @sidecar: its text and what of its annotations is exported; every span's words are its slice
 * @schema: the schema in force
 *
 * An article as the writers get it.
 */
typedef struct
{
  const char *name;
  const char *stem;
  const char *part;
  const TandaiSidecar *sidecar;
  TandaiSchema *schema;
} TandaiExportArticle;

/**
 * TandaiExportFile:
 * @name: its path relative to the output folder, "/" separated; "" for the single file of a one-file format
 * @bytes: what goes into it
 * @shared: whether it is one file for all articles, which each add to in their order
 */
typedef struct
{
  char *name;
  GString *bytes;
  gboolean shared;
} TandaiExportFile;

typedef struct _TandaiImport TandaiImport;

/**
 * TandaiFormat:
 * @name: what --format takes
 * @summary: one line for people, to be translated
 * @reading: (nullable): the same of what is read, where that is something else, to be translated
 * @joined: (nullable): the same with all articles in one file, where else each has its own
 * @carries: what it can hold
 * @takes: which options it takes
 * @one_file: whether all articles go into one file
 * @suffix: (nullable): what the name of such a file ends with, like ".jsonl"
 * @head: (nullable): what such a file begins with
 * @separator: (nullable): what stands in it between two articles
 * @tail: (nullable): what it ends with
 * @names_parts: whether @write puts an article's part into the names of its files itself; else a split's
 *   parts are folders
 * @loading: (nullable): how to load what was written, a line or two for the README of a folder, to be translated
 * @begin: (nullable): makes what a writer keeps from article to article
 * @write: (nullable): writes one article; %NULL for a format that is only read; called from several threads at once, so that what it keeps must be
 *   guarded, and what it writes may depend on nothing but the article and the options
 * @end: (nullable): adds the files that are written once, and frees what @begin made
 * @read: (nullable): reads a file of somebody's, or all of a folder, and gives its articles to the import;
 *   what can't be read is told with tandai_import_fail() and never stops the rest
 *
 * One interchange format. Writers add to @files and tell @report what they could not carry.
 */
typedef struct _TandaiFormat TandaiFormat;

struct _TandaiFormat
{
  const char *name;
  const char *summary;
  const char *reading;
  const TandaiFormat *joined;
  TandaiCarries carries;
  TandaiTakes takes;
  gboolean one_file;
  const char *suffix;
  const char *head;
  const char *separator;
  const char *tail;
  gboolean names_parts;
  const char *loading;
  gpointer (*begin) (const TandaiExportOptions *options);
  void (*write) (gpointer state, const TandaiExportArticle *article, const TandaiExportOptions *options,
                 GPtrArray *files, TandaiReport *report);
  void (*end) (gpointer state, GPtrArray *files);
  void (*read) (TandaiImport *import, const char *path);
};

extern const TandaiFormat tandai_format_jsonl;
extern const TandaiFormat tandai_format_conll;
extern const TandaiFormat tandai_format_brat;
extern const TandaiFormat tandai_format_hf;
extern const TandaiFormat tandai_format_gliner;
extern const TandaiFormat tandai_format_spacy;
extern const TandaiFormat tandai_format_chat;
extern const TandaiFormat tandai_format_csv;
extern const TandaiFormat tandai_format_text;
extern const TandaiFormat tandai_format_html;
extern const TandaiFormat tandai_format_citron;
extern const TandaiFormat tandai_format_doccano;
extern const TandaiFormat tandai_format_standoff;
extern const TandaiFormat tandai_format_label_studio;
extern const TandaiFormat tandai_format_web_annotation;
extern const TandaiFormat tandai_format_uima_json;
extern const TandaiFormat tandai_format_uima_xmi;
extern const TandaiFormat tandai_format_webanno_tsv;

const TandaiFormat *const *tandai_format_list (void);
const TandaiFormat        *tandai_format_find (const char *name);
const char                *tandai_format_get_reading (const TandaiFormat *self);

GPtrArray *tandai_format_files_new (void);
GString   *tandai_format_file      (GPtrArray *files, const char *name);
GString   *tandai_format_shared_file (GPtrArray *files, const char *name);

/* Shared by the writers. */
char *tandai_format_clean_name (const char *name, const char *reserved);
void  tandai_format_report_relation (const TandaiExportArticle *article, TandaiReport *report,
                                     const TandaiRelationFields *relation);
void  tandai_format_report_relation_details (const TandaiExportArticle *article, TandaiReport *report,
                                             const TandaiRelationFields *relation);
void  tandai_format_report_attributes (const TandaiExportArticle *article, TandaiReport *report, const char *id,
                                       const char *const *attributes, const char *carried);
void  tandai_format_report_lost (const TandaiFormat *format, const TandaiExportArticle *article, TandaiReport *report);

G_END_DECLS
