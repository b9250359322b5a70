/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus/tandai-index-private.h"

/* So many digits of a hash tell folders apart. */
#define NAME_DIGITS 32

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

struct _TandaiIndex
{
  GObject parent_instance;
  GFile *folder;
  char *path;
};

G_DEFINE_FINAL_TYPE (TandaiIndex, tandai_index, G_TYPE_OBJECT)

static void
tandai_index_finalize (GObject *object)
{
  TandaiIndex *self = TANDAI_INDEX (object);

  g_clear_object (&self->folder);
  g_free (self->path);
  G_OBJECT_CLASS (tandai_index_parent_class)->finalize (object);
}

static void
tandai_index_class_init (TandaiIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_index_finalize;
}

static void
tandai_index_init (TandaiIndex *self)
{
}

/**
 * tandai_index_new:
 * @folder: a local folder
 *
 * Nothing is read or written yet.
 *
 * Returns: (transfer full): its index
 */
TandaiIndex *
tandai_index_new (GFile *folder)
{
  TandaiIndex *self = g_object_new (TANDAI_TYPE_INDEX, NULL);
  const char *path = g_file_peek_path (folder);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path != NULL ? path : "", -1);
  g_autofree char *name = g_strdup_printf ("%.*s.sqlite", NAME_DIGITS, hash);

  self->folder = g_object_ref (folder);
  self->path = g_build_filename (g_get_user_cache_dir (), "tandai", "index", name, NULL);
  return self;
}

/** tandai_index_get_folder: Returns: (transfer none): the folder that it is of */
GFile *
tandai_index_get_folder (TandaiIndex *self)
{
  return self->folder;
}

/** tandai_index_get_path: Returns: where its file lies, in the file system's encoding */
const char *
tandai_index_get_path (TandaiIndex *self)
{
  return self->path;
}

/**
 * tandai_index_refresh:
 * @self: an index
 * @progress: (nullable): is told how many of the articles that must be read have been
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it; what was written so far stays
 * @error: return location for an error
 *
 * Brings the index up to date, or makes it where it is missing, damaged or of
 * another version. Fails with %G_IO_ERROR_BUSY where another program is at it.
 * A folder without articles has an empty index.
 *
 * Returns: (transfer full): what was found, or %NULL
 */
TandaiIndexChanges *
tandai_index_refresh (TandaiIndex *self,
                      TandaiIndexProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GError **error)
{
  return _tandai_index_refresh (self->path, self->folder, progress, progress_data, cancellable, error);
}

typedef struct
{
  TandaiIndexProgress progress;
  gpointer user_data;
  GMainContext *context;
  gint64 told;
} Telling;

typedef struct
{
  const Telling *telling;
  GTask *task;
  guint done;
  guint total;
} Told;

static void
telling_free (Telling *telling)
{
  g_main_context_unref (telling->context);
  g_free (telling);
}

static void
told_free (Told *told)
{
  g_object_unref (told->task);
  g_free (told);
}

static gboolean
tell_cb (gpointer user_data)
{
  Told *told = user_data;

  if (!g_task_get_completed (told->task))
    told->telling->progress (told->done, told->total, told->telling->user_data);
  return G_SOURCE_REMOVE;
}

static void
progress_in_thread (guint done, guint total, gpointer user_data)
{
  GTask *task = user_data;
  Telling *telling = g_task_get_task_data (task);
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) source = NULL;
  Told *told;

  if (telling->progress == NULL || (done < total && now - telling->told < PROGRESS_INTERVAL_US))
    return;
  telling->told = now;
  told = g_new (Told, 1);
  *told = (Told){ telling, g_object_ref (task), done, total };
  g_main_context_invoke_full (telling->context, G_PRIORITY_DEFAULT, tell_cb, told,
                              (GDestroyNotify) told_free);
}

