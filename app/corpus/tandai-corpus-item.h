/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiCorpusItem:
 *
 * An article of a corpus that somebody looks at. Signal `changed`: more is known
 * of it, or something else.
 */
#define TANDAI_TYPE_CORPUS_ITEM (tandai_corpus_item_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCorpusItem, tandai_corpus_item, TANDAI, CORPUS_ITEM, GObject)

GFile *tandai_corpus_item_get_file (TandaiCorpusItem *self);
const char *tandai_corpus_item_get_path (TandaiCorpusItem *self);
const char *tandai_corpus_item_get_title (TandaiCorpusItem *self);
const char *tandai_corpus_item_get_date (TandaiCorpusItem *self);
const char *tandai_corpus_item_get_annotators (TandaiCorpusItem *self);
TandaiStatus tandai_corpus_item_get_status (TandaiCorpusItem *self);
guint tandai_corpus_item_get_n_spans (TandaiCorpusItem *self);
gboolean tandai_corpus_item_is_read (TandaiCorpusItem *self);
gboolean tandai_corpus_item_is_broken (TandaiCorpusItem *self);

G_END_DECLS
