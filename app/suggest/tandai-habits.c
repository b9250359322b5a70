/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "suggest/tandai-habits.h"
#include "suggest/tandai-scan.h"

/* How many observations the expectation for a whole rule is worth. */
#define FORM_WEIGHT 3.0
#define KIND_WEIGHT 1.0
/* A candidate that had to be adjusted was still worth the hop. */
#define NEAR_TAKEN 0.6
#define LEAST      0.01
/* A word at the beginning of a sentence that is written small elsewhere. */
#define SMALL_PENALTY   4.0
#define MAX_SMALL_CHARS 65536
#define SMALL_BIT       0x40000000u

typedef struct
{
  double taken;
  double seen;
  double expected;
  double usual;
} Tally;

struct _TandaiHabits
{
  /* From hashes of forms, kinds and traits to Tally. */
  GHashTable *tallies;
};

/* How often candidates of a rule are taken where nothing is known of the annotator. */
static const struct
{
  const char *form;
  double rate;
} EXPECTED[] = {
  { "titled", 0.7 },
  { "titled-body", 0.6 },
  { "bare", 0.35 },
  { "inner-body", 0.45 },
  { "inner-person", 0.3 },
  { "inner-place", 0.45 },
  { "headed", 0.04 },
  { "with-paren", 0.04 },
  { "paren", 0.6 },
  { "paren-whole", 0.02 },
  { "common", 0.04 },
  { "common-first", 0.03 },
  { "word-first", 0.5 },
  { "place", 0.6 },
  { "place-where", 0.9 },
  { "title-alone", 0.04 },
  { "name-common", 0.06 },
  { "rest", 0.55 },
  { "pronoun", 0.25 },
  { "noun", 0.4 },
  { "group", 0.5 },
  { "noun-that", 0.45 },
  { "scare", 0.05 },
  { "inner-scare", 0.1 },
  { "inner-quotation", 0.5 },
  { "quotation-inside", 0.25 },
  { "quotation-part", 0.3 },
  { "quotation-first", 0.35 },
  { "quotation-continued", 0.8 },
  { "quotation-interrupted", 0.9 },
  { "group-of", 0.25 },
  { "title-of", 0.6 },
  { "quotation-alone", 0.5 },
  { "quotation-open", 0.4 },
  { "clause-verb", 0.4 },
};

/* How much each trait says: the string, its first and last word, the words beside it, its shape. */
static const double TRAIT_WEIGHTS[TANDAI_CANDIDATE_TRAITS] = { 0.9, 0.4, 0.3, 0.6, 0.3, 0.3 };
static const double TRAIT_DOUBTS[TANDAI_CANDIDATE_TRAITS] = { 1.0, 2.0, 2.0, 2.0, 2.0, 2.0 };

static double
expected_rate (const char *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    if (strcmp (EXPECTED[i].form, form) == 0)
      return EXPECTED[i].rate;
  return 0.75;
}

/** tandai_habits_new: Returns: (transfer full): habits of which nothing is known */
TandaiHabits *
tandai_habits_new (void)
{
  TandaiHabits *self = g_new0 (TandaiHabits, 1);

  self->tallies = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

/** tandai_habits_free: frees habits */
void
tandai_habits_free (TandaiHabits *self)
{
  g_hash_table_unref (self->tallies);
  g_free (self);
}

static guint
form_key (const TandaiCandidate *candidate)
{
  return g_str_hash (candidate->form) << 3;
}

static guint
kind_key (const TandaiCandidate *candidate)
{
  return ((guint) candidate->kind + 1) << 1;
}

/* A name's neighbours say nothing of a clause; only the words themselves are the same whatever they are. */
static guint
trait_key (const TandaiCandidate *candidate, guint i)
{
  if (i == 0 || candidate->traits[i] == 0)
    return candidate->traits[i];
  return candidate->traits[i] + ((guint) candidate->kind << 20);
}

static Tally
get_tally (const TandaiHabits *self, const TandaiHabits *more, guint key)
{
  const Tally *one = self != NULL ? g_hash_table_lookup (self->tallies, GUINT_TO_POINTER (key)) : NULL;
  const Tally *other = more != NULL ? g_hash_table_lookup (more->tallies, GUINT_TO_POINTER (key)) : NULL;
  Tally sum = { 0 };

  if (one != NULL)
    sum = *one;
  if (other != NULL)
    {
      sum.taken += other->taken;
      sum.seen += other->seen;
      sum.expected += other->expected;
      sum.usual += other->usual;
    }
  return sum;
}

static void
add_to_tally (TandaiHabits *self, guint key, double taken, double expected, double usual)
{
  Tally *tally = g_hash_table_lookup (self->tallies, GUINT_TO_POINTER (key));

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (self->tallies, GUINT_TO_POINTER (key), tally);
    }
  tally->taken += taken;
  tally->seen += 1;
  tally->expected += expected;
  tally->usual += usual;
}

