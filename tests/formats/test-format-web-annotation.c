/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "core/tandai-json.h"

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

#define NAME "urn:x-tandai:a/b#"

/* The written file, once it has been read again to the letter. */
static TandaiJson *
write_json (const TandaiSidecar *sidecar, TandaiReport *report, char **written)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_web_annotation, sidecar, &options, report);
  const GString *bytes;
  g_autoptr (GError) error = NULL;
  TandaiJson *json;

  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (tandai_format_file (files, "a/b.txt")->str, ==, tandai_text_get_chars (sidecar->text));
  bytes = tandai_format_file (files, "a/b.jsonld");
  json = tandai_json_parse (bytes->str, bytes->len, &error);
  g_assert_no_error (error);
  if (written != NULL)
    *written = g_strdup (bytes->str);
  return json;
}

static guint
member (const TandaiJson *json, guint object, const char *name)
{
  int value = tandai_json_find (json, object, name);

  g_assert_cmpint (value, >=, 0);
  return (guint) value;
}

static guint
item (const TandaiJson *json, guint list, guint position)
{
  int value = tandai_json_first (json, list);

  while (position-- > 0)
    value = tandai_json_next (json, (guint) value);
  g_assert_cmpint (value, >=, 0);
  return (guint) value;
}

static guint
annotations (const TandaiJson *json)
{
  return member (json, member (json, 0, "first"), "items");
}

static void
assert_string (const TandaiJson *json, guint object, const char *name, const char *expected)
{
  g_autofree char *text = tandai_json_dup_string (json, member (json, object, name));

  g_assert_cmpstr (text, ==, expected);
}

/* A target's offsets cut its words and what is round them out of the text. */
static void
assert_target (const TandaiJson *json, guint target, const TandaiText *text, const char *words)
{
  const guint selectors = member (json, target, "selector");
  const guint position = item (json, selectors, 0);
  const guint quote = item (json, selectors, 1);
  g_autofree char *slice = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint start, end;

  g_assert_true (tandai_json_get_offset (json, member (json, position, "start"), &start));
  g_assert_true (tandai_json_get_offset (json, member (json, position, "end"), &end));
  slice = tandai_text_slice (text, start, end);
  before = tandai_text_slice (text, start > 32 ? start - 32 : 0, start);
  after = tandai_text_slice (text, end, MIN (end + 32, tandai_text_get_length (text)));
  g_assert_cmpstr (slice, ==, words);
  assert_string (json, quote, "exact", words);
  assert_string (json, quote, "prefix", before);
  assert_string (json, quote, "suffix", after);
  assert_string (json, target, "source", "b.txt");
}

static void
test_offsets (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("😡😡 “Ya 😡,”\nujar Ani di Kota Lama, “itu\tbenar.”\n");
  g_autoptr (TandaiJson) json = NULL;
  guint targets;

  fixture_add (sidecar, "s1", "quote", "3 10;34 46");
  fixture_add (sidecar, "s2", "place", "23 32");
  json = write_json (sidecar, report, NULL);
  g_assert_cmpuint (tandai_json_count (json, annotations (json)), ==, 3);
  targets = member (json, item (json, annotations (json), 1), "target");
  g_assert_cmpuint (tandai_json_count (json, targets), ==, 2);
  assert_target (json, item (json, targets, 0), sidecar->text, "“Ya 😡,”");
  assert_target (json, item (json, targets, 1), sidecar->text, "“itu\tbenar.”");
  assert_target (json, member (json, item (json, annotations (json), 2), "target"), sidecar->text,
                 "Kota Lama");
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

/* What a selection left a relation without can't be named. */
static void
test_relations (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua");
  g_autoptr (TandaiJson) json = NULL;
  guint total, relation;

  fixture_add (sidecar, "s1", "quote", "0 4");
  fixture_add (sidecar, "s2", "actor", "5 8");
  fixture_relate (sidecar, "r1", "s1", "s2");
  fixture_relate (sidecar, "r2", "s1", "s3");
  json = write_json (sidecar, report, NULL);
  g_assert_true (tandai_json_get_offset (json, member (json, 0, "total"), &total));
  g_assert_cmpuint (total, ==, 4);
  g_assert_cmpuint (tandai_json_count (json, annotations (json)), ==, 4);
  relation = item (json, annotations (json), 3);
  assert_string (json, relation, "motivation", "linking");
  assert_string (json, relation, "target", NAME "s1");
  assert_string (json, item (json, member (json, relation, "body"), 0), "value", "source");
  assert_string (json, item (json, member (json, relation, "body"), 1), "source", NAME "s2");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
}

static void
test_everything (void)
{
  const char *const attributes[] = { "mode", "direct", NULL };
  const TandaiRange range = { 5, 8 };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autoptr (TandaiJson) json = NULL;
  g_autofree char *written = NULL;

  fixture_add_full (sidecar, &(TandaiSpanFields){ .id = "s2",
                                                  .label = "quote",
                                                  .ranges = &range,
                                                  .n_ranges = 1,
                                                  .attributes = attributes,
                                                  .note = "one\n\"two\"" });
  sidecar->title = g_strdup ("Satu");
  g_free (sidecar->annotator);
  sidecar->annotator = g_strdup ("siti");
  sidecar->note = g_strdup ("cek");
  json = write_json (sidecar, report, &written);
  assert_string (json, 0, "@context", "http://www.w3.org/ns/anno.jsonld");
  g_assert_nonnull (strstr (written,
                            "\"body\": [{\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": "
                            "\"quote\"}, {\"type\": \"TextualBody\", \"purpose\": \"describing\", \"label\": "
                            "\"mode\", \"value\": \"direct\"}, {\"type\": \"TextualBody\", \"purpose\": "
                            "\"commenting\", \"value\": \"one\\n\\\"two\\\"\"}]"));
  g_assert_nonnull (strstr (written, "\"label\": \"status\", \"value\": \"done\""));
  g_assert_nonnull (strstr (written, "\"dcterms:title\": \"Satu\""));
  g_assert_nonnull (strstr (written, "\"creator\": {\"type\": \"Person\", \"nickname\": \"siti\"}"));
  g_assert_nonnull (strstr (written, "\"purpose\": \"commenting\", \"value\": \"cek\""));
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/web-annotation/offsets", test_offsets);
  g_test_add_func ("/formats/web-annotation/relations", test_relations);
  g_test_add_func ("/formats/web-annotation/everything", test_everything);
  return g_test_run ();
}