static void
refresh_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  TandaiIndexChanges *changes = tandai_index_refresh (source, progress_in_thread, task, cancellable, &error);

  if (changes != NULL)
    g_task_return_pointer (task, changes, (GDestroyNotify) tandai_index_changes_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_index_refresh_async:
 * @self: an index
 * @progress: (nullable): as in tandai_index_refresh(), called in the caller's main context, ten times a
 * second
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_index_refresh() in a thread.
 */
void
tandai_index_refresh_async (TandaiIndex *self,
                            TandaiIndexProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Telling *telling = g_new0 (Telling, 1);

  telling->progress = progress;
  telling->user_data = progress_data;
  telling->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, tandai_index_refresh_async);
  g_task_set_task_data (task, telling, (GDestroyNotify) telling_free);
  g_task_run_in_thread (task, refresh_thread);
}

/** tandai_index_refresh_finish: Returns: (transfer full): as tandai_index_refresh() */
TandaiIndexChanges *
tandai_index_refresh_finish (TandaiIndex *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_index_refresh_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
parse_labels (TandaiIndexRow *row, const char *labels)
{
  g_auto (GStrv) lines = g_strsplit (labels != NULL ? labels : "", "\n", -1);

  row->labels = g_new0 (TandaiIndexLabel, g_strv_length (lines) + 1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *space = strrchr (lines[i], ' ');

      if (space == NULL)
        continue;
      row->labels[row->n_labels].name = g_strndup (lines[i], (gsize) (space - lines[i]));
      row->labels[row->n_labels++].n_spans = (guint) g_ascii_strtoull (space + 1, NULL, 10);
    }
}

/** _tandai_index_split_annotators: Returns: (transfer full): the names in a column, which is NULL without any
 */
char **
_tandai_index_split_annotators (const char *column)
{
  /* The unnamed one alone is an empty string, which would split to none. */
  if (column != NULL && *column == '\0')
    return g_strdupv ((char *[]){ (char *) "", NULL });
  return column != NULL ? g_strsplit (column, "\n", -1) : g_new0 (char *, 1);
}

static TandaiIndexRow *
read_row (sqlite3_stmt *statement)
{
  TandaiIndexRow *row = g_new0 (TandaiIndexRow, 1);
  const char *annotators = (const char *) sqlite3_column_text (statement, 7);
  int status = sqlite3_column_int (statement, 3);

  row->path = g_strndup (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  row->size = (guint64) sqlite3_column_int64 (statement, 1);
  row->mtime = sqlite3_column_int64 (statement, 2);
  row->status = (TandaiStatus) CLAMP (status, TANDAI_STATUS_NEW, TANDAI_STATUS_EXCLUDED);
  row->n_spans = (guint) sqlite3_column_int64 (statement, 4);
  row->title = g_strdup ((const char *) sqlite3_column_text (statement, 5));
  row->published = g_strdup ((const char *) sqlite3_column_text (statement, 6));
  row->annotators = _tandai_index_split_annotators (annotators);
  parse_labels (row, (const char *) sqlite3_column_text (statement, 8));
  row->failure = g_strdup ((const char *) sqlite3_column_text (statement, 9));
  return row;
}

/**
 * tandai_index_list:
 * @self: an index
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Lists what the index has, as of its last refresh. Fails with
 * %G_IO_ERROR_NOT_FOUND where it was never made.
 *
 * Returns: (transfer full) (element-type TandaiIndexRow): the articles, sorted bytewise by path
 */
GPtrArray *
tandai_index_list (TandaiIndex *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiIndexStore) store = _tandai_index_store_open (self->path, FALSE, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_index_row_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean is_row;

  if (store == NULL)
    return NULL;
  statement = _tandai_index_store_prepare (
      store,
      "SELECT path, size, mtime, status, spans, title, published, annotators, labels, failure"
      " FROM articles ORDER BY path",
      error);
  if (statement == NULL)
    return NULL;
  while (_tandai_index_store_step (store, statement, &is_row, error))
    {
      if (!is_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read_row (statement));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return NULL;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rows = tandai_index_list (source, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_index_list_async:
 * @self: an index
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_index_list() in a thread.
 */
void
tandai_index_list_async (TandaiIndex *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tandai_index_list_async);
  g_task_run_in_thread (task, list_thread);
}

/** tandai_index_list_finish: Returns: (transfer full) (element-type TandaiIndexRow): as tandai_index_list()
 */
GPtrArray *
tandai_index_list_finish (TandaiIndex *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_index_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
