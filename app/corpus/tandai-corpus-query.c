/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of a corpus, and in which order. Of a large one it is found out in a thread. */

#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "corpus/tandai-corpus-private.h"
#include "corpus/tandai-date-range.h"

/* So many are sorted and filtered on the spot, which nobody notices. */
#define FEW 1000

/* All that a thread may look at; strings are the corpus's, which the task keeps. */
typedef struct
{
  GArray *order;
  GArray *entries;
  GPtrArray *folders;
  char **words;
  GHashTable *holders;
  guint statuses;
  guint64 labels;
  gboolean by_label;
  TandaiCorpusSort sort;
  guint pinned;
} Query;

/* What a slot is sorted by. */
typedef struct
{
  guint32 slot;
  guint32 number;
  char *key;
} Place;

static gpointer
copy_string (gconstpointer text, gpointer user_data)
{
  return (gpointer) text;
}

static GPtrArray *
copy_folders (const TandaiCorpus *self)
{
  return g_ptr_array_copy (self->table->folders, copy_string, NULL);
}

/* Words to be looked for: letters are compared without their case. */
char **
_tandai_corpus_dup_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
  g_auto (GStrv) all = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_strv_builder_add (words, all[i]);
  return g_strv_builder_end (words);
}

static guint64
find_labels (TandaiCorpus *self)
{
  guint64 found = 0;

  for (guint i = 0; self->query.labels != NULL && self->query.labels[i] != NULL; i++)
    found |= tandai_corpus_table_label (self->table, self->query.labels[i]);
  return found;
}

static gboolean
is_shown (TandaiCorpus *self, guint slot)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, guint32, i) == slot)
      return TRUE;
  return FALSE;
}

static Query *
query_new (TandaiCorpus *self, gboolean pins)
{
  Query *query = g_new0 (Query, 1);

  query->order = g_array_copy (self->table->order);
  query->entries = g_array_copy (self->table->entries);
  query->folders = copy_folders (self);
  query->words = _tandai_corpus_dup_words (self->query.text);
  query->holders = g_hash_table_ref (self->holders);
  query->statuses = self->query.statuses;
  query->by_label = self->query.labels != NULL && self->query.labels[0] != NULL;
  query->labels = find_labels (self);
  query->sort = self->query.sort;
  query->pinned = pins && is_shown (self, self->current) ? self->current : TANDAI_CORPUS_NONE;
  return query;
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_array_unref (query->order);
  g_array_unref (query->entries);
  g_ptr_array_unref (query->folders);
  g_strfreev (query->words);
  g_hash_table_unref (query->holders);
  g_free (query);
}

static const TandaiCorpusEntry *
get_entry (const Query *query, guint slot)
{
  return &g_array_index (query->entries, TandaiCorpusEntry, slot);
}

static void
put_path (GString *line, const Query *query, const TandaiCorpusEntry *entry)
{
  const char *folder = query->folders->pdata[entry->folder];

  g_string_truncate (line, 0);
  if (*folder != '\0')
    g_string_append_printf (line, "%s/", folder);
  g_string_append (line, entry->name);
}

/* All beside the text that a word may be found in, a line each, so that none is found across two. */
static void
put_together (GString *line, const Query *query, const TandaiCorpusEntry *entry)
{
  put_path (line, query, entry);
  if (!g_utf8_validate (line->str, (gssize) line->len, NULL))
    {
      g_autofree char *shown = tandai_display_name (line->str);

      g_string_assign (line, shown);
    }
  g_string_append_printf (line, "\n%s\n%s\n%s", entry->title != NULL ? entry->title : "",
                          entry->date != NULL ? entry->date : "",
                          entry->annotators != NULL ? entry->annotators : "");
}

static gboolean
has_in_text (const Query *query, const TandaiCorpusEntry *entry, const char *word, GString *line)
{
  GHashTable *names = g_hash_table_lookup (query->holders, word);

  if (names == NULL)
    return FALSE;
  put_path (line, query, entry);
  return g_hash_table_contains (names, line->str);
}

static gboolean
has_word (
    const Query *query, const TandaiCorpusEntry *entry, const char *folded, const char *word, GString *line)
{
  TandaiDateRange range;

  if (strstr (folded, word) != NULL || has_in_text (query, entry, word, line))
    return TRUE;
  return tandai_date_range_parse (&range, word) && tandai_date_range_holds (&range, entry->date);
}

