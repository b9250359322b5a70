/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-corpus-item.h"

G_BEGIN_DECLS

/* A row of the list of articles: how it stands as a sign, its title, and the same in words. */
GtkWidget *tandai_corpus_row_new (void);
void tandai_corpus_row_fill (GtkWidget *row, TandaiCorpusItem *item);
const char *tandai_corpus_status_title (TandaiStatus status);

G_END_DECLS
