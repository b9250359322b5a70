/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands before the C library: the calls of our code and of every library below it come here first, and all
 * but the chosen one go on to where they were meant to go. */

/* Both the plain functions and those for large files are meant, each by its own name. */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE

#include <dlfcn.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "fault.h"

const char *const fault_kind_names[FAULT_N_KINDS] = {
  "open", "read", "write", "sync", "rename", "link", "unlink", "close", "stat", "chmod",
};

static struct
{
  char folder[PATH_MAX];
  FaultKind kind;
  unsigned at;
  int error;
  int stays;
  unsigned n_calls;
  unsigned n_faults;
  char path[PATH_MAX];
  const char *told;
  int armed;
} fault;

/* The next library's function of the same name; its type is that of the variable. */
#define NEXT(function)                                                                                       \
  static __typeof__ (&function) next;                                                                        \
  if (next == NULL)                                                                                          \
  next = (__typeof__ (&function)) dlsym (RTLD_NEXT, #function)

/**
 * fault_arm:
 * @folder: the folder, absolute and without links
 * @kind: of which calls one fails
 * @at: which one, from 1
 * @error: the error's number, or 0 for a read or write of half as much
 * @stays: whether all later calls of that kind fail too
 *
 * Begins to count.
 */
void
fault_arm (const char *folder, FaultKind kind, unsigned at, int error, int stays)
{
  snprintf (fault.folder, sizeof fault.folder, "%s", folder);
  fault.kind = kind;
  fault.at = at;
  fault.error = error;
  fault.stays = stays;
  fault.n_calls = fault.n_faults = 0;
  fault.path[0] = '\0';
  __atomic_store_n (&fault.armed, 1, __ATOMIC_SEQ_CST);
}

/**
 * fault_disarm:
 *
 * Returns: how many calls failed
 */
unsigned
fault_disarm (void)
{
  __atomic_store_n (&fault.armed, 0, __ATOMIC_SEQ_CST);
  return fault.n_faults;
}

/** fault_get_path: Returns: of the call that failed first, "" where none has */
const char *
fault_get_path (void)
{
  return fault.path;
}

__attribute__ ((constructor)) static void
arm_from_environment (void)
{
  const char *folder = getenv ("FAULT_FOLDER");
  const char *kind = getenv ("FAULT_KIND");
  const char *at = getenv ("FAULT_AT");
  const char *error = getenv ("FAULT_ERRNO");
  const char *stays = getenv ("FAULT_STAYS");

  fault.told = getenv ("FAULT_TOLD");
  if (folder == NULL || kind == NULL || at == NULL || error == NULL)
    return;
  for (unsigned i = 0; i < FAULT_N_KINDS; i++)
    if (strcmp (fault_kind_names[i], kind) == 0)
      fault_arm (folder, (FaultKind) i, (unsigned) atoi (at), atoi (error), stays != NULL && *stays == '1');
}

static int
is_inside (const char *path)
{
  size_t length = strlen (fault.folder);

  return strncmp (path, fault.folder, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Leaves a sign for whoever started the program. */
static void
tell (void)
{
  long fd;

  if (fault.told == NULL)
    return;
  fd = syscall (SYS_openat, AT_FDCWD, fault.told, O_WRONLY | O_CREAT, 0600);
  if (fd >= 0)
    syscall (SYS_close, fd);
}

static int
falls_on (const char *path)
{
  unsigned n = __atomic_add_fetch (&fault.n_calls, 1, __ATOMIC_SEQ_CST);

  if (n != fault.at && !(fault.stays && n > fault.at))
    return 0;
  if (__atomic_fetch_add (&fault.n_faults, 1, __ATOMIC_SEQ_CST) == 0)
    {
      snprintf (fault.path, sizeof fault.path, "%s", path);
      tell ();
    }
  errno = fault.error;
  return 1;
}

static int
is_wanted (FaultKind kind)
{
  return __atomic_load_n (&fault.armed, __ATOMIC_SEQ_CST) && fault.kind == kind;
}

/* The name that a call means, where it is relative to a folder's descriptor. */
static int
hits_at (FaultKind kind, int folder, const char *path)
{
  char full[PATH_MAX], link_name[64];
  ssize_t length;

  if (!is_wanted (kind))
    return 0;
  if (path[0] == '/')
    return is_inside (path) && falls_on (path);
  if (folder == AT_FDCWD)
    length = getcwd (full, sizeof full) != NULL ? (ssize_t) strlen (full) : -1;
  else
    {
      snprintf (link_name, sizeof link_name, "/proc/self/fd/%d", folder);
      length = readlink (link_name, full, sizeof full);
    }
  if (length <= 0 || (size_t) length + strlen (path) + 2 > sizeof full)
    return 0;
  full[length] = '/';
  strcpy (full + length + (*path != '\0'), path);
  if (*path == '\0')
    full[length] = '\0';
  return is_inside (full) && falls_on (full);
}

static int
hits (FaultKind kind, const char *path)
{
  return hits_at (kind, AT_FDCWD, path);
}

static int
hits_fd (FaultKind kind, int fd)
{
  return is_wanted (kind) && hits_at (kind, fd, "");
}

static mode_t
mode_of (int flags, va_list arguments)
{
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg (arguments, mode_t) : 0;
}

#define OPEN(function)                                                                                       \
  int function (const char *path, int flags, ...)                                                            \
  {                                                                                                          \
    NEXT (function);                                                                                         \
    va_list arguments;                                                                                       \
    mode_t mode;                                                                                             \
                                                                                                             \
    va_start (arguments, flags);                                                                             \
    mode = mode_of (flags, arguments);                                                                       \
    va_end (arguments);                                                                                      \
    return hits (FAULT_OPEN, path) ? -1 : next (path, flags, mode);                                          \
  }

#define OPENAT(function)                                                                                     \
  int function (int folder, const char *path, int flags, ...)                                                \
  {                                                                                                          \
    NEXT (function);                                                                                         \
    va_list arguments;                                                                                       \
    mode_t mode;                                                                                             \
                                                                                                             \
    va_start (arguments, flags);                                                                             \
    mode = mode_of (flags, arguments);                                                                       \
    va_end (arguments);                                                                                      \
    return hits_at (FAULT_OPEN, folder, path) ? -1 : next (folder, path, flags, mode);                       \
  }

OPEN (open)
OPEN (open64)
OPENAT (openat)
OPENAT (openat64)

/* What the C library calls where it was told to look after its callers (_FORTIFY_SOURCE). */
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);
ssize_t __read_chk (int fd, void *buffer, size_t length, size_t size);

int
__open_2 (const char *path, int flags)
{
  NEXT (__open_2);

  return hits (FAULT_OPEN, path) ? -1 : next (path, flags);
}

int
__open64_2 (const char *path, int flags)
{
  NEXT (__open64_2);

  return hits (FAULT_OPEN, path) ? -1 : next (path, flags);
}

DIR *
opendir (const char *path)
{
  NEXT (opendir);

  return hits (FAULT_OPEN, path) ? NULL : next (path);
}

FILE *
fopen (const char *path, const char *mode)
{
  NEXT (fopen);

  return hits (FAULT_OPEN, path) ? NULL : next (path, mode);
}

FILE *
fopen64 (const char *path, const char *mode)
{
  NEXT (fopen64);

  return hits (FAULT_OPEN, path) ? NULL : next (path, mode);
}

/* Half of what was asked for, and no less than a byte, is what a read or write may always do. */
static size_t
half_of (size_t length)
{
  return length > 1 ? length / 2 : length;
}

ssize_t
read (int fd, void *buffer, size_t length)
{
  NEXT (read);

  if (!hits_fd (FAULT_READ, fd))
    return next (fd, buffer, length);
  return fault.error != 0 ? -1 : next (fd, buffer, half_of (length));
}

ssize_t
__read_chk (int fd, void *buffer, size_t length, size_t size)
{
  NEXT (__read_chk);

  if (!hits_fd (FAULT_READ, fd))
    return next (fd, buffer, length, size);
  return fault.error != 0 ? -1 : next (fd, buffer, half_of (length), size);
}

ssize_t
write (int fd, const void *buffer, size_t length)
{
  NEXT (write);

  if (!hits_fd (FAULT_WRITE, fd))
    return next (fd, buffer, length);
  return fault.error != 0 ? -1 : next (fd, buffer, half_of (length));
}

ssize_t
writev (int fd, const struct iovec *pieces, int n_pieces)
{
  NEXT (writev);

  if (!hits_fd (FAULT_WRITE, fd))
    return next (fd, pieces, n_pieces);
  return fault.error != 0 ? -1 : next (fd, pieces, n_pieces > 1 ? n_pieces / 2 : n_pieces);
}

int
ftruncate (int fd, off_t length)
{
  NEXT (ftruncate);

  return hits_fd (FAULT_WRITE, fd) ? -1 : next (fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  NEXT (ftruncate64);

  return hits_fd (FAULT_WRITE, fd) ? -1 : next (fd, length);
}

int
posix_fallocate (int fd, off_t offset, off_t length)
{
  NEXT (posix_fallocate);

  return hits_fd (FAULT_WRITE, fd) ? fault.error : next (fd, offset, length);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  NEXT (fallocate);

  return hits_fd (FAULT_WRITE, fd) ? -1 : next (fd, mode, offset, length);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  NEXT (fallocate64);

  return hits_fd (FAULT_WRITE, fd) ? -1 : next (fd, mode, offset, length);
}

int
fsync (int fd)
{
  NEXT (fsync);

  return hits_fd (FAULT_SYNC, fd) ? -1 : next (fd);
}

int
fdatasync (int fd)
{
  NEXT (fdatasync);

  return hits_fd (FAULT_SYNC, fd) ? -1 : next (fd);
}

int
rename (const char *from, const char *to)
{
  NEXT (rename);

  return hits (FAULT_RENAME, to) ? -1 : next (from, to);
}

int
renameat (int from_folder, const char *from, int to_folder, const char *to)
{
  NEXT (renameat);

  return hits_at (FAULT_RENAME, to_folder, to) ? -1 : next (from_folder, from, to_folder, to);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
  NEXT (renameat2);
  /* One that takes only what is free stands in for a link. */
  FaultKind kind = (flags & RENAME_NOREPLACE) != 0 ? FAULT_LINK : FAULT_RENAME;

  return hits_at (kind, to_folder, to) ? -1 : next (from_folder, from, to_folder, to, flags);
}

int
link (const char *from, const char *to)
{
  NEXT (link);

  return hits (FAULT_LINK, to) ? -1 : next (from, to);
}

int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  NEXT (linkat);

  return hits_at (FAULT_LINK, to_folder, to) ? -1 : next (from_folder, from, to_folder, to, flags);
}

int
unlink (const char *path)
{
  NEXT (unlink);

  return hits (FAULT_UNLINK, path) ? -1 : next (path);
}

int
unlinkat (int folder, const char *path, int flags)
{
  NEXT (unlinkat);

  return hits_at (FAULT_UNLINK, folder, path) ? -1 : next (folder, path, flags);
}

/* The descriptor is gone in any case, as on Linux. */
int
close (int fd)
{
  NEXT (close);
  int hit = hits_fd (FAULT_CLOSE, fd);
  int result = next (fd);

  if (!hit)
    return result;
  errno = fault.error;
  return -1;
}

#define STAT(function, type)                                                                                 \
  int function (const char *path, struct type *info)                                                         \
  {                                                                                                          \
    NEXT (function);                                                                                         \
    return hits (FAULT_STAT, path) ? -1 : next (path, info);                                                 \
  }

STAT (stat, stat)
STAT (stat64, stat64)
STAT (lstat, stat)
STAT (lstat64, stat64)

#define FSTAT(function, type)                                                                                \
  int function (int fd, struct type *info)                                                                   \
  {                                                                                                          \
    NEXT (function);                                                                                         \
    return hits_fd (FAULT_STAT, fd) ? -1 : next (fd, info);                                                  \
  }

FSTAT (fstat, stat)
FSTAT (fstat64, stat64)

#define FSTATAT(function, type)                                                                              \
  int function (int folder, const char *path, struct type *info, int flags)                                  \
  {                                                                                                          \
    NEXT (function);                                                                                         \
    return hits_at (FAULT_STAT, folder, path) ? -1 : next (folder, path, info, flags);                       \
  }

FSTATAT (fstatat, stat)
FSTATAT (fstatat64, stat64)

int
statx (int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict info)
{
  NEXT (statx);

  return hits_at (FAULT_STAT, folder, path) ? -1 : next (folder, path, flags, mask, info);
}

int
access (const char *path, int mode)
{
  NEXT (access);

  return hits (FAULT_STAT, path) ? -1 : next (path, mode);
}

int
fchmod (int fd, mode_t mode)
{
  NEXT (fchmod);

  return hits_fd (FAULT_CHMOD, fd) ? -1 : next (fd, mode);
}

int
chmod (const char *path, mode_t mode)
{
  NEXT (chmod);

  return hits (FAULT_CHMOD, path) ? -1 : next (path, mode);
}
