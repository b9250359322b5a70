/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/tandai-words.h"
#include "suggest/tandai-adjust.h"
#include "suggest/tandai-replay.h"
#include "suggest/tandai-sources.h"
#include "suggest/tandai-walk.h"

/* Who knows the window sees this many stops ahead on the page. */
#define LOOK_AHEAD 4
/* S is not pressed more often; the source is picked by hand. */
#define MAX_LINK_KEYS 6

/* R is pressed twice: for so many further occurrences it saves keys, although the next stop may be among
 * them. */
#define WORTH_REPEATING 4

/* About what a further fragment takes by hand. */
#define JOIN_KEYS 8

#define RELATION_SOURCE "source"

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
  gboolean done;
  gboolean linked;
} Goal;

/* One article that is being annotated. */
typedef struct
{
  TandaiReplay *replay;
  const TandaiSidecar *sidecar;
  TandaiSchema *schema;
  TandaiText *text;
  TandaiWordLists *lists;
  TandaiAnnotationSet *annotations;
  TandaiWalk *walk;
  TandaiAdjuster adjuster;
  GArray *goals;
  guint first_undone;
  GPtrArray *keys;
  /* The stop that is offered, where one is; the caret is at its start. */
  TandaiCandidate *at;
  char *suggested;
  TandaiRange place;
  guint n_hops;
} Session;

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

static TandaiReplayTally *
tally_of (Session *session, const Goal *goal)
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

static Goal *
get_goal (Session *session, guint i)
{
  return &g_array_index (session->goals, Goal, i);
}

/* Keys are named as GTK names accelerators. */
static void
press (Session *session, const char *key, guint times)
{
  for (guint i = 0; session->keys != NULL && i < times; i++)
    g_ptr_array_add (session->keys, g_strdup (key));
}

static void
press_moves (Session *session, int n, const char *back, const char *onward)
{
  press (session, n < 0 ? back : onward, (guint) abs (n));
}

static void
press_adjustment (Session *session, const TandaiAdjustment *plan)
{
  press_moves (session, plan->n_expand, "<Shift>e", "e");
  press_moves (session, plan->start_words, "bracketleft", "bracketright");
  press_moves (session, plan->start_chars, "braceleft", "braceright");
  press_moves (session, plan->end_words, "<Control><Shift>Left", "<Control><Shift>Right");
  press_moves (session, plan->end_chars, "<Shift>Left", "<Shift>Right");
}

static void
leave_stop (Session *session)
{
  g_clear_pointer (&session->at, tandai_candidate_free);
  g_clear_pointer (&session->suggested, g_free);
}

/* To the next stop after where the hand is. */
static void
hop (Session *session)
{
  TandaiOffer offer;

  leave_stop (session);
  if (!tandai_walk_next (session->walk, session->place, &offer))
    return;
  session->replay->n_offers++;
  session->at = tandai_candidate_copy (offer.candidate);
  session->suggested = g_strdup (offer.label);
  session->place = tandai_candidate_get_hull (session->at);
}

static void
press_tab (Session *session)
{
  press (session, "Tab", 1);
  session->n_hops++;
  hop (session);
}

static const char *
label_key (Session *session, const char *label)
{
  const TandaiLabelDef *def = tandai_schema_find_label (session->schema, label, NULL);

  return def != NULL && *def->key != '\0' ? def->key : "l";
}

static gboolean
is_goal (const TandaiCandidate *candidate, const Goal *goal)
{
  return tandai_ranges_equal (candidate->ranges, candidate->n_ranges, goal->ranges, goal->n_ranges);
}

static void
finish (Session *session, Goal *goal)
{
  goal->done = TRUE;
  tally_of (session, goal)->n_spans++;
  tandai_annotation_set_replace_span (session->annotations, NULL, goal->span);
  tandai_walk_tagged (session->walk, goal->span);
}

