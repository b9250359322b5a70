/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Planning a change to labels, and carrying it out. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-history-store.h"
#include "core/tandai-paths.h"
#include "core/tandai-schema-edit.h"
#include "corpus/tandai-label-work-private.h"
#include "corpus/tandai-sidecar-walk.h"

/** _tandai_label_fail: notes why a sidecar is left alone; messages name the file where @error does not */
void
_tandai_label_fail (TandaiLabelWork *work, const char *path, const GError *error)
{
  g_autofree char *shown = tandai_display_name (path);

  g_ptr_array_add (work->report->failures, strstr (error->message, shown) != NULL
                                               ? g_strdup (error->message)
                                               : g_strdup_printf ("%s: %s", shown, error->message));
}

/** _tandai_label_progress: tells how far it is */
void
_tandai_label_progress (TandaiLabelWork *work, guint done, guint total)
{
  if (work->progress != NULL)
    work->progress (done, total, work->progress_data);
}

static void
name_schema (TandaiSidecar *sidecar, GBytes *schema)
{
  g_autoptr (TandaiSchema) parsed = schema != NULL ? tandai_schema_parse (schema, NULL) : NULL;

  if (parsed == NULL)
    return;
  g_free (sidecar->schema_sha256);
  g_free (sidecar->schema_version);
  sidecar->schema_sha256 = g_strdup (tandai_schema_get_sha256 (parsed));
  sidecar->schema_version = g_strdup (tandai_schema_get_version (parsed));
}

/**
 * _tandai_label_relabel:
 * @work: a step under work
 * @relabel: what becomes of spans
 * @before: a sidecar's content
 * @counts: (inout): what is done is added
 * @article: (out) (optional) (transfer full): the name of its article's file
 * @after: (out) (transfer full) (nullable): the content then; %NULL where nothing changes
 * @error: return location for an error, without the file's name
 *
 * The same content always becomes the same.
 *
 * Returns: %FALSE where the sidecar can't be read
 */
gboolean
_tandai_label_relabel (const TandaiLabelWork *work,
                       const TandaiRelabel *relabel,
                       GBytes *before,
                       TandaiRelabelCounts *counts,
                       char **article,
                       GBytes **after,
                       GError **error)
{
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiSidecar) changed = NULL;

  *after = NULL;
  if (relabel->kind == TANDAI_RELABEL_NONE || !tandai_relabel_may_concern (relabel, before))
    return TRUE;
  sidecar = tandai_sidecar_parse (before, error);
  if (sidecar == NULL)
    return FALSE;
  changed = tandai_relabel_apply (relabel, sidecar, counts);
  if (changed == NULL)
    return TRUE;
  name_schema (changed, work->step->schema_after);
  if (article != NULL)
    *article = g_strdup (changed->file);
  *after = tandai_sidecar_serialize (changed);
  return TRUE;
}

