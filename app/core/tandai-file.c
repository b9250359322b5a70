/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include "core/tandai-file.h"
#include "core/tandai-paths.h"

#define READ_PIECE (1 << 20)

/* A temporary file that is older than this was left by a program that is gone. */
#define STALE_SECONDS 3600

static gboolean
fail_errno (GError **error, int saved_errno, const char *format, const char *path)
{
  g_autofree char *shown = tandai_display_name (path);
  g_autofree char *what = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  what = g_strdup_printf (format, shown);
#pragma GCC diagnostic pop
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", what,
               g_strerror (saved_errno));
  return FALSE;
}

static void
stamp_from_stat (TandaiStamp *stamp, const struct stat *info)
{
  stamp->exists = TRUE;
  stamp->device = info->st_dev;
  stamp->inode = info->st_ino;
  stamp->size = (guint64) info->st_size;
  stamp->mtime_ns = info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
  stamp->ctime_ns = info->st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_ctim.tv_nsec;
}

static void
stamp_hash (TandaiStamp *stamp, gconstpointer bytes, gsize n_bytes)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n_bytes);

  g_strlcpy (stamp->sha256, hash, sizeof stamp->sha256);
}

static gboolean
check_kind (int fd, const char *path, guint64 max_bytes, struct stat *info, GError **error)
{
  g_autofree char *shown = tandai_display_name (path);

  if (fstat (fd, info) != 0)
    /* Translators: %s is a file. */
    return fail_errno (error, errno, _ ("Could not read “%s”"), path);
  if (S_ISDIR (info->st_mode))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE, _ ("“%s” is a folder, not a file"), shown);
      return FALSE;
    }
  if (!S_ISREG (info->st_mode))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE, _ ("“%s” is a pipe or a device, not a file"),
                   shown);
      return FALSE;
    }
  if ((guint64) info->st_size > max_bytes)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_TOO_LARGE,
                   /* Translators: %s is a file; the numbers are mebibytes. */
                   _ ("“%s” is too large: %u MiB, at most %u MiB can be read"), shown,
                   (guint) ((guint64) info->st_size >> 20), (guint) (max_bytes >> 20));
      return FALSE;
    }
  return TRUE;
}

static GByteArray *
read_all (
    int fd, const char *path, guint64 size, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) size + 1);
  gsize used = 0;

  while (TRUE)
    {
      gssize got;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes,
                             (guint) (used + MIN (READ_PIECE, MAX (size + 1 - MIN (used, size), 4096))));
      got = read (fd, bytes->data + used, bytes->len - used);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          fail_errno (error, errno, _ ("Could not read “%s”"), path);
          return NULL;
        }
      if (got == 0)
        break;
      used += (gsize) got;
      if (used > max_bytes)
        {
          fail_errno (error, EFBIG, _ ("Could not read “%s”"), path);
          return NULL;
        }
    }
  g_byte_array_set_size (bytes, (guint) used);
  return g_steal_pointer (&bytes);
}

/**
 * tandai_file_read:
 * @path: a file's path
 * @max_bytes: the largest size that is read
 * @stamp: (out) (optional): what the file was
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error that names the file
 *
 * Reads a regular file whole. Never blocks on a pipe or device.
 *
 * Returns: (transfer full): its bytes, or %NULL
 */
