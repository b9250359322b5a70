/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Strings that are labelled differently, or here and not there. The sidecars are
 * gone through twice, in as many threads as there are processors: for the
 * strings that have labels, then for the places of these strings. Memory holds
 * the strings and the places that are told of, never the texts.
 */

#include "config.h"

#include <string.h>

#include "core/tandai-ordered-map.h"
#include "corpus/tandai-consistency-private.h"
#include "corpus/tandai-string-places.h"

/* How much of the text round a place is shown, in code points. */
#define CONTEXT 40

/* A usual label counts for less where it is seldom: of so many places more nobody knows. */
#define UNKNOWN_PLACES 2

typedef struct
{
  GPtrArray *items;
  const TandaiConsistencyOptions *options;
  GPtrArray *uses;
  const gboolean *annotated;
  TandaiTokenStrings *strings;
  const char **labels;
  /* (element-type TandaiInconsistency): one for each of @uses. */
  GPtrArray *found;
  TandaiConsistencyProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Comparing;

/* A place on its way to its string. */
typedef struct
{
  guint string;
  TandaiConsistencyPlace *place;
} Found;

static void
place_free (gpointer data)
{
  TandaiConsistencyPlace *place = data;

  g_object_unref (place->file);
  g_free (place->annotator);
  g_free (place->label);
  g_free (place->before);
  g_free (place->words);
  g_free (place->after);
  g_free (place);
}

static void
inconsistency_free (gpointer data)
{
  TandaiInconsistency *self = data;

  g_free (self->string);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->places);
  g_free (self);
}

/** tandai_consistency_free: frees it */
void
tandai_consistency_free (TandaiConsistency *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->known, tandai_known_labels_free);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

static TandaiConsistency *
consistency_new (void)
{
  TandaiConsistency *self = g_new0 (TandaiConsistency, 1);

  self->found = g_ptr_array_new_with_free_func (inconsistency_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
found_clear (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->place, place_free);
}

static TandaiConsistencyPlace *
place_new (const TandaiFolderItem *item, const TandaiSidecar *sidecar, const TandaiStringPlace *at)
{
  TandaiConsistencyPlace *place = g_new0 (TandaiConsistencyPlace, 1);
  guint length = tandai_text_get_length (sidecar->text);
  TandaiRange range = at->range;
  guint start = range.start > CONTEXT ? range.start - CONTEXT : 0;
  guint end = length - range.end > CONTEXT ? range.end + CONTEXT : length;

  place->file = g_object_ref (item->file);
  place->annotator = g_strdup (sidecar->annotator);
  place->range = range;
  place->label = at->span != NULL ? g_strdup (tandai_span_get_label (at->span)) : NULL;
  place->before = tandai_text_slice (sidecar->text, start, range.start);
  place->words = tandai_text_slice (sidecar->text, range.start, range.end);
  place->after = tandai_text_slice (sidecar->text, range.end, end);
  return place;
}

static gpointer
compare_article (guint index, gpointer user_data)
{
  Comparing *comparing = user_data;
  const TandaiFolderItem *item = comparing->items->pdata[index];
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GPtrArray) sidecars = NULL;

  g_array_set_clear_func (found, found_clear);
  if (!comparing->annotated[index] || comparing->uses->len == 0)
    return found;
  sidecars = _tandai_consistency_load (item, comparing->options->annotator, NULL, comparing->cancellable);
  for (guint i = 0; i < sidecars->len; i++)
    {
      g_autoptr (GArray) places =
          tandai_string_places_find (comparing->strings, comparing->labels, sidecars->pdata[i]);

      for (guint j = 0; j < places->len; j++)
        {
          const TandaiStringPlace *at = &g_array_index (places, TandaiStringPlace, j);
          Found one = { at->string, place_new (item, sidecars->pdata[i], at) };

          g_array_append_val (found, one);
        }
    }
  return found;
}

/* Whether a string stands unlabelled so often that this is the rule. */
static gboolean
is_seldom_labelled (const TandaiStringUse *use, guint n_unlabelled)
{
  guint64 n_places = (guint64) use->n_total + n_unlabelled;

  return (guint64) use->n_total * 100 < n_places * TANDAI_CONSISTENCY_MIN_SHARE;
}

