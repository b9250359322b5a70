/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "core/tandai-words.h"
#include "suggest/tandai-walk.h"

/* A stop costs one key, reaching a span without one five or more. */
#define WORTH 0.1
/* So many chunks are kept, and so many are searched in one hop. */
#define KEPT_CHUNKS 6
#define MAX_CHUNKS  3
/* Of more spans than these an article teaches nothing new, and a window waits for it. */
#define MAX_SPANS 2000
/* A longer span is no name: known strings inside it are offered. */
#define MAX_NAME     72
#define ARTICLE_RATE 0.9
#define FOLDER_RATE  0.45

typedef struct
{
  guint chunk;
  GPtrArray *candidates;
} Chunk;

struct _TandaiWalk
{
  TandaiText *text;
  TandaiWordLists *lists;
  TandaiAnnotationSet *annotations;
  const TandaiHabits *habits;
  TandaiHabits *own_habits;
  TandaiStringTable *strings;
  TandaiStringTable *own_strings;
  /* (element-type Chunk): the last used first. */
  GQueue chunks;
  /* (element-type TandaiOffer), and the candidates made for them. */
  GArray *offers;
  GPtrArray *made;
};

static void
chunk_free (Chunk *chunk)
{
  g_ptr_array_unref (chunk->candidates);
  g_free (chunk);
}

/**
 * tandai_walk_new:
 * @text: the article's text
 * @lists: word lists
 * @annotations: its spans, which are read at each hop
 * @habits: (nullable): of the other articles; must outlive the walk
 * @strings: (nullable): tagged in the other articles; must outlive the walk
 *
 * Returns: (transfer full): a walk
 */
TandaiWalk *
tandai_walk_new (TandaiText *text,
                 TandaiWordLists *lists,
                 TandaiAnnotationSet *annotations,
                 const TandaiHabits *habits,
                 TandaiStringTable *strings)
{
  TandaiWalk *self = g_new0 (TandaiWalk, 1);
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();

  self->text = tandai_text_ref (text);
  self->lists = tandai_word_lists_ref (lists);
  self->annotations = g_object_ref (annotations);
  self->habits = habits;
  self->strings = strings;
  self->own_habits = tandai_habits_new ();
  tandai_habits_learn_small_words (self->own_habits, text, lists);
  self->own_strings = tandai_string_table_new ();
  for (guint i = 0; i < MIN (tandai_annotation_set_get_n_spans (annotations), MAX_SPANS); i++)
    g_ptr_array_add (spans, tandai_annotation_set_get_span (annotations, i));
  tandai_string_table_add_spans (self->own_strings, text, spans);
  g_queue_init (&self->chunks);
  self->offers = g_array_new (FALSE, FALSE, sizeof (TandaiOffer));
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_candidate_free);
  return self;
}

/** tandai_walk_free: frees a walk */
void
tandai_walk_free (TandaiWalk *self)
{
  g_queue_clear_full (&self->chunks, (GDestroyNotify) chunk_free);
  g_array_unref (self->offers);
  g_ptr_array_unref (self->made);
  tandai_habits_free (self->own_habits);
  tandai_string_table_free (self->own_strings);
  g_object_unref (self->annotations);
  tandai_word_lists_unref (self->lists);
  tandai_text_unref (self->text);
  g_free (self);
}

/* The candidates of a chunk, found once while it is near. */
static GPtrArray *
get_chunk (TandaiWalk *self, guint number)
{
  Chunk *chunk;

  for (GList *l = self->chunks.head; l != NULL; l = l->next)
    {
      chunk = l->data;
      if (chunk->chunk != number)
        continue;
      g_queue_unlink (&self->chunks, l);
      g_queue_push_head_link (&self->chunks, l);
      return chunk->candidates;
    }
  chunk = g_new (Chunk, 1);
  chunk->chunk = number;
  chunk->candidates = tandai_candidates_in_chunk (self->text, self->lists, number);
  g_queue_push_head (&self->chunks, chunk);
  if (self->chunks.length > KEPT_CHUNKS)
    chunk_free (g_queue_pop_tail (&self->chunks));
  return chunk->candidates;
}

