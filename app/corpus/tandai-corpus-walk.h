/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiCorpusFound:
 * @name: the file name of an article, in the file system's encoding
 * @annotators: (nullable): who else has a sidecar of it, sorted, with spaces between
 * @own: whether there is an unnamed sidecar
 *
 * An article that a walk came by.
 */
typedef struct
{
  const char *name;
  const char *annotators;
  gboolean own;
} TandaiCorpusFound;

/**
 * TandaiCorpusFoundFunc:
 * @folder: a folder's path below the root, "" for the root
 * @found: (element-type TandaiCorpusFound): articles of that folder, sorted bytewise
 * @user_data: what tandai_corpus_walk() was given
 *
 * Is told of articles as they are found. What it is told is gone after it returns.
 */
typedef void (*TandaiCorpusFoundFunc) (const char *folder, GArray *found, gpointer user_data);

/*
 * The articles of tandai_folder_list(), told as they are found, in the bytewise
 * order of their paths. A folder that answers slowly is told of once before it
 * is read to its end, out of order then, and wholly after.
 */
gboolean tandai_corpus_walk (GFile *root,
                             const char *below,
                             TandaiCorpusFoundFunc func,
                             gpointer user_data,
                             GPtrArray *folders,
                             GPtrArray *stray,
                             GPtrArray *failures,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
