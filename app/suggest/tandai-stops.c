/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "suggest/tandai-stops.h"

struct _TandaiStops
{
  TandaiWalk *walk;
  TandaiText *text;
  TandaiAnnotationSet *annotations;

  /* Where the last hop began, and which way it went. */
  TandaiRange from;
  gboolean backwards;

  /* What the walk offered, and what has become of it. */
  TandaiCandidate *candidate;
  GArray *ranges;
  char *label;
  TandaiOfferSource source;
  gboolean adjusted;
  gboolean settled;

  /* (element-type TandaiSuggestion): the stops that were passed since the hand was last put somewhere, which
   * the walk may think little of by now. */
  GPtrArray *passed;
  /* (element-type utf8): the places and labels that were rejected. */
  GHashTable *rejected;
};

/**
 * tandai_stops_new:
 * @text: the article's text
 * @lists: word lists
 * @annotations: its spans
 * @habits: (nullable): of the other articles; must outlive the stops
 * @strings: (nullable): tagged in the other articles; must outlive the stops
 *
 * Returns: (transfer full): a hand before the first word
 */
TandaiStops *
tandai_stops_new (TandaiText *text,
                  TandaiWordLists *lists,
                  TandaiAnnotationSet *annotations,
                  const TandaiHabits *habits,
                  TandaiStringTable *strings)
{
  TandaiStops *self = g_new0 (TandaiStops, 1);

  self->walk = tandai_walk_new (text, lists, annotations, habits, strings);
  self->text = tandai_text_ref (text);
  self->annotations = g_object_ref (annotations);
  self->from = (TandaiRange){ 0, G_MAXUINT };
  self->ranges = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
  self->passed = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_suggestion_free);
  self->rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
leave (TandaiStops *self)
{
  g_clear_pointer (&self->candidate, tandai_candidate_free);
  g_clear_pointer (&self->label, g_free);
  g_array_set_size (self->ranges, 0);
  self->adjusted = FALSE;
  self->settled = FALSE;
}

/** tandai_stops_free: frees it */
void
tandai_stops_free (TandaiStops *self)
{
  leave (self);
  tandai_walk_free (self->walk);
  tandai_text_unref (self->text);
  g_object_unref (self->annotations);
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->passed);
  g_hash_table_unref (self->rejected);
  g_free (self);
}

/**
 * tandai_stops_get:
 * @self: stops
 * @stop: (out caller-allocates): the stop; valid until the next call that changes it
 *
 * Returns: whether there is one
 */
gboolean
tandai_stops_get (TandaiStops *self, TandaiStop *stop)
{
  if (self->candidate == NULL)
    return FALSE;
  *stop = (TandaiStop){ (const TandaiRange *) (void *) self->ranges->data, self->ranges->len, self->label,
                        self->source, self->adjusted };
  return TRUE;
}

/** tandai_stops_get_place: Returns: the stop as it was offered; where there is none, from where the next hop
 * goes */
TandaiRange
tandai_stops_get_place (TandaiStops *self)
{
  return self->candidate != NULL ? tandai_candidate_get_hull (self->candidate) : self->from;
}

/**
 * tandai_stops_set_place:
 * @self: stops
 * @place: a span, or a caret as its offset and %G_MAXUINT
 *
 * The hand has gone elsewhere by itself: there is no stop, and the next hop goes from there.
 */
void
tandai_stops_set_place (TandaiStops *self, TandaiRange place)
{
  leave (self);
  g_ptr_array_set_size (self->passed, 0);
  self->from = place;
  self->backwards = FALSE;
}

static char *
rejection (const TandaiCandidate *candidate, const char *label)
{
  TandaiRange hull = tandai_candidate_get_hull (candidate);

  return g_strdup_printf ("%u %u %u %s", hull.start, hull.end, candidate->n_ranges,
                          label != NULL ? label : "");
}

static gboolean
is_rejected (TandaiStops *self, const TandaiOffer *offer)
{
  g_autofree char *key = NULL;

  if (g_hash_table_size (self->rejected) == 0)
    return FALSE;
  key = rejection (offer->candidate, offer->label);
  return g_hash_table_contains (self->rejected, key);
}

