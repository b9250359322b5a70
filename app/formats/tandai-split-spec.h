/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiSplitSpec:
 *
 * The parts of a split with their shares, like "train=80,dev=10,test=10", and
 * the seed that parts are drawn with.
 */
typedef struct _TandaiSplitSpec TandaiSplitSpec;

TandaiSplitSpec   *tandai_split_spec_parse (const char *text, guint64 seed, GError **error);
void               tandai_split_spec_free  (TandaiSplitSpec *self);
const char *const *tandai_split_spec_parts (const TandaiSplitSpec *self);
const char        *tandai_split_spec_draw  (const TandaiSplitSpec *self, const char *sha256);
gboolean           tandai_split_is_part    (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSplitSpec, tandai_split_spec_free)

G_END_DECLS
