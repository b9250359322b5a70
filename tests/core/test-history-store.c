/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-history-store.h"
#include "core/tandai-saver.h"
#include "flush.h"

typedef struct
{
  GFile *article;
} Fixture;

static TandaiDocument *
open_document (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TandaiDocument *document = tandai_document_load (fixture->article, "", NULL, NULL, &error);

  g_assert_no_error (error);
  tandai_document_restore_history (document);
  return document;
}

static void
leave (TandaiDocument *document)
{
  g_autoptr (TandaiSaver) saver = tandai_saver_new (document);

  g_assert_true (flush (saver, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "berita.txt", NULL);

  g_assert_true (g_file_set_contents (path, "Satu “dua” tiga.\n", -1, NULL));
  fixture->article = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->article);
}

/* A step of every kind: spans, fragments, attributes, a note, a link, the status, the article's details, a
 * removal with its link. */
static void
annotate (TandaiDocument *document)
{
  TandaiRange actor = { 0, 4 };
  TandaiRange quote = { 5, 10 };
  TandaiRange further = { 11, 15 };
  g_autofree char *first =
      g_strdup (tandai_span_get_id (tandai_document_add_span (document, "actor", &actor, 1, NULL)));
  g_autofree char *second =
      g_strdup (tandai_span_get_id (tandai_document_add_span (document, "quote", &quote, 1, NULL)));

  g_assert_nonnull (tandai_document_add_relation (document, "source", second, first, NULL));
  g_assert_nonnull (tandai_document_add_fragment (document, second, further, NULL));
  g_assert_true (tandai_document_set_attribute (document, first, "kind", "person", NULL));
  g_assert_true (tandai_document_set_span_note (document, second, "dua\n\"baris\"", NULL));
  g_assert_true (tandai_document_set_status (document, TANDAI_STATUS_DONE, NULL));
  g_assert_true (tandai_document_set_metadata (document, "title", "“Satu”", NULL));
  g_assert_true (tandai_document_set_metadata (document, "attributes.topic", "dua", NULL));
  g_assert_true (tandai_document_set_metadata (document, "title", NULL, NULL));
  g_assert_true (tandai_document_remove_span (document, first, NULL));
}

static GBytes *
bytes_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);

  return tandai_sidecar_serialize (snapshot);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) first = open_document (fixture);
  g_autoptr (TandaiDocument) second = NULL;
  g_autoptr (TandaiDocument) third = NULL;
  g_autoptr (GBytes) empty = bytes_of (first);
  g_autoptr (GBytes) full = NULL;
  g_autoptr (GBytes) emptied = NULL;
  g_autoptr (GBytes) again = NULL;

  annotate (first);
  full = bytes_of (first);
  leave (first);

  second = open_document (fixture);
  while (tandai_document_undo (second))
    ;
  emptied = bytes_of (second);
  g_assert_true (g_bytes_equal (empty, emptied));
  leave (second);

  third = open_document (fixture);
  while (tandai_document_redo (third))
    ;
  again = bytes_of (third);
  g_assert_true (g_bytes_equal (full, again));
}

/* A label that is renamed in the file keeps all that could be undone and redone, under its new name. */
static void
test_renamed_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) first = open_document (fixture);
  g_autoptr (TandaiDocument) second = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GString) renamed = NULL;
  g_autofree char *content = NULL;
  const char *path = tandai_document_get_sidecar_path (first);
  TandaiSpan *span;

  annotate (first);
  leave (first);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  before = g_bytes_new (content, strlen (content));
  renamed = g_string_new (content);
  g_assert_cmpuint (g_string_replace (renamed, "\"quote\"", "\"ujaran\"", 0), ==, 1);
  after = g_bytes_new (renamed->str, renamed->len);
  g_assert_true (g_file_set_contents (path, renamed->str, -1, NULL));
  g_assert_true (tandai_history_store_rename (path, before, after, "quote", "ujaran"));
  g_assert_false (tandai_history_store_rename (path, before, after, "quote", "ujaran"));

  second = open_document (fixture);
  g_assert_true (tandai_document_undo (second));
  span = tandai_annotation_set_get_span (tandai_document_get_annotations (second), 1);
  g_assert_cmpstr (tandai_span_get_label (span), ==, "ujaran");
  while (tandai_document_undo (second))
    ;
  g_assert_cmpuint (tandai_annotation_set_get_n_spans (tandai_document_get_annotations (second)), ==, 0);
  while (tandai_document_redo (second))
    ;
  g_clear_pointer (&before, g_bytes_unref);
  before = bytes_of (second);
  g_assert_true (g_bytes_equal (before, after));
}

/* Steps that no longer fit would put spans where they never were. */
static void
test_changed_sidecar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TandaiDocument) first = open_document (fixture);
  g_autoptr (TandaiDocument) second = NULL;
  g_autofree char *content = NULL;
  gsize length;
  const char *path = tandai_document_get_sidecar_path (first);

  annotate (first);
  leave (first);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[strlen (content) - 1] = ' ';
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  second = open_document (fixture);
  g_assert_cmpint (tandai_document_get_lock (second, NULL), ==, TANDAI_LOCK_NONE);
  g_assert_false (tandai_document_undo (second));
}

static void
assert_refused (Fixture *fixture, const char *find, const char *put)
{
  g_autoptr (GDir) folder = NULL;
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "tandai", "history", NULL);
  g_autoptr (TandaiDocument) document = NULL;
  const char *name;

  folder = g_dir_open (state, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (state, name, NULL);
      g_autoptr (GString) changed = g_string_new (NULL);
      g_autofree char *content = NULL;

      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_string_assign (changed, content);
      g_assert_cmpuint (g_string_replace (changed, find, put, 1), ==, 1);
      g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
    }
  document = open_document (fixture);
  g_assert_false (tandai_document_undo (document));
  g_assert_false (tandai_document_redo (document));
}

static void
remove_all (void)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "tandai", "history", NULL);
  g_autoptr (GDir) folder = g_dir_open (state, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (state, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_assert_true (g_file_delete (file, NULL, NULL));
    }
}

/* A broken file costs the history, never the article. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const CHANGES[][2] = {
    { "\"steps\"", "\"stops\"" },
    { "\"done\": ", "\"done\": 9" },
    { "\"kind\": \"span\"", "\"kind\": \"spin\"" },
    { "\"start\": 0", "\"start\": 99" },
    { "\"title\"", "\"titel\"" },
    { "{\"format\"", "[\"format\"" },
    { "\"edits\": [", "\"edits\": [7, " },
    { "\"steps\": [", "\"steps\": [7, " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      g_autoptr (TandaiDocument) document = NULL;

      remove_all ();
      document = open_document (fixture);
      if (i == 0)
        annotate (document);
      else
        tandai_document_set_status (document, i % 2 == 0 ? TANDAI_STATUS_DONE : TANDAI_STATUS_IN_PROGRESS,
                                    NULL);
      g_assert_nonnull (tandai_document_add_span (document, "place", &(TandaiRange){ 0, 4 }, 1, NULL));
      g_assert_true (tandai_document_remove_span (
          document,
          tandai_span_get_id (tandai_annotation_set_get_span (tandai_document_get_annotations (document), 0)),
          NULL));
      leave (document);
      assert_refused (fixture, CHANGES[i][0], CHANGES[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("tandai-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/history-store/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/history-store/renamed-label", Fixture, NULL, set_up, test_renamed_label, tear_down);
  g_test_add ("/history-store/changed-sidecar", Fixture, NULL, set_up, test_changed_sidecar, tear_down);
  g_test_add ("/history-store/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  return g_test_run ();
}