static double
logit (double rate)
{
  rate = CLAMP (rate, LEAST, 1 - LEAST);
  return log (rate / (1 - rate));
}

/* A word that begins a sentence, of which only the capital says that it may be a name. */
static gboolean
is_first_word (const TandaiCandidate *candidate)
{
  return strcmp (candidate->form, "word-first") == 0 || strcmp (candidate->form, "common-first") == 0;
}

/* Whether its word stood in small letters elsewhere. */
static gboolean
is_known_small (const TandaiHabits *self, const TandaiHabits *more, const TandaiCandidate *candidate)
{
  guint key = candidate->traits[1] ^ SMALL_BIT;

  return get_tally (self, more, key).seen > 0;
}

/* What is to be expected of a rule, when its kind was taken more or less often than usual. */
static double
form_rate (const TandaiHabits *self,
           const TandaiHabits *more,
           const TandaiCandidate *candidate,
           double expected)
{
  Tally kind = get_tally (self, more, kind_key (candidate));
  Tally form = get_tally (self, more, form_key (candidate));
  double ratio = (kind.taken + KIND_WEIGHT) / (kind.expected + KIND_WEIGHT);

  expected = CLAMP (expected * ratio, LEAST, 1 - LEAST);
  return (form.taken + FORM_WEIGHT * expected) / (form.seen + FORM_WEIGHT);
}

/**
 * tandai_habits_count:
 * @self: habits
 * @candidate: a candidate that was offered
 * @taken: 1 where it was tagged as it was, 0 where it was passed, between them where it was adjusted
 *
 * Remembers it.
 */
void
tandai_habits_count (TandaiHabits *self, const TandaiCandidate *candidate, double taken)
{
  double expected = expected_rate (candidate->form);
  double usual = form_rate (self, NULL, candidate, expected);

  add_to_tally (self, form_key (candidate), taken, expected, usual);
  add_to_tally (self, kind_key (candidate), taken, expected, usual);
  for (guint i = 0; i < TANDAI_CANDIDATE_TRAITS; i++)
    if (candidate->traits[i] != 0)
      add_to_tally (self, trait_key (candidate, i), taken, expected, usual);
}

/**
 * tandai_habits_rate_from:
 * @self: (nullable): habits
 * @more: (nullable): others that count too
 * @candidate: a candidate
 * @expected: how likely such a candidate is taken where nothing is known of the annotator
 *
 * Returns: how likely it is that the candidate is taken, from 0 to 1
 */
double
tandai_habits_rate_from (const TandaiHabits *self,
                         const TandaiHabits *more,
                         const TandaiCandidate *candidate,
                         double expected)
{
  double base = form_rate (self, more, candidate, expected);
  double score = logit (base);

  for (guint i = 0; i < TANDAI_CANDIDATE_TRAITS; i++)
    {
      Tally trait = get_tally (self, more, trait_key (candidate, i));
      double doubt = TRAIT_DOUBTS[i];

      double usual = trait.seen > 0 ? CLAMP (trait.usual / trait.seen, LEAST, 1 - LEAST) : base;

      if (candidate->traits[i] != 0 && trait.seen > 0)
        score +=
            TRAIT_WEIGHTS[i] * (logit ((trait.taken + doubt * usual) / (trait.seen + doubt)) - logit (usual));
    }
  if (is_first_word (candidate) && is_known_small (self, more, candidate))
    score -= SMALL_PENALTY;
  return 1 / (1 + exp (-score));
}

/**
 * tandai_habits_rate:
 * @self: (nullable): habits
 * @more: (nullable): others that count too, those of the open article
 * @candidate: a candidate
 *
 * Returns: how likely it is that the candidate is taken, from 0 to 1
 */
