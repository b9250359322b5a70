/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Column files: a token a line with its tag, a blank line after each sentence.
 * Two columns are separated by a tab, four by spaces, as their readers expect.
 * A sentence goes on where it would end inside a span, so that reading the tags
 * gives the spans back. With tokens between white space the sentences are the
 * text's lines, whatever spans say: that gives an imported corpus back as it
 * was, blank lines inside its spans included.
 */

#define _GNU_SOURCE
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "formats/tandai-conll-reader.h"
#include "formats/tandai-tagging.h"

#define DOCUMENT_START "-DOCSTART- -X- O O\n\n"

/* What is written of a token behind its characters, and how short it is where it is written at once. */
#define SHORT_TOKEN 16
#define SHORT_TAG   8

/* What stands behind a token without a tag. */
typedef struct
{
  char chars[SHORT_TAG];
  gsize n_bytes;
} Plain;

/* The end of what is written, with room for @n_bytes more; @p is what of the string was filled. */
static inline char *
make_room (GString *to, char *p, gsize n_bytes)
{
  gsize used = (gsize) (p - to->str);

  if (to->len - used < n_bytes)
    {
      g_string_set_size (to, 2 * to->len + n_bytes);
      p = to->str + used;
    }
  return p;
}

/* Most tokens are short and have text behind them: such a one is copied in one piece with what follows it. */
static inline char *
write_plain (char *p, const TandaiPiece *token, const char *end, const Plain *plain)
{
  if (token->n_bytes <= SHORT_TOKEN && end - token->chars >= SHORT_TOKEN)
    memcpy (p, token->chars, SHORT_TOKEN);
  else
    memcpy (p, token->chars, token->n_bytes);
  memcpy (p + token->n_bytes, plain->chars, SHORT_TAG);
  return p + token->n_bytes + plain->n_bytes;
}

static inline char *
write_tagged (char *p, const TandaiPiece *token, const char *between, const char *tag, gsize n_tag)
{
  p = mempcpy (p, token->chars, token->n_bytes);
  p = mempcpy (p, between, strlen (between));
  p = mempcpy (p, tag, n_tag);
  *p++ = '\n';
  return p;
}

/* Writes the tokens one behind the other into room that was made for all of them, as far as can be foretold.
 */
static void
write_tokens (TandaiTagging *tagging, guint layer, const char *between, GString *to)
{
  const TandaiPiece *tokens = (const TandaiPiece *) (gpointer) tagging->tokens->data;
  const TandaiText *text = tagging->article->sidecar->text;
  const char *end = tandai_text_get_chars (text) + tandai_text_get_bytes (text);
  gsize used = to->len;
  Plain plain;
  char *p;

  plain.n_bytes = (gsize) g_snprintf (plain.chars, SHORT_TAG, "%sO\n", between);
  g_string_set_size (to,
                     used + tandai_text_get_bytes (text) + tagging->tokens->len * (plain.n_bytes + 2) + 64);
  p = to->str + used;
  for (guint i = 0; i < tagging->tokens->len; i++)
    {
      guint until = tandai_tagging_plain_until (tagging, layer, i);
      gsize n_tag;
      const char *tag;

      if (i < until)
        p = make_room (to, p,
                       (gsize) (tokens[until - 1].chars - tokens[i].chars) + tokens[until - 1].n_bytes
                           + (until - i) * SHORT_TAG + SHORT_TOKEN);
      for (; i < until; i++)
        p = write_plain (p, &tokens[i], end, &plain);
      if (i == tagging->tokens->len)
        break;
      tag = tandai_tagging_peek_tag (tagging, layer, i, &n_tag);
      p = make_room (to, p, tokens[i].n_bytes + strlen (between) + n_tag + 2);
      if (tandai_tagging_starts (tagging, i))
        *p++ = '\n';
      p = write_tagged (p, &tokens[i], between, tag, n_tag);
    }
  g_string_truncate (to, (gsize) (p - to->str));
}

static void
write_layer (TandaiTagging *tagging, guint layer, GString *to)
{
  gboolean four = tagging->options->columns == 4;

  if (four)
    g_string_append (to, DOCUMENT_START);
  write_tokens (tagging, layer, four ? " _ _ " : "\t", to);
  if (tagging->tokens->len > 0)
    g_string_append_c (to, '\n');
}

static TandaiTagging *
tagging_new (const TandaiExportArticle *article, const TandaiExportOptions *options, TandaiReport *report)
{
  TandaiTagging *tagging = tandai_tagging_new_layered (article, options, report);

  if (options->whitespace_tokens)
    tandai_tagging_break_lines (tagging, TRUE);
  else
    tandai_tagging_break_sentences (tagging);
  return tagging;
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiTagging) tagging = tagging_new (article, options, report);

  for (guint i = 0; i < tagging->layers->len; i++)
    {
      g_autofree char *name = i == 0 ? g_strconcat (article->stem, ".conll", NULL)
                                     : g_strdup_printf ("%s.%u.conll", article->stem, i + 1);

      write_layer (tagging, i, tandai_format_file (files, name));
    }
  tandai_format_report_lost (&tandai_format_conll, article, report);
}

/* One file has room for one layer: what would be a further one is left out, as it is without layers. */
static void
write_joined (gpointer state,
              const TandaiExportArticle *article,
              const TandaiExportOptions *options,
              GPtrArray *files,
              TandaiReport *report)
{
  TandaiExportOptions flat = *options;
  g_autoptr (TandaiTagging) tagging = NULL;

  if (flat.overlap == TANDAI_OVERLAP_NESTED)
    flat.overlap = TANDAI_OVERLAP_LONGEST;
  tagging = tagging_new (article, &flat, report);
  write_layer (tagging, 0, tandai_format_file (files, ""));
  tandai_format_report_lost (&tandai_format_conll, article, report);
}

static const TandaiFormat joined = {
  .name = "conll",
  .summary = N_ ("a token a line with its tag, all articles in one file"),
  .carries = 0,
  .takes = TANDAI_TAKES_SCHEME | TANDAI_TAKES_COLUMNS | TANDAI_TAKES_TOKENS | TANDAI_TAKES_OVERLAP
           | TANDAI_TAKES_LABEL_COLUMN,
  .one_file = TRUE,
  .suffix = ".conll",
  .write = write_joined,
};

const TandaiFormat tandai_format_conll = {
  .name = "conll",
  .summary = N_ (
      "a token a line with its tag; where it is asked for, overlapping spans go to files of further layers"),
  .joined = &joined,
  /* Translators: code in Python. */
  .loading = N_ ("In Python: [line.split(\"\\t\") for line in open(\"FILE\", "
                 "encoding=\"utf-8\").read().split(\"\\n\")]; four "
                 "columns are split at a space. An empty line ends a sentence."),
  .carries = 0,
  .takes = TANDAI_TAKES_SCHEME | TANDAI_TAKES_COLUMNS | TANDAI_TAKES_TOKENS | TANDAI_TAKES_OVERLAP
           | TANDAI_TAKES_LABEL_COLUMN,
  .one_file = FALSE,
  .write = write_article,
  .read = tandai_conll_read,
};
