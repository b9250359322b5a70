/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include "formats/tandai-brat-note.h"

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

static char *
write_ann (const TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_brat, sidecar, &options, report);

  g_assert_cmpuint (files->len, ==, 3);
  g_assert_cmpstr (tandai_format_file (files, "a/b.txt")->str, ==, tandai_text_get_chars (sidecar->text));
  return g_strdup (tandai_format_file (files, "a/b.ann")->str);
}

static void
test_lines (void)
{
  const struct
  {
    const char *text;
    const char *ranges;
    const char *line;
    guint n_split;
    guint n_dropped;
  } lines[] = {
    { "foo bar", "0 7", "T1\tactor 0 7\tfoo bar\n", 0, 0 },
    { "Foo\n  Bar", "0 9", "T1\tactor 0 3;6 9\tFoo Bar\n", 1, 0 },
    { "Foo \n\n\t Bar", "0 11", "T1\tactor 0 3;8 11\tFoo Bar\n", 1, 0 },
    { "Foo\n", "0 4", "T1\tactor 0 3\tFoo\n", 1, 0 },
    { "\nFoo", "0 4", "T1\tactor 1 4\tFoo\n", 1, 0 },
    { " foo ", "0 5", "T1\tactor 0 5\t foo \n", 0, 0 },
    { "a\n \nb", "1 4", "", 1, 1 },
    { "a\xe2\x80\xa8"
      "b",
      "0 3", "T1\tactor 0 1;2 3\ta b\n", 1, 0 },
    { "a\xc2\x85"
      "b",
      "0 3", "T1\tactor 0 1;2 3\ta b\n", 1, 0 },
    { "😡 itu", "0 5", "T1\tactor 0 5\t😡 itu\n", 0, 0 },
    { "satu dua tiga", "0 4;9 13", "T1\tactor 0 4;9 13\tsatu tiga\n", 0, 0 },
    { "satu\ndua tiga", "0 8;9 13", "T1\tactor 0 4;5 8;9 13\tsatu dua tiga\n", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar (lines[i].text);
      g_autofree char *written = NULL;
      char *note;

      fixture_add (sidecar, "s1", "actor", lines[i].ranges);
      written = write_ann (sidecar, report);
      /* Where it was exactly may stand in a note. */
      note = strstr (written, "\n#");
      if (note != NULL)
        note[1] = '\0';
      g_assert_cmpstr (written, ==, lines[i].line);
      g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_SPLIT_LINE), ==, lines[i].n_split);
      g_assert_cmpuint (tandai_report_dropped (report), ==, lines[i].n_dropped);
    }
}

