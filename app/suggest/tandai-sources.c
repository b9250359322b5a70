/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who says it. An attribution stands in the gap of a quotation that it cuts
 * (“…,” ujar X, “…”), after it (“…,” kata X; …, menurut X), or before it in the
 * sentence (X mengatakan bahwa …; Menurut X, …). Where it names nobody (katanya),
 * the last person named before is meant.
 */

#include "config.h"

#include <string.h>

#include "suggest/tandai-candidate.h"
#include "suggest/tandai-finder.h"
#include "suggest/tandai-sources.h"

/* How far before and after a quotation its source is looked for, in code points. */
#define BEFORE 3500
#define AFTER  700
/* A verb of saying stands this near to what is said. */
#define NEAR_WORDS 5

typedef struct
{
  TandaiRange range;
  const char *id;
  const char *label;
  guint from;
  guint to;
  gboolean is_person;
  gboolean is_office;
  gboolean is_pronoun;
  gboolean is_noun;
  gboolean is_place;
  gboolean is_nested;
  gboolean after_preposition;
  double score;
} Mention;

typedef struct
{
  TandaiScan *scan;
  GArray *mentions;
  GPtrArray *candidates;
  /* What is asked about, and the whole quotation or sentence that it lies in. */
  const TandaiRange *ranges;
  guint n_ranges;
  TandaiRange hull;
} Search;

static const char *const PREPOSITIONS[] = { "di",   "ke",      "dari",   "pada", "dengan", "kepada",
                                            "oleh", "untuk",   "dalam",  "in",   "of",     "from",
                                            "at",   "for",     "with",   "by",   "to",     "on",
                                            "ke",   "tentang", "antara", "soal", NULL };

static Mention *
get_mention (Search *search, guint i)
{
  return &g_array_index (search->mentions, Mention, i);
}

static gboolean
starts_with_title (const TandaiScan *scan, guint from, guint to)
{
  guint n = tandai_scan_phrase_at (scan, from, TANDAI_LIST_BIT (TANDAI_LIST_TITLES));

  return n > 0 && from + n <= to;
}

/* What kind of mention it is, by its words. */
static void
describe (const TandaiScan *scan, Mention *mention)
{
  const TandaiScanWord *first = tandai_scan_word (scan, mention->from);
  guint heads = TANDAI_LIST_BIT (TANDAI_LIST_BODIES) | TANDAI_LIST_BIT (TANDAI_LIST_PLACES);
  guint n_words = mention->to - mention->from;

  mention->is_place =
      g_strcmp0 (mention->label, "place") == 0
      || tandai_scan_phrase_at (scan, mention->from, TANDAI_LIST_BIT (TANDAI_LIST_GAZETTEER)) == n_words;
  mention->is_pronoun = n_words == 1 && (first->lists & TANDAI_LIST_BIT (TANDAI_LIST_PRONOUNS)) != 0;
  mention->is_noun =
      !mention->is_pronoun
      && (!(first->flags & TANDAI_WORD_CAPITAL)
          || (first->lists & (TANDAI_LIST_BIT (TANDAI_LIST_PEOPLE) | TANDAI_LIST_BIT (TANDAI_LIST_MANY)))
          || ((first->flags & TANDAI_WORD_FIRST)
              && (first->stem_lists & TANDAI_LIST_BIT (TANDAI_LIST_TITLES))));
  /* “Its president director”, “Juru bicara kementerian itu”: a description ends small. */
  if (n_words > 1
      && !(tandai_scan_word (scan, mention->to - 1)->flags & (TANDAI_WORD_CAPITAL | TANDAI_WORD_MARK)))
    mention->is_noun = TRUE;
  mention->is_office = starts_with_title (scan, mention->from, mention->to);
  mention->is_person = !mention->is_place && !mention->is_pronoun && !mention->is_noun
                       && !(first->lists & heads) && !(first->flags & TANDAI_WORD_CAPITALS);
  if (mention->from > 0)
    mention->after_preposition =
        g_strv_contains (PREPOSITIONS, tandai_scan_word (scan, mention->from - 1)->folded);
}

