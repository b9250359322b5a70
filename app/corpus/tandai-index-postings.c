/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which articles have a term or a facet, by its number. What a batch of articles
 * adds is sorted by number and stored in pages; a number's articles in a batch
 * lie in one page. SQLite's own full-text tables do the same by the words
 * themselves, and took more than half of an index's time: a search looks into
 * the articles anyway, so that numbers are enough.
 */

#include "config.h"

#include <string.h>

#include "corpus/tandai-index-private.h"

/* A page ends behind the group that fills it. */
#define PAGE_BYTES 4000

/* A page's key: its batch, and the first number in it. */
#define KEY(batch, number) ((gint64) (batch) << 32 | (number))

#define RADIX_BITS 11
#define RADIX      (1u << RADIX_BITS)

/**
 * _tandai_index_postings_add:
 * @postings: (element-type guint64): a batch
 * @id: an article's, greater than those before
 * @numbers: (element-type guint32): what it has
 *
 * Adds an article to a batch.
 */
void
_tandai_index_postings_add (GArray *postings, gint64 id, const GArray *numbers)
{
  guint at = postings->len;

  g_array_set_size (postings, at + numbers->len);
  for (guint i = 0; i < numbers->len; i++)
    g_array_index (postings, guint64, at + i) =
        (guint64) g_array_index (numbers, guint32, i) << 32 | (guint32) id;
}

static void
sort_by_bits (const guint64 *from, guint64 *to, gsize n, guint shift)
{
  g_autofree gsize *starts = g_new0 (gsize, RADIX + 1);

  for (gsize i = 0; i < n; i++)
    starts[(from[i] >> shift & (RADIX - 1)) + 1]++;
  for (guint i = 0; i < RADIX; i++)
    starts[i + 1] += starts[i];
  for (gsize i = 0; i < n; i++)
    to[starts[from[i] >> shift & (RADIX - 1)]++] = from[i];
}

/* By number; articles were added in order and stay so. */
static void
sort (GArray *postings)
{
  g_autofree guint64 *other = g_new (guint64, postings->len);
  guint64 *here = (guint64 *) (void *) postings->data;

  if (postings->len == 0)
    return;
  sort_by_bits (here, other, postings->len, 32);
  sort_by_bits (other, here, postings->len, 32 + RADIX_BITS);
  sort_by_bits (here, other, postings->len, 32 + 2 * RADIX_BITS);
  memcpy (here, other, postings->len * sizeof (guint64));
}

static void
put (GByteArray *page, guint32 value)
{
  guint8 bytes[5];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    bytes[n++] = (guint8) (value | 0x80);
  bytes[n++] = (guint8) value;
  g_byte_array_append (page, bytes, n);
}

static gboolean
get (const guint8 **at, const guint8 *end, guint32 *value)
{
  guint shift = 0;

  *value = 0;
  while (*at < end && shift < 35)
    {
      guint8 byte = *(*at)++;

      *value |= (guint32) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return TRUE;
      shift += 7;
    }
  return FALSE;
}

static gboolean
write_page (TandaiIndexStore *store,
            sqlite3_stmt *insert,
            gint64 batch,
            guint32 first,
            GByteArray *page,
            GError **error)
{
  sqlite3_bind_int64 (insert, 1, KEY (batch, first));
  sqlite3_bind_blob (insert, 2, page->data, (int) page->len, SQLITE_STATIC);
  if (!_tandai_index_store_step (store, insert, NULL, error))
    return FALSE;
  g_byte_array_set_size (page, 0);
  return TRUE;
}

/* A number's group: how far it is from the one before, how many articles, how far each is from the one
 * before. */
static guint
put_group (GByteArray *page, const GArray *postings, guint at, guint32 before)
{
  guint32 number = (guint32) (g_array_index (postings, guint64, at) >> 32);
  guint32 last = 0;
  guint end = at;

  while (end < postings->len && g_array_index (postings, guint64, end) >> 32 == number)
    end++;
  put (page, number - before);
  put (page, end - at);
  for (; at < end; at++)
    {
      guint32 id = (guint32) g_array_index (postings, guint64, at);

      put (page, id - last);
      last = id;
    }
  return end;
}

static gboolean
next_batch (TandaiIndexStore *store, gint64 *batch, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "SELECT max(id) FROM postings", error);

  if (statement == NULL || !_tandai_index_store_step (store, statement, NULL, error))
    return FALSE;
  *batch = (sqlite3_column_int64 (statement, 0) >> 32) + 1;
  return TRUE;
}

