/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Brings an index up to date: walks the folder, compares what stat tells of each
 * article and its sidecars with what it told when they were read, reads those
 * that differ in several threads, and writes in one, some thousands at a time.
 * Killed at any moment, it has what was written so far, and goes on from there.
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-ordered-map.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-index-private.h"

#define BATCH 5000

/* How long another program's refresh is waited for. */
#define WAIT_STEP_MS   20
#define MAX_WAIT_STEPS 100

/* A file may change again without its times showing it: as long as a tick of the clock lasts, or where the
 * file system keeps no parts of a second, two seconds. Until then they prove nothing. */
#define FINE_NS   (20 * G_GINT64_CONSTANT (1000000))
#define COARSE_NS (2 * G_GINT64_CONSTANT (1000000000))

/* So many articles that are gone or were read anew may stay behind before all is made anew. */
#define MIN_DEAD 2000

/* So many batches may there be: each is asked for each term. */
#define MAX_BATCHES 300

/* An article, what stat tells of it, and what the index has. */
typedef struct
{
  const TandaiFolderItem *item;
  char *stamp;
  guint64 size;
  gint64 mtime;
  gint64 id;
} Candidate;

typedef struct
{
  TandaiIndexStore *store;
  TandaiIndexProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GPtrArray *items;
  Candidate *candidates;
  /* Those that must be read, and the rows of those that are gone. */
  GPtrArray *to_read;
  GArray *gone;
  GMutex mutex;
  GPtrArray *idle_terms;
  sqlite3_stmt *remove;
  sqlite3_stmt *insert;
  /* What the present batch will write beside the rows. */
  GArray *postings;
  GString *fresh;
} Refresh;

/* When a time begins to prove something. */
static gint64
proves_from (const struct timespec *time)
{
  return time->tv_sec * G_GINT64_CONSTANT (1000000000) + time->tv_nsec
         + (time->tv_nsec == 0 ? COARSE_NS : FINE_NS);
}