static void
add_mention (Search *search, TandaiRange range, const char *id, const char *label)
{
  Mention mention = { .range = range, .id = id, .label = label };

  mention.from = tandai_scan_find (search->scan, range.start);
  mention.to = tandai_scan_find (search->scan, range.end - 1) + 1;
  if (mention.from >= search->scan->words->len)
    return;
  describe (search->scan, &mention);
  g_array_append_val (search->mentions, mention);
}

typedef struct
{
  Search *search;
  const char *const *labels;
} Collecting;

static gboolean
collect_span (TandaiSpan *span, gpointer user_data)
{
  Collecting *collecting = user_data;
  guint n_ranges;

  tandai_span_get_ranges (span, &n_ranges);
  if (n_ranges == 1 && g_strv_contains (collecting->labels, tandai_span_get_label (span)))
    add_mention (collecting->search, tandai_span_get_hull (span), tandai_span_get_id (span),
                 tandai_span_get_label (span));
  return TRUE;
}

static gboolean
is_covered (Search *search, TandaiRange range, guint n_tagged)
{
  for (guint i = 0; i < n_tagged; i++)
    {
      TandaiRangeRelation relation = tandai_range_relate (range, get_mention (search, i)->range);

      if (relation != TANDAI_RANGE_DISJOINT && relation != TANDAI_RANGE_OUTSIDE)
        return TRUE;
    }
  return FALSE;
}

/* A name as it would be tagged: not a part of one, and a small word before it only where it is a title. */
static gboolean
is_whole_name (Search *search, const TandaiCandidate *candidate)
{
  if (strcmp (candidate->form, "headed") == 0)
    return tandai_scan_in (search->scan, tandai_scan_find (search->scan, candidate->ranges[0].start),
                           TANDAI_LIST_TITLES);
  return !g_str_has_prefix (candidate->form, "inner-") && strcmp (candidate->form, "bare") != 0
         && strcmp (candidate->form, "with-paren") != 0 && strcmp (candidate->form, "paren-whole") != 0
         && strcmp (candidate->form, "group-of") != 0;
}

/* Names and people that nobody has tagged yet. */
static void
collect_untagged (Search *search, guint start, guint end)
{
  guint n_tagged = search->mentions->len;

  for (guint chunk = tandai_candidates_chunk_of (start); chunk <= tandai_candidates_chunk_of (end); chunk++)
    {
      g_autoptr (GPtrArray) found =
          tandai_candidates_in_chunk (search->scan->text, search->scan->lists, chunk);

      for (guint i = 0; i < found->len; i++)
        {
          const TandaiCandidate *candidate = found->pdata[i];
          TandaiRange hull = tandai_candidate_get_hull (candidate);

          if ((candidate->kind == TANDAI_CANDIDATE_NAME || candidate->kind == TANDAI_CANDIDATE_NOUN)
              && is_whole_name (search, candidate) && hull.start >= start && hull.end <= end
              && !is_covered (search, hull, n_tagged))
            add_mention (search, hull, NULL, NULL);
        }
    }
}

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  const Mention *one = a;
  const Mention *other = b;

  if (one->range.start != other->range.start)
    return one->range.start < other->range.start ? -1 : 1;
  return one->range.end > other->range.end ? -1 : one->range.end < other->range.end;
}

static void
mark_nested (Search *search)
{
  guint reach = 0;

  for (guint i = 0; i < search->mentions->len; i++)
    {
      Mention *mention = get_mention (search, i);

      mention->is_nested = mention->range.end <= reach;
      reach = MAX (reach, mention->range.end);
    }
}

static void
favour (Mention *mention, double score)
{
  if (mention != NULL && score > mention->score)
    mention->score = score;
}