static gboolean
has_words (const Query *query, const TandaiCorpusEntry *entry, GString *line)
{
  g_autofree char *folded = NULL;

  if (query->words[0] == NULL)
    return TRUE;
  put_together (line, query, entry);
  folded = g_utf8_casefold (line->str, (gssize) line->len);
  for (guint i = 0; query->words[i] != NULL; i++)
    if (!has_word (query, entry, folded, query->words[i], line))
      return FALSE;
  return TRUE;
}

static gboolean
matches (const Query *query, guint slot, GString *line)
{
  const TandaiCorpusEntry *entry = get_entry (query, slot);

  if (slot == query->pinned)
    return TRUE;
  if (query->statuses != 0
      && ((entry->flags & TANDAI_CORPUS_READ) == 0 || (query->statuses & (1U << entry->status)) == 0))
    return FALSE;
  return (!query->by_label || (entry->labels & query->labels) != 0) && has_words (query, entry, line);
}

static void
set_key (Place *place, const Query *query, const TandaiCorpusEntry *entry)
{
  switch (query->sort)
    {
    case TANDAI_CORPUS_SORT_TITLE:
      if (entry->title != NULL)
        place->key = g_utf8_collate_key (entry->title, -1);
      break;
    case TANDAI_CORPUS_SORT_DATE:
      place->key = g_strdup (entry->date);
      break;
    case TANDAI_CORPUS_SORT_STATUS:
      place->number = entry->status;
      break;
    case TANDAI_CORPUS_SORT_SPANS:
      place->number = G_MAXUINT32 - entry->n_spans;
      break;
    case TANDAI_CORPUS_SORT_PATH:
    default:
      break;
    }
}

/* What has no key comes last; the latest date comes first. */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *left = a;
  const Place *right = b;
  const Query *query = user_data;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  if (left->key == NULL || right->key == NULL)
    return (left->key == NULL) - (right->key == NULL);
  return query->sort == TANDAI_CORPUS_SORT_DATE ? strcmp (right->key, left->key)
                                                : strcmp (left->key, right->key);
}

static void
sort (GArray *shown, const Query *query)
{
  g_autofree Place *places = g_new0 (Place, shown->len + 1);

  for (guint i = 0; i < shown->len; i++)
    {
      places[i].slot = g_array_index (shown, guint32, i);
      set_key (&places[i], query, get_entry (query, places[i].slot));
    }
  /* Keeps what is equal as it is, which is by path. */
  g_qsort_with_data (places, (int) shown->len, sizeof (Place), compare_places, (gpointer) query);
  for (guint i = 0; i < shown->len; i++)
    {
      g_array_index (shown, guint32, i) = places[i].slot;
      g_free (places[i].key);
    }
}

static GArray *
run (const Query *query)
{
  GArray *shown = g_array_sized_new (FALSE, FALSE, sizeof (guint32), query->order->len);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < query->order->len; i++)
    {
      guint32 slot = g_array_index (query->order, guint32, i);

      if (matches (query, slot, line))
        g_array_append_val (shown, slot);
    }
  if (query->sort != TANDAI_CORPUS_SORT_PATH)
    sort (shown, query);
  return shown;
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, run (task_data), (GDestroyNotify) g_array_unref);
}

/* Takes another list; only what differs is told. */
void
_tandai_corpus_replace_shown (TandaiCorpus *self, GArray *shown)
{
  const guint32 *before = (gconstpointer) self->shown->data;
  const guint32 *after = (gconstpointer) shown->data;
  guint n_before = self->shown->len, n_after = shown->len, first = 0, last = 0;

  while (first < MIN (n_before, n_after) && before[first] == after[first])
    first++;
  while (last < MIN (n_before, n_after) - first && before[n_before - 1 - last] == after[n_after - 1 - last])
    last++;
  if (n_before == n_after && first + last == n_after)
    return;
  g_signal_emit_by_name (self, "about-to-change", first);
  g_array_unref (self->shown);
  self->shown = g_array_ref (shown);
  g_list_model_items_changed (G_LIST_MODEL (self), first, n_before - first - last, n_after - first - last);
  _tandai_corpus_changed (self);
}

static void refresh (TandaiCorpus *self, gboolean pins);

