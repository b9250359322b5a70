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

/* One layer that is being written; @between stands between a token and its tag. */
typedef struct
{
  TandaiTagging *tagging;
  guint layer;
  const char *between;
  GString *to;
} Writer;

static const TandaiPiece *
get_token (const Writer *writer, guint i)
{
  return &g_array_index (writer->tagging->tokens, TandaiPiece, i);
}

static void
write_tagged (Writer *writer, guint i)
{
  const TandaiPiece *token = get_token (writer, i);

  if (tandai_tagging_starts (writer->tagging, i))
    g_string_append_c (writer->to, '\n');
  g_string_append_len (writer->to, token->chars, token->n_bytes);
  g_string_append (writer->to, writer->between);
  tandai_tagging_append_tag (writer->tagging, writer->layer, i, writer->to);
  g_string_append_c (writer->to, '\n');
}

/* The token after the last of those from @first on that no span covers. */
static guint
find_tagged (const Writer *writer, guint first)
{
  while (first < writer->tagging->tokens->len
         && !tandai_tagging_is_tagged (writer->tagging, writer->layer, first))
    first++;
  return first;
}

/* Most tokens are in no span: room is made for all of a stretch at once, and taken back where it was too
 * much. */
static void
write_untagged (Writer *writer, guint first, guint end)
{
  g_autofree char *tag = g_strconcat (writer->between, "O\n", NULL);
  gsize n_tag = strlen (tag);
  gsize used = writer->to->len;
  const TandaiPiece *last = get_token (writer, end - 1);
  gsize n_bytes = (gsize) (last->chars - get_token (writer, first)->chars) + last->n_bytes;
  char *p;

  g_string_set_size (writer->to, used + n_bytes + (end - first) * (n_tag + 1));
  p = writer->to->str + used;
  for (guint i = first; i < end; i++)
    {
      const TandaiPiece *token = get_token (writer, i);

      if (tandai_tagging_starts (writer->tagging, i))
        *p++ = '\n';
      p = mempcpy (p, token->chars, token->n_bytes);
      p = mempcpy (p, tag, n_tag);
    }
  g_string_truncate (writer->to, (gsize) (p - writer->to->str));
}

static void
write_layer (TandaiTagging *tagging, guint layer, GString *to)
{
  gboolean four = tagging->options->columns == 4;
  Writer writer = { tagging, layer, four ? " _ _ " : "\t", to };

  if (four)
    g_string_append (to, DOCUMENT_START);
  for (guint i = 0; i < tagging->tokens->len;)
    {
      guint tagged = find_tagged (&writer, i);

      if (tagged > i)
        write_untagged (&writer, i, tagged);
      if (tagged < tagging->tokens->len)
        write_tagged (&writer, tagged);
      i = tagged + 1;
    }
  if (tagging->tokens->len > 0)
    g_string_append_c (to, '\n');
}

static void
write_article (gpointer state,
               const TandaiExportArticle *article,
               const TandaiExportOptions *options,
               GPtrArray *files,
               TandaiReport *report)
{
  g_autoptr (TandaiTagging) tagging = tandai_tagging_new_layered (article, options, report);

  if (options->whitespace_tokens)
    tandai_tagging_break_lines (tagging, TRUE);
  else
    tandai_tagging_break_sentences (tagging);
  for (guint i = 0; i < tagging->layers->len; i++)
    {
      g_autofree char *name = i == 0 ? g_strconcat (article->stem, ".conll", NULL)
                                     : g_strdup_printf ("%s.%u.conll", article->stem, i + 1);

      write_layer (tagging, i, tandai_format_file (files, name));
    }
  tandai_format_report_lost (&tandai_format_conll, article, report);
}

const TandaiFormat tandai_format_conll = {
  .name = "conll",
  .summary = N_ (
      "a token a line with its tag; where it is asked for, overlapping spans go to files of further layers"),
  .carries = 0,
  .one_file = FALSE,
  .write = write_article,
  .read = tandai_conll_read,
};
