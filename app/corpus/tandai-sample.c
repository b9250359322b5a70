/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "corpus/tandai-sample.h"

static GFile *
installed_sample (void)
{
  const char *data = g_getenv ("TANDAI_PKGDATADIR");

  return g_file_new_build_filename (data != NULL ? data : PKGDATADIR, "sample", NULL);
}

static gboolean
copy_children (GFile *from, GFile *to, GError **error)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (from, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, error);
  GFileInfo *info;
  GFile *child;

  if (children == NULL)
    return FALSE;
  while (g_file_enumerator_iterate (children, &info, &child, NULL, error))
    {
      g_autoptr (GFile) copy = NULL;

      if (child == NULL)
        return TRUE;
      copy = g_file_get_child (to, g_file_info_get_name (info));
      /* What somebody has annotated there stays. */
      if (!g_file_query_exists (copy, NULL)
          && !g_file_copy (child, copy, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
        return FALSE;
    }
  return FALSE;
}

/**
 * tandai_sample_copy:
 * @error: return location for an error
 *
 * Copies the bundled sample corpus to the user's data folder, once: what is
 * there already is kept.
 *
 * Returns: (transfer full): the copy, or %NULL
 */
GFile *
tandai_sample_copy (GError **error)
{
  g_autoptr (GFile) from = installed_sample ();
  g_autoptr (GFile) to = g_file_new_build_filename (g_get_user_data_dir (), "tandai", "sample", NULL);
  g_autofree char *path = g_file_get_path (to);

  if (g_mkdir_with_parents (path, 0755) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Could not make the folder “%s”"),
                   path);
      return NULL;
    }
  return copy_children (from, to, error) ? g_steal_pointer (&to) : NULL;
}
