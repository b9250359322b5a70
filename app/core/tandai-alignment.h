/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiMatch:
 * @old_start: where it begins in the old text, in code points
 * @new_start: where it begins in the new text, in code points
 * @length: how many code points it has, the same on both sides
 * @strand: 0 for what stands in the same order in both texts; each block that was moved is one of the others
 *
 * A stretch that both texts have.
 */
typedef struct
{
  guint old_start;
  guint new_start;
  guint length;
  guint strand;
} TandaiMatch;

/**
 * TandaiAlignment:
 * @matches: (element-type TandaiMatch): what both texts have, by its place in the old one, without overlaps
 * @doubts: (element-type TandaiRange): words of the old text that are matched, but of which another alignment as
 *   good says otherwise, or too few stand together to tell; by place, in code points
 *
 * What became of an old text's parts in a new one.
 */
typedef struct
{
  GArray *matches;
  GArray *doubts;
} TandaiAlignment;

TandaiAlignment *tandai_alignment_new  (const TandaiText *old_text, const TandaiText *new_text,
                                        GCancellable *cancellable, GError **error);
void             tandai_alignment_free (TandaiAlignment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiAlignment, tandai_alignment_free)

G_END_DECLS
