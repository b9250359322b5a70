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
#include "formats/tandai-output-guard.h"
#include "formats/tandai-output.h"

#define STAGING_TEMPLATE ".tandai-XXXXXX"

/* What is gathered for the one file before it is written: an article a system call would be slow. */
#define MAX_PENDING (1024 * 1024)

/*
 * @target is where the output ends up, links resolved; NULL for standard output.
 * @staging is the hidden file or folder that becomes it; NULL for what is
 * written to at once: standard output, a pipe, a device.
 * @appended are the files of a folder that are added to, by name, open.
 * @sample is there for an output that only shows how it begins.
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
  TandaiOutputGuard *guard;
  GPtrArray *sample;
  gsize sample_left;
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
    return _tandai_output_refuse (error, _ ("“%s” is a folder; this format writes one file"), self->target);
  if (self->replaces && !S_ISREG (info.st_mode))
    return open_stream (self, self->target, error);
  if (!tandai_output_guard_check (self->guard, self->target, error) || !open_staging (self, error))
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
    return _tandai_output_refuse (error, _ ("“%s” is a file; this format writes a folder"), self->target);
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

      if (!tandai_output_guard_check (self->guard, path, error))
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
  if (written && self->staging != NULL)
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

static TandaiOutput *
output_new (gboolean folder)
{
  TandaiOutput *self = g_new0 (TandaiOutput, 1);

  self->fd = -1;
  self->folder = folder;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_string_new (NULL);
  self->appended =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  return self;
}

static void
piece_free (TandaiOutputPiece *piece)
{
  g_free (piece->name);
  g_string_free (piece->bytes, TRUE);
  g_free (piece);
}

/* A file that others are added to comes again and again. */
static GString *
find_piece (TandaiOutput *self, const char *name)
{
  TandaiOutputPiece *piece;

  for (guint i = 0; i < self->sample->len; i++)
    {
      piece = self->sample->pdata[i];
      if (g_str_equal (piece->name, name))
        return piece->bytes;
    }
  piece = g_new0 (TandaiOutputPiece, 1);
  piece->name = g_strdup (name);
  piece->bytes = g_string_new (NULL);
  g_ptr_array_add (self->sample, piece);
  return piece->bytes;
}

static void
take_piece (TandaiOutput *self, const char *name, const char *bytes, gsize n_bytes)
{
  gsize n = MIN (n_bytes, self->sample_left);

  if (self->sample_left == 0)
    return;
  g_string_append_len (find_piece (self, name), bytes, (gssize) n);
  self->sample_left -= n;
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
  g_autoptr (TandaiOutput) self = NULL;

  g_return_val_if_fail (target != NULL || !folder, NULL);

  self = output_new (folder);
  self->guard = tandai_output_guard_new (articles);
  if (target == NULL)
    {
      self->fd = STDOUT_FILENO;
      return g_steal_pointer (&self);
    }
  self->target = resolve (target, error);
  if (self->target == NULL || !tandai_output_check_inputs (self->target, inputs, error))
    return NULL;
  if (!(folder ? open_folder (self, error) : open_file (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tandai_output_new_sample:
 * @folder: whether a folder would be written
 * @max_bytes: how much of it is kept
 *
 * Makes an output that writes nothing and shows how it would begin.
 *
 * Returns: (transfer full): the output
 */
TandaiOutput *
tandai_output_new_sample (gboolean folder, gsize max_bytes)
{
  TandaiOutput *self = output_new (folder);

  self->sample = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  self->sample_left = max_bytes;
  return self;
}

/**
 * tandai_output_get_sample:
 * @self: an output that writes nothing
 * @complete: (out): whether no more will come into it
 *
 * Returns: (transfer none) (element-type TandaiOutputPiece): the beginnings of its first files; of a single
 * file the name is what it was written by
 */
GPtrArray *
tandai_output_get_sample (TandaiOutput *self, gboolean *complete)
{
  *complete = self->sample_left == 0;
  return self->sample;
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

  if (self->sample != NULL)
    {
      take_piece (self, name, bytes, n_bytes);
      return TRUE;
    }
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

  if (self->sample != NULL)
    return tandai_output_write (self, name, bytes, n_bytes, error);
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

  if (self->sample != NULL)
    return TRUE;
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
  g_clear_pointer (&self->guard, tandai_output_guard_free);
  g_clear_pointer (&self->sample, g_ptr_array_unref);
  g_hash_table_unref (self->appended);
  g_string_free (self->pending, TRUE);
  g_free (self);
}
