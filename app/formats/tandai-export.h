/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"
#include "core/tandai-known-labels.h"
#include "formats/tandai-format.h"
#include "formats/tandai-split-spec.h"
#include "formats/tandai-split-table.h"

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
 * TandaiExportItem:
 * @file: the article
 * @root: (nullable): up to which folder its schema is looked for
 * @name: its path in the output, relative, without a climb out of it
 * @annotator: (nullable): whose sidecar was named; the selection's annotator goes before it
 * @annotators: (array zero-terminated=1): who has a sidecar of it; "" for the unnamed one
 *
 * An article to be exported, everything borrowed.
 */
typedef struct
{
  GFile *file;
  GFile *root;
  const char *name;
  const char *annotator;
  const char *const *annotators;
} TandaiExportItem;

/**
 * TandaiExportSplitOptions:
 * @spec: the parts
 * @group_by: (nullable): a field whose values each lie on one side, as tandai_sidecar_get_field() names it
 * @earlier: (nullable): a split whose articles keep their parts
 *
 * How an export is split.
 */
typedef struct
{
  const TandaiSplitSpec *spec;
  const char *group_by;
  const TandaiSplitTable *earlier;
} TandaiExportSplitOptions;

typedef void (*TandaiExportProgress) (guint done, guint total, gpointer user_data);

/**
 * TandaiExportSampled:
 * @pieces: (element-type TandaiOutputPiece): how the output begins
 * @user_data: as given
 *
 * Takes the beginning of an output, once, in the thread that exports.
 */
typedef void (*TandaiExportSampled) (GPtrArray *pieces, gpointer user_data);

/**
 * TandaiExportJob:
 * @format: into which format
 * @items: (element-type TandaiExportItem): what to export, in the order of the output
 * @selection: which of them
 * @options: what the format is to do
 * @output: (nullable): the file or folder; %NULL for standard output, where tandai_export_needs_folder() is not
 * @n_sample: above 0 nothing is written: so many bytes of the beginning are shown
 * @sampled: (nullable): called with them, as soon as they are there
 * @n_shards: how many parts of about as many articles; 0 for one output
 * @shard: which of them alone, from 0; below 0 for all
 * @split: (nullable): into which parts; for one shard alone it must have an earlier split
 * @counts_only: whether the report counts what is lost without a list of it
 * @n_threads: in how many threads; 0 for as many as there are processors
 * @progress: (nullable): called after each article; for a split, once for each before the first is written too
 * @progress_data: for @progress and @sampled
 *
 * All that an export needs to know, borrowed.
 */
typedef struct
{
  const TandaiFormat *format;
  GPtrArray *items;
  const TandaiExportSelection *selection;
  const TandaiExportOptions *options;
  const char *output;
  gsize n_sample;
  TandaiExportSampled sampled;
  guint n_shards;
  int shard;
  const TandaiExportSplitOptions *split;
  gboolean counts_only;
  guint n_threads;
  TandaiExportProgress progress;
  gpointer progress_data;
} TandaiExportJob;

/**
 * TandaiExportPart:
 * @name: the part's name
 * @n_articles: articles in it
 * @n_groups: groups of articles that are alike
 * @n_spans: their spans
 * @labels: (element-type utf8 guint): how many spans each label has
 *
 * What has come into a part of a split.
 */
typedef struct
{
  char *name;
  guint n_articles;
  guint n_groups;
  guint n_spans;
  GHashTable *labels;
} TandaiExportPart;

/**
 * TandaiExportResult:
 * @n_exported: articles written
 * @n_spans: spans that the articles had, as far as they were selected
 * @n_left_out: articles left out by the selection
 * @n_changed: articles that changed since they were annotated; their annotated text was written
 * @n_clashes: articles of an earlier split that are like one in another part
 * @n_ungrouped: articles without the field that they were to be grouped by
 * @parts: (element-type TandaiExportPart): of a split, in the order in which they were asked for
 * @failures: (element-type utf8): a message for each article that could not be exported
 * @known: (nullable): where labels were asked for by name, those of the articles' schemas and spans
 * @report: what could not be carried
 */
typedef struct
{
  guint n_exported;
  guint n_spans;
  guint n_left_out;
  guint n_changed;
  guint n_clashes;
  guint n_ungrouped;
  GPtrArray *parts;
  GPtrArray *failures;
  TandaiKnownLabels *known;
  TandaiReport *report;
} TandaiExportResult;

gboolean            tandai_export_needs_folder (const TandaiExportJob *job);
TandaiExportItem   *tandai_export_item_new (GFile *file, GFile *root, const char *name, const char *annotator,
                                            char **annotators);
TandaiExportResult *tandai_export_run (const TandaiExportJob *job, GCancellable *cancellable, GError **error);
void                tandai_export_result_free (TandaiExportResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiExportResult, tandai_export_result_free)

G_END_DECLS
