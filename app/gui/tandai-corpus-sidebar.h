/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusSidebar:
 *
 * The articles of a folder, as a plain list. Signal `article-activated` (GFile).
 */
#define TANDAI_TYPE_CORPUS_SIDEBAR (tandai_corpus_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCorpusSidebar, tandai_corpus_sidebar, TANDAI, CORPUS_SIDEBAR, AdwBin)

void       tandai_corpus_sidebar_set_articles (TandaiCorpusSidebar *self, GPtrArray *articles);
void       tandai_corpus_sidebar_show_article (TandaiCorpusSidebar *self, GFile *article);
void       tandai_corpus_sidebar_update       (TandaiCorpusSidebar *self, GFile *article, const char *title,
                                               TandaiStatus status, guint n_spans);
GFile     *tandai_corpus_sidebar_step         (TandaiCorpusSidebar *self, GFile *from, int by);
GPtrArray *tandai_corpus_sidebar_list         (TandaiCorpusSidebar *self, GFile *article, guint *position);

G_END_DECLS
