/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TANDAI_SPLIT_TABLE_NAME "split.tsv"

/**
 * TandaiSplitEntry:
 * @group: the group's name: the hash of one of its articles
 * @part: the part's name
 *
 * Where an article is in a split.
 */
typedef struct
{
  const char *group;
  const char *part;
} TandaiSplitEntry;

/**
 * TandaiSplitTable:
 *
 * Which article is in which group and part, by the article's hash: split.tsv.
 */
typedef struct _TandaiSplitTable TandaiSplitTable;

TandaiSplitTable       *tandai_split_table_new    (void);
void                    tandai_split_table_free   (TandaiSplitTable *self);
TandaiSplitTable       *tandai_split_table_load   (const char *path, GCancellable *cancellable, GError **error);
void                    tandai_split_table_add    (TandaiSplitTable *self, const char *sha256, const char *group,
                                                   const char *part);
void                    tandai_split_table_add_missing (TandaiSplitTable *self, const TandaiSplitTable *other);
const TandaiSplitEntry *tandai_split_table_lookup (const TandaiSplitTable *self, const char *sha256);
GString                *tandai_split_table_write  (const TandaiSplitTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSplitTable, tandai_split_table_free)

G_END_DECLS
