/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus/tandai-corpus-private.h"

#define TELL_MS 100

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TandaiCorpus,
                               tandai_corpus,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  SIGNAL_LISTED,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  SIGNAL_ABOUT_TO_CHANGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return TANDAI_TYPE_CORPUS_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TANDAI_CORPUS (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TandaiCorpus *self = TANDAI_CORPUS (model);
  TandaiCorpusItem *item;
  guint slot;

  if (position >= self->shown->len)
    return NULL;
  slot = g_array_index (self->shown, guint32, position);
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (slot));
  if (item != NULL)
    return g_object_ref (item);
  item = _tandai_corpus_item_new (self, slot);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (slot), item);
  _tandai_corpus_want (self, slot);
  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

void
_tandai_corpus_forget_item (TandaiCorpus *self, guint slot)
{
  g_hash_table_remove (self->items, GUINT_TO_POINTER (slot));
}

static void
tandai_corpus_finalize (GObject *object)
{
  TandaiCorpus *self = TANDAI_CORPUS (object);

  g_object_unref (self->folder);
  g_object_unref (self->cancellable);
  tandai_corpus_table_free (self->table);
  g_array_unref (self->shown);
  g_array_unref (self->unread);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->monitors);
  g_queue_clear (&self->urgent);
  g_free (self->failure);
  g_free (self->next_walk);
  g_free (self->index_failure);
  g_clear_object (&self->index);
  g_clear_object (&self->lookup);
  g_hash_table_unref (self->holders);
  g_free (self->query.text);
  g_strfreev (self->query.labels);
  G_OBJECT_CLASS (tandai_corpus_parent_class)->finalize (object);
}

static guint
signal_new (GObjectClass *klass, const char *name, guint n_parameters, GType parameter)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_parameters, parameter);
}

static void
tandai_corpus_class_init (TandaiCorpusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_corpus_finalize;
  signals[SIGNAL_LISTED] = signal_new (G_OBJECT_CLASS (klass), "listed", 0, G_TYPE_NONE);
  signals[SIGNAL_FAILED] = signal_new (G_OBJECT_CLASS (klass), "failed", 1, G_TYPE_ERROR);
  signals[SIGNAL_CHANGED] = signal_new (G_OBJECT_CLASS (klass), "changed", 0, G_TYPE_NONE);
  signals[SIGNAL_ABOUT_TO_CHANGE] = signal_new (G_OBJECT_CLASS (klass), "about-to-change", 1, G_TYPE_UINT);
}

static void
tandai_corpus_init (TandaiCorpus *self)
{
  self->table = tandai_corpus_table_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->unread = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_hash_table_new (NULL, NULL);
  self->holders = g_hash_table_new (NULL, NULL);
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->current = TANDAI_CORPUS_NONE;
  g_queue_init (&self->urgent);
}

/**
 * tandai_corpus_new:
 * @folder: a local folder
 *
 * Begins to list it.
 *
 * Returns: (transfer full): a corpus; to be ended with tandai_corpus_close()
 */
TandaiCorpus *
tandai_corpus_new (GFile *folder)
{
  TandaiCorpus *self = g_object_new (TANDAI_TYPE_CORPUS, NULL);

  self->folder = g_object_ref (folder);
  self->is_listing = TRUE;
  _tandai_corpus_walk (self, "");
  return self;
}

/** tandai_corpus_close: stops listing, reading and watching, all of which would keep it alive */
void
tandai_corpus_close (TandaiCorpus *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->walk_source, g_source_remove);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_queue_clear (&self->urgent);
  _tandai_corpus_stop_texts (self);
  _tandai_corpus_unwatch (self);
}

/** tandai_corpus_get_folder: Returns: (transfer none): the folder */
GFile *
tandai_corpus_get_folder (TandaiCorpus *self)
{
  return self->folder;
}

/** tandai_corpus_get_failure: Returns: (nullable): why the folder can't be listed any more */
const char *
tandai_corpus_get_failure (TandaiCorpus *self)
{
  return self->failure;
}

static void
count (TandaiCorpus *self)
{
  self->n_done = self->n_unread = 0;
  for (guint i = 0; i < self->table->order->len; i++)
    {
      const TandaiCorpusEntry *entry =
          tandai_corpus_table_get (self->table, g_array_index (self->table->order, guint32, i));

      self->n_done += entry->status == TANDAI_STATUS_DONE;
      self->n_unread += (entry->flags & TANDAI_CORPUS_READ) == 0;
    }
  self->is_counted = TRUE;
}

/** tandai_corpus_get_counts: fills in how many articles there are */
void
tandai_corpus_get_counts (TandaiCorpus *self, TandaiCorpusCounts *counts)
{
  if (!self->is_counted)
    count (self);
  *counts = (TandaiCorpusCounts){ .n_articles = self->table->order->len,
                                  .n_shown = self->shown->len,
                                  .n_done = self->n_done,
                                  .n_unread = self->n_unread,
                                  .n_passed_over = self->n_passed_over,
                                  .is_listing = self->is_listing,
                                  .is_read_only = self->is_read_only,
                                  .is_searching = self->is_awaited || self->is_answering,
                                  .n_indexed = self->n_indexed,
                                  .n_to_index = self->is_indexing ? self->n_to_index : 0 };
}

