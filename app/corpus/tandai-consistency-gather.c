/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which strings have which labels, in all sidecars of a corpus. */

#include "config.h"

#include <string.h>

#include "core/tandai-ordered-map.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-consistency-private.h"
#include "corpus/tandai-span-string.h"
#include "corpus/tandai-string-places.h"

/* A string that has one label only once can't be inconsistent with itself. */
#define MIN_LABELLED 2

typedef struct
{
  GPtrArray *items;
  const TandaiConsistencyOptions *options;
  TandaiConsistency *result;
  gboolean *annotated;
  GHashTable *uses;
  TandaiConsistencyProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Gathering;

/* One labelling of a string. */
typedef struct
{
  char *shown;
  char *label;
} Mention;

/* What one article holds. */
typedef struct
{
  GPtrArray *mentions;
  GPtrArray *failures;
  TandaiKnownLabels *known;
  gboolean annotated;
} Gathered;

static void
mention_free (gpointer data)
{
  Mention *mention = data;

  g_free (mention->shown);
  g_free (mention->label);
  g_free (mention);
}

static void
gathered_free (gpointer data)
{
  Gathered *gathered = data;

  g_ptr_array_unref (gathered->mentions);
  g_clear_pointer (&gathered->known, tandai_known_labels_free);
  g_ptr_array_unref (gathered->failures);
  g_free (gathered);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Gathered, gathered_free)

static void
label_count_free (gpointer data)
{
  TandaiLabelCount *count = data;

  g_free (count->label);
  g_free (count);
}

/** _tandai_string_use_free: frees it */
void
_tandai_string_use_free (TandaiStringUse *self)
{
  g_free (self->key);
  g_free (self->shown);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

static gboolean
is_asked (const TandaiFolderItem *item, const char *annotator, const char *name)
{
  if (annotator == NULL && item->root == NULL)
    annotator = item->annotator;
  return annotator == NULL || strcmp (annotator, name) == 0;
}

/**
 * _tandai_consistency_load:
 * @item: an article
 * @annotator: (nullable): whose sidecar alone
 * @failures: (nullable) (element-type utf8): takes messages on what can't be read
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full) (element-type TandaiSidecar): its sidecars that are annotated
 */
GPtrArray *
_tandai_consistency_load (const TandaiFolderItem *item,
                          const char *annotator,
                          GPtrArray *failures,
                          GCancellable *cancellable)
{
  GPtrArray *sidecars = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_sidecar_free);
  const char *article = g_file_peek_path (item->file);

  for (guint i = 0; item->annotators[i] != NULL; i++)
    {
      g_autofree char *path = tandai_paths_sidecar (article, item->annotators[i]);
      g_autoptr (TandaiSidecar) sidecar = NULL;
      g_autoptr (GError) error = NULL;

      if (!is_asked (item, annotator, item->annotators[i]))
        continue;
      sidecar = tandai_sidecar_load (path, NULL, cancellable, &error);
      if (sidecar == NULL || !tandai_sidecar_check_owner (sidecar, article, item->annotators[i], &error))
        {
          if (failures != NULL && !g_cancellable_is_cancelled (cancellable))
            g_ptr_array_add (failures, g_strdup (error->message));
        }
      else if (tandai_sidecar_is_annotated (sidecar))
        g_ptr_array_add (sidecars, g_steal_pointer (&sidecar));
    }
  return sidecars;
}

static void
gather_sidecar (Gathered *gathered, const TandaiSidecar *sidecar)
{
  for (guint i = 0; i < sidecar->spans->len; i++)
    {
      TandaiSpan *span = sidecar->spans->pdata[i];
      TandaiRange place;
      g_autofree char *string = tandai_span_string_of (span, sidecar->text, &place);
      Mention *mention;

      if (string == NULL || tandai_span_string_is_noise (string))
        continue;
      mention = g_new (Mention, 1);
      mention->shown = g_steal_pointer (&string);
      mention->label = g_strdup (tandai_span_get_label (span));
      g_ptr_array_add (gathered->mentions, mention);
    }
}

static TandaiKnownLabels *
list_known (GPtrArray *sidecars)
{
  TandaiKnownLabels *known = tandai_known_labels_new ();

  for (guint i = 0; i < sidecars->len; i++)
    tandai_known_labels_add_spans (known, ((const TandaiSidecar *) sidecars->pdata[i])->spans);
  return known;
}

static gpointer
gather_article (guint index, gpointer user_data)
{
  Gathering *gathering = user_data;
  Gathered *gathered = g_new0 (Gathered, 1);
  g_autoptr (GPtrArray) sidecars = NULL;

  gathered->mentions = g_ptr_array_new_with_free_func (mention_free);
  gathered->failures = g_ptr_array_new_with_free_func (g_free);
  sidecars = _tandai_consistency_load (gathering->items->pdata[index], gathering->options->annotator,
                                       gathered->failures, gathering->cancellable);
  gathered->annotated = sidecars->len > 0;
  gathered->known = gathering->options->label != NULL ? list_known (sidecars) : NULL;
  for (guint i = 0; i < sidecars->len; i++)
    gather_sidecar (gathered, sidecars->pdata[i]);
  return gathered;
}

static void
count_label (TandaiStringUse *use, const char *label)
{
  TandaiLabelCount *count = NULL;

  for (guint i = 0; i < use->labels->len && count == NULL; i++)
    if (strcmp (((TandaiLabelCount *) use->labels->pdata[i])->label, label) == 0)
      count = use->labels->pdata[i];
  if (count == NULL)
    {
      count = g_new0 (TandaiLabelCount, 1);
      count->label = g_strdup (label);
      g_ptr_array_add (use->labels, count);
    }
  count->n++;
  use->n_total++;
}

static void
add_mention (Gathering *gathering, const Mention *mention)
{
  g_autofree char *key =
      gathering->options->ignore_case ? g_utf8_casefold (mention->shown, -1) : g_strdup (mention->shown);
  TandaiStringUse *use = g_hash_table_lookup (gathering->uses, key);

  if (use == NULL)
    {
      use = g_new0 (TandaiStringUse, 1);
      use->key = g_steal_pointer (&key);
      use->shown = g_strdup (mention->shown);
      use->labels = g_ptr_array_new_with_free_func (label_count_free);
      g_hash_table_insert (gathering->uses, use->key, use);
    }
  count_label (use, mention->label);
}

static gboolean
take_article (guint index, gpointer made, gpointer user_data, GError **error)
{
  Gathering *gathering = user_data;
  g_autoptr (Gathered) gathered = made;

  gathering->annotated[index] = gathered->annotated;
  gathering->result->n_articles += gathered->annotated ? 1 : 0;
  for (guint i = 0; i < gathered->mentions->len; i++)
    add_mention (gathering, gathered->mentions->pdata[i]);
  if (gathered->known != NULL)
    tandai_known_labels_join (gathering->result->known, gathered->known);
  g_ptr_array_extend_and_steal (gathering->result->failures, g_steal_pointer (&gathered->failures));
  gathered->failures = g_ptr_array_new ();
  if (gathering->progress != NULL)
    gathering->progress ((index + 1) / 2, gathering->items->len, gathering->progress_data);
  return TRUE;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TandaiLabelCount *one = *(TandaiLabelCount *const *) a;
  const TandaiLabelCount *other = *(TandaiLabelCount *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->label, other->label);
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(TandaiStringUse *const *) a)->key, (*(TandaiStringUse *const *) b)->key);
}

