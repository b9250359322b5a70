/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two versions of one sidecar that came apart since two programs wrote it. */

#include "config.h"

#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-merge.h"
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

/* Where another program removed its version, ours is all that there is. */
static gboolean
put_back (const char *path, const TandaiSidecar *ours, GCancellable *cancellable, GError **error)
{
  TandaiStamp none = { 0 };

  return tandai_sidecar_save (ours, path, &none, cancellable, error);
}

static gboolean
join (const TandaiSidecar *base,
      const TandaiSidecar *ours,
      const char *sidecar,
      guint *n_disputes,
      GCancellable *cancellable,
      GError **error)
{
  TandaiStamp stamp;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) before =
      tandai_file_read (sidecar, TANDAI_SIDECAR_MAX_BYTES, &stamp, cancellable, &local);
  g_autoptr (TandaiSidecar) theirs = NULL;
  g_autoptr (TandaiSidecar) merged = NULL;
  g_autoptr (GBytes) after = NULL;

  *n_disputes = 0;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return put_back (sidecar, ours, cancellable, error);
  if (before == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  theirs = tandai_sidecar_parse (before, error);
  if (theirs != NULL)
    merged = tandai_merge (base, ours, theirs, n_disputes, NULL, error);
  if (merged == NULL)
    {
      g_autofree char *shown = tandai_display_name (sidecar);

      g_prefix_error (error, "%s: ", shown);
      return FALSE;
    }
  after = tandai_sidecar_serialize (merged);
  return tandai_replaced_keep (sidecar, before, after, cancellable, error)
         && tandai_file_write (sidecar, after, &stamp, FALSE, cancellable, error);
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