/* The first outermost mention that begins among the words from one position to before another. */
static Mention *
first_between (Search *search, guint from, guint to, gboolean skip_prepositional)
{
  for (guint i = 0; i < search->mentions->len; i++)
    {
      Mention *mention = get_mention (search, i);

      if (mention->from >= from && mention->from < to && !mention->is_nested
          && !(skip_prepositional && mention->after_preposition))
        return mention;
    }
  return NULL;
}

static Mention *
mention_from (Search *search, guint position)
{
  for (guint i = 0; i < search->mentions->len; i++)
    if (get_mention (search, i)->from == position)
      return get_mention (search, i);
  return NULL;
}

/* “Ketua CSTO, Perdana Menteri N, …”; “Ketuanya, Ujang, …”: after an office and a comma the person is named.
 */
static Mention *
step_to_person (Search *search, Mention *mention)
{
  Mention *next;
  guint at;

  if (mention == NULL)
    return NULL;
  at = mention->to;
  if (tandai_scan_word (search->scan, at)->mark == '(')
    at += 3;
  if ((mention->is_noun || mention->is_office) && tandai_scan_word (search->scan, at)->mark == ',')
    {
      next = mention_from (search, at + 1);
      if (next != NULL && (next->is_person || next->is_office))
        return next;
    }
  return mention;
}

/* The subject of a verb of saying: the first mention of its clause that no preposition governs. */
static Mention *
subject_before (Search *search, guint from, guint verb)
{
  Mention *mention = NULL;

  /* “…, a report that Kusuma described as …”: who stands right before the verb. */
  for (guint i = 0; i < search->mentions->len; i++)
    if (get_mention (search, i)->to == verb && get_mention (search, i)->from >= from
        && !get_mention (search, i)->is_nested && !get_mention (search, i)->is_place)
      return get_mention (search, i);
  mention = first_between (search, from, verb, TRUE);
  if (mention == NULL)
    mention = first_between (search, from, verb, FALSE);
  return step_to_person (search, mention);
}

static gboolean
is_verb (const TandaiScan *scan, guint i)
{
  return tandai_scan_reports_after (scan, i) || tandai_scan_reports_before (scan, i);
}

/* The word of saying, or “menurut”, among some words; to when there is none. */
static guint
find_verb (const TandaiScan *scan, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (is_verb (scan, i) || tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_ACCORDING)) > 0)
      return i;
  return to;
}

/* An attribution from one word to before another, which stands in or after what is said. */
static gboolean
score_attribution (Search *search, guint from, guint to, double score)
{
  guint verb = find_verb (search->scan, from, MIN (to, from + NEAR_WORDS + 8));
  Mention *after = first_between (search, verb + 1, MIN (to, verb + 1 + NEAR_WORDS + 7), TRUE);
  Mention *before = verb < to ? first_between (search, from, verb, TRUE) : NULL;

  if (verb >= to)
    return FALSE;
  /* English: “…,” Tandiono said; “…,” the person said. */
  if (before != NULL && before->from <= from + 1)
    favour (step_to_person (search, before), score);
  else if (after != NULL && after->from <= verb + 3)
    favour (step_to_person (search, after), score);
  else if (after != NULL)
    favour (step_to_person (search, after), score - 20);
  return TRUE;
}

static void
score_gaps (Search *search)
{
  for (guint i = 0; i + 1 < search->n_ranges; i++)
    score_attribution (search, tandai_scan_find (search->scan, search->ranges[i].end),
                       tandai_scan_find (search->scan, search->ranges[i + 1].start), 100);
}

static gboolean
has_clitic (const TandaiScan *scan, guint verb)
{
  return g_str_has_suffix (tandai_scan_word (scan, verb)->folded, "nya");
}

/* The end of what belongs to the sentence after a quotation, although a full stop may stand before the mark.
 */
static guint
tail_end (const TandaiScan *scan, guint from)
{
  guint i = from;

  while (i < scan->words->len && i < from + 40 && !(i > from && tandai_scan_is (scan, i, TANDAI_WORD_LINE))
         && !tandai_scan_is (scan, i, TANDAI_WORD_STOP)
         && !tandai_scan_is_double_mark (tandai_scan_word (scan, i)->mark))
    i++;
  return i;
}

