/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"
#include "core/tandai-sidecar.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

/**
 * TandaiReplayTally:
 * @n_spans: how many spans were made
 * @n_hops: Tab: to get there, and for every candidate and suggestion passed
 * @n_labels: keys of labels
 * @n_accepts: Enter on a suggestion
 * @n_moves: keys that move a boundary, expand or shrink a candidate
 * @n_misses: keys for what no candidate led to: the way there, the selection, joining fragments
 * @n_missed: how many spans that were
 * @n_exact: how many spans were exactly a candidate or suggestion
 * @n_by_char: how many spans needed a move by characters
 * @n_links: how many sources were linked, or said to be unnamed
 * @n_link_keys: keys for it
 * @n_first: how many links were right at the first S
 *
 * What making the spans of one label takes.
 */
typedef struct
{
  guint n_spans;
  guint n_hops;
  guint n_labels;
  guint n_accepts;
  guint n_moves;
  guint n_misses;
  guint n_missed;
  guint n_exact;
  guint n_by_char;
  guint n_links;
  guint n_link_keys;
  guint n_first;
  guint n_unnamed;
} TandaiReplayTally;

/**
 * TandaiReplay:
 *
 * Makes the spans of finished articles again, one after the other, pressing
 * the keys that a person would press who knows the window well: it hops with a
 * #TandaiWalk, tags what is right, mends what is nearly right and goes by hand
 * to what no hop reaches. Each article knows only what was tagged before it.
 */
typedef struct _TandaiReplay TandaiReplay;

TandaiReplay *tandai_replay_new     (void);
void          tandai_replay_free    (TandaiReplay *self);
void          tandai_replay_article (TandaiReplay *self, const TandaiSidecar *sidecar, TandaiSchema *schema,
                                     TandaiWordLists *lists, GPtrArray *keys);
GList        *tandai_replay_list_labels (TandaiReplay *self);
TandaiReplayTally tandai_replay_get_tally (TandaiReplay *self, const char *label);
guint         tandai_replay_tally_keys  (const TandaiReplayTally *tally);
void          tandai_replay_get_offers  (TandaiReplay *self, guint *n_offers, guint *n_right);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiReplay, tandai_replay_free)

G_END_DECLS
