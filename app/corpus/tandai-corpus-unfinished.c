/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The next article that somebody still has to annotate. */

#include "config.h"

#include "core/tandai-paths.h"
#include "corpus/tandai-corpus-private.h"

/* Strings are the corpus's, which the task keeps. */
typedef struct
{
  TandaiCorpus *corpus;
  GArray *shown;
  GArray *entries;
  GPtrArray *folders;
  guint after;
} Search;

static gpointer
copy_string (gconstpointer text, gpointer user_data)
{
  return (gpointer) text;
}

static Search *
search_new (TandaiCorpus *self, GFile *after)
{
  Search *search = g_new0 (Search, 1);

  search->corpus = g_object_ref (self);
  search->shown = g_array_copy (self->shown);
  search->entries = g_array_copy (self->table->entries);
  search->folders = g_ptr_array_copy (self->table->folders, copy_string, NULL);
  search->after = tandai_corpus_find (self, after);
  return search;
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->corpus);
  g_array_unref (search->shown);
  g_array_unref (search->entries);
  g_ptr_array_unref (search->folders);
  g_free (search);
}

static gboolean
is_finished_status (TandaiStatus status)
{
  return status == TANDAI_STATUS_DONE || status == TANDAI_STATUS_EXCLUDED;
}

/* What is said to be finished is believed; what is not may have been finished by another program. */
static gboolean
is_finished (const TandaiCorpusEntry *entry, GFile *article, GCancellable *cancellable)
{
  g_autofree char *name = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if ((entry->flags & TANDAI_CORPUS_READ) != 0 && is_finished_status ((TandaiStatus) entry->status))
    return TRUE;
  if ((entry->flags & TANDAI_CORPUS_OWN) == 0)
    return FALSE;
  name = tandai_paths_sidecar (g_file_peek_path (article), "");
  sidecar = tandai_sidecar_load (name, NULL, cancellable, NULL);
  return sidecar != NULL && is_finished_status (sidecar->status);
}

static GFile *
get_article (const Search *search, const TandaiCorpusEntry *entry)
{
  g_autofree char *path = g_build_filename (search->folders->pdata[entry->folder], entry->name, NULL);

  return g_file_resolve_relative_path (search->corpus->folder, path);
}

static GFile *
run (const Search *search, GCancellable *cancellable, GError **error)
{
  guint n = search->shown->len, after = search->after != G_MAXUINT ? search->after : n - 1;

  for (guint i = 1; i <= n; i++)
    {
      guint slot = g_array_index (search->shown, guint32, (after + i) % n);
      const TandaiCorpusEntry *entry = &g_array_index (search->entries, TandaiCorpusEntry, slot);
      g_autoptr (GFile) article = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      article = get_article (search, entry);
      if (!is_finished (entry, article, cancellable))
        return g_steal_pointer (&article);
    }
  return NULL;
}

/**
 * tandai_corpus_find_unfinished:
 * @self: a corpus
 * @after: the present article, which is asked last
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a cancellation
 *
 * Goes on from @after and round to it again, among those that are shown. An
 * article is unfinished where its unnamed sidecar is missing, cannot be read,
 * or says neither done nor excluded.
 *
 * Returns: (transfer full) (nullable): the first that is not finished; %NULL where all are, without an error
 */
GFile *
tandai_corpus_find_unfinished (TandaiCorpus *self, GFile *after, GCancellable *cancellable, GError **error)
{
  Search *search = search_new (self, after);
  GFile *found = run (search, cancellable, error);

  search_free (search);
  return found;
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GFile *found = run (task_data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, g_object_unref);
}

/**
 * tandai_corpus_find_unfinished_async:
 * @self: a corpus
 * @after: as in tandai_corpus_find_unfinished()
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_corpus_find_unfinished() in a thread.
 */
void
tandai_corpus_find_unfinished_async (TandaiCorpus *self,
                                     GFile *after,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tandai_corpus_find_unfinished_async);
  g_task_set_task_data (task, search_new (self, after), search_free);
  g_task_run_in_thread (task, find_thread);
}

/** tandai_corpus_find_unfinished_finish: Returns: (transfer full) (nullable): as
 * tandai_corpus_find_unfinished() */
GFile *
tandai_corpus_find_unfinished_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_corpus_find_unfinished_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
