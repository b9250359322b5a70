/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which articles hold a word, as far as that can be told fast. */

#include "config.h"

#include "core/tandai-terms.h"
#include "corpus/tandai-search-private.h"

/* Looking into more articles than these takes longer than somebody who types would wait. */
#define MAX_OPENED 2000

static gboolean
take_line (TandaiSearchLine *line, gpointer user_data)
{
  g_hash_table_add (user_data, g_steal_pointer (&line->name));
  tandai_search_line_free (line);
  return TRUE;
}

/* Of letters and digits alone, and so a term or a part of one, of which the index can tell by itself. */
static gboolean
is_plain (const char *word)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/**
 * tandai_search_names:
 * @index: an index
 * @word: what is looked for, valid UTF-8
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error, also where the index can't be used
 *
 * Finds the articles whose text holds a word, anywhere in another one too, as
 * the index has them. Few articles are opened, where the index can't tell by
 * itself; most or all are found of what is a part of very many words, as a single
 * letter is, and none of what has no letter and no digit.
 *
 * Returns: (transfer full) (element-type filename): a set of their paths below the folder
 */
GHashTable *
tandai_search_names (TandaiIndex *index, const char *word, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new (word);
  g_autoptr (GPtrArray) terms = tandai_terms_of_query (word, 0);
  g_autoptr (GPtrArray) items = NULL;

  if (terms->len == 0)
    return g_steal_pointer (&names);
  items = _tandai_index_find (index, query, FALSE, cancellable, error);
  if (items == NULL)
    return NULL;
  if ((terms->len > 1 || !is_plain (word)) && items->len <= MAX_OPENED)
    return tandai_search_items (items, query, take_line, names, NULL, NULL, cancellable, error)
               ? g_steal_pointer (&names)
               : NULL;
  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (names, g_strdup (((const TandaiFolderItem *) items->pdata[i])->name));
  return g_steal_pointer (&names);
}
