/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-folder.h"
#include "corpus/tandai-tally.h"

G_BEGIN_DECLS

/**
 * TandaiArticleFigures:
 * @name: its path, as in #TandaiFolderItem
 * @title: (nullable): what a sidecar says that it is called
 * @status: how far it has come
 * @n_words: words
 * @n_spans: spans, of all annotators
 * @labels: (element-type utf8 guint): how many of them by label
 *
 * What one article holds.
 */
typedef struct
{
  char *name;
  char *title;
  TandaiStatus status;
  guint n_words;
  guint n_spans;
  GTree *labels;
} TandaiArticleFigures;

/**
 * TandaiStatistics:
 * @by: (nullable): the field that it was counted by
 * @tallies: (element-type TandaiTally): one for each of the field's values, in their order; just one where @by is %NULL
 * @articles: (element-type TandaiArticleFigures): each article, in the order of the paths
 * @failures: (element-type utf8): what could not be read, and why
 *
 * What there is in a corpus.
 */
typedef struct
{
  char *by;
  GPtrArray *tallies;
  GPtrArray *articles;
  GPtrArray *failures;
} TandaiStatistics;

/**
 * TandaiStatisticsProgress:
 * @done: how many articles are counted
 * @total: of how many
 * @user_data: as given
 *
 * Hears how far the counting is, in the thread that counts.
 */
typedef void (*TandaiStatisticsProgress) (guint done, guint total, gpointer user_data);

gboolean          tandai_statistics_can_be_by    (const char *field);
const char *const *tandai_statistics_list_fields (void);

TandaiStatistics *tandai_statistics_count_items  (GPtrArray *items, const char *by, TandaiStatisticsProgress progress,
                                                  gpointer progress_data, GCancellable *cancellable, GError **error);
TandaiStatistics *tandai_statistics_count        (GFile *place, const char *by, TandaiStatisticsProgress progress,
                                                  gpointer progress_data, GCancellable *cancellable, GError **error);
void              tandai_statistics_count_async  (GFile *place, const char *by, TandaiStatisticsProgress progress,
                                                  gpointer progress_data, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
TandaiStatistics *tandai_statistics_count_finish (GAsyncResult *result, GError **error);
void              tandai_statistics_free         (TandaiStatistics *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiStatistics, tandai_statistics_free)

G_END_DECLS