/** tandai_corpus_dup_labels: Returns: (transfer full): the labels that occur, as far as articles have been
 * read */
char **
tandai_corpus_dup_labels (TandaiCorpus *self)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < self->table->labels->len; i++)
    g_strv_builder_add (labels, self->table->labels->pdata[i]);
  return g_strv_builder_end (labels);
}

static gboolean
tell_changed_cb (gpointer user_data)
{
  TandaiCorpus *self = user_data;

  self->changed_source = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Counts are told a few times in a second, however fast articles are read. */
void
_tandai_corpus_changed (TandaiCorpus *self)
{
  self->is_counted = FALSE;
  if (self->changed_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->changed_source = g_timeout_add (TELL_MS, tell_changed_cb, self);
}

/* The slot of an article that is here. */
guint
_tandai_corpus_slot_of (TandaiCorpus *self, GFile *article)
{
  g_autofree char *path = g_file_get_relative_path (self->folder, article);

  return path != NULL ? tandai_corpus_table_find (self->table, path) : TANDAI_CORPUS_NONE;
}

/** tandai_corpus_find: Returns: where an article is shown, or %G_MAXUINT */
guint
tandai_corpus_find (TandaiCorpus *self, GFile *article)
{
  guint slot = _tandai_corpus_slot_of (self, article);

  for (guint i = 0; slot != TANDAI_CORPUS_NONE && i < self->shown->len; i++)
    if (g_array_index (self->shown, guint32, i) == slot)
      return i;
  return G_MAXUINT;
}

/* Where an article that is not shown would be, by its path. */
static guint
find_gap (TandaiCorpus *self, guint slot)
{
  guint i = 0;

  while (i < self->shown->len
         && tandai_corpus_table_compare (self->table, g_array_index (self->shown, guint32, i), slot) < 0)
    i++;
  return i;
}

/** tandai_corpus_step: Returns: (transfer full) (nullable): the article that is shown @by places from another
 */
GFile *
tandai_corpus_step (TandaiCorpus *self, GFile *from, int by)
{
  guint position = tandai_corpus_find (self, from), slot = _tandai_corpus_slot_of (self, from);
  gint64 to = (gint64) position + by;
  g_autofree char *path = NULL;

  if (position == G_MAXUINT && slot == TANDAI_CORPUS_NONE)
    to = 0;
  else if (position == G_MAXUINT)
    to = (gint64) find_gap (self, slot) + (by > 0 ? by - 1 : by);
  if (to < 0 || to >= self->shown->len)
    return NULL;
  path = tandai_corpus_table_dup_path (self->table, g_array_index (self->shown, guint32, to));
  return g_file_resolve_relative_path (self->folder, path);
}

/**
 * tandai_corpus_list_annotated:
 * @self: a corpus
 * @n: a number
 *
 * Returns: (transfer full) (element-type GFile): those of the first @n articles by path that have an unnamed
 * sidecar, as far as they are listed
 */
GPtrArray *
tandai_corpus_list_annotated (TandaiCorpus *self, guint n)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MIN (n, self->table->order->len); i++)
    {
      guint slot = g_array_index (self->table->order, guint32, i);
      g_autofree char *path = NULL;

      if ((tandai_corpus_table_get (self->table, slot)->flags & TANDAI_CORPUS_OWN) == 0)
        continue;
      path = tandai_corpus_table_dup_path (self->table, slot);
      g_ptr_array_add (articles, g_file_resolve_relative_path (self->folder, path));
    }
  return articles;
}

/**
 * tandai_corpus_set_current:
 * @self: a corpus
 * @article: (nullable): the article that is open
 *
 * It stays where it is shown when its state changes, so that nobody loses the place, and goes when it is
 * left.
 */
void
tandai_corpus_set_current (TandaiCorpus *self, GFile *article)
{
  guint left = self->current;

  self->current = article != NULL ? _tandai_corpus_slot_of (self, article) : TANDAI_CORPUS_NONE;
  if (left == self->current || left == TANDAI_CORPUS_NONE)
    return;
  _tandai_corpus_want (self, left);
  if (_tandai_corpus_needs_states (self))
    _tandai_corpus_refresh (self);
}

/**
 * tandai_corpus_update:
 * @self: a corpus
 * @article: one of its articles
 * @title: (nullable): its title
 * @status: its status
 * @n_spans: how many spans it has
 *
 * Takes over how an article stands that is open, and so ahead of its sidecar.
 */
void
tandai_corpus_update (
    TandaiCorpus *self, GFile *article, const char *title, TandaiStatus status, guint n_spans)
{
  guint slot = _tandai_corpus_slot_of (self, article);
  TandaiCorpusEntry *entry;
  TandaiCorpusItem *item;

  if (slot == TANDAI_CORPUS_NONE)
    return;
  entry = tandai_corpus_table_get (self->table, slot);
  if (title != NULL && g_strcmp0 (title, entry->title) != 0)
    entry->title = tandai_corpus_table_intern (self->table, title);
  entry->n_spans = n_spans;
  entry->flags |= TANDAI_CORPUS_READ | TANDAI_CORPUS_TITLED;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (slot));
  if (entry->status != (guint8) status)
    {
      entry->status = (guint8) status;
      _tandai_corpus_changed (self);
    }
  if (item != NULL)
    _tandai_corpus_item_fill (item, self->table, slot);
}
