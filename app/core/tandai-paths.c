/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"

#define TEMPORARY_PREFIX ".tandai-"
#define TEMPORARY_SUFFIX ".tmp"
#define CONFLICT_MARK    TANDAI_SIDECAR_SUFFIX ".conflict-"

/* What file systems take of one name, in bytes. */
#define MAX_NAME 255

/**
 * tandai_annotator_is_valid:
 * @annotator: a name
 *
 * Returns: whether it is "" (the default annotator) or matches `[a-z0-9][a-z0-9_-]{0,31}`
 */
gboolean
tandai_annotator_is_valid (const char *annotator)
{
  if (*annotator == '\0')
    return TRUE;
  if (!g_ascii_islower (*annotator) && !g_ascii_isdigit (*annotator))
    return FALSE;
  return strlen (annotator) <= 32
         && strspn (annotator, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen (annotator);
}

/**
 * tandai_paths_sidecar:
 * @article: an article's path
 * @annotator: "" or a name
 *
 * Returns: (transfer full): the path of that annotator's sidecar
 */
char *
tandai_paths_sidecar (const char *article, const char *annotator)
{
  if (*annotator == '\0')
    return g_strconcat (article, TANDAI_SIDECAR_SUFFIX, NULL);
  return g_strconcat (article, ".", annotator, TANDAI_SIDECAR_SUFFIX, NULL);
}

/**
 * tandai_paths_file_name:
 * @article: an article's path
 *
 * Returns: (transfer full): its name as a sidecar states it: UTF-8, in which bytes that are none have become
 * U+FFFD
 */
char *
tandai_paths_file_name (const char *article)
{
  g_autofree char *base = g_path_get_basename (article);

  return g_utf8_make_valid (base, -1);
}

/* How much of a sidecar's path stands before its suffix, or of its copy's, so that so many bytes more make no
 * name too long. */
static gsize
fit_stem (const char *sidecar, gsize n_more)
{
  const char *slash = strrchr (sidecar, '/');
  const char *base = slash != NULL ? slash + 1 : sidecar;
  const char *end = g_strrstr (base, TANDAI_SIDECAR_SUFFIX);
  gsize n_rest = strlen (TANDAI_SIDECAR_SUFFIX) + n_more;

  g_return_val_if_fail (end != NULL, strlen (sidecar));
  if ((gsize) (end - base) + n_rest <= MAX_NAME)
    return (gsize) (end - sidecar);
  end = base + MAX_NAME - n_rest;
  while (end > base && (*end & 0xC0) == 0x80)
    end--;
  return (gsize) (end - sidecar);
}

static char *
make_copy_path (const char *sidecar, const char *word, GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%dT%H%M%S");
  g_autofree char *mark =
      g_strdup_printf (".conflict-%s%s%03dZ", word, stamp, g_date_time_get_microsecond (utc) / 1000);

  return g_strdup_printf ("%.*s" TANDAI_SIDECAR_SUFFIX "%s", (int) fit_stem (sidecar, strlen (mark)), sidecar,
                          mark);
}

/**
 * tandai_paths_conflict:
 * @sidecar: a sidecar's path, or that of such a copy of it
 * @time: when the clash was met
 *
 * Of a name to which nothing more could be added the end is left out.
 *
 * Returns: (transfer full): where our version goes when another program has changed the sidecar; no sidecar
 * by name
 */
char *
tandai_paths_conflict (const char *sidecar, GDateTime *time)
{
  return make_copy_path (sidecar, "", time);
}

/**
 * tandai_paths_undone:
 * @sidecar: a sidecar's path
 * @time: when its content was taken back
 *
 * Returns: (transfer full): where that content goes, which is another program's; it does not wait for
 * anything, as a conflict's copy does
 */
char *
tandai_paths_undone (const char *sidecar, GDateTime *time)
{
  return make_copy_path (sidecar, "undone-", time);
}

/**
 * tandai_paths_copy_name:
 * @sidecar: a sidecar's path, or that of a copy of it
 *
 * Returns: (transfer full): the name that is proposed for a copy elsewhere: its own, unless no file can have
 * that
 */
char *
tandai_paths_copy_name (const char *sidecar)
{
  g_autofree char *base = g_path_get_basename (sidecar);

  if (strlen (base) <= MAX_NAME)
    return g_steal_pointer (&base);
  return g_strdup_printf ("%.*s" TANDAI_SIDECAR_SUFFIX, (int) fit_stem (base, 0), base);
}

/**
 * tandai_paths_is_sidecar:
 * @path: a path
 *
 * Returns: whether it is named as a sidecar is
 */
gboolean
tandai_paths_is_sidecar (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *base = slash != NULL ? slash + 1 : path;

  return g_str_has_suffix (base, TANDAI_SIDECAR_SUFFIX) && strlen (base) > strlen (TANDAI_SIDECAR_SUFFIX);
}

/**
 * tandai_paths_is_unfinished_save:
 * @path: a path
 *
 * Returns: whether it is named as a save's temporary file, which may go once no program writes it any more
 */
gboolean
tandai_paths_is_unfinished_save (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_str_has_prefix (base, TEMPORARY_PREFIX) && g_str_has_suffix (base, TEMPORARY_SUFFIX)
         && strstr (base, CONFLICT_MARK) == NULL;
}

/**
 * tandai_paths_is_conflict:
 * @path: a path
 *
 * Returns: whether it is named as a conflict's copy
 */
gboolean
tandai_paths_is_conflict (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *mark = strstr (slash != NULL ? slash + 1 : path, CONFLICT_MARK);

  return mark != NULL && g_regex_match_simple ("^\\d{8}T\\d{9}Z$", mark + strlen (CONFLICT_MARK), 0, 0);
}

/**
 * tandai_paths_is_temporary:
 * @path: a path
 *
 * Returns: whether it is named as a save's temporary file or as a conflict's copy, which are never articles
 */
gboolean
tandai_paths_is_temporary (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return strstr (base, CONFLICT_MARK) != NULL || tandai_paths_is_unfinished_save (path);
}

/* The dot before what may be an annotator's name; NULL where there is none. */
static const char *
find_annotator (const char *path)
{
  const char *dot = strrchr (path, '.');

  if (dot == NULL || dot[1] == '\0' || strchr (dot, '/') != NULL || !tandai_annotator_is_valid (dot + 1))
    return NULL;
  return dot;
}

/**
 * tandai_paths_article:
 * @sidecar: a sidecar's path
 * @annotator: (out) (optional) (transfer full): whose it is, by its name
 *
 * The name alone can be read in two ways, as `berita.txt.siti` may be an article
 * too. An annotator's part is taken off only where the shorter name is an article
 * that exists and the whole name is none. Where neither exists, the whole name
 * counts, as the default annotator's; the sidecar's own words tell more.
 *
 * Returns: (transfer full): the path of its article
 */
char *
tandai_paths_article (const char *sidecar, char **annotator)
{
  g_autofree char *whole = NULL;
  const char *dot;

  g_return_val_if_fail (tandai_paths_is_sidecar (sidecar), NULL);
  whole = g_strndup (sidecar, strlen (sidecar) - strlen (TANDAI_SIDECAR_SUFFIX));
  dot = find_annotator (whole);
  if (dot != NULL && !g_file_test (whole, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *shorter = g_strndup (whole, (gsize) (dot - whole));

      /* A folder `berita` is not the article of `berita.siti.tandai.json`. */
      if (g_file_test (shorter, G_FILE_TEST_IS_REGULAR))
        {
          if (annotator != NULL)
            *annotator = g_strdup (dot + 1);
          return g_steal_pointer (&shorter);
        }
    }
  if (annotator != NULL)
    *annotator = g_strdup ("");
  return g_steal_pointer (&whole);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * tandai_paths_list_sidecars:
 * @article: an article's path
 * @error: return location for an error from reading its folder
 *
 * Returns: (transfer full) (array zero-terminated=1): the paths of all its sidecars, sorted bytewise, or
 * %NULL
 */
char **
tandai_paths_list_sidecars (const char *article, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (article);
  g_autofree char *base = g_path_get_basename (article);
  g_autofree char *stem = g_strconcat (base, ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *owner = NULL;
      g_autofree char *owner_base = NULL;

      if (!g_str_has_prefix (name, stem) || !tandai_paths_is_sidecar (name))
        continue;
      owner = tandai_paths_article (path, NULL);
      owner_base = g_path_get_basename (owner);
      if (g_str_equal (owner_base, base))
        g_ptr_array_add (found, g_steal_pointer (&path));
    }
  g_ptr_array_sort (found, compare_paths);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
