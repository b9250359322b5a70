/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans in articles that were edited: articles of the sample, real ones where they are at hand, and one in
 * which a name stands sixty times. */

#include "core/tandai-reanchor.h"

#include <string.h>

#include "edits.h"

typedef struct
{
  guint n_untouched;
  guint n_exact;
  guint n_tied;
  guint n_flagged;
  guint n_beside;
  guint n_beside_exact;
  guint n_touched;
  guint n_orphaned;
  guint n_wrong;
} Tally;

/* What is counted: spans of one piece, and the fragments of the others. */
enum
{
  SIMPLE,
  CUT,
  N_KINDS,
};

static const char *const KIND_NAMES[] = { "spans", "fragments" };

/* The sample, and last an article in which a name stands sixty times. */
static GPtrArray *
load_articles (void)
{
  static const char *const SAMPLE[] = { "harbour-strike.txt", "banjir-demak.txt", "harga-beras.txt",
                                        "tambang-nikel.txt" };
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_free);
  GString *repeated = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (SAMPLE); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", SAMPLE[i], NULL);
      char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_ptr_array_add (articles, text);
    }
  for (guint i = 0; i < 20; i++)
    {
      const char *other = articles->pdata[1 + i % 3];
      const char *words = strchr (other + 90 * i, ' ') + 1;

      g_string_append_printf (repeated, "Jokowi bilang %.*s. Kata Jokowi, ",
                              (int) (strchr (words + 40, ' ') - words), words);
      g_string_append (repeated, i % 3 == 0 ? "Jokowi sudah tahu.\n" : "itu tugas Jokowi.\n");
    }
  g_ptr_array_add (articles, g_utf8_make_valid (repeated->str, -1));
  g_string_free (repeated, TRUE);
  return articles;
}

/* Whole words from somewhere at or behind @from; FALSE where there are none. */
static gboolean
draw_range (const TandaiText *text, GRand *rand, guint from, guint n_words, TandaiRange *range)
{
  guint length = tandai_text_get_length (text);
  guint start = from, end;

  while (start > 0 && g_unichar_isalnum (tandai_text_get_char (text, start - 1)))
    start--;
  while (start < length && g_unichar_isspace (tandai_text_get_char (text, start)))
    start++;
  for (end = start; end < length; end++)
    if (g_unichar_isspace (tandai_text_get_char (text, end)) && --n_words == 0)
      break;
  while (end > start && g_unichar_isspace (tandai_text_get_char (text, end - 1)))
    end--;
  *range = (TandaiRange){ start, end };
  return start < end;
}

static guint
draw_number (GRand *rand, guint first, guint last)
{
  return (guint) g_rand_int_range (rand, (gint32) first, (gint32) last + 1);
}

static void
add_simple (GPtrArray *spans, const TandaiText *text, GRand *rand)
{
  guint from = draw_number (rand, 0, tandai_text_get_length (text) - 1);
  guint n_words = draw_number (rand, 1, g_rand_boolean (rand) ? 3 : 24);
  TandaiRange range;

  if (draw_range (text, rand, from, n_words, &range))
    g_ptr_array_add (spans, tandai_span_new_simple ("quote", range.start, range.end));
}

/* Two or three fragments, a few words apart as a quote's are, or farther. */
static void
add_cut (GPtrArray *spans, const TandaiText *text, GRand *rand)
{
  TandaiRange ranges[3];
  TandaiSpanFields fields = { .label = "quote", .ranges = ranges };
  guint n_wanted = draw_number (rand, 2, 3);
  guint from = draw_number (rand, 0, tandai_text_get_length (text) - 1);

  while (fields.n_ranges < n_wanted && from < tandai_text_get_length (text))
    {
      TandaiRange *range = &ranges[fields.n_ranges];

      if (!draw_range (text, rand, from, draw_number (rand, 1, g_rand_boolean (rand) ? 3 : 12), range))
        break;
      from = range->end + draw_number (rand, 2, g_rand_boolean (rand) ? 20 : 120);
      /* A word that was drawn into begins before it was; fragments must not touch. */
      if (fields.n_ranges == 0 || range->start > range[-1].end)
        fields.n_ranges++;
    }
  if (fields.n_ranges >= 2)
    g_ptr_array_add (spans, tandai_span_new (&fields));
}

