/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table knows of articles goes into their sidecars, each by the document's own commands. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "formats/tandai-metadata-private.h"

#define STATUS "status"
#define SUFFIX ".txt"

/* Tells what is wrong with a row. */
void
_tandai_metadata_fail (TandaiApplying *applying, const TandaiMetadataRow *row, const char *reason)
{
  /* It may quote the table. */
  g_autofree char *shown = tandai_display_name (reason);

  g_ptr_array_add (applying->result->failures,
                   g_strdup_printf (_ ("%s: line %u: %s"), applying->job->table->path, row->line, shown));
}

/* An exact path is never taken for another's name. */
static void
add_name (GHashTable *by_name, char *name, const TandaiExportItem *item, gboolean exact)
{
  gpointer there;

  if (exact)
    g_hash_table_replace (by_name, name, (gpointer) item);
  else if (!g_hash_table_lookup_extended (by_name, name, NULL, &there))
    g_hash_table_insert (by_name, name, (gpointer) item);
  else
    {
      if (there != item)
        g_hash_table_insert (by_name, g_strdup (name), NULL);
      g_free (name);
    }
}

static char *
dup_stem (const char *name)
{
  gsize n = strlen (name);

  return g_str_has_suffix (name, SUFFIX) ? g_strndup (name, n - strlen (SUFFIX)) : g_strdup (name);
}

static GHashTable *
list_names (GPtrArray *items)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const TandaiExportItem *item = items->pdata[i];
      g_autofree char *name = tandai_display_name (item->name);
      g_autofree char *base = g_path_get_basename (name);

      add_name (by_name, dup_stem (name), item, FALSE);
      add_name (by_name, g_strdup (base), item, FALSE);
      add_name (by_name, dup_stem (base), item, FALSE);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const TandaiExportItem *item = items->pdata[i];

      add_name (by_name, tandai_display_name (item->name), item, TRUE);
    }
  return by_name;
}

static const char *
get_value (TandaiDocument *document, const char *field)
{
  if (strcmp (field, STATUS) != 0)
    return tandai_document_get_metadata (document, field);
  return tandai_status_to_string (tandai_document_get_status (document));
}

/* Whether a person has said what is there: a status before the end comes by itself. */
static gboolean
is_said (TandaiDocument *document, const char *field, const char *value)
{
  TandaiStatus status = tandai_document_get_status (document);

  if (strcmp (field, STATUS) != 0)
    return value != NULL;
  return status == TANDAI_STATUS_DONE || status == TANDAI_STATUS_EXCLUDED;
}

static gboolean
check_value (TandaiDocument *document, const char *field, const char *value, GError **error)
{
  TandaiStatus status;

  if (strcmp (field, STATUS) != 0)
    return tandai_document_check_metadata (document, field, value, error);
  if (tandai_status_from_string (value, &status))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE,
               _ ("“%s” is no status: new, in-progress, done or excluded"), value);
  return FALSE;
}

static gboolean
set_value (TandaiDocument *document, const char *field, const char *value, GError **error)
{
  TandaiStatus status;

  if (strcmp (field, STATUS) != 0)
    return tandai_document_set_metadata (document, field, value, error);
  return tandai_status_from_string (value, &status) && tandai_document_set_status (document, status, error);
}

/* Returns FALSE: nothing was set. */
static gboolean
refuse (TandaiApplying *applying, const TandaiMetadataRow *row, const char *field, const GError *error)
{
  if (g_error_matches (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND))
    g_hash_table_add (applying->unknown, (gpointer) field);
  else
    _tandai_metadata_fail (applying, row, error->message);
  return FALSE;
}

/* Notes that something was set. */
void
_tandai_metadata_note_change (TandaiApplying *applying,
                              const TandaiExportItem *item,
                              const char *field,
                              const char *before,
                              const char *after)
{
  g_autofree char *name = tandai_display_name (item->name);
  g_autofree char *words = NULL;

  applying->result->n_values++;
  if (before != NULL)
    /* Translators: an article, the name of what is said of it, what was said and what is said now. */
    words = g_strdup_printf (_ ("%s: %s: “%s” instead of “%s”"), name, field, after, before);
  else
    words = g_strdup_printf (_ ("%s: %s: “%s”"), name, field, after);
  g_ptr_array_add (applying->result->changes, g_steal_pointer (&words));
}

