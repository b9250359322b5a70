/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-error.h"
#include "core/tandai-sidecar.h"

#define HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* A small sidecar in canonical form, with members of a later version at every level. */
static const char GOOD[] =
    "{\n"
    "  \"format\": \"tandai/1\",\n"
    "  \"article\": {\"file\": \"a.txt\", \"sha256\": \"" HASH
    "\", \"encoding\": \"UTF-8\", \"newline\": \"lf\", "
    "\"later\": 1.0e2},\n"
    "  \"annotator\": \"\",\n"
    "  \"status\": \"in-progress\",\n"
    "  \"text\": \"Ia 😡 berkata “ya”.\",\n"
    "  \"spans\": [\n"
    "    {\"id\": \"s1\", \"start\": 0, \"end\": 2, \"label\": \"actor\", \"text\": \"Ia\", \"attributes\": "
    "{\"kind\": \"person\"}, \"later\": [0.10000000000000001]},\n"
    "    {\"id\": \"s2\", \"start\": 3, \"end\": 17, \"fragments\": [[3, 4], [13, 17]], \"label\": "
    "\"quote\", "
    "\"text\": \"😡 “ya”\"}\n"
    "  ],\n"
    "  \"relations\": [\n"
    "    {\"id\": \"r1\", \"type\": \"source\", \"from\": \"s2\", \"to\": \"s1\"}\n"
    "  ],\n"
    "  \"later\": {\"a\": null}\n"
    "}\n";

static TandaiSidecar *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return tandai_sidecar_parse (bytes, error);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) sidecar = parse (GOOD, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  bytes = tandai_sidecar_serialize (sidecar);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GOOD, strlen (GOOD));
}

static void
test_sample (void)
{
  static const char *const NAMES[] = { "banjir-demak", "harbour-strike", "harga-beras", "tambang-nikel" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *name = g_strconcat (NAMES[i], ".txt.tandai.json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes;
      g_autoptr (GError) error = NULL;
      g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_load (path, NULL, NULL, &error);
      g_autoptr (GBytes) written = NULL;

      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      written = tandai_sidecar_serialize (sidecar);
      g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written), bytes, n_bytes);
    }
}

/* Each is the good sidecar with one thing changed. */
static void
test_rejected (void)
{
  const struct
  {
    const char *from;
    const char *to;
    const char *place;
  } cases[] = {
    { "tandai/1", "tandai/2", "format" },
    { "\"format\": \"tandai/1\",\n", "", "format" },
    { "\"file\": \"a.txt\", ", "", "article.file" },
    { "a.txt", "../a.txt", "article.file" },
    { "\"sha256\": \"0", "\"sha256\": \"x", "article.sha256" },
    { "\"lf\"", "\"vt\"", "article.newline" },
    { "\"annotator\": \"\"", "\"annotator\": \"Siti\"", "annotator" },
    { "in-progress", "begun", "status" },
    { "\"text\": \"Ia 😡 berkata “ya”.\",\n", "", "text" },
    /* It was kept, and never the article's text, whose line ends are all made one. */
    { "berkata “ya”.\"", "berkata “ya”.\\r\\n\"", "text" },
    { "\"start\": 0,", "\"start\": -1,", "spans[0].start" },
    { "\"start\": 0,", "\"start\": 0.0,", "spans[0].start" },
    { "\"start\": 0,", "\"start\": \"0\",", "spans[0].start" },
    { "\"start\": 0, \"end\": 2", "\"start\": 0, \"end\": 99", "spans[0].end" },
    { "\"start\": 0, \"end\": 2", "\"start\": 2, \"end\": 2", "spans[0].end" },
    { "\"start\": 0, \"end\": 2", "\"start\": 0", "spans[0].end" },
    { "\"label\": \"actor\", ", "", "spans[0].label" },
    { "\"label\": \"actor\"", "\"label\": 3", "spans[0].label" },
    { "\"text\": \"Ia\", ", "", "spans[0].text" },
    { "\"id\": \"s2\"", "\"id\": \"s1\"", "spans[1].id" },
    { "\"id\": \"s2\"", "\"id\": \"s 2\"", "spans[1].id" },
    { "[[3, 4], [13, 17]]", "[[13, 17], [3, 4]]", "spans[1].fragments" },
    { "[[3, 4], [13, 17]]", "[[3, 13], [13, 17]]", "spans[1].fragments" },
    { "[[3, 4], [13, 17]]", "[[3, 4], [13, 16]]", "spans[1].fragments" },
    { "[[3, 4], [13, 17]]", "[[3, 17]]", "spans[1].fragments" },
    { "[[3, 4], [13, 17]]", "[[3], [13, 17]]", "spans[1].fragments[0]" },
    { "{\"kind\": \"person\"}", "{\"kind\": 1}", "spans[0].attributes.kind" },
    { "\"to\": \"s1\"", "\"to\": \"s9\"", "relations[0].to" },
    { "\"type\": \"source\", ", "", "relations[0].type" },
    { "\"relations\": [", "\"orphans\": [{}], \"relations\": [", "orphans[0].id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (GOOD);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, cases[i].from, cases[i].to, 1), ==, 1);
      g_assert_null (parse (text->str, &error));
      g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR);
      if (!g_str_has_prefix (error->message, cases[i].place))
        g_error ("expected %s, got %s", cases[i].place, error->message);
    }
}

