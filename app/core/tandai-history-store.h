/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-history.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/*
 * What can be undone in an article, kept in the user's state folder while the
 * article is closed. It is bound to the sidecar's content: where another
 * program has changed that, the steps would not fit and are not given back.
 */
gboolean tandai_history_store_write (GPtrArray *steps, guint n_done, const TandaiText *text, const char *sidecar,
                                     const char *sha256, GError **error);
gboolean tandai_history_store_read  (TandaiHistory *history, TandaiText *text, const char *sidecar,
                                     const char *sha256, GError **error);
gboolean tandai_history_store_rename (const char *sidecar, GBytes *before, GBytes *after, const char *label,
                                      const char *name);

G_END_DECLS
