/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * All terms of an index, to find those that hold a part of a word: each at least
 * once, one a line, in rows of many.
 */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "corpus/tandai-index-private.h"

/**
 * _tandai_index_vocabulary_add:
 * @store: an index
 * @terms: terms, each followed by a line end
 * @error: return location for an error
 *
 * Returns: whether they could be added
 */
gboolean
_tandai_index_vocabulary_add (TandaiIndexStore *store, const GString *terms, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "INSERT INTO vocabulary (terms) VALUES (?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, terms->str, (int) terms->len, SQLITE_STATIC);
  return terms->len == 0 || _tandai_index_store_step (store, statement, NULL, error);
}

/* Whether a line at @at fits: @length is that of what is looked for. */
static gboolean
fits (const TandaiTerm *term, const char *start, const char *end, const char *at, gsize length)
{
  return (term->open_start || at == start) && (term->open_end || at + length == end);
}

static gboolean
find_in_lines (GHashTable *found, const TandaiTerm *term, guint max, const char *lines, gsize n_bytes)
{
  gsize length = strlen (term->chars);
  const char *stop = lines + n_bytes;
  const char *at = lines;

  while ((at = memmem (at, (gsize) (stop - at), term->chars, length)) != NULL)
    {
      const char *before = memrchr (lines, '\n', (gsize) (at - lines));
      const char *start = before != NULL ? before + 1 : lines;
      const char *end = memchr (at, '\n', (gsize) (stop - at));

      if (end == NULL)
        end = stop;
      if (fits (term, start, end, at, length))
        {
          g_hash_table_add (found, g_strndup (start, (gsize) (end - start)));
          if (g_hash_table_size (found) > max)
            return FALSE;
          at = end;
        }
      else
        at++;
    }
  return TRUE;
}

/**
 * _tandai_index_vocabulary_find:
 * @store: an index
 * @term: what a text must hold
 * @max: how many are of use
 * @found: (element-type utf8): a set that takes the terms that hold it
 * @is_complete: (out): %FALSE where there are more than @max
 * @error: return location for an error
 *
 * Returns: whether it could be looked through
 */
gboolean
_tandai_index_vocabulary_find (TandaiIndexStore *store,
                               const TandaiTerm *term,
                               guint max,
                               GHashTable *found,
                               gboolean *is_complete,
                               GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "SELECT terms FROM vocabulary", error);
  gboolean is_row;

  *is_complete = TRUE;
  if (statement == NULL)
    return FALSE;
  while (_tandai_index_store_step (store, statement, &is_row, error))
    {
      if (!is_row)
        return TRUE;
      *is_complete = find_in_lines (found, term, max, sqlite3_column_blob (statement, 0),
                                    (gsize) sqlite3_column_bytes (statement, 0));
      if (!*is_complete)
        return TRUE;
    }
  return FALSE;
}
