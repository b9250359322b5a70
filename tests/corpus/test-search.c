/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a search by the index finds is what looking into every article finds. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "corpus/tandai-folder.h"
#include "corpus/tandai-search.h"

#define WORD  TANDAI_FIND_WHOLE_WORD
#define CASE  TANDAI_FIND_MATCH_CASE
#define REGEX TANDAI_FIND_REGEX

typedef struct
{
  GFile *folder;
  TandaiIndex *index;
} Fixture;

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static TandaiSpan *
add_span (TandaiDocument *document, const char *label, const char *words)
{
  const char *chars = tandai_text_get_chars (tandai_document_get_text (document));
  const char *at = strstr (chars, words);
  TandaiRange range = { (guint) g_utf8_strlen (chars, at - chars), 0 };

  range.end = range.start + (guint) g_utf8_strlen (words, -1);
  return tandai_document_add_span (document, label, &range, 1, NULL);
}

static void
annotate (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_get_child (fixture->folder, "c.txt");
  g_autoptr (TandaiDocument) document = tandai_document_load (file, "siti", fixture->folder, NULL, NULL);
  TandaiSpan *quote = add_span (document, "quote", "“Bukunya mahal,”");
  TandaiSpan *actor = add_span (document, "actor", "Siti");

  g_assert_true (
      tandai_document_set_attribute (document, tandai_span_get_id (quote), "mode", "direct", NULL));
  g_assert_true (tandai_document_add_relation (document, "source", tandai_span_get_id (quote),
                                               tandai_span_get_id (actor), NULL)
                 != NULL);
  g_assert_true (tandai_document_set_status (document, TANDAI_STATUS_DONE, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);

  fixture->folder = g_file_new_for_path (path);
  fixture->index = tandai_index_new (fixture->folder);
  put (fixture, "a.txt",
       "Buku itu dibukukan; bukunya, bukumu, pembukuan BUKU. Orang-orang pergi ke Jum'at Ma’ruf.\n");
  put (fixture, "b.txt", "Kafe café cafe\xCC\x81 CAFÉ Résumé Ｆｕｌｌ ﬁlm straße İzmir.\n");
  put (fixture, "c.txt", "“Bukunya mahal,” kata Siti.\nDemo 1.500.000 orang 24/8.\n");
  put (fixture, "d.txt", "东京都知事。ภาษาไทย Москва́ 한국어 הַשָּׁלוֹם مُحَمَّد\nabc漢字abc\n");
  put (fixture, "e.txt", "");
  annotate (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->folder);
  g_clear_object (&fixture->index);
}

static gboolean
take_line (TandaiSearchLine *line, gpointer user_data)
{
  GString *found = user_data;

  g_string_append_printf (found, "%s:%u-%u [%s|%s|%s]", line->name, line->start, line->end, line->left,
                          line->match, line->right);
  for (guint i = 0; i < line->spans->len; i++)
    {
      const TandaiSearchSpan *span = line->spans->pdata[i];

      g_string_append_printf (found, " %s/%s", span->annotator, tandai_span_get_id (span->span));
    }
  g_string_append_c (found, '\f');
  tandai_search_line_free (line);
  return TRUE;
}

/* What looking into each article finds. */
static char *
find_naively (GFile *folder, const TandaiSearchQuery *query, GPtrArray *failures)
{
  const char *const paths[] = { g_file_peek_path (folder), NULL };
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, NULL, NULL, NULL);
  GString *found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  tandai_search_items (items, query, take_line, found, failures, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (found, FALSE);
}

/* Both ways, which must agree; returns how many lines there are. */
static guint
check (GFile *folder, TandaiIndex *index, const TandaiSearchQuery *query)
{
  g_autoptr (GPtrArray) naive_failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *naive = find_naively (folder, query, naive_failures);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (tandai_search_index (index, query, take_line, found, failures, NULL, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("“%s” (%u)", query->words, query->flags);
  g_assert_cmpstr (found->str, ==, naive);
  g_assert_cmpuint (failures->len, ==, naive_failures->len);
  for (const char *p = naive; *p != '\0'; p++)
    n += *p == '\f';
  return n;
}

static guint
check_words (Fixture *fixture, const char *words, guint flags)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new (words);

  query->flags = flags;
  return check (fixture->folder, fixture->index, query);
}

static void
refresh (TandaiIndex *index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiIndexChanges) changes = tandai_index_refresh (index, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "buku", 0), ==, 7);
  g_assert_cmpuint (check_words (fixture, "buku", WORD), ==, 2);
  g_assert_cmpuint (check_words (fixture, "BUKU", CASE), ==, 1);
  g_assert_cmpuint (check_words (fixture, "bukunya", WORD), ==, 2);
  g_assert_cmpuint (check_words (fixture, "nya", 0), ==, 2);
  g_assert_cmpuint (check_words (fixture, "nya", WORD), ==, 0);
  g_assert_cmpuint (check_words (fixture, "ukunya m", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "orang-orang pergi", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "orang", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "ma'ruf", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "1.500.000", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "500", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "“", 0), ==, 2);
  g_assert_cmpuint (check_words (fixture, "tidak ada", 0), ==, 0);
  g_assert_cmpuint (check_words (fixture, "\n", 0), ==, 6);
}

