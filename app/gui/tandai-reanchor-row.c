/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A span in the text that was annotated, and beside it in the article as it is now. */

#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-reanchor-row.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-swatch.h"

/* So much of what stands round a span is shown with it, and so much of a long one, in code points. */
#define CONTEXT_CHARS 30
#define WORDS_CHARS   240

static void
append_slice (GString *markup, const TandaiText *text, guint start, guint end)
{
  gsize n_bytes;
  const char *slice = tandai_text_peek (text, start, end, &n_bytes);
  g_autofree char *line = g_strdelimit (g_strndup (slice, n_bytes), "\n\t", ' ');
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  g_string_append (markup, escaped);
}

static void
append_context (GString *markup, const TandaiText *text, guint start, guint end)
{
  g_string_append (markup, "<span alpha=\"60%\">");
  append_slice (markup, text, start, end);
  g_string_append (markup, "</span>");
}

/* The span's words among those round it. */
static char *
dup_markup (TandaiSpan *span, const TandaiText *text)
{
  TandaiRange hull = tandai_span_get_hull (span);
  guint end = MIN (hull.end, hull.start + WORDS_CHARS);
  guint length = tandai_text_get_length (text);
  GString *markup = g_string_new (NULL);

  append_context (markup, text, hull.start > CONTEXT_CHARS ? hull.start - CONTEXT_CHARS : 0, hull.start);
  g_string_append (markup, "<b>");
  append_slice (markup, text, hull.start, end);
  g_string_append (markup, end < hull.end ? "…</b>" : "</b>");
  append_context (markup, text, hull.end, MIN (hull.end + CONTEXT_CHARS, length));
  return g_string_free (markup, FALSE);
}

static GtkWidget *
words_new (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static const char *
fate_words (const TandaiCarried *carried)
{
  switch (carried->fate)
    {
    case TANDAI_FATE_CHANGED:
      return _ ("Changed");
    case TANDAI_FATE_ORPHANED:
      return _ ("Gone: kept aside");
    case TANDAI_FATE_UNCHANGED:
    case TANDAI_FATE_MOVED:
    case TANDAI_FATE_N:
    default:
      return _ ("These may be other words than were meant");
    }
}

static GtkWidget *
caption_new (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
columns_new (const TandaiReanchoring *reanchoring, const TandaiCarried *carried)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_autofree char *before = dup_markup (carried->before, reanchoring->old_text);
  g_autofree char *after =
      carried->after != NULL ? dup_markup (carried->after, reanchoring->new_text) : g_strdup ("–");

  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (columns), words_new (before));
  gtk_box_append (GTK_BOX (columns), words_new (after));
  return columns;
}

/**
 * tandai_reanchor_row_new:
 * @schema: the labels
 * @reanchoring: all spans, before and after
 * @carried: one of them
 *
 * Returns: (transfer floating): a row that shows old and new side by side
 */
GtkWidget *
tandai_reanchor_row_new (TandaiSchema *schema,
                         const TandaiReanchoring *reanchoring,
                         const TandaiCarried *carried)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *swatch = tandai_swatch_new ();
  const char *label = tandai_span_get_label (carried->before);
  /* Translators: a label like “Actor”, and what became of a span of it. */
  g_autofree char *caption =
      g_strdup_printf (_ ("%s · %s"), tandai_label_name (schema, label), fate_words (carried));

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, label);
  gtk_widget_set_valign (swatch, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lines), caption_new (caption));
  gtk_box_append (GTK_BOX (lines), columns_new (reanchoring, carried));
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (box, "reanchor-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}
