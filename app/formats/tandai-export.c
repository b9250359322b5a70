/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From articles to a format's files: articles are loaded and written to memory
 * in several threads, and put into the output in the order that was given.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-export-private.h"
#include "core/tandai-ordered-map.h"
#include "formats/tandai-selection.h"

static void
product_free (TandaiExportProduct *self)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->known, tandai_known_labels_free);
  g_clear_pointer (&self->report, tandai_report_free);
  g_free (self->failure);
  g_free (self);
}

void
_tandai_export_add_failure (TandaiExporting *exporting, const char *message)
{
  g_ptr_array_add (exporting->result->failures, g_strdup (message));
}

static char *
make_stem (const char *name)
{
  if (g_str_has_suffix (name, ".txt") && strlen (name) > strlen (".txt") && !g_str_has_suffix (name, "/.txt"))
    return g_strndup (name, strlen (name) - strlen (".txt"));
  return g_strdup (name);
}

/* The part that an article goes to; %NULL where there is no split. */
const char *
_tandai_export_part_of (const TandaiExportProduct *product)
{
  return product->place != NULL ? product->place->part : NULL;
}

static GPtrArray *
list_labels (const TandaiSidecar *sidecar)
{
  GPtrArray *labels = g_ptr_array_new_full (sidecar->spans->len, g_free);

  for (guint i = 0; i < sidecar->spans->len; i++)
    g_ptr_array_add (labels, g_strdup (tandai_span_get_label (sidecar->spans->pdata[i])));
  return labels;
}

static void
write_article (TandaiExporting *exporting,
               const TandaiExportItem *item,
               TandaiExportLoaded *loaded,
               TandaiExportProduct *product)
{
  const TandaiExportJob *job = exporting->job;
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autofree char *stem = make_stem (item->name);
  TandaiExportArticle article = { item->name, stem, _tandai_export_part_of (product), NULL, loaded->schema };

  product->files = tandai_format_files_new ();
  selected = tandai_selection_apply (loaded->sidecar, item->name, job->options, product->report);
  article.sidecar = selected;
  job->format->write (exporting->state, &article, job->options, product->files, product->report);
  product->n_spans = selected->spans->len;
  if (product->place != NULL)
    product->labels = list_labels (selected);
}

/* Tells where the article goes; one that is like articles of two parts goes nowhere. */
static gboolean
find_place (TandaiExporting *exporting,
            const TandaiExportItem *item,
            guint index,
            TandaiExportProduct *product)
{
  g_autofree char *name = NULL;

  if (exporting->split == NULL)
    return TRUE;
  product->place = tandai_export_split_lookup (exporting->split, index);
  if (product->place == NULL)
    {
      name = tandai_file_display_name (item->file);
      product->failure = g_strdup_printf (_ ("%s: changed while it was being exported"), name);
      return FALSE;
    }
  if (!product->place->left_out)
    return TRUE;
  name = g_strdup_printf ("%s, %s", product->place->part, product->place->other_part);
  tandai_report_add (product->report, TANDAI_LOSS_SPLIT, TRUE, item->name, NULL, name);
  return FALSE;
}

static TandaiReport *
report_new (const TandaiExportJob *job)
{
  return job->counts_only ? tandai_report_new_counting () : tandai_report_new ();
}

/* What is asked for may be mistyped; only who has seen everything can tell. */
static gboolean
names_labels (const TandaiExportJob *job)
{
  return job->options->labels != NULL || job->options->overlap_labels != NULL;
}

static TandaiKnownLabels *
list_known (const TandaiExportLoaded *loaded)
{
  TandaiKnownLabels *known = tandai_known_labels_new ();

  if (loaded->schema != NULL)
    tandai_known_labels_add_schema (known, loaded->schema);
  if (loaded->sidecar != NULL)
    tandai_known_labels_add_spans (known, loaded->sidecar->spans);
  return known;
}

static gpointer
make_product (guint index, gpointer user_data)
{
  TandaiExporting *exporting = user_data;
  const TandaiExportItem *item = exporting->job->items->pdata[exporting->first + index];
  g_auto (TandaiExportLoaded) loaded = { NULL };
  TandaiExportProduct *product = g_new0 (TandaiExportProduct, 1);

  product->report = report_new (exporting->job);
  tandai_export_loader_load (exporting->loader, item, &loaded, exporting->cancellable);
  product->failure = g_steal_pointer (&loaded.failure);
  product->changed = loaded.changed;
  if (names_labels (exporting->job))
    product->known = list_known (&loaded);
  if (loaded.sidecar != NULL && find_place (exporting, item, exporting->first + index, product))
    write_article (exporting, item, &loaded, product);
  return product;
}

