/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Counts what is in a corpus: each article with its sidecars by itself, in as
 * many threads as there are processors; what was counted is added up in order.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-ordered-map.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-statistics.h"

#define BY_LABEL         "label"
#define ATTRIBUTE_PREFIX "attributes."

static const char *const fields[] = { "publisher", "language", "annotator", "status", "label",
                                      "published", "title",    "url",       NULL };

typedef struct
{
  GPtrArray *items;
  TandaiStatistics *sum;
  GHashTable *by_value;
  TandaiStatisticsProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Counting;

/* One article on its way. */
typedef struct
{
  TandaiStatistics *counted;
  const TandaiFolderItem *item;
  GPtrArray *sidecars;
  TandaiStatus status;
} Work;

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TandaiTally *const *) a)->value, (*(TandaiTally *const *) b)->value);
}

static void
figures_free (TandaiArticleFigures *self)
{
  g_free (self->name);
  g_free (self->title);
  g_tree_unref (self->labels);
  g_free (self);
}

static TandaiStatistics *
statistics_new (const char *by)
{
  TandaiStatistics *self = g_new0 (TandaiStatistics, 1);

  self->by = g_strdup (by);
  self->tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_tally_free);
  self->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) figures_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* An article has few values: mostly one, or a label's each. */
static TandaiTally *
get_tally (TandaiStatistics *self, const char *value)
{
  if (value == NULL)
    value = "";
  for (guint i = 0; i < self->tallies->len; i++)
    if (strcmp (((TandaiTally *) self->tallies->pdata[i])->value, value) == 0)
      return self->tallies->pdata[i];
  g_ptr_array_add (self->tallies, tandai_tally_new (value));
  return self->tallies->pdata[self->tallies->len - 1];
}

static const char *
get_value (const TandaiStatistics *self, const TandaiSidecar *sidecar)
{
  if (self->by == NULL)
    return NULL;
  if (g_str_has_prefix (self->by, ATTRIBUTE_PREFIX))
    return tandai_attributes_get ((const char *const *) sidecar->attributes,
                                  self->by + strlen (ATTRIBUTE_PREFIX));
  return tandai_sidecar_get_field (sidecar, self->by);
}

/* Several people’s sidecars of one value are still of one article. */
static void
add_article (Work *work, TandaiTally *tally, const TandaiTokenized *text)
{
  if (tally->n_articles == 0)
    tandai_tally_add_article (tally, work->status, work->sidecars, text);
}

static void
count_labels (Work *work, const TandaiSidecar *sidecar, const TandaiTokenized *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      const char *label = tandai_span_get_label (sidecar->spans->pdata[i]);
      TandaiTally *tally;

      if (!g_hash_table_add (seen, (gpointer) label))
        continue;
      tally = get_tally (work->counted, label);
      add_article (work, tally, text);
      tandai_tally_add_sidecar (tally, sidecar, text, label);
    }
}

static void
count_sidecar (Work *work, const TandaiSidecar *sidecar, const TandaiTokenized *text)
{
  TandaiTally *tally;

  if (g_strcmp0 (work->counted->by, BY_LABEL) == 0)
    {
      count_labels (work, sidecar, text);
      return;
    }
  tally = get_tally (work->counted, get_value (work->counted, sidecar));
  add_article (work, tally, text);
  tandai_tally_add_sidecar (tally, sidecar, text, NULL);
}

static void
add_figures (Work *work, const char *title, const TandaiTokenized *text)
{
  TandaiArticleFigures *figures = g_new0 (TandaiArticleFigures, 1);

  figures->name = g_strdup (work->item->name);
  figures->title = g_strdup (title);
  figures->status = work->status;
  figures->n_words = text->n_words[text->tokens->len];
  figures->labels = g_tree_new_full (compare_names, NULL, g_free, NULL);
  for (guint i = 0; i < work->sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = work->sidecars->pdata[i];

      figures->n_spans += sidecar->spans->len;
      for (guint j = 0; j < sidecar->spans->len; j++)
        {
          const char *label = tandai_span_get_label (sidecar->spans->pdata[j]);
          guint n = GPOINTER_TO_UINT (g_tree_lookup (figures->labels, label));

          g_tree_insert (figures->labels, g_strdup (label), GUINT_TO_POINTER (n + 1));
        }
    }
  g_ptr_array_add (work->counted->articles, figures);
}

