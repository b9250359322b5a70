/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Column files: a token a line with its tag, a blank line after each sentence.
 * Two columns are separated by a tab, four by spaces, as their readers expect.
 * A sentence goes on where it would end inside a span, so that reading the tags
 * gives the spans back. With tokens between white space the sentences are the
 * text's lines, whatever spans say: that gives an imported corpus back as it
 * was, blank lines inside its spans included.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "formats/tandai-conll-reader.h"
#include "formats/tandai-tagging.h"

#define DOCUMENT_START "-DOCSTART- -X- O O\n\n"

static void
write_layer (TandaiTagging *tagging, guint layer, GString *to)
{
  gboolean four = tagging->options->columns == 4;

  if (four)
    g_string_append (to, DOCUMENT_START);
  for (guint i = 0; i < tagging->tokens->len; i++)
    {
      const TandaiPiece *token = &g_array_index (tagging->tokens, TandaiPiece, i);

      if (tandai_tagging_starts (tagging, i))
        g_string_append_c (to, '\n');
      g_string_append_len (to, token->chars, token->n_bytes);
      g_string_append (to, four ? " _ _ " : "\t");
      tandai_tagging_append_tag (tagging, layer, i, to);
      g_string_append_c (to, '\n');
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
