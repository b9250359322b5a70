/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-signature.h"
#include "formats/tandai-split-spec.h"
#include "formats/tandai-split-table.h"

G_BEGIN_DECLS

/**
 * TandaiSplitArticle:
 * @sha256: the article's hash
 * @value: (nullable): the value of the field that articles are grouped by
 * @group: (out): the name of its group: the hash of one of its articles
 * @part: (out): its part
 * @other_part: (out) (nullable): another part that holds something like it
 * @left_out: (out): whether it can be in no part, because it is like old articles of two
 *
 * An article and where it goes. Strings are borrowed from whoever gave them.
 */
typedef struct
{
  const char *sha256;
  const char *value;
  const char *group;
  const char *part;
  const char *other_part;
  gboolean left_out;
} TandaiSplitArticle;

gboolean tandai_split_plan (const TandaiSplitSpec *spec, const TandaiSplitTable *earlier,
                            TandaiSplitArticle *articles, const TandaiSignature *signatures, guint n,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
