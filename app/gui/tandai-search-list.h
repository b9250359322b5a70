/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-search.h"

G_BEGIN_DECLS

/**
 * TandaiSearchItem:
 *
 * A line of a search, made for as long as somebody looks at it.
 */
#define TANDAI_TYPE_SEARCH_ITEM (tandai_search_item_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchItem, tandai_search_item, TANDAI, SEARCH_ITEM, GObject)

const TandaiSearchLine *tandai_search_item_get_line (TandaiSearchItem *self);

/**
 * TandaiSearchState:
 * @TANDAI_SEARCH_IDLE: nothing is looked for
 * @TANDAI_SEARCH_INDEXING: the folder's index is brought up to date
 * @TANDAI_SEARCH_RUNNING: lines are being found
 * @TANDAI_SEARCH_DONE: all were found, or as many as are shown
 * @TANDAI_SEARCH_FAILED: nothing can be found; tandai_search_list_get_message() tells why
 */
typedef enum
{
  TANDAI_SEARCH_IDLE,
  TANDAI_SEARCH_INDEXING,
  TANDAI_SEARCH_RUNNING,
  TANDAI_SEARCH_DONE,
  TANDAI_SEARCH_FAILED,
} TandaiSearchState;

/**
 * TandaiSearchList:
 *
 * The lines that a search of a folder finds, as a list model of
 * #TandaiSearchItem. It brings the folder's index up to date first; where there
 * can be none it looks into each article.
 *
 * Signal `changed`: after the state or the number of lines changed.
 */
#define TANDAI_TYPE_SEARCH_LIST (tandai_search_list_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchList, tandai_search_list, TANDAI, SEARCH_LIST, GObject)

/* More lines than this nobody reads: they are exported by the command line. */
#define TANDAI_SEARCH_MAX_LINES 10000

TandaiSearchList *tandai_search_list_new (GFile *folder);
void tandai_search_list_set_query (TandaiSearchList *self, const TandaiSearchQuery *query);
void tandai_search_list_set_order (TandaiSearchList *self, TandaiSearchOrder order);
void tandai_search_list_refresh (TandaiSearchList *self);
void tandai_search_list_skip_index (TandaiSearchList *self);
void tandai_search_list_close (TandaiSearchList *self);

TandaiSearchState tandai_search_list_get_state (TandaiSearchList *self);
double tandai_search_list_get_fraction (gpointer self);
const char *tandai_search_list_get_message (TandaiSearchList *self);
GPtrArray *tandai_search_list_get_failures (TandaiSearchList *self);
guint tandai_search_list_get_n_articles (TandaiSearchList *self);
gboolean tandai_search_list_has_more (TandaiSearchList *self);
const TandaiSearchLine *tandai_search_list_get_line (TandaiSearchList *self, guint position);
GPtrArray *tandai_search_list_ref_lines (TandaiSearchList *self);

G_END_DECLS
