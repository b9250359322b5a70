/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"
#include "corpus/tandai-corpus.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusSidebar:
 *
 * The articles of a folder, searched, sorted and filtered. Signals:
 * `article-activated` (GFile); `left`: back to the article; `notice-changed`.
 */
#define TANDAI_TYPE_CORPUS_SIDEBAR (tandai_corpus_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCorpusSidebar, tandai_corpus_sidebar, TANDAI, CORPUS_SIDEBAR, AdwBin)

void tandai_corpus_sidebar_set_corpus (TandaiCorpusSidebar *self, TandaiCorpus *corpus);
void tandai_corpus_sidebar_show_article (TandaiCorpusSidebar *self, GFile *article, TandaiSchema *schema);
const char *tandai_corpus_sidebar_get_notice (TandaiCorpusSidebar *self);

G_END_DECLS