/* What the spans round a candidate say of it. */
typedef struct
{
  const TandaiCandidate *candidate;
  TandaiRange hull;
  guint n_equal;
  gboolean crosses;
  gboolean is_fragment;
  gboolean in_name;
  gboolean is_begun;
  /* The end of the last span that takes the beginning of a name away, or 0. */
  guint cut;
} Neighbours;

static guint
span_length (TandaiSpan *span)
{
  return tandai_span_get_end (span) - tandai_span_get_start (span);
}

static gboolean
look_at_span (TandaiSpan *span, gpointer user_data)
{
  Neighbours *near = user_data;
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  if (tandai_ranges_equal (ranges, n_ranges, near->candidate->ranges, near->candidate->n_ranges))
    near->n_equal++;
  else if (tandai_range_relate (near->hull, tandai_span_get_hull (span)) == TANDAI_RANGE_CROSSING)
    near->crosses = TRUE;
  else if (near->candidate->kind == TANDAI_CANDIDATE_KNOWN && span_length (span) <= MAX_NAME
           && tandai_range_relate (near->hull, tandai_span_get_hull (span)) == TANDAI_RANGE_INSIDE)
    near->in_name = TRUE;
  /* Who has tagged the beginning of a name does not want all of it. */
  near->is_begun |= near->candidate->kind == TANDAI_CANDIDATE_NAME && ranges[0].start == near->hull.start
                    && ranges[n_ranges - 1].end < near->hull.end;
  if (n_ranges == 1 && span_length (span) <= MAX_NAME && ranges[0].end > near->hull.start
      && ranges[0].end < near->hull.end && ranges[0].end > near->cut)
    near->cut = ranges[0].end;
  for (guint i = 0; i < n_ranges && n_ranges > 1; i++)
    if (ranges[i].start <= near->hull.start && near->hull.end <= ranges[i].end
        && ranges[i].end - ranges[i].start <= near->hull.end - near->hull.start + 4)
      near->is_fragment = TRUE;
  return TRUE;
}

static Neighbours
look_round (TandaiWalk *self, const TandaiCandidate *candidate)
{
  Neighbours near = { .candidate = candidate, .hull = tandai_candidate_get_hull (candidate) };

  tandai_annotation_set_foreach_in (self->annotations, near.hull.start, near.hull.end, look_at_span, &near);
  return near;
}

static void
add_offer (TandaiWalk *self,
           const TandaiCandidate *candidate,
           TandaiOfferSource source,
           const char *label,
           double rate)
{
  TandaiOffer offer = { candidate, source, label, rate, FALSE };

  g_array_append_val (self->offers, offer);
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  return tandai_candidate_compare (((const TandaiOffer *) a)->candidate,
                                   ((const TandaiOffer *) b)->candidate);
}

static TandaiOffer *
find_offer (TandaiWalk *self, TandaiRange range)
{
  guint low = 0;
  guint high = self->offers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      TandaiOffer *offer = &g_array_index (self->offers, TandaiOffer, middle);
      TandaiRange hull = tandai_candidate_get_hull (offer->candidate);

      if (hull.start == range.start && hull.end == range.end)
        return offer;
      if (hull.start < range.start || (hull.start == range.start && hull.end > range.end))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* Several words or an abbreviation: more than a first name that others have too. */
static gboolean
is_long (TandaiWalk *self, const TandaiStringMatch *match)
{
  g_autofree char *string = tandai_text_slice (self->text, match->range.start, match->range.end);
  g_autofree char *small = g_utf8_strdown (string, -1);
  g_autofree char *large = g_utf8_strup (string, -1);

  if (match->n_total < 2 && strchr (string, ' ') == NULL)
    return FALSE;
  return strchr (string, ' ') != NULL || (strcmp (string, large) == 0 && strcmp (string, small) != 0)
         || (tandai_word_lists_lookup (self->lists, small) & TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER));
}