static void
append_stat (GString *stamp, const char *path, Candidate *article, gint64 *newest)
{
  struct stat info;

  if (stat (path, &info) != 0)
    {
      g_string_append_c (stamp, '-');
      return;
    }
  g_string_append_printf (stamp, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%ld.%" G_GINT64_FORMAT ".%ld",
                          (gint64) info.st_size, (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec,
                          (gint64) info.st_ctim.tv_sec, info.st_ctim.tv_nsec);
  *newest = MAX (*newest, MAX (proves_from (&info.st_mtim), proves_from (&info.st_ctim)));
  if (article != NULL)
    {
      article->size = (guint64) info.st_size;
      article->mtime = info.st_mtim.tv_sec;
    }
}

/* Looks at an article and its sidecars. An empty stamp is that of nothing: such an article is read again. */
static gpointer
look_at (guint index, gpointer user_data)
{
  Refresh *self = user_data;
  Candidate *candidate = &self->candidates[index];
  const TandaiFolderItem *item = self->items->pdata[index];
  const char *path = g_file_peek_path (item->file);
  GString *stamp = g_string_sized_new (96);
  gint64 newest = 0;

  candidate->item = item;
  append_stat (stamp, path, candidate, &newest);
  for (guint i = 0; item->annotators[i] != NULL; i++)
    {
      g_autofree char *sidecar = tandai_paths_sidecar (path, item->annotators[i]);

      g_string_append_printf (stamp, "|%s ", item->annotators[i]);
      append_stat (stamp, sidecar, NULL, &newest);
    }
  if (newest >= g_get_real_time () * 1000)
    g_string_truncate (stamp, 0);
  candidate->stamp = g_string_free (stamp, FALSE);
  return candidate;
}

static gboolean
take_looked (guint index, gpointer made, gpointer user_data, GError **error)
{
  return TRUE;
}

static void
keep_candidate (gpointer candidate)
{
}

static int
compare_path (const Candidate *candidate, const char *path, gsize n_bytes)
{
  gsize length = strlen (candidate->item->name);
  int order = memcmp (candidate->item->name, path, MIN (length, n_bytes));

  return order != 0 ? order : length < n_bytes ? -1 : length > n_bytes;
}

/* One pass over the articles and the rows, both sorted by path. */
static gboolean
compare_all (Refresh *self, GError **error)
{
  g_autoptr (sqlite3_stmt) rows =
      _tandai_index_store_prepare (self->store, "SELECT id, path, stamp FROM articles ORDER BY path", error);
  gboolean is_row = TRUE;
  guint at = 0;

  if (rows == NULL || !_tandai_index_store_step (self->store, rows, &is_row, error))
    return FALSE;
  while (is_row)
    {
      const char *path = sqlite3_column_blob (rows, 1);
      gsize n_bytes = (gsize) sqlite3_column_bytes (rows, 1);
      gint64 id = sqlite3_column_int64 (rows, 0);
      int order = -1;

      while (at < self->items->len && (order = compare_path (&self->candidates[at], path, n_bytes)) < 0)
        g_ptr_array_add (self->to_read, &self->candidates[at++]);
      if (at == self->items->len || order > 0)
        g_array_append_val (self->gone, id);
      else
        {
          Candidate *candidate = &self->candidates[at++];
          gsize n_stamp = (gsize) sqlite3_column_bytes (rows, 2);

          candidate->id = id;
          if (n_stamp == 0 || n_stamp != strlen (candidate->stamp)
              || memcmp (candidate->stamp, sqlite3_column_blob (rows, 2), n_stamp) != 0)
            g_ptr_array_add (self->to_read, candidate);
        }
      if (!_tandai_index_store_step (self->store, rows, &is_row, error))
        return FALSE;
    }
  while (at < self->items->len)
    g_ptr_array_add (self->to_read, &self->candidates[at++]);
  return TRUE;
}

/* A thread needs what takes texts apart for a moment; it remembers the terms it has met, whoever uses it. */
static TandaiTerms *
borrow_terms (Refresh *self)
{
  TandaiTerms *terms = NULL;

  g_mutex_lock (&self->mutex);
  if (self->idle_terms->len > 0)
    terms = g_ptr_array_steal_index_fast (self->idle_terms, self->idle_terms->len - 1);
  g_mutex_unlock (&self->mutex);
  return terms != NULL ? terms : tandai_terms_new ();
}

static gpointer
read_entry (guint index, gpointer user_data)
{
  Refresh *self = user_data;
  const Candidate *candidate = self->to_read->pdata[index];
  TandaiTerms *terms = borrow_terms (self);
  TandaiIndexEntry *entry = _tandai_index_entry_read (candidate->item, terms, self->cancellable);

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->idle_terms, terms);
  g_mutex_unlock (&self->mutex);
  return entry;
}

static gboolean
remove_row (Refresh *self, gint64 id, GError **error)
{
  sqlite3_bind_int64 (self->remove, 1, id);
  return _tandai_index_store_step (self->store, self->remove, NULL, error);
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, at, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, at);
}

static char *
format_labels (const TandaiIndexRow *row)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; i < row->n_labels; i++)
    g_string_append_printf (labels, "%s%s %u", i > 0 ? "\n" : "", row->labels[i].name,
                            row->labels[i].n_spans);
  return g_string_free (labels, FALSE);
}

static gboolean
insert_row (Refresh *self, const Candidate *candidate, const TandaiIndexRow *row, GError **error)
{
  g_autofree char *annotators = g_strjoinv ("\n", row->annotators);
  g_autofree char *labels = format_labels (row);
  sqlite3_stmt *insert = self->insert;

  sqlite3_bind_blob (insert, 1, candidate->item->name, (int) strlen (candidate->item->name), SQLITE_STATIC);
  sqlite3_bind_blob (insert, 2, candidate->stamp, (int) strlen (candidate->stamp), SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 3, (gint64) candidate->size);
  sqlite3_bind_int64 (insert, 4, candidate->mtime);
  sqlite3_bind_int (insert, 5, (int) row->status);
  sqlite3_bind_int64 (insert, 6, row->n_spans);
  bind_text (insert, 7, row->title);
  bind_text (insert, 8, row->published);
  bind_text (insert, 9, row->annotators[0] != NULL ? annotators : NULL);
  bind_text (insert, 10, labels);
  bind_text (insert, 11, row->failure);
  return _tandai_index_store_step (self->store, insert, NULL, error);
}

