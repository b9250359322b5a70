/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>

#include "core/tandai-error.h"
#include "formats/tandai-neardup.h"
#include "formats/tandai-split.h"

#define SPEC "train=80,dev=10,test=10"

/* Articles of a corpus to be split: each has a text, a hash, and perhaps a field's value. */
typedef struct
{
  GPtrArray *hashes;
  GArray *articles;
  GArray *signatures;
} Corpus;

static Corpus
corpus_new (void)
{
  return (Corpus){ g_ptr_array_new_with_free_func (g_free),
                   g_array_new (FALSE, FALSE, sizeof (TandaiSplitArticle)),
                   g_array_new (FALSE, FALSE, sizeof (TandaiSignature)) };
}

static void
corpus_clear (Corpus *corpus)
{
  g_ptr_array_unref (corpus->hashes);
  g_array_unref (corpus->articles);
  g_array_unref (corpus->signatures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Corpus, corpus_clear)

static void
corpus_add (Corpus *corpus, const char *chars, const char *value)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  TandaiSplitArticle article = { 0 };
  TandaiSignature signature;

  g_ptr_array_add (corpus->hashes, g_compute_checksum_for_string (G_CHECKSUM_SHA256, chars, -1));
  article.sha256 = corpus->hashes->pdata[corpus->hashes->len - 1];
  article.value = value;
  tandai_signature_take (&signature, text);
  g_array_append_val (corpus->articles, article);
  g_array_append_val (corpus->signatures, signature);
}

static TandaiSplitArticle *
corpus_get (Corpus *corpus, guint i)
{
  return &g_array_index (corpus->articles, TandaiSplitArticle, i);
}

static void
corpus_split (Corpus *corpus, guint64 seed, const TandaiSplitTable *earlier)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSplitSpec) spec = tandai_split_spec_parse (SPEC, seed, &error);

  g_assert_no_error (error);
  g_assert_true (tandai_split_plan (spec, earlier, corpus_get (corpus, 0),
                                    &g_array_index (corpus->signatures, TandaiSignature, 0),
                                    corpus->articles->len, NULL, &error));
  g_assert_no_error (error);
  /* The names of parts are the spec's, which goes now. */
  for (guint i = 0; i < corpus->articles->len; i++)
    {
      TandaiSplitArticle *article = corpus_get (corpus, i);

      article->part = g_intern_string (article->part);
      article->other_part = g_intern_string (article->other_part);
    }
}

static TandaiSplitTable *
corpus_table (Corpus *corpus)
{
  TandaiSplitTable *table = tandai_split_table_new ();

  for (guint i = 0; i < corpus->articles->len; i++)
    if (!corpus_get (corpus, i)->left_out)
      tandai_split_table_add (table, corpus_get (corpus, i)->sha256, corpus_get (corpus, i)->group,
                              corpus_get (corpus, i)->part);
  return table;
}

/* Words that no other text has. */
static GPtrArray *
make_words (guint n)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, g_strdup_printf ("kata%x", g_test_rand_int ()));
  return words;
}

static char *
join_words (GPtrArray *words, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

/* How much two texts share, counted out in full. */
static double
resemblance (GPtrArray *a, GPtrArray *b)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_shared = 0;

  for (guint i = 0; i + 4 <= a->len; i++)
    g_hash_table_add (all,
                      g_strjoin (" ", a->pdata[i], a->pdata[i + 1], a->pdata[i + 2], a->pdata[i + 3], NULL));
  for (guint i = 0; i + 4 <= b->len; i++)
    if (!g_hash_table_add (all, g_strjoin (" ", b->pdata[i], b->pdata[i + 1], b->pdata[i + 2],
                                           b->pdata[i + 3], NULL)))
      n_shared++;
  return (double) n_shared / g_hash_table_size (all);
}

