/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics as pictures and tables. */

#include "config.h"

#include <errno.h>
#include <stdlib.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cli/tandai-stats-print.h"
#include "core/tandai-error.h"
#include "corpus/tandai-plots.h"
#include "formats/tandai-output-guard.h"

/* Where a folder is or will be, without links: what is there of its path tells. */
static char *
find_place (const char *folder)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL);
  char *real = realpath (path, NULL);

  while (real == NULL && path[1] != '\0')
    {
      char *parent = g_path_get_dirname (path);

      g_free (path);
      path = parent;
      real = realpath (path, NULL);
    }
  return real;
}

/* What is counted is never written into. */
static gboolean
check_place (const char *folder, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  char *real = find_place (folder);
  gboolean inside;

  for (guint i = 0; i < items->len; i++)
    {
      const TandaiFolderItem *item = items->pdata[i];

      if (item->root != NULL && !g_ptr_array_find (roots, item->root, NULL))
        g_ptr_array_add (roots, item->root);
    }
  inside = real != NULL && tandai_output_is_inside (real, roots);
  free (real);
  if (inside)
    {
      g_autofree char *name = tandai_display_name (folder);

      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME,
                   _ ("“%s” lies in a folder that is being counted: choose a place outside"), name);
    }
  return !inside;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *name = NULL;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  name = tandai_display_name (folder);
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", name, g_strerror (errno));
  return FALSE;
}

/* The first article's names and colours serve for all. */
static TandaiSchema *
find_schema (GPtrArray *items, GCancellable *cancellable)
{
  const TandaiFolderItem *item = items->len > 0 ? items->pdata[0] : NULL;
  TandaiSchema *schema =
      item != NULL ? tandai_schema_load_for (item->file, item->root, cancellable, NULL) : NULL;

  return schema != NULL ? schema : tandai_schema_ref (tandai_schema_get_default ());
}

/**
 * tandai_stats_write_plots:
 * @statistics: statistics that were counted by no field
 * @items: (element-type TandaiFolderItem): what was counted
 * @format: what plots become
 * @folder: the folder that takes them, which is made where it is missing
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Writes each plot to a file that is called by its name.
 *
 * Returns: whether all are written
 */
gboolean
tandai_stats_write_plots (const TandaiStatistics *statistics,
                          GPtrArray *items,
                          TandaiPlotFormat format,
                          const char *folder,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (TandaiSchema) schema = find_schema (items, cancellable);
  g_autoptr (GPtrArray) plots = tandai_plots_make (statistics, schema);

  if (!check_place (folder, items, error) || !make_folder (folder, error))
    return FALSE;
  for (guint i = 0; i < plots->len; i++)
    {
      const TandaiPlot *plot = plots->pdata[i];
      g_autofree char *name = g_strconcat (plot->name, tandai_plot_format_get_suffix (format), NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!tandai_plot_save (plot, format, path, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