/* Words that do not match are reported and kept, never moved. */
static void
test_mismatch (void)
{
  g_autoptr (GString) text = g_string_new (GOOD);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_string_replace (text, "\"text\": \"Ia\"", "\"text\": \"Dia\"", 1);
  sidecar = parse (text->str, NULL);
  g_assert_cmpuint (sidecar->problems->len, ==, 1);
  g_assert_cmpstr (((TandaiProblem *) g_ptr_array_index (sidecar->problems, 0))->path, ==, "spans[0].text");
  bytes = tandai_sidecar_serialize (sidecar);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text->str, text->len);
}

/* What another order and other white space say is the same annotation. */
static void
test_canonical (void)
{
  g_autoptr (GString) text = g_string_new (GOOD);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_string_replace (text, "\n", "", 0);
  g_string_replace (text, "\"annotator\": \"\",", "", 1);
  g_string_replace (text, "{  \"format\"", "{\"annotator\":\"\",\"format\"", 1);
  sidecar = parse (text->str, NULL);
  bytes = tandai_sidecar_serialize (sidecar);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GOOD, strlen (GOOD));
}

static TandaiSidecar *
parse_head (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return tandai_sidecar_parse_head (bytes, error);
}

/* What is said of the article, and nothing of the spans, be they as broken as may be. */
static void
test_head (void)
{
  const char *const texts[] = {
    GOOD,
    "{\"format\": \"tandai/1\", \"article\": {\"file\": \"a.txt\", \"sha256\": \"" HASH
    "\", \"encoding\": \"UTF-8\", \"newline\": \"lf\"}, \"annotator\": \"\", \"status\": \"in-progress\", "
    "\"text\": \"Ia 😡 berkata “ya”.\", \"spans\": [7], \"relations\": [{}]}",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TandaiSidecar) head = parse_head (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (head->file, ==, "a.txt");
      g_assert_cmpstr (head->sha256, ==, HASH);
      g_assert_cmpint (head->status, ==, TANDAI_STATUS_IN_PROGRESS);
      g_assert_cmpstr (tandai_text_get_chars (head->text), ==, "Ia 😡 berkata “ya”.");
      g_assert_cmpuint (head->spans->len, ==, 0);
      g_assert_cmpuint (head->relations->len, ==, 0);
    }
  none = parse_head ("{\"format\": \"tandai/1\"}", &error);
  g_assert_null (none);
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_SIDECAR);
}

