/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "suggest/tandai-candidate.h"
#include "suggest/tandai-finder.h"

/* A text is searched in chunks, so that a hop costs the same anywhere in any text. */
#define CHUNK 5120
/* What is read round a chunk: longer than a quotation and its attribution. */
#define MARGIN 2560
/* So many chunks without a candidate, and the search is given back. */
#define MAX_CHUNKS 8
/* Longer candidates are not remembered by their words. */
#define MAX_REMEMBERED 120

static const char *const NAME_LABELS[] = { "actor", "place", NULL };
static const char *const PLACE_LABELS[] = { "place", "actor", NULL };
static const char *const SPEECH_LABELS[] = { "quote", "claim", NULL };
static const char *const CLAIM_LABELS[] = { "claim", "quote", NULL };

static const char *const *
labels_for (TandaiCandidateKind kind, const char *form)
{
  if (kind == TANDAI_CANDIDATE_QUOTATION)
    return strcmp (form, "quotation-inside") == 0 ? CLAIM_LABELS : SPEECH_LABELS;
  if (kind == TANDAI_CANDIDATE_CLAUSE)
    return SPEECH_LABELS;
  return strstr (form, "place") != NULL ? PLACE_LABELS : NAME_LABELS;
}

/**
 * tandai_candidate_new:
 * @kind: what it is
 * @form: which rule found it, a static string
 * @ranges: (array length=n_ranges): its fragments
 * @n_ranges: how many
 *
 * Returns: (transfer full): a candidate
 */
TandaiCandidate *
tandai_candidate_new (TandaiCandidateKind kind, const char *form, const TandaiRange *ranges, guint n_ranges)
{
  TandaiCandidate *self = g_new0 (TandaiCandidate, 1);

  self->kind = kind;
  self->form = form;
  self->ranges = g_memdup2 (ranges, n_ranges * sizeof (TandaiRange));
  self->n_ranges = n_ranges;
  self->labels = labels_for (kind, form);
  return self;
}

/** tandai_candidate_copy: Returns: (transfer full): a copy */
TandaiCandidate *
tandai_candidate_copy (const TandaiCandidate *self)
{
  TandaiCandidate *copy = g_memdup2 (self, sizeof *self);

  copy->ranges = g_memdup2 (self->ranges, self->n_ranges * sizeof (TandaiRange));
  return copy;
}

/** tandai_candidate_free: frees a candidate */
void
tandai_candidate_free (TandaiCandidate *self)
{
  g_free (self->ranges);
  g_free (self);
}

/** tandai_candidate_get_hull: Returns: from its first code point to its last */
TandaiRange
tandai_candidate_get_hull (const TandaiCandidate *self)
{
  return (TandaiRange){ self->ranges[0].start, self->ranges[self->n_ranges - 1].end };
}

/** tandai_candidate_compare: Returns: which comes first in a text: by start, the longer first */
int
tandai_candidate_compare (const TandaiCandidate *a, const TandaiCandidate *b)
{
  TandaiRange one = tandai_candidate_get_hull (a);
  TandaiRange other = tandai_candidate_get_hull (b);

  if (one.start != other.start)
    return one.start < other.start ? -1 : 1;
  if (one.end != other.end)
    return one.end > other.end ? -1 : 1;
  return a->n_ranges != b->n_ranges ? (a->n_ranges > b->n_ranges ? -1 : 1) : (int) a->kind - (int) b->kind;
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return tandai_candidate_compare (*(TandaiCandidate *const *) a, *(TandaiCandidate *const *) b);
}

static guint
hash_trait (char kind, const char *text)
{
  guint hash = g_str_hash (text);

  return (hash ^ (guint) kind * 0x9E3779B1u) * 0x85EBCA6Bu | 1;
}

/** tandai_candidate_remember: notes the candidate's words among its traits, unless they are too many to recur
 */
void
tandai_candidate_remember (TandaiCandidate *self, TandaiText *text)
{
  TandaiRange hull = tandai_candidate_get_hull (self);

  if (hull.end - hull.start <= MAX_REMEMBERED)
    {
      g_autofree char *string = tandai_text_slice (text, hull.start, hull.end);

      self->traits[0] = hash_trait ('s', string);
    }
}

/** tandai_candidate_first_word_trait: Returns: the trait of candidates that begin with a word, given in small
 * letters */
guint
tandai_candidate_first_word_trait (const char *folded)
{
  return hash_trait ('f', folded);
}

