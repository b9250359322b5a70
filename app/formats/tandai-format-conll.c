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

/* Writes the tokens one behind the other into room that was made for all of them, as far as can be foretold.
 */
static void
write_tokens (TandaiTagging *tagging, guint layer, const char *between, GString *to)
{
  const TandaiPiece *tokens = (const TandaiPiece *) (gpointer) tagging->tokens->data;
  gsize n_between = strlen (between);
  gsize used = to->len;
  char *p;

  g_string_set_size (to, used + tandai_text_get_bytes (tagging->article->sidecar->text)
                             + tagging->tokens->len * (n_between + 4));
  p = to->str + used;
  for (guint i = 0; i < tagging->tokens->len; i++)
    {
      gsize n_tag;
      const char *tag = tandai_tagging_peek_tag (tagging, layer, i, &n_tag);

      p = make_room (to, p, tokens[i].n_bytes + n_between + n_tag + 2);
      if (tandai_tagging_starts (tagging, i))
        *p++ = '\n';
      p = mempcpy (p, tokens[i].chars, tokens[i].n_bytes);
      p = mempcpy (p, between, n_between);
      p = mempcpy (p, tag, n_tag);
      *p++ = '\n';
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
