/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "corpus/tandai-corpus-walk.h"

G_BEGIN_DECLS

#define TANDAI_CORPUS_NONE G_MAXUINT

/* What is known of an article. */
typedef enum
{
  TANDAI_CORPUS_HERE = 1 << 0,
  TANDAI_CORPUS_OWN = 1 << 1,
  TANDAI_CORPUS_READ = 1 << 2,
  TANDAI_CORPUS_BROKEN = 1 << 3,
  TANDAI_CORPUS_TITLED = 1 << 4,
} TandaiCorpusFlags;

/**
 * TandaiCorpusEntry:
 * @name: the file name
 * @annotators: (nullable): who else has a sidecar of it, sorted, with spaces between
 * @title: (nullable): its title, once it was read
 * @date: (nullable): when it was published
 * @labels: the labels of its spans, a bit each, as of tandai_corpus_table_label()
 * @folder: the number of its folder
 * @n_spans: how many spans it has
 * @stamp: tells whether its sidecars are still those that were read
 * @seen: the last walk that came by it
 * @status: a #TandaiStatus
 * @flags: #TandaiCorpusFlags
 *
 * An article of a corpus. Strings are the table's and stay where they are.
 */
typedef struct
{
  const char *name;
  const char *annotators;
  const char *title;
  const char *date;
  guint64 labels;
  guint32 folder;
  guint32 n_spans;
  guint32 stamp;
  guint32 seen;
  guint8 status;
  guint8 flags;
} TandaiCorpusEntry;

/**
 * TandaiCorpusTable:
 * @entries: (element-type TandaiCorpusEntry): by slot; an article keeps its slot
 * @order: (element-type guint32): the slots of what is here, bytewise by path
 * @folders: (element-type filename): paths below the root, by number
 * @labels: (element-type utf8): by bit
 *
 * A hundred thousand articles in a few megabytes.
 */
typedef struct
{
  GArray *entries;
  GArray *order;
  GPtrArray *folders;
  GPtrArray *labels;
  GHashTable *folder_numbers;
  GStringChunk *strings;
} TandaiCorpusTable;

/* So many labels can be told apart. */
#define TANDAI_CORPUS_MAX_LABELS 64

TandaiCorpusTable *tandai_corpus_table_new (void);
void tandai_corpus_table_free (TandaiCorpusTable *self);
TandaiCorpusEntry *tandai_corpus_table_get (const TandaiCorpusTable *self, guint slot);
guint tandai_corpus_table_find (const TandaiCorpusTable *self, const char *path);
char *tandai_corpus_table_dup_path (const TandaiCorpusTable *self, guint slot);
int tandai_corpus_table_compare (const TandaiCorpusTable *self, guint a, guint b);
gboolean tandai_corpus_table_merge (TandaiCorpusTable *self,
                                    const char *folder,
                                    const TandaiCorpusFound *found,
                                    guint n_found,
                                    guint seen,
                                    GArray *fresh);
guint tandai_corpus_table_sweep (TandaiCorpusTable *self, const char *below, guint seen);
const char *tandai_corpus_table_intern (TandaiCorpusTable *self, const char *text);
guint64 tandai_corpus_table_label (TandaiCorpusTable *self, const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiCorpusTable, tandai_corpus_table_free)

G_END_DECLS
