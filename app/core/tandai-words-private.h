/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-words.h"

G_BEGIN_DECLS

/*
 * TandaiWordWalk:
 * @tokens: (element-type TandaiToken): what was found, and room for more: it is as long as there is room
 * @n_tokens: how many were found
 * @chars: the text's first byte
 * @p: the place that was reached
 * @offset: the same place in code points
 *
 * A walk over a text that takes its tokens.
 */
typedef struct
{
  GArray *tokens;
  guint n_tokens;
  const char *chars;
  const char *p;
  guint offset;
} TandaiWordWalk;

static inline void
_tandai_word_walk_add (TandaiWordWalk *walk, TandaiToken token)
{
  if (walk->n_tokens == walk->tokens->len)
    g_array_set_size (walk->tokens, 2 * walk->tokens->len);
  g_array_index (walk->tokens, TandaiToken, walk->n_tokens++) = token;
}

gboolean _tandai_words_take_plain_line (TandaiWordWalk *walk, const char *end);

G_END_DECLS