static gboolean
find (TandaiStops *self, TandaiRange from, gboolean backwards, TandaiOffer *offer)
{
  while (backwards ? tandai_walk_previous (self->walk, from, offer)
                   : tandai_walk_next (self->walk, from, offer))
    {
      if (!is_rejected (self, offer))
        return TRUE;
      from = tandai_candidate_get_hull (offer->candidate);
    }
  return FALSE;
}

/**
 * tandai_stops_peek:
 * @self: stops
 * @after: where a hop would begin
 * @offer: (out caller-allocates): where it would lead
 *
 * Returns: whether it would lead anywhere
 */
gboolean
tandai_stops_peek (TandaiStops *self, TandaiRange after, TandaiOffer *offer)
{
  return find (self, after, FALSE, offer);
}

static gboolean
hop (TandaiStops *self, TandaiRange from, gboolean backwards)
{
  TandaiOffer offer;

  leave (self);
  self->from = from;
  self->backwards = backwards;
  if (!find (self, from, backwards, &offer))
    return FALSE;
  self->candidate = tandai_candidate_copy (offer.candidate);
  self->label = g_strdup (offer.label);
  self->source = offer.source;
  g_array_append_vals (self->ranges, self->candidate->ranges, self->candidate->n_ranges);
  return TRUE;
}

/* Who hops on without having tagged the stop has passed it by. */
static void
pass (TandaiStops *self)
{
  TandaiSuggestion *passed;

  if (self->candidate == NULL || self->settled)
    return;
  tandai_walk_passed (self->walk, self->candidate);
  passed = g_new (TandaiSuggestion, 1);
  passed->candidate = tandai_candidate_copy (self->candidate);
  passed->label = g_strdup (self->label);
  passed->source = self->source;
  g_ptr_array_add (self->passed, passed);
}

/**
 * tandai_stops_next:
 * @self: stops
 *
 * Hops to the next stop. A stop that is left untagged is remembered as passed.
 *
 * Returns: whether there is one; where not, there is no stop, and the place stays
 */
gboolean
tandai_stops_next (TandaiStops *self)
{
  pass (self);
  return hop (self, tandai_stops_get_place (self), FALSE);
}

/* Back to a stop that was passed on the way, also where the walk would not offer it any more. */
static gboolean
go_back (TandaiStops *self)
{
  g_autoptr (TandaiSuggestion) last = NULL;

  if (self->passed->len == 0)
    return FALSE;
  last = g_ptr_array_steal_index (self->passed, self->passed->len - 1);
  return tandai_stops_go_to (self, last);
}

/** tandai_stops_previous: hops back, to what was passed, else to the stop before; Returns: whether there is
 * one */
gboolean
tandai_stops_previous (TandaiStops *self)
{
  TandaiRange place = tandai_stops_get_place (self);

  if (go_back (self))
    return TRUE;
  /* Before a caret: not the stop that begins right there. */
  if (self->candidate == NULL && place.end == G_MAXUINT)
    place.end = place.start;
  return hop (self, place, TRUE);
}

/**
 * tandai_stops_adjust:
 * @self: stops, with a stop
 * @range: what it is now
 *
 * Its ends have been moved. What was suggested for other words is no suggestion any more.
 */
void
tandai_stops_adjust (TandaiStops *self, TandaiRange range)
{
  g_return_if_fail (self->candidate != NULL);

  self->adjusted = TRUE;
  g_clear_pointer (&self->label, g_free);
  g_array_set_size (self->ranges, 0);
  g_array_append_val (self->ranges, range);
}

/**
 * tandai_stops_settle:
 * @self: stops
 * @ranges: (array length=n_ranges): the fragments that get a label
 * @n_ranges: how many
 *
 * To be called before the stop is tagged: remembers what became of it, once,
 * and keeps it until the hand hops on, for further labels over the same words.
 */