static void
note_pair_cb (guint a, guint b, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
are_alike (GPtrArray *a, GPtrArray *b)
{
  g_autofree char *left = join_words (a, " ");
  g_autofree char *right = join_words (b, ", ");
  g_autoptr (TandaiText) left_text = tandai_text_new (left);
  g_autoptr (TandaiText) right_text = tandai_text_new (right);
  TandaiSignature signatures[2];
  gboolean met = FALSE;

  tandai_signature_take (&signatures[0], left_text);
  tandai_signature_take (&signatures[1], right_text);
  g_assert_true (tandai_neardup_pairs (signatures, 2, note_pair_cb, &met, NULL, NULL));
  return met && tandai_signature_alike (&signatures[0], &signatures[1]);
}

/* A copy with some words replaced and some added or lacking at its end. */
static GPtrArray *
edit_words (GPtrArray *words, guint n_replaced, int n_more)
{
  GPtrArray *edited = make_words ((guint) ((int) words->len + n_more));

  for (guint i = 0; i < MIN (words->len, edited->len); i++)
    {
      g_free (edited->pdata[i]);
      edited->pdata[i] = g_strdup (words->pdata[i]);
    }
  for (guint i = 0; i < n_replaced; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, (int) MIN (words->len, edited->len));

      g_free (edited->pdata[at]);
      edited->pdata[at] = g_strdup_printf ("lain%x", g_test_rand_int ());
    }
  return edited;
}

/* From headlines to long articles, with whatever is changed, four fifths of the shingles are always enough.
 */
static void
test_near_duplicates_are_found (void)
{
  guint n_near = 0, n_far = 0, n_far_alike = 0;

  for (guint i = 0; i < 4000; i++)
    {
      guint n = (guint) g_test_rand_int_range (8, i % 10 == 0 ? 2000 : 300);
      g_autoptr (GPtrArray) words = make_words (n);
      g_autoptr (GPtrArray) edited =
          edit_words (words, (guint) g_test_rand_int_range (0, (int) n / (i % 3 == 0 ? 2 : 20) + 1),
                      g_test_rand_int_range (-(int) n / 4, (int) n / 4 + 1));
      double shared = resemblance (words, edited);
      gboolean alike = are_alike (words, edited);

      if (shared >= 0.8)
        {
          n_near++;
          g_assert_true (alike);
        }
      else if (shared < 0.5)
        {
          n_far++;
          n_far_alike += alike ? 1 : 0;
        }
    }
  g_test_message ("%u near, %u far, of which alike %u", n_near, n_far, n_far_alike);
  g_assert_cmpuint (n_near, >, 500);
  g_assert_cmpuint (n_far, >, 300);
  g_assert_cmpuint (n_far_alike, <, n_far / 50);
}

static gboolean
texts_alike (const char *a, const char *b)
{
  g_autoptr (TandaiText) left = tandai_text_new (a);
  g_autoptr (TandaiText) right = tandai_text_new (b);
  TandaiSignature signatures[2];

  tandai_signature_take (&signatures[0], left);
  tandai_signature_take (&signatures[1], right);
  return tandai_signature_alike (&signatures[0], &signatures[1]);
}

static void
test_what_makes_a_shingle (void)
{
  g_assert_true (texts_alike ("“Air naik,” ujar ANI.", "\"Air naik\" — ujar Ani"));
  g_assert_true (texts_alike ("ÉTÉ À PARIS 2022!", "été à Paris 2022"));
  g_assert_true (texts_alike ("Hujan.", "hujan"));
  g_assert_true (texts_alike ("雨が降る。東京", "雨が降る 東京"));
  g_assert_true (texts_alike ("ฝนตกหนักในกรุงเทพ", "ฝนตกหนักในกรุงเทพ."));
  g_assert_false (texts_alike ("Hujan turun di kota", "kota di turun Hujan"));
  g_assert_false (texts_alike ("雨が降る東京", "京東る降が雨"));
  g_assert_false (texts_alike ("satu dua", "satu tiga"));
  g_assert_false (texts_alike ("", ""));
  g_assert_false (texts_alike ("…", "!!"));
}

static void
add_texts (Corpus *corpus, guint n_texts, guint n_words)
{
  for (guint i = 0; i < n_texts; i++)
    {
      g_autoptr (GPtrArray) words = make_words (n_words);
      g_autofree char *text = join_words (words, " ");

      corpus_add (corpus, text, NULL);
    }
}

