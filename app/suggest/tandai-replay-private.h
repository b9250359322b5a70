/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "suggest/tandai-adjust.h"
#include "suggest/tandai-replay.h"
#include "suggest/tandai-stops.h"

G_BEGIN_DECLS

/* What the files of the replay share: one makes the spans, one links their sources. */

#define NONE G_MAXUINT

struct _TandaiReplay
{
  TandaiHabits *habits;
  TandaiStringTable *strings;
  /* (element-type utf8 TandaiReplayTally) */
  GHashTable *tallies;
  guint n_offers;
  guint n_right;
};

/* A span to make. */
typedef struct
{
  TandaiSpan *span;
  TandaiRange hull;
  const TandaiRange *ranges;
  guint n_ranges;
  TandaiSpan *begun;
  gboolean done;
  gboolean linked;
} TandaiReplayGoal;

/* One article that is being annotated. */
typedef struct
{
  TandaiReplay *replay;
  const TandaiSidecar *sidecar;
  TandaiSchema *schema;
  TandaiText *text;
  TandaiWordLists *lists;
  TandaiAnnotationSet *annotations;
  TandaiStops *stops;
  TandaiAdjuster adjuster;
  GArray *goals;
  guint first_undone;
  GPtrArray *keys;
  /* The goal that is selected, or NONE, and the caret: at the start of the stop where one is offered. */
  guint selected;
  guint caret;
  guint n_hops;
} TandaiReplaySession;

TandaiReplayTally *_tandai_replay_tally_of    (TandaiReplaySession *session, const TandaiReplayGoal *goal);
TandaiReplayGoal  *_tandai_replay_get_goal    (TandaiReplaySession *session, guint i);
void               _tandai_replay_press       (TandaiReplaySession *session, const char *key, guint times);
void               _tandai_replay_press_moves (TandaiReplaySession *session, int n, const char *back,
                                               const char *onward);
void               _tandai_replay_finish      (TandaiReplaySession *session, TandaiReplayGoal *goal);
void               _tandai_replay_link_now    (TandaiReplaySession *session, TandaiReplayGoal *goal);
void               _tandai_replay_link_rest   (TandaiReplaySession *session);

G_END_DECLS
