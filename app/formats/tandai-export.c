/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From articles to a format's files: one article after another, in the order
 * that was given, so that memory is that of the largest article.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-export.h"
#include "formats/tandai-output.h"
#include "formats/tandai-selection.h"

typedef struct
{
  const TandaiExportJob *job;
  TandaiExportResult *result;
  TandaiOutput *output;
  gpointer state;
  GCancellable *cancellable;
} Exporting;

static void
add_failure (Exporting *exporting, const char *message)
{
  g_ptr_array_add (exporting->result->failures, g_strdup (message));
}

/* Whose sidecar is meant; NULL where it must be said. */
static const char *
choose_annotator (Exporting *exporting, const TandaiExportItem *item)
{
  const char *asked = exporting->job->selection->annotator;
  g_autofree char *file = NULL;
  g_autofree char *names = NULL;
  g_autofree char *message = NULL;

  if (asked != NULL)
    return asked;
  if (item->annotator != NULL)
    return item->annotator;
  if (item->annotators[0] == NULL || g_strv_contains (item->annotators, ""))
    return "";
  file = tandai_file_display_name (item->file);
  names = g_strjoinv (", ", (char **) item->annotators);
  /* Translators: the first %s is an article's name, the second one or more annotators' names. */
  message = g_strdup_printf (_ ("%s: annotated by %s: say whose annotations are meant"), file, names);
  add_failure (exporting, message);
  return NULL;
}

static gboolean
is_selected (const TandaiExportSelection *selection, gboolean annotated, TandaiStatus status)
{
  if (selection->status != NULL && strcmp (selection->status, tandai_status_to_string (status)) != 0)
    return annotated ? FALSE : selection->include_unannotated;
  if (selection->status != NULL)
    return annotated || selection->include_unannotated || status == TANDAI_STATUS_NEW;
  if (status == TANDAI_STATUS_EXCLUDED)
    return FALSE;
  return selection->include_unannotated || (annotated && status != TANDAI_STATUS_NEW);
}

/* What stands in the way of an export; an article that has changed does not: its annotated text is there. */
static gboolean
check_lock (Exporting *exporting, TandaiDocument *document)
{
  const char *message;

  switch (tandai_document_get_lock (document, &message))
    {
    case TANDAI_LOCK_SIDECAR_INVALID:
    case TANDAI_LOCK_NAME_CLASH:
      add_failure (exporting, message);
      return FALSE;
    case TANDAI_LOCK_ARTICLE_CHANGED:
      exporting->result->n_changed++;
      return TRUE;
    case TANDAI_LOCK_NONE:
    case TANDAI_LOCK_ARTICLE_MISSING:
    default:
      return TRUE;
    }
}

