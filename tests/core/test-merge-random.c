/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ten thousand pairs of people edit one sidecar and merge. TANDAI_SEED and TANDAI_PAIRS ask for other pairs,
 * or for the one that failed. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-merge.h"
#include "core/tandai-sidecar-private.h"
#include "merge-pair.h"

#define N_PAIRS    10000
#define FIRST_SEED 20261128
#define MAX_EDITS  7

/* What came of it, with the pieces in its conflicts: spans and relations. */
typedef struct
{
  TandaiSidecar *merged;
  char *bytes;
  guint n_disputes;
  GPtrArray *kept[2];
} Outcome;

static guint n_apart;
static guint n_disputed;

#define check(pair, outcome, condition)                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (!(condition))                                                                                        \
      fail (pair, outcome, #condition, __LINE__);                                                            \
  }                                                                                                          \
  G_STMT_END

static char *
write_bytes (const TandaiSidecar *sidecar)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (sidecar);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
fail (const Pair *pair, const Outcome *outcome, const char *what, int line)
{
  g_autofree char *base = write_bytes (pair->base);
  g_autofree char *first = write_bytes (pair->sides[0]);
  g_autofree char *second = write_bytes (pair->sides[1]);

  g_error ("line %d: not %s\nagain with TANDAI_SEED=%u TANDAI_PAIRS=1\nbase %s\na %s\nb %s\nmerged %s", line,
           what, pair->seed, base, first, second, outcome != NULL ? outcome->bytes : "");
}

