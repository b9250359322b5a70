/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-days.h"

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
 * TandaiSourced:
 * @n_named: how many are linked to their source
 * @n_unnamed: of how many the article names none
 * @n_open: of how many neither is said
 *
 * Who says the quotes, or makes the claims, of one label.
 */
typedef struct
{
  guint n_named;
  guint n_unnamed;
  guint n_open;
} TandaiSourced;

/**
 * TandaiTally:
 * @value: what its articles or spans have in common; "" for nothing
 * @n_articles: how many articles
 * @n_by_status: how many of them are new, in progress, done, excluded
 * @n_left: how many of them are new or in progress
 * @n_words_left: how many of their words lie behind the furthest span
 * @n_tokens: tokens of the articles
 * @n_characters: characters of the articles
 * @n_annotated_tokens: tokens of the sidecars with a span over them
 * @n_sidecar_tokens: tokens of the sidecars
 * @n_spans: how many spans
 * @n_discontinuous: how many of them have several fragments
 * @n_nested: how many of them lie inside another
 * @depth: the most spans over one character
 * @levels: (element-type guint): how many lie inside none, one, two… others
 * @labels: (element-type utf8 TandaiLengths): their lengths by label
 * @sources: (element-type utf8 TandaiSourced): their sources by label
 * @annotators: (element-type utf8 guint): how many there are by annotator
 * @n_relations: how many relations
 * @relations: (element-type utf8 guint): how many there are by type
 * @days: when they were made
 *
 * What has been counted.
 */
typedef struct
{
  char *value;
  guint n_articles;
  guint n_by_status[TANDAI_STATUS_EXCLUDED + 1];
  guint n_left;
  guint64 n_words_left;
  guint64 n_tokens;
  guint64 n_characters;
  guint64 n_annotated_tokens;
  guint64 n_sidecar_tokens;
  guint n_spans;
  guint n_discontinuous;
  guint n_nested;
  guint depth;
  GArray *levels;
  GTree *labels;
  GTree *sources;
  GTree *annotators;
  guint n_relations;
  GTree *relations;
  TandaiDays *days;
} TandaiTally;

TandaiTally *tandai_tally_new         (const char *value);
void         tandai_tally_free        (TandaiTally *self);
void         tandai_tally_add_article (TandaiTally *self, TandaiStatus status, GPtrArray *sidecars,
                                       const TandaiTokenized *text);
void         tandai_tally_add_sidecar (TandaiTally *self, const TandaiSidecar *sidecar, const TandaiTokenized *text,
                                       const char *label);
void         tandai_tally_merge       (TandaiTally *self, const TandaiTally *other);
double       tandai_tally_get_share   (const TandaiTally *self);
double       tandai_tally_get_minutes_left (const TandaiTally *self);
guint        tandai_tally_percentile  (GArray *numbers, guint percent);
gboolean     tandai_sourced_is_told   (const TandaiSourced *self, const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiTally, tandai_tally_free)

G_END_DECLS
