/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-words.h"

G_BEGIN_DECLS

/* How many tokens are gathered before the array takes them: one at a time would be slow. */
#define TANDAI_WORD_PENDING 64

/*
 * TandaiWordWalk:
 * @tokens: (element-type TandaiToken): what was found
 * @chars: the text's first byte
 * @p: the place that was reached
 * @offset: the same place in code points
 *
 * A walk over a text that takes its tokens. @pending are the last of them, which @tokens lacks.
 */
typedef struct
{
  GArray *tokens;
  const char *chars;
  const char *p;
  guint offset;
  guint n_pending;
  TandaiToken pending[TANDAI_WORD_PENDING];
} TandaiWordWalk;

gboolean _tandai_words_take_plain_line (TandaiWordWalk *walk, const char *end);

G_END_DECLS
