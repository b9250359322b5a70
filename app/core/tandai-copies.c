/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The copies of sidecars that two programs had written at once. */

#include "config.h"

#include <string.h>

#include "core/tandai-copies.h"
#include "core/tandai-paths.h"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * tandai_copies_list:
 * @folder: a folder's path
 *
 * Returns: (transfer full) (element-type filename): the copies in it, of each sidecar the oldest first
 */
GPtrArray *
tandai_copies_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (tandai_paths_is_conflict (name))
      g_ptr_array_add (copies, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (copies, compare_paths);
  return copies;
}

/**
 * tandai_copies_is_of:
 * @copy: a copy's path
 * @sidecar: a sidecar's path
 *
 * Returns: whether the one was made of the other, by their names
 */
gboolean
tandai_copies_is_of (const char *copy, const char *sidecar)
{
  g_autoptr (GDateTime) any = g_date_time_new_from_unix_utc (0);
  g_autofree char *other = tandai_paths_conflict (sidecar, any);
  g_autofree char *base = g_path_get_basename (copy);
  g_autofree char *other_base = g_path_get_basename (other);
  const char *stamp = strrchr (other_base, '-');

  return strlen (base) == strlen (other_base)
         && strncmp (base, other_base, (gsize) (stamp + 1 - other_base)) == 0;
}
