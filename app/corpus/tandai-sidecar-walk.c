/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All sidecars that a corpus file is in force for. */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "corpus/tandai-sidecar-walk.h"

typedef struct
{
  const char *root;
  GPtrArray *found;
  GPtrArray *failures;
  GCancellable *cancellable;
} Walk;

static void walk_folder (Walk *walk, const char *below);

static char *
join (const char *below, const char *name)
{
  return *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
}

/* A folder with a corpus file of its own has labels of its own. */
static gboolean
has_own_labels (const char *path)
{
  g_autofree char *schema = g_build_filename (path, TANDAI_SCHEMA_NAME, NULL);

  return g_file_test (schema, G_FILE_TEST_EXISTS);
}

static void
walk_child (Walk *walk, const char *below, const char *name)
{
  g_autofree char *child = join (below, name);
  g_autofree char *path = g_build_filename (walk->root, child, NULL);
  GStatBuf info;

  if (*name == '.' || tandai_paths_is_temporary (name) || g_lstat (path, &info) != 0)
    return;
  if (S_ISDIR (info.st_mode) && !has_own_labels (path))
    walk_folder (walk, child);
  else if (tandai_paths_is_sidecar (name) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add (walk->found, g_steal_pointer (&child));
}

static void
walk_folder (Walk *walk, const char *below)
{
  g_autofree char *path = g_build_filename (walk->root, below, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      g_autofree char *shown = tandai_display_name (path);
      const char *reason = strrchr (error->message, ':');

      g_ptr_array_add (walk->failures, g_strdup_printf (_ ("Could not read the folder “%s”: %s"), shown,
                                                        reason != NULL ? reason + 2 : error->message));
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (walk->cancellable))
    walk_child (walk, below, name);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * tandai_sidecar_walk:
 * @folder: a folder of articles
 * @failures: (element-type utf8): takes messages on folders that may not be read
 * @cancellable: (nullable): to stop it
 * @error: return location for a cancellation
 *
 * Finds the sidecars of all articles and all annotators, also of articles that
 * are gone or that the globs leave out. Folders that have a tandai.json of their
 * own, hidden ones and links to folders are passed over.
 *
 * Returns: (transfer full) (element-type filename): their paths below @folder, sorted bytewise, or %NULL
 */
GPtrArray *
tandai_sidecar_walk (GFile *folder, GPtrArray *failures, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Walk walk = { g_file_peek_path (folder), found, failures, cancellable };

  walk_folder (&walk, "");
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_ptr_array_sort (found, compare_strings);
  return g_steal_pointer (&found);
}