static double
known_rate (TandaiWalk *self, const TandaiCandidate *candidate, const TandaiStringMatch *match, double rate)
{
  double agreed = (double) (match->n_label + 1) / (match->n_total + 1);

  return tandai_habits_rate_from (self->habits, self->own_habits, candidate, rate * agreed);
}

/* A string that was tagged before: where no rule has found it, it is a candidate of its own. */
static void
add_known (TandaiWalk *self, const TandaiStringMatch *match, TandaiOfferSource source)
{
  TandaiOffer *offer = find_offer (self, match->range);
  TandaiCandidate *candidate;
  double rate = source == TANDAI_OFFER_ARTICLE ? ARTICLE_RATE : FOLDER_RATE;

  if (offer != NULL)
    {
      if (offer->label == NULL)
        {
          offer->label = match->label;
          offer->source = source;
          if (source == TANDAI_OFFER_ARTICLE)
            offer->rate = MAX (offer->rate, 1 - (1 - offer->rate) * 0.5);
        }
      return;
    }
  candidate =
      tandai_candidate_new (TANDAI_CANDIDATE_KNOWN, source == TANDAI_OFFER_ARTICLE ? "known-here" : "known",
                            &match->range, 1);
  tandai_candidate_remember (candidate, self->text);
  g_ptr_array_add (self->made, candidate);
  add_offer (self, candidate, source, match->label, known_rate (self, candidate, match, rate));
  g_array_index (self->offers, TandaiOffer, self->offers->len - 1).is_long = is_long (self, match);
}

static void
add_all_known (TandaiWalk *self, TandaiStringTable *strings, TandaiOfferSource source, guint start, guint end)
{
  g_autoptr (GArray) matches = NULL;

  if (strings == NULL)
    return;
  matches = tandai_string_table_find (strings, self->text, start, end);
  for (guint i = 0; i < matches->len; i++)
    add_known (self, &g_array_index (matches, TandaiStringMatch, i), source);
  g_array_sort (self->offers, compare_offers);
}

static gboolean
is_inner (const TandaiCandidate *candidate)
{
  return g_str_has_prefix (candidate->form, "inner-");
}

static gboolean
is_name (const TandaiCandidate *candidate)
{
  return candidate->kind == TANDAI_CANDIDATE_NAME || candidate->kind == TANDAI_CANDIDATE_NOUN;
}

/* Whether a string that is known well begins or ends a name that is not: Partai Maju | Ruhut. */
static gboolean
splits (const TandaiOffer *known, const TandaiOffer *name)
{
  TandaiRange part = tandai_candidate_get_hull (known->candidate);
  TandaiRange whole = tandai_candidate_get_hull (name->candidate);

  return known->is_long && name->label == NULL && !g_str_has_prefix (name->candidate->form, "place")
         && tandai_range_relate (part, whole) == TANDAI_RANGE_INSIDE && known->rate > name->rate;
}

/* Of two that overlap, whether the first has to give way. */
static gboolean
gives_way (const TandaiOffer *a, const TandaiOffer *b)
{
  TandaiRange one = tandai_candidate_get_hull (a->candidate);
  TandaiRange other = tandai_candidate_get_hull (b->candidate);
  TandaiRangeRelation relation = tandai_range_relate (one, other);
  gboolean a_known = a->candidate->kind == TANDAI_CANDIDATE_KNOWN;
  gboolean b_known = b->candidate->kind == TANDAI_CANDIDATE_KNOWN;

  if (relation == TANDAI_RANGE_DISJOINT)
    return FALSE;
  if (a->candidate->group != 0 && a->candidate->group == b->candidate->group)
    return a->rate < b->rate
           || (a->rate == b->rate && tandai_candidate_compare (a->candidate, b->candidate) > 0);
  /* A known string inside a longer name, and a word of a longer known string, are only parts of them. */
  if (a_known && !b_known && is_name (b->candidate) && splits (a, b))
    return FALSE;
  if (b_known && !a_known && is_name (a->candidate) && splits (b, a))
    return !is_inner (a->candidate);
  if (a_known && (b_known || is_name (b->candidate)))
    return relation == TANDAI_RANGE_INSIDE || relation == TANDAI_RANGE_CROSSING;
  if (b_known && is_name (a->candidate))
    return relation == TANDAI_RANGE_INSIDE && !is_inner (a->candidate);
  return FALSE;
}