static GPtrArray *
draw_spans (const TandaiText *text, GRand *rand, guint seed)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) cut_rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < 60; i++)
    add_simple (spans, text, rand);
  for (guint i = 0; i < 15; i++)
    add_cut (spans, text, cut_rand);
  tandai_spans_sort (spans);
  /* Twice the same place would be one span. */
  for (guint i = 1; i < spans->len;)
    if (tandai_span_same_place (spans->pdata[i - 1], spans->pdata[i]))
      g_ptr_array_remove_index (spans, i);
    else
      i++;
  return spans;
}

static gboolean
is_letter (const TandaiText *text, guint offset)
{
  return offset < tandai_text_get_length (text) && g_unichar_isalnum (tandai_text_get_char (text, offset));
}

/* Whether a letter now stands right beside an edge, where none stood before. */
static gboolean
is_edge_touched (
    const TandaiText *old_text, guint outside, guint inside, const TandaiText *new_text, guint now_outside)
{
  return is_letter (old_text, inside) && !is_letter (old_text, outside) && is_letter (new_text, now_outside);
}

/* Whether a span's characters still stand together as they stood; @now is where, or from the first to the
 * last that are left. */
static gboolean
is_untouched (const guint *places, TandaiRange range, TandaiRange *now)
{
  gboolean untouched = TRUE;

  *now = (TandaiRange){ G_MAXUINT, 0 };
  for (guint i = range.start; i < range.end; i++)
    {
      if (places[i] == EDITS_GONE || (i > range.start && places[i] != places[i - 1] + 1))
        untouched = FALSE;
      if (places[i] == EDITS_GONE)
        continue;
      now->start = MIN (now->start, places[i]);
      now->end = MAX (now->end, places[i] + 1);
    }
  return untouched;
}

/* Whether what stood right before or behind a span stands there still: then its words were taken out and the
 * same ones put in, which nobody can tell from words that were left. */
static gboolean
is_put_back (const guint *places, guint n_places, TandaiRange before, TandaiRange after)
{
  for (guint i = 1; i <= 3; i++)
    if ((before.start >= i && after.start >= i && places[before.start - i] == after.start - i && i > 1)
        || (before.end + i < n_places && places[before.end + i] == after.end + i))
      return TRUE;
  return FALSE;
}

static char *
dup_words (const TandaiText *text, TandaiRange range)
{
  gsize n_bytes;
  const char *words = tandai_text_peek (text, range.start, range.end, &n_bytes);

  return g_strndup (words, n_bytes);
}

static void
say_wrong (const TandaiCarried *carried,
           TandaiRange fragment,
           TandaiRange expected,
           const TandaiReanchoring *reanchoring,
           guint seed)
{
  g_autofree char *before = dup_words (reanchoring->old_text, fragment);
  g_autofree char *after =
      carried->after != NULL ? tandai_span_dup_text (carried->after, reanchoring->new_text) : g_strdup ("-");

  g_test_message ("%s, seed %u: %s at %u: expected at %u-%u, is at %u: %s",
                  carried->to_review ? "flagged" : "WRONG", seed, before, fragment.start, expected.start,
                  expected.end, carried->after != NULL ? tandai_span_get_start (carried->after) : 0, after);
}

