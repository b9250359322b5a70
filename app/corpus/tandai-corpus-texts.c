/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles are found by the words in their texts with the help of the index, which is kept beside the list
 * and which the list does not depend on. */

#include "config.h"

#include "corpus/tandai-corpus-private.h"
#include "corpus/tandai-date-range.h"
#include "corpus/tandai-search.h"

/* The list waits so long for what the texts hold, so that it changes once and not twice. */
#define WAIT_MS 150

/* While the index is made, it is asked again at times. */
#define ASK_AGAIN_US G_TIME_SPAN_SECOND

/* Another program brings it up to date, or another window. */
#define BUSY_SECONDS 2

static void start_refresh (TandaiCorpus *self);

static char **
dup_lookup_words (TandaiCorpus *self)
{
  g_auto (GStrv) all = _tandai_corpus_dup_words (self->query.text);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (!tandai_date_is_like (all[i]))
      g_strv_builder_add (words, all[i]);
  return g_strv_builder_end (words);
}

static GHashTable *
holders_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

static void
look_up_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TandaiCorpus *self = source;
  char **words = task_data;
  g_autoptr (GHashTable) holders = holders_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      GError *error = NULL;
      GHashTable *names = tandai_search_names (self->index, words[i], cancellable, &error);

      if (names == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_hash_table_insert (holders, g_strdup (words[i]), names);
    }
  g_task_return_pointer (task, g_steal_pointer (&holders), (GDestroyNotify) g_hash_table_unref);
}

static void
end_waiting (TandaiCorpus *self)
{
  self->is_awaited = FALSE;
  g_clear_handle_id (&self->wait_source, g_source_remove);
}

static void
take_holders (TandaiCorpus *self, GHashTable *holders)
{
  gboolean is_awaited = self->is_awaited;

  self->has_texts = holders != NULL;
  self->looked_up = g_get_monotonic_time ();
  if (holders != NULL)
    {
      g_hash_table_unref (self->holders);
      self->holders = g_hash_table_ref (holders);
    }
  end_waiting (self);
  if (is_awaited)
    _tandai_corpus_answer (self);
  else if (holders != NULL)
    _tandai_corpus_refresh (self);
  _tandai_corpus_changed (self);
}

/* What was asked for before is of no use any more. */
static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiCorpus *self = TANDAI_CORPUS (source);
  g_autoptr (GHashTable) holders = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->lookup)
    return;
  g_clear_object (&self->lookup);
  /* An index that can't be read is made anew when it is needed next. */
  self->is_index_stale |= holders == NULL;
  take_holders (self, holders);
}

static void
forget_lookup (TandaiCorpus *self)
{
  if (self->lookup != NULL)
    g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  end_waiting (self);
}

static void
start_lookup (TandaiCorpus *self, char **words)
{
  g_autoptr (GTask) task = NULL;

  self->lookup = g_cancellable_new ();
  task = g_task_new (self, self->lookup, looked_up_cb, NULL);
  g_task_set_source_tag (task, start_lookup);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, look_up_thread);
}

static gboolean
waited_cb (gpointer user_data)
{
  TandaiCorpus *self = user_data;

  self->wait_source = 0;
  _tandai_corpus_answer (self);
  return G_SOURCE_REMOVE;
}

/* Looks for the words of the query in the texts. Returns whether the list is to wait for that. */
gboolean
_tandai_corpus_look_up (TandaiCorpus *self)
{
  g_auto (GStrv) words = NULL;

  forget_lookup (self);
  if (self->index == NULL)
    return FALSE;
  words = dup_lookup_words (self);
  if (words[0] == NULL)
    return FALSE;
  if (self->is_index_stale)
    start_refresh (self);
  start_lookup (self, g_steal_pointer (&words));
  self->is_awaited = TRUE;
  self->wait_source = g_timeout_add (WAIT_MS, waited_cb, self);
  return TRUE;
}

/* The same words once more, in texts that may be others. */
static void
look_up_again (TandaiCorpus *self)
{
  g_auto (GStrv) words = NULL;

  words = dup_lookup_words (self);
  if (words[0] == NULL)
    return;
  if (self->lookup != NULL)
    g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  start_lookup (self, g_steal_pointer (&words));
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  TandaiCorpus *self = user_data;

  self->n_indexed = done;
  self->n_to_index = total;
  if (self->lookup == NULL && g_get_monotonic_time () - self->looked_up > ASK_AGAIN_US)
    look_up_again (self);
  _tandai_corpus_changed (self);
}

static gboolean
busy_cb (gpointer user_data)
{
  TandaiCorpus *self = user_data;

  self->index_source = 0;
  start_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
take_failure (TandaiCorpus *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      self->is_index_stale = TRUE;
      self->index_source = g_timeout_add_seconds (BUSY_SECONDS, busy_cb, self);
      return;
    }
  g_free (self->index_failure);
  self->index_failure = g_strdup (error->message);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiCorpus) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes =
      tandai_index_refresh_finish (TANDAI_INDEX (source), result, &error);

  self->is_indexing = FALSE;
  self->n_indexed = self->n_to_index = 0;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (changes == NULL)
    take_failure (self, error);
  else
    g_clear_pointer (&self->index_failure, g_free);
  look_up_again (self);
  if (changes != NULL && self->is_index_stale && self->query.text != NULL)
    start_refresh (self);
  _tandai_corpus_changed (self);
}

static void
start_refresh (TandaiCorpus *self)
{
  if (self->is_indexing || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_handle_id (&self->index_source, g_source_remove);
  self->is_index_made = self->is_indexing = TRUE;
  self->is_index_stale = FALSE;
  tandai_index_refresh_async (self->index, progress_cb, self, self->cancellable, refreshed_cb,
                              g_object_ref (self));
}

/* Articles came, went or were written. The index follows when it is needed, and the first time. */
void
_tandai_corpus_texts_changed (TandaiCorpus *self)
{
  self->is_index_stale = TRUE;
  if (self->index != NULL && (!self->is_index_made || self->query.text != NULL))
    start_refresh (self);
}

/* Asks no more, and brings nothing up to date. */
void
_tandai_corpus_stop_texts (TandaiCorpus *self)
{
  forget_lookup (self);
  g_clear_handle_id (&self->index_source, g_source_remove);
}

/**
 * tandai_corpus_use_index:
 * @self: a corpus
 *
 * From now on words are looked for in the texts as well. The index for that is
 * brought up to date in the background, once the articles are listed.
 */
void
tandai_corpus_use_index (TandaiCorpus *self)
{
  if (self->index != NULL)
    return;
  self->index = tandai_index_new (self->folder);
  if (!self->is_walking)
    _tandai_corpus_texts_changed (self);
}

/** tandai_corpus_get_text_failure: Returns: (nullable): why words can't be looked for in texts, where they
 * should have been */
const char *
tandai_corpus_get_text_failure (TandaiCorpus *self)
{
  return self->query.text != NULL && self->lookup == NULL && !self->has_texts ? self->index_failure : NULL;
}