static void
count_unannotated (Work *work, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiArticle) article = tandai_article_load (work->item->file, NULL, cancellable, &error);
  g_autoptr (TandaiTokenized) text = NULL;
  g_autoptr (TandaiSidecar) sidecar = NULL;

  if (article == NULL)
    {
      g_ptr_array_add (work->counted->failures, g_strdup (error->message));
      return;
    }
  work->status = TANDAI_STATUS_NEW;
  text = tandai_tokenized_new (article->text);
  sidecar = tandai_sidecar_new (article, "");
  add_figures (work, NULL, text);
  if (g_strcmp0 (work->counted->by, BY_LABEL) != 0)
    add_article (work, get_tally (work->counted, get_value (work->counted, sidecar)), text);
}

/* How far an article has come is how far the one who came furthest has come. */
static TandaiStatus
find_status (GPtrArray *sidecars)
{
  const TandaiStatus order[] = { TANDAI_STATUS_DONE, TANDAI_STATUS_IN_PROGRESS, TANDAI_STATUS_NEW };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < sidecars->len; j++)
      if (((TandaiSidecar *) sidecars->pdata[j])->status == order[i])
        return order[i];
  return TANDAI_STATUS_EXCLUDED;
}

static void
load_sidecars (Work *work, GCancellable *cancellable)
{
  const TandaiFolderItem *item = work->item;

  for (guint i = 0; item->annotators[i] != NULL; i++)
    {
      g_autofree char *path = tandai_paths_sidecar (g_file_peek_path (item->file), item->annotators[i]);
      g_autoptr (GError) error = NULL;
      TandaiSidecar *sidecar;

      if (item->annotator != NULL && item->root == NULL && strcmp (item->annotator, item->annotators[i]) != 0)
        continue;
      sidecar = tandai_sidecar_load (path, NULL, cancellable, &error);
      if (sidecar != NULL)
        g_ptr_array_add (work->sidecars, sidecar);
      else
        g_ptr_array_add (work->counted->failures, g_strdup (error->message));
    }
}

/* People share an article, but not always its text: the sidecar of an older version holds the older one. */
static void
update_text (TandaiTokenized **text, const TandaiSidecar *sidecar)
{
  if (*text != NULL
      && strcmp (tandai_text_get_chars ((*text)->text), tandai_text_get_chars (sidecar->text)) == 0)
    return;
  g_clear_pointer (text, tandai_tokenized_free);
  *text = tandai_tokenized_new (sidecar->text);
}

static void
count_sidecars (Work *work)
{
  g_autoptr (TandaiTokenized) text = NULL;

  work->status = find_status (work->sidecars);
  for (guint i = 0; i < work->sidecars->len; i++)
    {
      const TandaiSidecar *sidecar = work->sidecars->pdata[i];

      update_text (&text, sidecar);
      count_sidecar (work, sidecar, text);
      if (i == 0)
        add_figures (work, sidecar->title, text);
    }
}

static gpointer
count_article (guint index, gpointer user_data)
{
  Counting *counting = user_data;
  g_autoptr (GPtrArray) sidecars = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_sidecar_free);
  Work work = { statistics_new (counting->sum->by), counting->items->pdata[index], sidecars };

  if (work.item->annotators[0] == NULL)
    {
      count_unannotated (&work, counting->cancellable);
      return work.counted;
    }
  load_sidecars (&work, counting->cancellable);
  count_sidecars (&work);
  return work.counted;
}

static void
add_tally (Counting *counting, TandaiTally *tally)
{
  TandaiTally *sum = g_hash_table_lookup (counting->by_value, tally->value);

  if (sum == NULL)
    {
      sum = tandai_tally_new (tally->value);
      g_ptr_array_add (counting->sum->tallies, sum);
      g_hash_table_insert (counting->by_value, sum->value, sum);
    }
  tandai_tally_merge (sum, tally);
}

static gboolean
add_article_cb (guint index, gpointer made, gpointer user_data, GError **error)
{
  Counting *counting = user_data;
  g_autoptr (TandaiStatistics) counted = made;

  for (guint i = 0; i < counted->tallies->len; i++)
    add_tally (counting, counted->tallies->pdata[i]);
  g_ptr_array_extend_and_steal (counting->sum->articles, g_steal_pointer (&counted->articles));
  g_ptr_array_extend_and_steal (counting->sum->failures, g_steal_pointer (&counted->failures));
  if (counting->progress != NULL)
    counting->progress (index + 1, counting->items->len, counting->progress_data);
  return TRUE;
}

