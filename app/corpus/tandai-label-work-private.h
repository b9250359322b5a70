/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-file.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-journal.h"

G_BEGIN_DECLS

/**
 * TandaiLabelWork:
 * @folder: a folder of articles
 * @journal: (nullable): where what is done is kept; %NULL for a preview
 * @step: what is done
 * @places: (nullable) (element-type TandaiLabelPlace): the places that it is done to, while it is planned
 * @report: takes what became of it
 * @articles: (element-type filename): the articles concerned so far
 * @progress, @progress_data: (nullable): told how far it is
 * @cancellable: (nullable): to stop it
 *
 * One step under work.
 */
typedef struct
{
  GFile *folder;
  TandaiLabelJournal *journal;
  TandaiLabelStep *step;
  GPtrArray *places;
  TandaiLabelReport *report;
  GHashTable *articles;
  TandaiLabelProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} TandaiLabelWork;

gboolean _tandai_label_plan (TandaiLabelWork *work, gboolean resumed, GError **error);
gboolean _tandai_label_plan_places (TandaiLabelWork *work, GError **error);
gboolean _tandai_label_do   (TandaiLabelWork *work, GError **error);
gboolean _tandai_label_undo (TandaiLabelWork *work, GError **error);

TandaiRelabel _tandai_label_get_relabel (const TandaiLabelStep *step);
gboolean _tandai_label_relabel (const TandaiLabelWork *work, const TandaiRelabel *relabel, GBytes *before,
                                TandaiRelabelCounts *counts, char **article, GBytes **after, GError **error);
GBytes  *_tandai_label_make_after   (const TandaiLabelWork *work, const TandaiLabelEntry *entry, GError **error);
GBytes  *_tandai_label_make_schema  (const TandaiLabelStep *step, GBytes *before, GError **error);
GBytes  *_tandai_label_read_schema  (GFile *folder, TandaiStamp *stamp, GError **error);
gboolean _tandai_label_write_schema (GFile *folder, GBytes *bytes, TandaiStamp *stamp, GError **error);
gboolean _tandai_label_same_bytes   (GBytes *a, GBytes *b);

void _tandai_label_count_article (TandaiLabelWork *work, const char *path, const char *article);
void _tandai_label_fail     (TandaiLabelWork *work, const char *path, const GError *error);
void _tandai_label_progress (TandaiLabelWork *work, guint done, guint total);

G_END_DECLS