static gboolean
end_batch (Refresh *self, gboolean last, GError **error)
{
  gboolean written = _tandai_index_postings_write (self->store, self->postings, error)
                     && _tandai_index_vocabulary_add (self->store, self->fresh, error);

  g_array_set_size (self->postings, 0);
  g_string_truncate (self->fresh, 0);
  return written && _tandai_index_store_run (self->store, last ? "COMMIT" : "COMMIT; BEGIN IMMEDIATE", error);
}

static gboolean
write_entry (guint index, gpointer made, gpointer user_data, GError **error)
{
  Refresh *self = user_data;
  TandaiIndexEntry *entry = made;
  const Candidate *candidate = self->to_read->pdata[index];
  gboolean written = (candidate->id == 0 || remove_row (self, candidate->id, error))
                     && insert_row (self, candidate, &entry->row, error);

  _tandai_index_postings_add (self->postings, sqlite3_last_insert_rowid (self->store->db), entry->numbers);
  g_string_append_len (self->fresh, entry->fresh->str, (gssize) entry->fresh->len);
  _tandai_index_entry_free (entry);
  if (written && (index + 1) % BATCH == 0)
    written = end_batch (self, FALSE, error);
  if (written && self->progress != NULL)
    self->progress (index + 1, self->to_read->len, self->progress_data);
  return written;
}

static gboolean
prepare (Refresh *self, GError **error)
{
  self->remove = _tandai_index_store_prepare (self->store, "DELETE FROM articles WHERE id = ?", error);
  if (self->remove == NULL)
    return FALSE;
  self->insert = _tandai_index_store_prepare (
      self->store,
      "INSERT INTO articles (path, stamp, size, mtime, status, spans, title, published, annotators, labels,"
      " failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  return self->insert != NULL;
}

static gboolean
write_all (Refresh *self, GError **error)
{
  if (!prepare (self, error) || !_tandai_index_store_run (self->store, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < self->gone->len; i++)
    if (!remove_row (self, g_array_index (self->gone, gint64, i), error))
      return FALSE;
  return tandai_ordered_map (self->to_read->len, 0, read_entry, write_entry,
                             (GDestroyNotify) _tandai_index_entry_free, self, self->cancellable, error)
         && end_batch (self, TRUE, error);
}

/* What left the table of articles has stayed among the postings, and each refresh has added a batch of its
 * own. */
static gboolean
is_worn (TandaiIndexStore *store, gboolean *worn, GError **error)
{
  g_autoptr (GArray) batches = _tandai_index_postings_list_batches (store, error);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 n_live;

  if (batches == NULL)
    return FALSE;
  statement = _tandai_index_store_prepare (
      store, "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'articles'), count(*) FROM articles",
      error);
  if (statement == NULL || !_tandai_index_store_step (store, statement, NULL, error))
    return FALSE;
  n_live = sqlite3_column_int64 (statement, 1);
  *worn = sqlite3_column_int64 (statement, 0) - n_live > n_live / 2 + MIN_DEAD
          || batches->len > MAX_BATCHES + n_live / BATCH;
  return TRUE;
}

static gboolean
list_failures (TandaiIndexStore *store, GPtrArray *failures, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _tandai_index_store_prepare (store,
                                   "SELECT failure FROM articles WHERE failure IS NOT NULL ORDER BY path",
                                   error);
  gboolean is_row = statement != NULL;

  while (is_row)
    {
      if (!_tandai_index_store_step (store, statement, &is_row, error))
        return FALSE;
      if (is_row)
        g_ptr_array_add (failures, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
    }
  return statement != NULL;
}

static gboolean
bring_up (Refresh *self, TandaiIndexChanges *changes, GError **error)
{
  gboolean worn = FALSE;

  if (!is_worn (self->store, &worn, error) || (worn && !_tandai_index_store_clear (self->store, error)))
    return FALSE;
  if (!tandai_ordered_map (self->items->len, 0, look_at, take_looked, keep_candidate, self, self->cancellable,
                           error)
      || !compare_all (self, error))
    return FALSE;
  changes->n_articles = self->items->len;
  changes->n_read = self->to_read->len;
  changes->n_removed = self->gone->len;
  if (self->to_read->len + self->gone->len > 0 && !write_all (self, error))
    return FALSE;
  return list_failures (self->store, changes->failures, error);
}

static void
refresh_clear (Refresh *self)
{
  g_clear_pointer (&self->remove, sqlite3_finalize);
  g_clear_pointer (&self->insert, sqlite3_finalize);
  for (guint i = 0; i < self->items->len; i++)
    g_free (self->candidates[i].stamp);
  g_free (self->candidates);
  g_ptr_array_unref (self->to_read);
  g_array_unref (self->gone);
  g_ptr_array_unref (self->idle_terms);
  g_array_unref (self->postings);
  g_string_free (self->fresh, TRUE);
  g_mutex_clear (&self->mutex);
}

static gboolean
refresh_items (const char *path,
               GPtrArray *items,
               TandaiIndexProgress progress,
               gpointer progress_data,
               TandaiIndexChanges *changes,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (TandaiIndexStore) store = _tandai_index_store_open (path, TRUE, error);
  Refresh self = { store, progress, progress_data, cancellable, items };
  gboolean done;

  if (store == NULL)
    return FALSE;
  g_mutex_init (&self.mutex);
  self.candidates = g_new0 (Candidate, items->len);
  self.to_read = g_ptr_array_new ();
  self.gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.idle_terms = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_terms_free);
  self.postings = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.fresh = g_string_new (NULL);
  done = bring_up (&self, changes, error);
  refresh_clear (&self);
  return done;
}

/* Held as long as the descriptor is open, and given up when the program is killed. */
static int
lock (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  g_autofree char *shown = tandai_display_name (name);
  int fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("The corpus index “%s” can’t be used: %s"), shown, g_strerror (errno));
      return -1;
    }
  for (guint i = 0; flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; i++)
    {
      if (i == MAX_WAIT_STEPS)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                             _ ("Another program is building the corpus index just now"));
      if (i == MAX_WAIT_STEPS || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return -1;
        }
      g_usleep (WAIT_STEP_MS * 1000);
    }
  return fd;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = NULL;
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  saved_errno = errno;
  shown = tandai_display_name (folder);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _ ("Could not make the folder “%s”: %s"), shown, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