static void
take_answer (TandaiCorpus *self, GArray *shown)
{
  _tandai_corpus_replace_shown (self, shown);
  if (self->is_answering)
    _tandai_corpus_changed (self);
  self->is_answering = FALSE;
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiCorpus *self = TANDAI_CORPUS (source);
  g_autoptr (GArray) shown = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_sorting = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable) || shown == NULL)
    return;
  /* What was asked for meanwhile is another list; this one would only flash by. */
  if (!self->is_asked_anew)
    take_answer (self, shown);
  if (self->is_stale)
    refresh (self, !self->is_asked_anew);
}

static void
run_in_thread (TandaiCorpus *self, Query *query)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, run_cb, NULL);

  g_task_set_source_tag (task, run_in_thread);
  g_task_set_task_data (task, query, query_free);
  self->is_sorting = TRUE;
  g_task_run_in_thread (task, run_thread);
}

/* @pins: the article that is open stays where it is shown. */
static void
refresh (TandaiCorpus *self, gboolean pins)
{
  g_autoptr (GArray) shown = NULL;
  Query *query;

  self->is_answering |= !pins;
  self->is_stale = self->is_sorting;
  self->is_asked_anew = self->is_sorting && (self->is_asked_anew || !pins);
  if (self->is_sorting)
    return;
  if (_tandai_corpus_is_plain (self))
    {
      shown = g_array_copy (self->table->order);
      take_answer (self, shown);
      return;
    }
  query = query_new (self, pins);
  if (self->table->order->len > FEW)
    {
      run_in_thread (self, query);
      return;
    }
  shown = run (query);
  query_free (query);
  take_answer (self, shown);
}

/** tandai_corpus_is_filtered: Returns: whether only some are wanted */
gboolean
tandai_corpus_is_filtered (TandaiCorpus *self)
{
  return self->query.text != NULL || self->query.statuses != 0 || self->query.labels != NULL;
}

/* All, by path: there is nothing to find out. */
gboolean
_tandai_corpus_is_plain (TandaiCorpus *self)
{
  return !tandai_corpus_is_filtered (self) && self->query.sort == TANDAI_CORPUS_SORT_PATH;
}

/* Whether what is shown changes with what is read. */
gboolean
_tandai_corpus_needs_states (TandaiCorpus *self)
{
  return !_tandai_corpus_is_plain (self);
}

/* Shows what is to be shown now, unless the answer to another question is about to come. */
void
_tandai_corpus_refresh (TandaiCorpus *self)
{
  if (self->wait_source == 0)
    refresh (self, TRUE);
}

/* Shows what was asked for just now, and no article beside because it is open. */
void
_tandai_corpus_answer (TandaiCorpus *self)
{
  refresh (self, FALSE);
}

/* Titles of articles without a sidecar are read for who looks for one or sorts by them. */
static void
want_titles (TandaiCorpus *self)
{
  g_autoptr (GArray) slots = NULL;

  if (self->wants_titles || (self->query.text == NULL && self->query.sort != TANDAI_CORPUS_SORT_TITLE))
    return;
  self->wants_titles = TRUE;
  slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < self->table->order->len; i++)
    {
      guint32 slot = g_array_index (self->table->order, guint32, i);

      if ((tandai_corpus_table_get (self->table, slot)->flags & TANDAI_CORPUS_TITLED) == 0)
        g_array_append_val (slots, slot);
    }
  _tandai_corpus_read_later (self, slots);
}

/**
 * tandai_corpus_set_query:
 * @self: a corpus
 * @query: what is to be shown
 *
 * The list follows, at once where there are few articles and no texts to be searched.
 */
void
tandai_corpus_set_query (TandaiCorpus *self, const TandaiCorpusQuery *query)
{
  g_autofree char *text = g_steal_pointer (&self->query.text);
  g_auto (GStrv) labels = g_steal_pointer (&self->query.labels);
  gboolean waits = self->wait_source != 0;

  self->query = *query;
  self->query.text = query->text != NULL && *query->text != '\0' ? g_strdup (query->text) : NULL;
  self->query.labels = query->labels != NULL && query->labels[0] != NULL ? g_strdupv (query->labels) : NULL;
  want_titles (self);
  if (g_strcmp0 (text, self->query.text) != 0)
    waits = _tandai_corpus_look_up (self);
  if (!waits)
    refresh (self, FALSE);
  _tandai_corpus_changed (self);
}
