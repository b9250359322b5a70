/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "suggest/tandai-candidate.h"
#include "core/tandai-span.h"

G_BEGIN_DECLS

/**
 * TandaiHabits:
 *
 * Which candidates were taken and which were passed, counted by what they are
 * and by their words: from the finished articles of a folder, and from the acts
 * in the open one. All of it can be had again from the sidecars: learn them in
 * the order of their paths, since what is usual when an article comes counts.
 * With it the hops leave out what this corpus does not mark: titles, countries,
 * months, whole kinds.
 */
typedef struct _TandaiHabits TandaiHabits;

TandaiHabits *tandai_habits_new   (void);
void          tandai_habits_free  (TandaiHabits *self);
void          tandai_habits_learn (TandaiHabits *self, TandaiText *text, TandaiWordLists *lists, GPtrArray *spans);
void          tandai_habits_learn_small_words (TandaiHabits *self, TandaiText *text, TandaiWordLists *lists);
void          tandai_habits_count (TandaiHabits *self, const TandaiCandidate *candidate, double taken);
double        tandai_habits_rate  (const TandaiHabits *self, const TandaiHabits *more,
                                   const TandaiCandidate *candidate);
double        tandai_habits_rate_from (const TandaiHabits *self, const TandaiHabits *more,
                                       const TandaiCandidate *candidate, double expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiHabits, tandai_habits_free)

G_END_DECLS