static void
take_report (TandaiExporting *exporting, TandaiExportProduct *product)
{
  tandai_report_count_in (exporting->report, product->report);
  tandai_report_merge (exporting->result->report, g_steal_pointer (&product->report));
}

static void
count_written (TandaiExporting *exporting, const TandaiExportProduct *product)
{
  exporting->n_articles++;
  exporting->n_spans += product->n_spans;
  if (product->place == NULL)
    return;
  tandai_export_parts_add (exporting->parts, product->place, product->labels);
  if (exporting->job->split->group_by != NULL && product->place->value == NULL)
    exporting->result->n_ungrouped++;
}

static gboolean
take_written (TandaiExporting *exporting, TandaiExportProduct *product, GError **error)
{
  gboolean written;

  exporting->result->n_changed += product->changed ? 1 : 0;
  take_report (exporting, product);
  if (!_tandai_export_put_files (exporting, product, &written, error))
    return FALSE;
  if (written)
    count_written (exporting, product);
  return TRUE;
}

/* How the output begins is told as soon as it is known. */
static void
tell_sample (TandaiExporting *exporting, gboolean done)
{
  const TandaiExportJob *job = exporting->job;
  gboolean complete;
  GPtrArray *pieces;

  if (job->n_sample == 0 || job->sampled == NULL || exporting->sampled)
    return;
  pieces = tandai_output_get_sample (exporting->output, &complete);
  exporting->sampled = complete || done;
  if (exporting->sampled)
    job->sampled (pieces, job->progress_data);
}

static gboolean
take_product (guint index, gpointer made, gpointer user_data, GError **error)
{
  TandaiExporting *exporting = user_data;
  const TandaiExportJob *job = exporting->job;
  TandaiExportProduct *product = made;
  gboolean taken = TRUE;

  if (product->known != NULL)
    tandai_known_labels_join (exporting->result->known, product->known);
  if (product->failure != NULL)
    _tandai_export_add_failure (exporting, product->failure);
  else if (product->files != NULL)
    taken = take_written (exporting, product, error);
  else if (product->place != NULL)
    take_report (exporting, product);
  else
    exporting->result->n_left_out++;
  product_free (product);
  tell_sample (exporting, FALSE);
  if (taken && job->progress != NULL)
    job->progress (exporting->first + index + 1, job->items->len, job->progress_data);
  return taken;
}

static gboolean
end_format (TandaiExporting *exporting, gboolean done, guint n, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  g_autoptr (GPtrArray) files = tandai_format_files_new ();

  if (format->end != NULL)
    format->end (g_steal_pointer (&exporting->state), files);
  return done && _tandai_export_put_last (exporting, n, files, error);
}

/* Shards are neighbours, so that one after another they are the whole. */
static guint
shard_start (const TandaiExportJob *job, guint shard)
{
  return (guint) ((guint64) job->items->len * shard / MAX (job->n_shards, 1));
}

static gboolean
export_shard (TandaiExporting *exporting, guint shard, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  guint n_shards = MAX (job->n_shards, 1);
  guint end = shard_start (job, shard + 1);
  g_autoptr (GHashTable) begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TandaiReport) report = tandai_report_new_counting ();
  g_autofree char *numbering =
      job->n_shards > 0 ? g_strdup_printf ("-%05u-of-%05u", shard, n_shards) : g_strdup ("");
  gboolean done;

  exporting->first = shard_start (job, shard);
  exporting->numbering = numbering;
  exporting->begun = begun;
  exporting->report = report;
  exporting->n_articles = exporting->n_spans = 0;
  exporting->state = job->format->begin != NULL ? job->format->begin (job->options) : NULL;
  done = tandai_ordered_map (end - exporting->first, job->n_threads, make_product, take_product,
                             (GDestroyNotify) product_free, exporting, exporting->cancellable, error);
  if (!end_format (exporting, done, end - exporting->first, error))
    return FALSE;
  exporting->result->n_exported += exporting->n_articles;
  exporting->result->n_spans += exporting->n_spans;
  return TRUE;
}

static gboolean
split_articles (TandaiExporting *exporting, guint first_shard, guint n_shards, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  guint first = shard_start (job, first_shard);

  exporting->split = tandai_export_split_new (job, exporting->loader, first,
                                              shard_start (job, first_shard + n_shards) - first,
                                              exporting->cancellable, error);
  if (exporting->split == NULL)
    return FALSE;
  exporting->parts = tandai_export_parts_new (tandai_split_spec_parts (job->split->spec));
  exporting->result->n_clashes = tandai_export_split_count_clashes (exporting->split);
  exporting->result->parts = tandai_export_parts_list (exporting->parts);
  return TRUE;
}

