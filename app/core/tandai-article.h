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
 * @sha256: of the file's bytes
 * @text: the decoded text
 * @origin: what the file was like
 *
 * An article as it lies on disk. It is only ever read.
 */
typedef struct
{
  GFile *file;
  char *path;
  char *sha256;
  TandaiText *text;
  TandaiOrigin origin;
} TandaiArticle;

TandaiArticle *tandai_article_load  (GFile *file, const char *encoding, GCancellable *cancellable, GError **error);
void           tandai_article_free  (TandaiArticle *self);
char          *tandai_text_dup_title (const TandaiText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiArticle, tandai_article_free)

G_END_DECLS
