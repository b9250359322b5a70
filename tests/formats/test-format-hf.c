/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

static const TandaiExportOptions bio = { .scheme = "BIO", .columns = 2 };
static const TandaiExportOptions nested = { .scheme = "BIO", .columns = 2, .overlap = TANDAI_OVERLAP_NESTED };

static char *
write_lines (TandaiSidecar *sidecar, const TandaiExportOptions *options, TandaiReport *report)
{
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_hf, sidecar, options, report);

  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (((TandaiExportFile *) files->pdata[0])->shared);
  return g_strdup (tandai_format_shared_file (files, "data/train.jsonl")->str);
}

static char *
write_card (TandaiSidecar *sidecar, const TandaiExportOptions *options)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_hf, sidecar, options, report);

  return g_strdup (tandai_format_file (files, "README.md")->str);
}

static void
test_records (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("Ia \"pergi\" 😡. Kami pulang.\n");
  g_autofree char *lines = NULL;

  fixture_add (sidecar, "s0", "actor", "0 2");
  fixture_add (sidecar, "s1", "claim", "19 25");
  lines = write_lines (sidecar, &bio, report);
  g_assert_cmpstr (
      lines, ==,
      "{\"id\":\"a/b-0\",\"tokens\":[\"Ia\",\"\\\"\",\"pergi\",\"\\\"\",\"😡\",\".\"],"
      "\"ner_tags\":[\"B-actor\",\"O\",\"O\",\"O\",\"O\",\"O\"]}\n"
      "{\"id\":\"a/b-1\",\"tokens\":[\"Kami\",\"pulang\",\".\"],\"ner_tags\":[\"O\",\"B-claim\",\"O\"]}\n");
  g_assert_cmpuint (tandai_report_dropped (report), ==, 0);
}

/* A record of its own would begin with I-, and the span be lost. */
static void
test_lines_never_cut_a_span (void)
{
  const TandaiExportOptions options = { .scheme = "BIO", .columns = 2, .whitespace_tokens = TRUE };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu\ndua\ntiga\n");
  g_autofree char *lines = NULL;

  fixture_add (sidecar, "s0", "quote", "0 8");
  lines = write_lines (sidecar, &options, report);
  g_assert_cmpstr (lines, ==,
                   "{\"id\":\"a/b-0\",\"tokens\":[\"satu\",\"dua\"],\"ner_tags\":[\"B-quote\",\"I-quote\"]}\n"
                   "{\"id\":\"a/b-1\",\"tokens\":[\"tiga\"],\"ner_tags\":[\"O\"]}\n");
}

/* Every line has the same members, whether or not something is nested in it. */
static void
test_nested (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua\ntiga\n");
  g_autofree char *lines = NULL;

  fixture_add (sidecar, "s0", "quote", "0 8");
  fixture_add (sidecar, "s1", "claim", "0 4");
  fixture_add (sidecar, "s2", "actor", "1 3");
  lines = write_lines (sidecar, &nested, report);
  g_assert_cmpstr (lines, ==,
                   "{\"id\":\"a/b-0\",\"tokens\":[\"s\",\"at\",\"u\",\"dua\"],"
                   "\"ner_tags\":[\"B-quote\",\"I-quote\",\"I-quote\",\"I-quote\"],"
                   "\"ner_tags_nested\":[[\"B-claim\",\"I-claim\",\"I-claim\",\"O\"],"
                   "[\"O\",\"B-actor\",\"O\",\"O\"]]}\n"
                   "{\"id\":\"a/b-1\",\"tokens\":[\"tiga\"],\"ner_tags\":[\"O\"],\"ner_tags_nested\":[]}\n");
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_OVERLAP), ==, 0);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 1);
}

static void
test_losses (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autofree char *lines = NULL;

  fixture_add (sidecar, "s0", "quote", "0 4;9 13");
  fixture_add (sidecar, "s1", "actor", "9 13");
  fixture_add (sidecar, "s2", "place", "4 5");
  fixture_relate (sidecar, "r0", "s0", "s1");
  lines = write_lines (sidecar, &bio, report);
  g_assert_nonnull (strstr (lines, "[\"B-quote\",\"O\",\"B-quote\"]"));
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_OVERLAP), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_DISCONTINUOUS), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_CUT_TOKEN), ==, 1);
  g_assert_cmpuint (tandai_report_count (report, TANDAI_LOSS_RELATION), ==, 1);
  g_assert_cmpuint (tandai_report_dropped (report), ==, 3);
}

