/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"
#include "corpus/tandai-corpus.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusMenu:
 *
 * What of a corpus is shown, and in which order, as actions and a menu of them.
 * Signal `changed`.
 */
#define TANDAI_TYPE_CORPUS_MENU (tandai_corpus_menu_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCorpusMenu, tandai_corpus_menu, TANDAI, CORPUS_MENU, GObject)

TandaiCorpusMenu *tandai_corpus_menu_new (GtkWidget *widget);
GMenuModel *tandai_corpus_menu_build (TandaiCorpusMenu *self, TandaiCorpus *corpus, TandaiSchema *schema);
void tandai_corpus_menu_clear (TandaiCorpusMenu *self);
void tandai_corpus_menu_fill (TandaiCorpusMenu *self, TandaiCorpusQuery *query);
gboolean tandai_corpus_menu_is_filter (TandaiCorpusMenu *self);

G_END_DECLS
