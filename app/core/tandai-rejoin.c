/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two versions of one sidecar that came apart since two programs wrote it, and are put together again. */

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-merge.h"
#include "core/tandai-paths.h"
#include "core/tandai-reanchor.h"
#include "core/tandai-rejoin.h"
#include "core/tandai-replaced.h"

/* Our version goes once it is part of the other, unless somebody wrote it meanwhile. */
static void
remove_diverted (const char *path, const TandaiSidecar *ours)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (ours);
  g_autoptr (GBytes) there = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, NULL, NULL);

  if (there != NULL && g_bytes_equal (there, bytes))
    g_unlink (path);
}

/* What stands in a sidecar, and when that was read. */
typedef struct
{
  GBytes *bytes;
  TandaiStamp stamp;
  TandaiSidecar *sidecar;
} Version;

static void
version_clear (Version *version)
{
  g_clear_pointer (&version->bytes, g_bytes_unref);
  g_clear_pointer (&version->sidecar, tandai_sidecar_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static gboolean
version_read (Version *version, const char *path, GCancellable *cancellable, GError **error)
{
  version->bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, &version->stamp, cancellable, error);
  if (version->bytes == NULL)
    return FALSE;
  version->sidecar = tandai_sidecar_parse (version->bytes, error);
  if (version->sidecar == NULL)
    tandai_prefix_path (error, path);
  return version->sidecar != NULL;
}

/* What is merged with @other, at @path; where another program removed it, @other is all that there is, and is
 * written. Returns whether there is something to merge; else @error tells whether that failed. */
static gboolean
read_or_put_back (
    Version *present, const char *path, const TandaiSidecar *other, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  TandaiStamp none = { 0 };

  if (version_read (present, path, cancellable, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    tandai_sidecar_save (other, path, &none, cancellable, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Returns whether there was no error. */
static gboolean
propagate (GError **local, GError **error)
{
  gboolean none = *local == NULL;

  if (!none)
    g_propagate_error (error, g_steal_pointer (local));
  return none;
}

/* Writes what both became, where merging could be done, if that is anything new. */
static gboolean
replace (const char *path,
         Version *before,
         const TandaiSidecar *merged,
         gboolean can_be_undone,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GBytes) after = merged != NULL ? tandai_merge_serialize (merged, error) : NULL;

  if (after == NULL)
    {
      tandai_prefix_path (error, path);
      return FALSE;
    }
  if (g_bytes_equal (before->bytes, after))
    return TRUE;
  return (!can_be_undone || tandai_replaced_keep (path, before->bytes, after, cancellable, error))
         && tandai_file_write (path, after, &before->stamp, FALSE, cancellable, error);
}

static gboolean
join (const TandaiSidecar *base,
      const TandaiSidecar *ours,
      const char *sidecar,
      guint *n_disputes,
      GCancellable *cancellable,
      GError **error)
{
  g_auto (Version) theirs = { NULL };
  g_autoptr (GError) local = NULL;
  g_autoptr (TandaiSidecar) merged = NULL;

  *n_disputes = 0;
  if (!read_or_put_back (&theirs, sidecar, ours, cancellable, &local))
    return propagate (&local, error);
  merged = tandai_merge (base, ours, theirs.sidecar, n_disputes, NULL, error);
  return replace (sidecar, &theirs, merged, TRUE, cancellable, error);
}

/**
 * tandai_rejoin:
 * @base: the sidecar as it was before the two came apart
 * @ours: our version, as it is in memory
 * @sidecar: the path of the sidecar, which has the other version
 * @diverted: (nullable): the file beside it that our version went to
 * @n_disputes: (out): on how many things the two disagree
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Merges both into the sidecar. What it was is kept for
 * tandai_replaced_restore(). Where it was removed ours takes its place. Safe in
 * a thread.
 *
 * Returns: whether the sidecar holds both
 */
gboolean
tandai_rejoin (const TandaiSidecar *base,
               const TandaiSidecar *ours,
               const char *sidecar,
               const char *diverted,
               guint *n_disputes,
               GCancellable *cancellable,
               GError **error)
{
  if (!join (base, ours, sidecar, n_disputes, cancellable, error))
    return FALSE;
  if (diverted != NULL)
    remove_diverted (diverted, ours);
  return TRUE;
}

/* Brings both to the text that the article has now. */
static void
carry_copy (const TandaiSidecar *copy, const char *article, TandaiSidecar **carried, TandaiSidecar **present)
{
  if (strcmp (tandai_text_get_chars ((*present)->text), tandai_text_get_chars (copy->text)) == 0)
    return;
  if (tandai_sidecar_find_change (*present, article, NULL)
      && !tandai_sidecar_find_change (copy, article, NULL))
    {
      TandaiSidecar *old = *present;

      *present = tandai_reanchor_to (old, copy);
      tandai_sidecar_free (old);
      return;
    }
  *carried = tandai_reanchor_to (copy, *present);
}

static gboolean
join_copy (const char *sidecar,
           const char *article,
           const TandaiSidecar *copy,
           guint *n_disputes,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (Version) before = { NULL };
  g_autoptr (GError) local = NULL;
  g_autoptr (TandaiSidecar) carried = NULL;
  g_autoptr (TandaiSidecar) merged = NULL;

  if (!read_or_put_back (&before, sidecar, copy, cancellable, &local))
    return propagate (&local, error);
  carry_copy (copy, article, &carried, &before.sidecar);
  merged = tandai_merge_versions (before.sidecar, carried != NULL ? carried : copy, n_disputes, error);
  return replace (sidecar, &before, merged, FALSE, cancellable, error);
}

/**
 * tandai_rejoin_copy:
 * @copy: the path of a copy to which a version went when two programs wrote one sidecar
 * @sidecar: the path of that sidecar
 * @n_disputes: (out): on how many things the two disagree
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Merges a copy into the sidecar, whose version stays where the two disagree
 * until a person decides, and removes the copy. There is no way back, which would
 * lose the copy. Where there is no sidecar the copy takes its place; of an
 * article that changed the spans of the older one are carried over. As nobody knows
 * any more what both began with, what one of the two removed comes back. Safe
 * in a thread.
 *
 * Returns: whether the sidecar holds both
 */
gboolean
tandai_rejoin_copy (
    const char *copy, const char *sidecar, guint *n_disputes, GCancellable *cancellable, GError **error)
{
  g_auto (Version) version = { NULL };
  g_autofree char *annotator = NULL;
  g_autofree char *article = tandai_paths_article (sidecar, &annotator);

  *n_disputes = 0;
  if (!version_read (&version, copy, cancellable, error))
    return FALSE;
  if (!tandai_sidecar_check_owner (version.sidecar, article, annotator, NULL))
    {
      g_autofree char *shown = tandai_display_name (copy);

      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                   /* Translators: %s is a sidecar file. */
                   _ ("“%s” belongs to another article or annotator by its content"), shown);
      return FALSE;
    }
  if (!join_copy (sidecar, article, version.sidecar, n_disputes, cancellable, error))
    return FALSE;
  if (tandai_file_is_unchanged (copy, &version.stamp, NULL))
    g_unlink (copy);
  return TRUE;
}