/* Whether something worth a stop, or one made just now, has these words already. */
static gboolean
has_offer (TandaiWalk *self, TandaiRange range, guint n_sorted)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      const TandaiOffer *offer = &g_array_index (self->offers, TandaiOffer, i);
      TandaiRange hull = tandai_candidate_get_hull (offer->candidate);

      if (hull.start == range.start && hull.end == range.end && (offer->rate >= WORTH || i >= n_sorted))
        return TRUE;
    }
  return FALSE;
}

/* What is left of a run of capitals when its beginning is tagged, up to a comma or a conjunction. */
static gboolean
find_rest (TandaiWalk *self, TandaiRange run, guint cut, TandaiRange *rest)
{
  g_autofree char *string = tandai_text_slice (self->text, cut, run.end);
  const char *at = string;
  guint start = cut;
  guint n = 0;

  while (*at != '\0' && !g_unichar_isupper (g_utf8_get_char (at)))
    {
      if (g_unichar_isalpha (g_utf8_get_char (at)) && !g_str_has_prefix (at, "dan "))
        return FALSE;
      at += g_str_has_prefix (at, "dan ") ? 3 : g_utf8_next_char (at) - at;
    }
  start += (guint) g_utf8_strlen (string, at - string);
  for (; *at != '\0' && strchr (",()", *at) == NULL && !g_str_has_prefix (at, " dan ");
       at = g_utf8_next_char (at))
    n++;
  *rest = tandai_words_trim (self->text, (TandaiRange){ start, start + n });
  return rest->start > cut && rest->end > rest->start;
}

static void
add_rests (TandaiWalk *self)
{
  guint n_offers = self->offers->len;

  for (guint i = 0; i < n_offers; i++)
    {
      const TandaiCandidate *whole = g_array_index (self->offers, TandaiOffer, i).candidate;
      TandaiCandidate *candidate;
      Neighbours near;
      TandaiRange rest;

      if (whole->kind != TANDAI_CANDIDATE_NAME || whole->n_ranges > 1)
        continue;
      near = look_round (self, whole);
      if (near.cut == 0 || near.n_equal > 0 || !find_rest (self, near.hull, near.cut, &rest)
          || has_offer (self, rest, n_offers))
        continue;
      candidate = tandai_candidate_new (TANDAI_CANDIDATE_NAME, "rest", &rest, 1);
      tandai_candidate_remember (candidate, self->text);
      g_ptr_array_add (self->made, candidate);
      add_offer (self, candidate, TANDAI_OFFER_RULE, NULL,
                 tandai_habits_rate (self->habits, self->own_habits, candidate));
    }
  g_array_sort (self->offers, compare_offers);
}

/* Takes out what is tagged already, what is not worth a stop, and the alternatives of something better. */
static void
choose (TandaiWalk *self)
{
  g_autoptr (GHashTable) settled = g_hash_table_new (NULL, NULL);

  for (guint i = self->offers->len; i-- > 0;)
    {
      TandaiOffer *offer = &g_array_index (self->offers, TandaiOffer, i);
      Neighbours near = look_round (self, offer->candidate);

      if (near.n_equal > 0 && offer->candidate->group != 0)
        g_hash_table_add (settled, GUINT_TO_POINTER (offer->candidate->group));
      if (near.n_equal > 0 || near.crosses || near.is_fragment || near.in_name || near.is_begun
          || offer->rate < WORTH)
        g_array_remove_index (self->offers, i);
    }
  for (guint i = 0; i < self->offers->len; i++)
    {
      TandaiOffer *offer = &g_array_index (self->offers, TandaiOffer, i);

      if (offer->candidate->group != 0
          && g_hash_table_contains (settled, GUINT_TO_POINTER (offer->candidate->group)))
        offer->rate = -1;
    }
  for (guint i = 0; i < self->offers->len; i++)
    {
      TandaiOffer *a = &g_array_index (self->offers, TandaiOffer, i);
      TandaiRange hull = tandai_candidate_get_hull (a->candidate);

      for (guint j = i + 1; j < self->offers->len; j++)
        {
          TandaiOffer *b = &g_array_index (self->offers, TandaiOffer, j);

          if (tandai_candidate_get_hull (b->candidate).start >= hull.end)
            break;
          if (a->rate < 0 || b->rate < 0)
            continue;
          if (gives_way (a, b))
            a->rate = -1;
          else if (gives_way (b, a))
            b->rate = -1;
        }
    }
}