static void
test_shares_and_seeds (void)
{
  g_auto (Corpus) corpus = corpus_new ();
  guint n[3] = { 0 }, n_moved = 0;
  g_autoptr (TandaiSplitTable) first = NULL;

  add_texts (&corpus, 4000, 12);
  corpus_split (&corpus, 1, NULL);
  first = corpus_table (&corpus);
  for (guint i = 0; i < 4000; i++)
    {
      const TandaiSplitArticle *article = corpus_get (&corpus, i);

      n[0] += g_str_equal (article->part, "train");
      n[1] += g_str_equal (article->part, "dev");
      n[2] += g_str_equal (article->part, "test");
      g_assert_cmpstr (article->group, ==, article->sha256);
    }
  g_assert_cmpuint (n[0] + n[1] + n[2], ==, 4000);
  g_assert_cmpuint (n[0], >, 3080);
  g_assert_cmpuint (n[0], <, 3320);
  g_assert_cmpuint (n[1], >, 320);
  g_assert_cmpuint (n[2], >, 320);
  corpus_split (&corpus, 1, NULL);
  for (guint i = 0; i < 4000; i++)
    g_assert_cmpstr (corpus_get (&corpus, i)->part, ==,
                     tandai_split_table_lookup (first, corpus_get (&corpus, i)->sha256)->part);
  corpus_split (&corpus, 2, NULL);
  for (guint i = 0; i < 4000; i++)
    n_moved += !g_str_equal (corpus_get (&corpus, i)->part,
                             tandai_split_table_lookup (first, corpus_get (&corpus, i)->sha256)->part);
  g_assert_cmpuint (n_moved, >, 1000);
}

/* Chains of near-duplicates, equal files, files without words, one publisher's articles: each in one part. */
static void
test_what_is_alike_stays_together (void)
{
  g_auto (Corpus) corpus = corpus_new ();

  for (guint family = 0; family < 200; family++)
    {
      g_autoptr (GPtrArray) words = make_words (150);

      for (guint i = 0; i < 5; i++)
        {
          g_autoptr (GPtrArray) edited = edit_words (words, 2, 2);
          g_autofree char *text = join_words (edited, " ");

          corpus_add (&corpus, text, NULL);
          g_ptr_array_unref (g_steal_pointer (&words));
          words = g_steal_pointer (&edited);
        }
    }
  for (guint i = 0; i < 20; i++)
    {
      corpus_add (&corpus, i % 2 == 0 ? "!" : "?", NULL);
      add_texts (&corpus, 1, 20);
      corpus_get (&corpus, corpus.articles->len - 1)->value = i % 2 == 0 ? "Kompas" : "Tempo";
    }
  corpus_split (&corpus, 5, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_cmpstr (corpus_get (&corpus, i)->part, ==, corpus_get (&corpus, i - i % 5)->part);
      g_assert_cmpstr (corpus_get (&corpus, i)->group, ==, corpus_get (&corpus, i - i % 5)->group);
    }
  for (guint i = 1000; i < 1040; i++)
    {
      const TandaiSplitArticle *like = corpus_get (&corpus, 1000 + (i - 1000) % 4);

      g_assert_cmpstr (corpus_get (&corpus, i)->part, ==, like->part);
      g_assert_cmpstr (corpus_get (&corpus, i)->group, ==, like->group);
    }
}

static void
test_order_does_not_matter (void)
{
  g_auto (Corpus) forth = corpus_new ();
  g_auto (Corpus) back = corpus_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GPtrArray) words = make_words (60);

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr (GPtrArray) edited = edit_words (words, j, 0);

          g_ptr_array_add (texts, join_words (edited, " "));
        }
    }
  for (guint i = 0; i < texts->len; i++)
    {
      corpus_add (&forth, texts->pdata[i], NULL);
      corpus_add (&back, texts->pdata[texts->len - 1 - i], NULL);
    }
  corpus_split (&forth, 0, NULL);
  corpus_split (&back, 0, NULL);
  for (guint i = 0; i < texts->len; i++)
    {
      g_assert_cmpstr (corpus_get (&forth, i)->part, ==, corpus_get (&back, texts->len - 1 - i)->part);
      g_assert_cmpstr (corpus_get (&forth, i)->group, ==, corpus_get (&back, texts->len - 1 - i)->group);
    }
}