void
tandai_stops_settle (TandaiStops *self, const TandaiRange *ranges, guint n_ranges)
{
  if (self->candidate != NULL && !self->settled)
    tandai_walk_settled (self->walk, self->candidate, ranges, n_ranges);
  self->settled = TRUE;
}

/** tandai_stops_hop_on: after tagging, hops on from the new span; Returns: whether there is a next stop */
gboolean
tandai_stops_hop_on (TandaiStops *self, TandaiRange from)
{
  return hop (self, from, FALSE);
}

/** tandai_stops_reject: does not offer the stop again, and hops on; Returns: whether there was one */
gboolean
tandai_stops_reject (TandaiStops *self)
{
  if (self->candidate == NULL)
    return FALSE;
  g_hash_table_add (self->rejected, rejection (self->candidate, self->label));
  tandai_stops_next (self);
  return TRUE;
}

/** tandai_stops_go_to: makes a suggestion that is on the page the stop; Returns: %TRUE */
gboolean
tandai_stops_go_to (TandaiStops *self, const TandaiSuggestion *suggestion)
{
  TandaiCandidate *candidate = tandai_candidate_copy (suggestion->candidate);

  leave (self);
  /* From right before it, so that a refresh finds it again. */
  self->from = tandai_candidate_get_hull (candidate);
  self->from.end++;
  self->backwards = FALSE;
  self->candidate = candidate;
  self->label = g_strdup (suggestion->label);
  self->source = suggestion->source;
  g_array_append_vals (self->ranges, candidate->ranges, candidate->n_ranges);
  return TRUE;
}

/** tandai_stops_lookup: Returns: (nullable): the label that a string was tagged with, here or elsewhere */
const char *
tandai_stops_lookup (TandaiStops *self, const char *string)
{
  return tandai_walk_lookup (self->walk, string);
}

/**
 * tandai_stops_changed:
 * @self: stops
 * @before: (nullable): a span that is gone
 * @after: (nullable): a span that came
 *
 * Keeps what is suggested true to the annotations. tandai_stops_refresh() is to follow.
 */
void
tandai_stops_changed (TandaiStops *self, TandaiSpan *before, TandaiSpan *after)
{
  if (before != NULL)
    tandai_walk_untagged (self->walk, before);
  if (after != NULL)
    tandai_walk_tagged (self->walk, after);
}

/** tandai_stops_refresh: after changes; a stop that nobody has touched is the next one from where the hop
 * began */
void
tandai_stops_refresh (TandaiStops *self)
{
  if (self->candidate != NULL && !self->adjusted && !self->settled)
    hop (self, self->from, self->backwards);
}

/** tandai_suggestion_free: frees a suggestion */
void
tandai_suggestion_free (TandaiSuggestion *self)
{
  tandai_candidate_free (self->candidate);
  g_free (self->label);
  g_free (self);
}

static void
collect (TandaiStops *self, guint start, guint end, GPtrArray *to)
{
  g_autoptr (GArray) offers = tandai_walk_list (self->walk, start, end);

  for (guint i = 0; i < offers->len; i++)
    {
      const TandaiOffer *offer = &g_array_index (offers, TandaiOffer, i);
      TandaiSuggestion *suggestion;

      if (offer->label == NULL || is_rejected (self, offer))
        continue;
      suggestion = g_new (TandaiSuggestion, 1);
      suggestion->candidate = tandai_candidate_copy (offer->candidate);
      suggestion->label = g_strdup (offer->label);
      suggestion->source = offer->source;
      g_ptr_array_add (to, suggestion);
    }
}

/**
 * tandai_stops_list_suggestions:
 * @self: stops
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full) (element-type TandaiSuggestion): what is suggested for what begins there, in order
 */
GPtrArray *
tandai_stops_list_suggestions (TandaiStops *self, guint start, guint end)
{
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_suggestion_free);

  while (start < end)
    {
      guint next = tandai_candidates_chunk_start (tandai_candidates_chunk_of (start) + 1);

      collect (self, start, MIN (next, end), suggestions);
      start = next;
    }
  return suggestions;
}
