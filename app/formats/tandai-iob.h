/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"

G_BEGIN_DECLS

/**
 * TandaiIobSpan:
 * @label: its label
 * @range: from its first token's start to its last one's end
 *
 * A span that tags make.
 */
typedef struct
{
  const char *label;
  TandaiRange range;
} TandaiIobSpan;

/**
 * TandaiIob:
 *
 * Tokens with tags, in whatever scheme they are: BIO, the older IOB in which
 * only neighbours have a B, BIOES, BILOU, or labels alone.
 */
typedef struct _TandaiIob TandaiIob;

TandaiIob *tandai_iob_new    (void);
void       tandai_iob_free   (TandaiIob *self);
void       tandai_iob_add    (TandaiIob *self, TandaiRange token, const char *tag);
void       tandai_iob_break  (TandaiIob *self);
GArray    *tandai_iob_finish (TandaiIob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiIob, tandai_iob_free)

G_END_DECLS