/* However it grows: old ones stay, and nothing new is on another side than what it is like. */
static void
test_a_corpus_grows (void)
{
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (Corpus) corpus = corpus_new ();
  g_autoptr (TandaiSplitTable) table = NULL;

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (families, make_words (100));
  for (guint round = 0; round < 6; round++)
    {
      g_autoptr (TandaiSplitTable) earlier = g_steal_pointer (&table);

      for (guint i = 0; i < 60; i++)
        {
          GPtrArray *family = families->pdata[g_test_rand_int_range (0, 100)];
          g_autoptr (GPtrArray) edited = edit_words (family, 1, 0);
          g_autofree char *text = join_words (edited, " ");

          corpus_add (&corpus, text, NULL);
        }
      corpus_split (&corpus, round, earlier);
      table = corpus_table (&corpus);
      for (guint i = 0; i < corpus.articles->len; i++)
        {
          const TandaiSplitArticle *article = corpus_get (&corpus, i);
          const TandaiSplitEntry *entry =
              earlier != NULL ? tandai_split_table_lookup (earlier, article->sha256) : NULL;

          g_assert_false (article->left_out);
          if (entry != NULL)
            {
              g_assert_cmpstr (article->part, ==, entry->part);
              g_assert_cmpstr (article->group, ==, entry->group);
            }
          for (guint j = 0; j < i; j++)
            if (tandai_signature_alike (&g_array_index (corpus.signatures, TandaiSignature, i),
                                        &g_array_index (corpus.signatures, TandaiSignature, j)))
              g_assert_cmpstr (article->part, ==, corpus_get (&corpus, j)->part);
        }
    }
}

/* Halves of a text: what has one and the other is like both texts. */
static void
test_like_two_parts (void)
{
  g_auto (Corpus) corpus = corpus_new ();
  g_autoptr (TandaiSplitTable) earlier = tandai_split_table_new ();
  g_autoptr (GPtrArray) words = make_words (200);
  g_autoptr (GPtrArray) one = edit_words (words, 4, 0);
  g_autoptr (GPtrArray) other = edit_words (words, 4, 0);
  g_autofree char *middle = join_words (words, " ");
  g_autofree char *left = join_words (one, " ");
  g_autofree char *right = join_words (other, " ");

  g_assert_cmpfloat (resemblance (words, one), >=, 0.8);
  g_assert_cmpfloat (resemblance (words, other), >=, 0.8);
  corpus_add (&corpus, left, "a");
  corpus_add (&corpus, right, "b");
  corpus_add (&corpus, middle, NULL);
  add_texts (&corpus, 3, 30);
  corpus_get (&corpus, 3)->value = "a";
  corpus_get (&corpus, 4)->value = "b";
  tandai_split_table_add (earlier, corpus_get (&corpus, 0)->sha256, corpus_get (&corpus, 0)->sha256, "train");
  tandai_split_table_add (earlier, corpus_get (&corpus, 1)->sha256, corpus_get (&corpus, 1)->sha256, "test");
  corpus_split (&corpus, 0, earlier);
  g_assert_false (corpus_get (&corpus, 0)->left_out);
  g_assert_false (corpus_get (&corpus, 1)->left_out);
  g_assert_true (corpus_get (&corpus, 2)->left_out);
  g_assert_cmpstr (corpus_get (&corpus, 3)->part, ==, "train");
  g_assert_cmpstr (corpus_get (&corpus, 4)->part, ==, "test");
  g_assert_false (corpus_get (&corpus, 5)->left_out);

  /* Two that are alike, and each belongs with another part. */
  corpus_add (&corpus, "satu dua tiga empat lima", "a");
  corpus_add (&corpus, "satu, dua, tiga, empat, lima", "b");
  corpus_split (&corpus, 0, earlier);
  g_assert_true (corpus_get (&corpus, 6)->left_out);
  g_assert_true (corpus_get (&corpus, 7)->left_out);
  g_assert_cmpstr (corpus_get (&corpus, 3)->part, ==, "train");

  /* One of a publisher whose articles are in two parts. */
  corpus_get (&corpus, 1)->value = "a";
  corpus_split (&corpus, 0, earlier);
  g_assert_true (corpus_get (&corpus, 3)->left_out);
  g_assert_cmpstr (corpus_get (&corpus, 3)->part, !=, corpus_get (&corpus, 3)->other_part);
}

