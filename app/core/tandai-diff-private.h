/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-alignment.h"

G_BEGIN_DECLS

/*
 * TandaiDiffTokens:
 * @keys: a number for each token, and a 0 behind the last; equal tokens have equal ones, and words odd ones
 * @starts: where each token begins, in code points, and a last one for the end
 * @n: how many tokens there are
 *
 * A text in words and single other characters, and with each block that the other text has too in one piece. Nothing
 * of it is left out.
 */
typedef struct
{
  guint64 *keys;
  guint *starts;
  guint n;
} TandaiDiffTokens;

/* Tokens from @old_start to before @old_end of one text, against those of the other. */
typedef struct
{
  guint old_start;
  guint old_end;
  guint new_start;
  guint new_end;
} TandaiDiffArea;

/*
 * TandaiDiffRun:
 * @by_chance: whether so little stands together that it may be in both by chance
 *
 * Tokens that both have, one after the other.
 */
typedef struct
{
  guint old_start;
  guint new_start;
  guint length;
  gboolean by_chance;
} TandaiDiffRun;

/* How many tokens, three words and what is between them, are a run of words that can be known by itself. */
#define TANDAI_DIFF_ONCE_TOKENS 5

/* How often runs of @n_tokens are in each text, up to twice, by their hashes. Two that share a place are taken for one
 * that is there twice. */
typedef struct
{
  guint n_tokens;
  guint8 *counts;
  guint64 mask;
} TandaiDiffOnce;

/* Bytes that both texts have, far from any change. */
typedef struct
{
  gsize old_start;
  gsize new_start;
  gsize length;
} TandaiDiffBlock;

/*
 * TandaiDiff:
 * @runs: (element-type TandaiDiffRun): takes what both have, in order
 * @once: what runs of words are in each text just once
 * @old_taken, @new_taken: for each token whether it is matched, and not by chance
 *
 * @by_lines: whether the tokens are lines, of which only those that are once on each side are matched
 *
 * Two texts that are compared.
 */
typedef struct
{
  TandaiDiffTokens old_tokens;
  TandaiDiffTokens new_tokens;
  GArray *runs;
  TandaiDiffOnce once;
  guint8 *old_taken;
  guint8 *new_taken;
  gboolean by_lines;
  GCancellable *cancellable;
} TandaiDiff;

GArray *_tandai_diff_blocks       (const TandaiText *old_text, const TandaiText *new_text, GCancellable *cancellable);
void    _tandai_diff_tokens_init  (TandaiDiffTokens *self, const TandaiText *text, GArray *blocks, gboolean is_old);
void    _tandai_diff_tokens_clear (TandaiDiffTokens *self);
guint64 _tandai_diff_key          (const char *chars, gsize n_bytes, gboolean is_word);

void     _tandai_diff_once_init  (TandaiDiffOnce *self, const TandaiDiffTokens *old_tokens, guint n_tokens);
void     _tandai_diff_once_add_new (TandaiDiffOnce *self, const TandaiDiffTokens *new_tokens);
void     _tandai_diff_once_clear (TandaiDiffOnce *self);
gboolean _tandai_diff_once_has   (const TandaiDiffOnce *self, const guint64 *keys);

void    _tandai_diff_add_run (TandaiDiff *self, guint old_start, guint new_start, guint length);
void    _tandai_diff_area    (TandaiDiff *self, TandaiDiffArea area);
GArray *_tandai_diff_anchors (TandaiDiff *self, TandaiDiffArea area, guint n_shingle, gboolean *sampled);
GArray *_tandai_diff_open_anchors (TandaiDiff *self, guint n_shingle);
void    _tandai_diff_minimal (TandaiDiff *self, TandaiDiffArea area);
void    _tandai_diff_settle  (TandaiDiff *self);
void    _tandai_diff_doubt   (TandaiDiff *self, TandaiDiffArea area, gboolean moved, guint8 *doubtful);
GArray *_tandai_diff_moved   (TandaiDiff *self, guint n_shingle);

static inline gboolean
_tandai_diff_is_word (const TandaiDiffTokens *tokens, guint i)
{
  return tokens->keys[i] & 1;
}

static inline gboolean
_tandai_diff_same (const TandaiDiff *self, guint old_token, guint new_token)
{
  return self->old_tokens.keys[old_token] == self->new_tokens.keys[new_token];
}

static inline guint
_tandai_diff_count_words (const TandaiDiffTokens *tokens, guint start, guint end)
{
  guint n_words = 0;

  for (guint i = start; i < end; i++)
    n_words += _tandai_diff_is_word (tokens, i);
  return n_words;
}

G_END_DECLS
