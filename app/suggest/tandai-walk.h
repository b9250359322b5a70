/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-annotation-set.h"
#include "core/tandai-string-table.h"
#include "suggest/tandai-candidate.h"
#include "suggest/tandai-habits.h"

G_BEGIN_DECLS

/**
 * TandaiOfferSource:
 * @TANDAI_OFFER_RULE: a rule found it
 * @TANDAI_OFFER_ARTICLE: its words were tagged in this article
 * @TANDAI_OFFER_FOLDER: its words were tagged in another article
 */
typedef enum
{
  TANDAI_OFFER_RULE,
  TANDAI_OFFER_ARTICLE,
  TANDAI_OFFER_FOLDER,
} TandaiOfferSource;

/**
 * TandaiOffer:
 * @candidate: where; valid until the next call on the walk
 * @source: why it is offered
 * @label: (nullable): the label to accept it with; %NULL where only candidate's likely labels are known
 * @rate: how likely it is to be taken, from 0 to 1
 *
 * A stop of the walk: a suggestion where @label is set, else a candidate.
 */
typedef struct
{
  const TandaiCandidate *candidate;
  TandaiOfferSource source;
  const char *label;
  double rate;
  /*< private >*/
  gboolean is_long;
} TandaiOffer;

/**
 * TandaiWalk:
 *
 * The hops through one article: candidates and suggestions that are worth a
 * stop, by the rules, by the strings tagged so far and by what was taken
 * before. The window and `tandai-cli suggest evaluate` walk with the same code.
 */
typedef struct _TandaiWalk TandaiWalk;

TandaiWalk *tandai_walk_new      (TandaiText *text, TandaiWordLists *lists, TandaiAnnotationSet *annotations,
                                  const TandaiHabits *habits, TandaiStringTable *strings);
void        tandai_walk_free     (TandaiWalk *self);
gboolean    tandai_walk_next     (TandaiWalk *self, TandaiRange after, TandaiOffer *offer);
gboolean    tandai_walk_previous (TandaiWalk *self, TandaiRange before, TandaiOffer *offer);
GArray     *tandai_walk_list     (TandaiWalk *self, guint start, guint end);

const char *tandai_walk_lookup   (TandaiWalk *self, const char *string);
void        tandai_walk_settled  (TandaiWalk *self, const TandaiCandidate *candidate, const TandaiRange *ranges,
                                  guint n_ranges);
void        tandai_walk_passed   (TandaiWalk *self, const TandaiCandidate *candidate);
void        tandai_walk_tagged   (TandaiWalk *self, TandaiSpan *span);
void        tandai_walk_untagged (TandaiWalk *self, TandaiSpan *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiWalk, tandai_walk_free)

G_END_DECLS
