/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-draft.h"
#include "formats/tandai-import.h"

G_BEGIN_DECLS

/**
 * TandaiTable:
 *
 * A table of articles on its way in, a row after another. Which column is what
 * the user's mapping tells, else the columns' usual names. Rows that follow
 * one another with the same text, each with a label and offsets, are one
 * article.
 */
typedef struct _TandaiTable TandaiTable;

TandaiTable *tandai_table_new    (TandaiImport *import, const char *path);
void         tandai_table_free   (TandaiTable *self);
gboolean     tandai_table_is_text (TandaiTable *self, const char *name, guint position);
gboolean     tandai_table_check_names (TandaiTable *self, guint line, GPtrArray *names, gboolean numbered);
void         tandai_table_begin  (TandaiTable *self, guint line, guint number);
void         tandai_table_add    (TandaiTable *self, const char *name, guint position, const char *value);
TandaiDraft *tandai_table_end    (TandaiTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTable, tandai_table_free)

G_END_DECLS
