/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "suggest/tandai-walk.h"

G_BEGIN_DECLS

/**
 * TandaiStop:
 * @ranges: (array length=n_ranges): its fragments; what the next label goes to
 * @n_ranges: how many
 * @label: (nullable): the label that is suggested; %NULL for a mere candidate
 * @source: why it is offered
 * @adjusted: whether its ends have been moved by hand
 *
 * Where the hand is: what the next label key would take.
 */
typedef struct
{
  const TandaiRange *ranges;
  guint n_ranges;
  const char *label;
  TandaiOfferSource source;
  gboolean adjusted;
} TandaiStop;

/**
 * TandaiSuggestion:
 * @candidate: where
 * @label: the label
 * @source: whether it was tagged in this article or in another
 *
 * A suggestion on the page.
 */
typedef struct
{
  TandaiCandidate *candidate;
  char *label;
  TandaiOfferSource source;
} TandaiSuggestion;

/**
 * TandaiStops:
 *
 * The hand on its way through one article: the stop that is offered, and from
 * where the next hop goes. As long as nobody has touched it the stop is the
 * first that the walk offers after that place, whatever is tagged meanwhile.
 * The window and `tandai-cli suggest evaluate` hop with this code.
 */
typedef struct _TandaiStops TandaiStops;

TandaiStops *tandai_stops_new      (TandaiText *text, TandaiWordLists *lists, TandaiAnnotationSet *annotations,
                                    const TandaiHabits *habits, TandaiStringTable *strings);
void         tandai_stops_free     (TandaiStops *self);
gboolean     tandai_stops_get      (TandaiStops *self, TandaiStop *stop);
TandaiRange  tandai_stops_get_place (TandaiStops *self);
void         tandai_stops_set_place (TandaiStops *self, TandaiRange place);
gboolean     tandai_stops_next     (TandaiStops *self);
gboolean     tandai_stops_previous (TandaiStops *self);
gboolean     tandai_stops_peek     (TandaiStops *self, TandaiRange after, TandaiOffer *offer);
void         tandai_stops_adjust   (TandaiStops *self, TandaiRange range);
void         tandai_stops_settle   (TandaiStops *self, const TandaiRange *ranges, guint n_ranges);
gboolean     tandai_stops_hop_on   (TandaiStops *self, TandaiRange from);
gboolean     tandai_stops_reject   (TandaiStops *self);
gboolean     tandai_stops_go_to    (TandaiStops *self, const TandaiSuggestion *suggestion);
const char  *tandai_stops_lookup   (TandaiStops *self, const char *string);
void         tandai_stops_changed  (TandaiStops *self, TandaiSpan *before, TandaiSpan *after);
void         tandai_stops_refresh  (TandaiStops *self);
GPtrArray   *tandai_stops_list_suggestions (TandaiStops *self, guint start, guint end);

void tandai_suggestion_free (TandaiSuggestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSuggestion, tandai_suggestion_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiStops, tandai_stops_free)

G_END_DECLS
