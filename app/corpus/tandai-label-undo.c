/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking a change to labels back. */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-history-store.h"
#include "core/tandai-merge.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-label-work-private.h"
#include "corpus/tandai-sidecar-walk.h"

/* Only a renaming can be taken back in what came after it: no span had the new name before. */
static gboolean
find_inverse (const TandaiLabelWork *work, TandaiRelabel *inverse)
{
  *inverse = (TandaiRelabel){ TANDAI_RELABEL_RENAME, work->step->into, work->step->label };
  return work->step->kind == TANDAI_RELABEL_RENAME;
}

/* A sidecar that was changed since keeps that: what the step did is taken back by a merge. */
static GBytes *
merge_back (TandaiLabelWork *work, const TandaiLabelEntry *entry, GBytes *now, GError **error)
{
  g_autoptr (TandaiSidecar) ours = tandai_sidecar_parse (now, error);
  g_autoptr (TandaiSidecar) theirs = NULL;
  g_autoptr (TandaiSidecar) base = NULL;
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GBytes) after = NULL;

  if (ours == NULL)
    return NULL;
  theirs = tandai_sidecar_parse (entry->before, error);
  after = theirs != NULL ? _tandai_label_make_after (work, entry, error) : NULL;
  if (after == NULL)
    return NULL;
  base = tandai_sidecar_parse (after, error);
  merged = base != NULL ? tandai_merge (base, ours, theirs, NULL, NULL, error) : NULL;
  return merged != NULL ? tandai_sidecar_serialize (merged) : NULL;
}

static GBytes *
invert (TandaiLabelWork *work, GBytes *bytes, GError **error)
{
  TandaiRelabelCounts counts = { 0 };
  TandaiRelabel inverse;
  GBytes *after = NULL;

  if (find_inverse (work, &inverse)
      && !_tandai_label_relabel (work, &inverse, bytes, &counts, NULL, &after, error))
    return NULL;
  return after != NULL ? after : g_bytes_ref (bytes);
}

/* What the sidecar is to be again. */
static GBytes *
make_before (TandaiLabelWork *work,
             const TandaiLabelEntry *entry,
             GBytes *now,
             const TandaiStamp *stamp,
             GError **error)
{
  g_autoptr (GBytes) merged = NULL;

  if (entry == NULL)
    return invert (work, now, error);
  if (strcmp (stamp->sha256, entry->after_sha256) == 0 || strcmp (stamp->sha256, entry->before_sha256) == 0)
    return g_bytes_ref (entry->before);
  merged = merge_back (work, entry, now, error);
  return merged != NULL ? invert (work, merged, error) : NULL;
}

static gboolean
remove_file (const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_unlink (path) == 0)
    return TRUE;
  shown = tandai_display_name (path);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("Could not write “%s”: %s"), shown,
               g_strerror (errno));
  return FALSE;
}

static gboolean
restore (TandaiLabelWork *work, const char *path, const TandaiLabelEntry *entry, GError **error)
{
  g_autofree char *whole = g_build_filename (g_file_peek_path (work->folder), path, NULL);
  TandaiStamp stamp;
  g_autoptr (GBytes) now = tandai_file_read (whole, TANDAI_SIDECAR_MAX_BYTES, &stamp, NULL, error);
  g_autoptr (GBytes) before = now != NULL ? make_before (work, entry, now, &stamp, error) : NULL;
  TandaiRelabel inverse;

  if (before == NULL)
    return FALSE;
  if (tandai_label_entry_is_new (entry) && strcmp (stamp.sha256, entry->after_sha256) == 0)
    {
      work->report->n_sidecars++;
      return remove_file (whole, error);
    }
  if (g_bytes_equal (before, now))
    return TRUE;
  work->report->n_sidecars++;
  if (!tandai_file_write (whole, before, &stamp, FALSE, NULL, error))
    return FALSE;
  if (find_inverse (work, &inverse))
    tandai_history_store_rename (whole, now, before, inverse.label, inverse.into);
  return TRUE;
}