/* Whether a fragment's words stand more than once in the old text or in the new one. */
static gboolean
is_repeated (TandaiRange fragment, const TandaiReanchoring *reanchoring)
{
  g_autofree char *words = dup_words (reanchoring->old_text, fragment);
  const char *const texts[] = { tandai_text_get_chars (reanchoring->old_text),
                                tandai_text_get_chars (reanchoring->new_text) };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *first = strstr (texts[i], words);

      if (first != NULL && strstr (first + 1, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_fragment_untouched (const TandaiReanchoring *reanchoring,
                       const guint *places,
                       TandaiRange range,
                       TandaiRange *now)
{
  return is_untouched (places, range, now)
         && !is_edge_touched (reanchoring->old_text, range.start - 1, range.start, reanchoring->new_text,
                              now->start - 1)
         && !is_edge_touched (reanchoring->old_text, range.end, range.end - 1, reanchoring->new_text,
                              now->end);
}

static gboolean
is_span_untouched (const TandaiReanchoring *reanchoring, const guint *places, TandaiSpan *span)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  TandaiRange now;

  for (guint i = 0; i < n_ranges; i++)
    if (!is_fragment_untouched (reanchoring, places, ranges[i], &now))
      return FALSE;
  return TRUE;
}

/* Where a fragment that now stands at @now should be: where others have come to touch it they are one. */
static TandaiRange
expect_fragment (const TandaiCarried *carried, const guint *places, TandaiRange now)
{
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (carried->before, &n_ranges);

  for (guint i = 0; i < n_ranges * n_ranges; i++)
    {
      TandaiRange other;

      if (is_untouched (places, ranges[i % n_ranges], &other) && other.start <= now.end
          && now.start <= other.end)
        now = (TandaiRange){ MIN (now.start, other.start), MAX (now.end, other.end) };
    }
  return now;
}

/* The fragment that stands at @expected, else the one that was the @i-th. */
static TandaiRange
find_fragment (const TandaiCarried *carried, guint i, TandaiRange expected)
{
  guint n_after = 0;
  const TandaiRange *ranges = NULL;

  if (carried->after != NULL)
    ranges = tandai_span_get_ranges (carried->after, &n_after);
  for (guint at = 0; at < n_after; at++)
    if (ranges[at].start == expected.start && ranges[at].end == expected.end)
      return expected;
  return n_after > 0 ? ranges[MIN (i, n_after - 1)] : (TandaiRange){ 0, 0 };
}

/* A fragment that no edit touched, of a span of which another was touched, counts apart. */
static void
judge_fragment (const TandaiReanchoring *reanchoring,
                const TandaiCarried *carried,
                guint i,
                const guint *places,
                Tally *tally,
                guint seed)
{
  guint n_ranges;
  TandaiRange range = tandai_span_get_ranges (carried->before, &n_ranges)[i];
  TandaiRange now;
  gboolean untouched = is_fragment_untouched (reanchoring, places, range, &now);
  gboolean whole = untouched && is_span_untouched (reanchoring, places, carried->before);
  TandaiRange expected = untouched ? expect_fragment (carried, places, now) : now;
  TandaiRange is = find_fragment (carried, i, expected);
  gboolean right = is.start == expected.start && is.end == expected.end;
  gboolean tied = whole && !right && is_repeated (range, reanchoring);

  tally->n_untouched += whole;
  tally->n_exact += whole && right;
  tally->n_tied += tied;
  tally->n_flagged += whole && right && carried->to_review;
  tally->n_beside += untouched && !whole;
  tally->n_beside_exact += untouched && !whole && right;
  tally->n_touched += !untouched;
  tally->n_orphaned += carried->after == NULL;
  if (!untouched && carried->after != NULL
      && is_put_back (places, tandai_text_get_length (reanchoring->old_text), range, is))
    return;
  tally->n_wrong += !right && !carried->to_review;
  if (!right && (!carried->to_review || (whole && !tied)))
    say_wrong (carried, range, expected, reanchoring, seed);
}

static void
judge (const TandaiReanchoring *reanchoring, const guint *places, Tally tallies[N_KINDS], guint seed)
{
  for (guint i = 0; i < reanchoring->spans->len; i++)
    {
      const TandaiCarried *carried = &g_array_index (reanchoring->spans, TandaiCarried, i);
      guint n_ranges;

      g_assert_true (carried->after != NULL || carried->to_review);
      tandai_span_get_ranges (carried->before, &n_ranges);
      for (guint at = 0; at < n_ranges; at++)
        judge_fragment (reanchoring, carried, at, places, &tallies[n_ranges > 1 ? CUT : SIMPLE], seed);
    }
}

static void
run_once (const char *article, const char *foreign, guint n_edits, guint seed, Tally tallies[N_KINDS])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (TandaiText) old_text = tandai_text_new (article);
  g_autoptr (TandaiText) new_text = NULL;
  g_autoptr (GPtrArray) spans = draw_spans (old_text, rand, seed);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;
  g_autofree guint *places = NULL;
  Edits edits;

  edits_init (&edits, article, foreign, rand);
  edits_make (&edits, n_edits);
  edited = edits_dup_text (&edits);
  places = edits_find_places (&edits, tandai_text_get_length (old_text));
  edits_clear (&edits);
  new_text = tandai_text_new (edited);
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reanchoring->spans->len, ==, spans->len);
  judge (reanchoring, places, tallies, seed);
}

