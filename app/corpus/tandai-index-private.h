/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "core/tandai-terms.h"
#include "corpus/tandai-folder.h"
#include "corpus/tandai-index.h"

G_BEGIN_DECLS

/* --- the file: tandai-index-store.c */

/**
 * TandaiIndexStore:
 * @db: a connection of one thread
 * @path: the file
 *
 * The index's file, opened.
 */
typedef struct
{
  sqlite3 *db;
  char *path;
} TandaiIndexStore;

TandaiIndexStore *_tandai_index_store_open    (const char *path, gboolean to_write, GError **error);
void              _tandai_index_store_close   (TandaiIndexStore *self);
gboolean          _tandai_index_store_run     (TandaiIndexStore *self, const char *sql, GError **error);
sqlite3_stmt     *_tandai_index_store_prepare (TandaiIndexStore *self, const char *sql, GError **error);
gboolean          _tandai_index_store_step    (TandaiIndexStore *self, sqlite3_stmt *statement, gboolean *is_row,
                                               GError **error);
gboolean          _tandai_index_store_clear   (TandaiIndexStore *self, GError **error);
gboolean          _tandai_index_store_fail_damaged (TandaiIndexStore *self, GError **error);
gboolean          _tandai_index_error_is_damage (const GError *error);
void              _tandai_index_store_discard (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiIndexStore, _tandai_index_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* --- an article as it is read: tandai-index-entry.c */

/**
 * TandaiIndexEntry:
 * @row: what is listed of it
 * @numbers: (element-type guint32): of the terms of its texts, and of its facets
 * @fresh: the terms that the reader has met for the first time, one a line
 */
typedef struct
{
  TandaiIndexRow row;
  GArray *numbers;
  GString *fresh;
} TandaiIndexEntry;

TandaiIndexEntry *_tandai_index_entry_read (const TandaiFolderItem *item, TandaiTerms *terms, GCancellable *cancellable);
void              _tandai_index_entry_free (TandaiIndexEntry *self);

/* The number of something that an article has: a label, an annotator, a status. */
guint32 _tandai_index_facet (const char *kind, const char *name, const char *value);

/* Of an article that is to be looked at whatever is looked for. */
#define TANDAI_INDEX_ALWAYS "always"

/* --- tandai-index.c */

char **_tandai_index_split_annotators (const char *column);

/* --- all terms: tandai-index-vocabulary.c */

gboolean _tandai_index_vocabulary_add  (TandaiIndexStore *store, const GString *terms, GError **error);
gboolean _tandai_index_vocabulary_find (TandaiIndexStore *store, const TandaiTerm *term, guint max, GHashTable *found,
                                        gboolean *is_complete, GError **error);

/* --- which articles have what: tandai-index-postings.c */

void     _tandai_index_postings_add   (GArray *postings, gint64 id, const GArray *numbers);
gboolean _tandai_index_postings_write (TandaiIndexStore *store, GArray *postings, GError **error);
GArray  *_tandai_index_postings_list_batches (TandaiIndexStore *store, GError **error);

/**
 * TandaiIndexPostingFunc:
 * @id: an article's
 * @user_data: as given
 */
typedef void (*TandaiIndexPostingFunc) (guint32 id, gpointer user_data);

gboolean _tandai_index_postings_find (TandaiIndexStore *store, const GArray *batches, guint32 number,
                                      TandaiIndexPostingFunc func, gpointer user_data, GError **error);

/* --- tandai-index-refresh.c */

TandaiIndexChanges *_tandai_index_refresh (const char *path, GFile *folder, TandaiIndexProgress progress,
                                           gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
