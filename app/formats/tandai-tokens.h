/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/**
 * TandaiTokenRule:
 * @TANDAI_TOKENS_WORDS: words as tandai_words_tokenize() finds them
 * @TANDAI_TOKENS_WHITESPACE: the stretches between white space
 * @TANDAI_TOKENS_GLINER: what GLiNER's own pattern `\w+(?:[-_]\w+)*|\S` matches
 *
 * How a text is taken apart.
 */
typedef enum
{
  TANDAI_TOKENS_WORDS,
  TANDAI_TOKENS_WHITESPACE,
  TANDAI_TOKENS_GLINER,
} TandaiTokenRule;

/**
 * TandaiPiece:
 * @start: the first code point
 * @end: the code point after the last
 * @chars: its characters, in the text's own memory
 * @n_bytes: how many bytes they are
 *
 * A token with its words at hand. None holds white space or a control
 * character, which readers take for the end of a field or of a line.
 */
typedef struct
{
  guint start;
  guint end;
  const char *chars;
  guint n_bytes;
} TandaiPiece;

GArray  *tandai_tokens_find   (const TandaiText *text, TandaiTokenRule rule);
GArray  *tandai_tokens_cut    (GArray *tokens, GArray *edges);
gboolean tandai_tokens_splits (GArray *tokens, guint offset);
guint    tandai_tokens_from   (GArray *tokens, guint offset);
gboolean tandai_tokens_in     (GArray *tokens, TandaiRange range, guint *first, guint *last);
gboolean tandai_tokens_is_blank (gunichar c);

G_END_DECLS
