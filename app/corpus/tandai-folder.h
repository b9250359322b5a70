/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/*
 * The articles of a folder, found recursively: what the nearest tandai.json's
 * globs say (*.txt where it says nothing); never sidecars, temporary or hidden
 * files; symbolic links to folders are not followed. Sorted bytewise by path.
 */
GPtrArray *tandai_folder_list        (GFile *folder, GCancellable *cancellable, GError **error);
void       tandai_folder_list_async  (GFile *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *tandai_folder_list_finish (GAsyncResult *result, GError **error);

/**
 * TandaiFolderItem:
 * @file: the article; it need not be there where a sidecar is all that is left of it
 * @root: (nullable): the folder in which it was found; %NULL for a file that was named
 * @name: its path below the deepest folder that holds all paths that were given
 * @annotator: (nullable): whose sidecar was named in the article's place
 * @annotators: (array zero-terminated=1): who has a sidecar of it, sorted; "" for the unnamed one
 *
 * An article that the paths of a command line mean.
 */
typedef struct
{
  GFile *file;
  GFile *root;
  char *name;
  char *annotator;
  char **annotators;
} TandaiFolderItem;

/*
 * What the paths of a command line mean: an article, a sidecar (its article),
 * or a folder. A named file is always taken. Each article once, sorted.
 */
GPtrArray *tandai_folder_resolve   (const char *const *paths, GPtrArray *failures, GCancellable *cancellable,
                                    GError **error);
void       tandai_folder_item_free (TandaiFolderItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiFolderItem, tandai_folder_item_free)

G_END_DECLS