static void
say (const char *what, guint kind, guint n_edits, const Tally *tally)
{
  g_test_message ("%s, %u edits, %s: %u untouched: %u exact, of which %u flagged; %u tied; %u beside touched "
                  "ones: %u exact; %u touched; %u orphans; %u wrong",
                  what, n_edits, KIND_NAMES[kind], tally->n_untouched, tally->n_exact, tally->n_flagged,
                  tally->n_tied, tally->n_beside, tally->n_beside_exact, tally->n_touched, tally->n_orphaned,
                  tally->n_wrong);
}

/* How many edits are made. With the most there is one for two words of an article. */
static const guint NUMBERS[] = { 1, 3, 10, 30, 100, 200 };

static void
tally_add (Tally *self, const Tally *other)
{
  self->n_untouched += other->n_untouched;
  self->n_exact += other->n_exact;
  self->n_tied += other->n_tied;
  self->n_flagged += other->n_flagged;
  self->n_beside += other->n_beside;
  self->n_beside_exact += other->n_beside_exact;
  self->n_touched += other->n_touched;
  self->n_orphaned += other->n_orphaned;
  self->n_wrong += other->n_wrong;
}

/* None is silently wrong, and of those that no edit touched 99.5 % are where they belong; with many edits in
 * a short text all that was round a word can be gone, and one that stands more than once can't be told then.
 */
static void
check (const char *what, guint n_edits, const Tally tallies[N_KINDS], Tally all[N_KINDS])
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      const Tally *tally = &tallies[kind];

      say (what, kind, n_edits, tally);
      tally_add (&all[kind], tally);
      g_assert_cmpuint (tally->n_wrong, ==, 0);
      g_assert_cmpuint (tally->n_exact * 1000, >=, (tally->n_untouched - tally->n_tied) * 995);
      if (n_edits <= 30)
        g_assert_cmpuint (tally->n_exact * 1000, >=, tally->n_untouched * 995);
    }
}

static void
check_all (const char *what, const Tally all[N_KINDS])
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      say (what, kind, 0, &all[kind]);
      g_assert_cmpuint (all[kind].n_exact * 1000, >=, all[kind].n_untouched * 995);
    }
}

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("TANDAI_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 100;
}

/* $TANDAI_SEEDS tries more. */
static void
test_articles (void)
{
  g_autoptr (GPtrArray) articles = load_articles ();
  guint n_seeds = get_n_seeds ();
  Tally all[N_KINDS] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      Tally tallies[N_KINDS] = { 0 };

      for (guint seed = 1; seed <= n_seeds; seed++)
        run_once (articles->pdata[seed % articles->len], articles->pdata[(seed + 1) % articles->len % 4],
                  NUMBERS[i], seed * 1000 + NUMBERS[i], tallies);
      check ("articles", NUMBERS[i], tallies, all);
    }
  check_all ("all articles", all);
}

