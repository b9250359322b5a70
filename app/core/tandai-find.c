/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <string.h>
#include <time.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-find-private.h"

/* So much is folded at once. */
#define PIECE_BYTES (64 * 1024)

/* Nobody wants to wait longer than this for what a page holds. It counts what the search itself takes: that
 * others keep the machine busy is not its fault. */
#define MAX_SECONDS 5

static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/**
 * _tandai_search_check:
 * @self: a search
 * @error: return location for an error
 *
 * Returns: whether the search may go on: it was not cancelled and has taken no longer than anybody waits
 */
gboolean
_tandai_search_check (TandaiSearch *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (get_thread_time () <= self->deadline)
    return TRUE;
  g_set_error_literal (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN, _ ("This would take too long here"));
  return FALSE;
}

/**
 * _tandai_search_take:
 * @self: a search
 * @from: the first byte of what fits
 * @to: the byte after the last
 *
 * Adds a match, unless it would cut a grapheme cluster or a word that is to be whole.
 *
 * Returns: whether it is one
 */
gboolean
_tandai_search_take (TandaiSearch *self, gsize from, gsize to)
{
  TandaiRange range;

  if (from >= to || !_tandai_edges_keeps_whole (&self->edges, from, to))
    return FALSE;
  if (self->flags & TANDAI_FIND_WHOLE_WORD
      && !(_tandai_edges_is_word_edge (&self->edges, from) && _tandai_edges_is_word_edge (&self->edges, to)))
    return FALSE;
  if (self->found->len == TANDAI_FIND_MAX)
    {
      self->more = TRUE;
      return TRUE;
    }
  range.start = tandai_text_from_byte (self->text, from);
  range.end = tandai_text_from_byte (self->text, to);
  g_array_append_val (self->found, range);
  return TRUE;
}

/* Where a piece of the text ends: before a character that could be no part of the one before. */
static gsize
end_piece (const TandaiText *text, gsize from)
{
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = tandai_text_get_bytes (text);
  gsize to = from + PIECE_BYTES;

  if (to >= n_bytes)
    return n_bytes;
  while (((guchar) chars[to] & 0xc0) == 0x80)
    to++;
  while (to < n_bytes && g_unichar_ismark (g_utf8_get_char (chars + to)))
    to += (gsize) g_utf8_skip[(guchar) chars[to]];
  return to;
}

static inline guint
origin (const TandaiFolded *folded, gsize at)
{
  return g_array_index (folded->origins, guint, at);
}

/* Looks through a folded piece for what begins at @free or later, and moves that behind each match. */
static gboolean
search_piece (
    TandaiSearch *self, const TandaiFolded *piece, const TandaiFolded *query, gsize *free, GError **error)
{
  const guchar *bytes = piece->bytes->data;
  const guchar *end = bytes + piece->n_bytes;
  const guchar *at = bytes;
  guint n_seen = 0;

  while ((at = memmem (at, (gsize) (end - at), query->bytes->data, query->n_bytes)) != NULL && !self->more)
    {
      gsize first = (gsize) (at - bytes);
      gsize last = first + query->n_bytes;
      gboolean taken = origin (piece, first) >= *free && !_tandai_folded_splits (piece, first)
                       && !_tandai_folded_splits (piece, last)
                       && _tandai_search_take (self, origin (piece, first), origin (piece, last));

      if (taken)
        *free = origin (piece, last);
      at += taken ? query->n_bytes : 1;
      if (++n_seen % 256 == 0 && !_tandai_search_check (self, error))
        return FALSE;
    }
  return TRUE;
}

/* Where the next piece begins, so that what lies over the end of this one is not missed. */
static gsize
next_piece (const TandaiFolded *piece, gsize from, gsize n_query)
{
  return piece->n_bytes < n_query ? from : origin (piece, piece->n_bytes - n_query + 1);
}

