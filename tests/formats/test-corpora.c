/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Other people's corpora, looked for in $TANDAI_SHARED, else beside the
 * checkout: a token a space, a sentence a line, as an import writes them. The
 * columns that come out are those that went in.
 */

#include "fixture.h"

#include <string.h>

typedef struct
{
  const char *file;
  const char *scheme;
} Corpus;

static const Corpus corpora[] = {
  { "idner-news-2k/train.txt", "BIO" },      { "idner-news-2k/dev.txt", "BIO" },
  { "nergrit/train_preprocess.txt", "BIO" }, { "nergrit/valid_preprocess.txt", "BIO" },
  { "pfsa-id/dev-20.txt", "BILOU" },
};

/* What has been read of a corpus; a span is open while tags go on. */
typedef struct
{
  GString *text;
  GString *columns;
  GPtrArray *spans;
  guint length;
  TandaiRange open;
  char *label;
} Reading;

static void
close_span (Reading *reading)
{
  if (reading->label != NULL)
    g_ptr_array_add (reading->spans,
                     tandai_span_new_simple (reading->label, reading->open.start, reading->open.end));
  g_clear_pointer (&reading->label, g_free);
}

static void
append (Reading *reading, const char *words)
{
  g_string_append (reading->text, words);
  reading->length += (guint) g_utf8_strlen (words, -1);
}

static void
read_token (Reading *reading, const char *token, const char *tag)
{
  guint start;

  if (reading->text->len > 0 && reading->text->str[reading->text->len - 1] != '\n')
    append (reading, " ");
  start = reading->length;
  append (reading, token);
  g_string_append_printf (reading->columns, "%s\t%s\n", token, tag);
  if (strchr ("BUO", *tag) != NULL)
    close_span (reading);
  if (*tag == 'O')
    return;
  if (reading->label == NULL)
    {
      reading->open.start = start;
      reading->label = g_strdup (tag + 2);
    }
  reading->open.end = reading->length;
}

/* The blank line ends a sentence, but not a span. */
static void
read_line (Reading *reading, char *line)
{
  char *tag;

  g_strchomp (line);
  if (*line == '\0')
    {
      append (reading, "\n");
      g_string_append_c (reading->columns, '\n');
      return;
    }
  tag = strrchr (line, strchr (line, '\t') != NULL ? '\t' : ' ') + 1;
  tag[-1] = '\0';
  *(line + strcspn (line, "\t ")) = '\0';
  read_token (reading, line, tag);
}

static TandaiSidecar *
make_sidecar (Reading *reading)
{
  TandaiSidecar *sidecar = fixture_sidecar (reading->text->str);

  for (guint i = 0; i < reading->spans->len; i++)
    g_ptr_array_add (sidecar->spans, g_object_ref (reading->spans->pdata[i]));
  return sidecar;
}

static void
check_columns (Reading *reading, const char *scheme)
{
  const TandaiExportOptions options = { .scheme = scheme, .columns = 2, .whitespace_tokens = TRUE };
  g_autoptr (TandaiReport) report = tandai_report_new ();
  g_autoptr (TandaiSidecar) sidecar = make_sidecar (reading);
  g_autoptr (GPtrArray) files = fixture_write (&tandai_format_conll, sidecar, &options, report);
  g_autofree char *summary = tandai_report_summary (report);

  /* Columns have no place for how far an article is. */
  g_assert_cmpstr (summary, ==, "status of 1 article left out\n");
  g_assert_true (strcmp (tandai_format_file (files, "a/b.conll")->str, reading->columns->str) == 0);
}

static char *
corpus_path (const char *file)
{
  const char *shared = g_getenv ("TANDAI_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);

  return g_build_filename (shared != NULL ? shared : beside, "data", file, NULL);
}

static void
test_corpus (gconstpointer data)
{
  const Corpus *corpus = data;
  Reading reading = { g_string_new (NULL), g_string_new (NULL),
                      g_ptr_array_new_with_free_func (g_object_unref) };
  g_autofree char *path = corpus_path (corpus->file);
  g_autofree char *content = NULL;
  char *next;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    {
      g_autofree char *why = g_strdup_printf ("%s is not here", corpus->file);

      g_test_skip (why);
      return;
    }
  g_strchomp (content);
  for (char *line = content; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      read_line (&reading, line);
    }
  g_string_append_c (reading.columns, '\n');
  close_span (&reading);
  g_assert_cmpuint (reading.spans->len, >, 100);
  check_columns (&reading, corpus->scheme);
  g_string_free (reading.text, TRUE);
  g_string_free (reading.columns, TRUE);
  g_ptr_array_unref (reading.spans);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (corpora); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/corpora/", corpora[i].file, NULL);

      g_test_add_data_func (path, &corpora[i], test_corpus);
    }
  return g_test_run ();
}
