/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From articles to a format's files: articles are loaded and written to memory
 * in several threads, and put into the output in the order that was given.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "formats/tandai-export-load.h"
#include "formats/tandai-export-parts.h"
#include "formats/tandai-export-readme.h"
#include "formats/tandai-export-split.h"
#include "formats/tandai-export.h"
#include "formats/tandai-ordered-map.h"
#include "formats/tandai-output.h"
#include "formats/tandai-selection.h"

/*
 * One shard, or all. @numbering tells the shard in names, "" where there are
 * none; @report has the counts of this shard alone, for its README. @split and
 * @parts are there for a split alone.
 */
typedef struct
{
  const TandaiExportJob *job;
  TandaiExportResult *result;
  TandaiExportLoader *loader;
  TandaiOutput *output;
  TandaiExportSplit *split;
  TandaiExportParts *parts;
  GCancellable *cancellable;
  gboolean in_folder;
  guint first;
  const char *numbering;
  gpointer state;
  gboolean sampled;
  TandaiReport *report;
  GHashTable *begun;
  guint n_articles;
  guint n_spans;
} Exporting;

/* What has become of one article. */
typedef struct
{
  GPtrArray *files;
  TandaiReport *report;
  char *failure;
  gboolean changed;
  const TandaiSplitArticle *place;
  GPtrArray *labels;
  guint n_spans;
} Product;

static void
product_free (Product *self)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->report, tandai_report_free);
  g_free (self->failure);
  g_free (self);
}

static void
add_failure (Exporting *exporting, const char *message)
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

static const char *
part_of (const Product *product)
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
write_article (Exporting *exporting,
               const TandaiExportItem *item,
               TandaiExportLoaded *loaded,
               Product *product)
{
  const TandaiExportJob *job = exporting->job;
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autofree char *stem = make_stem (item->name);
  TandaiExportArticle article = { item->name, stem, part_of (product), NULL, loaded->schema };

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
find_place (Exporting *exporting, const TandaiExportItem *item, guint index, Product *product)
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

static gpointer
make_product (guint index, gpointer user_data)
{
  Exporting *exporting = user_data;
  const TandaiExportItem *item = exporting->job->items->pdata[exporting->first + index];
  g_auto (TandaiExportLoaded) loaded = { NULL };
  Product *product = g_new0 (Product, 1);

  product->report = tandai_report_new ();
  tandai_export_loader_load (exporting->loader, item, &loaded, exporting->cancellable);
  product->failure = g_steal_pointer (&loaded.failure);
  product->changed = loaded.changed;
  if (loaded.sidecar != NULL && find_place (exporting, item, exporting->first + index, product))
    write_article (exporting, item, &loaded, product);
  return product;
}

/* A name that can't be had is this article's trouble; a full disk is everybody's. */
static gboolean
is_one_articles (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
}

/* The folder of a shard, with its "/". */
static char *
make_prefix (Exporting *exporting)
{
  return *exporting->numbering != '\0' ? g_strconcat ("part", exporting->numbering, "/", NULL)
                                       : g_strdup ("");
}

/* A file that is written once beside files of many articles: one for each shard, so that shards do not meet.
 */
static char *
place_beside (Exporting *exporting, const char *name)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL ? (int) (dot - name) : (int) strlen (name);

  return g_strdup_printf ("%.*s%s%s", stem, name, exporting->numbering, name + stem);
}

/* Where one of an article's files lies in the output; "" for an output that is a single file. */
static char *
place_file (Exporting *exporting, const char *name, const char *part)
{
  const TandaiFormat *format = exporting->job->format;
  g_autofree char *prefix = NULL;

  if (!exporting->in_folder)
    return g_strdup ("");
  if (format->one_file && *name == '\0')
    return g_strconcat (part != NULL ? part : "part", exporting->numbering, format->suffix, NULL);
  if (format->one_file)
    return place_beside (exporting, name);
  prefix = make_prefix (exporting);
  if (part != NULL && !format->names_parts)
    return g_strconcat (prefix, part, "/", name, NULL);
  return g_strconcat (prefix, name, NULL);
}