/* The ids of the spans that are the sources of one. */
static const char *
gold_source (Session *session, const Goal *goal)
{
  GPtrArray *relations = session->sidecar->relations;

  for (guint i = 0; i < relations->len; i++)
    if (strcmp (tandai_relation_get_kind (relations->pdata[i]), RELATION_SOURCE) == 0
        && strcmp (tandai_relation_get_from (relations->pdata[i]), tandai_span_get_id (goal->span)) == 0)
      return tandai_relation_get_to (relations->pdata[i]);
  return NULL;
}

static Goal *
find_goal (Session *session, const char *id)
{
  for (guint i = 0; i < session->goals->len; i++)
    if (strcmp (tandai_span_get_id (get_goal (session, i)->span), id) == 0)
      return get_goal (session, i);
  return NULL;
}

static Goal *
find_goal_at (Session *session, TandaiRange range, const char *label)
{
  for (guint i = 0; i < session->goals->len; i++)
    {
      Goal *goal = get_goal (session, i);

      if (goal->n_ranges == 1 && goal->hull.start == range.start && goal->hull.end == range.end
          && strcmp (tandai_span_get_label (goal->span), label) == 0)
        return goal;
    }
  return NULL;
}

static void
add_link (Session *session, Goal *goal, const char *to)
{
  TandaiRelationFields fields = { .type = RELATION_SOURCE,
                                  .from = tandai_span_get_id (goal->span),
                                  .to = to };
  g_autoptr (TandaiRelation) relation = tandai_relation_new (&fields);

  goal->linked = TRUE;
  tandai_annotation_set_replace_relation (session->annotations, NULL, relation);
}

/* How often S must be pressed, or 0 where it does not lead to the source. */
static guint
count_link_keys (Session *session, Goal *goal, const Goal *source)
{
  static const char *const defaults[] = { "actor", "place", NULL };
  const TandaiRelationDef *def = tandai_schema_find_relation (session->schema, RELATION_SOURCE);
  const char *const *labels = def != NULL && def->to != NULL ? (const char *const *) def->to : defaults;
  g_autoptr (GPtrArray) sources =
      tandai_sources_rank (session->text, session->lists, session->annotations, labels, goal->span);

  for (guint i = 0; i < MIN (sources->len, MAX_LINK_KEYS); i++)
    {
      const TandaiSource *found = sources->pdata[i];

      if (found->range.start != source->hull.start || found->range.end != source->hull.end)
        continue;
      /* What is not tagged yet S marks with the first label that a source may have. */
      return found->id != NULL || strcmp (tandai_span_get_label (source->span), labels[0]) == 0 ? i + 1 : 0;
    }
  return 0;
}

static void
link_now (Session *session, Goal *goal)
{
  TandaiReplayTally *tally = tally_of (session, goal);
  const char *id = gold_source (session, goal);
  Goal *source = id != NULL ? find_goal (session, id) : NULL;
  guint n;

  if (g_strcmp0 (tandai_span_get_attribute (goal->span, "source"), "unnamed") == 0)
    {
      press (session, "u", 1);
      tally->n_unnamed++;
      tally->n_link_keys++;
    }
  if (source == NULL)
    return;
  n = count_link_keys (session, goal, source);
  if (n == 0)
    return;
  press (session, "s", n);
  tally->n_links++;
  tally->n_link_keys += n;
  tally->n_first += n == 1;
  if (!source->done)
    finish (session, source);
  add_link (session, goal, id);
}

/* What S did not find at once is linked in the end: to the span with K and J, then by S or by hand. */
static void
link_rest (Session *session)
{
  guint at = session->goals->len > 0 ? session->goals->len - 1 : 0;

  for (guint i = session->goals->len; i-- > 0;)
    {
      Goal *goal = get_goal (session, i);
      const char *id = gold_source (session, goal);
      Goal *source = id != NULL ? find_goal (session, id) : NULL;
      TandaiReplayTally *tally;
      guint n;

      if (goal->linked || source == NULL)
        continue;
      tally = tally_of (session, goal);
      press (session, "k", at - i);
      tally->n_links++;
      tally->n_link_keys += at - i;
      n = count_link_keys (session, goal, source);
      press (session, "s", n);
      if (n == 0)
        {
          /* From the list of all actors and places, as far as it is away. */
          n = 2 + (guint) abs ((int) i - (int) (source - get_goal (session, 0)));
          press (session, "<Shift>s", 1);
          press_moves (session, (int) (source - get_goal (session, 0)) - (int) i, "Up", "Down");
          press (session, "Return", 1);
        }
      tally->n_link_keys += n;
      add_link (session, goal, id);
      at = i;
    }
}