/** _tandai_label_same_bytes: Returns: whether both are the same, or both %NULL */
gboolean
_tandai_label_same_bytes (GBytes *a, GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

/**
 * _tandai_label_make_schema:
 * @step: a step that changes spans
 * @before: (nullable): the corpus file; %NULL where there is none
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the step makes of it; %NULL where it stays as it is, without an
 * error, or where it can't be done
 */
GBytes *
_tandai_label_make_schema (const TandaiLabelStep *step, GBytes *before, GError **error)
{
  g_autoptr (TandaiSchemaEdit) edit = NULL;
  g_autoptr (TandaiSchema) schema = NULL;
  g_autoptr (GBytes) now = NULL;
  gboolean done;

  if (step->kind == TANDAI_RELABEL_STRING || step->kind == TANDAI_RELABEL_PLACES)
    return NULL;
  edit = tandai_schema_edit_new (before, error);
  now = edit != NULL ? tandai_schema_edit_finish (edit, &schema, error) : NULL;
  if (now == NULL)
    return NULL;
  /* A label that only spans have can be merged and deleted too. */
  if (step->kind != TANDAI_RELABEL_RENAME && tandai_schema_find_label (schema, step->label, NULL) == NULL)
    return NULL;
  if (step->kind == TANDAI_RELABEL_RENAME)
    done = tandai_schema_edit_rename_label (edit, step->label, step->into, error);
  else if (step->kind == TANDAI_RELABEL_MERGE)
    done = tandai_schema_edit_merge_label (edit, step->label, step->into, error);
  else
    done = tandai_schema_edit_remove_label (edit, step->label, error);
  return done ? tandai_schema_edit_finish (edit, NULL, error) : NULL;
}

static char *
schema_path (GFile *folder)
{
  return g_build_filename (g_file_peek_path (folder), TANDAI_SCHEMA_NAME, NULL);
}

/** _tandai_label_read_schema: Returns: (transfer full) (nullable): the folder's corpus file; %NULL without an
 * error where there is none */
GBytes *
_tandai_label_read_schema (GFile *folder, TandaiStamp *stamp, GError **error)
{
  g_autofree char *path = schema_path (folder);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = tandai_file_read (path, TANDAI_ARTICLE_MAX_BYTES, stamp, NULL, &local);

  if (bytes == NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

/** _tandai_label_write_schema: writes the folder's corpus file, if it is what @stamp says. Returns: %FALSE
 * with
 * @error set */
gboolean
_tandai_label_write_schema (GFile *folder, GBytes *bytes, TandaiStamp *stamp, GError **error)
{
  g_autofree char *path = schema_path (folder);

  return tandai_file_write (path, bytes, stamp, FALSE, NULL, error);
}

/** _tandai_label_get_relabel: Returns: what becomes of spans in a step, borrowed from it */
TandaiRelabel
_tandai_label_get_relabel (const TandaiLabelStep *step)
{
  return (TandaiRelabel){ step->kind, step->label, step->into, step->annotator, step->ignore_case };
}

/** _tandai_label_count_article: counts a sidecar that is changed, and its article */
void
_tandai_label_count_article (TandaiLabelWork *work, const char *path, const char *article)
{
  g_autofree char *below = g_path_get_dirname (path);
  char *name = g_build_filename (below, article, NULL);

  work->report->n_sidecars++;
  if (g_hash_table_add (work->articles, name))
    work->report->n_articles++;
}

static GBytes *
read_sidecar (TandaiLabelWork *work, const char *path, TandaiStamp *stamp, GError **error)
{
  g_autofree char *whole = g_build_filename (g_file_peek_path (work->folder), path, NULL);

  return tandai_file_read (whole, TANDAI_SIDECAR_MAX_BYTES, stamp, work->cancellable, error);
}

/* Whether a program that was killed had planned for the sidecar as it is now. */
static gboolean
is_planned (
    TandaiLabelWork *work, const char *path, const TandaiStamp *stamp, gboolean *planned, GError **error)
{
  g_autoptr (TandaiLabelEntry) entry = NULL;

  if (!tandai_label_journal_get_entry (work->journal, work->step, path, &entry, error))
    return FALSE;
  *planned = entry != NULL
             && (strcmp (entry->before_sha256, stamp->sha256) == 0
                 || strcmp (entry->after_sha256, stamp->sha256) == 0);
  return TRUE;
}

/* Spans that have the new name already could not be told from those that get it. */
static gboolean
check_name_is_free (TandaiLabelWork *work, const char *path, GBytes *bytes, GError **error)
{
  TandaiRelabel other = { TANDAI_RELABEL_DELETE, work->step->into, NULL };
  TandaiRelabelCounts counts = { 0 };
  g_autoptr (GBytes) after = NULL;
  g_autofree char *shown = NULL;

  if (work->step->kind != TANDAI_RELABEL_RENAME)
    return TRUE;
  _tandai_label_relabel (work, &other, bytes, &counts, NULL, &after, NULL);
  if (counts.n_spans == 0)
    return TRUE;
  shown = tandai_display_name (path);
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
               /* Translators: a label’s name, then a file. */
               _ ("“%s” has spans already, as in %s: merging makes one label of two"), work->step->into,
               shown);
  return FALSE;
}

/* FALSE where the whole must end; a sidecar that can't be read is noted. */
static gboolean
plan_content (
    TandaiLabelWork *work, const char *path, GBytes *before, const TandaiStamp *stamp, GError **error)
{
  const TandaiRelabel relabel = _tandai_label_get_relabel (work->step);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autofree char *article = NULL;
  g_autofree char *sha256 = NULL;
  TandaiLabelEntry entry;

  if (!_tandai_label_relabel (work, &relabel, before, &work->report->counts, &article, &after, &local))
    _tandai_label_fail (work, path, local);
  if (after == NULL)
    return TRUE;
  _tandai_label_count_article (work, path, article);
  if (work->journal == NULL)
    return TRUE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  entry = (TandaiLabelEntry){ (char *) path, before, (char *) stamp->sha256, sha256, NULL };
  return tandai_label_journal_put_entry (work->journal, work->step, &entry, error);
}

static gboolean
plan_sidecar (TandaiLabelWork *work, const char *path, gboolean resumed, GError **error)
{
  TandaiStamp stamp;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) before = read_sidecar (work, path, &stamp, &local);
  gboolean planned = FALSE;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (before == NULL)
    {
      _tandai_label_fail (work, path, local);
      return TRUE;
    }
  if (resumed && !is_planned (work, path, &stamp, &planned, error))
    return FALSE;
  if (!resumed && !check_name_is_free (work, path, before, error))
    return FALSE;
  return planned || plan_content (work, path, before, &stamp, error);
}

/**
 * _tandai_label_plan:
 * @work: a step under work
 * @resumed: whether it was planned before
 * @error: return location for an error
 *
 * Looks at all sidecars, and notes in the journal what each was and what it
 * becomes. Nothing else is written. What was planned before stays, unless the
 * sidecar was changed since.
 *
 * Returns: whether it is planned
 */
gboolean
_tandai_label_plan (TandaiLabelWork *work, gboolean resumed, GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (work->step->kind == TANDAI_RELABEL_NONE)
    return TRUE;
  /* Its plan says all that it does. */
  if (work->step->kind == TANDAI_RELABEL_PLACES)
    return resumed || _tandai_label_plan_places (work, error);
  paths = tandai_sidecar_walk (work->folder, work->report->failures, work->cancellable, error);
  if (paths == NULL)
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      _tandai_label_progress (work, i, paths->len);
      if (!plan_sidecar (work, paths->pdata[i], resumed, error))
        return FALSE;
    }
  _tandai_label_progress (work, paths->len, paths->len);
  return TRUE;
}