static gboolean
put (Exporting *exporting, const char *place, const char *bytes, gsize n_bytes, GError **error)
{
  if (exporting->in_folder)
    return tandai_output_append (exporting->output, place, bytes, n_bytes, error);
  return tandai_output_write (exporting->output, place, bytes, n_bytes, error);
}

/* An article's share of a file that has others', with what the format wants before it. */
static gboolean
put_share (Exporting *exporting, const char *place, GString *bytes, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  const char *before = format->separator;

  if (bytes->len == 0)
    return TRUE;
  if (!g_hash_table_contains (exporting->begun, place))
    {
      g_hash_table_add (exporting->begun, g_strdup (place));
      before = format->head;
    }
  return (before == NULL || !format->one_file || put (exporting, place, before, strlen (before), error))
         && put (exporting, place, bytes->str, bytes->len, error);
}

static gboolean
put_file (
    Exporting *exporting, const TandaiExportFile *file, const char *part, GPtrArray *places, GError **error)
{
  g_autofree char *place = place_file (exporting, file->name, part);

  if (file->shared || exporting->job->format->one_file)
    return put_share (exporting, place, file->bytes, error);
  if (!tandai_output_write (exporting->output, place, file->bytes->str, file->bytes->len, error))
    return FALSE;
  g_ptr_array_add (places, g_steal_pointer (&place));
  return TRUE;
}

