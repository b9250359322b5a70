/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema-edit.h"
#include "corpus/tandai-label-change.h"
#include "corpus/tandai-label-uses.h"

G_BEGIN_DECLS

/**
 * TandaiLabelStore:
 *
 * The labels of a folder, as they are now, and what is done to them, one thing
 * after the other, off the main thread. Signals: `changed`: the labels, their
 * use, or what can be undone; `done` (int #TandaiLabelTask, #TandaiLabelReport,
 * removal): something was done, by which something is gone where removal, in the
 * user's words, is not %NULL; `failed` (message): it could not be.
 */
#define TANDAI_TYPE_LABEL_STORE (tandai_label_store_get_type ())
G_DECLARE_FINAL_TYPE (TandaiLabelStore, tandai_label_store, TANDAI, LABEL_STORE, GObject)

TandaiLabelStore     *tandai_label_store_new        (GFile *folder);
void                  tandai_label_store_load       (TandaiLabelStore *self);
GFile                *tandai_label_store_get_folder (TandaiLabelStore *self);
TandaiSchema         *tandai_label_store_get_schema (TandaiLabelStore *self);
const TandaiLabelUse *tandai_label_store_find_use   (TandaiLabelStore *self, const char *label);
const char           *tandai_label_store_get_undo_title (TandaiLabelStore *self);
TandaiSchemaEdit     *tandai_label_store_begin      (TandaiLabelStore *self);
gboolean              tandai_label_store_commit     (TandaiLabelStore *self, TandaiSchemaEdit *edit, const char *title,
                                                     GError **error);
void                  tandai_label_store_relabel    (TandaiLabelStore *self, const TandaiRelabel *relabel);
void                  tandai_label_store_undo       (TandaiLabelStore *self);
void                  tandai_label_store_cancel     (TandaiLabelStore *self);
gboolean              tandai_label_store_is_busy    (TandaiLabelStore *self);
double                tandai_label_store_get_fraction (gpointer self);

G_END_DECLS