/**
 * _tandai_index_postings_write:
 * @store: an index
 * @postings: (element-type guint64): a batch, which is sorted
 * @error: return location for an error
 *
 * Returns: whether the batch could be written
 */
gboolean
_tandai_index_postings_write (TandaiIndexStore *store, GArray *postings, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      _tandai_index_store_prepare (store, "INSERT INTO postings (id, groups) VALUES (?, ?)", error);
  g_autoptr (GByteArray) page = g_byte_array_sized_new (2 * PAGE_BYTES);
  guint32 first = 0, before = 0;
  gint64 batch;

  if (insert == NULL || !next_batch (store, &batch, error))
    return FALSE;
  sort (postings);
  for (guint at = 0; at < postings->len;)
    {
      guint32 number = (guint32) (g_array_index (postings, guint64, at) >> 32);

      if (page->len == 0)
        first = before = number;
      at = put_group (page, postings, at, before);
      before = number;
      if ((page->len > PAGE_BYTES || at == postings->len)
          && !write_page (store, insert, batch, first, page, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * _tandai_index_postings_list_batches:
 * @store: an index
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): the batches that there are
 */
GArray *
_tandai_index_postings_list_batches (TandaiIndexStore *store, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store, "SELECT min(id) FROM postings WHERE id >= ?", error);
  g_autoptr (GArray) batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 from = 0;

  while (statement != NULL)
    {
      gint64 batch;

      sqlite3_bind_int64 (statement, 1, from);
      if (!_tandai_index_store_step (store, statement, NULL, error))
        return NULL;
      if (sqlite3_column_type (statement, 0) == SQLITE_NULL)
        return g_steal_pointer (&batches);
      batch = sqlite3_column_int64 (statement, 0) >> 32;
      g_array_append_val (batches, batch);
      from = KEY (batch + 1, 0);
      sqlite3_reset (statement);
    }
  return NULL;
}

/* Whether the page is whole as far as it was read. */
static gboolean
find_in_page (const guint8 *at,
              const guint8 *end,
              guint32 here,
              guint32 number,
              TandaiIndexPostingFunc func,
              gpointer user_data)
{
  while (at < end)
    {
      guint32 step, n, id = 0;

      if (!get (&at, end, &step) || !get (&at, end, &n))
        return FALSE;
      here += step;
      if (here > number)
        return TRUE;
      for (guint32 i = 0; i < n; i++)
        {
          if (!get (&at, end, &step))
            return FALSE;
          id += step;
          if (here == number)
            func (id, user_data);
        }
    }
  return TRUE;
}

static gboolean
find_in_batch (TandaiIndexStore *store,
               sqlite3_stmt *statement,
               gint64 batch,
               guint32 number,
               TandaiIndexPostingFunc func,
               gpointer user_data,
               GError **error)
{
  const guint8 *page;
  gboolean is_row;
  gboolean whole;

  sqlite3_bind_int64 (statement, 1, KEY (batch, number));
  sqlite3_bind_int64 (statement, 2, KEY (batch, 0));
  if (!_tandai_index_store_step (store, statement, &is_row, error))
    return FALSE;
  if (!is_row)
    return TRUE;
  page = sqlite3_column_blob (statement, 1);
  whole = find_in_page (page, page + sqlite3_column_bytes (statement, 1),
                        (guint32) sqlite3_column_int64 (statement, 0), number, func, user_data);
  sqlite3_reset (statement);
  return whole || _tandai_index_store_fail_damaged (store, error);
}

/**
 * _tandai_index_postings_find:
 * @store: an index
 * @batches: (element-type gint64): its batches
 * @number: a term's or facet's
 * @func: is told each article that has it
 * @user_data: for @func
 * @error: return location for an error
 *
 * Returns: whether all could be told
 */
gboolean
_tandai_index_postings_find (TandaiIndexStore *store,
                             const GArray *batches,
                             guint32 number,
                             TandaiIndexPostingFunc func,
                             gpointer user_data,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = _tandai_index_store_prepare (
      store, "SELECT id, groups FROM postings WHERE id <= ? AND id >= ? ORDER BY id DESC LIMIT 1", error);

  for (guint i = 0; statement != NULL && i < batches->len; i++)
    if (!find_in_batch (store, statement, g_array_index (batches, gint64, i), number, func, user_data, error))
      return FALSE;
  return statement != NULL;
}
