/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which articles of an index may hold a match: those with all terms of the query
 * and all that is asked of spans. Whatever can't be told from the index is left
 * to the search itself.
 */

#include "config.h"

#include <string.h>

#include "corpus/tandai-index-private.h"
#include "corpus/tandai-search-private.h"

/* So many terms may stand for one that is a part of them; more tell nothing. */
#define MAX_TERMS 500

/* Where no more than one article in so many is wanted, each is asked for by itself. */
#define FEW 16

/* For each article, how many of the conditions so far it has met. */
typedef struct
{
  TandaiIndexStore *store;
  GArray *batches;
  guint8 *met;
  guint n_ids;
  guint8 n_conditions;
} Finding;

static void
mark_cb (guint32 id, gpointer user_data)
{
  Finding *self = user_data;

  if (id < self->n_ids && self->met[id] == self->n_conditions)
    self->met[id]++;
}

static gboolean
mark (Finding *self, guint32 number, GError **error)
{
  return _tandai_index_postings_find (self->store, self->batches, number, mark_cb, self, error);
}

/* More conditions than can be counted leave no fewer articles that are worth it. */
static gboolean
is_full (const Finding *self)
{
  return self->n_conditions == G_MAXUINT8 - 1;
}

static gboolean
require (Finding *self, guint32 number, GError **error)
{
  if (is_full (self))
    return TRUE;
  if (!mark (self, number, error))
    return FALSE;
  self->n_conditions++;
  return TRUE;
}

static gboolean
require_facet (Finding *self, const char *kind, const char *name, const char *value, GError **error)
{
  return require (self, _tandai_index_facet (kind, name, value), error);
}

static gboolean
require_attributes (Finding *self, char **attributes, GError **error)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (attributes[i], "=", 2);

      if (!require_facet (self, "attribute", parts[0], parts[0] != NULL ? parts[1] : NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
require_spans (Finding *self, const TandaiSearchQuery *query, GError **error)
{
  return require_attributes (self, query->attributes, error)
         && (query->label == NULL || require_facet (self, "label", query->label, NULL, error))
         && (query->source == NULL || require_facet (self, "relations", NULL, NULL, error))
         && (!_tandai_search_query_wants_spans (query) || require_facet (self, "spans", NULL, NULL, error))
         && (query->annotator == NULL || require_facet (self, "annotator", query->annotator, NULL, error))
         && (query->status == NULL || require_facet (self, "status", query->status, query->annotator, error));
}

/* A part of a word: one of the terms that it is a part of. */
static gboolean
require_part (Finding *self, const TandaiTerm *term, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_complete;
  GHashTableIter iter;
  gpointer whole;

  if (!_tandai_index_vocabulary_find (self->store, term, MAX_TERMS, found, &is_complete, error))
    return FALSE;
  if (!is_complete || is_full (self))
    return TRUE;
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &whole, NULL))
    if (!mark (self, tandai_terms_number (whole), error))
      return FALSE;
  self->n_conditions++;
  return TRUE;
}

static gboolean
require_words (Finding *self, const TandaiSearchQuery *query, GError **error)
{
  g_autoptr (GPtrArray) terms = tandai_terms_of_query (query->words, query->flags);

  for (guint i = 0; i < terms->len; i++)
    {
      const TandaiTerm *term = terms->pdata[i];

      if (term->open_start || term->open_end ? !require_part (self, term, error)
                                             : !require (self, tandai_terms_number (term->chars), error))
        return FALSE;
    }
  return TRUE;
}

static void
mark_always_cb (guint32 id, gpointer user_data)
{
  Finding *self = user_data;

  if (id < self->n_ids)
    self->met[id] = self->n_conditions;
}

/* Articles that can't be read, or whose terms are not all known, are looked at whatever is asked. */
static gboolean
mark_always (Finding *self, GError **error)
{
  guint32 always = _tandai_index_facet (TANDAI_INDEX_ALWAYS, NULL, NULL);

  return _tandai_index_postings_find (self->store, self->batches, always, mark_always_cb, self, error);
}

