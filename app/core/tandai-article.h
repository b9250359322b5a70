/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-decode.h"
#include "core/tandai-file.h"

G_BEGIN_DECLS

/**
 * TandaiArticle:
 * @file: the file
 * @path: its path, in the file system's encoding
 * @text: the decoded text
 * @origin: what the file was like
 * @sha256: (nullable): of the file's bytes, where it is known; see tandai_article_get_sha256()
 *
 * An article as it lies on disk. It is only ever read.
 */
typedef struct
{
  GFile *file;
  char *path;
  TandaiText *text;
  TandaiOrigin origin;
  char *sha256;

  /*< private >*/
  GBytes *bytes;
} TandaiArticle;

TandaiArticle *tandai_article_load       (GFile *file, const char *encoding, GCancellable *cancellable, GError **error);
const char    *tandai_article_get_sha256 (TandaiArticle *self);
void           tandai_article_free       (TandaiArticle *self);
char          *tandai_text_dup_title     (const TandaiText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiArticle, tandai_article_free)

G_END_DECLS
