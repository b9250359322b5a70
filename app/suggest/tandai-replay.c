/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/tandai-words.h"
#include "suggest/tandai-repeat.h"
#include "suggest/tandai-replay-private.h"

/* Who knows the window sees this many stops ahead on the page. */
#define LOOK_AHEAD 4
/* R is pressed twice: for so many further occurrences it saves keys, although the next stop may be among
 * them. */
#define WORTH_REPEATING 4

/* About what a further fragment takes by hand. */
#define JOIN_KEYS 8

/** tandai_replay_new: Returns: (transfer full): a replay that has seen nothing yet */
TandaiReplay *
tandai_replay_new (void)
{
  TandaiReplay *self = g_new0 (TandaiReplay, 1);

  self->habits = tandai_habits_new ();
  self->strings = tandai_string_table_new ();
  self->tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/** tandai_replay_free: frees a replay */
void
tandai_replay_free (TandaiReplay *self)
{
  tandai_habits_free (self->habits);
  tandai_string_table_free (self->strings);
  g_hash_table_unref (self->tallies);
  g_free (self);
}

TandaiReplayTally *
_tandai_replay_tally_of (TandaiReplaySession *session, const TandaiReplayGoal *goal)
{
  const char *label = tandai_span_get_label (goal->span);
  TandaiReplayTally *tally = g_hash_table_lookup (session->replay->tallies, label);

  if (tally == NULL)
    {
      tally = g_new0 (TandaiReplayTally, 1);
      g_hash_table_insert (session->replay->tallies, g_strdup (label), tally);
    }
  return tally;
}

TandaiReplayGoal *
_tandai_replay_get_goal (TandaiReplaySession *session, guint i)
{
  return &g_array_index (session->goals, TandaiReplayGoal, i);
}

/* Keys are named as GTK names accelerators. */
void
_tandai_replay_press (TandaiReplaySession *session, const char *key, guint times)
{
  for (guint i = 0; session->keys != NULL && i < times; i++)
    g_ptr_array_add (session->keys, g_strdup (key));
}

void
_tandai_replay_press_moves (TandaiReplaySession *session, int n, const char *back, const char *onward)
{
  _tandai_replay_press (session, n < 0 ? back : onward, (guint) abs (n));
}

static void
press_adjustment (TandaiReplaySession *session, const TandaiAdjustment *plan)
{
  _tandai_replay_press_moves (session, plan->n_expand, "<Shift>e", "e");
  _tandai_replay_press_moves (session, plan->start_words, "bracketleft", "bracketright");
  _tandai_replay_press_moves (session, plan->start_chars, "braceleft", "braceright");
  _tandai_replay_press_moves (session, plan->end_words, "<Control><Shift>Left", "<Control><Shift>Right");
  _tandai_replay_press_moves (session, plan->end_chars, "<Shift>Left", "<Shift>Right");
}

static gboolean
get_stop (TandaiReplaySession *session, TandaiStop *stop)
{
  return tandai_stops_get (session->stops, stop);
}

/* After a hop: the caret is at the stop. */
static void
arrive (TandaiReplaySession *session, gboolean found)
{
  if (!found)
    return;
  session->replay->n_offers++;
  session->selected = NONE;
  session->caret = tandai_stops_get_place (session->stops).start;
}

static void
press_tab (TandaiReplaySession *session)
{
  _tandai_replay_press (session, "Tab", 1);
  session->n_hops++;
  arrive (session, tandai_stops_next (session->stops));
}

static const char *
label_key (TandaiReplaySession *session, const char *label)
{
  const TandaiLabelDef *def = tandai_schema_find_label (session->schema, label, NULL);

  return def != NULL && *def->key != '\0' ? def->key : "l";
}

static gboolean
is_goal (const TandaiRange *ranges, guint n_ranges, const TandaiReplayGoal *goal)
{
  return tandai_ranges_equal (ranges, n_ranges, goal->ranges, goal->n_ranges);
}

void
_tandai_replay_finish (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  goal->done = TRUE;
  _tandai_replay_tally_of (session, goal)->n_spans++;
  tandai_annotation_set_replace_span (session->annotations, goal->begun, goal->span);
  tandai_stops_changed (session->stops, goal->begun, goal->span);
}

static TandaiReplayGoal *
find_goal_at (TandaiReplaySession *session, TandaiRange range, const char *label)
{
  for (guint i = 0; i < session->goals->len; i++)
    {
      TandaiReplayGoal *goal = _tandai_replay_get_goal (session, i);

      if (goal->n_ranges == 1 && goal->hull.start == range.start && goal->hull.end == range.end
          && strcmp (tandai_span_get_label (goal->span), label) == 0)
        return goal;
    }
  return NULL;
}

/* Whether the key of one label and Return do the same at the stop. */
static gboolean
is_suggested (TandaiReplaySession *session, const char *label)
{
  TandaiStop stop;

  return get_stop (session, &stop) && g_strcmp0 (stop.label, label) == 0;
}

/* The spans of the same fragments that are not made yet. */
static GPtrArray *
list_same (TandaiReplaySession *session, const TandaiReplayGoal *goal)
{
  GPtrArray *same = g_ptr_array_new ();

  for (guint i = 0; i < session->goals->len; i++)
    if (!_tandai_replay_get_goal (session, i)->done
        && is_goal (goal->ranges, goal->n_ranges, _tandai_replay_get_goal (session, i)))
      g_ptr_array_add (same, _tandai_replay_get_goal (session, i));
  return same;
}

/* Lays the labels of all spans of the same fragments over what is offered or selected: a key alone, and Ctrl
 * and the others. The key alone takes a selection away, and Ctrl goes by the span that it made; at a stop it
 * hops on, and comes last. */
static void
tag (TandaiReplaySession *session, TandaiReplayGoal *goal, gboolean at_stop)
{
  g_autoptr (GPtrArray) same = list_same (session, goal);

  for (guint i = 0; i < same->len; i++)
    {
      TandaiReplayGoal *other = same->pdata[i];
      gboolean alone = at_stop ? i + 1 == same->len : i == 0;
      const char *label = tandai_span_get_label (other->span);
      TandaiReplayTally *tally = _tandai_replay_tally_of (session, other);
      gboolean accepts = alone && is_suggested (session, label);
      g_autofree char *chord = g_strconcat ("<Control>", label_key (session, label), NULL);

      _tandai_replay_press (session, accepts ? "Return" : alone ? label_key (session, label) : chord, 1);
      tally->n_labels += !accepts;
      tally->n_accepts += accepts;
      tally->n_hops += session->n_hops;
      session->n_hops = 0;
      session->selected = NONE;
      _tandai_replay_finish (session, other);
      _tandai_replay_link_now (session, other);
    }
}

/* Tags the stop, which hops on by itself. */
static void
tag_stop (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  tandai_stops_settle (session->stops, goal->ranges, goal->n_ranges);
  tag (session, goal, TRUE);
  session->caret = goal->hull.start;
  arrive (session, tandai_stops_hop_on (session->stops, goal->n_ranges > 1 ? goal->ranges[0] : goal->hull));
}

/* R twice tags every same string, where all of them are spans of that label and there are enough to be worth
 * it. */
static void
repeat_tag (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  g_autofree char *string = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  if (goal->n_ranges > 1 || goal->hull.end - goal->hull.start > TANDAI_STRING_MAX_CHARS)
    return;
  string = tandai_text_slice (session->text, goal->hull.start, goal->hull.end);
  places =
      tandai_repeat_places (session->text, session->annotations, string, tandai_span_get_label (goal->span));
  for (guint i = 0; i < places->len; i++)
    {
      TandaiRange range = g_array_index (places, TandaiRange, i);
      TandaiReplayGoal *other = find_goal_at (session, range, tandai_span_get_label (goal->span));

      if (other == NULL || other->done)
        return;
      g_ptr_array_add (same, other);
    }
  if (same->len < WORTH_REPEATING)
    return;
  _tandai_replay_press (session, "r", 2);
  _tandai_replay_tally_of (session, goal)->n_accepts += 2;
  for (guint i = 0; i < same->len; i++)
    _tandai_replay_finish (session, same->pdata[i]);
  tandai_stops_refresh (session->stops);
}

static void
tag_exact (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  g_autoptr (GPtrArray) same = list_same (session, goal);

  for (guint i = 0; i < same->len; i++)
    _tandai_replay_tally_of (session, same->pdata[i])->n_exact++;
  session->replay->n_right += same->len > 0;
  tag_stop (session, goal);
  repeat_tag (session, goal);
}

/* How often Ctrl+Up or Ctrl+Down goes from the caret to the line of a place, and where that leads: back to
 * the line's beginning, or onward to its end, each time first of the present line. */
static guint
count_lines (TandaiReplaySession *session, guint caret, guint target, guint *to)
{
  g_autofree char *between = tandai_text_slice (session->text, MIN (caret, target), MAX (caret, target));
  TandaiRange here = tandai_words_paragraph_at (session->text, caret);
  TandaiRange there = tandai_words_paragraph_at (session->text, target);
  guint n = target < caret ? caret > here.start : caret < here.end;

  for (const char *p = strchr (between, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;
  *to = target < caret ? there.start : there.end;
  return n;
}

/* A way of the caret to a word: first by larger steps, then by words. */
typedef struct
{
  const char *step;
  guint n_steps;
  guint from;
  guint cost;
} Way;

static void
try_way (TandaiReplaySession *session, Way *best, const char *step, guint n_steps, guint from, guint target)
{
  guint cost = n_steps + tandai_adjuster_words (&session->adjuster, from, target);

  if (cost < best->cost)
    *best = (Way){ step, n_steps, from, cost };
}

/* To a span that is tagged already with J and K, and on from there. */
static void
try_spans (TandaiReplaySession *session, Way *best, guint target)
{
  guint n_before = 0;
  guint n = 0;

  for (guint i = 0; i < session->goals->len; i++)
    n_before += _tandai_replay_get_goal (session, i)->done
                && _tandai_replay_get_goal (session, i)->hull.start < session->caret;
  for (guint i = 0; i < session->goals->len; i++)
    {
      const TandaiReplayGoal *goal = _tandai_replay_get_goal (session, i);

      if (!goal->done)
        continue;
      try_way (session, best, n < n_before ? "k" : "j", n < n_before ? n_before - n : n - n_before + 1,
               goal->hull.start, target);
      n++;
    }
}

/* Takes the caret to a word: by words, by paragraphs, or by the spans that are there. */
static guint
walk_to (TandaiReplaySession *session, guint target)
{
  guint caret = session->caret;
  Way way = { NULL, 0, caret, tandai_adjuster_words (&session->adjuster, caret, target) };
  guint line;
  guint n_lines = count_lines (session, caret, target, &line);

  if (target != caret)
    try_way (session, &way, target < caret ? "<Control>Up" : "<Control>Down", n_lines, line, target);
  if (session->selected == NONE)
    try_spans (session, &way, target);
  if (way.step != NULL)
    _tandai_replay_press (session, way.step, way.n_steps);
  _tandai_replay_press (session, target < way.from ? "<Control>Left" : "<Control>Right",
                        way.cost - way.n_steps);
  return way.cost;
}

/* Selects a stretch by hand: the way to its first word, E, then its ends. */
static guint
select_by_hand (TandaiReplaySession *session, TandaiRange range)
{
  guint word = tandai_adjuster_word_before (&session->adjuster, range.start);
  guint n_walk = walk_to (session, word);
  TandaiAdjustment plan = tandai_adjuster_plan (&session->adjuster, (TandaiRange){ word, word }, range);

  press_adjustment (session, &plan);
  session->caret = range.end;
  session->selected = NONE;
  return n_walk + plan.cost;
}

/* The span with its first fragment only, as long as the others are not joined to it. */
static void
begin_goal (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  TandaiSpanFields fields;

  tandai_span_get_fields (goal->span, &fields);
  fields.n_ranges = 1;
  fields.stated = NULL;
  goal->begun = tandai_span_new (&fields);
  tandai_annotation_set_replace_span (session->annotations, NULL, goal->begun);
  tandai_stops_changed (session->stops, NULL, goal->begun);
  _tandai_replay_press (session, label_key (session, fields.label), 1);
  _tandai_replay_tally_of (session, goal)->n_labels++;
  _tandai_replay_tally_of (session, goal)->n_hops += session->n_hops;
  session->n_hops = 0;
  session->selected = NONE;
}

/* Joins the other fragments of a span whose first one is tagged; then lays the other labels over all of them.
 */
static void
join_fragments (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  g_autoptr (GPtrArray) same = NULL;

  for (guint i = 1; i < goal->n_ranges; i++)
    {
      _tandai_replay_tally_of (session, goal)->n_misses += select_by_hand (session, goal->ranges[i]) + 1;
      _tandai_replay_press (session, "plus", 1);
    }
  same = list_same (session, goal);
  _tandai_replay_finish (session, goal);
  _tandai_replay_link_now (session, goal);
  for (guint i = 0; i < same->len; i++)
    {
      TandaiReplayGoal *other = same->pdata[i];
      g_autofree char *chord =
          g_strconcat ("<Control>", label_key (session, tandai_span_get_label (other->span)), NULL);

      if (other == goal)
        continue;
      _tandai_replay_press (session, chord, 1);
      _tandai_replay_tally_of (session, other)->n_labels++;
      _tandai_replay_finish (session, other);
      _tandai_replay_link_now (session, other);
    }
  tandai_stops_set_place (session->stops, goal->hull);
  press_tab (session);
}

static void
make_by_hand (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  TandaiReplayTally *tally = _tandai_replay_tally_of (session, goal);

  tally->n_missed++;
  tally->n_misses += select_by_hand (session, goal->ranges[0]);
  tandai_stops_set_place (session->stops, goal->ranges[0]);
  if (goal->n_ranges > 1)
    {
      begin_goal (session, goal);
      join_fragments (session, goal);
      return;
    }
  tag (session, goal, FALSE);
  press_tab (session);
}

static void
make_by_adjusting (TandaiReplaySession *session, TandaiReplayGoal *goal, const TandaiAdjustment *plan)
{
  TandaiReplayTally *tally = _tandai_replay_tally_of (session, goal);

  tally->n_moves += plan->cost;
  tally->n_by_char += plan->start_chars != 0 || plan->end_chars != 0;
  press_adjustment (session, plan);
  tandai_stops_adjust (session->stops, goal->ranges[0]);
  if (goal->n_ranges == 1)
    {
      tag_stop (session, goal);
      return;
    }
  tandai_stops_settle (session->stops, goal->ranges, 1);
  begin_goal (session, goal);
  session->caret = goal->hull.start;
  arrive (session, tandai_stops_hop_on (session->stops, goal->ranges[0]));
  join_fragments (session, goal);
}

static TandaiAdjustment
plan_from (TandaiReplaySession *session, const TandaiCandidate *candidate, const TandaiReplayGoal *goal)
{
  if (is_goal (candidate->ranges, candidate->n_ranges, goal))
    return (TandaiAdjustment){ 0 };
  return tandai_adjuster_plan (&session->adjuster, tandai_candidate_get_hull (candidate), goal->ranges[0]);
}

/* With what it takes to join the other fragments. */
static guint
cost_from (TandaiReplaySession *session, const TandaiCandidate *candidate, const TandaiReplayGoal *goal)
{
  guint cost = plan_from (session, candidate, goal).cost;

  return is_goal (candidate->ranges, candidate->n_ranges, goal) ? 0 : cost + (goal->n_ranges - 1) * JOIN_KEYS;
}

/* Whether a later stop leads to the goal with fewer keys than mending this one. */
static gboolean
better_later (TandaiReplaySession *session, const TandaiReplayGoal *goal, guint cost)
{
  TandaiRange place = tandai_stops_get_place (session->stops);

  for (guint n = 1; n <= LOOK_AHEAD && n < cost; n++)
    {
      TandaiOffer offer;

      if (!tandai_stops_peek (session->stops, place, &offer))
        return FALSE;
      place = tandai_candidate_get_hull (offer.candidate);
      if (place.start >= goal->hull.end)
        return FALSE;
      if (n + cost_from (session, offer.candidate, goal) <= cost)
        return TRUE;
    }
  return FALSE;
}

static TandaiReplayGoal *
exact_goal (TandaiReplaySession *session, const TandaiStop *stop)
{
  for (guint i = session->first_undone; i < session->goals->len; i++)
    {
      TandaiReplayGoal *goal = _tandai_replay_get_goal (session, i);

      if (goal->hull.start > stop->ranges[0].start)
        return NULL;
      if (!goal->done && is_goal (stop->ranges, stop->n_ranges, goal))
        return goal;
    }
  return NULL;
}

/* The annotator wants the first span that is not made yet, and looks at the stop for it. */
static void
act_at (TandaiReplaySession *session, TandaiReplayGoal *goal, const TandaiStop *stop)
{
  TandaiRange place = tandai_stops_get_place (session->stops);
  TandaiReplayGoal *exact = exact_goal (session, stop);
  g_autoptr (TandaiCandidate) candidate =
      tandai_candidate_new (TANDAI_CANDIDATE_NAME, "", stop->ranges, stop->n_ranges);
  TandaiAdjustment plan;

  if (exact != NULL)
    tag_exact (session, exact);
  else if (goal->hull.end <= place.start)
    make_by_hand (session, goal);
  else if (tandai_range_relate (place, goal->hull) == TANDAI_RANGE_DISJOINT)
    press_tab (session);
  else
    {
      plan = plan_from (session, candidate, goal);
      if (better_later (session, goal, cost_from (session, candidate, goal)))
        press_tab (session);
      else
        make_by_adjusting (session, goal, &plan);
    }
}

static void
act (TandaiReplaySession *session)
{
  TandaiReplayGoal *goal = _tandai_replay_get_goal (session, session->first_undone);
  TandaiStop stop;

  if (get_stop (session, &stop))
    act_at (session, goal, &stop);
  else
    make_by_hand (session, goal);
}

static void
collect_goals (TandaiReplaySession *session)
{
  GPtrArray *spans = session->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiReplayGoal goal = { .span = spans->pdata[i] };

      goal.hull = tandai_span_get_hull (goal.span);
      goal.ranges = tandai_span_get_ranges (goal.span, &goal.n_ranges);
      g_array_append_val (session->goals, goal);
    }
}

static void
session_init (TandaiReplaySession *session, TandaiReplay *replay, const TandaiSidecar *sidecar)
{
  g_autoptr (GPtrArray) no_spans = g_ptr_array_new ();
  g_autoptr (GPtrArray) no_relations = g_ptr_array_new ();

  session->replay = replay;
  session->sidecar = sidecar;
  session->text = sidecar->text;
  session->annotations = tandai_annotation_set_new (no_spans, no_relations);
  session->stops =
      tandai_stops_new (session->text, session->lists, session->annotations, replay->habits, replay->strings);
  tandai_adjuster_init (&session->adjuster, session->text, session->lists);
  session->goals = g_array_new (FALSE, TRUE, sizeof (TandaiReplayGoal));
  session->selected = NONE;
  collect_goals (session);
}

static void
session_clear (TandaiReplaySession *session)
{
  for (guint i = 0; i < session->goals->len; i++)
    g_clear_object (&_tandai_replay_get_goal (session, i)->begun);
  g_array_unref (session->goals);
  tandai_adjuster_clear (&session->adjuster);
  tandai_stops_free (session->stops);
  g_object_unref (session->annotations);
}

/**
 * tandai_replay_article:
 * @self: a replay
 * @sidecar: a finished article
 * @schema: its schema, for the keys of the labels
 * @lists: word lists
 * @keys: (nullable) (element-type utf8): takes the keys, named as GTK names accelerators
 *
 * Makes the article's spans and links, counts the keys, and remembers the article for the next one.
 */
void
tandai_replay_article (TandaiReplay *self,
                       const TandaiSidecar *sidecar,
                       TandaiSchema *schema,
                       TandaiWordLists *lists,
                       GPtrArray *keys)
{
  TandaiReplaySession session = { .schema = schema, .lists = lists, .keys = keys };

  session_init (&session, self, sidecar);
  if (session.goals->len > 0)
    press_tab (&session);
  while (session.first_undone < session.goals->len)
    {
      act (&session);
      while (session.first_undone < session.goals->len
             && _tandai_replay_get_goal (&session, session.first_undone)->done)
        session.first_undone++;
    }
  _tandai_replay_link_rest (&session);
  session_clear (&session);
  tandai_string_table_add_spans (self->strings, sidecar->text, sidecar->spans);
  tandai_habits_learn (self->habits, sidecar->text, lists, sidecar->spans);
}

/** tandai_replay_list_labels: Returns: (transfer container) (element-type utf8): the labels that were met,
 * sorted
 */
GList *
tandai_replay_list_labels (TandaiReplay *self)
{
  return g_list_sort (g_hash_table_get_keys (self->tallies), (GCompareFunc) strcmp);
}

/** tandai_replay_get_tally: Returns: what a label took; of %NULL what all took */
TandaiReplayTally
tandai_replay_get_tally (TandaiReplay *self, const char *label)
{
  TandaiReplayTally sum = { 0 };
  GHashTableIter iter;
  gpointer name, tally;

  g_hash_table_iter_init (&iter, self->tallies);
  while (g_hash_table_iter_next (&iter, &name, &tally))
    {
      /* A tally is a row of numbers and nothing else. */
      if (label == NULL || strcmp (label, name) == 0)
        for (guint i = 0; i < sizeof sum / sizeof (guint); i++)
          ((guint *) &sum)[i] += ((guint *) tally)[i];
    }
  return sum;
}

/** tandai_replay_tally_keys: Returns: the keys for the spans, without those for their sources */
guint
tandai_replay_tally_keys (const TandaiReplayTally *tally)
{
  return tally->n_hops + tally->n_labels + tally->n_accepts + tally->n_moves + tally->n_misses;
}

/** tandai_replay_get_offers: how many stops were offered, and how many of them were spans as they were */
void
tandai_replay_get_offers (TandaiReplay *self, guint *n_offers, guint *n_right)
{
  *n_offers = self->n_offers;
  *n_right = self->n_right;
}