double
tandai_habits_rate (const TandaiHabits *self, const TandaiHabits *more, const TandaiCandidate *candidate)
{
  return tandai_habits_rate_from (self, more, candidate, expected_rate (candidate->form));
}

/* A span that a candidate covers or crosses. */
static gboolean
is_near (const TandaiCandidate *candidate, TandaiSpan *span)
{
  TandaiRange a = tandai_candidate_get_hull (candidate);
  TandaiRange b = tandai_span_get_hull (span);
  guint shared =
      MIN (a.end, b.end) > MAX (a.start, b.start) ? MIN (a.end, b.end) - MAX (a.start, b.start) : 0;

  return shared * 2 > MAX (a.end - a.start, b.end - b.start);
}

static gboolean
is_span (const TandaiCandidate *candidate, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  return tandai_ranges_equal (candidate->ranges, candidate->n_ranges, ranges, n_ranges);
}

/* The position of the first candidate that begins at or after a code point. */
static guint
find_first (GPtrArray *candidates, guint start)
{
  guint low = 0;
  guint high = candidates->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tandai_candidate_get_hull (candidates->pdata[middle]).start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_found_exactly (GPtrArray *candidates, TandaiSpan *span)
{
  guint start = tandai_span_get_start (span);

  for (guint i = find_first (candidates, start); i < candidates->len; i++)
    {
      if (tandai_candidate_get_hull (candidates->pdata[i]).start > start)
        return FALSE;
      if (is_span (candidates->pdata[i], span))
        return TRUE;
    }
  return FALSE;
}

static double
was_taken (const TandaiCandidate *candidate, GPtrArray *spans, guint first, const gboolean *exact)
{
  double taken = 0;
  TandaiRange hull = tandai_candidate_get_hull (candidate);

  for (guint i = first; i < spans->len; i++)
    {
      if (tandai_span_get_start (spans->pdata[i]) >= hull.end)
        break;
      if (is_span (candidate, spans->pdata[i]))
        return 1;
      if (!exact[i] && is_near (candidate, spans->pdata[i]))
        taken = NEAR_TAKEN;
    }
  return taken;
}

/**
 * tandai_habits_learn_small_words:
 * @self: habits
 * @text: an article, finished or not
 * @lists: word lists
 *
 * Notes which words the article writes small: where they begin a sentence, they are no names. Of a long text
 * the beginning is read.
 */
void
tandai_habits_learn_small_words (TandaiHabits *self, TandaiText *text, TandaiWordLists *lists)
{
  g_autoptr (TandaiScan) scan =
      tandai_scan_new (text, lists, 0, MIN (tandai_text_get_length (text), MAX_SMALL_CHARS));

  for (guint i = 0; i < scan->words->len; i++)
    {
      const TandaiScanWord *word = tandai_scan_word (scan, i);

      if (word->mark == 0 && !(word->flags & (TANDAI_WORD_CAPITAL | TANDAI_WORD_NUMBER)))
        add_to_tally (self, tandai_candidate_first_word_trait (word->folded) ^ SMALL_BIT, 0, 0, 0);
    }
}

/**
 * tandai_habits_learn:
 * @self: habits
 * @text: a finished article
 * @lists: word lists
 * @spans: (element-type TandaiSpan): its spans, in order
 *
 * Counts which candidates of the article became spans.
 */
void
tandai_habits_learn (TandaiHabits *self, TandaiText *text, TandaiWordLists *lists, GPtrArray *spans)
{
  g_autoptr (GPtrArray) candidates = tandai_candidates_find (text, 0, tandai_text_get_length (text), lists);
  g_autofree gboolean *exact = g_new0 (gboolean, spans->len + 1);
  guint first = 0;

  tandai_habits_learn_small_words (self, text, lists);
  for (guint i = 0; i < spans->len; i++)
    exact[i] = is_found_exactly (candidates, spans->pdata[i]);
  for (guint i = 0; i < candidates->len; i++)
    {
      /* Both are in order: what ends before this candidate ends before all later ones. */
      while (first < spans->len
             && tandai_span_get_end (spans->pdata[first])
                    <= tandai_candidate_get_hull (candidates->pdata[i]).start)
        first++;
      tandai_habits_count (self, candidates->pdata[i], was_taken (candidates->pdata[i], spans, first, exact));
    }
}
