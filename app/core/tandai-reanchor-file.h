/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-reanchor.h"

G_BEGIN_DECLS

TandaiArticle     *tandai_reanchor_load_article (GFile *file, const TandaiSidecar *sidecar,
                                                 GCancellable *cancellable, GError **error);
TandaiReanchoring *tandai_reanchor_sidecar      (GFile *article, const char *annotator, gboolean write,
                                                 gboolean *changed, GCancellable *cancellable, GError **error);

G_END_DECLS