/* “Hendra, Direktur Utama PT X”: the office of whom was just named. */
static gboolean
is_apposition (Search *search, const Mention *mention, const Mention *person)
{
  return person != NULL && mention->is_office && person->to + 1 == mention->from
         && tandai_scan_word (search->scan, person->to)->mark == ',';
}

/* The last person named before a place. */
static void
score_last_named (Search *search, guint before, double score)
{
  Mention *person = NULL;
  Mention *body = NULL;
  Mention *any = NULL;

  for (guint i = 0; i < search->mentions->len; i++)
    {
      Mention *mention = get_mention (search, i);

      if (mention->to > before)
        break;
      if (mention->is_nested || mention->is_pronoun)
        continue;
      if (mention->is_person && !is_apposition (search, mention, person))
        person = mention;
      if (!mention->is_place && !mention->is_noun)
        body = mention;
      any = mention;
    }
  favour (person, score);
  favour (body, score - 2);
  favour (any, score - 4);
}

/* What follows: “…,” kata X; “…,” katanya. Returns whether there is an attribution. */
static gboolean
score_after (Search *search, guint end, guint start)
{
  const TandaiScan *scan = search->scan;
  guint from = end;
  guint to, verb;

  while (from < scan->words->len && from < end + 3 && tandai_scan_word (scan, from)->mark != 0
         && tandai_scan_word (scan, from)->mark != '.' && !tandai_scan_is (scan, from, TANDAI_WORD_LINE))
    from++;
  to = tail_end (scan, from);
  verb = find_verb (scan, from, MIN (to, from + NEAR_WORDS + 3));
  if (verb >= to || tandai_scan_is (scan, from, TANDAI_WORD_LINE))
    return FALSE;
  if (has_clitic (scan, verb))
    {
      score_last_named (search, start, 80);
      return TRUE;
    }
  return score_attribution (search, from, to, 95);
}

/* What stands before in the sentence: X mengatakan bahwa …; Menurut X, … */
static gboolean
score_before (Search *search, guint start)
{
  const TandaiScan *scan = search->scan;
  guint sentence = start;
  guint verb = start;

  while (sentence > 0 && start - sentence < 60 && !tandai_scan_is (scan, sentence, TANDAI_WORD_LINE)
         && !tandai_scan_is (scan, sentence - 1, TANDAI_WORD_STOP)
         && !(tandai_scan_is_double_mark (tandai_scan_word (scan, sentence - 1)->mark)
              && tandai_scan_is (scan, sentence, TANDAI_WORD_SPACE) && sentence < start))
    sentence--;
  for (guint i = sentence; i < start; i++)
    {
      guint n = tandai_scan_phrase_at (scan, i, TANDAI_LIST_BIT (TANDAI_LIST_ACCORDING));

      if (n > 0)
        {
          favour (step_to_person (search, first_between (search, i + n, start, FALSE)), 92);
          return TRUE;
        }
      if (is_verb (scan, i))
        verb = i;
    }
  if (verb < start)
    {
      Mention *subject = subject_before (search, sentence, verb);

      favour (subject, 90);
      return subject != NULL;
    }
  /* “… yang digambarkan oleh X sebagai …” */
  for (guint i = sentence; i < start; i++)
    if (strcmp (tandai_scan_word (scan, i)->folded, "oleh") == 0 && mention_from (search, i + 1) != NULL)
      {
        favour (mention_from (search, i + 1), 88);
        return TRUE;
      }
  if (start > sentence)
    favour (subject_before (search, sentence, start), 45);
  return FALSE;
}