static TandaiFolderItem *
make_item (GFile *folder, sqlite3_stmt *row)
{
  TandaiFolderItem *item = g_new0 (TandaiFolderItem, 1);
  const char *annotators = (const char *) sqlite3_column_text (row, 2);

  item->name = g_strndup (sqlite3_column_blob (row, 1), (gsize) sqlite3_column_bytes (row, 1));
  item->file = g_file_resolve_relative_path (folder, item->name);
  item->root = g_object_ref (folder);
  item->annotators = _tandai_index_split_annotators (annotators);
  return item;
}

static gboolean
list_in_order (Finding *self, GFile *folder, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) rows =
      _tandai_index_store_prepare (self->store, "SELECT id, path, annotators FROM articles ORDER BY path",
                                   error);
  gboolean is_row;

  while (rows != NULL && _tandai_index_store_step (self->store, rows, &is_row, error))
    {
      gint64 id = is_row ? sqlite3_column_int64 (rows, 0) : 0;

      if (!is_row)
        return TRUE;
      if (id < 0 || id >= self->n_ids || self->met[id] == self->n_conditions)
        g_ptr_array_add (items, make_item (folder, rows));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return FALSE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TandaiFolderItem *const *) a)->name, (*(TandaiFolderItem *const *) b)->name);
}

/* What left the articles is marked too, and not there. */
static gboolean
list_each (Finding *self, GFile *folder, GPtrArray *items, GError **error)
{
  g_autoptr (sqlite3_stmt) row =
      _tandai_index_store_prepare (self->store, "SELECT id, path, annotators FROM articles WHERE id = ?",
                                   error);
  gboolean is_row;

  for (guint id = 0; row != NULL && id < self->n_ids; id++)
    {
      if (self->met[id] != self->n_conditions)
        continue;
      sqlite3_bind_int64 (row, 1, id);
      if (!_tandai_index_store_step (self->store, row, &is_row, error))
        return FALSE;
      if (is_row)
        g_ptr_array_add (items, make_item (folder, row));
      sqlite3_reset (row);
    }
  g_ptr_array_sort (items, compare_items);
  return row != NULL;
}

static gboolean
list_marked (Finding *self, GFile *folder, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  guint n_marked = 0;

  for (guint id = 0; id < self->n_ids; id++)
    n_marked += self->met[id] == self->n_conditions;
  if (n_marked < self->n_ids / FEW)
    return list_each (self, folder, items, error);
  return list_in_order (self, folder, items, cancellable, error);
}

static gboolean
prepare (Finding *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (self->store, "SELECT max(id) FROM articles", error);

  if (statement == NULL || !_tandai_index_store_step (self->store, statement, NULL, error))
    return FALSE;
  self->n_ids = (guint) CLAMP (sqlite3_column_int64 (statement, 0) + 1, 0, G_MAXINT);
  self->met = g_new0 (guint8, self->n_ids);
  self->batches = _tandai_index_postings_list_batches (self->store, error);
  return self->batches != NULL;
}

/**
 * _tandai_index_find:
 * @index: an index
 * @query: what is looked for
 * @always: whether articles of which the index can't tell count as well
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type TandaiFolderItem): the articles that may hold it, sorted bytewise by
 * path
 */
GPtrArray *
_tandai_index_find (TandaiIndex *index,
                    const TandaiSearchQuery *query,
                    gboolean always,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TandaiIndexStore) store = _tandai_index_store_open (tandai_index_get_path (index), FALSE, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_folder_item_free);
  g_autoptr (GError) local = NULL;
  Finding self = { .store = store };
  gboolean done;

  if (store == NULL)
    return NULL;
  /* All that is read is of one moment. */
  done = _tandai_index_store_run (store, "BEGIN", &local) && prepare (&self, &local)
         && require_words (&self, query, &local) && require_spans (&self, query, &local)
         && (!always || mark_always (&self, &local))
         && list_marked (&self, tandai_index_get_folder (index), items, cancellable, &local);
  g_clear_pointer (&self.batches, g_array_unref);
  g_free (self.met);
  if (done)
    return g_steal_pointer (&items);
  /* A refresh that has nothing to write would not come upon the damage. */
  if (_tandai_index_error_is_damage (local))
    _tandai_index_store_discard (tandai_index_get_path (index));
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