static void
drop_unlabelled (TandaiInconsistency *inconsistency)
{
  guint n = 0;

  for (guint i = 0; i < inconsistency->places->len; i++)
    {
      TandaiConsistencyPlace *place = inconsistency->places->pdata[i];

      if (place->label == NULL)
        place_free (place);
      else
        inconsistency->places->pdata[n++] = place;
    }
  g_ptr_array_set_free_func (inconsistency->places, NULL);
  g_ptr_array_set_size (inconsistency->places, (int) n);
  g_ptr_array_set_free_func (inconsistency->places, place_free);
}

static void
take_place (Comparing *comparing, Found *found)
{
  const TandaiStringUse *use = comparing->uses->pdata[found->string];
  TandaiInconsistency *inconsistency = comparing->found->pdata[found->string];
  gboolean seldom = is_seldom_labelled (use, inconsistency->n_unlabelled);

  if (found->place->label != NULL)
    inconsistency->n_differing++;
  else
    {
      inconsistency->n_unlabelled++;
      if (seldom)
        return;
      if (is_seldom_labelled (use, inconsistency->n_unlabelled))
        {
          drop_unlabelled (inconsistency);
          return;
        }
    }
  g_ptr_array_add (inconsistency->places, g_steal_pointer (&found->place));
}

static gboolean
take_article (guint index, gpointer made, gpointer user_data, GError **error)
{
  Comparing *comparing = user_data;
  g_autoptr (GArray) found = made;
  guint n = comparing->items->len;

  for (guint i = 0; i < found->len; i++)
    take_place (comparing, &g_array_index (found, Found, i));
  if (comparing->progress != NULL)
    comparing->progress (n / 2 + (index + 1) - (index + 1) / 2, n, comparing->progress_data);
  return TRUE;
}

/* The strings' parts move to the result. */
static void
prepare (Comparing *comparing)
{
  for (guint i = 0; i < comparing->uses->len; i++)
    {
      TandaiStringUse *use = comparing->uses->pdata[i];
      TandaiInconsistency *inconsistency = g_new0 (TandaiInconsistency, 1);

      tandai_token_strings_add (comparing->strings, use->key);
      comparing->labels[i] = ((TandaiLabelCount *) use->labels->pdata[0])->label;
      inconsistency->string = g_strdup (use->shown);
      inconsistency->labels = g_ptr_array_ref (use->labels);
      inconsistency->places = g_ptr_array_new_with_free_func (place_free);
      g_ptr_array_add (comparing->found, inconsistency);
    }
}

static int
compare_doubt (gconstpointer a, gconstpointer b)
{
  const TandaiInconsistency *one = *(TandaiInconsistency *const *) a;
  const TandaiInconsistency *other = *(TandaiInconsistency *const *) b;

  if (one->doubt < other->doubt || one->doubt > other->doubt)
    return one->doubt > other->doubt ? -1 : 1;
  if (one->places->len != other->places->len)
    return one->places->len > other->places->len ? -1 : 1;
  return strcmp (one->string, other->string);
}

static void
weigh (TandaiInconsistency *self, const TandaiStringUse *use)
{
  const TandaiLabelCount *usual = self->labels->pdata[0];

  if (is_seldom_labelled (use, self->n_unlabelled))
    self->n_unlabelled = 0;
  self->doubt = (double) usual->n / (double) (use->n_total + self->n_unlabelled + UNKNOWN_PLACES);
}

static void
finish (Comparing *comparing, TandaiConsistency *result)
{
  for (guint i = 0; i < comparing->found->len; i++)
    {
      TandaiInconsistency *inconsistency = comparing->found->pdata[i];

      weigh (inconsistency, comparing->uses->pdata[i]);
      if (inconsistency->places->len == 0)
        continue;
      g_ptr_array_add (result->found, inconsistency);
      comparing->found->pdata[i] = NULL;
    }
  g_ptr_array_sort (result->found, compare_doubt);
}

static void
maybe_inconsistency_free (gpointer data)
{
  g_clear_pointer (&data, inconsistency_free);
}

