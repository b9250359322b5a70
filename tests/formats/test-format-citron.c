/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "core/tandai-json.h"

static const TandaiExportOptions all = { .scheme = "BIO", .columns = 2 };

static const char *const json_head = "{\n \"text\": ";

static char *
write_json (TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_citron, sidecar, &all, report);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiJson) json = NULL;
  GString *written;

  g_assert_cmpuint (files->len, ==, 1);
  written = tandai_format_file (files, "a/b.json");
  json = tandai_json_parse (written->str, written->len, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (written->str, json_head));
  return g_strdup (written->str);
}

static void
relate (TandaiSidecar *sidecar, const char *id, const char *type, const char *from, const char *to)
{
  TandaiRelationFields fields = { .id = id, .type = type, .from = from, .to = to };

  g_ptr_array_add (sidecar->relations, tandai_relation_new (&fields));
}

/* What Citron's documentation shows: a quote cut by its attribution, its cue and its source. */
static void
test_quote (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("“Ya 😡,” ujar Ani, “itu.”\n");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s0", "quote", "0 7;18 24");
  fixture_add (sidecar, "s1", "actor", "13 16");
  fixture_add (sidecar, "s2", "cue", "8 12");
  fixture_relate (sidecar, "r0", "s0", "s1");
  relate (sidecar, "r1", "cue", "s0", "s2");
  written = write_json (sidecar, report);
  g_assert_cmpstr (written, ==,
                   "{\n \"text\": \"“Ya 😡,” ujar Ani, “itu.”\\n\",\n \"quotes\": [\n  {\"id\": \"s0\", "
                   "\"cue\": {\"start\": 8, \"end\": 12, \"text\": \"ujar\"}, "
                   "\"sources\": [{\"start\": 13, \"end\": 16, \"text\": \"Ani\"}], "
                   "\"contents\": [{\"start\": 0, \"end\": 7, \"text\": \"“Ya 😡,”\"}, "
                   "{\"start\": 18, \"end\": 24, \"text\": \"“itu.”\"}]}]\n}\n");
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 0);
}

/* A quote without a cue would end Citron's reader; a second cue has no place. */
static void
test_cues (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga empat lima");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s0", "quote", "0 4");
  fixture_add (sidecar, "s1", "quote", "5 8");
  fixture_add (sidecar, "s2", "cue", "9 10;12 13");
  fixture_add (sidecar, "s3", "cue", "14 19");
  fixture_add (sidecar, "s4", "actor", "20 24");
  fixture_add (sidecar, "s5", "claim", "0 8");
  relate (sidecar, "r0", "source", "s0", "s4");
  relate (sidecar, "r1", "source", "s5", "s4");
  relate (sidecar, "r2", "source", "s1", "s2");
  relate (sidecar, "r3", "cue", "s1", "s3");
  written = write_json (sidecar, report);
  g_assert_nonnull (strstr (written, "\"quotes\": [\n  {\"id\": \"s1\", \"cue\": {\"start\": 9, \"end\": 13, "
                                     "\"text\": \"tiga\"}, \"sources\": [], "));
  g_assert_null (strstr (written, "s0"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NO_PLACE), ==, 4);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 3);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
}

static void
add_mention (TandaiSidecar *sidecar, const char *id, guint start, const char *entity)
{
  const char *const attributes[] = { "entity", entity, NULL };
  const TandaiRange range = { start, start + 3 };
  const TandaiSpanFields fields = {
    .id = id, .label = "actor", .ranges = &range, .n_ranges = 1, .attributes = attributes
  };

  fixture_add_full (sidecar, &fields);
}

static void
test_groups (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("Ani dan Ani dan Adi");
  g_autofree char *written = NULL;

  add_mention (sidecar, "s0", 0, "ani");
  add_mention (sidecar, "s1", 8, "ani");
  add_mention (sidecar, "s2", 16, "adi");
  written = write_json (sidecar, report);
  g_assert_nonnull (
      strstr (written, ",\n \"coreference_groups\": [\n  [{\"start\": 0, \"end\": 3, \"text\": \"Ani\"}, "
                       "{\"start\": 8, \"end\": 11, \"text\": \"Ani\"}]]\n}\n"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NO_PLACE), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ATTRIBUTE), ==, 3);
}

static void
test_empty (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\"\\\n");
  g_autofree char *written = write_json (sidecar, report);

  g_assert_cmpstr (written, ==, "{\n \"text\": \"a\\\"\\\\\\n\",\n \"quotes\": []\n}\n");
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/citron/quote", test_quote);
  g_test_add_func ("/formats/citron/cues", test_cues);
  g_test_add_func ("/formats/citron/groups", test_groups);
  g_test_add_func ("/formats/citron/empty", test_empty);
  return g_test_run ();
}
