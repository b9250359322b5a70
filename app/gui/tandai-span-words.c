/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-span-words.h"

/* What a row of a list says of a span. */
#define NAME_CHARS 240

/**
 * tandai_span_words:
 * @document: a document
 * @span: one of its spans
 * @most: how many characters at most
 *
 * Returns: (transfer full): its words on one line, whatever it crosses; what is left out shows as an ellipsis
 */
char *
tandai_span_words (TandaiDocument *document, TandaiSpan *span, guint most)
{
  TandaiText *text = tandai_document_get_text (document);
  GString *words = g_string_new (NULL);
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges && most > 0; i++)
    {
      guint length = MIN (ranges[i].end - ranges[i].start, most);
      g_autofree char *piece = tandai_text_slice (text, ranges[i].start, ranges[i].start + length);

      if (i > 0)
        g_string_append (words, " … ");
      g_string_append (words, g_strdelimit (piece, "\n\t", ' '));
      if (ranges[i].start + length < ranges[i].end)
        g_string_append (words, "…");
      most -= length;
    }
  return g_string_free (words, FALSE);
}

/** tandai_label_name: Returns: a label's title, or its name where the schema has no such label */
const char *
tandai_label_name (TandaiSchema *schema, const char *label)
{
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, NULL);

  return def != NULL ? def->title : label;
}

/** tandai_relation_name: Returns: a relation's title, or its name where the schema has no such relation */
const char *
tandai_relation_name (TandaiSchema *schema, const char *type)
{
  const TandaiRelationDef *def = tandai_schema_find_relation (schema, type);

  return def != NULL ? def->title : type;
}

/** tandai_span_name: Returns: (transfer full): what assistive technology calls a span */
char *
tandai_span_name (TandaiDocument *document, TandaiSpan *span)
{
  g_autofree char *words = tandai_span_words (document, span, NAME_CHARS);

  /* Translators: a row for assistive technology: a label's title, then the words that are marked. */
  return g_strdup_printf (_ ("%s: %s"),
                          tandai_label_name (tandai_document_get_schema (document),
                                             tandai_span_get_label (span)),
                          words);
}