static void
outcome_clear (Outcome *outcome)
{
  tandai_sidecar_free (outcome->merged);
  g_free (outcome->bytes);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_unref (outcome->kept[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
keep_piece (Outcome *outcome, guint side, TandaiJson *json, int value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) piece = NULL;

  if (tandai_json_get_kind (json, (guint) value) != TANDAI_JSON_OBJECT)
    return;
  if (tandai_json_find (json, (guint) value, "type") >= 0)
    {
      piece = G_OBJECT (_tandai_sidecar_read_relation (json, (guint) value, &error));
      g_ptr_array_add (outcome->kept[side], pair_dump_relation (TANDAI_RELATION (piece)));
    }
  else if (tandai_json_find (json, (guint) value, "start") >= 0)
    {
      piece = G_OBJECT (_tandai_sidecar_read_span (json, (guint) value, outcome->merged->text, &error));
      g_ptr_array_add (outcome->kept[side], pair_dump_span (TANDAI_SPAN (piece)));
    }
  else
    {
      GString *raw = g_string_new (NULL);

      tandai_json_append_raw (json, (guint) value, raw);
      g_ptr_array_add (outcome->kept[side], g_string_free (raw, FALSE));
    }
  g_assert_no_error (error);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
keep_pieces (Outcome *outcome)
{
  const char *conflicts = outcome->merged->conflicts;
  g_autoptr (TandaiJson) json =
      conflicts != NULL ? tandai_json_parse (conflicts, strlen (conflicts), NULL) : NULL;

  for (guint i = 0; i < 2; i++)
    outcome->kept[i] = g_ptr_array_new_with_free_func (g_free);
  for (int entry = json != NULL ? tandai_json_first (json, 0) : -1; entry >= 0;
       entry = tandai_json_next (json, (guint) entry))
    {
      keep_piece (outcome, 0, json, tandai_json_find (json, (guint) entry, "ours"));
      keep_piece (outcome, 1, json, tandai_json_find (json, (guint) entry, "theirs"));
    }
  for (guint i = 0; i < 2; i++)
    g_ptr_array_sort (outcome->kept[i], compare_strings);
}

/* Merges, and reads what was written: that must always be a sidecar. */
static void
merge (const Pair *pair,
       const TandaiSidecar *base,
       const TandaiSidecar *ours,
       const TandaiSidecar *theirs,
       Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) made = tandai_merge (base, ours, theirs, &outcome->n_disputes, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  outcome->bytes = write_bytes (made);
  bytes = g_bytes_new_static (outcome->bytes, strlen (outcome->bytes));
  outcome->merged = tandai_sidecar_parse (bytes, &error);
  check (pair, outcome, error == NULL);
  again = write_bytes (outcome->merged);
  keep_pieces (outcome);
  check (pair, outcome, strcmp (again, outcome->bytes) == 0);
  check (pair, outcome, outcome->merged->problems->len == 0);
  check (pair, outcome, outcome->merged->n_conflicts == made->n_conflicts);
  check (pair, outcome, outcome->n_disputes == 0 || made->n_conflicts > 0);
}

static gboolean
is_told (const Outcome *outcome, const char *id, const char *member)
{
  g_autofree char *start = g_strdup_printf ("{\"id\": \"%s\", \"ours\": ", id);
  g_autofree char *ours = g_strdup_printf ("{\"%s\": ", member != NULL ? member : "id");
  g_autofree char *theirs = g_strconcat ("null, \"theirs\": ", ours, NULL);
  const char *entry = outcome->merged->conflicts != NULL ? outcome->merged->conflicts : "";

  while ((entry = strstr (entry, start)) != NULL)
    {
      entry += strlen (start);
      if (g_str_has_prefix (entry, ours) || g_str_has_prefix (entry, theirs))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_kept (const Outcome *outcome, guint side, const char *dump)
{
  return g_ptr_array_find_with_equal_func (outcome->kept[side], dump, g_str_equal, NULL);
}

/* Where the two touched nothing in common, it is as if one had gone on where the other ended. */
static void
check_sequence (const Pair *pair, const Outcome *outcome)
{
  g_autoptr (TandaiSidecar) one_after_the_other = edits_copy (pair->sides[0]);
  g_autofree char *bytes = NULL;

  if (!pair_is_apart (pair))
    return;
  check (pair, outcome, outcome->n_disputes == 0);
  /* An edit that was undone later may have needed what the other removed. */
  if (!edits_apply (pair->edits[1], one_after_the_other))
    return;
  n_apart++;
  bytes = write_bytes (one_after_the_other);
  check (pair, outcome, strcmp (bytes, outcome->bytes) == 0);
}

/* Every disagreement that can be seen from outside is told. */
static void
check_disputes (const Pair *pair, const Outcome *outcome)
{
  const TandaiSidecar *base = pair->base, *a = pair->sides[0], *b = pair->sides[1];
  const char *id;

  for (guint i = 0; i < base->spans->len; i++)
    {
      TandaiSpan *span = base->spans->pdata[i];
      TandaiSpan *of_a = edits_find_span (a, tandai_span_get_id (span));
      TandaiSpan *of_b = edits_find_span (b, tandai_span_get_id (span));

      if (pair_spans_clash (span, of_a, of_b) && !pair_span_was_remade (pair, span, of_a, of_b))
        check (pair, outcome, is_told (outcome, tandai_span_get_id (span), NULL));
    }
  for (guint i = 0; i < base->relations->len; i++)
    {
      TandaiRelation *relation = base->relations->pdata[i];
      TandaiRelation *of_a = edits_find_relation (a, tandai_relation_get_id (relation));
      TandaiRelation *of_b = edits_find_relation (b, tandai_relation_get_id (relation));

      if (pair_relations_clash (relation, of_a, of_b)
          && !pair_relation_was_remade (pair, relation, of_a, of_b))
        check (pair, outcome, is_told (outcome, tandai_relation_get_id (relation), NULL));
    }
  for (guint user = 0; user < 2; user++)
    if (pair_uses_removed (pair, user, &id))
      check (pair, outcome,
             is_told (outcome, id, NULL)
                 || pair_is_occupied (outcome->merged, edits_find_span (pair->sides[user], id)));
  check (pair, outcome,
         is_told (outcome, "$", "status")
             == (base->status != a->status && base->status != b->status && a->status != b->status));
  check (pair, outcome, is_told (outcome, "$", "note") == pair_clash (base->note, a->note, b->note));
  check (pair, outcome,
         is_told (outcome, "$.article", "title") == pair_clash (base->title, a->title, b->title));
}

/* Whether a part that @after changed is in @found. */
static gboolean
has_part (const char *before, const char *after, const char *found)
{
  return pair_same_string (before, after) || pair_same_string (after, found);
}

static gboolean
has_changes (TandaiSpan *base, TandaiSpan *span, TandaiSpan *found)
{
  return ((base != NULL && tandai_span_same_place (base, span)) || tandai_span_same_place (span, found))
         && has_part (base != NULL ? tandai_span_get_note (base) : NULL, tandai_span_get_note (span),
                      tandai_span_get_note (found))
         && has_part (base != NULL ? tandai_span_get_attribute (base, "kind") : NULL,
                      tandai_span_get_attribute (span, "kind"), tandai_span_get_attribute (found, "kind"))
         && has_part (base != NULL ? tandai_span_get_attribute (base, "role") : NULL,
                      tandai_span_get_attribute (span, "role"), tandai_span_get_attribute (found, "role"));
}

/* What a span was at the beginning, also where it was removed and made anew. */
static TandaiSpan *
find_base (const Pair *pair, guint side, TandaiSpan *span)
{
  TandaiSpan *base = edits_find_span (pair->base, tandai_span_get_id (span));

  for (guint i = 0; i < pair->base->spans->len && base == NULL; i++)
    if (tandai_span_same_place (pair->base->spans->pdata[i], span)
        && edits_find_span (pair->sides[side], tandai_span_get_id (pair->base->spans->pdata[i])) == NULL)
      base = pair->base->spans->pdata[i];
  return base;
}

static gboolean
span_is_left (const Pair *pair, const Outcome *outcome, guint side, TandaiSpan *span)
{
  TandaiSpan *base = find_base (pair, side, span);
  g_autofree char *dump = pair_dump_span (span);
  gboolean is_left = !pair_span_changed (base, span) || is_kept (outcome, side, dump);

  for (guint i = 0; i < outcome->merged->spans->len && !is_left; i++)
    is_left = has_changes (base, span, outcome->merged->spans->pdata[i])
              || has_changes (NULL, span, outcome->merged->spans->pdata[i]);
  return is_left;
}

/* An end may have got the id of the same span of the other side. */
static gboolean
is_same_end (const TandaiSidecar *sidecar, const char *id, const TandaiSidecar *merged, const char *found)
{
  TandaiSpan *is = edits_find_span (merged, found);

  return pair_same_string (id, found)
         || (is != NULL && tandai_span_same_place (edits_find_span (sidecar, id), is));
}

static const char *
note_of (TandaiRelation *relation)
{
  TandaiRelationFields fields;

  if (relation == NULL)
    return NULL;
  tandai_relation_get_fields (relation, &fields);
  return fields.note;
}

static gboolean
has_link (const TandaiSidecar *sidecar,
          TandaiRelation *base,
          TandaiRelation *relation,
          const TandaiSidecar *merged,
          TandaiRelation *found)
{
  if (!has_part (note_of (base), note_of (relation), note_of (found)))
    return FALSE;
  if (base != NULL && !pair_link_changed (base, relation))
    return pair_same_string (tandai_relation_get_id (base), tandai_relation_get_id (found));
  return is_same_end (sidecar, tandai_relation_get_from (relation), merged, tandai_relation_get_from (found))
         && is_same_end (sidecar, tandai_relation_get_to (relation), merged, tandai_relation_get_to (found));
}

static gboolean
relation_is_left (const Pair *pair, const Outcome *outcome, guint side, TandaiRelation *relation)
{
  TandaiRelation *base = pair_find_base_relation (pair, side, relation);
  g_autofree char *dump = pair_dump_relation (relation);
  gboolean is_left = !pair_relation_changed (base, relation) || is_kept (outcome, side, dump);

  for (guint i = 0; i < outcome->merged->relations->len && !is_left; i++)
    {
      TandaiRelation *found = outcome->merged->relations->pdata[i];

      is_left = has_link (pair->sides[side], base, relation, outcome->merged, found)
                || has_link (pair->sides[side], NULL, relation, outcome->merged, found);
    }
  return is_left;
}

/* Nothing that either added or changed is gone without a trace. */
static void
check_nothing_is_lost (const Pair *pair, const Outcome *outcome)
{
  for (guint side = 0; side < 2; side++)
    {
      for (guint i = 0; i < pair->sides[side]->spans->len; i++)
        check (pair, outcome, span_is_left (pair, outcome, side, pair->sides[side]->spans->pdata[i]));
      for (guint i = 0; i < pair->sides[side]->relations->len; i++)
        check (pair, outcome, relation_is_left (pair, outcome, side, pair->sides[side]->relations->pdata[i]));
    }
}

/* Nor does what one removed and the other left alone come back by itself. */
static void
check_removals (const Pair *pair, const Outcome *outcome)
{
  for (guint i = 0; i < pair->base->spans->len; i++)
    {
      TandaiSpan *base = pair->base->spans->pdata[i];
      const char *id = tandai_span_get_id (base);
      TandaiSpan *of_a = edits_find_span (pair->sides[0], id);
      TandaiSpan *of_b = edits_find_span (pair->sides[1], id);

      if ((of_a == NULL || of_b == NULL) && !pair_span_was_remade (pair, base, of_a, of_b))
        check (pair, outcome, edits_find_span (outcome->merged, id) == NULL || is_told (outcome, id, NULL));
    }
}

/* The spans, those that are disputed left out; ids differ where one of two new spans got another. */
static char *
dump_undisputed (const Outcome *outcome)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < outcome->merged->spans->len; i++)
    if (!is_told (outcome, tandai_span_get_id (outcome->merged->spans->pdata[i]), NULL))
      g_ptr_array_add (lines, pair_dump_span (outcome->merged->spans->pdata[i]));
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
join (GPtrArray *lines)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (joined, "%s\n", (const char *) lines->pdata[i]);
  return g_string_free (joined, FALSE);
}

/* Whose side is called ours decides on nothing but what stays for the time being. */
static void
check_symmetry (const Pair *pair, const Outcome *outcome)
{
  g_auto (Outcome) swapped = { NULL };
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  merge (pair, pair->base, pair->sides[1], pair->sides[0], &swapped);
  here = dump_undisputed (outcome);
  there = dump_undisputed (&swapped);
  check (pair, outcome, strcmp (here, there) == 0);
  check (pair, outcome, outcome->n_disputes == swapped.n_disputes);
  check (pair, outcome, outcome->merged->n_conflicts == swapped.merged->n_conflicts);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *mine = join (outcome->kept[i]);
      g_autofree char *theirs = join (swapped.kept[1 - i]);

      check (pair, outcome, strcmp (mine, theirs) == 0);
    }
  if (outcome->n_disputes == 0 && !pair->namesakes)
    check (pair, outcome, strcmp (outcome->bytes, swapped.bytes) == 0);
}

static void
check_identities (const Pair *pair)
{
  const TandaiSidecar *x = pair->sides[0];
  const TandaiSidecar *const triples[][3] = {
    { pair->base, x, x }, { pair->base, pair->base, x }, { pair->base, x, pair->base }, { NULL, x, x }
  };
  g_autofree char *bytes = write_bytes (x);

  for (guint i = 0; i < G_N_ELEMENTS (triples); i++)
    {
      g_auto (Outcome) outcome = { NULL };

      merge (pair, triples[i][0], triples[i][1], triples[i][2], &outcome);
      check (pair, &outcome, outcome.n_disputes == 0 && strcmp (outcome.bytes, bytes) == 0);
    }
}

/* Who merges the same once more changes nothing but, perhaps, the id of one that was called as another was.
 */
static void
check_again (const Pair *pair, const Outcome *outcome)
{
  g_auto (Outcome) again = { NULL };
  g_autofree char *before = dump_undisputed (outcome);
  g_autofree char *after = NULL;

  merge (pair, pair->base, outcome->merged, pair->sides[1], &again);
  after = dump_undisputed (&again);
  if (outcome->n_disputes > 0)
    return;
  check (pair, &again, again.n_disputes == 0 && strcmp (before, after) == 0);
  check (pair, &again, pair->namesakes || strcmp (again.bytes, outcome->bytes) == 0);
}

/* Two who know nothing of each other: everything is an addition. */
static void
check_without_base (const Pair *pair)
{
  g_auto (Outcome) outcome = { NULL };

  merge (pair, NULL, pair->sides[0], pair->sides[1], &outcome);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < pair->sides[side]->spans->len; i++)
      {
        TandaiSpan *span = pair->sides[side]->spans->pdata[i];
        g_autofree char *dump = pair_dump_span (span);
        gboolean is_left = is_kept (&outcome, side, dump);

        for (guint j = 0; j < outcome.merged->spans->len && !is_left; j++)
          is_left = has_changes (NULL, span, outcome.merged->spans->pdata[j]);
        check (pair, &outcome, is_left);
      }
}

static void
check_pair (const Pair *pair)
{
  g_auto (Outcome) outcome = { NULL };

  merge (pair, pair->base, pair->sides[0], pair->sides[1], &outcome);
  n_disputed += outcome.n_disputes > 0;
  check (pair, &outcome, outcome.n_disputes > 0 || outcome.merged->n_conflicts == 0);
  check_sequence (pair, &outcome);
  check_disputes (pair, &outcome);
  check_nothing_is_lost (pair, &outcome);
  check_removals (pair, &outcome);
  check_symmetry (pair, &outcome);
  check_again (pair, &outcome);
  check_identities (pair);
  check_without_base (pair);
}

static void
run_pair (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Pair pair = { .seed = seed, .namesakes = seed % 8 == 0 };
  Writer writers[] = { { random, "0", 0 }, { random, "a", 0 }, { random, pair.namesakes ? "a" : "b", 0 } };

  pair.base = edits_begin (&writers[0]);
  for (guint i = 0; i < 2; i++)
    {
      pair.sides[i] = edits_copy (pair.base);
      pair.edits[i] =
          edits_make (&writers[i + 1], pair.sides[i], (guint) g_rand_int_range (random, 0, MAX_EDITS));
    }
  check_pair (&pair);
  tandai_sidecar_free (pair.base);
  for (guint i = 0; i < 2; i++)
    {
      tandai_sidecar_free (pair.sides[i]);
      g_array_unref (pair.edits[i]);
    }
}

static guint32
read_number (const char *variable, guint32 otherwise)
{
  const char *value = g_getenv (variable);

  return value != NULL ? (guint32) strtoul (value, NULL, 10) : otherwise;
}

static void
test_pairs (void)
{
  guint32 seed = read_number ("TANDAI_SEED", FIRST_SEED);
  guint32 n_pairs = read_number ("TANDAI_PAIRS", N_PAIRS);

  for (guint32 i = 0; i < n_pairs; i++)
    run_pair (seed + i);
  g_test_message ("%u pairs, %u of them apart, %u with disputes", n_pairs, n_apart, n_disputed);
  /* Else the dice would not show what they are thrown for. */
  g_assert_true (n_pairs < N_PAIRS || (n_apart > n_pairs / 20 && n_disputed > n_pairs / 20));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/pairs", test_pairs);
  return g_test_run ();
}
