/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

/* 0-8 Presiden, 9-15 Tokayev’s short form; the second sentence begins at 28. */
#define TEXT "Presiden Tokayev berkata, “Ya. Kami pulang.”\nIa pergi ke orang-orang.\n"

typedef struct
{
  const char *name;
  TandaiExportOptions options;
  const char *spans;
  const char *expected;
} Case;

#define WORDS(s, c)                                                                                          \
  {                                                                                                          \
    .scheme = s, .columns = c                                                                                \
  }

static const Case cases[] = {
  { "bio", WORDS ("BIO", 2), "actor 0 16;place 13 14", "Presiden\tB-actor\nTokayev\tI-actor\n" },
  { "bioes", WORDS ("BIOES", 2), "actor 0 16", "Presiden\tB-actor\nTokayev\tE-actor\n" },
  { "bilou", WORDS ("BILOU", 2), "actor 0 16", "Presiden\tB-actor\nTokayev\tL-actor\n" },
  { "single", WORDS ("BIOES", 2), "actor 9 16", "Presiden\tO\nTokayev\tS-actor\n" },
  { "unit", WORDS ("BILOU", 2), "actor 9 16", "Presiden\tO\nTokayev\tU-actor\n" },
  { "io", WORDS ("IO", 2), "actor 0 16", "Presiden\tI-actor\nTokayev\tI-actor\n" },
  { "four", WORDS ("BIO", 4), "actor 0 8", "-DOCSTART- -X- O O\n\nPresiden _ _ B-actor\nTokayev _ _ O\n" },
  { "neighbours", WORDS ("BIO", 2), "actor 0 8;actor 9 16", "Presiden\tB-actor\nTokayev\tB-actor\n" },
  { "cut", WORDS ("BIO", 2), "actor 0 3", "Pre\tB-actor\nsiden\tO\nTokayev\tO\n" },
  { "outside-schema", WORDS ("BIO", 2), "two words 0 8", "Presiden\tB-two_words\n" },
  { "whitespace",
    { .scheme = "BIO", .columns = 2, .whitespace_tokens = TRUE },
    "actor 9 16",
    "Presiden\tO\nTokayev\tB-actor\nberkata,\tO\n“Ya.\tO\n" },
};

static TandaiSidecar *
make_sidecar (const char *text, const char *spans)
{
  TandaiSidecar *sidecar = fixture_sidecar (text);
  g_auto (GStrv) list = g_strsplit (spans, ";", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autoptr (GRegex) regex = g_regex_new ("^(.*?) (\\d+ \\d+.*)$", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autofree char *label = NULL;
      g_autofree char *ranges = NULL;

      g_assert_true (g_regex_match (regex, list[i], 0, &match));
      label = g_match_info_fetch (match, 1);
      ranges = g_strdelimit (g_match_info_fetch (match, 2), "+", ';');
      fixture_add (sidecar, id, label, ranges);
    }
  return sidecar;
}

static void
test_tags (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TandaiSidecar) sidecar = make_sidecar (TEXT, c->spans);
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &c->options, report);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (g_str_has_prefix (tandai_format_file (files, "a/b.conll")->str, c->expected));
}

static const TandaiExportOptions bio = { .scheme = "BIO", .columns = 2 };

static char *
write_bio (const char *text, const char *spans, TandaiReport *report)
{
  g_autoptr (TandaiSidecar) sidecar = make_sidecar (text, spans);
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &bio, report);

  return g_strdup (tandai_format_file (files, "a/b.conll")->str);
}

static void
test_sentences (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *apart = write_bio ("Ia pergi. Kami pulang.\n", "actor 0 2", report);
  g_autofree char *joined = write_bio ("Ia pergi. Kami pulang.\n", "claim 3 14", report);

  g_assert_cmpstr (apart, ==, "Ia\tB-actor\npergi\tO\n.\tO\n\nKami\tO\npulang\tO\n.\tO\n\n");
  g_assert_cmpstr (joined, ==, "Ia\tO\npergi\tB-claim\n.\tI-claim\nKami\tI-claim\npulang\tO\n.\tO\n\n");
}