static void
test_accents_and_scripts (Fixture *fixture, gconstpointer data)
{
  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "café", 0), ==, 3);
  g_assert_cmpuint (check_words (fixture, "cafe\xCC\x81", WORD | CASE), ==, 2);
  g_assert_cmpuint (check_words (fixture, "cafe", 0), ==, 0);
  g_assert_cmpuint (check_words (fixture, "sum", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "STRASSE", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "lm s", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "京都", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "ษา", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "москва", 0), ==, 0);
  g_assert_cmpuint (check_words (fixture, "москва\xCC\x81", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "محمد", WORD), ==, 1);
  g_assert_cmpuint (check_words (fixture, "abc", WORD), ==, 2);
  check_words (fixture, "字", WORD);
  check_words (fixture, "한국", 0);
  check_words (fixture, "שלום", 0);
}

static void
test_regexes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("(buku");
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "buku\\w*", REGEX), ==, 7);
  g_assert_cmpuint (check_words (fixture, "^demo", REGEX), ==, 1);
  g_assert_cmpuint (check_words (fixture, "\\d[\\d./]+", REGEX | WORD), ==, 2);
  query->flags = REGEX;
  g_assert_false (tandai_search_index (fixture->index, query, take_line, found, NULL, NULL, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_PATTERN);
}

static guint
check_spans (
    Fixture *fixture, const char *words, const char *label, const char *attribute, const char *source)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new (words);

  query->label = g_strdup (label);
  query->source = g_strdup (source);
  if (attribute != NULL)
    query->attributes = g_strsplit (attribute, ";", -1);
  return check (fixture->folder, fixture->index, query);
}

static guint
check_who (Fixture *fixture, const char *words, const char *annotator, const char *status)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new (words);

  query->annotator = g_strdup (annotator);
  query->status = g_strdup (status);
  return check (fixture->folder, fixture->index, query);
}

static void
test_spans (Fixture *fixture, gconstpointer data)
{
  refresh (fixture->index);
  g_assert_cmpuint (check_spans (fixture, "", NULL, NULL, NULL), ==, 2);
  g_assert_cmpuint (check_spans (fixture, "", "quote", NULL, NULL), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "buku", "quote", NULL, NULL), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "siti", "quote", NULL, NULL), ==, 0);
  g_assert_cmpuint (check_spans (fixture, "", NULL, "mode", NULL), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "", NULL, "mode=direct", NULL), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "", NULL, "mode=direct;kind", NULL), ==, 0);
  g_assert_cmpuint (check_spans (fixture, "", NULL, "mode=indirect", NULL), ==, 0);
  g_assert_cmpuint (check_spans (fixture, "mahal", NULL, NULL, "siti"), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "", NULL, NULL, "sit"), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "", NULL, NULL, "budi"), ==, 0);
  g_assert_cmpuint (check_who (fixture, "buku", "siti", NULL), ==, 1);
  g_assert_cmpuint (check_who (fixture, "buku", "", NULL), ==, 0);
  g_assert_cmpuint (check_who (fixture, "buku", NULL, "done"), ==, 1);
  g_assert_cmpuint (check_who (fixture, "buku", NULL, "new"), ==, 6);
  g_assert_cmpuint (check_who (fixture, "", "siti", "done"), ==, 2);
}

