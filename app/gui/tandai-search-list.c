/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-error.h"
#include "gui/tandai-search-list.h"

struct _TandaiSearchItem
{
  GObject parent_instance;

  TandaiSearchLine *line;
  /* What the line belongs to. */
  GPtrArray *batches;
};

G_DEFINE_FINAL_TYPE (TandaiSearchItem, tandai_search_item, G_TYPE_OBJECT)

/* Lines in the order in which they were found, what they belong to, and of how many articles they are. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *batches;
  guint n_articles;
} Found;

struct _TandaiSearchList
{
  GObject parent_instance;

  TandaiIndex *index;
  TandaiSearchQuery *query;
  TandaiSearchOrder order;
  TandaiSearchState state;
  Found found;
  /* What a search that is done again has found so far: it takes the place of what is shown at once. */
  Found again;
  GPtrArray *shown;
  gboolean more;
  GPtrArray *failures;
  char *message;
  GCancellable *searching;
  GCancellable *indexing;
  gboolean is_fresh;
  gboolean no_index;
  /* How far the index is; told by another thread. */
  int done;
  int total;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TandaiSearchList,
                               tandai_search_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tandai_search_item_finalize (GObject *object)
{
  g_ptr_array_unref (TANDAI_SEARCH_ITEM (object)->batches);
  G_OBJECT_CLASS (tandai_search_item_parent_class)->finalize (object);
}

static void
tandai_search_item_class_init (TandaiSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_search_item_finalize;
}

static void
tandai_search_item_init (TandaiSearchItem *self)
{
}

/** tandai_search_item_get_line: Returns: (transfer none): the line */
const TandaiSearchLine *
tandai_search_item_get_line (TandaiSearchItem *self)
{
  return self->line;
}

static GType
get_item_type (GListModel *model)
{
  return TANDAI_TYPE_SEARCH_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TANDAI_SEARCH_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TandaiSearchList *self = TANDAI_SEARCH_LIST (model);
  TandaiSearchItem *item;

  if (position >= self->shown->len)
    return NULL;
  item = g_object_new (TANDAI_TYPE_SEARCH_ITEM, NULL);
  item->line = self->shown->pdata[position];
  item->batches = g_ptr_array_ref (self->found.batches);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
stop (GCancellable **running)
{
  if (*running != NULL)
    g_cancellable_cancel (*running);
  g_clear_object (running);
}

static void
found_init (Found *found)
{
  found->lines = g_ptr_array_new ();
  found->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  found->n_articles = 0;
}

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->lines, g_ptr_array_unref);
  g_clear_pointer (&found->batches, g_ptr_array_unref);
}

static void
found_add (Found *found, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const TandaiSearchLine *line = lines->pdata[i];
      const TandaiSearchLine *before =
          found->lines->len > 0 ? found->lines->pdata[found->lines->len - 1] : NULL;

      if (before == NULL || !g_str_equal (before->name, line->name))
        found->n_articles++;
      g_ptr_array_add (found->lines, lines->pdata[i]);
    }
  g_ptr_array_add (found->batches, g_ptr_array_ref (lines));
}

static gboolean
is_same_line (const TandaiSearchLine *a, const TandaiSearchLine *b)
{
  return a->start == b->start && a->end == b->end && g_str_equal (a->name, b->name)
         && g_str_equal (a->left, b->left) && g_str_equal (a->match, b->match)
         && g_str_equal (a->right, b->right);
}

