/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

/**
 * TandaiLengths:
 * @words: (element-type guint): of each span, unsorted
 * @characters: (element-type guint): of each span, unsorted
 *
 * How long the spans of one label are.
 */
typedef struct
{
  GArray *words;
  GArray *characters;
} TandaiLengths;

/**
 * TandaiTally:
 * @value: (nullable): what its articles or spans have in common
 * @n_articles: how many articles
 * @n_by_status: how many of them are new, in progress, done, excluded
 * @n_tokens: tokens of the articles
 * @n_characters: characters of the articles
 * @n_annotated_tokens: tokens of the sidecars with a span over them
 * @n_sidecar_tokens: tokens of the sidecars
 * @n_spans: how many spans
 * @n_discontinuous: how many of them have several fragments
 * @n_nested: how many of them lie inside another
 * @depth: the most spans over one character
 * @labels: (element-type utf8 TandaiLengths): their lengths by label
 * @annotators: (element-type utf8 guint): how many there are by annotator
 * @n_relations: how many relations
 * @relations: (element-type utf8 guint): how many there are by type
 *
 * What has been counted.
 */
typedef struct
{
  char *value;
  gpointer last;
  guint n_articles;
  guint n_by_status[TANDAI_STATUS_EXCLUDED + 1];
  guint64 n_tokens;
  guint64 n_characters;
  guint64 n_annotated_tokens;
  guint64 n_sidecar_tokens;
  guint n_spans;
  guint n_discontinuous;
  guint n_nested;
  guint depth;
  GTree *labels;
  GTree *annotators;
  guint n_relations;
  GTree *relations;
} TandaiTally;

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

TandaiTokenized *tandai_tokenized_new  (TandaiText *text);
void             tandai_tokenized_free (TandaiTokenized *self);

TandaiTally *tandai_tally_new         (const char *value);
void         tandai_tally_free        (TandaiTally *self);
void         tandai_tally_add_article (TandaiTally *self, gpointer article, TandaiStatus status,
                                       const TandaiTokenized *text);
void         tandai_tally_add_sidecar (TandaiTally *self, const TandaiSidecar *sidecar, const TandaiTokenized *text,
                                       const char *label);
guint        tandai_tally_percentile  (GArray *numbers, guint percent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTokenized, tandai_tokenized_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTally, tandai_tally_free)

G_END_DECLS
