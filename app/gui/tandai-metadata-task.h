/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-metadata.h"

G_BEGIN_DECLS

void                  tandai_metadata_task_run    (GFile *place, const char *table, gboolean replace, gboolean dry_run,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                                   gpointer user_data);
TandaiMetadataResult *tandai_metadata_task_finish (GAsyncResult *result, GError **error);

G_END_DECLS