/* A word's hash; a mark's is its own. */
static guint
trait_of (const TandaiScan *scan, char kind, guint position)
{
  const TandaiScanWord *word = tandai_scan_word (scan, position);
  char mark[8] = "^";

  if (position >= scan->words->len)
    return hash_trait (kind, "$");
  if (word->mark == 0)
    return hash_trait (kind, word->folded);
  mark[g_unichar_to_utf8 (word->mark, mark)] = '\0';
  return hash_trait (kind, mark);
}

static void
set_traits (TandaiCandidate *self, const TandaiScan *scan)
{
  TandaiRange hull = tandai_candidate_get_hull (self);
  guint first = tandai_scan_find (scan, hull.start);
  guint last = tandai_scan_find (scan, hull.end - 1);
  g_autofree char *shape = g_strdup_printf ("%s/%u", self->form, MIN (last - first, 4));

  tandai_candidate_remember (self, scan->text);
  self->traits[1] = trait_of (scan, 'f', first);
  self->traits[2] = trait_of (scan, 'l', last);
  self->traits[3] = first > 0 ? trait_of (scan, 'b', first - 1) : hash_trait ('b', "^");
  self->traits[4] = trait_of (scan, 'a', last + 1);
  self->traits[5] = hash_trait ('n', shape);
}

/**
 * tandai_finder_add_ranges:
 * @self: a finder
 * @kind: what was found
 * @form: by which rule, a static string
 * @group: which candidates it is an alternative of, or 0
 * @ranges: (array length=n_ranges): its fragments
 * @n_ranges: how many
 */
void
tandai_finder_add_ranges (TandaiFinder *self,
                          TandaiCandidateKind kind,
                          const char *form,
                          guint group,
                          const TandaiRange *ranges,
                          guint n_ranges)
{
  TandaiCandidate *candidate = tandai_candidate_new (kind, form, ranges, n_ranges);

  candidate->group = group;
  set_traits (candidate, self->scan);
  g_ptr_array_add (self->found, candidate);
}

/** tandai_finder_add: adds the words from one position to before another */
void
tandai_finder_add (
    TandaiFinder *self, TandaiCandidateKind kind, const char *form, guint group, guint from, guint to)
{
  TandaiRange range = { tandai_scan_word (self->scan, from)->start,
                        tandai_scan_word (self->scan, to - 1)->end };

  tandai_finder_add_ranges (self, kind, form, group, &range, 1);
}

static gboolean
same_ranges (const TandaiCandidate *a, const TandaiCandidate *b)
{
  return tandai_ranges_equal (a->ranges, a->n_ranges, b->ranges, b->n_ranges);
}

/* Sorts, and drops what another rule has found as well. */
static void
tidy (GPtrArray *found)
{
  g_ptr_array_sort (found, compare_pointers);
  for (guint i = found->len; i-- > 1;)
    if (same_ranges (found->pdata[i], found->pdata[i - 1]))
      g_ptr_array_remove_index (found, i);
}

/* From the beginning of a paragraph, where no quotation should be open, else from a space. */
static guint
safe_start (TandaiText *text, guint start)
{
  guint offset = start > MARGIN ? start - MARGIN : 0;
  guint space = offset;
  gsize n_bytes;
  const char *at = tandai_text_peek (text, offset, start, &n_bytes);
  const char *stop = at + n_bytes;

  for (gboolean found = FALSE; offset > 0 && at < stop; at = g_utf8_next_char (at), offset++)
    {
      if (*at == '\n')
        return offset;
      if (!found && g_unichar_isspace (g_utf8_get_char (at)))
        {
          space = offset;
          found = TRUE;
        }
    }
  return space;
}

static GPtrArray *
find_in (TandaiText *text, guint start, guint end, TandaiWordLists *lists)
{
  g_autoptr (TandaiScan) scan = tandai_scan_new (text, lists, start, end);
  g_autoptr (GArray) quotations = g_array_new (FALSE, FALSE, sizeof (TandaiQuotation));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_candidate_free);
  TandaiFinder finder = { scan, found, 0 };

  tandai_find_quotations (&finder, quotations);
  tandai_find_names (&finder);
  tandai_find_nouns (&finder);
  tandai_find_clauses (&finder, quotations);
  tidy (found);
  return found;
}

/** tandai_candidates_chunk_of: Returns: the number of the chunk that holds a code point */
guint
tandai_candidates_chunk_of (guint offset)
{
  return offset / CHUNK;
}

/** tandai_candidates_chunk_start: Returns: the first code point of a chunk, which may be behind the text's
 * end */