/* Old articles that are alike and apart stay so, and are counted. */
static void
test_clash_in_the_earlier_split (void)
{
  g_auto (Corpus) corpus = corpus_new ();
  g_autoptr (TandaiSplitTable) earlier = tandai_split_table_new ();

  corpus_add (&corpus, "satu dua tiga empat lima", NULL);
  corpus_add (&corpus, "Satu dua tiga empat lima!", NULL);
  corpus_add (&corpus, "lain sama sekali dari itu", NULL);
  corpus_add (&corpus, "satu dua, tiga, empat lima.", NULL);
  for (guint i = 0; i < 3; i++)
    tandai_split_table_add (earlier, corpus_get (&corpus, i)->sha256, corpus_get (&corpus, 0)->sha256,
                            i == 1 ? "test" : "train");
  corpus_split (&corpus, 0, earlier);
  g_assert_cmpstr (corpus_get (&corpus, 0)->other_part, ==, "test");
  g_assert_cmpstr (corpus_get (&corpus, 1)->other_part, ==, "train");
  g_assert_null (corpus_get (&corpus, 2)->other_part);
  g_assert_true (corpus_get (&corpus, 3)->left_out);
}

static void
test_spec (void)
{
  const char *const good[] = { "train=80,dev=10,test=10", "a=1", "train=0.8,test=0.2", "x_1=1,x_2=1e3" };
  const char *const bad[] = { "",        "train",     "train=",          "train=0", "train=-1", "Train=1",
                              "a=1,a=2", "a=1,,b=1",  "a=nan",           "a=1x",    "../a=1",   "a-b=1",
                              "1a=1",    "a=1,b=inf", "a=1e308,b=1e308", "a= 1",    "a=1;b=2",  "=1" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (TandaiSplitSpec) spec = tandai_split_spec_parse (good[i], 0, NULL);

      g_assert_nonnull (spec);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TandaiSplitSpec) spec = tandai_split_spec_parse (bad[i], 0, &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (spec);
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
    }
}

#define HASH  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_table (void)
{
  const struct
  {
    const char *content;
    gsize n_bytes;
    const char *place;
  } cases[] = {
    { HASH "\t" HASH "\ttrain\n", 0, NULL },
    { "article\tgroup\tpart\r\n" HASH "\t" OTHER "\ttrain\r\n", 0, NULL },
    { HASH "\t" HASH "\ttrain\n"
           "article\tgroup\tpart\n" HASH "\t" HASH "\ttrain",
      0, NULL },
    { HASH "\t" HASH "\ttrain\n" HASH "\t" HASH "\ttest\n", 0, "line 2" },
    { HASH "\t" HASH "\n", 0, "line 1" },
    { HASH "\t" HASH "\ttrain\tx\n", 0, "line 1" },
    { "\n\n" HASH " " HASH " train\n", 0, "line 3" },
    { "abc\t" HASH "\ttrain\n", 0, "line 1" },
    { HASH "\tABC\ttrain\n", 0, "line 1" },
    { HASH "\t" HASH "\t../x\n", 0, "line 1" },
    { HASH "\t" HASH "\ttrain\0\n", sizeof (HASH "\t" HASH "\ttrain\0\n") - 1, "line 1" },
    { "\xff\xfe\0", 3, "line 1" },
  };
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "split.tsv", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TandaiSplitTable) table = NULL;
      gsize n_bytes = cases[i].n_bytes > 0 ? cases[i].n_bytes : strlen (cases[i].content);

      g_test_message ("case %u", i);
      g_assert_true (g_file_set_contents (path, cases[i].content, (gssize) n_bytes, NULL));
      table = tandai_split_table_load (path, NULL, &error);
      if (cases[i].place == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (tandai_split_table_lookup (table, HASH)->part, ==, "train");
          continue;
        }
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, cases[i].place));
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/near-duplicates-are-found", test_near_duplicates_are_found);
  g_test_add_func ("/split/what-makes-a-shingle", test_what_makes_a_shingle);
  g_test_add_func ("/split/shares-and-seeds", test_shares_and_seeds);
  g_test_add_func ("/split/what-is-alike-stays-together", test_what_is_alike_stays_together);
  g_test_add_func ("/split/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/split/a-corpus-grows", test_a_corpus_grows);
  g_test_add_func ("/split/like-two-parts", test_like_two_parts);
  g_test_add_func ("/split/clash-in-the-earlier-split", test_clash_in_the_earlier_split);
  g_test_add_func ("/split/spec", test_spec);
  g_test_add_func ("/split/table", test_table);
  return g_test_run ();
}