static void
make_offers (TandaiWalk *self, guint chunk)
{
  GPtrArray *candidates = get_chunk (self, chunk);
  guint length = tandai_text_get_length (self->text);
  guint start = tandai_candidates_chunk_start (chunk);
  guint end = MIN (tandai_candidates_chunk_start (chunk + 1), length);

  g_array_set_size (self->offers, 0);
  g_ptr_array_set_size (self->made, 0);
  for (guint i = 0; i < candidates->len; i++)
    add_offer (self, candidates->pdata[i], TANDAI_OFFER_RULE, NULL,
               tandai_habits_rate (self->habits, self->own_habits, candidates->pdata[i]));
  add_all_known (self, self->own_strings, TANDAI_OFFER_ARTICLE, start, end);
  add_all_known (self, self->strings, TANDAI_OFFER_FOLDER, start, end);
  add_rests (self);
  choose (self);
}

static gboolean
is_after (TandaiRange a, TandaiRange b)
{
  return a.start > b.start || (a.start == b.start && a.end < b.end);
}

/**
 * tandai_walk_next:
 * @self: a walk
 * @after: the candidate or span that the hop starts from; for a caret its offset and %G_MAXUINT
 * @offer: (out caller-allocates): where it leads
 *
 * The work is bounded: a stretch of some 25,000 characters without anything
 * worth a stop ends the hop.
 *
 * Returns: whether there is a next stop
 */
gboolean
tandai_walk_next (TandaiWalk *self, TandaiRange after, TandaiOffer *offer)
{
  guint length = tandai_text_get_length (self->text);
  guint first = tandai_candidates_chunk_of (after.start);

  for (guint chunk = first; chunk < first + MAX_CHUNKS && tandai_candidates_chunk_start (chunk) < length;
       chunk++)
    {
      make_offers (self, chunk);
      for (guint i = 0; i < self->offers->len; i++)
        {
          *offer = g_array_index (self->offers, TandaiOffer, i);
          if (offer->rate >= WORTH && is_after (tandai_candidate_get_hull (offer->candidate), after))
            return TRUE;
        }
    }
  return FALSE;
}

/** tandai_walk_previous: like tandai_walk_next(), the last stop before @before */
gboolean
tandai_walk_previous (TandaiWalk *self, TandaiRange before, TandaiOffer *offer)
{
  guint last = tandai_candidates_chunk_of (MIN (before.start, tandai_text_get_length (self->text)));

  for (guint n = 0; n < MAX_CHUNKS && n <= last; n++)
    {
      make_offers (self, last - n);
      for (guint i = self->offers->len; i-- > 0;)
        {
          *offer = g_array_index (self->offers, TandaiOffer, i);
          if (offer->rate >= WORTH && is_after (before, tandai_candidate_get_hull (offer->candidate)))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * tandai_walk_list:
 * @self: a walk
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full) (element-type TandaiOffer): the stops that begin in a stretch, in order, to be
 * drawn; valid until the next call on the walk, at most those of the chunk that holds @start
 */
GArray *
tandai_walk_list (TandaiWalk *self, guint start, guint end)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TandaiOffer));

  if (start >= tandai_text_get_length (self->text))
    return list;
  make_offers (self, tandai_candidates_chunk_of (start));
  for (guint i = 0; i < self->offers->len; i++)
    {
      TandaiOffer *offer = &g_array_index (self->offers, TandaiOffer, i);
      guint at = tandai_candidate_get_hull (offer->candidate).start;

      if (offer->rate >= WORTH && at >= start && at < end)
        g_array_append_val (list, *offer);
    }
  return list;
}