/* What is kept is no reason to pass over a fault of the table. Returns whether something was set. */
static gboolean
apply_cell (TandaiApplying *applying,
            const TandaiExportItem *item,
            const TandaiMetadataRow *row,
            TandaiDocument *document,
            guint column)
{
  const char *field = applying->job->table->fields->pdata[column];
  const char *value = row->cells->pdata[column];
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  if (field == NULL || *value == '\0' || g_hash_table_contains (applying->unknown, field))
    return FALSE;
  before = g_strdup (get_value (document, field));
  if (g_strcmp0 (before, value) == 0)
    return FALSE;
  if (!check_value (document, field, value, &error))
    return refuse (applying, row, field, error);
  if (!applying->job->replace && is_said (document, field, before))
    {
      applying->result->n_kept++;
      return FALSE;
    }
  if (!set_value (document, field, value, &error))
    return refuse (applying, row, field, error);
  _tandai_metadata_note_change (applying, item, field, before, value);
  return TRUE;
}

static gboolean
apply_cells (TandaiApplying *applying,
             const TandaiExportItem *item,
             const TandaiMetadataRow *row,
             TandaiDocument *document)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < row->cells->len; i++)
    changed |= apply_cell (applying, item, row, document, i);
  return changed;
}

/* Writes a sidecar; where that fails the row tells. */
void
_tandai_metadata_save (TandaiApplying *applying, const TandaiMetadataRow *row, TandaiDocument *document)
{
  g_autofree char *diverted = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  if (!tandai_document_save (document, &diverted, applying->cancellable, &error))
    _tandai_metadata_fail (applying, row, error->message);
  if (diverted == NULL)
    return;
  name = tandai_display_name (diverted);
  reason =
      g_strdup_printf (_ ("another program has changed the annotations meanwhile; these are in “%s”"), name);
  _tandai_metadata_fail (applying, row, reason);
}

/* Reads a sidecar; NULL, having told why, where it takes nothing. */
TandaiDocument *
_tandai_metadata_load (TandaiApplying *applying,
                       const TandaiExportItem *item,
                       const TandaiMetadataRow *row,
                       const char *annotator)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiDocument) document =
      tandai_document_load (item->file, annotator, item->root, applying->cancellable, &error);
  const char *message = error != NULL ? error->message : NULL;

  if (document != NULL && tandai_document_get_lock (document, &message) == TANDAI_LOCK_NONE)
    return g_steal_pointer (&document);
  _tandai_metadata_fail (applying, row, message);
  return NULL;
}

static gboolean
apply_to_sidecar (TandaiApplying *applying,
                  const TandaiExportItem *item,
                  const TandaiMetadataRow *row,
                  const char *annotator)
{
  g_autoptr (TandaiDocument) document = _tandai_metadata_load (applying, item, row, annotator);
  gboolean changed = document != NULL && apply_cells (applying, item, row, document);

  if (changed && !applying->job->dry_run)
    _tandai_metadata_save (applying, row, document);
  return changed;
}

/* Whose sidecars are meant; one that was named in its article's place is meant alone. */
char **
_tandai_metadata_dup_annotators (TandaiApplying *applying, const TandaiExportItem *item)
{
  const char *asked = applying->job->annotator != NULL ? applying->job->annotator
                      : item->root == NULL             ? item->annotator
                                                       : NULL;
  const char *const only[] = { asked != NULL ? asked : "", NULL };

  return g_strdupv ((char **) (asked != NULL || item->annotators[0] == NULL ? only : item->annotators));
}

static void
apply_to_article (TandaiApplying *applying, const TandaiExportItem *item, const TandaiMetadataRow *row)
{
  g_auto (GStrv) annotators = _tandai_metadata_dup_annotators (applying, item);
  gboolean changed = FALSE;

  for (guint i = 0; annotators[i] != NULL; i++)
    changed |= apply_to_sidecar (applying, item, row, annotators[i]);
  applying->result->n_articles += changed;
}

/* The article that a row names; NULL, having told why, where there is not just one. */
const TandaiExportItem *
_tandai_metadata_find_item (TandaiApplying *applying, const TandaiMetadataRow *row)
{
  gpointer item = NULL;
  g_autofree char *reason = NULL;

  if (!g_hash_table_lookup_extended (applying->by_name, row->article, NULL, &item))
    reason = g_strdup_printf (_ ("there is no article “%s”"), row->article);
  else if (item == NULL)
    reason =
        g_strdup_printf (_ ("several articles are called “%s”: their folders must be named"), row->article);
  if (reason != NULL)
    _tandai_metadata_fail (applying, row, reason);
  return item;
}