static gboolean
export_shards (TandaiExporting *exporting, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  guint first = (guint) MAX (job->shard, 0);
  guint n = job->n_shards == 0 || job->shard >= 0 ? 1 : job->n_shards;

  if (job->split != NULL && !split_articles (exporting, first, n, error))
    return FALSE;
  for (guint i = first; i < first + n; i++)
    if (!export_shard (exporting, i, error))
      return FALSE;
  return TRUE;
}

static TandaiOutput *
open_output (const TandaiExportJob *job, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  GFile *last = NULL;

  if (job->n_sample > 0)
    return tandai_output_new_sample (tandai_export_needs_folder (job), job->n_sample);
  for (guint i = 0; i < job->items->len; i++)
    {
      const TandaiExportItem *item = job->items->pdata[i];

      g_ptr_array_add (articles, item->file);
      if (item->root != NULL && item->root != last)
        g_ptr_array_add (roots, item->root);
      last = item->root;
    }
  return tandai_output_new (job->output, tandai_export_needs_folder (job), roots, articles, error);
}

static TandaiExportResult *
result_new (const TandaiExportJob *job)
{
  TandaiExportResult *self = g_new0 (TandaiExportResult, 1);

  self->failures = g_ptr_array_new_with_free_func (g_free);
  self->known = names_labels (job) ? tandai_known_labels_new () : NULL;
  self->report = report_new (job);
  return self;
}

/**
 * tandai_export_needs_folder:
 * @job: what is exported, and how
 *
 * Tells what the output is: a folder, or one file, which may be standard
 * output. One shard alone goes to standard output where nothing else is said,
 * as a map task's does.
 *
 * Returns: whether it is a folder
 */
gboolean
tandai_export_needs_folder (const TandaiExportJob *job)
{
  if (!job->format->one_file || job->split != NULL)
    return TRUE;
  return job->n_shards > 0 && (job->output != NULL || job->shard < 0);
}

/**
 * tandai_export_run:
 * @job: what is exported, and how
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Exports. An article that can't be exported is among the result's failures and
 * the others are written. Where the output can't be written there is an error,
 * and what was there before is untouched. The same job gives the same bytes,
 * in however many threads.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
TandaiExportResult *
tandai_export_run (const TandaiExportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiExportResult) result = result_new (job);
  g_autoptr (TandaiOutput) output = NULL;
  g_autoptr (TandaiExportLoader) loader = NULL;
  TandaiExporting exporting = { job, result };
  gboolean exported;

  g_return_val_if_fail (job != NULL, NULL);
  g_return_val_if_fail (job->output != NULL || job->n_sample > 0 || !tandai_export_needs_folder (job), NULL);
  g_return_val_if_fail (job->n_shards == 0 || job->shard < (int) job->n_shards, NULL);
  g_return_val_if_fail (job->split == NULL || job->shard < 0 || job->split->earlier != NULL, NULL);

  output = open_output (job, error);
  if (output == NULL)
    return NULL;
  loader = tandai_export_loader_new (job->selection);
  exporting.loader = loader;
  exporting.output = output;
  exporting.cancellable = cancellable;
  exporting.in_folder = tandai_export_needs_folder (job);
  exported = export_shards (&exporting, error) && tandai_output_commit (output, error);
  if (exported)
    tell_sample (&exporting, TRUE);
  g_clear_pointer (&exporting.split, tandai_export_split_free);
  g_clear_pointer (&exporting.parts, tandai_export_parts_free);
  return exported ? g_steal_pointer (&result) : NULL;
}

/**
 * tandai_export_item_new:
 * @file: the article
 * @root: (nullable): up to which folder its schema is looked for
 * @name: its path in the output
 * @annotator: (nullable): whose sidecar was named
 * @annotators: (array zero-terminated=1): who has a sidecar of it
 *
 * Returns: (transfer full): an item, to be freed with g_free(); what it was given is borrowed
 */
TandaiExportItem *
tandai_export_item_new (GFile *file, GFile *root, const char *name, const char *annotator, char **annotators)
{
  TandaiExportItem *item = g_new (TandaiExportItem, 1);

  *item = (TandaiExportItem){ file, root, name, annotator, (const char *const *) annotators };
  return item;
}

/**
 * tandai_export_result_free:
 * @self: (transfer full): a result
 *
 * Frees a result.
 */
void
tandai_export_result_free (TandaiExportResult *self)
{
  g_ptr_array_unref (self->failures);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->known, tandai_known_labels_free);
  tandai_report_free (self->report);
  g_free (self);
}