static gboolean
has_label (const TandaiStringUse *use, const char *label)
{
  for (guint i = 0; i < use->labels->len; i++)
    if (strcmp (((TandaiLabelCount *) use->labels->pdata[i])->label, label) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_uses (const Gathering *gathering)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) _tandai_string_use_free);
  const char *label = gathering->options->label;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, gathering->uses);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TandaiStringUse *use = value;

      if (use->n_total < MIN_LABELLED || (label != NULL && !has_label (use, label)))
        continue;
      g_hash_table_iter_steal (&iter);
      g_ptr_array_sort (use->labels, compare_counts);
      g_ptr_array_add (list, use);
    }
  g_ptr_array_sort (list, compare_uses);
  return list;
}

/**
 * _tandai_consistency_gather:
 * @items: (element-type TandaiFolderItem): articles
 * @options: what is compared
 * @result: takes the number of articles, labels and failures
 * @annotated: (out) (array): whether each of the articles is
 * @progress: (nullable): hears how far it is; this is half of the work
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for a cancellation
 *
 * Returns: (transfer full) (element-type TandaiStringUse): the strings that are labelled often enough to be
 * compared, sorted bytewise, or %NULL
 */
GPtrArray *
_tandai_consistency_gather (GPtrArray *items,
                            const TandaiConsistencyOptions *options,
                            TandaiConsistency *result,
                            gboolean *annotated,
                            TandaiConsistencyProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GHashTable) uses =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) _tandai_string_use_free);
  Gathering gathering = { items, options, result, annotated, uses, progress, progress_data, cancellable };

  if (options->label != NULL)
    result->known = tandai_known_labels_new ();
  if (!tandai_ordered_map (items->len, 0, gather_article, take_article, gathered_free, &gathering,
                           cancellable, error))
    return NULL;
  return list_uses (&gathering);
}
