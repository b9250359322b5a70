/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

gboolean tandai_rejoin (const TandaiSidecar *base, const TandaiSidecar *ours, const char *sidecar, const char *diverted,
                        guint *n_disputes, GCancellable *cancellable, GError **error);
gboolean tandai_rejoin_copy (const char *copy, const char *sidecar, guint *n_disputes, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