/* All that was round these words is gone, and they are nowhere else: it can only be they, but a person should
 * look. */
static void
test_words_that_are_left_alone (void)
{
  g_autoptr (TandaiText) old_text =
      tandai_text_new ("Harga beras naik lagi, kata pedagang.\nMenurut Wawan stok di gudang masih cukup.\n");
  g_autoptr (TandaiText) new_text =
      tandai_text_new ("Laporan Wawan menyebut hal lain.\nHarga beras naik lagi, kata pedagang.\n");
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;
  const TandaiCarried *carried;

  g_ptr_array_add (spans, tandai_span_new_simple ("actor", 46, 51));
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, NULL);
  carried = &g_array_index (reanchoring->spans, TandaiCarried, 0);
  g_assert_nonnull (carried->after);
  g_assert_cmpuint (tandai_span_get_start (carried->after), ==, 8);
  g_assert_cmpuint (tandai_span_get_end (carried->after), ==, 13);
  g_assert_true (carried->to_review);
}

/* Three spans of words of which one is left come to one place: the first keeps it, and the others are
 * orphans. */
static void
test_spans_that_meet_in_one_place (void)
{
  g_autoptr (TandaiText) old_text = tandai_text_new ("Bupati Demak Retno Kusumawati mengatakan itu.");
  g_autoptr (TandaiText) new_text = tandai_text_new ("Bupati Demak Kusumawati mengatakan itu.");
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;

  g_ptr_array_add (spans, tandai_span_new_simple ("actor", 13, 29));
  g_ptr_array_add (spans, tandai_span_new_simple ("actor", 14, 29));
  g_ptr_array_add (spans, tandai_span_new_simple ("actor", 15, 29));
  g_ptr_array_add (spans, tandai_span_new_simple ("actor", 19, 29));
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, NULL);
  g_assert_cmpuint (reanchoring->counts[TANDAI_FATE_MOVED], ==, 1);
  g_assert_cmpuint (reanchoring->counts[TANDAI_FATE_ORPHANED], ==, 3);
  g_assert_nonnull (g_array_index (reanchoring->spans, TandaiCarried, 3).after);
}

/* Whether a stretch of the old text, given by its words' first place behind some others, is found with the
 * same words and is to be looked at. */
static void
check_doubted (const char *old, const char *new, const char *behind, const char *words)
{
  g_autoptr (TandaiText) old_text = tandai_text_new (old);
  g_autoptr (TandaiText) new_text = tandai_text_new (new);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiReanchoring) reanchoring = NULL;
  g_autofree char *found = NULL;
  guint start = (guint) (strstr (strstr (old, behind), words) - old);
  const TandaiCarried *carried;

  g_ptr_array_add (spans, tandai_span_new_simple ("quote", start, start + (guint) strlen (words)));
  reanchoring = tandai_reanchoring_new (spans, old_text, new_text, NULL, NULL);
  carried = &g_array_index (reanchoring->spans, TandaiCarried, 0);
  g_assert_nonnull (carried->after);
  found = tandai_span_dup_text (carried->after, new_text);
  g_assert_cmpstr (found, ==, words);
  g_assert_true (carried->to_review);
}

#define SAID "Kata Jokowi, itu tugas Jokowi. "

/* Words that stand elsewhere too may have come with the one word that is new before them. */
static void
test_repeated_words_beside_one_changed (void)
{
  check_doubted ("Harga naik lagi. Penjelasan. " SAID "PT SNU menepis keluhan itu. Ia pergi. " SAID
                 "Lima tahun lalu.",
                 "Harga naik lagi. Kekecewaan. " SAID "PT SNU menepis keluhan itu. Ia pergi. " SAID
                 "Lima tahun lalu.",
                 "Penjelasan", "Kata Jokowi");
}

