/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiIndex:
 *
 * What is known of the articles of a folder without opening them, and which of
 * them may hold a word. It is a cache in the user's cache folder: it can be
 * deleted at any time, is made anew where it is damaged, and is true as of the
 * last refresh. Safe to use from any thread and from several programs at once:
 * one refreshes, the others read what is there so far.
 */
#define TANDAI_TYPE_INDEX (tandai_index_get_type ())
G_DECLARE_FINAL_TYPE (TandaiIndex, tandai_index, TANDAI, INDEX, GObject)

/**
 * TandaiIndexLabel:
 * @name: a label's name
 * @n_spans: how many spans of all annotators have it
 */
typedef struct
{
  char *name;
  guint n_spans;
} TandaiIndexLabel;

/**
 * TandaiIndexRow:
 * @path: the article's path below the folder, in the file system's encoding
 * @title: (nullable): as its sidecar states it, or its first line; %NULL where it has neither
 * @published: (nullable): the date that its sidecar states
 * @size: of its file, in bytes
 * @mtime: when its file was last changed, in seconds; 0 where only its sidecars are left
 * @status: how far the one who came furthest has come
 * @n_spans: how many spans all annotators have made
 * @annotators: (array zero-terminated=1): who has a sidecar of it, sorted; "" for the unnamed one
 * @labels: (array length=n_labels): the labels that occur, sorted by name
 * @n_labels: how many
 * @failure: (nullable): why it or one of its sidecars could not be read
 *
 * An article in the index.
 */
typedef struct
{
  char *path;
  char *title;
  char *published;
  guint64 size;
  gint64 mtime;
  TandaiStatus status;
  guint n_spans;
  char **annotators;
  TandaiIndexLabel *labels;
  guint n_labels;
  char *failure;
} TandaiIndexRow;

/**
 * TandaiIndexChanges:
 * @n_articles: how many articles the folder has
 * @n_read: how many were new or had changed, the article or a sidecar, and were read
 * @n_removed: how many are there no more
 * @failures: (element-type utf8): what could not be read, a message each
 *
 * What a refresh found.
 */
typedef struct
{
  guint n_articles;
  guint n_read;
  guint n_removed;
  GPtrArray *failures;
} TandaiIndexChanges;

/**
 * TandaiIndexProgress:
 * @done: how many articles are done
 * @total: of how many
 * @user_data: as given
 */
typedef void (*TandaiIndexProgress) (guint done, guint total, gpointer user_data);

TandaiIndex *tandai_index_new        (GFile *folder);
GFile       *tandai_index_get_folder (TandaiIndex *self);
const char  *tandai_index_get_path   (TandaiIndex *self);

TandaiIndexChanges *tandai_index_refresh        (TandaiIndex *self, TandaiIndexProgress progress, gpointer progress_data,
                                                 GCancellable *cancellable, GError **error);
void                tandai_index_refresh_async  (TandaiIndex *self, TandaiIndexProgress progress, gpointer progress_data,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
TandaiIndexChanges *tandai_index_refresh_finish (TandaiIndex *self, GAsyncResult *result, GError **error);

GPtrArray *tandai_index_list        (TandaiIndex *self, GCancellable *cancellable, GError **error);
void       tandai_index_list_async  (TandaiIndex *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *tandai_index_list_finish (TandaiIndex *self, GAsyncResult *result, GError **error);

void tandai_index_row_free     (TandaiIndexRow *row);
void tandai_index_changes_free (TandaiIndexChanges *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiIndexRow, tandai_index_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiIndexChanges, tandai_index_changes_free)

G_END_DECLS
