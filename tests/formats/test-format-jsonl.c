/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

static void
test_record (void)
{
  const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\xe2\x80\xa8"
                                                       "b\xe2\x80\xa9"
                                                       "c\xc2\x85"
                                                       "d\ne 😡\v");
  g_autoptr (TandaiSidecar) again = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GString *line;

  fixture_add (sidecar, "s1", "quote", "0 3;8 11");
  files = fixture_write (&tandai_format_jsonl, sidecar, &options, report);
  line = tandai_format_file (files, "");
  g_assert_cmpint (strchr (line->str, '\n') - line->str, ==, line->len - 1);
  g_assert_null (strstr (line->str, "\xe2\x80\xa8"));
  g_assert_null (strstr (line->str, "\xe2\x80\xa9"));
  g_assert_null (strstr (line->str, "\xc2\x85"));
  g_assert_null (strchr (line->str, '\v'));
  bytes = g_bytes_new (line->str, line->len);
  again = tandai_sidecar_parse (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tandai_text_get_chars (again->text), ==, tandai_text_get_chars (sidecar->text));
  g_assert_cmpuint (again->spans->len, ==, 1);
  g_assert_true (tandai_span_same_place (again->spans->pdata[0], sidecar->spans->pdata[0]));
  g_assert_cmpuint (again->problems->len, ==, 0);
}

static void
test_table (void)
{
  const TandaiFormat *const *formats = tandai_format_list ();

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_assert_true (tandai_format_find (formats[i]->name) == formats[i]);
      g_assert_nonnull (formats[i]->summary);
    }
  g_assert_null (tandai_format_find ("JSONL"));
  g_assert_null (tandai_format_find (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/jsonl/record", test_record);
  g_test_add_func ("/formats/table", test_table);
  return g_test_run ();
}
