/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The next article that somebody still has to annotate: its unnamed sidecar is
 * missing, cannot be read, or says neither done nor excluded.
 */
GFile *tandai_unfinished_find        (GPtrArray *articles, guint after, GCancellable *cancellable, GError **error);
void   tandai_unfinished_find_async  (GPtrArray *articles, guint after, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GFile *tandai_unfinished_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