GBytes *
tandai_file_read (
    const char *path, guint64 max_bytes, TandaiStamp *stamp, GCancellable *cancellable, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;

  if (stamp != NULL)
    *stamp = (TandaiStamp){ 0 };
  if (fd < 0)
    {
      fail_errno (error, errno, _ ("Could not open “%s”"), path);
      return NULL;
    }
  if (check_kind (fd, path, max_bytes, &info, error))
    bytes = read_all (fd, path, (guint64) info.st_size, max_bytes, cancellable, error);
  close (fd);
  if (bytes == NULL)
    return NULL;
  if (stamp != NULL)
    {
      stamp_from_stat (stamp, &info);
      stamp_hash (stamp, bytes->data, bytes->len);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * tandai_file_is_unchanged:
 * @path: a file's path
 * @stamp: what it was when it was last read or written
 * @cancellable: (nullable): a #GCancellable
 *
 * Where the file's numbers differ its bytes are compared: a copy back and
 * forth changes nothing.
 *
 * Returns: whether the file is still the same
 */
gboolean
tandai_file_is_unchanged (const char *path, const TandaiStamp *stamp, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = NULL;
  TandaiStamp now = { 0 };
  struct stat info;

  if (stat (path, &info) != 0)
    return errno == ENOENT && !stamp->exists;
  if (!stamp->exists)
    return FALSE;
  stamp_from_stat (&now, &info);
  if (now.device == stamp->device && now.inode == stamp->inode && now.size == stamp->size
      && now.mtime_ns == stamp->mtime_ns && now.ctime_ns == stamp->ctime_ns)
    return TRUE;
  if (now.size != stamp->size)
    return FALSE;
  bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, &now, cancellable, NULL);
  return bytes != NULL && g_str_equal (now.sha256, stamp->sha256);
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize n_bytes;
  const char *at = g_bytes_get_data (bytes, &n_bytes);

  while (n_bytes > 0)
    {
      gssize put = write (fd, at, n_bytes);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return FALSE;
      at += put;
      n_bytes -= (gsize) put;
    }
  return TRUE;
}

static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result;

  if (fd < 0)
    return FALSE;
  result = fsync (fd);
  close (fd);
  /* Some file systems can't sync a folder; the file itself is safe then. */
  return result == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Fills the temporary file; on failure errno tells why. */
static gboolean
fill_temporary (int fd, GBytes *bytes, const char *target, struct stat *info)
{
  struct stat old;

  if (stat (target, &old) == 0)
    {
      if (fchmod (fd, old.st_mode & 07777) != 0)
        return FALSE;
    }
  else
    {
      mode_t mask = umask (0);

      umask (mask);
      if (fchmod (fd, 0666 & ~mask) != 0)
        return FALSE;
    }
  return write_all (fd, bytes) && fsync (fd) == 0 && fstat (fd, info) == 0;
}

static gboolean
replace (const char *target, GBytes *bytes, gboolean exclusive, struct stat *info)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *temporary = g_build_filename (folder, ".tandai-XXXXXX.tmp", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  gboolean filled;
  int saved_errno;

  if (fd < 0)
    return FALSE;
  filled = fill_temporary (fd, bytes, target, info);
  saved_errno = errno;
  if (close (fd) != 0 && filled)
    {
      filled = FALSE;
      saved_errno = errno;
    }
  errno = saved_errno;
  /* A link fails where the name is taken, which a rename would not. */
  if (filled && exclusive)
    filled = link (temporary, target) == 0 && unlink (temporary) == 0;
  else if (filled)
    filled = rename (temporary, target) == 0;
  saved_errno = errno;
  if (!filled)
    unlink (temporary);
  else
    filled = sync_folder (folder);
  if (!filled)
    errno = saved_errno != 0 ? saved_errno : EIO;
  return filled;
}

static gboolean
is_same_content (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/**
 * tandai_file_write:
 * @path: a file's path; where it is a symbolic link its target is written
 * @bytes: the new content
 * @stamp: (inout) (optional): what the file was when it was last read or written, and then what it is now
 * @overwrite: whether to write even where the file is not what @stamp says
 * @cancellable: (nullable): a #GCancellable, heard before anything is changed
 * @error: return location for an error that names the file; %TANDAI_ERROR_CHANGED where another program
 * changed it
 *
 * Replaces a file atomically and durably: a temporary file in the same folder,
 * fsync, rename, fsync of the folder. The file's mode is kept. A failure leaves
 * the old file as it was.
 *
 * Returns: whether the file is written
 */
gboolean
tandai_file_write (const char *path,
                   GBytes *bytes,
                   TandaiStamp *stamp,
                   gboolean overwrite,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *resolved = NULL;
  char *real = realpath (path, NULL);
  gboolean exclusive = !overwrite && stamp != NULL && !stamp->exists;
  struct stat info;

  resolved = g_strdup (real != NULL ? real : path);
  free (real);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!overwrite && stamp != NULL && !tandai_file_is_unchanged (resolved, stamp, cancellable))
    {
      g_autofree char *shown = tandai_display_name (path);

      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"),
                   shown);
      return FALSE;
    }
  errno = 0;
  if (!replace (resolved, bytes, exclusive, &info))
    {
      if (errno == EEXIST && exclusive)
        {
          g_autofree char *shown = tandai_display_name (path);

          g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"),
                       shown);
          return FALSE;
        }
      return fail_errno (error, errno, _ ("Could not save “%s”"), path);
    }
  if (stamp != NULL)
    {
      gsize n_bytes;
      gconstpointer data = g_bytes_get_data (bytes, &n_bytes);
      struct stat now;

      stamp_from_stat (stamp, &info);
      /* The rename has touched the change time: ask once more, unless another
       * program was quicker, whose file must not pass for ours. */
      if (stat (resolved, &now) == 0 && is_same_content (&now, &info))
        stamp_from_stat (stamp, &now);
      stamp_hash (stamp, data, n_bytes);
    }
  return TRUE;
}

/**
 * tandai_file_remove_stale:
 * @folder: a folder's path
 *
 * Removes the temporary files that killed programs left there over an hour ago.
 */
void
tandai_file_remove_stale (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (name[0] == '.' && tandai_paths_is_temporary (path) && lstat (path, &info) == 0
          && S_ISREG (info.st_mode) && now - info.st_mtim.tv_sec > STALE_SECONDS)
        unlink (path);
    }
}
