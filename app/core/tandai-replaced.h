/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Sidecars that were replaced as a whole, kept in the user's state folder so
 * that it can be undone. Each is kept under the path of the sidecar and the
 * content that replaced it, so that only this very content is undone.
 */

gboolean tandai_replaced_keep    (const char *sidecar, GBytes *before, GBytes *after, GCancellable *cancellable,
                                  GError **error);
gboolean tandai_replaced_restore (const char *sidecar, GCancellable *cancellable, GError **error);

G_END_DECLS