/** _tandai_label_make_after: Returns: (transfer full): what the sidecar becomes, which is what was planned;
 * %NULL with @error set where what it was can't be read */
GBytes *
_tandai_label_make_after (const TandaiLabelWork *work, const TandaiLabelEntry *entry, GError **error)
{
  const TandaiRelabel relabel = _tandai_label_get_relabel (work->step);
  TandaiRelabelCounts counts = { 0 };
  GBytes *after;

  if (entry->after != NULL)
    return g_bytes_ref (entry->after);
  if (!_tandai_label_relabel (work, &relabel, entry->before, &counts, NULL, &after, error))
    return NULL;
  return after != NULL ? after : g_bytes_ref (entry->before);
}

/* After a renaming, what could be undone in the article still fits; after a merge or a deletion it does not.
 */
static void
keep_history (TandaiLabelWork *work, const char *path, GBytes *before, GBytes *after)
{
  if (work->step->kind == TANDAI_RELABEL_RENAME)
    tandai_history_store_rename (path, before, after, work->step->label, work->step->into);
}

static gboolean
write_entry (TandaiLabelWork *work, const TandaiLabelEntry *entry, GError **error)
{
  g_autofree char *whole = g_build_filename (g_file_peek_path (work->folder), entry->path, NULL);
  g_autoptr (GBytes) after = NULL;
  TandaiStamp stamp;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) now = tandai_file_read (whole, TANDAI_SIDECAR_MAX_BYTES, &stamp, NULL, &local);

  if (now == NULL
      && !(tandai_label_entry_is_new (entry) && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (strcmp (stamp.sha256, entry->after_sha256) == 0)
    {
      keep_history (work, whole, entry->before, now);
      return TRUE;
    }
  if (strcmp (stamp.sha256, entry->before_sha256) != 0)
    {
      g_autofree char *shown = tandai_display_name (entry->path);

      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"),
                   shown);
      return FALSE;
    }
  after = _tandai_label_make_after (work, entry, error);
  if (after == NULL || !tandai_file_write (whole, after, &stamp, FALSE, NULL, error))
    return FALSE;
  keep_history (work, whole, entry->before, after);
  return TRUE;
}

static gboolean
do_sidecar (TandaiLabelWork *work, const char *path, GError **error)
{
  g_autoptr (TandaiLabelEntry) entry = NULL;
  g_autoptr (GError) local = NULL;

  if (!tandai_label_journal_get_entry (work->journal, work->step, path, &entry, error))
    return FALSE;
  if (entry == NULL || write_entry (work, entry, &local))
    return TRUE;
  _tandai_label_fail (work, path, local);
  return tandai_label_journal_remove_entry (work->journal, work->step, path, error);
}

/* The corpus file comes last: until then the change can be asked for once more, even without a journal. */
static gboolean
do_schema (TandaiLabelWork *work, GError **error)
{
  TandaiLabelStep *step = work->step;
  TandaiStamp stamp = { 0 };
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) now = NULL;

  if (step->schema_after == NULL)
    return TRUE;
  now = _tandai_label_read_schema (work->folder, &stamp, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (_tandai_label_same_bytes (now, step->schema_after))
    return TRUE;
  if (!_tandai_label_same_bytes (now, step->schema_before))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"),
                   TANDAI_SCHEMA_NAME);
      return FALSE;
    }
  return _tandai_label_write_schema (work->folder, step->schema_after, &stamp, error);
}

/**
 * _tandai_label_do:
 * @work: a step that is planned
 * @error: return location for an error
 *
 * Carries it out; what was carried out before stays. A sidecar that was changed
 * meanwhile or can't be written is left alone and noted.
 *
 * Returns: %FALSE where it must be taken back
 */
gboolean
_tandai_label_do (TandaiLabelWork *work, GError **error)
{
  g_autoptr (GPtrArray) paths = tandai_label_journal_list_paths (work->journal, work->step, error);

  if (paths == NULL)
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      _tandai_label_progress (work, i, paths->len);
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error)
          || !do_sidecar (work, paths->pdata[i], error))
        return FALSE;
    }
  _tandai_label_progress (work, paths->len, paths->len);
  return do_schema (work, error);
}
