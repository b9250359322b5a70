/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

/*
 * Words and sentences by Unicode's rules (UAX #29) as Pango finds them, joined
 * the way Indonesian needs it: letters or digits over a hyphen (orang-orang),
 * letters over an apostrophe (Jum'at, Ma’ruf), digits over , . and / (1.500.000,
 * 24/8). All offsets are code points of the whole text. Work is bounded by a
 * window round the place that is asked for, however long the paragraph.
 * Sentences and paragraphs are in tandai-sentences.c.
 */

/**
 * TandaiToken:
 * @start: the first code point
 * @end: the code point after the last
 * @byte: where it begins in the text's bytes
 * @n_bytes: how many bytes it has
 * @is_word: whether it holds a letter or digit, not only punctuation
 * @is_plain: whether it is sure to hold neither white space nor a control character
 */
typedef struct
{
  guint start;
  guint end;
  guint byte;
  guint n_bytes;
  guint is_word : 1;
  guint is_plain : 1;
} TandaiToken;

GArray     *tandai_words_tokenize  (const TandaiText *text, guint start, guint end);
GArray     *tandai_words_split     (const TandaiText *text, guint start, guint end);
gboolean    tandai_words_word_at   (const TandaiText *text, guint offset, TandaiRange *word);
TandaiRange tandai_words_snap      (const TandaiText *text, TandaiRange range);
TandaiRange tandai_words_trim      (const TandaiText *text, TandaiRange range);
TandaiRange tandai_words_sentence_at  (const TandaiText *text, guint offset);
TandaiRange tandai_words_paragraph_at (const TandaiText *text, guint offset);
GArray     *tandai_words_sentences (const TandaiText *text, guint start, guint end);
TandaiRange tandai_words_graphemes (const TandaiText *text, TandaiRange range);

G_END_DECLS
