/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-corpus-table.h"
#include "corpus/tandai-corpus.h"
#include "corpus/tandai-index.h"

G_BEGIN_DECLS

/* What the files of #TandaiCorpus share: one lists, one reads, one sorts and filters, one watches. */
struct _TandaiCorpus
{
  GObject parent_instance;

  GFile *folder;
  TandaiCorpusTable *table;
  /* (element-type guint32): the slots that are shown, in order. */
  GArray *shown;
  /* The items that somebody holds, by slot. */
  GHashTable *items;
  guint current;
  GCancellable *cancellable;

  /* The walk. */
  guint n_walks;
  gboolean is_listing;
  gboolean is_listed;
  guint n_passed_over;
  gboolean is_read_only;
  char *failure;
  gboolean is_walking;
  char *next_walk;
  guint walk_source;

  /* Reading. */
  GQueue urgent;
  GArray *unread;
  guint next_unread;
  gboolean is_reading;
  gboolean wants_titles;
  guint n_done;
  guint n_unread;
  gboolean is_counted;
  guint changed_source;

  /* Sorting and filtering. */
  TandaiCorpusQuery query;
  gboolean is_sorting;
  gboolean is_stale;
  gboolean is_asked_anew;
  gboolean is_answering;

  /* Searching texts: (element-type utf8 GHashTable): the names of the articles that hold a word, by word. */
  TandaiIndex *index;
  GHashTable *holders;
  GCancellable *lookup;
  gboolean is_awaited;
  gboolean has_texts;
  guint wait_source;
  gint64 looked_up;
  gboolean is_index_made;
  gboolean is_index_stale;
  gboolean is_indexing;
  guint n_indexed;
  guint n_to_index;
  char *index_failure;
  guint index_source;

  /* Watching. */
  GHashTable *monitors;
  gboolean is_watched;
  gint64 looked_at;
};

TandaiCorpusItem *_tandai_corpus_item_new (TandaiCorpus *corpus, guint slot);
void _tandai_corpus_item_fill (TandaiCorpusItem *self, const TandaiCorpusTable *table, guint slot);
void _tandai_corpus_forget_item (TandaiCorpus *self, guint slot);

void _tandai_corpus_walk (TandaiCorpus *self, const char *below);
void _tandai_corpus_walk_later (TandaiCorpus *self, const char *below);
void _tandai_corpus_changed (TandaiCorpus *self);
void _tandai_corpus_want (TandaiCorpus *self, guint slot);
void _tandai_corpus_read_later (TandaiCorpus *self, const GArray *slots);
void _tandai_corpus_count (TandaiCorpus *self);
guint _tandai_corpus_slot_of (TandaiCorpus *self, GFile *article);

void _tandai_corpus_replace_shown (TandaiCorpus *self, GArray *shown);
void _tandai_corpus_refresh (TandaiCorpus *self);
void _tandai_corpus_answer (TandaiCorpus *self);
char **_tandai_corpus_dup_words (const char *text);
gboolean _tandai_corpus_is_plain (TandaiCorpus *self);
gboolean _tandai_corpus_needs_states (TandaiCorpus *self);

gboolean _tandai_corpus_look_up (TandaiCorpus *self);
void _tandai_corpus_texts_changed (TandaiCorpus *self);
void _tandai_corpus_stop_texts (TandaiCorpus *self);

gboolean _tandai_corpus_watch (TandaiCorpus *self, GPtrArray *folders, gboolean whole);
void _tandai_corpus_unwatch (TandaiCorpus *self);

G_END_DECLS
