/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * All terms of an index, to find those that hold a part of a word: each at least
 * once, one a line, in rows of many. An empty vocabulary is one that has not
 * been gathered.
 */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include "corpus/tandai-index-private.h"

#define ROW_BYTES (256 * 1024)

/** _tandai_index_vocabulary_clear: Returns: whether it could be emptied */
gboolean
_tandai_index_vocabulary_clear (TandaiIndexStore *store, GError **error)
{
  return _tandai_index_store_run (store, "DELETE FROM vocabulary", error);
}

/** _tandai_index_vocabulary_is_empty: Returns: whether it could be told whether it is */
gboolean
_tandai_index_vocabulary_is_empty (TandaiIndexStore *store, gboolean *is_empty, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "SELECT 1 FROM vocabulary LIMIT 1", error);
  gboolean is_row;

  if (statement == NULL || !_tandai_index_store_step (store, statement, &is_row, error))
    return FALSE;
  *is_empty = !is_row;
  return TRUE;
}

static gboolean
insert (TandaiIndexStore *store, const char *lines, gsize n_bytes, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "INSERT INTO vocabulary (terms) VALUES (?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, lines, (int) n_bytes, SQLITE_STATIC);
  return _tandai_index_store_step (store, statement, NULL, error);
}

/**
 * _tandai_index_vocabulary_add:
 * @store: an index
 * @terms: an article's terms, each followed by a space
 * @error: return location for an error
 *
 * Returns: whether they could be added
 */
gboolean
_tandai_index_vocabulary_add (TandaiIndexStore *store, const GString *terms, GError **error)
{
  g_autoptr (GString) lines = g_string_new_len (terms->str, (gssize) terms->len);

  for (gsize i = 0; i < lines->len; i++)
    if (lines->str[i] == ' ')
      lines->str[i] = '\n';
  return insert (store, lines->str, lines->len, error);
}

static gboolean
gather (TandaiIndexStore *store, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GString) lines = g_string_sized_new (ROW_BYTES + TANDAI_TERM_MAX_BYTES + 1);
  gboolean is_row = TRUE;

  while (_tandai_index_store_step (store, statement, &is_row, error))
    {
      const char *term = is_row ? (const char *) sqlite3_column_text (statement, 0) : NULL;

      if (term != NULL && !g_str_has_prefix (term, TANDAI_INDEX_FACET_SIGN))
        {
          g_string_append (lines, term);
          g_string_append_c (lines, '\n');
        }
      if (lines->len > ROW_BYTES || !is_row)
        {
          if (!insert (store, lines->str, lines->len, error))
            return FALSE;
          g_string_truncate (lines, 0);
        }
      if (!is_row)
        return TRUE;
    }
  return FALSE;
}

/** _tandai_index_vocabulary_rebuild: Returns: whether it could be gathered from what is indexed */
gboolean
_tandai_index_vocabulary_rebuild (TandaiIndexStore *store, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!_tandai_index_store_run (
          store, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_terms USING fts5vocab (main, terms, row)",
          error))
    return FALSE;
  statement = _tandai_index_store_prepare (store, "SELECT term FROM temp.all_terms", error);
  return statement != NULL && gather (store, statement, error);
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
 * @is_complete: (out): %FALSE where there are more than @max, or where the vocabulary has not been gathered
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

  *is_complete = FALSE;
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