/* The rest by nearness, people before others. */
static void
score_rest (Search *search)
{
  for (guint i = 0; i < search->mentions->len; i++)
    {
      Mention *mention = get_mention (search, i);
      gboolean before = mention->range.end <= search->hull.start;
      double distance = before ? search->hull.start - mention->range.end
                        : mention->range.start >= search->hull.end
                            ? (mention->range.start - search->hull.end) * 1.5
                            : 200;
      double score = 30.0 / (1.0 + distance / 200.0);

      if (mention->is_nested || mention->is_place)
        score /= 2;
      if (mention->is_person)
        score *= 1.5;
      favour (mention, score);
    }
}

/* A claim within a quotation has the quotation's source. */
typedef struct
{
  TandaiSpan *span;
  TandaiAnnotationSet *annotations;
  const char *id;
  guint length;
} Sharing;

static gboolean
look_for_linked (TandaiSpan *span, gpointer user_data)
{
  Sharing *sharing = user_data;
  TandaiRange hull = tandai_span_get_hull (span);
  TandaiRange own = tandai_span_get_hull (sharing->span);
  g_autoptr (GPtrArray) relations = NULL;

  if (span == sharing->span || hull.start > own.start || hull.end < own.end
      || hull.end - hull.start > sharing->length)
    return TRUE;
  relations = tandai_annotation_set_list_relations (sharing->annotations, tandai_span_get_id (span));
  for (guint i = 0; i < relations->len; i++)
    if (strcmp (tandai_relation_get_from (relations->pdata[i]), tandai_span_get_id (span)) == 0
        && strcmp (tandai_relation_get_kind (relations->pdata[i]), "source") == 0)
      {
        sharing->id = tandai_relation_get_to (relations->pdata[i]);
        sharing->length = hull.end - hull.start;
      }
  return TRUE;
}

static void
score_shared (Search *search, TandaiAnnotationSet *annotations, TandaiSpan *span, double score)
{
  TandaiRange hull = tandai_span_get_hull (span);
  Sharing sharing = { span, annotations, NULL, G_MAXUINT };

  tandai_annotation_set_foreach_in (annotations, hull.start, hull.end, look_for_linked, &sharing);
  for (guint i = 0; sharing.id != NULL && i < search->mentions->len; i++)
    if (g_strcmp0 (get_mention (search, i)->id, sharing.id) == 0)
      favour (get_mention (search, i), score);
}

static gboolean
is_single_quoted (const TandaiScan *scan, guint first)
{
  gunichar mark = tandai_scan_word (scan, first)->mark;

  return mark == '\'' || mark == 0x2018 || mark == 0x2019;
}

/* The quotation of several parts that holds a stretch, else the stretch itself. */
static void
widen (Search *search, TandaiRange *hull)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < search->candidates->len; i++)
    {
      const TandaiCandidate *candidate = search->candidates->pdata[i];
      TandaiRange whole = tandai_candidate_get_hull (candidate);

      if (candidate->kind != TANDAI_CANDIDATE_QUOTATION || whole.start > hull->start || whole.end < hull->end
          || g_str_has_prefix (candidate->form, "inner-") || strcmp (candidate->form, "scare") == 0
          || strcmp (candidate->form, "quotation-inside") == 0)
        continue;
      /* The parts of one quotation have one attribution. */
      if (candidate->n_ranges > 1 || best == G_MAXUINT || whole.end - whole.start < best)
        {
          best = candidate->n_ranges > 1 ? 0 : whole.end - whole.start;
          search->ranges = candidate->ranges;
          search->n_ranges = candidate->n_ranges;
        }
    }
}

