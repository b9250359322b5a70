/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-label-places.h"
#include "corpus/tandai-relabel.h"

G_BEGIN_DECLS

/**
 * TandaiLabelChange:
 * @relabel: what becomes of spans; with %TANDAI_RELABEL_NONE only the corpus file is changed
 * @base: (nullable): then, the corpus file that @edited was made from; %NULL where there is none
 * @edited: (nullable): then, what it is to be
 * @places: (nullable) (element-type TandaiLabelPlace): with %TANDAI_RELABEL_PLACES, which
 * @title: (nullable): what it is, in the user's words; %NULL where @relabel tells it
 *
 * Something to be done to the labels of a folder.
 */
typedef struct
{
  TandaiRelabel relabel;
  GBytes *base;
  GBytes *edited;
  GPtrArray *places;
  const char *title;
} TandaiLabelChange;

/**
 * TandaiLabelTask:
 * @TANDAI_LABEL_PREVIEW: tells what a change would do, and changes nothing
 * @TANDAI_LABEL_APPLY: makes a change
 * @TANDAI_LABEL_UNDO: takes the latest change back
 * @TANDAI_LABEL_RECOVER: finishes, or takes back, what a program that was killed had begun
 *
 * What can be done with changes. All but the preview do as
 * %TANDAI_LABEL_RECOVER does first.
 */
typedef enum
{
  TANDAI_LABEL_PREVIEW,
  TANDAI_LABEL_APPLY,
  TANDAI_LABEL_UNDO,
  TANDAI_LABEL_RECOVER,
} TandaiLabelTask;

/**
 * TandaiLabelReport:
 * @counts: what was done to spans and relations, or would be
 * @n_sidecars: in how many sidecars
 * @n_articles: of how many articles
 * @title: (nullable): what was undone or recovered, in the words of then; %NULL where there was nothing
 * @recovered: (nullable): what was recovered before the task itself
 * @taken_back: whether what was recovered was taken back, and not finished
 * @failures: (element-type utf8): what was left alone, and why
 *
 * What became of a task.
 */
typedef struct
{
  TandaiRelabelCounts counts;
  guint n_sidecars;
  guint n_articles;
  char *title;
  char *recovered;
  gboolean taken_back;
  GPtrArray *failures;
} TandaiLabelReport;

typedef void (*TandaiLabelProgress) (guint done, guint total, gpointer user_data);

TandaiLabelReport *tandai_label_run        (GFile *folder, TandaiLabelTask task, const TandaiLabelChange *change,
                                            TandaiLabelProgress progress, gpointer user_data,
                                            GCancellable *cancellable, GError **error);
void               tandai_label_run_async  (GFile *folder, TandaiLabelTask task, const TandaiLabelChange *change,
                                            TandaiLabelProgress progress, gpointer progress_data,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
TandaiLabelReport *tandai_label_run_finish (GAsyncResult *result, GError **error);
char              *tandai_label_dup_undo_title (GFile *folder, gboolean *unfinished);
void               tandai_label_report_free (TandaiLabelReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiLabelReport, tandai_label_report_free)

G_END_DECLS
