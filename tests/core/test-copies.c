/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The copies that two programs leave beside a sidecar: found by their names, and merged into it. */

#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "conflict-fixture.h"
#include "core/tandai-copies.h"
#include "core/tandai-error.h"
#include "core/tandai-file.h"
#include "core/tandai-paths.h"
#include "core/tandai-rejoin.h"

#define CORRECTED "Kami bantu semua warga, kata Bupati Joko di Demak.\n"

static void
write_sidecar (const char *path, const TandaiSidecar *sidecar)
{
  g_autoptr (GBytes) bytes = tandai_sidecar_serialize (sidecar);
  g_autoptr (GError) error = NULL;

  tandai_file_write (path, bytes, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
}

static void
write_parts (const char *path, Parts parts)
{
  g_autoptr (TandaiSidecar) sidecar = conflict_make (parts);

  write_sidecar (path, sidecar);
}

static char *
copy_path (const Place *place)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);

  return tandai_paths_conflict (place->sidecar, time);
}

static TandaiSidecar *
read_sidecar (const char *path)
{
  g_autoptr (GError) error = NULL;
  TandaiSidecar *sidecar = tandai_sidecar_load (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return sidecar;
}

static void
join (const Place *place, guint n_disputes)
{
  g_autofree char *copy = copy_path (place);
  g_autoptr (GError) error = NULL;
  guint n = G_MAXUINT;

  tandai_rejoin_copy (copy, place->sidecar, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_disputes);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_found_by_name (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autofree char *other = NULL;
  g_auto (TandaiCopies) copies = { NULL };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) of_other = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  other = g_build_filename (place.folder, "a.txt.siti.tandai.json", NULL);
  write_parts (copy, (Parts){ NULL });
  found = tandai_copies_find (&copies, place.sidecar);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (found->pdata[0], ==, copy);
  of_other = tandai_copies_find (&copies, other);
  g_assert_cmpuint (of_other->len, ==, 0);
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

/* Of a long name the end is left out. */
static void
test_found_by_a_long_name (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);
  g_autofree char *name = g_strnfill (240, 'n');
  g_autofree char *sidecar = NULL;
  g_autofree char *copy = NULL;
  g_auto (TandaiCopies) copies = { NULL };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) of_other = NULL;

  conflict_place_init (&place);
  sidecar = g_strconcat (place.folder, "/", name, ".tandai.json", NULL);
  copy = tandai_paths_conflict (sidecar, time);
  write_parts (copy, (Parts){ NULL });
  found = tandai_copies_find (&copies, sidecar);
  g_assert_cmpuint (found->len, ==, 1);
  of_other = tandai_copies_find (&copies, place.sidecar);
  g_assert_cmpuint (of_other->len, ==, 0);
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

/* What either has is there, and nothing else. */
static void
test_both_versions (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) joined = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  write_parts (place.sidecar, (Parts){ .spans = QUOTE ", " ACTOR });
  write_parts (copy, (Parts){ .spans = QUOTE ", " PLACE });
  join (&place, 0);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpuint (joined->spans->len, ==, 3);
}

/* What the sidecar has stays until a person decides. */
static void
test_they_disagree (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) joined = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  write_parts (place.sidecar, (Parts){ .status = "done" });
  write_parts (copy, (Parts){ .status = "excluded" });
  join (&place, 1);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpint (joined->status, ==, TANDAI_STATUS_DONE);
  g_assert_cmpuint (joined->n_conflicts, ==, 1);
  g_assert_nonnull (strstr (joined->conflicts, "excluded"));
}

/* One id is one span, though it was moved in one version and relabelled in the other. */
static void
test_one_span_in_two_places (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) joined = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  write_parts (place.sidecar, (Parts){ .spans = QUOTE ", " ACTOR_AS ("claim", ""), .relations = RELATION });
  write_parts (copy, (Parts){ .spans = QUOTE ", " SPAN ("a1", 30, 34, "actor", "Joko", ""),
                              .relations = RELATION });
  join (&place, 1);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpuint (joined->spans->len, ==, 2);
  g_assert_cmpuint (joined->relations->len, ==, 1);
  g_assert_cmpstr (tandai_span_get_label (joined->spans->pdata[1]), ==, "claim");
  g_assert_nonnull (strstr (joined->conflicts, "\"Joko\""));
}

static void
test_the_sidecar_is_gone (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) joined = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  write_parts (copy, (Parts){ .spans = PLACE });
  join (&place, 0);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpuint (joined->spans->len, ==, 1);
}