static void
take_back (Exporting *exporting, GPtrArray *files, guint n_written)
{
  for (guint i = 0; i < n_written; i++)
    tandai_output_take_back (exporting->output, ((TandaiExportFile *) files->pdata[i])->name);
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

static gboolean
write_files (Exporting *exporting, GPtrArray *files, gboolean *written, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *written = FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const TandaiExportFile *file = files->pdata[i];

      if (tandai_output_write (exporting->output, file->name, file->bytes->str, file->bytes->len,
                               &local_error))
        continue;
      take_back (exporting, files, i);
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

static char *
make_stem (const char *name)
{
  if (g_str_has_suffix (name, ".txt") && strlen (name) > strlen (".txt") && !g_str_has_suffix (name, "/.txt"))
    return g_strndup (name, strlen (name) - strlen (".txt"));
  return g_strdup (name);
}

static gboolean
write_document (Exporting *exporting, const TandaiExportItem *item, TandaiDocument *document, GError **error)
{
  const TandaiExportJob *job = exporting->job;
  g_autoptr (TandaiSidecar) whole = tandai_document_snapshot (document, NULL);
  g_autoptr (TandaiSidecar) selected = NULL;
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  g_autofree char *stem = make_stem (item->name);
  TandaiExportArticle article = { item->name, stem, NULL, NULL, tandai_document_get_schema (document) };
  gboolean written;

  selected = tandai_selection_apply (whole, item->name, job->options, exporting->result->report);
  article.sidecar = selected;
  job->format->write (exporting->state, &article, job->options, files, exporting->result->report);
  if (!write_files (exporting, files, &written, error))
    return FALSE;
  if (written)
    {
      exporting->result->n_exported++;
      exporting->result->n_spans += selected->spans->len;
    }
  return TRUE;
}

static gboolean
export_item (Exporting *exporting, const TandaiExportItem *item, GError **error)
{
  const char *annotator = choose_annotator (exporting, item);
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean annotated;

  if (annotator == NULL)
    return TRUE;
  annotated = g_strv_contains (item->annotators, annotator);
  if (!annotated && !is_selected (exporting->job->selection, FALSE, TANDAI_STATUS_NEW))
    {
      exporting->result->n_left_out++;
      return TRUE;
    }
  document = tandai_document_load (item->file, annotator, item->root, exporting->cancellable, &local_error);
  if (document == NULL)
    {
      add_failure (exporting, local_error->message);
      return TRUE;
    }
  if (!check_lock (exporting, document))
    return TRUE;
  if (is_selected (exporting->job->selection, annotated, tandai_document_get_status (document)))
    return write_document (exporting, item, document, error);
  exporting->result->n_left_out++;
  return TRUE;
}

static gboolean
export_items (Exporting *exporting, GError **error)
{
  const TandaiExportJob *job = exporting->job;

  for (guint i = 0; i < job->items->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (exporting->cancellable, error)
          || !export_item (exporting, job->items->pdata[i], error))
        return FALSE;
      if (job->progress != NULL)
        job->progress (i + 1, job->items->len, job->progress_data);
    }
  return !g_cancellable_set_error_if_cancelled (exporting->cancellable, error);
}

static gboolean
end_format (Exporting *exporting, GError **error)
{
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  gpointer state = g_steal_pointer (&exporting->state);

  if (exporting->job->format->end == NULL)
    return TRUE;
  exporting->job->format->end (state, files);
  for (guint i = 0; i < files->len; i++)
    {
      const TandaiExportFile *file = files->pdata[i];

      if (!tandai_output_write (exporting->output, file->name, file->bytes->str, file->bytes->len, error))
        return FALSE;
    }
  return TRUE;
}

static TandaiOutput *
open_output (const TandaiExportJob *job, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  GFile *last = NULL;

  for (guint i = 0; i < job->items->len; i++)
    {
      const TandaiExportItem *item = job->items->pdata[i];

      g_ptr_array_add (articles, item->file);
      if (item->root != NULL && item->root != last)
        g_ptr_array_add (roots, item->root);
      last = item->root;
    }
  return tandai_output_new (job->output, !job->format->one_file, roots, articles, error);
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
 * tandai_export_run:
 * @job: what is exported, and how
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Exports. An article that can't be exported is among the result's failures and
 * the others are written. Where the output can't be written there is an error,
 * and what was there before is untouched.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
TandaiExportResult *
tandai_export_run (const TandaiExportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiExportResult) result = result_new ();
  g_autoptr (TandaiOutput) output = NULL;
  Exporting exporting = { job, result, NULL, NULL, cancellable };
  gboolean done;

  g_return_val_if_fail (job != NULL && (job->output != NULL || job->format->one_file), NULL);

  output = open_output (job, error);
  if (output == NULL)
    return NULL;
  exporting.output = output;
  exporting.state = job->format->begin != NULL ? job->format->begin (job->options) : NULL;
  done = export_items (&exporting, error);
  if (!end_format (&exporting, done ? error : NULL) || !done || !tandai_output_commit (output, error))
    return NULL;
  return g_steal_pointer (&result);
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
  tandai_report_free (self->report);
  g_free (self);
}
