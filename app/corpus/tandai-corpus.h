/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-corpus-item.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusSort:
 *
 * What articles are sorted by; ties by path, bytewise.
 */
typedef enum
{
  TANDAI_CORPUS_SORT_PATH,
  TANDAI_CORPUS_SORT_TITLE,
  TANDAI_CORPUS_SORT_DATE,
  TANDAI_CORPUS_SORT_STATUS,
  TANDAI_CORPUS_SORT_SPANS,
} TandaiCorpusSort;

/**
 * TandaiCorpusQuery:
 * @text: (nullable): words, each of which is in the path, the title, the date, an annotator's name or, with
 *   tandai_corpus_use_index(), the text; or a range of dates like "2026-01..2026-03"
 * @statuses: the wanted ones, as bits `1 << status`; 0 for all
 * @labels: (nullable) (array zero-terminated=1): one of these must occur
 * @sort: what comes first
 *
 * What is shown of a corpus.
 */
typedef struct
{
  char *text;
  guint statuses;
  char **labels;
  TandaiCorpusSort sort;
} TandaiCorpusQuery;

/**
 * TandaiCorpusCounts:
 * @n_articles: how many there are
 * @n_shown: how many of them are shown
 * @n_done: how many are done, as far as they have been read
 * @n_unread: how many are still to be read
 * @n_passed_over: how many folders inside could not be read
 * @is_listing: whether there may be more
 * @is_read_only: whether nothing can be written into the folder
 * @is_searching: whether what is asked for is still being looked for
 * @n_indexed: how many texts have been read to be searched, of
 * @n_to_index: so many; 0 where none are being read
 */
typedef struct
{
  guint n_articles;
  guint n_shown;
  guint n_done;
  guint n_unread;
  guint n_passed_over;
  gboolean is_listing;
  gboolean is_read_only;
  gboolean is_searching;
  guint n_indexed;
  guint n_to_index;
} TandaiCorpusCounts;

/**
 * TandaiCorpus:
 *
 * A folder of articles as a list of #TandaiCorpusItem, of which there are as many
 * as are looked at. It is listed and read off the main thread, and follows what
 * other programs do to the folder. To be used in the main thread alone.
 *
 * Signals: `listed`: the first articles are there, or it is known that there are
 * none; `failed` (GError): the folder can't be listed, or no longer; `changed`:
 * the counts are others; `about-to-change` (guint): items from there on are about
 * to be others, which is told of by `items-changed` then.
 */
#define TANDAI_TYPE_CORPUS (tandai_corpus_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCorpus, tandai_corpus, TANDAI, CORPUS, GObject)

TandaiCorpus *tandai_corpus_new (GFile *folder);
void tandai_corpus_close (TandaiCorpus *self);
GFile *tandai_corpus_get_folder (TandaiCorpus *self);
void tandai_corpus_get_counts (TandaiCorpus *self, TandaiCorpusCounts *counts);
char **tandai_corpus_dup_labels (TandaiCorpus *self);
const char *tandai_corpus_get_failure (TandaiCorpus *self);

void tandai_corpus_use_index (TandaiCorpus *self);
const char *tandai_corpus_get_text_failure (TandaiCorpus *self);
void tandai_corpus_set_query (TandaiCorpus *self, const TandaiCorpusQuery *query);
gboolean tandai_corpus_is_filtered (TandaiCorpus *self);
void tandai_corpus_set_current (TandaiCorpus *self, GFile *article);
guint tandai_corpus_find (TandaiCorpus *self, GFile *article);
GFile *tandai_corpus_step (TandaiCorpus *self, GFile *from, int by);
void tandai_corpus_update (
    TandaiCorpus *self, GFile *article, const char *title, TandaiStatus status, guint n_spans);
GPtrArray *tandai_corpus_list_annotated (TandaiCorpus *self, guint n);
void tandai_corpus_look_again (TandaiCorpus *self);

GFile *
tandai_corpus_find_unfinished (TandaiCorpus *self, GFile *after, GCancellable *cancellable, GError **error);
void tandai_corpus_find_unfinished_async (TandaiCorpus *self,
                                          GFile *after,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GFile *tandai_corpus_find_unfinished_finish (GAsyncResult *result, GError **error);

G_END_DECLS