/* An article that was changed after it was annotated, one that is gone, one that is no text, broken sidecars.
 */
static void
test_what_is_not_right (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (g_file_peek_path (fixture->folder), "c.txt", NULL);
  g_autofree char *binary = g_build_filename (g_file_peek_path (fixture->folder), "a.txt", NULL);

  put (fixture, "c.txt", "Siti diam.\n");
  put (fixture, "b.txt.tandai.json", "{");
  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "mahal", 0), ==, 0);
  g_assert_cmpuint (check_words (fixture, "diam", 0), ==, 1);
  g_assert_cmpuint (check_spans (fixture, "mahal", "quote", NULL, NULL), ==, 1);
  g_assert_cmpint (g_remove (gone), ==, 0);
  g_assert_true (g_file_set_contents (binary, "a\0b", 3, NULL));
  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "mahal", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "diam", 0), ==, 0);
  g_assert_cmpuint (check_words (fixture, "café", 0), ==, 3);
}

/* A term that is too long to be kept. */
static void
test_long_terms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("awal ");

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (text, "panjang");
  g_string_append (text, "akhir\n");
  put (fixture, "f.txt", text->str);
  refresh (fixture->index);
  g_assert_cmpuint (check_words (fixture, "panjangakhir", 0), ==, 1);
  g_assert_cmpuint (check_words (fixture, "awal", WORD), ==, 1);
}

static char *
data_folder (const char *name)
{
  const char *shared = g_getenv ("TANDAI_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);

  return g_build_filename (shared != NULL ? shared : beside, "data", name, NULL);
}

/* Words and parts of words that the articles hold, taken from them at random. */
static void
check_random_words (GFile *folder, TandaiIndex *index)
{
  const char *const paths[] = { g_file_peek_path (folder), NULL };
  g_autoptr (GPtrArray) items = tandai_folder_resolve (paths, NULL, NULL, NULL);
  guint n_found = 0;

  for (guint i = 0; i < 40; i++)
    {
      const TandaiFolderItem *item = items->pdata[g_test_rand_int_range (0, (gint32) items->len)];
      g_autoptr (TandaiArticle) article = tandai_article_load (item->file, NULL, NULL, NULL);
      gint32 length = article != NULL ? (gint32) tandai_text_get_length (article->text) : 0;
      g_autoptr (TandaiSearchQuery) query = NULL;
      guint start, end;

      if (length < 2)
        continue;
      start = (guint) g_test_rand_int_range (0, length - 1);
      end = (guint) g_test_rand_int_range ((gint32) start + 1, MIN (length, (gint32) start + 20) + 1);
      query = tandai_search_query_new ("");
      g_free (query->words);
      query->words = tandai_text_slice (article->text, start, end);
      query->flags = (guint) g_test_rand_int_range (0, 4);
      n_found += check (folder, index, query);
    }
  g_assert_cmpuint (n_found, >, 0);
}

static void
test_corpus (gconstpointer data)
{
  g_autofree char *path = data_folder (data);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (TandaiIndex) index = tandai_index_new (folder);
  const char *const words[] = { "kata", "nya", "yang", "presiden", "a", "é" };

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip (path);
      return;
    }
  refresh (index);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint flags = 0; flags < 4; flags++)
      {
        g_autoptr (TandaiSearchQuery) query = tandai_search_query_new (words[i]);

        query->flags = flags;
        check (folder, index, query);
      }
  check_random_words (folder, index);
}

