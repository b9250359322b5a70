/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-replaced.h"

static char *
folder_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "tandai", "replaced", NULL);
}

/* One file for each content of each sidecar, whatever signs its path holds. */
static char *
kept_path (const char *sidecar, const char *sha256)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *absolute = g_canonicalize_filename (sidecar, NULL);
  g_autofree char *place = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);
  g_autofree char *name = g_strdup_printf ("%.16s-%s.json", place, sha256);

  return g_build_filename (folder, name, NULL);
}

/**
 * tandai_replaced_keep:
 * @sidecar: a sidecar's path
 * @before: what it is
 * @after: what it will be
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Keeps what a sidecar was. Called before it is replaced.
 *
 * Returns: whether it is kept
 */
gboolean
tandai_replaced_keep (
    const char *sidecar, GBytes *before, GBytes *after, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  g_autofree char *path = kept_path (sidecar, sha256);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved_errno = errno;
      g_autofree char *shown = tandai_display_name (folder);

      /* Translators: the first %s is the name of a file or folder, the second the system's reason. */
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("Could not write “%s”: %s"),
                   shown, g_strerror (saved_errno));
      return FALSE;
    }
  return tandai_file_write (path, before, NULL, TRUE, cancellable, error);
}

/**
 * tandai_replaced_restore:
 * @sidecar: a sidecar's path
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file; %G_IO_ERROR_NOT_FOUND where nothing is kept that
 * its content replaced, as when it was changed since
 *
 * Makes a sidecar what it was before it was replaced.
 *
 * Returns: whether it is
 */
gboolean
tandai_replaced_restore (const char *sidecar, GCancellable *cancellable, GError **error)
{
  TandaiStamp stamp;
  g_autoptr (GBytes) now = tandai_file_read (sidecar, TANDAI_SIDECAR_MAX_BYTES, &stamp, cancellable, error);
  g_autoptr (GBytes) before = NULL;
  g_autofree char *path = NULL;

  if (now == NULL)
    return FALSE;
  path = kept_path (sidecar, stamp.sha256);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *shown = tandai_display_name (sidecar);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   /* Translators: %s is a sidecar file. */
                   _ ("“%s” is not what was carried over, or was changed since; there is nothing to undo"),
                   shown);
      return FALSE;
    }
  before = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, NULL, cancellable, error);
  if (before == NULL || !tandai_file_write (sidecar, before, &stamp, FALSE, cancellable, error))
    return FALSE;
  g_unlink (path);
  return TRUE;
}