static void
test_fields (void)
{
  g_autoptr (TandaiSidecar) sidecar = parse (GOOD, NULL);
  char *attributes[] = { (char *) "desk", (char *) "kota", NULL };

  sidecar->publisher = g_strdup ("Contoh");
  sidecar->attributes = g_strdupv (attributes);
  g_assert_cmpstr (tandai_sidecar_get_field (sidecar, "publisher"), ==, "Contoh");
  g_assert_cmpstr (tandai_sidecar_get_field (sidecar, "status"), ==, "in-progress");
  g_assert_cmpstr (tandai_sidecar_get_field (sidecar, "annotator"), ==, "");
  g_assert_cmpstr (tandai_sidecar_get_field (sidecar, "desk"), ==, "kota");
  g_assert_null (tandai_sidecar_get_field (sidecar, "language"));
  g_assert_null (tandai_sidecar_get_field (sidecar, "topic"));
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static TandaiSidecar *
load_async (const char *path, TandaiStamp *stamp, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tandai_sidecar_load_async (path, NULL, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tandai_sidecar_load_finish (result, stamp, error);
}

/* In a thread it reads what it reads at once, and fails with the same words. */
static void
test_load_async (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.txt.tandai.json", NULL);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autoptr (TandaiSidecar) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) same = NULL;
  TandaiStamp stamp, expected;

  g_assert_true (g_file_set_contents (path, GOOD, -1, NULL));
  sidecar = load_async (path, &stamp, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->spans->len, ==, 2);
  tandai_sidecar_free (tandai_sidecar_load (path, &expected, NULL, NULL));
  g_assert_cmpstr (stamp.sha256, ==, expected.sha256);

  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  none = load_async (path, NULL, &error);
  g_assert_null (none);
  g_assert_null (tandai_sidecar_load (path, NULL, NULL, &same));
  g_assert_cmpstr (error->message, ==, same->message);
  g_assert_nonnull (strstr (error->message, "a.txt.tandai.json: "));
}

/* By its name it is one article's; what it says may be another. */
static void
test_owner (void)
{
  g_autoptr (TandaiSidecar) sidecar = parse (GOOD, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) annotator_error = NULL;

  g_assert_true (tandai_sidecar_check_owner (sidecar, "/x/a.txt", "", NULL));
  g_assert_false (tandai_sidecar_check_owner (sidecar, "/x/b.txt", "", &error));
  g_assert_error (error, TANDAI_ERROR, TANDAI_ERROR_NAME);
  g_assert_nonnull (strstr (error->message, "/x/b.txt.tandai.json"));
  g_assert_false (tandai_sidecar_check_owner (sidecar, "/x/a.txt", "siti", &annotator_error));
  g_assert_error (annotator_error, TANDAI_ERROR, TANDAI_ERROR_NAME);
}

/* A name that is not UTF-8 was written as it is, and the sidecar could not be read again. */
static void
test_name_that_is_not_utf8 (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Satu.\n");
  char hash[] = HASH;
  char path[] = "/x/caf\xe9.txt";
  TandaiArticle article = { .path = path, .sha256 = hash, .text = text, .origin = { .encoding = "UTF-8" } };
  g_autoptr (TandaiSidecar) sidecar = tandai_sidecar_new (&article, "");
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (sidecar);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiSidecar) again = tandai_sidecar_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->file, ==, "caf\xef\xbf\xbd.txt");
  g_assert_true (tandai_sidecar_check_owner (again, path, "", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/round-trip", test_round_trip);
  g_test_add_func ("/sidecar/sample", test_sample);
  g_test_add_func ("/sidecar/rejected", test_rejected);
  g_test_add_func ("/sidecar/mismatch", test_mismatch);
  g_test_add_func ("/sidecar/canonical", test_canonical);
  g_test_add_func ("/sidecar/head", test_head);
  g_test_add_func ("/sidecar/fields", test_fields);
  g_test_add_func ("/sidecar/load-async", test_load_async);
  g_test_add_func ("/sidecar/owner", test_owner);
  g_test_add_func ("/sidecar/name-that-is-not-utf-8", test_name_that_is_not_utf8);
  return g_test_run ();
}