static gboolean
search_pieces (
    TandaiSearch *self, TandaiFolder *folder, const TandaiFolded *query, TandaiFolded *piece, GError **error)
{
  gsize n_bytes = tandai_text_get_bytes (self->text);
  gsize free = 0;
  gsize from = 0;
  gsize to = 0;

  while (to < n_bytes && !self->more)
    {
      if (!_tandai_search_check (self, error))
        return FALSE;
      to = end_piece (self->text, MAX (from, to));
      _tandai_folder_fold (folder, tandai_text_get_chars (self->text), from, to, piece);
      if (!search_piece (self, piece, query, &free, error))
        return FALSE;
      from = next_piece (piece, from, query->n_bytes);
    }
  return TRUE;
}

static gboolean
search_string (TandaiSearch *self, const char *string, GError **error)
{
  TandaiFolder *folder = _tandai_folder_new (self->flags & TANDAI_FIND_MATCH_CASE);
  TandaiFolded query;
  TandaiFolded piece;
  gboolean done = TRUE;

  _tandai_folded_init (&query);
  _tandai_folded_init (&piece);
  _tandai_folder_fold (folder, string, 0, strlen (string), &query);
  if (query.n_bytes > 0)
    done = search_pieces (self, folder, &query, &piece, error);
  _tandai_folded_clear (&query);
  _tandai_folded_clear (&piece);
  _tandai_folder_free (folder);
  return done;
}

/**
 * tandai_find:
 * @text: a text
 * @query: what is looked for; "" is nowhere
 * @flags: how
 * @more: (out) (optional): whether there are more than %TANDAI_FIND_MAX
 * @cancellable: (nullable): ends the search
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type TandaiRange): where it is, in order; %NULL on error
 */
GArray *
tandai_find (TandaiText *text,
             const char *query,
             TandaiFindFlags flags,
             gboolean *more,
             GCancellable *cancellable,
             GError **error)
{
  TandaiSearch search = { .text = text,
                          .flags = flags,
                          .edges = { .text = text },
                          .deadline = get_thread_time () + MAX_SECONDS * G_USEC_PER_SEC,
                          .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (text != NULL && query != NULL, NULL);

  search.found = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  if (flags & TANDAI_FIND_REGEX)
    done = _tandai_search_regex (&search, query, error);
  else
    done = search_string (&search, query, error);
  _tandai_edges_clear (&search.edges);
  if (more != NULL)
    *more = search.more;
  if (!done)
    g_clear_pointer (&search.found, g_array_unref);
  return search.found;
}

typedef struct
{
  TandaiText *text;
  char *query;
  TandaiFindFlags flags;
  gboolean more;
} Job;

static void
job_free (Job *job)
{
  tandai_text_unref (job->text);
  g_free (job->query);
  g_free (job);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GArray *found = tandai_find (job->text, job->query, job->flags, &job->more, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_find_async:
 * @text: a text
 * @query: what is looked for
 * @flags: how
 * @cancellable: (nullable): ends the search
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As tandai_find(), in a thread.
 */
void
tandai_find_async (TandaiText *text,
                   const char *query,
                   TandaiFindFlags flags,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->text = tandai_text_ref (text);
  job->query = g_strdup (query);
  job->flags = flags;
  g_task_set_source_tag (task, tandai_find_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * tandai_find_finish:
 * @result: what the callback was given
 * @more: (out) (optional): whether there are more than %TANDAI_FIND_MAX
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type TandaiRange): where it is, in order; %NULL on error
 */
GArray *
tandai_find_finish (GAsyncResult *result, gboolean *more, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_find_async), NULL);

  job = g_task_get_task_data (G_TASK (result));
  if (more != NULL)
    *more = job->more;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** tandai_find_first_from: Returns: the place in @matches of the first that begins at @offset or later; their
 * number where there is none */
guint
tandai_find_first_from (GArray *matches, guint offset)
{
  guint low = 0;
  guint high = matches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (matches, TandaiRange, middle).start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
