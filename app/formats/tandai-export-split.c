/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A look at every article before any is written, for what a split must know of them all. */

#include "config.h"

#include "formats/tandai-export-split.h"
#include "core/tandai-ordered-map.h"

/* An article that is not exported has no place. */
#define NO_PLACE G_MAXUINT

struct _TandaiExportSplit
{
  const TandaiExportSplitOptions *options;
  GArray *articles;
  GArray *signatures;
  guint *places;
  guint n_places;
  GStringChunk *strings;
};

typedef struct
{
  TandaiExportSplit *self;
  const TandaiExportJob *job;
  TandaiExportLoader *loader;
  GCancellable *cancellable;
  guint first;
  guint n;
} Survey;

/* What is noted of one article. */
typedef struct
{
  char *sha256;
  char *value;
  TandaiSignature signature;
} Sight;

static void
sight_free (Sight *sight)
{
  g_free (sight->sha256);
  g_free (sight->value);
  g_free (sight);
}

static gpointer
make_sight (guint index, gpointer user_data)
{
  const Survey *survey = user_data;
  g_auto (TandaiExportLoaded) loaded = { NULL };
  Sight *sight = g_new0 (Sight, 1);

  tandai_export_loader_look (survey->loader, survey->job->items->pdata[survey->first + index], &loaded,
                             survey->cancellable);
  if (loaded.sidecar == NULL)
    return sight;
  sight->sha256 = g_strdup (loaded.sidecar->sha256);
  if (survey->job->split->group_by != NULL)
    sight->value = g_strdup (tandai_sidecar_get_field (loaded.sidecar, survey->job->split->group_by));
  tandai_signature_take (&sight->signature, loaded.sidecar->text);
  return sight;
}

static gboolean
take_sight (guint index, gpointer made, gpointer user_data, GError **error)
{
  const Survey *survey = user_data;
  TandaiExportSplit *self = survey->self;
  Sight *sight = made;

  if (sight->sha256 != NULL)
    {
      TandaiSplitArticle article = { g_string_chunk_insert_const (self->strings, sight->sha256) };

      if (sight->value != NULL && *sight->value != '\0')
        article.value = g_string_chunk_insert_const (self->strings, sight->value);
      self->places[survey->first + index] = self->articles->len;
      g_array_append_val (self->articles, article);
      g_array_append_val (self->signatures, sight->signature);
    }
  sight_free (sight);
  if (survey->job->progress != NULL)
    survey->job->progress (index + 1, survey->n, survey->job->progress_data);
  return TRUE;
}

static gboolean
look_at (Survey *survey, guint first, guint n, GError **error)
{
  TandaiExportSplit *self = survey->self;

  survey->first = first;
  survey->n = n;
  for (guint i = 0; i < self->n_places; i++)
    self->places[i] = NO_PLACE;
  g_array_set_size (self->articles, 0);
  g_array_set_size (self->signatures, 0);
  return tandai_ordered_map (n, survey->job->n_threads, make_sight, take_sight, (GDestroyNotify) sight_free,
                             survey, survey->cancellable, error);
}

static gboolean
are_all_known (const TandaiExportSplit *self)
{
  for (guint i = 0; i < self->articles->len; i++)
    if (tandai_split_table_lookup (self->options->earlier,
                                   g_array_index (self->articles, TandaiSplitArticle, i).sha256)
        == NULL)
      return FALSE;
  return TRUE;
}

/* A shard whose articles are all in the earlier split need not see the others. */
static gboolean
look (Survey *survey, guint first, guint n, GError **error)
{
  guint n_items = survey->job->items->len;

  if (!look_at (survey, first, n, error))
    return FALSE;
  return n == n_items || are_all_known (survey->self) || look_at (survey, 0, n_items, error);
}

/**
 * tandai_export_split_new:
 * @job: what is exported; its split must outlive this
 * @loader: loads articles
 * @first: the first of the articles that will be written
 * @n: how many of them; less than all only with an earlier split
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Says where each article goes. One that can't be loaded has no place.
 *
 * Returns: (transfer full): the split, or %NULL with @error set where it was stopped
 */
TandaiExportSplit *
tandai_export_split_new (const TandaiExportJob *job,
                         TandaiExportLoader *loader,
                         guint first,
                         guint n,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (TandaiExportSplit) self = g_new0 (TandaiExportSplit, 1);
  Survey survey = { self, job, loader, cancellable };

  g_return_val_if_fail (n == job->items->len || job->split->earlier != NULL, NULL);

  self->options = job->split;
  self->n_places = job->items->len;
  self->places = g_new (guint, MAX (self->n_places, 1));
  self->articles = g_array_sized_new (FALSE, FALSE, sizeof (TandaiSplitArticle), n);
  self->signatures = g_array_sized_new (FALSE, FALSE, sizeof (TandaiSignature), n);
  self->strings = g_string_chunk_new (65536);
  if (!look (&survey, first, n, error)
      || !tandai_split_plan (self->options->spec, self->options->earlier,
                             (TandaiSplitArticle *) (gpointer) self->articles->data,
                             (const TandaiSignature *) (gpointer) self->signatures->data, self->articles->len,
                             cancellable, error))
    return NULL;
  /* What was needed to find out. */
  g_clear_pointer (&self->signatures, g_array_unref);
  return g_steal_pointer (&self);
}

/**
 * tandai_export_split_free:
 * @self: (transfer full): a split
 *
 * Frees it.
 */
void
tandai_export_split_free (TandaiExportSplit *self)
{
  g_clear_pointer (&self->signatures, g_array_unref);
  g_array_unref (self->articles);
  g_string_chunk_free (self->strings);
  g_free (self->places);
  g_free (self);
}

/**
 * tandai_export_split_lookup:
 * @self: a split
 * @index: an item of the export
 *
 * Returns: (transfer none) (nullable): where it goes; %NULL for an article that could not be loaded
 */
const TandaiSplitArticle *
tandai_export_split_lookup (const TandaiExportSplit *self, guint index)
{
  guint place = self->places[index];

  return place != NO_PLACE ? &g_array_index (self->articles, TandaiSplitArticle, place) : NULL;
}

/**
 * tandai_export_split_count_clashes:
 * @self: a split
 *
 * Counts articles of the earlier split with a near-duplicate in another part.
 * They stay where they were.
 *
 * Returns: how many
 */
guint
tandai_export_split_count_clashes (const TandaiExportSplit *self)
{
  guint n = 0;

  for (guint i = 0; i < self->articles->len; i++)
    {
      const TandaiSplitArticle *article = &g_array_index (self->articles, TandaiSplitArticle, i);

      n += article->other_part != NULL && !article->left_out ? 1 : 0;
    }
  return n;
}

/**
 * tandai_export_split_table:
 * @self: a split
 * @first: the first item
 * @n: how many
 * @whole: whether articles of the earlier split that are not exported now stay in the table
 *
 * Returns: (transfer full): a table of the items' articles, to be given to a later split
 */
GString *
tandai_export_split_table (const TandaiExportSplit *self, guint first, guint n, gboolean whole)
{
  g_autoptr (TandaiSplitTable) table = tandai_split_table_new ();

  for (guint i = first; i < first + n; i++)
    {
      const TandaiSplitArticle *article = tandai_export_split_lookup (self, i);

      if (article != NULL && !article->left_out)
        tandai_split_table_add (table, article->sha256, article->group, article->part);
    }
  if (whole && self->options->earlier != NULL)
    tandai_split_table_add_missing (table, self->options->earlier);
  return tandai_split_table_write (table);
}
