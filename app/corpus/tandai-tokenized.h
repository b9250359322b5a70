/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiTokenized:
 * @text: a text
 * @tokens: (element-type TandaiToken): its tokens
 * @n_words: (array): for each token, and after the last, how many words are before it
 *
 * A text whose words can be counted quickly.
 */
typedef struct
{
  TandaiText *text;
  GArray *tokens;
  guint *n_words;
} TandaiTokenized;

TandaiTokenized *tandai_tokenized_new          (TandaiText *text);
void             tandai_tokenized_free         (TandaiTokenized *self);
void             tandai_tokenized_find         (const TandaiTokenized *self, TandaiRange range, guint *from, guint *to);
guint            tandai_tokenized_count_words  (const TandaiTokenized *self, TandaiRange range);
guint            tandai_tokenized_count_before (const TandaiTokenized *self, guint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTokenized, tandai_tokenized_free)

G_END_DECLS
