/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-known-labels.h"
#include "core/tandai-range.h"
#include "corpus/tandai-folder.h"

G_BEGIN_DECLS

/* How many per cent of a string's places must be labelled for the others to be told of. */
#define TANDAI_CONSISTENCY_MIN_SHARE 30

/**
 * TandaiConsistencyOptions:
 * @label: (nullable): only strings that have this label somewhere
 * @annotator: (nullable): whose sidecars; %NULL for all
 * @ignore_case: whether capitals make no difference
 *
 * What is compared.
 */
typedef struct
{
  const char *label;
  const char *annotator;
  gboolean ignore_case;
} TandaiConsistencyOptions;

/**
 * TandaiLabelCount:
 * @label: a label's name
 * @n: how many spans have it
 */
typedef struct
{
  char *label;
  guint n;
} TandaiLabelCount;

/**
 * TandaiConsistencyPlace:
 * @file: the article
 * @annotator: whose sidecar; "" for the unnamed one
 * @range: where, in code points of the sidecar's text
 * @label: (nullable): the label that it has; %NULL where it has none
 * @before, @words, @after: what stands there, and some of what stands round it
 *
 * A place that differs from what is usual for its string.
 */
typedef struct
{
  GFile *file;
  char *annotator;
  TandaiRange range;
  char *label;
  char *before;
  char *words;
  char *after;
} TandaiConsistencyPlace;

/**
 * TandaiInconsistency:
 * @string: the words, as they stand in the first place
 * @labels: (element-type TandaiLabelCount): the labels that it has anywhere, the most frequent first
 * @n_differing: how many places have other labels than that alone
 * @n_unlabelled: how many places have none
 * @places: (element-type TandaiConsistencyPlace): all of these places, in the order of the articles
 * @doubt: how likely the places are mistakes: 0 to 1, the share of the usual label, less where it is seldom
 *
 * A string that is not labelled the same everywhere.
 */
typedef struct
{
  char *string;
  GPtrArray *labels;
  guint n_differing;
  guint n_unlabelled;
  GPtrArray *places;
  double doubt;
} TandaiInconsistency;

/**
 * TandaiConsistency:
 * @found: (element-type TandaiInconsistency): the strings, the likeliest mistakes first
 * @n_articles: how many articles were compared
 * @known: (nullable): where a label was asked for, those of all spans that were compared
 * @failures: (element-type utf8): what could not be read, and why
 *
 * What is not labelled the same everywhere.
 */
typedef struct
{
  GPtrArray *found;
  guint n_articles;
  TandaiKnownLabels *known;
  GPtrArray *failures;
} TandaiConsistency;

/**
 * TandaiConsistencyProgress:
 * @done: how many articles are done
 * @total: of how many
 * @user_data: as given
 *
 * Hears how far it is, in the thread that compares.
 */
typedef void (*TandaiConsistencyProgress) (guint done, guint total, gpointer user_data);

TandaiConsistency *tandai_consistency_check_items  (GPtrArray *items, const TandaiConsistencyOptions *options,
                                                    TandaiConsistencyProgress progress, gpointer progress_data,
                                                    GCancellable *cancellable, GError **error);
TandaiConsistency *tandai_consistency_check        (GFile *place, const TandaiConsistencyOptions *options,
                                                    TandaiConsistencyProgress progress, gpointer progress_data,
                                                    GCancellable *cancellable, GError **error);
void               tandai_consistency_check_async  (GFile *place, const TandaiConsistencyOptions *options,
                                                    TandaiConsistencyProgress progress, gpointer progress_data,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                                    gpointer user_data);
TandaiConsistency *tandai_consistency_check_finish (GAsyncResult *result, GError **error);
void               tandai_consistency_free         (TandaiConsistency *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiConsistency, tandai_consistency_free)

G_END_DECLS
