/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *tandai_sidecar_walk (GFile *folder, GPtrArray *failures, GCancellable *cancellable, GError **error);

G_END_DECLS
