/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean tandai_git_install (const char *folder, GPtrArray *messages, GCancellable *cancellable, GError **error);

G_END_DECLS