static gboolean
compare (Comparing *comparing, TandaiConsistency *result, GError **error)
{
  g_autoptr (TandaiTokenStrings) strings = tandai_token_strings_new (comparing->options->ignore_case);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (maybe_inconsistency_free);
  g_autofree const char **labels = g_new0 (const char *, comparing->uses->len + 1);

  comparing->strings = strings;
  comparing->found = found;
  comparing->labels = labels;
  prepare (comparing);
  if (!tandai_ordered_map (comparing->items->len, 0, compare_article, take_article,
                           (GDestroyNotify) g_array_unref, comparing, comparing->cancellable, error))
    return FALSE;
  finish (comparing, result);
  return TRUE;
}

/**
 * tandai_consistency_check_items:
 * @items: (element-type TandaiFolderItem): articles
 * @options: what is compared
 * @progress: (nullable): hears how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for a cancellation
 *
 * Finds strings that have different labels in different places, and strings
 * that have a label in some places and none in others. Sidecars that are in
 * progress or done are compared, each by itself: a place that two people have
 * labelled differently is one of each. Strings are the words of spans of one
 * piece, with the white space between them made alike; they are found again as
 * whole words. What is in fewer than two spans, is longer than a name, or is no
 * name at all is left out, and so are unlabelled places of strings that are
 * seldom labelled. What can't be read is among the result's failures.
 *
 * Returns: (transfer full): what was found, or %NULL with @error set
 */
TandaiConsistency *
tandai_consistency_check_items (GPtrArray *items,
                                const TandaiConsistencyOptions *options,
                                TandaiConsistencyProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (TandaiConsistency) result = consistency_new ();
  g_autofree gboolean *annotated = g_new0 (gboolean, items->len + 1);
  g_autoptr (GPtrArray) uses = _tandai_consistency_gather (items, options, result, annotated, progress,
                                                           progress_data, cancellable, error);
  Comparing comparing = { .items = items,
                          .options = options,
                          .uses = uses,
                          .annotated = annotated,
                          .progress = progress,
                          .progress_data = progress_data,
                          .cancellable = cancellable };

  if (uses == NULL || !compare (&comparing, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * tandai_consistency_check:
 * @place: a folder or an article
 * @options: as in tandai_consistency_check_items(), and all that follows
 *
 * Compares what there is in a place.
 *
 * Returns: (transfer full): what was found, or %NULL with @error set
 */
TandaiConsistency *
tandai_consistency_check (GFile *place,
                          const TandaiConsistencyOptions *options,
                          TandaiConsistencyProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error)
{
  const char *const paths[] = { g_file_peek_path (place), NULL };
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, failures, cancellable, error);
  TandaiConsistency *self;

  if (items == NULL)
    return NULL;
  self = tandai_consistency_check_items (items, options, progress, progress_data, cancellable, error);
  if (self != NULL)
    g_ptr_array_extend_and_steal (self->failures, g_steal_pointer (&failures));
  return self;
}

/* What a thread needs; it owns all of it. */
typedef struct
{
  GFile *place;
  char *label;
  char *annotator;
  gboolean ignore_case;
  TandaiConsistencyProgress progress;
  gpointer progress_data;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->place);
  g_free (asked->label);
  g_free (asked->annotator);
  g_free (asked);
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Asked *asked = task_data;
  const TandaiConsistencyOptions options = { asked->label, asked->annotator, asked->ignore_case };
  GError *error = NULL;
  TandaiConsistency *found = tandai_consistency_check (asked->place, &options, asked->progress,
                                                       asked->progress_data, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) tandai_consistency_free);
  else
    g_task_return_error (task, error);
}

/**
 * tandai_consistency_check_async:
 * @place: a folder or an article
 * @options: what is compared
 * @progress: (nullable): hears how far it is, in another thread
 * @progress_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does tandai_consistency_check() in a thread.
 */
void
tandai_consistency_check_async (GFile *place,
                                const TandaiConsistencyOptions *options,
                                TandaiConsistencyProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asked *asked = g_new0 (Asked, 1);

  asked->place = g_object_ref (place);
  asked->label = g_strdup (options->label);
  asked->annotator = g_strdup (options->annotator);
  asked->ignore_case = options->ignore_case;
  asked->progress = progress;
  asked->progress_data = progress_data;
  g_task_set_source_tag (task, tandai_consistency_check_async);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, check_thread);
}

/** tandai_consistency_check_finish: Returns: (transfer full): as tandai_consistency_check() */
TandaiConsistency *
tandai_consistency_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tandai_consistency_check_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
