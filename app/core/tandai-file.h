/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TANDAI_ARTICLE_MAX_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define TANDAI_SIDECAR_MAX_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)

/**
 * TandaiStamp:
 * @exists: whether there was a file
 * @device, @inode, @size, @mtime_ns, @ctime_ns: as stat tells them
 * @sha256: of its bytes, in lower-case hex
 *
 * What a file was when it was last read or written; tells whether another
 * program has changed it since.
 */
typedef struct
{
  gboolean exists;
  guint64 device;
  guint64 inode;
  guint64 size;
  gint64 mtime_ns;
  gint64 ctime_ns;
  char sha256[65];
} TandaiStamp;

GBytes  *tandai_file_read  (const char *path, guint64 max_bytes, TandaiStamp *stamp, GCancellable *cancellable,
                            GError **error);
int      tandai_file_open  (const char *path, GError **error);
gboolean tandai_file_write (const char *path, GBytes *bytes, TandaiStamp *stamp, gboolean overwrite,
                            GCancellable *cancellable, GError **error);
gboolean tandai_file_is_unchanged (const char *path, const TandaiStamp *stamp, GCancellable *cancellable);
gboolean tandai_file_check_read_only (const char *path, GError **error);
void     tandai_file_remove_stale (const char *folder);

G_END_DECLS
