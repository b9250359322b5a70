/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tandai-corpus-private.h"

struct _TandaiCorpusItem
{
  GObject parent_instance;

  TandaiCorpus *corpus;
  guint slot;
  char *path;
  const char *title;
  const char *date;
  const char *annotators;
  TandaiStatus status;
  guint n_spans;
  guint8 flags;
};

G_DEFINE_FINAL_TYPE (TandaiCorpusItem, tandai_corpus_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tandai_corpus_item_finalize (GObject *object)
{
  TandaiCorpusItem *self = TANDAI_CORPUS_ITEM (object);

  _tandai_corpus_forget_item (self->corpus, self->slot);
  /* Strings are the corpus's: it stays for as long as one of its items does. */
  g_object_unref (self->corpus);
  g_free (self->path);
  G_OBJECT_CLASS (tandai_corpus_item_parent_class)->finalize (object);
}

static void
tandai_corpus_item_class_init (TandaiCorpusItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_corpus_item_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_corpus_item_init (TandaiCorpusItem *self)
{
}

/* Takes over what the table knows, and tells. */
void
_tandai_corpus_item_fill (TandaiCorpusItem *self, const TandaiCorpusTable *table, guint slot)
{
  const TandaiCorpusEntry *entry = tandai_corpus_table_get (table, slot);

  self->title = entry->title;
  self->date = entry->date;
  self->annotators = entry->annotators;
  self->status = (TandaiStatus) entry->status;
  self->n_spans = entry->n_spans;
  self->flags = entry->flags;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Made for a slot; the corpus has no reference to it. */
TandaiCorpusItem *
_tandai_corpus_item_new (TandaiCorpus *corpus, guint slot)
{
  TandaiCorpusItem *self = g_object_new (TANDAI_TYPE_CORPUS_ITEM, NULL);

  self->corpus = g_object_ref (corpus);
  self->slot = slot;
  self->path = tandai_corpus_table_dup_path (corpus->table, slot);
  _tandai_corpus_item_fill (self, corpus->table, slot);
  return self;
}

/** tandai_corpus_item_get_file: Returns: (transfer full): the article */
GFile *
tandai_corpus_item_get_file (TandaiCorpusItem *self)
{
  return g_file_resolve_relative_path (self->corpus->folder, self->path);
}

/** tandai_corpus_item_get_path: Returns: its path below the folder, in the file system's encoding */
const char *
tandai_corpus_item_get_path (TandaiCorpusItem *self)
{
  return self->path;
}

/** tandai_corpus_item_get_title: Returns: (nullable): its title, where it is known and there is one */
const char *
tandai_corpus_item_get_title (TandaiCorpusItem *self)
{
  return self->title;
}

/** tandai_corpus_item_get_date: Returns: (nullable): when it was published, as its sidecar states it */
const char *
tandai_corpus_item_get_date (TandaiCorpusItem *self)
{
  return self->date;
}

/** tandai_corpus_item_get_annotators: Returns: (nullable): who else has a sidecar of it, with spaces between
 */
const char *
tandai_corpus_item_get_annotators (TandaiCorpusItem *self)
{
  return self->annotators;
}

/** tandai_corpus_item_get_status: Returns: what its unnamed sidecar says */
TandaiStatus
tandai_corpus_item_get_status (TandaiCorpusItem *self)
{
  return self->status;
}

/** tandai_corpus_item_get_n_spans: Returns: how many spans it has */
guint
tandai_corpus_item_get_n_spans (TandaiCorpusItem *self)
{
  return self->n_spans;
}

/** tandai_corpus_item_is_read: Returns: whether its status and spans are known */
gboolean
tandai_corpus_item_is_read (TandaiCorpusItem *self)
{
  return (self->flags & TANDAI_CORPUS_READ) != 0;
}

/** tandai_corpus_item_is_broken: Returns: whether a sidecar of it can't be read */
gboolean
tandai_corpus_item_is_broken (TandaiCorpusItem *self)
{
  return (self->flags & TANDAI_CORPUS_BROKEN) != 0;
}
