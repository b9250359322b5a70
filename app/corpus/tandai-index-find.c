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

static void
append_and (GString *match)
{
  if (match->len > 0)
    g_string_append (match, " AND ");
}

static void
require (GString *match, const char *kind, const char *name, const char *value)
{
  g_autofree char *facet = _tandai_index_facet (kind, name, value);

  append_and (match);
  g_string_append_printf (match, "\"%s\"", facet);
}

static void
require_spans (GString *match, const TandaiSearchQuery *query)
{
  for (guint i = 0; query->attributes != NULL && query->attributes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (query->attributes[i], "=", 2);

      require (match, "attribute", parts[0], parts[0] != NULL ? parts[1] : NULL);
    }
  if (query->label != NULL)
    require (match, "label", query->label, NULL);
  if (query->source != NULL)
    require (match, "relations", NULL, NULL);
  if (_tandai_search_query_wants_spans (query))
    require (match, "spans", NULL, NULL);
  if (query->annotator != NULL)
    require (match, "annotator", query->annotator, NULL);
  if (query->status != NULL)
    require (match, "status", query->status, query->annotator);
}

static void
require_any (GString *match, GHashTable *terms)
{
  const char *before = "(";
  GHashTableIter iter;
  gpointer term;

  append_and (match);
  g_hash_table_iter_init (&iter, terms);
  while (g_hash_table_iter_next (&iter, &term, NULL))
    {
      g_string_append_printf (match, "%s\"%s\"", before, (const char *) term);
      before = " OR ";
    }
  g_string_append_c (match, ')');
}

/* Where no term at all holds it, no article does. */
static gboolean
require_part (
    TandaiIndexStore *store, GString *match, const TandaiTerm *term, gboolean *nowhere, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_complete;

  if (!_tandai_index_vocabulary_find (store, term, MAX_TERMS, found, &is_complete, error))
    return FALSE;
  if (is_complete && g_hash_table_size (found) == 0)
    *nowhere = TRUE;
  else if (is_complete)
    require_any (match, found);
  return TRUE;
}

static gboolean
require_words (TandaiIndexStore *store,
               GString *match,
               const TandaiSearchQuery *query,
               gboolean *nowhere,
               GError **error)
{
  g_autoptr (GPtrArray) terms = tandai_terms_of_query (query->words, query->flags);

  for (guint i = 0; i < terms->len; i++)
    {
      const TandaiTerm *term = terms->pdata[i];

      if (term->open_start)
        {
          if (!require_part (store, match, term, nowhere, error))
            return FALSE;
          continue;
        }
      append_and (match);
      g_string_append_printf (match, "\"%s\"%s", term->chars, term->open_end ? " *" : "");
    }
  return TRUE;
}

/* Articles that can't be read, or whose terms are not all known, are looked at whatever is asked. */
static char *
make_match (TandaiIndexStore *store, const TandaiSearchQuery *query, GError **error)
{
  g_autoptr (GString) match = g_string_new (NULL);
  g_autofree char *always = _tandai_index_facet (TANDAI_INDEX_ALWAYS, NULL, NULL);
  gboolean nowhere = FALSE;

  if (!require_words (store, match, query, &nowhere, error))
    return NULL;
  require_spans (match, query);
  if (nowhere)
    return g_strdup_printf ("\"%s\"", always);
  return match->len > 0 ? g_strdup_printf ("(%s) OR \"%s\"", match->str, always) : g_strdup ("");
}

static TandaiFolderItem *
make_item (GFile *folder, sqlite3_stmt *row)
{
  TandaiFolderItem *item = g_new0 (TandaiFolderItem, 1);
  const char *annotators = (const char *) sqlite3_column_text (row, 1);

  item->name = g_strndup (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0));
  item->file = g_file_resolve_relative_path (folder, item->name);
  item->root = g_object_ref (folder);
  item->annotators = _tandai_index_split_annotators (annotators);
  return item;
}

/**
 * _tandai_index_find:
 * @index: an index
 * @query: what is looked for
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type TandaiFolderItem): the articles that may hold it, sorted bytewise by
 * path
 */
GPtrArray *
_tandai_index_find (TandaiIndex *index,
                    const TandaiSearchQuery *query,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TandaiIndexStore) store = _tandai_index_store_open (tandai_index_get_path (index), FALSE, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_folder_item_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *match = store != NULL ? make_match (store, query, error) : NULL;
  gboolean is_row;

  if (match == NULL)
    return NULL;
  statement = _tandai_index_store_prepare (
      store,
      *match == '\0' ? "SELECT path, annotators FROM articles ORDER BY path"
                     : "SELECT path, annotators FROM terms CROSS JOIN articles ON articles.id = terms.rowid"
                       " WHERE terms MATCH ? ORDER BY path",
      error);
  if (statement == NULL)
    return NULL;
  if (*match != '\0')
    sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while (_tandai_index_store_step (store, statement, &is_row, error))
    {
      if (!is_row)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, make_item (tandai_index_get_folder (index), statement));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return NULL;
}
