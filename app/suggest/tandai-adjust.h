/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/**
 * TandaiAdjuster:
 * @text: the text
 * @lists: word lists
 * @starts: (element-type guint): where a start stops that moves by words
 * @ends: (element-type guint): where an end stops
 *
 * What it takes to change one stretch into another with the keys that move its ends and expand or shrink it.
 */
typedef struct
{
  TandaiText *text;
  TandaiWordLists *lists;
  GArray *starts;
  GArray *ends;
} TandaiAdjuster;

/**
 * TandaiAdjustment:
 * @n_expand: how often it is expanded; shrunk where negative
 * @start_words, @end_words: by how many words its start and end are moved
 * @start_chars, @end_chars: by how many characters after that
 * @cost: how many keys all that takes
 */
typedef struct
{
  int n_expand;
  int start_words;
  int end_words;
  int start_chars;
  int end_chars;
  guint cost;
} TandaiAdjustment;

void             tandai_adjuster_init  (TandaiAdjuster *self, TandaiText *text, TandaiWordLists *lists);
void             tandai_adjuster_clear (TandaiAdjuster *self);
TandaiAdjustment tandai_adjuster_plan  (TandaiAdjuster *self, TandaiRange from, TandaiRange to);
guint            tandai_adjuster_words (TandaiAdjuster *self, guint from, guint to);
guint            tandai_adjuster_word_before (TandaiAdjuster *self, guint offset);

G_END_DECLS
