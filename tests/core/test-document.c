/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"

#define TEXT "Presiden Tokayev berkata “ya”.\n"

typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  fixture->article = g_build_filename (fixture->folder, "a.txt", NULL);
  fixture->sidecar = g_strconcat (fixture->article, ".tandai.json", NULL);
  fixture->file = g_file_new_for_path (fixture->article);
  g_assert_true (g_file_set_contents (fixture->article, TEXT, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->file);
  g_free (fixture->sidecar);
  g_free (fixture->article);
  g_free (fixture->folder);
}

static TandaiDocument *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TandaiDocument *document = tandai_document_load (fixture->file, "", NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static char *
state_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (snapshot, record);
  return g_string_free (g_steal_pointer (&record), FALSE);
}

/* Every command, then undo to the first state and redo to the last. */
static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  TandaiRange person = { 0, 16 };
  TandaiRange words = { 25, 29 };
  const char *actor;
  const char *quote;

  g_ptr_array_add (states, state_of (document));
  actor = tandai_span_get_id (tandai_document_add_span (document, "actor", &person, 1, NULL));
  g_ptr_array_add (states, state_of (document));
  quote =
      g_intern_string (tandai_span_get_id (tandai_document_add_span (document, "quote", &words, 1, NULL)));
  actor = g_intern_string (actor);
  g_ptr_array_add (states, state_of (document));
  g_assert_nonnull (tandai_document_add_relation (document, "source", quote, actor, NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_nonnull (tandai_document_cut_fragment (document, actor, (TandaiRange){ 0, 8 }, NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_nonnull (tandai_document_add_fragment (document, actor, (TandaiRange){ 0, 3 }, NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_true (tandai_document_set_attribute (document, quote, "mode", "direct", NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_nonnull (tandai_document_relabel (document, actor, "place", NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_true (tandai_document_remove_span (document, actor, NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_cmpuint (tandai_annotation_set_get_n_relations (tandai_document_get_annotations (document)), ==,
                    0);
  g_assert_true (tandai_document_set_status (document, TANDAI_STATUS_DONE, NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_true (tandai_document_set_metadata (document, "publisher", "Antara", NULL));
  g_ptr_array_add (states, state_of (document));
  g_assert_true (tandai_document_set_metadata (document, "attributes.topic", "protest", NULL));
  g_ptr_array_add (states, state_of (document));
  for (guint i = states->len - 1; i > 0; i--)
    {
      g_autofree char *state = NULL;

      g_assert_true (tandai_document_undo (document));
      state = state_of (document);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i - 1));
    }
  g_assert_false (tandai_document_undo (document));
  for (guint i = 1; i < states->len; i++)
    {
      g_autofree char *state = NULL;

      g_assert_true (tandai_document_redo (document));
      state = state_of (document);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i));
    }
  g_assert_false (tandai_document_redo (document));
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TandaiRange person = { 0, 16 };

  g_assert_nonnull (tandai_document_add_span (document, "actor", &person, 1, NULL));
  g_assert_true (tandai_document_is_modified (document));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_false (tandai_document_is_modified (document));
  again = load (fixture);
  before = state_of (document);
  after = state_of (again);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (tandai_document_get_status (again), ==, TANDAI_STATUS_IN_PROGRESS);
}

/* The same words under the same label are one span. */
static void
test_same_span (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  TandaiRange person = { 0, 16 };
  TandaiSpan *first = tandai_document_add_span (document, "actor", &person, 1, NULL);
  TandaiSpan *place = tandai_document_add_span (document, "place", &person, 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tandai_document_add_span (document, "actor", &person, 1, NULL) == first);
  g_assert_null (tandai_document_relabel (document, tandai_span_get_id (place), "actor", &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (document)), ==, 2);
}

static void
test_ranges_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  const TandaiRange cases[][2] = {
    { { 5, 5 } }, { { 0, 99 } }, { { 0, 3 }, { 3, 5 } }, { { 4, 5 }, { 0, 2 } }
  };
  const guint lengths[] = { 1, 1, 2, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tandai_document_add_span (document, "actor", cases[i], lengths[i], &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
    }
  g_assert_false (tandai_document_is_modified (document));
}

static void
test_article_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) again = NULL;
  g_autoptr (GError) error = NULL;
  TandaiRange person = { 0, 16 };

  g_assert_nonnull (tandai_document_add_span (document, "actor", &person, 1, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_true (g_file_set_contents (fixture->article, "Another text.\n", -1, NULL));
  again = load (fixture);
  g_assert_cmpint (tandai_document_get_lock (again, NULL), ==, TANDAI_LOCK_ARTICLE_CHANGED);
  g_assert_cmpstr (tandai_text_get_chars (tandai_document_get_text (again)), ==, TEXT);
  g_assert_null (tandai_document_add_span (again, "place", &person, 1, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_READ_ONLY);
}

static void
test_sidecar_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = NULL;
  g_autofree char *content = NULL;
  const char *message;

  g_assert_true (g_file_set_contents (fixture->sidecar, "{\"format\": 1}", -1, NULL));
  document = load (fixture);
  g_assert_cmpint (tandai_document_get_lock (document, &message), ==, TANDAI_LOCK_SIDECAR_INVALID);
  g_assert_nonnull (strstr (message, "format"));
  g_assert_false (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->sidecar, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "{\"format\": 1}");
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autofree char *conflict = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;
  TandaiRange person = { 0, 16 };

  g_assert_true (g_file_set_contents (fixture->sidecar, "theirs", -1, NULL));
  g_assert_nonnull (tandai_document_add_span (document, "actor", &person, 1, NULL));
  g_assert_true (tandai_document_save (document, &conflict, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->sidecar, &theirs, NULL, NULL));
  g_assert_cmpstr (theirs, ==, "theirs");
  g_assert_true (g_file_get_contents (conflict, &ours, NULL, NULL));
  g_assert_nonnull (strstr (ours, "Presiden Tokayev"));
}

static void
assert_refused (TandaiDocument *document, const char *name, const char *value, const char *message)
{
  g_autofree char *before = state_of (document);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tandai_document_set_metadata (document, name, value, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
  after = state_of (document);
  g_assert_cmpstr (after, ==, before);
}

static void
test_metadata (Fixture *fixture, gconstpointer data)
{
  static const char *const NAMES[][2] = {
    { "title", "Kerusuhan" },
    { "url", "https://contoh.id/1" },
    { "publisher", "Antara" },
    { "published", "2022-01-06" },
    { "language", "id" },
    { "note", "dua kali" },
    { "attributes.topic", "flood" },
  };
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_assert_true (tandai_document_set_metadata (document, NAMES[i][0], NAMES[i][1], NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  again = load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_assert_cmpstr (tandai_document_get_metadata (again, NAMES[i][0]), ==, NAMES[i][1]);
  g_assert_true (tandai_document_set_metadata (again, "title", "", NULL));
  g_assert_null (tandai_document_get_metadata (again, "title"));
}

/* The same value again is no step. */
static void
test_metadata_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);

  g_assert_true (tandai_document_set_metadata (document, "title", "", NULL));
  g_assert_true (tandai_document_set_metadata (document, "title", NULL, NULL));
  g_assert_false (tandai_document_undo (document));
}

static void
test_metadata_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const DATES[] = { "kemarin",  "2022-13",  "2022-02-30",
                                       "20220106", "2022-1-6", "2022-01-06T" };
  g_autoptr (TandaiDocument) document = load (fixture);

  assert_refused (document, "titel", "x", "Articles have no “titel”");
  assert_refused (document, "attributes.", "x", "Articles have no “attributes.”");
  assert_refused (document, "status", "done", "Articles have no “status”");
  assert_refused (document, "language", "bahasa Indonesia",
                  "“bahasa Indonesia” is not the code of a language, like id");
  for (guint i = 0; i < G_N_ELEMENTS (DATES); i++)
    {
      g_autofree char *message = g_strdup_printf ("“%s” is not a date like 2022-01-06", DATES[i]);

      assert_refused (document, "published", DATES[i], message);
    }
  g_assert_true (tandai_document_set_metadata (document, "published", "2022", NULL));
  g_assert_true (tandai_document_set_metadata (document, "published", "2022-01", NULL));
  g_assert_true (tandai_document_set_metadata (document, "published", "2022-01-06T10:00:00+07:00", NULL));
}

/* Only free text takes any value; of the article's attributes the same holds. */
static void
test_values_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *corpus = g_build_filename (fixture->folder, "tandai.json", NULL);
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const char *span;

  g_assert_true (g_file_set_contents (
      corpus,
      "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"actor\", \"attributes\": [{\"name\": "
      "\"kind\", "
      "\"values\": [\"person\"]}, {\"name\": \"role\"}]}], \"article-attributes\": [{\"name\": \"topic\", "
      "\"values\": [\"protest\"]}]}",
      -1, NULL));
  document = load (fixture);
  span = g_intern_string (
      tandai_span_get_id (tandai_document_add_span (document, "actor", &(TandaiRange){ 0, 16 }, 1, NULL)));
  g_assert_true (tandai_document_set_attribute (document, span, "kind", "person", NULL));
  g_assert_true (tandai_document_set_attribute (document, span, "role", "presiden", NULL));
  g_assert_true (tandai_document_set_attribute (document, span, "further", "apa saja", NULL));
  g_assert_false (tandai_document_set_attribute (document, span, "kind", "robot", &error));
  g_assert_cmpstr (error->message, ==, "“robot” is not among the values of “kind”");
  g_clear_error (&error);
  g_assert_null (tandai_document_relabel (document, span, "rumor", &error));
  g_assert_cmpstr (error->message, ==, "The schema has no label “rumor”");
  g_assert_true (tandai_document_set_metadata (document, "topic", "protest", NULL));
  g_assert_cmpstr (tandai_document_get_metadata (document, "attributes.topic"), ==, "protest");
  assert_refused (document, "topic", "sport", "“sport” is not among the values of “topic”");
  assert_refused (document, "attributes.topic", "sport", "“sport” is not among the values of “topic”");
}

static char *
read_sidecar (Fixture *fixture)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->sidecar, &content, NULL, NULL));
  return content;
}

/* Undone, a sidecar names the corpus file that it named before, in a later session too. */
static void
test_schema_undone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *corpus = g_build_filename (fixture->folder, "tandai.json", NULL);
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *undone = NULL;

  g_assert_true (tandai_document_set_status (document, TANDAI_STATUS_IN_PROGRESS, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  first = read_sidecar (fixture);
  g_assert_true (
      g_file_set_contents (corpus, "{\"format\": \"tandai-corpus/1\", \"labels\": [{\"name\": \"actor\"}]}",
                           -1, NULL));
  again = load (fixture);
  g_assert_nonnull (tandai_document_add_span (again, "actor", &(TandaiRange){ 0, 16 }, 1, NULL));
  g_assert_true (tandai_document_save (again, NULL, NULL, NULL));
  changed = read_sidecar (fixture);
  g_assert_nonnull (strstr (changed, tandai_schema_get_sha256 (tandai_document_get_schema (again))));
  g_assert_true (tandai_document_undo (again));
  g_assert_true (tandai_document_save (again, NULL, NULL, NULL));
  undone = read_sidecar (fixture);
  g_assert_cmpstr (undone, ==, first);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static TandaiDocument *
load_async (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) root = g_file_get_parent (file);
  g_autoptr (GAsyncResult) result = NULL;

  tandai_document_load_async (file, "", root, cancellable, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tandai_document_load_finish (result, error);
}

static void
test_load_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) missing = g_file_get_child (fixture->file, "missing.txt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;

  document = load_async (fixture->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tandai_document_get_file (document) == fixture->file);
  g_assert_cmpstr (tandai_text_get_chars (tandai_document_get_text (document)), ==, TEXT);
  g_assert_null (load_async (missing, NULL, &error));
  g_assert_nonnull (strstr (error->message, "missing.txt"));
  g_cancellable_cancel (cancellable);
  g_assert_null (load_async (fixture->file, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_locked (TandaiDocument *document, TandaiLock lock, const char *words)
{
  const char *message;
  TandaiRange range = { 0, 8 };

  g_assert_cmpint (tandai_document_get_lock (document, &message), ==, lock);
  g_assert_nonnull (strstr (message, words));
  g_assert_null (tandai_document_add_span (document, "actor", &range, 1, NULL));
  g_assert_false (tandai_document_save (document, NULL, NULL, NULL));
}

/* The annotations can be read, since the text is with them. */
static void
test_article_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) again = NULL;
  TandaiRange range = { 0, 8 };

  g_assert_nonnull (tandai_document_add_span (document, "actor", &range, 1, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_cmpint (g_unlink (fixture->article), ==, 0);
  again = load (fixture);
  assert_locked (again, TANDAI_LOCK_ARTICLE_MISSING, "a.txt");
  g_assert_cmpstr (tandai_text_get_chars (tandai_document_get_text (again)), ==, TEXT);
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (again)), ==, 1);
}

/* A sidecar that was copied beside another article is that of the first. */
static void
test_name_clash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = load (fixture);
  g_autoptr (TandaiDocument) other = NULL;
  g_autofree char *article = g_build_filename (fixture->folder, "b.txt", NULL);
  g_autofree char *sidecar = g_strconcat (article, ".tandai.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (article);
  TandaiRange range = { 0, 8 };

  g_assert_nonnull (tandai_document_add_span (document, "actor", &range, 1, NULL));
  g_assert_true (tandai_document_save (document, NULL, NULL, NULL));
  g_assert_true (g_file_set_contents (article, TEXT, -1, NULL));
  g_assert_cmpint (g_rename (fixture->sidecar, sidecar), ==, 0);
  other = tandai_document_load (file, "", NULL, NULL, NULL);
  assert_locked (other, TANDAI_LOCK_NAME_CLASH, "b.txt.tandai.json");
}

static void
test_guessed_encoding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) document = NULL;
  g_autofree char *title = NULL;

  g_assert_true (g_file_set_contents (fixture->article, "Caf\xe9\nx\n", -1, NULL));
  document = load (fixture);
  g_assert_nonnull (strstr (tandai_document_get_encoding_notice (document), "a.txt"));
  title = tandai_document_dup_title (document);
  g_assert_cmpstr (title, ==, "Café");
}

static void
test_no_local_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("sftp://localhost/a.txt");
  g_autoptr (GError) error = NULL;

  g_assert_null (tandai_document_load (file, "", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/document/undo-redo", test_undo_redo },
    { "/document/reload", test_reload },
    { "/document/same-span", test_same_span },
    { "/document/ranges-rejected", test_ranges_rejected },
    { "/document/article-changed", test_article_changed },
    { "/document/sidecar-invalid", test_sidecar_invalid },
    { "/document/conflict", test_conflict },
    { "/document/schema-undone", test_schema_undone },
    { "/document/metadata", test_metadata },
    { "/document/metadata-unchanged", test_metadata_unchanged },
    { "/document/metadata-refused", test_metadata_refused },
    { "/document/values-refused", test_values_refused },
    { "/document/load-async", test_load_async },
    { "/document/article-missing", test_article_missing },
    { "/document/name-clash", test_name_clash },
    { "/document/guessed-encoding", test_guessed_encoding },
    { "/document/no-local-file", test_no_local_file },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