static gboolean
take_two (TandaiSearchLine *line, gpointer user_data)
{
  guint *n = user_data;

  tandai_search_line_free (line);
  return ++*n < 2;
}

static void
test_enough (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("buku");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  refresh (fixture->index);
  g_assert_true (tandai_search_index (fixture->index, query, take_two, &n, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
}

static gboolean
keep_line (TandaiSearchLine *line, gpointer user_data)
{
  g_ptr_array_add (user_data, line);
  return TRUE;
}

static void
check_order (Fixture *fixture, TandaiSearchOrder order, const char *wanted)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("buku");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_search_line_free);
  g_autoptr (GString) found = g_string_new (NULL);

  query->flags = WORD;
  g_assert_true (tandai_search_index (fixture->index, query, keep_line, lines, NULL, NULL, NULL, NULL));
  tandai_search_sort (lines, order);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (found, "%s ", ((TandaiSearchLine *) lines->pdata[i])->name);
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_sorted (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "Ayah membaca buku, zaman dulu.");
  put (fixture, "b.txt", "Ibu menulis buku “anak”.");
  put (fixture, "c.txt", "Zebra adalah buku merah.");
  refresh (fixture->index);
  check_order (fixture, TANDAI_SEARCH_BY_PLACE, "a.txt b.txt c.txt ");
  check_order (fixture, TANDAI_SEARCH_BY_LEFT, "c.txt a.txt b.txt ");
  check_order (fixture, TANDAI_SEARCH_BY_RIGHT, "b.txt c.txt a.txt ");
}

typedef struct
{
  GThread *thread;
  guint n_lines;
  gboolean more;
  gboolean done;
  GError *error;
} Async;

static void
lines_cb (GPtrArray *lines, gpointer user_data)
{
  Async *async = user_data;

  g_assert_true (g_thread_self () == async->thread);
  g_assert_false (async->done);
  async->n_lines += lines->len;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Async *async = user_data;
  g_autoptr (GPtrArray) failures = tandai_search_finish (result, &async->more, &async->error);

  async->done = TRUE;
}

static void
search_async (Fixture *fixture, guint limit, GCancellable *cancellable, Async *async)
{
  g_autoptr (TandaiSearchQuery) query = tandai_search_query_new ("buku");

  async->thread = g_thread_self ();
  tandai_search_index_async (fixture->index, query, limit, lines_cb, async, cancellable, done_cb, async);
  while (!async->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Async all = { 0 };
  Async some = { 0 };
  Async none = { 0 };

  refresh (fixture->index);
  search_async (fixture, 100, NULL, &all);
  g_assert_no_error (all.error);
  g_assert_cmpuint (all.n_lines, ==, 7);
  g_assert_false (all.more);
  search_async (fixture, 3, NULL, &some);
  g_assert_cmpuint (some.n_lines, ==, 3);
  g_assert_true (some.more);
  g_cancellable_cancel (cancellable);
  search_async (fixture, 100, cancellable, &none);
  g_assert_error (none.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (none.n_lines, ==, 0);
  g_clear_error (&none.error);
}

#define ADD(name, function) g_test_add ("/search/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("words", test_words);
  ADD ("accents-and-scripts", test_accents_and_scripts);
  ADD ("regexes", test_regexes);
  ADD ("spans", test_spans);
  ADD ("what-is-not-right", test_what_is_not_right);
  ADD ("long-terms", test_long_terms);
  ADD ("enough", test_enough);
  ADD ("sorted", test_sorted);
  ADD ("async", test_async);
  g_test_add_data_func ("/search/corpus/articles", "articles", test_corpus);
  g_test_add_data_func ("/search/corpus/brat", "brat", test_corpus);
  g_test_add_data_func ("/search/corpus/long", "long", test_corpus);
  g_test_add_data_func ("/search/corpus/nergrit", "nergrit", test_corpus);
  return g_test_run ();
}
