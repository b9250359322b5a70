/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an export may not write over: the articles that are exported, and whatever else belongs to a corpus.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-output-guard.h"

struct _TandaiOutputGuard
{
  GPtrArray *files;
  GHashTable *articles;
  GHashTable *annotated;
};

/**
 * _tandai_output_refuse:
 * @error: return location for an error
 * @format: why, with a %s for the path
 * @path: what is refused
 *
 * Returns: %FALSE
 */
gboolean
_tandai_output_refuse (GError **error, const char *format, const char *path)
{
  g_autofree char *name = tandai_display_name (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize n = strlen (folder);

  return strncmp (path, folder, n) == 0
         && (path[n] == '\0' || path[n] == '/' || (n > 0 && folder[n - 1] == '/'));
}

/**
 * tandai_output_is_inside:
 * @target: an output, its path without links
 * @inputs: (element-type GFile): folders that are read
 *
 * Returns: whether the output lies in one of them
 */
gboolean
tandai_output_is_inside (const char *target, GPtrArray *inputs)
{
  for (guint i = 0; i < inputs->len; i++)
    {
      char *folder = realpath (g_file_peek_path (inputs->pdata[i]), NULL);
      gboolean inside = folder != NULL && is_inside (target, folder);

      free (folder);
      if (inside)
        return TRUE;
    }
  return FALSE;
}

/**
 * tandai_output_check_inputs:
 * @target: an output, its path without links
 * @inputs: (element-type GFile): folders that are exported
 * @error: return location for an error
 *
 * Returns: %FALSE with %TANDAI_ERROR_NAME set where the output lies in one of them
 */
gboolean
tandai_output_check_inputs (const char *target, GPtrArray *inputs, GError **error)
{
  if (!tandai_output_is_inside (target, inputs))
    return TRUE;
  return _tandai_output_refuse (error,
                                _ ("“%s” lies in a folder that is being exported: choose a place outside"),
                                target);
}

static char *
file_identity (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) info.st_dev,
                          (guint64) info.st_ino);
}

static GHashTable *
identify_articles (GPtrArray *articles)
{
  GHashTable *identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < articles->len; i++)
    {
      char *identity = file_identity (g_file_peek_path (articles->pdata[i]));

      if (identity != NULL)
        g_hash_table_add (identities, identity);
    }
  return identities;
}

static gboolean
find_sidecar (const char *folder)
{
  g_autoptr (GDir) children = g_dir_open (folder, 0, NULL);
  const char *name;

  while (children != NULL && (name = g_dir_read_name (children)) != NULL)
    if (tandai_paths_is_sidecar (name))
      return TRUE;
  return FALSE;
}

/* Folders are looked through once, however many files of theirs are replaced. */
static gboolean
is_annotated (TandaiOutputGuard *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (GStrv) sidecars = NULL;
  gpointer known;

  if (!g_hash_table_lookup_extended (self->annotated, folder, NULL, &known))
    {
      known = GINT_TO_POINTER (find_sidecar (folder));
      g_hash_table_insert (self->annotated, g_strdup (folder), known);
    }
  if (!GPOINTER_TO_INT (known))
    return FALSE;
  sidecars = tandai_paths_list_sidecars (path, NULL);
  return sidecars != NULL && sidecars[0] != NULL;
}

/**
 * tandai_output_guard_check:
 * @self: a guard
 * @path: a file that is about to be replaced, if it is there
 * @error: return location for an error
 *
 * Nothing that belongs to a corpus is ever replaced.
 *
 * Returns: %FALSE with %TANDAI_ERROR_NAME set where it may not
 */
gboolean
tandai_output_guard_check (TandaiOutputGuard *self, const char *path, GError **error)
{
  g_autofree char *identity = file_identity (path);
  g_autofree char *name = g_path_get_basename (path);

  if (identity == NULL)
    return TRUE;
  if (self->articles == NULL)
    self->articles = identify_articles (self->files);
  if (g_hash_table_contains (self->articles, identity) || tandai_paths_is_sidecar (path)
      || strcmp (name, TANDAI_SCHEMA_NAME) == 0 || is_annotated (self, path))
    return _tandai_output_refuse (error,
                                  _ ("“%s” belongs to a corpus and is not replaced: choose another place"),
                                  path);
  return TRUE;
}

/**
 * tandai_output_guard_new:
 * @articles: (element-type GFile): what is exported
 *
 * Returns: (transfer full): a guard
 */
TandaiOutputGuard *
tandai_output_guard_new (GPtrArray *articles)
{
  TandaiOutputGuard *self = g_new0 (TandaiOutputGuard, 1);

  self->files = g_ptr_array_ref (articles);
  self->annotated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tandai_output_guard_free:
 * @self: (transfer full): a guard
 *
 * Frees it.
 */
void
tandai_output_guard_free (TandaiOutputGuard *self)
{
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->articles, g_hash_table_unref);
  g_hash_table_unref (self->annotated);
  g_free (self);
}