/**
 * tandai_statistics_list_fields:
 *
 * Returns: (array zero-terminated=1): the fields by which there are statistics, besides attributes of
 * articles
 */
const char *const *
tandai_statistics_list_fields (void)
{
  return fields;
}

/**
 * tandai_statistics_can_be_by:
 * @field: a name
 *
 * Returns: whether that is a field, or "attributes." and the name of an article's attribute
 */
gboolean
tandai_statistics_can_be_by (const char *field)
{
  return g_strv_contains (fields, field)
         || (g_str_has_prefix (field, ATTRIBUTE_PREFIX) && field[strlen (ATTRIBUTE_PREFIX)] != '\0');
}

/**
 * tandai_statistics_count_items:
 * @items: (element-type TandaiFolderItem): articles
 * @by: (nullable): counts by this field, see tandai_statistics_can_be_by()
 * @progress: (nullable): hears how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for a cancellation
 *
 * Counts articles and what their sidecars hold. What can't be read is among the
 * result's failures, and the others are counted.
 *
 * Returns: (transfer full): the statistics, or %NULL with @error set
 */
TandaiStatistics *
tandai_statistics_count_items (GPtrArray *items,
                               const char *by,
                               TandaiStatisticsProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (TandaiStatistics) sum = statistics_new (by);
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_str_hash, g_str_equal);
  Counting counting = { items, sum, by_value, progress, progress_data, cancellable };

  g_return_val_if_fail (by == NULL || tandai_statistics_can_be_by (by), NULL);
  if (!tandai_ordered_map (items->len, 0, count_article, add_article_cb,
                           (GDestroyNotify) tandai_statistics_free, &counting, cancellable, error))
    return NULL;
  if (by == NULL)
    get_tally (sum, NULL);
  g_ptr_array_sort (sum->tallies, compare_tallies);
  return g_steal_pointer (&sum);
}

/**
 * tandai_statistics_count:
 * @place: a folder or an article
 * @by: (nullable): as in tandai_statistics_count_items(), and all that follows
 *
 * Counts what there is in a place.
 *
 * Returns: (transfer full): the statistics, or %NULL with @error set
 */
TandaiStatistics *
tandai_statistics_count (GFile *place,
                         const char *by,
                         TandaiStatisticsProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  const char *const paths[] = { g_file_peek_path (place), NULL };
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, failures, cancellable, error);
  TandaiStatistics *self;

  if (items == NULL)
    return NULL;
  self = tandai_statistics_count_items (items, by, progress, progress_data, cancellable, error);
  if (self != NULL)
    g_ptr_array_extend (self->failures, failures, (GCopyFunc) g_strdup, NULL);
  return self;
}

typedef struct
{
  GFile *place;
  char *by;
  TandaiStatisticsProgress progress;
  gpointer progress_data;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->place);
  g_free (asked->by);
  g_free (asked);
}

static void
count_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Asked *asked = task_data;
  GError *error = NULL;
  TandaiStatistics *counted = tandai_statistics_count (asked->place, asked->by, asked->progress,
                                                       asked->progress_data, cancellable, &error);

  if (counted != NULL)
    g_task_return_pointer (task, counted, (GDestroyNotify) tandai_statistics_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_statistics_count_async:
 * @place: a folder or an article
 * @by: (nullable): as in tandai_statistics_count()
 * @progress: (nullable): hears how far it is, in another thread
 * @progress_data: for @progress; must outlive the counting
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_statistics_count() in a thread.
 */
void
tandai_statistics_count_async (GFile *place,
                               const char *by,
                               TandaiStatisticsProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_object_ref (place), g_strdup (by), progress, progress_data };
  g_task_set_source_tag (task, tandai_statistics_count_async);
  g_task_set_task_data (task, asked, (GDestroyNotify) asked_free);
  g_task_run_in_thread (task, count_thread);
}

/** tandai_statistics_count_finish: Returns: (transfer full): as tandai_statistics_count() */
TandaiStatistics *
tandai_statistics_count_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_statistics_count_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tandai_statistics_free:
 * @self: (transfer full): statistics
 *
 * Frees them.
 */
void
tandai_statistics_free (TandaiStatistics *self)
{
  g_free (self->by);
  g_ptr_array_unref (self->tallies);
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self);
}