static gboolean
put_files (Exporting *exporting, const Product *product, gboolean *written, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  *written = FALSE;
  for (guint i = 0; i < product->files->len; i++)
    {
      if (put_file (exporting, product->files->pdata[i], part_of (product), places, &local_error))
        continue;
      for (guint j = 0; j < places->len; j++)
        tandai_output_take_back (exporting->output, places->pdata[j]);
      if (is_one_articles (local_error))
        {
          add_failure (exporting, local_error->message);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *written = TRUE;
  return TRUE;
}

static void
take_report (Exporting *exporting, Product *product)
{
  tandai_report_count_in (exporting->report, product->report);
  tandai_report_merge (exporting->result->report, g_steal_pointer (&product->report));
}

static void
count_written (Exporting *exporting, const Product *product)
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
take_written (Exporting *exporting, Product *product, GError **error)
{
  gboolean written;

  exporting->result->n_changed += product->changed ? 1 : 0;
  take_report (exporting, product);
  if (!put_files (exporting, product, &written, error))
    return FALSE;
  if (written)
    count_written (exporting, product);
  return TRUE;
}

/* How the output begins is told as soon as it is known. */
static void
tell_sample (Exporting *exporting, gboolean done)
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
  Exporting *exporting = user_data;
  const TandaiExportJob *job = exporting->job;
  Product *product = made;
  gboolean taken = TRUE;

  if (product->failure != NULL)
    add_failure (exporting, product->failure);
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

/* Where not one article was written, a file of many still is one: an empty list, a table's headings. */
static gboolean
put_head (Exporting *exporting, const char *part, GError **error)
{
  const char *head = exporting->job->format->head != NULL ? exporting->job->format->head : "";
  g_autofree char *place = place_file (exporting, "", part);

  if (g_hash_table_contains (exporting->begun, place))
    return TRUE;
  if (!put (exporting, place, head, strlen (head), error))
    return FALSE;
  g_hash_table_add (exporting->begun, g_steal_pointer (&place));
  return TRUE;
}

static gboolean
put_heads (Exporting *exporting, GError **error)
{
  const char *const whole[] = { NULL };
  const char *const *parts =
      exporting->split != NULL ? tandai_split_spec_parts (exporting->job->split->spec) : whole;

  do
    if (!put_head (exporting, *parts, error))
      return FALSE;
  while (*parts != NULL && *++parts != NULL);
  return TRUE;
}

static gboolean
put_tails (Exporting *exporting, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  GHashTableIter iter;
  gpointer place;

  if (!format->one_file)
    return TRUE;
  if (!put_heads (exporting, error))
    return FALSE;
  g_hash_table_iter_init (&iter, exporting->begun);
  while (format->tail != NULL && g_hash_table_iter_next (&iter, &place, NULL))
    if (!put (exporting, place, format->tail, strlen (format->tail), error))
      return FALSE;
  return TRUE;
}

/* Beside a single file there is no place for another. */
static gboolean
put_last_files (Exporting *exporting, GPtrArray *files, GError **error)
{
  if (!exporting->in_folder)
    return TRUE;
  for (guint i = 0; i < files->len; i++)
    {
      const TandaiExportFile *file = files->pdata[i];
      g_autofree char *place = place_file (exporting, file->name, NULL);

      if (!tandai_output_write (exporting->output, place, file->bytes->str, file->bytes->len, error))
        return FALSE;
    }
  return TRUE;
}

/* Parts of one file each, made by programs that know nothing of each other, have no README that all could
 * share. */
static gboolean
put_readme (Exporting *exporting, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  g_autofree char *readme = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *place = NULL;

  if (!exporting->in_folder || (job->format->one_file && job->n_shards > 0))
    return TRUE;
  readme = tandai_export_readme (job->format, exporting->split != NULL, exporting->n_articles,
                                 exporting->n_spans, exporting->report);
  prefix = make_prefix (exporting);
  place = g_strconcat (prefix, TANDAI_EXPORT_README, NULL);
  return tandai_output_write (exporting->output, place, readme, strlen (readme), error);
}

/* What a later split needs. An earlier one's articles are kept in it, though they may not be here today. */
static gboolean
put_split (Exporting *exporting, guint n, GError **error)
{
  g_autoptr (GString) table = NULL;
  g_autofree char *place = NULL;

  if (exporting->split == NULL)
    return TRUE;
  table = tandai_export_split_table (exporting->split, exporting->first, n, exporting->job->n_shards == 0);
  place = place_file (exporting, TANDAI_SPLIT_TABLE_NAME, NULL);
  return tandai_output_write (exporting->output, place, table->str, table->len, error);
}

static gboolean
end_format (Exporting *exporting, gboolean done, GError **error)
{
  const TandaiFormat *format = exporting->job->format;
  g_autoptr (GPtrArray) files = tandai_format_files_new ();

  if (format->end != NULL)
    format->end (g_steal_pointer (&exporting->state), files);
  return done && put_tails (exporting, error) && put_last_files (exporting, files, error)
         && put_readme (exporting, error);
}

/* Shards are neighbours, so that one after another they are the whole. */
static guint
shard_start (const TandaiExportJob *job, guint shard)
{
  return (guint) ((guint64) job->items->len * shard / MAX (job->n_shards, 1));
}

static gboolean
export_shard (Exporting *exporting, guint shard, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  guint n_shards = MAX (job->n_shards, 1);
  guint end = shard_start (job, shard + 1);
  g_autoptr (GHashTable) begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TandaiReport) report = tandai_report_new ();
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
  if (!end_format (exporting, done, error) || !put_split (exporting, end - exporting->first, error))
    return FALSE;
  exporting->result->n_exported += exporting->n_articles;
  exporting->result->n_spans += exporting->n_spans;
  return TRUE;
}

static gboolean
split_articles (Exporting *exporting, guint first_shard, guint n_shards, GError **error)
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
export_shards (Exporting *exporting, GError **error)
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
result_new (void)
{
  TandaiExportResult *self = g_new0 (TandaiExportResult, 1);

  self->failures = g_ptr_array_new_with_free_func (g_free);
  self->report = tandai_report_new ();
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
  g_autoptr (TandaiExportResult) result = result_new ();
  g_autoptr (TandaiOutput) output = NULL;
  g_autoptr (TandaiExportLoader) loader = NULL;
  Exporting exporting = { job, result };
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
  tandai_report_free (self->report);
  g_free (self);
}