static void
apply_row (TandaiApplying *applying, const TandaiMetadataRow *row)
{
  const TandaiExportItem *item = _tandai_metadata_find_item (applying, row);
  g_autofree char *reason = g_strdup_printf (_ ("“%s” was in the table before"), row->article);

  if (item == NULL)
    return;
  if (g_hash_table_add (applying->seen, (gpointer) item))
    apply_to_article (applying, item, row);
  else
    _tandai_metadata_fail (applying, row, reason);
}

/* Returns the first row after those that were applied. */
static guint
apply_rows (TandaiApplying *applying, guint first)
{
  if (applying->job->table->entity_column >= 0)
    return _tandai_metadata_apply_spans (applying, first);
  apply_row (applying, applying->job->table->rows->pdata[first]);
  return first + 1;
}

/* In the order of the table. */
static void
tell_unknown (TandaiApplying *applying)
{
  const TandaiMetadataTable *table = applying->job->table;

  for (guint i = 0; i < table->fields->len; i++)
    {
      const char *field = table->fields->pdata[i];
      g_autofree char *shown = field != NULL ? tandai_display_name (field) : NULL;

      if (field != NULL && g_hash_table_contains (applying->unknown, field))
        /* Translators: a file and the name of a column in it; “attributes.” stays as it is. */
        g_ptr_array_add (
            applying->result->failures,
            g_strdup_printf (_ ("%s: articles have no “%s”; for an attribute of your own call the "
                                "column “attributes.%s”"),
                             table->path, shown, shown));
    }
}

static TandaiMetadataResult *
result_new (GPtrArray *failures)
{
  TandaiMetadataResult *self = g_new0 (TandaiMetadataResult, 1);

  self->changes = g_ptr_array_new_with_free_func (g_free);
  self->failures = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_extend (self->failures, failures, (GCopyFunc) g_strdup, NULL);
  return self;
}

/**
 * tandai_metadata_apply:
 * @job: what is to be put where
 * @cancellable: (nullable): to stop it; sidecars that are written stay so
 * @error: return location for a cancellation
 *
 * Puts what a table knows of articles into their sidecars. An empty cell says
 * nothing. Safe in a thread.
 *
 * Returns: (transfer full): what has become of it, or %NULL with @error set
 */
TandaiMetadataResult *
tandai_metadata_apply (const TandaiMetadataJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TandaiMetadataResult) result = result_new (job->table->failures);
  g_autoptr (GHashTable) by_name = list_names (job->items);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_str_hash, g_str_equal);
  TandaiApplying applying = { job, result, by_name, seen, unknown, cancellable };
  guint n_rows = job->table->rows->len;

  for (guint i = 0; i < n_rows;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      i = apply_rows (&applying, i);
      if (job->progress != NULL)
        job->progress (i, n_rows, job->progress_data);
    }
  tell_unknown (&applying);
  return g_steal_pointer (&result);
}

/**
 * tandai_metadata_result_free:
 * @self: (transfer full): a result
 *
 * Frees it.
 */
void
tandai_metadata_result_free (TandaiMetadataResult *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

/**
 * tandai_metadata_result_tell:
 * @self: a result
 * @dry_run: whether it only would have become so
 *
 * Returns: (transfer full) (element-type utf8): how much was set and how much was not, in words
 */
GPtrArray *
tandai_metadata_result_tell (const TandaiMetadataResult *self, gboolean dry_run)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *values =
      g_strdup_printf (ngettext ("%u value", "%u values", self->n_values), self->n_values);

  if (dry_run)
    /* Translators: the %s is “3 values”. */
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("%s would be set in %u article",
                                                       "%s would be set in %u articles", self->n_articles),
                                             values, self->n_articles));
  else
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("%s set in %u article", "%s set in %u articles",
                                                       self->n_articles),
                                             values, self->n_articles));
  if (self->n_kept > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (ngettext ("%u value that is there already was kept",
                                                "%u values that are there already were kept", self->n_kept),
                                      self->n_kept));
  return lines;
}