/* The article was corrected since the copy was made. */
static void
test_the_article_changed (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) sidecar = conflict_make ((Parts){ .spans = "" });
  g_autoptr (TandaiSidecar) joined = NULL;
  TandaiSpan *span;

  conflict_place_init (&place);
  copy = copy_path (&place);
  write_parts (copy, (Parts){ .spans = PLACE });
  tandai_text_unref (sidecar->text);
  sidecar->text = tandai_text_new (CORRECTED);
  g_assert_true (g_file_set_contents (place.article, CORRECTED, -1, NULL));
  write_sidecar (place.sidecar, sidecar);
  join (&place, 0);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpuint (joined->spans->len, ==, 1);
  span = joined->spans->pdata[0];
  g_assert_cmpuint (tandai_span_get_start (span), ==, 44);
  g_assert_true (g_str_has_prefix (tandai_text_get_chars (joined->text), "Kami bantu semua"));
}

/* Another program brought back the sidecar of before the article was corrected; the copy is the newer one. */
static void
test_the_copy_is_newer (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *copy = NULL;
  g_autoptr (TandaiSidecar) newer = conflict_make ((Parts){ .spans = "" });
  g_autoptr (TandaiSidecar) joined = NULL;

  conflict_place_init (&place);
  copy = copy_path (&place);
  g_assert_true (g_file_set_contents (place.article, CORRECTED, -1, NULL));
  tandai_text_unref (newer->text);
  newer->text = tandai_text_new (CORRECTED);
  g_ptr_array_add (newer->spans, tandai_span_new_simple ("claim", 11, 16));
  write_sidecar (copy, newer);
  write_parts (place.sidecar, (Parts){ .spans = PLACE });
  join (&place, 0);
  joined = read_sidecar (place.sidecar);
  g_assert_cmpstr (tandai_text_get_chars (joined->text), ==, CORRECTED);
  g_assert_cmpuint (joined->spans->len, ==, 2);
  g_assert_cmpuint (tandai_span_get_start (joined->spans->pdata[0]), ==, 11);
  g_assert_cmpuint (tandai_span_get_start (joined->spans->pdata[1]), ==, 44);
}

/* What was taken back, and what a person keeps under another name, is not offered to be merged. */
static void
test_other_names (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);
  g_autofree char *undone = tandai_paths_undone ("/news/a.txt.tandai.json", time);
  g_autofree char *copy = tandai_paths_conflict ("/news/a.txt.tandai.json", time);
  g_autofree char *kept = g_strconcat (copy, ".bak", NULL);

  g_assert_true (tandai_paths_is_conflict (copy));
  g_assert_false (tandai_paths_is_conflict (undone));
  g_assert_true (tandai_paths_is_temporary (undone));
  g_assert_false (tandai_paths_is_conflict (kept));
}

static void
assert_refused (const Place *place, const char *content, int code)
{
  g_autofree char *copy = copy_path (place);
  g_autofree char *left = NULL;
  g_autofree char *sidecar = NULL;
  g_autoptr (TandaiSidecar) before = conflict_make ((Parts){ NULL });
  g_autoptr (GBytes) expected = tandai_sidecar_serialize (before);
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = tandai_display_name (copy);
  guint n;

  write_sidecar (place->sidecar, before);
  g_assert_true (g_file_set_contents (copy, content, -1, NULL));
  g_assert_false (tandai_rejoin_copy (copy, place->sidecar, &n, NULL, &error));
  g_assert_error (error, TANDAI_ERROR, code);
  g_assert_nonnull (strstr (error->message, shown));
  g_assert_true (g_file_get_contents (copy, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, content);
  g_assert_true (g_file_get_contents (place->sidecar, &sidecar, NULL, NULL));
  g_assert_cmpmem (sidecar, strlen (sidecar), g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

/* Nothing is written, and the copy stays. */
static void
test_refused (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (TandaiSidecar) foreign = conflict_make ((Parts){ NULL });
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *content = NULL;

  conflict_place_init (&place);
  g_free (foreign->file);
  foreign->file = g_strdup ("b.txt");
  bytes = tandai_sidecar_serialize (foreign);
  content = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  assert_refused (&place, "{", TANDAI_ERROR_JSON);
  assert_refused (&place, content, TANDAI_ERROR_NAME);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("tandai-XXXXXX", NULL);

  /* What was replaced is kept there. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copies/found-by-name", test_found_by_name);
  g_test_add_func ("/copies/found-by-a-long-name", test_found_by_a_long_name);
  g_test_add_func ("/copies/both-versions", test_both_versions);
  g_test_add_func ("/copies/they-disagree", test_they_disagree);
  g_test_add_func ("/copies/one-span-in-two-places", test_one_span_in_two_places);
  g_test_add_func ("/copies/the-copy-is-newer", test_the_copy_is_newer);
  g_test_add_func ("/copies/other-names", test_other_names);
  g_test_add_func ("/copies/the-sidecar-is-gone", test_the_sidecar_is_gone);
  g_test_add_func ("/copies/the-article-changed", test_the_article_changed);
  g_test_add_func ("/copies/refused", test_refused);
  return g_test_run ();
}