static void
test_everything (void)
{
  const char *const attributes[] = { "mode", "direct", "role", "two words", NULL };
  const TandaiRange range = { 5, 8 };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s1", "actor", "0 4");
  fixture_add_full (sidecar, &(TandaiSpanFields){ .id = "s2",
                                                  .label = "quote",
                                                  .ranges = &range,
                                                  .n_ranges = 1,
                                                  .attributes = attributes,
                                                  .note = "one\ntwo" });
  fixture_relate (sidecar, "r1", "s2", "s1");
  written = write_ann (sidecar, report);
  g_assert_cmpstr (written, ==,
                   "T1\tactor 0 4\tsatu\nT2\tquote 5 8\tdua\nA1\tmode T2 direct\n"
                   "#1\tTandaiAttribute T2\trole=two words\n#2\tTandaiNote T2\tone\\ntwo\n"
                   "R1\tsource Arg1:T2 Arg2:T1\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ATTRIBUTE), ==, 0);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NOTE), ==, 0);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

/* What brat's lines alone don't tell stands in a note. */
static void
test_places_and_names (void)
{
  const struct
  {
    const char *text;
    const char *ranges;
    const char *label;
    const char *written;
  } cases[] = {
    { "Foo\nBar", "0 7", "actor", "T1\tactor 0 3;4 7\tFoo Bar\n" },
    { "Foo\nBar", "0 3;4 7", "actor", "T1\tactor 0 3;4 7\tFoo Bar\n#1\tTandaiFragments T1\t0 3;4 7\n" },
    { "Foo\nBar", "0 4;5 7", "actor", "T1\tactor 0 3;5 7\tFoo ar\n#1\tTandaiFragments T1\t0 4;5 7\n" },
    { "\n\nFoo", "0 5", "actor", "T1\tactor 2 5\tFoo\n#1\tTandaiFragments T1\t0 5\n" },
    { "Foo", "0 3", "is:a", "T1\tis_a 0 3\tFoo\n#1\tTandaiName T1\tis:a\n" },
    { "Foo", "0 3", "-a b\n", "T1\t-a_b_ 0 3\tFoo\n#1\tTandaiName T1\t-a b\\n\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar (cases[i].text);
      g_autofree char *written = NULL;

      fixture_add (sidecar, "s1", cases[i].label, cases[i].ranges);
      written = write_ann (sidecar, report);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_escapes (void)
{
  const char *const texts[][2] = {
    { "", "" },
    { "a=b", "a=b" },
    { "a\nb\tc\rd", "a\\nb\\tc\\rd" },
    { "\\n", "\\\\n" },
    { "\x0b\x1f\x7f\xc2\x85\xe2\x80\xa8", "\\u000b\\u001f\\u007f\\u0085\\u2028" },
    { "é😡\xc2\xa0", "é😡\xc2\xa0" },
  };
  const char *const wrong[] = { "\\", "\\x", "\\u12", "\\u0000", "\\ud800", "a\\\\\\" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) escaped = g_string_new (NULL);
      g_autofree char *back = NULL;

      tandai_brat_note_escape (escaped, texts[i][0]);
      g_assert_cmpstr (escaped->str, ==, texts[i][1]);
      back = tandai_brat_note_unescape (escaped->str);
      g_assert_cmpstr (back, ==, texts[i][0]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (tandai_brat_note_unescape (wrong[i]));
}

static void
test_attribute_notes (void)
{
  const char *const attributes[][3] = {
    { "role", "a=b", "role=a=b" }, { "a=b", "c", "a\\=b=c" },   { "", "", "=" },
    { "a\\", "=", "a\\\\==" },     { "a\n", "\t", "a\\n=\\t" },
  };
  const char *const wrong[] = { "", "role", "a\\=b", "\\x=b", "a=\\" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (GString) escaped = g_string_new (NULL);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      tandai_brat_note_escape_attribute (escaped, attributes[i][0], attributes[i][1]);
      g_assert_cmpstr (escaped->str, ==, attributes[i][2]);
      g_assert_true (tandai_brat_note_unescape_attribute (escaped->str, &name, &value));
      g_assert_cmpstr (name, ==, attributes[i][0]);
      g_assert_cmpstr (value, ==, attributes[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      char *name = NULL, *value = NULL;

      g_assert_false (tandai_brat_note_unescape_attribute (wrong[i], &name, &value));
      g_assert_null (name);
    }
}

static void
test_relation_without_end (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("a\nb");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s1", "quote", "0 1");
  fixture_add (sidecar, "s2", "actor", "1 2");
  fixture_relate (sidecar, "r1", "s1", "s2");
  written = write_ann (sidecar, report);
  g_assert_cmpstr (written, ==, "T1\tquote 0 1\ta\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 2);
}

static void
test_configuration (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua");
  g_autoptr (GPtrArray) files = NULL;
  const char *conf;

  fixture_add (sidecar, "s1", "cue word", "0 4");
  files = fixture_write (&tandai_format_brat, sidecar, &options, report);
  conf = tandai_format_file (files, "annotation.conf")->str;
  g_assert_true (g_str_has_prefix (conf,
                                   "[entities]\nactor\nplace\nclaim\nquote\ncue_word\n\n[relations]\n"
                                   "source\tArg1:quote|claim, Arg2:actor|place\n"
                                   "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n"
                                   "[attributes]\nkind\tArg:actor, Value:person|organization|group\n"));
  g_assert_nonnull (strstr (conf, "\nmode\tArg:quote, Value:direct|indirect|mixed\n"));
  g_assert_null (strstr (conf, "\nrole\t"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NAME), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/brat/lines", test_lines);
  g_test_add_func ("/formats/brat/everything", test_everything);
  g_test_add_func ("/formats/brat/places-and-names", test_places_and_names);
  g_test_add_func ("/formats/brat/escapes", test_escapes);
  g_test_add_func ("/formats/brat/attribute-notes", test_attribute_notes);
  g_test_add_func ("/formats/brat/relation-without-end", test_relation_without_end);
  g_test_add_func ("/formats/brat/configuration", test_configuration);
  return g_test_run ();
}