/* What stands before a paragraph that was moved is other text, which may have ended alike. */
static void
test_repeated_words_that_begin_a_moved_block (void)
{
  static const char MOVED[] =
      SAID "Petani di Indramayu menahan gabah mereka sampai harga membaik bulan depan.\n";
  static const char STAYED[] =
      "Laut kami sudah berubah warna, kata nelayan dari Desa Tanjung Beringin kemarin.\n"
      "Bantuan itu dijadwalkan tiba pada hari Rabu pekan depan di Demak. " SAID "\n";
  g_autofree char *before = g_strconcat (MOVED, STAYED, NULL);
  g_autofree char *after = g_strconcat (STAYED, MOVED, NULL);

  check_doubted (before, after, "Kata", "Kata Jokowi");
}

/* A full stop belongs to the words before it, and those are others now. */
static void
test_a_stop_without_its_words (void)
{
  check_doubted (
      "Pasokan turun separuh sejak awal bulan.\n\nPejabat selalu bilang stok aman, jangan panik.\n",
      "Demikian bunyi keterangan.\n\nPejabat selalu bilang stok aman, jangan panik.\n", "bulan", ".");
}

/* A long text: the articles that are not made of others, one after the other. */
static void
test_long_text (void)
{
  g_autoptr (GPtrArray) articles = load_articles ();
  g_autofree char *text = g_strconcat (articles->pdata[1], "\n", articles->pdata[2], "\n", articles->pdata[3],
                                       "\n", articles->pdata[4], NULL);
  Tally all[N_KINDS] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      Tally tallies[N_KINDS] = { 0 };

      for (guint seed = 1; seed <= 40; seed++)
        run_once (text, articles->pdata[0], NUMBERS[i], seed * 1000 + NUMBERS[i], tallies);
      check ("a long text", NUMBERS[i], tallies, all);
    }
  check_all ("all long texts", all);
}

/* The beginning of a book, which is looked for in $TANDAI_SHARED, else beside the checkout. */
static char *
load_book (void)
{
  const char *shared = g_getenv ("TANDAI_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  g_autofree char *path =
      g_build_filename (shared != NULL ? shared : beside, "data", "long", "2600-0.txt", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return NULL;
  text = g_utf8_substring (contents, 50000, 90000);
  lines = g_strsplit (text, "\r\n", -1);
  return g_strjoinv ("\n", lines);
}

static void
test_book (void)
{
  g_autofree char *text = load_book ();
  g_autoptr (GPtrArray) articles = load_articles ();
  Tally tallies[N_KINDS] = { 0 };
  Tally all[N_KINDS] = { 0 };

  if (text == NULL)
    {
      g_test_skip ("data/long is not there");
      return;
    }
  for (guint seed = 1; seed <= 20; seed++)
    run_once (text, articles->pdata[0], 200, seed * 1000, tallies);
  check ("a book", 200, tallies, all);
  check_all ("all of a book", all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reanchor/articles", test_articles);
  g_test_add_func ("/reanchor/long-text", test_long_text);
  g_test_add_func ("/reanchor/repeated-words-beside-one-changed", test_repeated_words_beside_one_changed);
  g_test_add_func ("/reanchor/repeated-words-that-begin-a-moved-block",
                   test_repeated_words_that_begin_a_moved_block);
  g_test_add_func ("/reanchor/a-stop-without-its-words", test_a_stop_without_its_words);
  g_test_add_func ("/reanchor/one-place", test_spans_that_meet_in_one_place);
  g_test_add_func ("/reanchor/words-left-alone", test_words_that_are_left_alone);
  g_test_add_func ("/reanchor/book/200", test_book);
  return g_test_run ();
}
