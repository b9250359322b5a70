/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "core/tandai-json.h"

static const TandaiExportOptions all = { .scheme = "BIO", .columns = 2 };

static char *
write_lines (TandaiSidecar *sidecar, const TandaiExportOptions *options, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_chat, sidecar, options, report);

  g_assert_cmpuint (files->len, ==, 1);
  return g_strdup (tandai_format_file (files, "")->str);
}

/* What the message of a role says, in the line of that number. */
static char *
read_message (const char *lines, guint line, guint message)
{
  g_auto (GStrv) records = g_strsplit (lines, "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiJson) json = NULL;
  int at;

  g_assert_cmpuint (g_strv_length (records), >, line);
  json = tandai_json_parse (records[line], strlen (records[line]), &error);
  g_assert_no_error (error);
  at = tandai_json_first (json, (guint) tandai_json_find (json, 0, "messages"));
  while (message-- > 0)
    at = tandai_json_next (json, (guint) at);
  return tandai_json_dup_string (json, (guint) tandai_json_find (json, (guint) at, "content"));
}

static void
test_record (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("“Ya 😡,” ujar Ani, “itu.”\n");
  const TandaiRange quote[] = { { 0, 7 }, { 18, 24 } };
  const char *const attributes[] = { "mode", "direct", "tone", "keras", NULL };
  const TandaiSpanFields fields = {
    .id = "s0", .label = "quote", .ranges = quote, .n_ranges = 2, .attributes = attributes
  };
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;

  fixture_add_full (sidecar, &fields);
  fixture_add (sidecar, "s1", "claim", "1 5");
  fixture_add (sidecar, "s2", "actor", "13 16");
  fixture_add (sidecar, "s3", "cue", "8 12");
  fixture_relate (sidecar, "r0", "s0", "s2");
  fixture_relate (sidecar, "r1", "s0", "s3");
  fixture_relate (sidecar, "r2", "s0", "s1");
  lines = write_lines (sidecar, &all, report);
  text = read_message (lines, 0, 1);
  answer = read_message (lines, 0, 2);
  g_assert_cmpstr (text, ==, "“Ya 😡,” ujar Ani, “itu.”\n");
  g_assert_cmpstr (
      answer, ==,
      "{\"quotes\": [{\"text\": \"“Ya 😡,” […] “itu.”\", \"speaker\": \"Ani\", \"cue\": \"ujar\", "
      "\"mode\": \"direct\"}], \"claims\": [{\"text\": \"Ya 😡\", \"speaker\": null}], "
      "\"actors\": [\"Ani\"], \"places\": [], \"cue\": [\"ujar\"]}");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ATTRIBUTE), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 2);
}

static void
test_language (void)
{
  const struct
  {
    const char *language;
    const char *begin;
  } cases[] = { { "id", "Ambil" },    { "id-ID", "Ambil" }, { "ID", "Ambil" },
                { "ido", "Extract" }, { "en", "Extract" },  { NULL, "Extract" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
      g_autofree char *lines = NULL;
      g_autofree char *request = NULL;

      sidecar->language = g_strdup (cases[i].language);
      lines = write_lines (sidecar, &all, report);
      request = read_message (lines, 0, 0);
      g_assert_true (g_str_has_prefix (request, cases[i].begin));
      g_assert_nonnull (strstr (request, "quotes ("));
    }
}

/* What is not exported is not asked for; what the schema lacks has the label's name, and no key comes twice.
 */
static void
test_keys (void)
{
  char *labels[] = { (char *) "place", (char *) "quotes", (char *) "quotes_", (char *) "a\"b", NULL };
  const TandaiExportOptions some = { .scheme = "BIO", .columns = 2, .labels = labels };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua");
  g_autofree char *lines = NULL;
  g_autofree char *answer = NULL;

  fixture_add (sidecar, "s0", "quotes", "0 4");
  fixture_add (sidecar, "s1", "a\"b", "5 8");
  fixture_add (sidecar, "s2", "quotes_", "6 7");
  lines = write_lines (sidecar, &some, report);
  answer = read_message (lines, 0, 2);
  g_assert_cmpstr (answer, ==,
                   "{\"places\": [], \"quotes_\": [\"satu\"], \"a\\\"b\": [\"dua\"], "
                   "\"quotes__\": [\"u\"]}");
}

/* Paragraphs of 1,000 code points: six make a record. */
static void
test_long (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *first = NULL;
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 8000; i++)
    g_string_append_c (text, i % 1000 == 999 ? '\n' : 'a');
  sidecar = fixture_sidecar (text->str);
  fixture_add (sidecar, "s0", "quote", "5000 6200");
  fixture_add (sidecar, "s1", "actor", "100 110");
  fixture_add (sidecar, "s2", "actor", "6300 6305");
  fixture_relate (sidecar, "r0", "s0", "s1");
  fixture_relate (sidecar, "r1", "s0", "s2");
  lines = write_lines (sidecar, &all, report);
  first = read_message (lines, 0, 1);
  answer = read_message (lines, 1, 2);
  g_assert_cmpuint (strlen (first), ==, 5000);
  g_assert_nonnull (strstr (answer, "\"speaker\": \"aaaaa\""));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
}

static void
test_line_ends (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\xe2\x80\xa8"
                                                       "b\xc2\x85");
  g_autoptr (TandaiSidecar) empty = fixture_sidecar ("");
  g_autofree char *lines = NULL;
  g_autofree char *nothing = write_lines (empty, &all, report);

  fixture_add (sidecar, "s0", "actor", "0 4");
  lines = write_lines (sidecar, &all, report);
  g_assert_null (strstr (lines, "\xe2\x80\xa8"));
  g_assert_null (strstr (lines, "\xc2\x85"));
  g_assert_nonnull (strstr (lines, "[\\\"a\\u2028b\\u0085\\\"]"));
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/chat/record", test_record);
  g_test_add_func ("/formats/chat/language", test_language);
  g_test_add_func ("/formats/chat/keys", test_keys);
  g_test_add_func ("/formats/chat/long", test_long);
  g_test_add_func ("/formats/chat/line-ends", test_line_ends);
  return g_test_run ();
}
