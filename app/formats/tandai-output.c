/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-paths.h"
#include "formats/tandai-output.h"

#define STAGING_TEMPLATE ".tandai-XXXXXX"

/* What is gathered for the one file before it is written: an article a system call would be slow. */
#define MAX_PENDING (1024 * 1024)

/*
 * @target is where the output ends up, links resolved; NULL for standard output.
 * @staging is the hidden file or folder that becomes it; NULL for what is
 * written to at once: standard output, a pipe, a device.
 * @appended are the files of a folder that are added to, by name, open.
 */
struct _TandaiOutput
{
  char *target;
  char *staging;
  gboolean folder;
  gboolean replaces;
  int fd;
  GString *pending;
  GPtrArray *names;
  GHashTable *appended;
  GPtrArray *files;
  GHashTable *articles;
  GHashTable *annotated;
};

static gboolean
fail (GError **error, int saved_errno, const char *path)
{
  g_autofree char *name = tandai_display_name (path);

  /* Translators: the first %s is the name of a file or folder, the second the system's reason. */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("Could not write “%s”: %s"), name,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
refuse (GError **error, const char *format, const char *path)
{
  g_autofree char *name = tandai_display_name (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* The path without links; what does not exist yet is taken from its folder. */
static char *
resolve (const char *path, GError **error)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  char *real_folder;
  char *result;

  if (real != NULL || errno != ENOENT)
    {
      if (real == NULL)
        fail (error, errno, path);
      return real;
    }
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  real_folder = realpath (folder, NULL);
  if (real_folder == NULL)
    {
      fail (error, errno, path);
      return NULL;
    }
  result = g_build_filename (real_folder, name, NULL);
  free (real_folder);
  return result;
}

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize n = strlen (folder);

  return strncmp (path, folder, n) == 0
         && (path[n] == '\0' || path[n] == '/' || (n > 0 && folder[n - 1] == '/'));
}

static gboolean
check_inputs (const char *target, GPtrArray *inputs, GError **error)
{
  for (guint i = 0; i < inputs->len; i++)
    {
      char *folder = realpath (g_file_peek_path (inputs->pdata[i]), NULL);
      gboolean inside = folder != NULL && is_inside (target, folder);

      free (folder);
      if (inside)
        return refuse (error, _ ("“%s” lies in a folder that is being exported: choose a place outside"),
                       target);
    }
  return TRUE;
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
is_annotated (TandaiOutput *self, const char *path)
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

/* Nothing that belongs to a corpus is ever replaced. */
static gboolean
check_replaced (TandaiOutput *self, const char *path, GError **error)
{
  g_autofree char *identity = file_identity (path);
  g_autofree char *name = g_path_get_basename (path);

  if (identity == NULL)
    return TRUE;
  if (self->articles == NULL)
    self->articles = identify_articles (self->files);
  if (g_hash_table_contains (self->articles, identity) || tandai_paths_is_sidecar (path)
      || strcmp (name, TANDAI_SCHEMA_NAME) == 0 || is_annotated (self, path))
    return refuse (error, _ ("“%s” belongs to a corpus and is not replaced: choose another place"), path);
  return TRUE;
}

static gboolean
open_stream (TandaiOutput *self, const char *path, GError **error)
{
  self->fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
  if (self->fd < 0)
    return fail (error, errno, path);
  return TRUE;
}

static gboolean
open_staging (TandaiOutput *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->target);

  self->staging = g_build_filename (parent, STAGING_TEMPLATE, NULL);
  if (self->folder && g_mkdtemp_full (self->staging, 0777) != NULL)
    return TRUE;
  if (!self->folder)
    self->fd = g_mkstemp_full (self->staging, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd >= 0)
    return TRUE;
  g_clear_pointer (&self->staging, g_free);
  return fail (error, errno, self->target);
}

static gboolean
open_file (TandaiOutput *self, GError **error)
{
  GStatBuf info;

  self->replaces = g_stat (self->target, &info) == 0;
  if (self->replaces && S_ISDIR (info.st_mode))
    return refuse (error, _ ("“%s” is a folder; this format writes one file"), self->target);
  if (self->replaces && !S_ISREG (info.st_mode))
    return open_stream (self, self->target, error);
  if (!check_replaced (self, self->target, error) || !open_staging (self, error))
    return FALSE;
  if (self->replaces && fchmod (self->fd, info.st_mode & 07777) != 0)
    return fail (error, errno, self->target);
  return TRUE;
}

static gboolean
open_folder (TandaiOutput *self, GError **error)
{
  GStatBuf info;

  self->replaces = g_stat (self->target, &info) == 0;
  if (self->replaces && !S_ISDIR (info.st_mode))
    return refuse (error, _ ("“%s” is a file; this format writes a folder"), self->target);
  return open_staging (self, error);
}

static gboolean
write_all (int fd, const char *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      n_bytes -= (gsize) n;
    }
  return TRUE;
}

