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

/* Of each sidecar the oldest comes first. */
static GPtrArray *
list_copies (const char *folder)
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

/* Whether the one was made of the other, by their names. */
static gboolean
is_copy_of (const char *copy, const char *sidecar)
{
  g_autoptr (GDateTime) any = g_date_time_new_from_unix_utc (0);
  g_autofree char *other = tandai_paths_conflict (sidecar, any);
  g_autofree char *base = g_path_get_basename (copy);
  g_autofree char *other_base = g_path_get_basename (other);
  const char *stamp = strrchr (other_base, '-');

  return strlen (base) == strlen (other_base)
         && strncmp (base, other_base, (gsize) (stamp + 1 - other_base)) == 0;
}

/**
 * tandai_copies_find:
 * @self: the copies of the folder that was looked at last
 * @sidecar: a sidecar's path
 *
 * Returns: (transfer container) (element-type filename): the paths of its copies, the oldest first, until
 * @self is asked about another folder
 */
GPtrArray *
tandai_copies_find (TandaiCopies *self, const char *sidecar)
{
  g_autofree char *folder = g_path_get_dirname (sidecar);
  GPtrArray *found = g_ptr_array_new ();

  if (g_strcmp0 (folder, self->folder) != 0)
    {
      tandai_copies_clear (self);
      self->paths = list_copies (folder);
      self->folder = g_steal_pointer (&folder);
    }
  for (guint i = 0; i < self->paths->len; i++)
    if (is_copy_of (self->paths->pdata[i], sidecar))
      g_ptr_array_add (found, self->paths->pdata[i]);
  return found;
}

/** tandai_copies_clear: forgets them; @self is empty again */
void
tandai_copies_clear (TandaiCopies *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
}