static void
score_all (Search *search, TandaiAnnotationSet *annotations, TandaiSpan *span)
{
  const TandaiScan *scan = search->scan;
  TandaiRange own = tandai_span_get_hull (span);
  guint first = tandai_scan_find (scan, own.start);
  gboolean single = is_single_quoted (scan, first);

  if (single)
    score_before (search, first);
  score_shared (search, annotations, span, single ? 40 : 200);
  if (!single)
    {
      guint n_ranges;
      gboolean found;

      search->ranges = tandai_span_get_ranges (span, &n_ranges);
      search->n_ranges = n_ranges;
      if (n_ranges == 1)
        widen (search, &own);
      search->hull = (TandaiRange){ search->ranges[0].start, search->ranges[search->n_ranges - 1].end };
      score_gaps (search);
      first = tandai_scan_find (scan, search->hull.start);
      found = score_after (search, tandai_scan_find (scan, search->hull.end), first);
      if (!found && !score_before (search, first))
        score_last_named (search, first, 40);
    }
  score_rest (search);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const TandaiSource *one = *(TandaiSource *const *) a;
  const TandaiSource *other = *(TandaiSource *const *) b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->range.start > other->range.start ? -1 : one->range.start < other->range.start;
}

static GPtrArray *
make_sources (Search *search, TandaiRange own)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_source_free);

  for (guint i = 0; i < search->mentions->len; i++)
    {
      const Mention *mention = get_mention (search, i);
      TandaiSource *source;

      /* Nobody stands for himself: what is in the quotation speaks it only where nothing else does. */
      if (mention->range.start == own.start && mention->range.end == own.end)
        continue;
      source = g_new0 (TandaiSource, 1);
      source->range = mention->range;
      source->id = g_strdup (mention->id);
      source->score = mention->score;
      g_ptr_array_add (sources, source);
    }
  g_ptr_array_sort (sources, compare_sources);
  return sources;
}

/**
 * tandai_sources_rank:
 * @text: the article's text
 * @lists: word lists
 * @annotations: its spans and links
 * @labels: (array zero-terminated=1): the labels that a source may have
 * @span: a quote or claim
 *
 * Who has most likely said it, by the grammar of the attribution. Mentions that
 * are not tagged yet are in the list too.
 *
 * Returns: (transfer full) (element-type TandaiSource): the likeliest first
 */
GPtrArray *
tandai_sources_rank (TandaiText *text,
                     TandaiWordLists *lists,
                     TandaiAnnotationSet *annotations,
                     const char *const *labels,
                     TandaiSpan *span)
{
  TandaiRange own = tandai_span_get_hull (span);
  guint length = tandai_text_get_length (text);
  guint start = own.start > BEFORE ? own.start - BEFORE : 0;
  guint end = MIN (own.end + AFTER, length);
  g_autoptr (TandaiScan) scan = NULL;
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  g_autoptr (GPtrArray) candidates = NULL;
  Search search = { NULL, mentions, NULL, NULL, 0, own };
  Collecting collecting = { &search, labels };

  while (start > 0 && start < own.start && !g_unichar_isspace (tandai_text_get_char (text, start - 1)))
    start++;
  while (end < length && end < own.end + AFTER + 64 && !g_unichar_isspace (tandai_text_get_char (text, end)))
    end++;
  scan = tandai_scan_new (text, lists, start, end);
  candidates = tandai_candidates_find (text, start, end, lists);
  search.scan = scan;
  search.candidates = candidates;
  tandai_annotation_set_foreach_in (annotations, start, end, collect_span, &collecting);
  collect_untagged (&search, start, end);
  g_array_sort (mentions, compare_mentions);
  mark_nested (&search);
  score_all (&search, annotations, span);
  return make_sources (&search, own);
}

/** tandai_sources_rank_ids: Returns: (transfer full): the ids alone of those that are tagged, the likeliest
 * first */
char **
tandai_sources_rank_ids (TandaiText *text,
                         TandaiWordLists *lists,
                         TandaiAnnotationSet *annotations,
                         const char *const *labels,
                         TandaiSpan *span)
{
  g_autoptr (GPtrArray) sources = tandai_sources_rank (text, lists, annotations, labels, span);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      TandaiSource *source = sources->pdata[i];

      if (source->id != NULL)
        g_ptr_array_add (ids, g_steal_pointer (&source->id));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/** tandai_source_free: frees a source */
void
tandai_source_free (TandaiSource *source)
{
  g_free (source->id);
  g_free (source);
}
