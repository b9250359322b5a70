/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-memory-private.h"
#include "core/tandai-paths.h"

/* How much is read at once, and of what a file has grown by since its size was asked for. */
#define READ_PIECE  (1 << 20)
#define GROWN_PIECE 4096

/* A temporary file that is older than this was left by a program that is gone. */
#define STALE_SECONDS 3600

/* How often a file that is touched all the time is looked at before a save gives up. */
#define MAX_LOOKS 5

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
reject_kind (const char *path, const struct stat *info, guint64 max_bytes, GError **error)
{
  g_autofree char *shown = tandai_display_name (path);

  if (S_ISDIR (info->st_mode))
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE, _ ("“%s” is a folder, not a file"), shown);
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_A_FILE, _ ("“%s” is a pipe or a device, not a file"),
                 shown);
  else
    g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_TOO_LARGE,
                 /* Translators: %s is a file; the numbers are mebibytes. */
                 _ ("“%s” is too large: %u MiB, at most %u MiB can be read"), shown,
                 (guint) ((guint64) info->st_size >> 20), (guint) (max_bytes >> 20));
  return FALSE;
}

static gboolean
check_kind (int fd, const char *path, guint64 max_bytes, struct stat *info, GError **error)
{
  if (fstat (fd, info) != 0)
    /* Translators: %s is a file. */
    return fail_errno (error, errno, _ ("Could not read “%s”"), path);
  return (S_ISREG (info->st_mode) && (guint64) info->st_size <= max_bytes)
         || reject_kind (path, info, max_bytes, error);
}

static GByteArray *
read_all (
    int fd, const char *path, guint64 size, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) size + 1);
  gsize used = 0;

  _tandai_memory_expect (bytes->data, (gsize) size);
  while (TRUE)
    {
      gsize wanted = used <= size ? MIN (READ_PIECE, (gsize) size + 1 - used) : GROWN_PIECE;
      gssize got;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, (guint) (used + wanted));
      got = TEMP_FAILURE_RETRY (read (fd, bytes->data + used, wanted));
      if (got < 0)
        {
          fail_errno (error, errno, _ ("Could not read “%s”"), path);
          return NULL;
        }
      used += (gsize) got;
      /* Where a file ends as it said, asking for more gives less. */
      if (got == 0 || (used == size && (gsize) got < wanted))
        break;
      if (used > max_bytes)
        {
          fail_errno (error, EFBIG, _ ("Could not read “%s”"), path);
          return NULL;
        }
    }
  g_byte_array_set_size (bytes, (guint) used);
  return g_steal_pointer (&bytes);
}

/* Opens without waiting for whoever might write into a pipe, and takes only regular files. */
static int
open_regular (const char *path, guint64 max_bytes, struct stat *info, GError **error)
{
  int fd = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));

  if (fd < 0)
    {
      fail_errno (error, errno, _ ("Could not open “%s”"), path);
      return -1;
    }
  if (check_kind (fd, path, max_bytes, info, error))
    return fd;
  close (fd);
  return -1;
}

/**
 * tandai_file_open:
 * @path: a file's path
 * @error: return location for an error that names the file
 *
 * Opens a regular file for reading, of any size. Never blocks on a pipe or device.
 *
 * Returns: its descriptor, or -1
 */