/* A sidecar that can't be written now may be writable later; one that can't be read is no longer ours. */
static gboolean
can_be_tried_again (const GError *error)
{
  return error->domain == G_IO_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static gboolean
undo_sidecar (TandaiLabelWork *work, const char *path, gboolean *left, GError **error)
{
  g_autoptr (TandaiLabelEntry) entry = NULL;
  g_autoptr (GError) local = NULL;

  if (!tandai_label_journal_get_entry (work->journal, work->step, path, &entry, error))
    return FALSE;
  if (entry == NULL && work->step->kind != TANDAI_RELABEL_RENAME)
    return TRUE;
  if (restore (work, path, entry, &local))
    return TRUE;
  *left |= can_be_tried_again (local);
  _tandai_label_fail (work, path, local);
  return TRUE;
}

/* Sidecars that are gone were removed by somebody since; those that are new may have the new name. */
static gboolean
undo_sidecars (TandaiLabelWork *work, gboolean *left, GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (work->step->kind == TANDAI_RELABEL_NONE)
    return TRUE;
  paths = tandai_sidecar_walk (work->folder, work->report->failures, NULL, error);
  if (paths == NULL)
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      _tandai_label_progress (work, i, paths->len);
      if (!undo_sidecar (work, paths->pdata[i], left, error))
        return FALSE;
    }
  _tandai_label_progress (work, paths->len, paths->len);
  return TRUE;
}

static gboolean
remove_schema (GFile *folder, GError **error)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), TANDAI_SCHEMA_NAME, NULL);

  return remove_file (path, error);
}

/* FALSE where the corpus file is neither what the step made of it nor what it was. */
static gboolean
look_at_schema (TandaiLabelWork *work, gboolean *is_after, TandaiStamp *stamp, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) now = _tandai_label_read_schema (work->folder, stamp, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *is_after = work->step->schema_after != NULL && _tandai_label_same_bytes (now, work->step->schema_after);
  if (*is_after || work->step->schema_after == NULL
      || _tandai_label_same_bytes (now, work->step->schema_before))
    return TRUE;
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED,
               _ ("“%s” was changed since; undoing would take that back too"), TANDAI_SCHEMA_NAME);
  return FALSE;
}

/* What was begun is gone on with, even where the corpus file was changed since. */
static gboolean
check_schema (TandaiLabelWork *work, gboolean *is_after, TandaiStamp *stamp, GError **error)
{
  g_autoptr (GError) local = NULL;

  *is_after = FALSE;
  if (look_at_schema (work, is_after, stamp, &local))
    return TRUE;
  if (work->step->state == TANDAI_LABEL_STATE_UNDOING
      && g_error_matches (local, TANDAI_ERROR, TANDAI_ERROR_CHANGED))
    {
      _tandai_label_fail (work, TANDAI_SCHEMA_NAME, local);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * _tandai_label_undo:
 * @work: a step that is done, or partly done
 * @error: return location for an error; %TANDAI_ERROR_CHANGED where the corpus file was changed since
 *
 * Makes the sidecars and the corpus file what they were. Sidecars that were
 * changed since keep that. What can't be restored is noted; what may be later
 * stays in the journal.
 *
 * Returns: whether it is taken back
 */
gboolean
_tandai_label_undo (TandaiLabelWork *work, GError **error)
{
  TandaiStamp stamp = { 0 };
  gboolean is_after;
  gboolean left = FALSE;

  if (!check_schema (work, &is_after, &stamp, error))
    return FALSE;
  work->step->state = TANDAI_LABEL_STATE_UNDOING;
  if (!tandai_label_journal_put_step (work->journal, work->step, error)
      || !undo_sidecars (work, &left, error))
    return FALSE;
  if (is_after
      && !(work->step->schema_before != NULL
               ? _tandai_label_write_schema (work->folder, work->step->schema_before, &stamp, error)
               : remove_schema (work->folder, error)))
    return FALSE;
  return left || tandai_label_journal_remove_step (work->journal, work->step, error);
}
