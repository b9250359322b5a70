/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles are searched in several threads; their lines come out in order. */

#include "config.h"

#include "core/tandai-ordered-map.h"
#include "corpus/tandai-search-private.h"

typedef struct
{
  GPtrArray *items;
  const TandaiSearchQuery *query;
  TandaiSearchFunc func;
  gpointer user_data;
  GPtrArray *failures;
  TandaiIndexProgress progress;
  GCancellable *cancellable;
  /* The taker has had enough: what is still under way is left out. */
  gint has_enough;
} Run;

/* What was found in an article. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *failures;
} Product;

static void
product_free (Product *product)
{
  g_ptr_array_unref (product->lines);
  g_ptr_array_unref (product->failures);
  g_free (product);
}

static gpointer
search_item (guint index, gpointer user_data)
{
  Run *run = user_data;
  Product *product = g_new (Product, 1);

  product->failures = g_ptr_array_new_with_free_func (g_free);
  if (g_atomic_int_get (&run->has_enough))
    product->lines = g_ptr_array_new ();
  else
    product->lines =
        _tandai_search_article (run->items->pdata[index], run->query, product->failures, run->cancellable);
  return product;
}

static gboolean
take_lines (Run *run, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!run->func (g_steal_pointer (&lines->pdata[i]), run->user_data))
      return FALSE;
  return TRUE;
}

static gboolean
take_item (guint index, gpointer made, gpointer user_data, GError **error)
{
  Run *run = user_data;
  Product *product = made;
  gboolean go_on = take_lines (run, product->lines);

  if (run->failures != NULL)
    g_ptr_array_extend_and_steal (run->failures, g_steal_pointer (&product->failures));
  else
    g_clear_pointer (&product->failures, g_ptr_array_unref);
  g_ptr_array_unref (product->lines);
  g_free (product);
  g_atomic_int_set (&run->has_enough, !go_on);
  if (go_on && run->progress != NULL)
    run->progress (index + 1, run->items->len, run->user_data);
  return go_on;
}

/**
 * tandai_search_items:
 * @items: (element-type TandaiFolderItem): articles, as of tandai_folder_resolve()
 * @query: what is looked for
 * @func: takes the lines
 * @user_data: for @func and @progress
 * @failures: (nullable) (element-type utf8): takes a message on each article or sidecar that could not be
 * searched
 * @progress: (nullable): is told how many articles have been searched
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error: an expression that is none, or the cancellation
 *
 * Looks into each article.
 *
 * Returns: whether all were searched, or @func wanted no more
 */
gboolean
tandai_search_items (GPtrArray *items,
                     const TandaiSearchQuery *query,
                     TandaiSearchFunc func,
                     gpointer user_data,
                     GPtrArray *failures,
                     TandaiIndexProgress progress,
                     GCancellable *cancellable,
                     GError **error)
{
  Run run = { items, query, func, user_data, failures, progress, cancellable, FALSE };

  if (!tandai_search_query_check (query, error))
    return FALSE;
  return tandai_ordered_map (items->len, 0, search_item, take_item, (GDestroyNotify) product_free, &run,
                             cancellable, error)
         || run.has_enough;
}

/**
 * tandai_search_index:
 * @index: an index
 * @query: what is looked for
 * @func: takes the lines
 * @user_data: for @func and @progress
 * @failures: (nullable) (element-type utf8): as in tandai_search_items()
 * @progress: (nullable): as there
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error, also where the index can't be used
 *
 * Looks into those articles that may hold a match, as the index has it: what was
 * added since its last refresh is not found, what was changed may not be.
 *
 * Returns: whether all were searched, or @func wanted no more
 */
gboolean
tandai_search_index (TandaiIndex *index,
                     const TandaiSearchQuery *query,
                     TandaiSearchFunc func,
                     gpointer user_data,
                     GPtrArray *failures,
                     TandaiIndexProgress progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) items = _tandai_index_find (index, query, TRUE, cancellable, error);

  return items != NULL
         && tandai_search_items (items, query, func, user_data, failures, progress, cancellable, error);
}