/* Lays the labels of all spans of the same fragments over a candidate or selection, then hops on from a
 * candidate. */
static void
tag (Session *session, Goal *goal, gboolean hops_on)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  TandaiRange hull = goal->hull;

  for (guint i = 0; i < session->goals->len; i++)
    {
      Goal *other = get_goal (session, i);

      if (!other->done && tandai_ranges_equal (other->ranges, other->n_ranges, goal->ranges, goal->n_ranges))
        g_ptr_array_add (same, other);
    }
  for (guint i = 0; i < same->len; i++)
    {
      Goal *other = same->pdata[i];
      const char *label = tandai_span_get_label (other->span);
      TandaiReplayTally *tally = tally_of (session, other);
      gboolean accepts = i + 1 == same->len && g_strcmp0 (session->suggested, label) == 0;
      g_autofree char *chord = g_strconcat ("<Control>", label_key (session, label), NULL);

      press (session, accepts ? "Return" : i + 1 < same->len ? chord : label_key (session, label), 1);
      tally->n_labels += !accepts;
      tally->n_accepts += accepts;
      tally->n_hops += session->n_hops;
      session->n_hops = 0;
      finish (session, other);
      link_now (session, other);
    }
  session->place = hull;
  if (hops_on)
    hop (session);
}

/* R twice tags every same string, where all of them are spans of that label and there are enough to be worth
 * it. */
static void
repeat_tag (Session *session, Goal *goal)
{
  g_autofree char *string = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  gboolean overtaken = FALSE;

  if (goal->n_ranges > 1 || goal->hull.end - goal->hull.start > TANDAI_STRING_MAX_CHARS)
    return;
  string = tandai_text_slice (session->text, goal->hull.start, goal->hull.end);
  places = tandai_string_occurrences (session->text, string, 0, tandai_text_get_length (session->text));
  for (guint i = 0; i < places->len; i++)
    {
      TandaiRange range = g_array_index (places, TandaiRange, i);
      Goal *other = find_goal_at (session, range, tandai_span_get_label (goal->span));

      if (other == NULL)
        return;
      if (!other->done)
        g_ptr_array_add (same, other);
    }
  if (same->len < WORTH_REPEATING)
    return;
  press (session, "r", 2);
  tally_of (session, goal)->n_accepts += 2;
  for (guint i = 0; i < same->len; i++)
    {
      overtaken |= session->at != NULL && is_goal (session->at, same->pdata[i]);
      finish (session, same->pdata[i]);
    }
  if (overtaken)
    press_tab (session);
}

static void
tag_exact (Session *session, Goal *goal)
{
  guint n_same = 0;

  for (guint i = 0; i < session->goals->len; i++)
    if (!get_goal (session, i)->done && is_goal (session->at, get_goal (session, i)))
      {
        tally_of (session, get_goal (session, i))->n_exact++;
        n_same++;
      }
  session->replay->n_right += n_same > 0;
  tandai_walk_settled (session->walk, session->at, goal->ranges, goal->n_ranges);
  tag (session, goal, TRUE);
  repeat_tag (session, goal);
}