static gboolean
make_parents (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0777) == 0;
}

static int
create_staged (TandaiOutput *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->staging, name, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (fd < 0 && errno == ENOENT && make_parents (path))
    fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    fail (error, errno, name);
  else
    g_ptr_array_add (self->names, g_strdup (name));
  return fd;
}

static gboolean
write_staged (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes, GError **error)
{
  int saved_errno = 0;
  int fd = create_staged (self, name, error);

  if (fd < 0)
    return FALSE;
  if (!write_all (fd, bytes, n_bytes))
    saved_errno = errno;
  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  return saved_errno == 0 || fail (error, saved_errno, name);
}

static gboolean
move_into_place (TandaiOutput *self, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (self->staging, name, NULL);
  g_autofree char *to = g_build_filename (self->target, name, NULL);

  if (make_parents (to) && g_rename (from, to) == 0)
    return TRUE;
  return fail (error, errno, to);
}

static gboolean
check_all_replaced (TandaiOutput *self, GError **error)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->target, self->names->pdata[i], NULL);

      if (!check_replaced (self, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
commit_folder (TandaiOutput *self, GError **error)
{
  if (!self->replaces && g_rename (self->staging, self->target) == 0)
    {
      g_clear_pointer (&self->staging, g_free);
      return TRUE;
    }
  /* Another program's part of the same export may have made the folder in the meantime. */
  if (!self->replaces && errno != ENOTEMPTY && errno != EEXIST)
    return fail (error, errno, self->target);
  if (!check_all_replaced (self, error))
    return FALSE;
  for (guint i = 0; i < self->names->len; i++)
    if (!move_into_place (self, self->names->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
flush (TandaiOutput *self, GError **error)
{
  gboolean written = write_all (self->fd, self->pending->str, self->pending->len);

  /* The disk begins at once, so that there is little left to wait for at the end. */
  if (self->staging != NULL)
    sync_file_range (self->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  g_string_truncate (self->pending, 0);
  if (written)
    return TRUE;
  /* Translators: this stands in “Could not write “%s”: …”, for the standard output of a program. */
  return fail (error, errno, self->target != NULL ? self->target : _ ("standard output"));
}

static gboolean
flush_appended (TandaiOutput *self, const char *name, GByteArray *pending, GError **error)
{
  g_autofree char *path = g_build_filename (self->staging, name, NULL);
  int fd = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0666);
  gboolean written = fd >= 0 && write_all (fd, (const char *) pending->data, pending->len);
  int saved_errno = errno;

  if (fd >= 0 && close (fd) != 0 && written)
    {
      saved_errno = errno;
      written = FALSE;
    }
  g_byte_array_set_size (pending, 0);
  return written || fail (error, saved_errno, name);
}

static gboolean
flush_all (TandaiOutput *self, GError **error)
{
  GHashTableIter iter;
  gpointer name, pending;

  g_hash_table_iter_init (&iter, self->appended);
  while (g_hash_table_iter_next (&iter, &name, &pending))
    if (!flush_appended (self, name, pending, error))
      return FALSE;
  return TRUE;
}

static gboolean
commit_file (TandaiOutput *self, GError **error)
{
  int fd = self->fd;

  self->fd = -1;
  if (fsync (fd) != 0)
    {
      int saved_errno = errno;

      close (fd);
      return fail (error, saved_errno, self->target);
    }
  if (close (fd) != 0 || g_rename (self->staging, self->target) != 0)
    return fail (error, errno, self->target);
  g_clear_pointer (&self->staging, g_free);
  return TRUE;
}

/* Only ever given what this output made itself. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (g_unlink (path) == 0)
    return;
  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_rmdir (path);
}

/**
 * tandai_output_new:
 * @target: (nullable): the file or folder, in the file system's encoding; %NULL for standard output
 * @folder: whether a folder is written
 * @inputs: (element-type GFile): folders that are being exported
 * @articles: (element-type GFile): articles that are being exported
 * @error: return location for an error
 *
 * Opens an output. Refuses with %TANDAI_ERROR_NAME a place inside an input
 * folder, and one where something of a corpus would be replaced.
 *
 * Returns: (transfer full): the output
 */
TandaiOutput *
tandai_output_new (
    const char *target, gboolean folder, GPtrArray *inputs, GPtrArray *articles, GError **error)
{
  g_autoptr (TandaiOutput) self = g_new0 (TandaiOutput, 1);

  g_return_val_if_fail (target != NULL || !folder, NULL);

  self->fd = -1;
  self->folder = folder;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_ref (articles);
  self->pending = g_string_new (NULL);
  self->appended =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  self->annotated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (target == NULL)
    {
      self->fd = STDOUT_FILENO;
      return g_steal_pointer (&self);
    }
  self->target = resolve (target, error);
  if (self->target == NULL || !check_inputs (self->target, inputs, error))
    return NULL;
  if (!(folder ? open_folder (self, error) : open_file (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tandai_output_write:
 * @self: an output
 * @name: a relative path in a folder; ignored elsewhere
 * @bytes: what to write
 * @n_bytes: how many bytes
 * @error: return location for an error
 *
 * Writes a file of a folder, or adds to the one file. In a folder a name that
 * was written already fails with %G_IO_ERROR_EXISTS.
 *
 * Returns: whether it was written
 */
gboolean
tandai_output_write (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes, GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  if (self->folder)
    return write_staged (self, name, bytes, n_bytes, error);
  g_string_append_len (self->pending, bytes, (gssize) n_bytes);
  return self->pending->len < MAX_PENDING || flush (self, error);
}

/**
 * tandai_output_append:
 * @self: an output that is a folder
 * @name: a relative path in it
 * @bytes: what to add
 * @n_bytes: how many bytes
 * @error: return location for an error
 *
 * Adds to a file of a folder that several articles share.
 *
 * Returns: whether it could be added
 */
gboolean
tandai_output_append (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes, GError **error)
{
  GByteArray *pending = g_hash_table_lookup (self->appended, name);

  g_return_val_if_fail (self->folder, FALSE);

  if (pending == NULL)
    {
      int fd = create_staged (self, name, error);

      if (fd < 0)
        return FALSE;
      close (fd);
      pending = g_byte_array_new ();
      g_hash_table_insert (self->appended, g_strdup (name), pending);
    }
  g_byte_array_append (pending, (const guint8 *) bytes, (guint) n_bytes);
  return pending->len < MAX_PENDING || flush_appended (self, name, pending, error);
}

/**
 * tandai_output_take_back:
 * @self: an output that is a folder
 * @name: a path that was written
 *
 * Removes what was written by that name.
 */
void
tandai_output_take_back (TandaiOutput *self, const char *name)
{
  guint position;
  g_autofree char *path = NULL;

  if (!self->folder || !g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &position))
    return;
  path = g_build_filename (self->staging, name, NULL);
  g_unlink (path);
  g_ptr_array_remove_index (self->names, position);
}

/**
 * tandai_output_commit:
 * @self: an output
 * @error: return location for an error
 *
 * Puts what was written in its place. In a folder that was there before, files
 * of the same names are replaced, each at once, and others are left alone.
 *
 * Returns: whether it is there
 */
gboolean
tandai_output_commit (TandaiOutput *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->folder)
    return flush_all (self, error) && commit_folder (self, error);
  return flush (self, error) && (self->staging == NULL || commit_file (self, error));
}

/**
 * tandai_output_free:
 * @self: (transfer full): an output
 *
 * Frees an output. What was not put in its place is removed.
 */
void
tandai_output_free (TandaiOutput *self)
{
  if (self->fd >= 0 && self->fd != STDOUT_FILENO)
    close (self->fd);
  if (self->staging != NULL)
    remove_tree (self->staging);
  g_free (self->staging);
  g_free (self->target);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->appended);
  g_string_free (self->pending, TRUE);
  g_clear_pointer (&self->articles, g_hash_table_unref);
  g_hash_table_unref (self->annotated);
  g_free (self);
}