/* As corpora have it: the blank line does not end the span, and the next line goes on with it. */
static void
test_lines (void)
{
  const TandaiExportOptions options = { .scheme = "BILOU", .columns = 2, .whitespace_tokens = TRUE };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = make_sidecar ("Dr. Ia pergi.\n\nKami pulang. Ya.\n", "quote 7 22");
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &options, report);

  g_assert_cmpstr (tandai_format_file (files, "a/b.conll")->str, ==,
                   "Dr.\tO\nIa\tO\npergi.\tB-quote\n\nKami\tI-quote\npu\tL-quote\nlang.\tO\nYa.\tO\n\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 1);
}

static void
test_discontinuous (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *written = write_bio ("satu dua tiga", "claim 0 4+9 13", report);

  g_assert_cmpstr (written, ==, "satu\tB-claim\ndua\tO\ntiga\tB-claim\n\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

static void
test_no_field_breaks (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *written = write_bio ("a\xc2\xa0"
                                        "b\xe2\x80\xa8"
                                        "c\x1c"
                                        "d\xc2\x85"
                                        "e",
                                        "actor 0 9", report);

  g_assert_cmpstr (written, ==, "a\tB-actor\nb\tI-actor\nc\tI-actor\nd\tI-actor\ne\tI-actor\n\n");
}

/* A mark that is joined to a space is white space to the words, but a span may be on it. */
static void
test_mark_on_space (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autofree char *written = write_bio ("a \xcc\x81 b \xe2\x80\x8b", "actor 2 3", report);

  g_assert_cmpstr (written, ==, "a\tO\n\xcc\x81\tB-actor\nb\tO\n\xe2\x80\x8b\tO\n\n");
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

static void
test_losses (void)
{
  const struct
  {
    const char *spans;
    const TandaiExportOptions options;
    TandaiLoss loss;
    guint dropped;
  } losses[] = {
    { "quote 0 9;actor 0 4", { .scheme = "BIO", .columns = 2 }, TANDAI_LOSS_OVERLAP, 1 },
    { "actor 4 5", { .scheme = "BIO", .columns = 2 }, TANDAI_LOSS_CUT_TOKEN, 1 },
    { "actor 1 3", { .scheme = "BIO", .columns = 2 }, TANDAI_LOSS_CUT_TOKEN, 0 },
    { "actor 0 4;actor 5 8", { .scheme = "IO", .columns = 2 }, TANDAI_LOSS_MERGED, 0 },
    { "a b 0 4", { .scheme = "BIO", .columns = 2 }, TANDAI_LOSS_NAME, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = make_sidecar ("satu dua tiga", losses[i].spans);
      g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &losses[i].options, report);

      g_assert_cmpuint (tandai_report_count (report, losses[i].loss), ==, 1);
      g_assert_cmpuint (tandai_report_dropped (report), ==, losses[i].dropped);
    }
}

static void
test_layers (void)
{
  const TandaiExportOptions nested = { .scheme = "BIO", .columns = 2, .overlap = TANDAI_OVERLAP_NESTED };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = make_sidecar ("satu dua tiga", "quote 0 13;claim 5 13;actor 5 7");
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &nested, report);

  g_assert_cmpuint (files->len, ==, 3);
  g_assert_cmpstr (tandai_format_file (files, "a/b.conll")->str, ==,
                   "satu\tB-quote\ndu\tI-quote\na\tI-quote\ntiga\tI-quote\n\n");
  g_assert_cmpstr (tandai_format_file (files, "a/b.2.conll")->str, ==,
                   "satu\tO\ndu\tB-claim\na\tI-claim\ntiga\tI-claim\n\n");
  g_assert_cmpstr (tandai_format_file (files, "a/b.3.conll")->str, ==,
                   "satu\tO\ndu\tB-actor\na\tO\ntiga\tO\n\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_OVERLAP), ==, 0);
}

static void
test_nothing (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("");
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &bio, report);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (tandai_format_file (files, "a/b.conll")->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/conll/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_tags);
    }
  g_test_add_func ("/formats/conll/sentences", test_sentences);
  g_test_add_func ("/formats/conll/lines", test_lines);
  g_test_add_func ("/formats/conll/discontinuous", test_discontinuous);
  g_test_add_func ("/formats/conll/no-field-breaks", test_no_field_breaks);
  g_test_add_func ("/formats/conll/mark-on-space", test_mark_on_space);
  g_test_add_func ("/formats/conll/losses", test_losses);
  g_test_add_func ("/formats/conll/layers", test_layers);
  g_test_add_func ("/formats/conll/nothing", test_nothing);
  return g_test_run ();
}
