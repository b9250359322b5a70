/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-document-commands.h"
#include "core/tandai-error.h"
#include "core/tandai-orphan.h"

#define TEXT "Presiden Tokayev berkata ya.\n"

/* Two spans whose words are gone, farther back in the old text than this one is long; the second is a source.
 */
#define ORPHANS                                                                                              \
  "[{\"id\": \"so1\", \"start\": 900, \"end\": 905, \"label\": \"actor\", \"text\": \"Warga\", "             \
  "\"attributes\": "                                                                                         \
  "{\"kind\": \"group\"}, \"note\": \"n\\\"1\", \"odd\": [1.50], \"before\": \"kata \", \"after\": \" "      \
  "di\"}, "                                                                                                  \
  "{\"id\": \"so2\", \"start\": 910, \"end\": 915, \"label\": \"actor\", \"text\": \"Budi.\", \"before\": "  \
  "\"\", "                                                                                                   \
  "\"after\": \"\"}]"

typedef struct
{
  char *folder;
  TandaiDocument *document;
  char *first;
} Fixture;

static char *
state_of (TandaiDocument *document)
{
  g_autoptr (TandaiSidecar) snapshot = tandai_document_snapshot (document, NULL);
  g_autoptr (GString) record = g_string_new (NULL);

  tandai_sidecar_append_record (snapshot, record);
  return g_string_free (g_steal_pointer (&record), FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autofree char *sidecar =
      g_strdup_printf ("{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": \"%s\", "
                       "\"encoding\": \"UTF-8\", "
                       "\"newline\": \"lf\"}, \"annotator\": \"\", \"status\": \"in-progress\", \"text\": "
                       "\"Presiden Tokayev berkata ya.\\n\", \"spans\": [{\"id\": \"s1\", \"start\": 25, "
                       "\"end\": 27, \"label\": "
                       "\"quote\", \"text\": \"ya\"}], \"relations\": [{\"id\": \"r1\", \"type\": "
                       "\"source\", \"from\": \"s1\", "
                       "\"to\": \"so2\"}], \"orphans\": %s}\n",
                       sha256, ORPHANS);
  g_autofree char *article = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  article = g_build_filename (fixture->folder, "a.txt", NULL);
  path = g_strconcat (article, ".tandai.json", NULL);
  file = g_file_new_for_path (article);
  g_assert_true (g_file_set_contents (article, TEXT, -1, NULL));
  g_assert_true (g_file_set_contents (path, sidecar, -1, NULL));
  fixture->document = tandai_document_load (file, "", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tandai_document_get_lock (fixture->document, NULL), ==, TANDAI_LOCK_NONE);
  fixture->first = state_of (fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
  g_free (fixture->first);
  g_free (fixture->folder);
}

static void
assert_undone (Fixture *fixture)
{
  g_autofree char *state = NULL;

  tandai_document_undo (fixture->document);
  state = state_of (fixture->document);
  g_assert_cmpstr (state, ==, fixture->first);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = tandai_orphans_list (fixture->document);
  const TandaiOrphan *orphan;

  g_assert_cmpuint (orphans->len, ==, 2);
  orphan = orphans->pdata[0];
  g_assert_cmpstr (orphan->id, ==, "so1");
  g_assert_cmpstr (orphan->label, ==, "actor");
  g_assert_cmpstr (orphan->text, ==, "Warga");
  g_assert_cmpstr (orphan->before, ==, "kata ");
  g_assert_cmpstr (orphan->after, ==, " di");
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  TandaiDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  TandaiRange place = { 0, 8 };
  TandaiSpanFields fields;
  TandaiSpan *span;

  g_assert_true (tandai_orphan_place (document, "so1", &place, 1, &error));
  g_assert_no_error (error);
  span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (document), "so1");
  tandai_span_get_fields (span, &fields);
  g_assert_cmpuint (fields.ranges->start, ==, 0);
  g_assert_cmpuint (fields.ranges->end, ==, 8);
  g_assert_cmpstr (fields.label, ==, "actor");
  g_assert_cmpstr (fields.note, ==, "n\"1");
  g_assert_cmpstr (fields.extra, ==, "\"odd\": [1.50]");
  g_assert_null (fields.review);
  g_assert_cmpstr (tandai_span_get_attribute (span, "kind"), ==, "group");
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 1);
  assert_undone (fixture);
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 2);
}

/* A link that ended in it has a span to end in again. */
static void
test_place_of_a_source (Fixture *fixture, gconstpointer data)
{
  TandaiDocument *document = fixture->document;
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  TandaiRange place = { 9, 16 };
  g_autoptr (GPtrArray) relations = NULL;

  g_assert_true (tandai_orphan_place (document, "so2", &place, 1, NULL));
  relations = tandai_annotation_set_list_relations (set, "so2");
  g_assert_cmpuint (relations->len, ==, 1);
  assert_undone (fixture);
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  TandaiDocument *document = fixture->document;

  g_assert_true (tandai_orphan_drop (document, "so2", NULL));
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 1);
  g_assert_cmpuint (tandai_annotation_set_get_n_relations (tandai_document_get_annotations (document)), ==,
                    0);
  assert_undone (fixture);
  g_assert_true (tandai_orphan_drop (document, "so1", NULL));
  g_assert_true (tandai_orphan_drop (document, "so2", NULL));
  g_assert_null (tandai_document_get_sidecar (document)->orphans);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  TandaiDocument *document = fixture->document;
  TandaiRange beyond = { 0, 900 };
  TandaiRange taken = { 0, 8 };
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;

  g_assert_false (tandai_orphan_place (document, "s1", &taken, 1, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tandai_orphan_drop (document, "none", &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tandai_orphan_place (document, "so1", &beyond, 1, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
  g_clear_error (&error);
  state = state_of (document);
  g_assert_cmpstr (state, ==, fixture->first);
  g_assert_nonnull (tandai_document_add_span (document, "actor", &taken, 1, NULL));
  g_assert_false (tandai_orphan_place (document, "so1", &taken, 1, &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_RANGE);
  g_assert_cmpuint (tandai_document_get_sidecar (document)->n_orphans, ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/orphan/list", test_list },
    { "/orphan/place", test_place },
    { "/orphan/place-of-a-source", test_place_of_a_source },
    { "/orphan/drop", test_drop },
    { "/orphan/refused", test_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].test, tear_down);
  return g_test_run ();
}
