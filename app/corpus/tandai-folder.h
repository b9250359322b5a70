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

/*
 * What the paths of a command line mean: an article, a sidecar (its article),
 * or a folder. A named file is always taken. Each article once, sorted.
 */
GPtrArray *tandai_folder_resolve (const char *const *paths, GCancellable *cancellable, GError **error);

G_END_DECLS