/* The schema's labels by its order, then others by name; YAML reads the quoted names. */
static void
test_card (void)
{
  const TandaiExportOptions bilou = { .scheme = "BILOU", .columns = 2 };
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu dua tiga");
  g_autofree char *card = NULL;
  g_autofree char *further = NULL;

  fixture_add (sidecar, "s0", "zat", "0 4");
  fixture_add (sidecar, "s1", "a\"b c", "5 8");
  card = write_card (sidecar, &bilou);
  g_assert_true (g_str_has_prefix (card, "---\n"));
  g_assert_nonnull (strstr (card,
                            "          '0': \"O\"\n          '1': \"B-actor\"\n          '2': \"I-actor\"\n"
                            "          '3': \"L-actor\"\n          '4': \"U-actor\"\n"
                            "          '5': \"B-place\"\n"));
  g_assert_nonnull (strstr (card, "'16': \"U-quote\"\n          '17': \"B-a\\\"b_c\"\n"));
  g_assert_nonnull (strstr (card, "'24': \"U-zat\"\nconfigs:\n"));
  g_assert_nonnull (strstr (card, "  - split: train\n    path: data/train.jsonl\n---\n"));
  g_assert_null (strstr (card, "nested"));
  further = write_card (sidecar, &nested);
  g_assert_nonnull (strstr (further, "  - name: ner_tags_nested\n    sequence:\n      sequence:\n"));
}

static void
test_labels (void)
{
  char *labels[] = { (char *) "place", NULL };
  const TandaiExportOptions options = { .scheme = "IO", .columns = 2, .labels = labels };
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  g_autofree char *card = write_card (sidecar, &options);

  g_assert_nonnull (strstr (card, "'0': \"O\"\n          '1': \"I-place\"\nconfigs:\n"));
}

static void
write_part (gpointer state, const char *part, GPtrArray *files, TandaiReport *report)
{
  g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
  TandaiExportArticle article = { "c.txt", "c", part, sidecar, tandai_schema_get_default () };

  tandai_format_hf.write (state, &article, &bio, files, report);
}

/* Whatever the order of the articles, the card lists the parts alike. */
static void
test_parts (void)
{
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  gpointer state = tandai_format_hf.begin (&bio);

  write_part (state, "test", files, report);
  write_part (state, "dev", files, report);
  write_part (state, "train", files, report);
  tandai_format_hf.end (state, files);
  g_assert_cmpuint (files->len, ==, 4);
  g_assert_nonnull (strstr (tandai_format_file (files, "README.md")->str,
                            "  - split: train\n    path: data/train.jsonl\n"
                            "  - split: validation\n    path: data/dev.jsonl\n"
                            "  - split: test\n    path: data/test.jsonl\n"));
  g_assert_cmpstr (tandai_format_shared_file (files, "data/dev.jsonl")->str, ==,
                   "{\"id\":\"c-0\",\"tokens\":[\"satu\"],\"ner_tags\":[\"O\"]}\n");
}

static TandaiSchema *
make_schema (const char *labels)
{
  g_autofree char *json = g_strdup_printf ("{\"format\": \"tandai-corpus/1\", \"labels\": [%s]}", labels);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  TandaiSchema *schema = tandai_schema_parse (bytes, &error);

  g_assert_no_error (error);
  return schema;
}

typedef struct
{
  gpointer state;
  TandaiSchema *schema;
} Thread;

static gpointer
write_in_thread (gpointer data)
{
  Thread *thread = data;
  g_autoptr (TandaiReport) report = tandai_report_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GPtrArray) files = tandai_format_files_new ();
      g_autoptr (TandaiSidecar) sidecar = fixture_sidecar ("satu");
      g_autofree char *label = g_strdup_printf ("further-%u", i % 10);
      TandaiExportArticle article = { "c.txt", "c", NULL, sidecar, thread->schema };

      fixture_add (sidecar, "s0", label, "0 4");
      tandai_format_hf.write (thread->state, &article, &bio, files, report);
    }
  return NULL;
}

/* Articles of two schemas, in no order: the card is the same. */
static void
test_threads (void)
{
  g_autoptr (TandaiSchema) one = make_schema ("{\"name\": \"x\"}, {\"name\": \"y\"}, {\"name\": \"z\"}");
  g_autoptr (TandaiSchema) other = make_schema ("{\"name\": \"z\"}, {\"name\": \"further-9\"}");
  g_autoptr (GPtrArray) files = tandai_format_files_new ();
  gpointer state = tandai_format_hf.begin (&bio);
  Thread threads[] = { { state, one }, { state, other } };
  GThread *running[] = { g_thread_new ("one", write_in_thread, &threads[0]),
                         g_thread_new ("other", write_in_thread, &threads[1]) };

  for (guint i = 0; i < G_N_ELEMENTS (running); i++)
    g_thread_join (running[i]);
  tandai_format_hf.end (state, files);
  g_assert_nonnull (strstr (tandai_format_file (files, "README.md")->str,
                            "'1': \"B-x\"\n          '2': \"I-x\"\n          '3': \"B-z\"\n"
                            "          '4': \"I-z\"\n          '5': \"B-further-9\"\n"
                            "          '6': \"I-further-9\"\n          '7': \"B-y\"\n"
                            "          '8': \"I-y\"\n          '9': \"B-further-0\"\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/hf/records", test_records);
  g_test_add_func ("/formats/hf/lines-never-cut-a-span", test_lines_never_cut_a_span);
  g_test_add_func ("/formats/hf/nested", test_nested);
  g_test_add_func ("/formats/hf/losses", test_losses);
  g_test_add_func ("/formats/hf/card", test_card);
  g_test_add_func ("/formats/hf/labels", test_labels);
  g_test_add_func ("/formats/hf/parts", test_parts);
  g_test_add_func ("/formats/hf/threads", test_threads);
  return g_test_run ();
}