/* The lines between two places, and where the line of the second begins and ends. */
static guint
count_lines (Session *session, guint caret, guint target, TandaiRange *line)
{
  g_autofree char *between = tandai_text_slice (session->text, MIN (caret, target), MAX (caret, target));
  guint n = 0;

  for (const char *p = strchr (between, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;
  *line = tandai_words_paragraph_at (session->text, target);
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
try_way (Session *session, Way *best, const char *step, guint n_steps, guint from, guint target)
{
  guint cost = n_steps + tandai_adjuster_words (&session->adjuster, from, target);

  if (cost < best->cost)
    *best = (Way){ step, n_steps, from, cost };
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

/* To a span that is tagged already with J and K, and on from there. */
static void
try_spans (Session *session, Way *best, guint caret, guint target)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_before = 0;

  for (guint i = 0; i < session->goals->len; i++)
    if (get_goal (session, i)->done)
      g_array_append_val (starts, get_goal (session, i)->hull.start);
  g_array_sort (starts, compare_offsets);
  while (n_before < starts->len && g_array_index (starts, guint, n_before) < caret)
    n_before++;
  for (guint i = 0; i < starts->len; i++)
    try_way (session, best, i < n_before ? "k" : "j", i < n_before ? n_before - i : i - n_before + 1,
             g_array_index (starts, guint, i), target);
}

/* Takes the caret to a word: by words, by paragraphs as GtkTextView has them, or by the spans that are there.
 */
static guint
walk_to (Session *session, guint target)
{
  guint caret = MIN (session->place.start, tandai_text_get_length (session->text));
  Way way = { NULL, 0, caret, tandai_adjuster_words (&session->adjuster, caret, target) };
  TandaiRange line;
  guint n_lines = count_lines (session, caret, target, &line);

  if (target < caret && n_lines > 0)
    try_way (session, &way, "<Control>Up", n_lines, line.start, target);
  if (target > caret && n_lines > 0)
    try_way (session, &way, "<Control>Down", n_lines + 1, line.end, target);
  try_spans (session, &way, caret, target);
  if (way.step != NULL)
    press (session, way.step, way.n_steps);
  press (session, target < way.from ? "<Control>Left" : "<Control>Right", way.cost - way.n_steps);
  return way.cost;
}

/* Selects a stretch by hand: the way to its first word, E, then its ends. */
static guint
select_by_hand (Session *session, TandaiRange range)
{
  guint n_walk = walk_to (session, range.start);
  TandaiAdjustment plan =
      tandai_adjuster_plan (&session->adjuster, (TandaiRange){ range.start, range.start }, range);

  press_adjustment (session, &plan);
  return n_walk + plan.cost;
}

/* The other fragments of a span whose first one is tagged. */
static void
join_fragments (Session *session, Goal *goal)
{
  for (guint i = 1; i < goal->n_ranges; i++)
    {
      session->place = goal->ranges[i - 1];
      session->place.start = session->place.end;
      tally_of (session, goal)->n_misses += select_by_hand (session, goal->ranges[i]) + 1;
      press (session, "plus", 1);
    }
}

static void
make_by_hand (Session *session, Goal *goal)
{
  TandaiReplayTally *tally = tally_of (session, goal);

  tally->n_missed++;
  tally->n_misses += select_by_hand (session, goal->ranges[0]);
  leave_stop (session);
  tag (session, goal, FALSE);
  join_fragments (session, goal);
  session->place = goal->hull;
  press_tab (session);
}

static void
make_by_adjusting (Session *session, Goal *goal, const TandaiAdjustment *plan)
{
  TandaiReplayTally *tally = tally_of (session, goal);

  tally->n_moves += plan->cost;
  tally->n_by_char += plan->start_chars != 0 || plan->end_chars != 0;
  press_adjustment (session, plan);
  tandai_walk_settled (session->walk, session->at, goal->ranges, goal->n_ranges);
  g_clear_pointer (&session->suggested, g_free);
  tag (session, goal, goal->n_ranges == 1);
  if (goal->n_ranges > 1)
    {
      join_fragments (session, goal);
      session->place = goal->hull;
      press_tab (session);
    }
}

static TandaiAdjustment
plan_from (Session *session, const TandaiCandidate *candidate, const Goal *goal)
{
  if (is_goal (candidate, goal))
    return (TandaiAdjustment){ 0 };
  return tandai_adjuster_plan (&session->adjuster, tandai_candidate_get_hull (candidate), goal->ranges[0]);
}

/* With what it takes to join the other fragments. */
static guint
cost_from (Session *session, const TandaiCandidate *candidate, const Goal *goal)
{
  guint cost = plan_from (session, candidate, goal).cost;

  return is_goal (candidate, goal) ? 0 : cost + (goal->n_ranges - 1) * JOIN_KEYS;
}

/* Whether a later stop leads to the goal with fewer keys than mending this one. */
static gboolean
better_later (Session *session, const Goal *goal, guint cost)
{
  TandaiRange place = session->place;

  for (guint n = 1; n <= LOOK_AHEAD && n < cost; n++)
    {
      TandaiOffer offer;
      g_autoptr (TandaiCandidate) candidate = NULL;

      if (!tandai_walk_next (session->walk, place, &offer))
        return FALSE;
      candidate = tandai_candidate_copy (offer.candidate);
      place = tandai_candidate_get_hull (candidate);
      if (place.start >= goal->hull.end)
        return FALSE;
      if (n + cost_from (session, candidate, goal) <= cost)
        return TRUE;
    }
  return FALSE;
}

static void
pass (Session *session)
{
  tandai_walk_passed (session->walk, session->at);
  press_tab (session);
}

static Goal *
exact_goal (Session *session)
{
  for (guint i = session->first_undone; i < session->goals->len; i++)
    {
      Goal *goal = get_goal (session, i);

      if (goal->hull.start > session->place.start)
        return NULL;
      if (!goal->done && is_goal (session->at, goal))
        return goal;
    }
  return NULL;
}

/* One act of the annotator, who wants the first span that is not made yet. */
static void
act (Session *session)
{
  Goal *goal = get_goal (session, session->first_undone);
  TandaiAdjustment plan;
  Goal *exact;

  if (session->at == NULL)
    {
      make_by_hand (session, goal);
      return;
    }
  exact = exact_goal (session);
  if (exact != NULL)
    {
      tag_exact (session, exact);
      return;
    }
  if (goal->hull.end <= session->place.start)
    {
      make_by_hand (session, goal);
      return;
    }
  if (tandai_range_relate (session->place, goal->hull) == TANDAI_RANGE_DISJOINT)
    {
      pass (session);
      return;
    }
  plan = plan_from (session, session->at, goal);
  if (better_later (session, goal, cost_from (session, session->at, goal)))
    pass (session);
  else
    make_by_adjusting (session, goal, &plan);
}

static void
collect_goals (Session *session)
{
  GPtrArray *spans = session->sidecar->spans;

  for (guint i = 0; i < spans->len; i++)
    {
      Goal goal = { .span = spans->pdata[i] };

      goal.hull = tandai_span_get_hull (goal.span);
      goal.ranges = tandai_span_get_ranges (goal.span, &goal.n_ranges);
      g_array_append_val (session->goals, goal);
    }
}

static void
session_init (Session *session, TandaiReplay *replay, const TandaiSidecar *sidecar)
{
  g_autoptr (GPtrArray) no_spans = g_ptr_array_new ();
  g_autoptr (GPtrArray) no_relations = g_ptr_array_new ();

  session->replay = replay;
  session->sidecar = sidecar;
  session->text = sidecar->text;
  session->annotations = tandai_annotation_set_new (no_spans, no_relations);
  session->walk =
      tandai_walk_new (session->text, session->lists, session->annotations, replay->habits, replay->strings);
  tandai_adjuster_init (&session->adjuster, session->text, session->lists);
  session->goals = g_array_new (FALSE, TRUE, sizeof (Goal));
  session->place = (TandaiRange){ 0, G_MAXUINT };
  collect_goals (session);
}

static void
session_clear (Session *session)
{
  leave_stop (session);
  g_array_unref (session->goals);
  tandai_adjuster_clear (&session->adjuster);
  tandai_walk_free (session->walk);
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
  Session session = { .schema = schema, .lists = lists, .keys = keys };

  session_init (&session, self, sidecar);
  if (session.goals->len > 0)
    press_tab (&session);
  while (session.first_undone < session.goals->len)
    {
      act (&session);
      while (session.first_undone < session.goals->len && get_goal (&session, session.first_undone)->done)
        session.first_undone++;
    }
  link_rest (&session);
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