/* An alternative of the candidate that was offered, with the same fragments as the span that was made of it.
 */
static const TandaiCandidate *
find_alternative (TandaiWalk *self, const TandaiRange *ranges, guint n_ranges)
{
  GPtrArray *candidates = get_chunk (self, tandai_candidates_chunk_of (ranges[0].start));

  for (guint i = 0; i < candidates->len; i++)
    {
      const TandaiCandidate *candidate = candidates->pdata[i];

      if (tandai_ranges_equal (candidate->ranges, candidate->n_ranges, ranges, n_ranges))
        return candidate;
    }
  return NULL;
}

/* Whether two stretches have more than half of the longer in common. */
static gboolean
is_near (TandaiRange a, TandaiRange b)
{
  guint start = MAX (a.start, b.start);
  guint end = MIN (a.end, b.end);

  return end > start && (end - start) * 2 > MAX (a.end - a.start, b.end - b.start);
}

/**
 * tandai_walk_settled:
 * @self: a walk
 * @candidate: a candidate that was tagged
 * @ranges: (array length=n_ranges): the fragments of the span that it became
 * @n_ranges: how many
 *
 * Remembers whether it was tagged as it was offered, or what became of it.
 */
void
tandai_walk_settled (TandaiWalk *self,
                     const TandaiCandidate *candidate,
                     const TandaiRange *ranges,
                     guint n_ranges)
{
  const TandaiCandidate *other;

  if (tandai_ranges_equal (candidate->ranges, candidate->n_ranges, ranges, n_ranges))
    {
      tandai_habits_count (self->own_habits, candidate, 1);
      return;
    }
  other = find_alternative (self, ranges, n_ranges);
  if (other != NULL)
    tandai_habits_count (self->own_habits, other, 1);
  tandai_habits_count (self->own_habits, candidate,
                       other != NULL || !is_near (tandai_candidate_get_hull (candidate), ranges[0]) ? 0
                                                                                                    : 0.5);
}

/** tandai_walk_passed: remembers that a candidate was passed by, or its suggestion rejected */
void
tandai_walk_passed (TandaiWalk *self, const TandaiCandidate *candidate)
{
  tandai_habits_count (self->own_habits, candidate, 0);
}

static void
change_strings (TandaiWalk *self,
                TandaiSpan *span,
                void (*change) (TandaiStringTable *, const char *, const char *))
{
  TandaiRange hull = tandai_span_get_hull (span);
  g_autofree char *string = NULL;
  guint n_ranges;

  tandai_span_get_ranges (span, &n_ranges);
  if (n_ranges > 1 || hull.end - hull.start > TANDAI_STRING_MAX_CHARS)
    return;
  string = tandai_text_slice (self->text, hull.start, hull.end);
  change (self->own_strings, string, tandai_span_get_label (span));
}

/** tandai_walk_tagged: remembers the words of a new span, to be suggested from now on */
void
tandai_walk_tagged (TandaiWalk *self, TandaiSpan *span)
{
  change_strings (self, span, tandai_string_table_add);
}

/** tandai_walk_untagged: forgets them again */
void
tandai_walk_untagged (TandaiWalk *self, TandaiSpan *span)
{
  change_strings (self, span, tandai_string_table_remove);
}

/** tandai_walk_lookup: Returns: (nullable): the label that a string was tagged with, in this article, else in
 * another */
const char *
tandai_walk_lookup (TandaiWalk *self, const char *string)
{
  const char *label = tandai_string_table_lookup (self->own_strings, string, NULL, NULL);

  return label != NULL || self->strings == NULL
             ? label
             : tandai_string_table_lookup (self->strings, string, NULL, NULL);
}
