/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "suggest/tandai-replay-private.h"
#include "suggest/tandai-sources.h"

/* S is not pressed more often; the source is picked by hand. */
#define MAX_LINK_KEYS 6

#define RELATION_SOURCE "source"

/* The ids of the spans that are the sources of one. */
static const char *
gold_source (TandaiReplaySession *session, const TandaiReplayGoal *goal)
{
  GPtrArray *relations = session->sidecar->relations;

  for (guint i = 0; i < relations->len; i++)
    if (strcmp (tandai_relation_get_kind (relations->pdata[i]), RELATION_SOURCE) == 0
        && strcmp (tandai_relation_get_from (relations->pdata[i]), tandai_span_get_id (goal->span)) == 0)
      return tandai_relation_get_to (relations->pdata[i]);
  return NULL;
}

static TandaiReplayGoal *
find_goal (TandaiReplaySession *session, const char *id)
{
  for (guint i = 0; i < session->goals->len; i++)
    if (strcmp (tandai_span_get_id (_tandai_replay_get_goal (session, i)->span), id) == 0)
      return _tandai_replay_get_goal (session, i);
  return NULL;
}

static void
add_link (TandaiReplaySession *session, TandaiReplayGoal *goal, const char *to)
{
  TandaiRelationFields fields = { .type = RELATION_SOURCE,
                                  .from = tandai_span_get_id (goal->span),
                                  .to = to };
  g_autoptr (TandaiRelation) relation = tandai_relation_new (&fields);

  goal->linked = TRUE;
  tandai_annotation_set_replace_relation (session->annotations, NULL, relation);
}

static const char *const *
source_labels (TandaiReplaySession *session)
{
  static const char *const DEFAULTS[] = { "actor", "place", NULL };
  const TandaiRelationDef *def = tandai_schema_find_relation (session->schema, RELATION_SOURCE);

  return def != NULL && def->to != NULL && def->to[0] != NULL ? (const char *const *) def->to : DEFAULTS;
}

/* How often S must be pressed, or 0 where it does not lead to the source. */
static guint
count_link_keys (TandaiReplaySession *session, TandaiReplayGoal *goal, const TandaiReplayGoal *source)
{
  const char *const *labels = source_labels (session);
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

void
_tandai_replay_link_now (TandaiReplaySession *session, TandaiReplayGoal *goal)
{
  TandaiReplayTally *tally = _tandai_replay_tally_of (session, goal);
  const char *id = gold_source (session, goal);
  TandaiReplayGoal *source = id != NULL ? find_goal (session, id) : NULL;
  guint n;

  if (g_strcmp0 (tandai_span_get_attribute (goal->span, "source"), "unnamed") == 0)
    {
      _tandai_replay_press (session, "u", 1);
      tally->n_unnamed++;
      tally->n_link_keys++;
    }
  if (source == NULL)
    return;
  n = count_link_keys (session, goal, source);
  if (n == 0)
    return;
  _tandai_replay_press (session, "s", n);
  tally->n_links++;
  tally->n_link_keys += n;
  tally->n_first += n == 1;
  if (!source->done)
    _tandai_replay_finish (session, source);
  tandai_stops_refresh (session->stops);
  add_link (session, goal, id);
}

/* Selects a span with J and K: from the selected one, else from the caret. Returns how many keys that takes.
 */
static guint
select_goal (TandaiReplaySession *session, guint target)
{
  guint from = session->selected;
  int steps;

  if (from == NONE)
    {
      for (from = 0; from < session->goals->len
                     && _tandai_replay_get_goal (session, from)->hull.start < session->caret;)
        from++;
      steps = target < from ? (int) target - (int) from : (int) (target - from) + 1;
    }
  else
    steps = (int) target - (int) from;
  _tandai_replay_press_moves (session, steps, "k", "j");
  session->selected = target;
  session->caret = _tandai_replay_get_goal (session, target)->hull.start;
  return (guint) abs (steps);
}

/* How many of the spans before one may be a source. */
static guint
count_before (TandaiReplaySession *session, guint end)
{
  const char *const *labels = source_labels (session);
  guint n = 0;

  for (guint i = 0; i < end; i++)
    n += g_strv_contains (labels, tandai_span_get_label (_tandai_replay_get_goal (session, i)->span));
  return n;
}

/* From the list of all that may be a source, which begins at the last one before the quote or claim. */
static guint
pick_source (TandaiReplaySession *session, guint goal, guint source)
{
  guint n_before = count_before (session, goal);
  int steps = (int) count_before (session, source) - (int) MAX (n_before, 1) + 1;

  _tandai_replay_press (session, "<Shift>s", 1);
  _tandai_replay_press_moves (session, steps, "Up", "Down");
  _tandai_replay_press (session, "Return", 1);
  return 2 + (guint) abs (steps);
}

/* What S did not find at once is linked in the end: to the span with K and J, then by S or by hand. */
void
_tandai_replay_link_rest (TandaiReplaySession *session)
{
  for (guint i = session->goals->len; i-- > 0;)
    {
      TandaiReplayGoal *goal = _tandai_replay_get_goal (session, i);
      const char *id = gold_source (session, goal);
      TandaiReplayGoal *source = id != NULL ? find_goal (session, id) : NULL;
      TandaiReplayTally *tally;
      guint n;

      if (goal->linked || source == NULL)
        continue;
      tally = _tandai_replay_tally_of (session, goal);
      tally->n_links++;
      tally->n_link_keys += select_goal (session, i);
      n = count_link_keys (session, goal, source);
      _tandai_replay_press (session, "s", n);
      tally->n_link_keys +=
          n > 0 ? n : pick_source (session, i, (guint) (source - _tandai_replay_get_goal (session, 0)));
      add_link (session, goal, id);
    }
}