refresh_locked (const char *path,
                GFile *folder,
                TandaiIndexProgress progress,
                gpointer progress_data,
                TandaiIndexChanges *changes,
                GCancellable *cancellable,
                GError **error)
{
  const char *const paths[] = { g_file_peek_path (folder), NULL };
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, changes->failures, cancellable, error);
  g_autoptr (GError) local = NULL;

  if (items == NULL)
    return FALSE;
  if (refresh_items (path, items, progress, progress_data, changes, cancellable, &local))
    return TRUE;
  if (!_tandai_index_error_is_damage (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  _tandai_index_store_discard (path);
  return refresh_items (path, items, progress, progress_data, changes, cancellable, error);
}

/** _tandai_index_refresh: brings the index at @path up to date; see tandai_index_refresh() */
TandaiIndexChanges *
_tandai_index_refresh (const char *path,
                       GFile *folder,
                       TandaiIndexProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (TandaiIndexChanges) changes = g_new0 (TandaiIndexChanges, 1);
  gboolean done;
  int fd;

  changes->failures = g_ptr_array_new_with_free_func (g_free);
  fd = make_folder (path, error) ? lock (path, cancellable, error) : -1;
  if (fd < 0)
    return NULL;
  done = refresh_locked (path, folder, progress, progress_data, changes, cancellable, error);
  close (fd);
  return done ? g_steal_pointer (&changes) : NULL;
}

/**
 * tandai_index_changes_free:
 * @changes: (transfer full): what a refresh found
 *
 * Frees it.
 */
void
tandai_index_changes_free (TandaiIndexChanges *changes)
{
  g_ptr_array_unref (changes->failures);
  g_free (changes);
}
