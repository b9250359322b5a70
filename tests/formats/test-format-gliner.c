/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

static const TandaiExportOptions options = { .scheme = "BIO", .columns = 2 };

static char *
write_records (TandaiSidecar *sidecar, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_gliner, sidecar, &options, report);

  g_assert_cmpuint (files->len, ==, 1);
  return g_strdup (tandai_format_file (files, "")->str);
}

/* What Python's re finds with \w+(?:[-_]\w+)*|\S, as GLiNER does. */
static void
test_tokens (void)
{
  const struct
  {
    const char *text;
    const char *tokens;
  } cases[] = {
    { "orang-orang a--b -c d- e-",
      "\"orang-orang\",\"a\",\"-\",\"-\",\"b\",\"-\",\"c\",\"d\",\"-\",\"e\",\"-\"" },
    { "Jum'at 1.500 a_b _ __x km²",
      "\"Jum\",\"'\",\"at\",\"1\",\".\",\"500\",\"a_b\",\"_\",\"__x\",\"km²\"" },
    { "e\xcc\x81t \xf0\x9f\x98\xa1! Ⅷ“x”", "\"e\",\"\xcc\x81\",\"t\",\"😡\",\"!\",\"Ⅷ\",\"“\",\"x\",\"”\"" },
    { "a\xc2\xa0"
      "b",
      "\"a\",\"b\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TandaiReport) report = tandai_report_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar (cases[i].text);
      g_autofree char *written = write_records (sidecar, report);
      g_autofree char *expected =
          g_strdup_printf ("{\"tokenized_text\":[%s],\"ner\":[],\"relations\":[]}", cases[i].tokens);

      g_assert_cmpstr (written, ==, expected);
    }
}

/* A paragraph a record; the second and third are one, because of the quote. */
static void
test_paragraphs (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("Ia tiba.\n\n“Ya\nini,” kata Ani.\n");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s0", "actor", "0 2");
  fixture_add (sidecar, "s1", "quote", "10 19");
  fixture_add (sidecar, "s2", "claim", "11 17");
  fixture_add (sidecar, "s3", "actor", "25 28");
  fixture_relate (sidecar, "r0", "s1", "s3");
  fixture_relate (sidecar, "r1", "s2", "s0");
  written = write_records (sidecar, report);
  g_assert_cmpstr (
      written, ==,
      "{\"tokenized_text\":[\"Ia\",\"tiba\",\".\"],\"ner\":[[0,0,\"actor\"]],\"relations\":[]},\n"
      "{\"tokenized_text\":[\"“\",\"Ya\",\"ini\",\",\",\"”\",\"kata\",\"Ani\",\".\"],"
      "\"ner\":[[0,4,\"quote\"],[1,2,\"claim\"],[6,6,\"actor\"]],"
      "\"relations\":[[0,2,\"source\"]]}");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
}

static void
test_details_of_relations (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua");
  const char *const attributes[] = { "certainty", "low", NULL };
  const TandaiRelationFields fields = {
    .id = "r0", .type = "source", .from = "s0", .to = "s1", .attributes = attributes, .note = "lihat"
  };
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s0", "claim", "0 4");
  fixture_add (sidecar, "s1", "actor", "5 8");
  g_ptr_array_add (sidecar->relations, tandai_relation_new (&fields));
  written = write_records (sidecar, report);
  g_assert_nonnull (strstr (written, "\"relations\":[[0,1,\"source\"]]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_ATTRIBUTE), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_NOTE), ==, 1);
}

static void
test_cut_and_discontinuous (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("orang-orang desa itu");
  g_autofree char *written = NULL;

  fixture_add (sidecar, "s0", "actor", "0 5;12 16");
  fixture_add (sidecar, "s1", "place", "16 17");
  written = write_records (sidecar, report);
  g_assert_cmpstr (written, ==,
                   "{\"tokenized_text\":[\"orang\",\"-orang\",\"desa\",\"itu\"],"
                   "\"ner\":[[0,0,\"actor\"],[2,2,\"actor\"]],\"relations\":[]}");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 2);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 1);
}

/* Twelve tokens are seen, thirteen are not; a span of two long pieces is one. */
static void
test_width (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autofree char *written = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "a ");
  sidecar = fixture_sidecar (text->str);
  fixture_add (sidecar, "s0", "claim", "0 23");
  fixture_add (sidecar, "s1", "claim", "0 25");
  fixture_add (sidecar, "s2", "quote", "0 31;40 79");
  written = write_records (sidecar, report);
  g_assert_nonnull (
      strstr (written, "[[0,15,\"quote\"],[0,12,\"claim\"],[0,11,\"claim\"],[20,39,\"quote\"]]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_TOO_LONG), ==, 2);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

static guint
count_records (const char *written)
{
  guint n = 0;

  for (const char *p = written; (p = strstr (p, "tokenized_text")) != NULL; p++)
    n++;
  return n;
}

/* 100 sentences of five tokens: 76 of them are 380 tokens. */
static void
test_long_paragraphs (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiReport) held = tandai_report_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TandaiSidecar) sidecar = NULL;
  g_autofree char *apart = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "Ia di sini lagi. ");
  sidecar = fixture_sidecar (text->str);
  fixture_add (sidecar, "s0", "actor", "1292 1294");
  apart = write_records (sidecar, report);
  g_assert_cmpuint (count_records (apart), ==, 2);
  g_assert_nonnull (strstr (apart, "\"ner\":[],\"relations\":[]},\n{\"tokenized_text\":[\"Ia\","));
  g_assert_nonnull (strstr (apart, "\"ner\":[[0,0,\"actor\"]]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_TOO_LONG), ==, 0);

  fixture_add (sidecar, "s1", "quote", "0 1699");
  fixture_add (sidecar, "s2", "actor", "1683 1685");
  joined = write_records (sidecar, held);
  g_assert_cmpuint (count_records (joined), ==, 1);
  g_assert_cmpuint (tandai_report_count (held, TANDAI_LOSS_TOO_LONG), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/gliner/tokens", test_tokens);
  g_test_add_func ("/formats/gliner/paragraphs", test_paragraphs);
  g_test_add_func ("/formats/gliner/details-of-relations", test_details_of_relations);
  g_test_add_func ("/formats/gliner/cut-and-discontinuous", test_cut_and_discontinuous);
  g_test_add_func ("/formats/gliner/width", test_width);
  g_test_add_func ("/formats/gliner/long-paragraphs", test_long_paragraphs);
  return g_test_run ();
}