guint
tandai_candidates_chunk_start (guint chunk)
{
  return chunk * CHUNK;
}

/**
 * tandai_candidates_in_chunk:
 * @text: a text
 * @lists: word lists
 * @chunk: the number of a chunk
 *
 * Returns: (transfer full) (element-type TandaiCandidate): the candidates that begin in the chunk, in order
 */
GPtrArray *
tandai_candidates_in_chunk (TandaiText *text, TandaiWordLists *lists, guint chunk)
{
  guint length = tandai_text_get_length (text);
  guint start = MIN (chunk * CHUNK, length);
  guint end = MIN (start + CHUNK, length);
  guint stop = MIN (end + MARGIN, length);
  GPtrArray *found;

  while (stop < length && stop < end + MARGIN + 64 && !g_unichar_isspace (tandai_text_get_char (text, stop)))
    stop++;
  found = find_in (text, safe_start (text, start), stop, lists);
  for (guint i = found->len; i-- > 0;)
    {
      guint at = tandai_candidate_get_hull (found->pdata[i]).start;

      if (at < start || at >= end)
        g_ptr_array_remove_index (found, i);
    }
  return found;
}

/**
 * tandai_candidates_find:
 * @text: a text
 * @start: the first code point
 * @end: the code point after the last
 * @lists: word lists
 *
 * Finds where spans probably lie, by rules alone. Alternatives, which share a
 * group, are all returned.
 *
 * Returns: (transfer full) (element-type TandaiCandidate): those that begin in the stretch, in order
 */
GPtrArray *
tandai_candidates_find (TandaiText *text, guint start, guint end, TandaiWordLists *lists)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_candidate_free);

  for (guint chunk = start / CHUNK; start < end && chunk <= (end - 1) / CHUNK; chunk++)
    {
      g_autoptr (GPtrArray) part = tandai_candidates_in_chunk (text, lists, chunk);

      for (guint i = 0; i < part->len; i++)
        {
          guint at = tandai_candidate_get_hull (part->pdata[i]).start;

          if (at >= start && at < end)
            g_ptr_array_add (found, tandai_candidate_copy (part->pdata[i]));
        }
    }
  return found;
}

/**
 * tandai_candidates_next:
 * @text: a text
 * @lists: word lists
 * @from: a code point
 * @found: (out) (transfer full): the first candidate that begins there or later
 * @searched_to: (out): where to go on, where there was none so far
 *
 * The work is bounded, whatever the text: where nothing is found nearby,
 * @searched_to says how far was searched; at the end of the text it is the
 * text's length.
 *
 * Returns: whether one was found
 */
gboolean
tandai_candidates_next (
    TandaiText *text, TandaiWordLists *lists, guint from, TandaiCandidate **found, guint *searched_to)
{
  guint length = tandai_text_get_length (text);
  guint first = from / CHUNK;

  for (guint chunk = first; chunk < first + MAX_CHUNKS && chunk * CHUNK < length; chunk++)
    {
      g_autoptr (GPtrArray) part = tandai_candidates_in_chunk (text, lists, chunk);

      for (guint i = 0; i < part->len; i++)
        if (tandai_candidate_get_hull (part->pdata[i]).start >= from)
          {
            *found = tandai_candidate_copy (part->pdata[i]);
            *searched_to = tandai_candidate_get_hull (*found).start;
            return TRUE;
          }
    }
  *searched_to = MIN ((first + MAX_CHUNKS) * CHUNK, length);
  return FALSE;
}

/** tandai_candidates_previous: like tandai_candidates_next(), the last one that begins before @from; 0 in
 * @searched_to is the text's beginning */
gboolean
tandai_candidates_previous (
    TandaiText *text, TandaiWordLists *lists, guint from, TandaiCandidate **found, guint *searched_to)
{
  guint last = from / CHUNK;

  for (guint n = 0; n < MAX_CHUNKS && n <= last; n++)
    {
      g_autoptr (GPtrArray) part = tandai_candidates_in_chunk (text, lists, last - n);

      for (guint i = part->len; i-- > 0;)
        if (tandai_candidate_get_hull (part->pdata[i]).start < from)
          {
            *found = tandai_candidate_copy (part->pdata[i]);
            *searched_to = tandai_candidate_get_hull (*found).start;
            return TRUE;
          }
    }
  *searched_to = last >= MAX_CHUNKS ? (last - MAX_CHUNKS + 1) * CHUNK : 0;
  return FALSE;
}