static gboolean
is_same (const Found *a, const Found *b)
{
  if (a->lines->len != b->lines->len)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    if (!is_same_line (a->lines->pdata[i], b->lines->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
tandai_search_list_dispose (GObject *object)
{
  TandaiSearchList *self = TANDAI_SEARCH_LIST (object);

  tandai_search_list_close (self);
  G_OBJECT_CLASS (tandai_search_list_parent_class)->dispose (object);
}

static void
tandai_search_list_finalize (GObject *object)
{
  TandaiSearchList *self = TANDAI_SEARCH_LIST (object);

  g_clear_object (&self->index);
  g_clear_pointer (&self->query, tandai_search_query_free);
  found_clear (&self->found);
  found_clear (&self->again);
  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self->message);
  G_OBJECT_CLASS (tandai_search_list_parent_class)->finalize (object);
}

static void
tandai_search_list_class_init (TandaiSearchListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_search_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tandai_search_list_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
tandai_search_list_init (TandaiSearchList *self)
{
  found_init (&self->found);
  self->shown = g_ptr_array_new ();
}

static void
set_state (TandaiSearchList *self, TandaiSearchState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What the lines are is forgotten only after whoever shows them knows that they are gone. */
static void
forget_lines (TandaiSearchList *self)
{
  guint n_shown = self->shown->len;
  Found before = self->found;

  found_init (&self->found);
  found_clear (&self->again);
  g_ptr_array_set_size (self->shown, 0);
  self->more = FALSE;
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_clear_pointer (&self->message, g_free);
  if (n_shown > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_shown, 0);
  found_clear (&before);
}

/* Lines that are being sorted; what they belong to also tells whether they are still those that are shown. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *batches;
  TandaiSearchOrder order;
} Sorting;

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_ptr_array_unref (sorting->lines);
  g_ptr_array_unref (sorting->batches);
  g_free (sorting);
}

static void
sort_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Sorting *sorting = task_data;

  tandai_search_sort (sorting->lines, sorting->order);
  g_task_return_boolean (task, TRUE);
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TandaiSearchList *self = TANDAI_SEARCH_LIST (source);
  Sorting *sorting = g_task_get_task_data (G_TASK (result));
  guint n_shown = self->shown->len;

  if (sorting->batches != self->found.batches || sorting->order != self->order)
    return;
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_extend (self->shown, sorting->lines, NULL, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_shown, self->shown->len);
}

/* Words are compared as the language does it, which takes its time. */
static void
sort (TandaiSearchList *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, sorted_cb, NULL);
  Sorting *sorting = g_new (Sorting, 1);

  *sorting = (Sorting){ g_ptr_array_copy (self->found.lines, NULL, NULL),
                        g_ptr_array_ref (self->found.batches), self->order };
  g_task_set_source_tag (task, sort);
  g_task_set_task_data (task, sorting, sorting_free);
  g_task_run_in_thread (task, sort_thread);
}

static void
lines_cb (GPtrArray *lines, gpointer user_data)
{
  TandaiSearchList *self = user_data;
  guint at = self->shown->len;

  if (self->again.lines != NULL)
    {
      found_add (&self->again, lines);
      return;
    }
  found_add (&self->found, lines);
  g_ptr_array_extend (self->shown, lines, NULL, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), at, 0, lines->len);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Where the lines are what they were, what is selected among them stays so. Returns: whether they are others
 */
static gboolean
take_again (TandaiSearchList *self)
{
  Found before = self->found;
  gboolean same = is_same (&before, &self->again);
  guint n_shown = self->shown->len;

  self->found = self->again;
  self->again = (Found){ NULL };
  if (!same || self->order == TANDAI_SEARCH_BY_PLACE)
    {
      g_ptr_array_set_size (self->shown, 0);
      g_ptr_array_extend (self->shown, self->found.lines, NULL, NULL);
    }
  if (!same)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_shown, self->shown->len);
  if (!same || self->order == TANDAI_SEARCH_BY_PLACE)
    found_clear (&before);
  else
    {
      /* The lines that are shown are still the earlier ones. */
      found_clear (&self->found);
      self->found = before;
    }
  return !same;
}

static void search (TandaiSearchList *self);

/* The index could have been deleted, or damaged, since it was brought up to date. */
static gboolean
search_without (TandaiSearchList *self, const GError *error)
{
  if (self->no_index || self->found.lines->len > 0
      || g_error_matches (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN))
    return FALSE;
  self->no_index = TRUE;
  search (self);
  return TRUE;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiSearchList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  gboolean others = TRUE;
  GPtrArray *failures = tandai_search_finish (result, &more, &error);

  /* Another search has taken this one's place. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  if (error != NULL && search_without (self, error))
    return;
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  self->failures = failures;
  self->more = more;
  if (error == NULL)
    {
      if (self->again.lines != NULL)
        others = take_again (self);
      if (others && self->order != TANDAI_SEARCH_BY_PLACE)
        sort (self);
      set_state (self, TANDAI_SEARCH_DONE);
      return;
    }
  forget_lines (self);
  self->message = g_strdup (error->message);
  set_state (self, TANDAI_SEARCH_FAILED);
}

static void
search (TandaiSearchList *self)
{
  self->searching = g_cancellable_new ();
  if (self->again.lines == NULL)
    set_state (self, TANDAI_SEARCH_RUNNING);
  if (self->no_index)
    tandai_search_folder_async (tandai_index_get_folder (self->index), self->query, TANDAI_SEARCH_MAX_LINES,
                                lines_cb, self, self->searching, searched_cb, g_object_ref (self));
  else
    tandai_search_index_async (self->index, self->query, TANDAI_SEARCH_MAX_LINES, lines_cb, self,
                               self->searching, searched_cb, g_object_ref (self));
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  TandaiSearchList *self = user_data;

  g_atomic_int_set (&self->done, (int) done);
  g_atomic_int_set (&self->total, (int) total);
}

/* What can't be looked for, like half an expression, is told at once. */
static void
begin (TandaiSearchList *self)
{
  g_autoptr (GError) error = NULL;

  stop (&self->searching);
  forget_lines (self);
  if (self->query == NULL)
    set_state (self, self->indexing != NULL ? TANDAI_SEARCH_INDEXING : TANDAI_SEARCH_IDLE);
  else if (!tandai_search_query_check (self->query, &error))
    {
      self->message = g_strdup (error->message);
      set_state (self, TANDAI_SEARCH_FAILED);
    }
  else if (self->indexing != NULL)
    set_state (self, TANDAI_SEARCH_INDEXING);
  else
    search (self);
}

/* What is shown stays in sight until it is known anew. */
static void
search_again (TandaiSearchList *self)
{
  stop (&self->searching);
  found_clear (&self->again);
  found_init (&self->again);
  search (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiSearchList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes =
      tandai_index_refresh_finish (TANDAI_INDEX (source), result, &error);
  gboolean anew = !self->is_fresh || changes == NULL || changes->n_read > 0 || changes->n_removed > 0;

  if (self->indexing == NULL)
    return;
  g_clear_object (&self->indexing);
  self->no_index = changes == NULL;
  self->is_fresh = TRUE;
  if (self->state == TANDAI_SEARCH_DONE && anew)
    search_again (self);
  else if (self->state != TANDAI_SEARCH_DONE && (anew || self->state == TANDAI_SEARCH_INDEXING))
    begin (self);
}

/**
 * tandai_search_list_refresh:
 * @self: a list
 *
 * Brings the index up to date; where an article has changed since, it is
 * searched anew.
 */
void
tandai_search_list_refresh (TandaiSearchList *self)
{
  if (self->indexing != NULL)
    return;
  self->indexing = g_cancellable_new ();
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, 0);
  tandai_index_refresh_async (self->index, progress_cb, self, self->indexing, refreshed_cb,
                              g_object_ref (self));
  if (!self->is_fresh)
    set_state (self, TANDAI_SEARCH_INDEXING);
}

/** tandai_search_list_skip_index: no longer waits for the index: each article is looked into */
void
tandai_search_list_skip_index (TandaiSearchList *self)
{
  if (self->indexing != NULL)
    g_cancellable_cancel (self->indexing);
}

/** tandai_search_list_close: stops whatever it does */
void
tandai_search_list_close (TandaiSearchList *self)
{
  stop (&self->searching);
  stop (&self->indexing);
}

/** tandai_search_list_set_query: looks for something else; %NULL for nothing */
void
tandai_search_list_set_query (TandaiSearchList *self, const TandaiSearchQuery *query)
{
  g_clear_pointer (&self->query, tandai_search_query_free);
  if (query != NULL)
    self->query = tandai_search_query_copy (query);
  begin (self);
}

/** tandai_search_list_set_order: sorts the lines */
void
tandai_search_list_set_order (TandaiSearchList *self, TandaiSearchOrder order)
{
  if (self->order == order)
    return;
  self->order = order;
  /* Lines that are still being found are sorted when all are there. */
  if (self->state == TANDAI_SEARCH_DONE)
    sort (self);
}

/** tandai_search_list_get_state: Returns: what it does */
TandaiSearchState
tandai_search_list_get_state (TandaiSearchList *self)
{
  return self->state;
}

/** tandai_search_list_get_fraction: a #TandaiWorkFraction of a list that is indexing */
double
tandai_search_list_get_fraction (gpointer self)
{
  int total = g_atomic_int_get (&TANDAI_SEARCH_LIST (self)->total);

  return total > 0 ? (double) g_atomic_int_get (&TANDAI_SEARCH_LIST (self)->done) / total : -1;
}

/** tandai_search_list_get_message: Returns: (transfer none) (nullable): why nothing can be found */
const char *
tandai_search_list_get_message (TandaiSearchList *self)
{
  return self->message;
}

/** tandai_search_list_get_failures: Returns: (transfer none) (nullable) (element-type utf8): which articles
 * could not be searched, and why */
GPtrArray *
tandai_search_list_get_failures (TandaiSearchList *self)
{
  return self->failures;
}

/** tandai_search_list_get_n_articles: Returns: how many articles have lines */
guint
tandai_search_list_get_n_articles (TandaiSearchList *self)
{
  return self->found.n_articles;
}

/** tandai_search_list_has_more: Returns: whether there are more lines than %TANDAI_SEARCH_MAX_LINES */
gboolean
tandai_search_list_has_more (TandaiSearchList *self)
{
  return self->more;
}

/** tandai_search_list_get_line: Returns: (transfer none): the line there */
const TandaiSearchLine *
tandai_search_list_get_line (TandaiSearchList *self, guint position)
{
  g_return_val_if_fail (position < self->shown->len, NULL);
  return self->shown->pdata[position];
}

/** tandai_search_list_ref_lines: Returns: (transfer full): keeps the present lines alive */
GPtrArray *
tandai_search_list_ref_lines (TandaiSearchList *self)
{
  return g_ptr_array_ref (self->found.batches);
}

/** tandai_search_list_new: Returns: (transfer full): a list of nothing yet, which begins to index @folder */
TandaiSearchList *
tandai_search_list_new (GFile *folder)
{
  TandaiSearchList *self = g_object_new (TANDAI_TYPE_SEARCH_LIST, NULL);

  self->index = tandai_index_new (folder);
  tandai_search_list_refresh (self);
  return self;
}