int
tandai_file_open (const char *path, GError **error)
{
  struct stat info;

  return open_regular (path, G_MAXUINT64, &info, error);
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
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;
  int fd = open_regular (path, max_bytes, &info, error);

  if (stamp != NULL)
    *stamp = (TandaiStamp){ 0 };
  if (fd < 0)
    return NULL;
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

static gboolean
is_same_stat (const TandaiStamp *a, const TandaiStamp *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size && a->mtime_ns == b->mtime_ns
         && a->ctime_ns == b->ctime_ns;
}

/* Whether reading failed because the file is another one now, which is no failure to look at it. */
static gboolean
is_other_file (const GError *error)
{
  return error->domain == TANDAI_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static gboolean
compare_bytes (
    const char *path, TandaiStamp *stamp, gboolean *unchanged, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TandaiStamp now;

  bytes = tandai_file_read (path, TANDAI_SIDECAR_MAX_BYTES, &now, cancellable, &local);
  *unchanged = bytes != NULL && g_str_equal (now.sha256, stamp->sha256);
  if (*unchanged)
    *stamp = now;
  if (bytes != NULL || is_other_file (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Fails where the file can't be looked at, which tells nothing of what another program did. Where only the
 * numbers differ @stamp gets those that are. */
static gboolean
look (const char *path, TandaiStamp *stamp, gboolean *unchanged, GCancellable *cancellable, GError **error)
{
  TandaiStamp now = { 0 };
  struct stat info;

  *unchanged = FALSE;
  if (stat (path, &info) != 0)
    {
      /* Nothing can have so long a name. */
      if (errno != ENOENT && errno != ENAMETOOLONG)
        return fail_errno (error, errno, _ ("Could not read “%s”"), path);
      *unchanged = !stamp->exists;
      return TRUE;
    }
  stamp_from_stat (&now, &info);
  *unchanged = stamp->exists && is_same_stat (&now, stamp);
  if (*unchanged || !stamp->exists || now.size != stamp->size)
    return TRUE;
  return compare_bytes (path, stamp, unchanged, cancellable, error);
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
 * Returns: whether the file is still the same, as far as can be told
 */
gboolean
tandai_file_is_unchanged (const char *path, const TandaiStamp *stamp, GCancellable *cancellable)
{
  TandaiStamp known = *stamp;
  gboolean unchanged;

  return look (path, &known, &unchanged, cancellable, NULL) && unchanged;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize n_bytes;
  const char *at = g_bytes_get_data (bytes, &n_bytes);

  while (n_bytes > 0)
    {
      gssize put = TEMP_FAILURE_RETRY (write (fd, at, n_bytes));

      if (put < 0)
        return FALSE;
      at += put;
      n_bytes -= (gsize) put;
    }
  return TRUE;
}

/* Brings a rename to disk. Some file systems can't do that for a folder, and a folder that one may write to
 * but not list can't be opened; the file itself is safe then. */
static gboolean
sync_folder (const char *folder)
{
  int fd = TEMP_FAILURE_RETRY (open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int saved_errno;

  if (fd < 0)
    return errno == EACCES;
  saved_errno = TEMP_FAILURE_RETRY (fsync (fd)) == 0 ? 0 : errno;
  close (fd);
  errno = saved_errno;
  return saved_errno == 0 || saved_errno == EINVAL || saved_errno == ENOTSUP;
}

/* What the new file's mode is to be: the old one's, or what the user's mask leaves of a new one's. */
static gboolean
find_mode (const char *target, mode_t *mode, gboolean *is_new)
{
  struct stat old;

  *is_new = stat (target, &old) != 0;
  *mode = *is_new ? 0666 : old.st_mode & 07777;
  return !*is_new || errno == ENOENT;
}

/* A temporary file in the folder; on failure errno tells why. */
static int
open_temporary (const char *folder, mode_t mode, char **path)
{
  int fd;

  do
    {
      g_free (*path);
      *path = g_build_filename (folder, ".tandai-XXXXXX.tmp", NULL);
      fd = g_mkstemp_full (*path, O_RDWR | O_CLOEXEC, (int) mode);
    }
  while (fd < 0 && errno == EINTR);
  return fd;
}

/* Fills the temporary file and closes it; on failure errno tells why. */
static gboolean
fill_temporary (int fd, GBytes *bytes, const mode_t *mode, struct stat *info)
{
  gboolean filled = (mode == NULL || fchmod (fd, *mode) == 0) && write_all (fd, bytes)
                    && TEMP_FAILURE_RETRY (fsync (fd)) == 0 && fstat (fd, info) == 0;
  int saved_errno = errno;

  /* An interrupted close has closed the file nevertheless. */
  if (close (fd) != 0 && errno != EINTR && filled)
    return FALSE;
  errno = saved_errno;
  return filled;
}

/* Renames where the name is free, for file systems without hard links, like FAT. */
static gboolean
rename_if_free (const char *temporary, const char *target)
{
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* Some file systems know neither; all that is left is to look first. */
  if (access (target, F_OK) == 0)
    errno = EEXIST;
  else if (errno == ENOENT)
    return rename (temporary, target) == 0;
  return FALSE;
}

/* Gives the temporary file the name unless another program has taken it, which a rename would not heed. */
static gboolean
claim (const char *temporary, const char *target)
{
  if (link (temporary, target) != 0)
    return (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) && rename_if_free (temporary, target);
  /* Where this fails the file is there all the same; the other name goes with what is stale. */
  unlink (temporary);
  return TRUE;
}

/* Between looking at the file and taking its place another of our programs could do the same: one goes after
 * the other. Where a folder can't be locked, as on some networks, all is as without. */
static int
lock_folder (const char *folder)
{
  int fd = TEMP_FAILURE_RETRY (open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));

  if (fd >= 0)
    (void) TEMP_FAILURE_RETRY (flock (fd, LOCK_EX));
  return fd;
}

/* On failure errno tells why; ESTALE that the file is not what @expected says. */
static gboolean
rename_if_unchanged (const char *temporary, const char *target, const TandaiStamp *expected)
{
  TandaiStamp now = { 0 };
  struct stat info;

  if (stat (target, &info) != 0)
    {
      errno = errno == ENOENT ? ESTALE : errno;
      return FALSE;
    }
  stamp_from_stat (&now, &info);
  if (is_same_stat (&now, expected))
    return rename (temporary, target) == 0;
  errno = ESTALE;
  return FALSE;
}

static gboolean
put_in_place (const char *temporary, const char *target, const char *folder, const TandaiStamp *expected)
{
  gboolean put;
  int lock, saved_errno;

  if (expected == NULL)
    return rename (temporary, target) == 0;
  if (!expected->exists)
    return claim (temporary, target);
  lock = lock_folder (folder);
  put = rename_if_unchanged (temporary, target, expected);
  saved_errno = errno;
  if (lock >= 0)
    close (lock);
  errno = saved_errno;
  return put;
}

/* Puts the bytes in the file's place, if that is what @expected says; on failure errno tells why, and the old
 * file is as it was. */
static gboolean
replace (
    const char *target, const char *folder, GBytes *bytes, const TandaiStamp *expected, struct stat *info)
{
  g_autofree char *temporary = NULL;
  gboolean is_new, put;
  mode_t mode;
  int fd, saved_errno;

  if (!find_mode (target, &mode, &is_new))
    return FALSE;
  fd = open_temporary (folder, mode, &temporary);
  if (fd < 0)
    return FALSE;
  put = fill_temporary (fd, bytes, is_new ? NULL : &mode, info)
        && put_in_place (temporary, target, folder, expected);
  saved_errno = errno;
  if (!put)
    unlink (temporary);
  errno = saved_errno;
  return put;
}

static gboolean
is_same_content (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
stamp_written (TandaiStamp *stamp, const char *path, GBytes *bytes, const struct stat *info)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);
  struct stat now;

  stamp_from_stat (stamp, info);
  /* The rename has touched the change time: ask once more, unless another
   * program was quicker, whose file must not pass for ours. */
  if (stat (path, &now) == 0 && is_same_content (&now, info))
    stamp_from_stat (stamp, &now);
  stamp_hash (stamp, data, n_bytes);
}

static gboolean
fail_changed (GError **error, const char *path)
{
  g_autofree char *shown = tandai_display_name (path);

  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_CHANGED, _ ("“%s” was changed by another program"), shown);
  return FALSE;
}

/* The path without links; that of a file which is not there yet is as it is. */
static char *
resolve (const char *path, GError **error)
{
  char *real = realpath (path, NULL);
  char *resolved = g_strdup (real != NULL ? real : path);

  if (real == NULL && errno != ENOENT)
    {
      fail_errno (error, errno, _ ("Could not save “%s”"), path);
      g_clear_pointer (&resolved, g_free);
    }
  free (real);
  return resolved;
}

/* A rename would not heed that somebody made the file read-only. */
static gboolean
is_made_read_only (const char *target)
{
  struct stat info;

  return stat (target, &info) == 0 && (info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
}

static gboolean
check_writable (const char *path, const char *target, GError **error)
{
  return !is_made_read_only (target) || fail_errno (error, EACCES, _ ("Could not save “%s”"), path);
}

static gboolean
check_unchanged (const char *path, TandaiStamp *stamp, GCancellable *cancellable, GError **error)
{
  gboolean unchanged;

  if (!look (path, stamp, &unchanged, cancellable, error))
    return FALSE;
  return unchanged || fail_changed (error, path);
}

/* A touch between the look at the file and taking its place is no change: it is looked at again. */
static gboolean
replace_checked (const char *path,
                 const char *target,
                 const char *folder,
                 GBytes *bytes,
                 TandaiStamp *expected,
                 struct stat *info,
                 GCancellable *cancellable,
                 GError **error)
{
  guint left = MAX_LOOKS;

  do
    {
      if (expected != NULL && !check_unchanged (path, expected, cancellable, error))
        return FALSE;
      if (replace (target, folder, bytes, expected, info))
        return TRUE;
    }
  while (errno == ESTALE && --left > 0);
  return errno == ESTALE || (errno == EEXIST && expected != NULL)
             ? fail_changed (error, path)
             : fail_errno (error, errno, _ ("Could not save “%s”"), path);
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
 * fsync, rename, fsync of the folder. The file's mode is kept; one that nobody
 * may write stays as it is. A failure leaves
 * the old file as it was, but for one: where the folder can't be brought to disk
 * the new file is in place, @stamp is of it, and only a later write can tell
 * that it is safe.
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
  gboolean check = !overwrite && stamp != NULL;
  TandaiStamp expected = stamp != NULL ? *stamp : (TandaiStamp){ 0 };
  g_autofree char *resolved = NULL;
  g_autofree char *folder = NULL;
  struct stat info;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  resolved = resolve (path, error);
  if (resolved == NULL || !check_writable (path, resolved, error))
    return FALSE;
  folder = g_path_get_dirname (resolved);
  if (!replace_checked (path, resolved, folder, bytes, check ? &expected : NULL, &info, cancellable, error))
    return FALSE;
  if (stamp != NULL)
    stamp_written (stamp, resolved, bytes, &info);
  /* Translators: %s is a file; the reason follows. */
  return sync_folder (folder)
         || fail_errno (error, errno, _ ("“%s” is written, but might not outlast a power failure"), path);
}

/* One that is gone is not read-only. */
static gboolean
is_closed_folder (const char *folder)
{
  return access (folder, W_OK | X_OK) != 0 && (errno == EACCES || errno == EPERM || errno == EROFS);
}

/**
 * tandai_file_check_read_only:
 * @path: a file's path; it need not be there
 * @error: return location for an error that names the file or its folder
 *
 * Tells without writing what tandai_file_write() would refuse because somebody
 * made the file or its folder read-only. What else may keep a file from being
 * written is not looked for.
 *
 * Returns: whether neither is read-only
 */
gboolean
tandai_file_check_read_only (const char *path, GError **error)
{
  g_autofree char *resolved = resolve (path, NULL);
  g_autofree char *folder = resolved != NULL ? g_path_get_dirname (resolved) : NULL;
  g_autofree char *shown = NULL;

  if (resolved == NULL)
    return TRUE;
  if (is_made_read_only (resolved))
    {
      shown = tandai_display_name (path);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                   /* Translators: %s is a file. */
                   _ ("“%s” is read-only: annotations can’t be saved there"), shown);
      return FALSE;
    }
  if (!is_closed_folder (folder))
    return TRUE;
  shown = tandai_display_name (folder);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
               /* Translators: %s is a folder. */
               _ ("The folder “%s” is read-only: annotations can’t be saved there"), shown);
  return FALSE;
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
      g_autofree char *path =
          tandai_paths_is_unfinished_save (name) ? g_build_filename (folder, name, NULL) : NULL;
      struct stat info;

      if (path != NULL && lstat (path, &info) == 0 && S_ISREG (info.st_mode)
          && now - info.st_mtim.tv_sec > STALE_SECONDS)
        unlink (path);
    }
}
