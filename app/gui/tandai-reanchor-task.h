/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-reanchor.h"

G_BEGIN_DECLS

void               tandai_reanchor_task_run    (GFile *article, const char *annotator, gboolean write,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
TandaiReanchoring *tandai_reanchor_task_finish (GAsyncResult *result, GError **error);
void               tandai_reanchor_undo_run    (const char *sidecar, gboolean keep_other,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean           tandai_reanchor_undo_finish (GAsyncResult *result, GError **error);

G_END_DECLS
