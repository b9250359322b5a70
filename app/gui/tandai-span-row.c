/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-span-row.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-swatch.h"

/* A row says this much of a span. */
#define WORDS_CHARS 240

/* Longer words may need a second line. */
#define LINE_CHARS 24

static gboolean
query_tooltip_cb (GtkWidget *mark, int x, int y, gboolean keyboard, GtkTooltip *tooltip, const char *title)
{
  gtk_tooltip_set_text (tooltip, title);
  return TRUE;
}

/* Setting a tooltip's text asks the display where the pointer is, which two hundred rows are not to wait for.
 */
static GtkWidget *
mark_new (GtkWidget *mark, const char *title)
{
  gtk_widget_set_has_tooltip (mark, TRUE);
  g_signal_connect (mark, "query-tooltip", G_CALLBACK (query_tooltip_cb), (gpointer) title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_set_visible (mark, FALSE);
  return mark;
}

/** tandai_span_row_new: Returns: a row without a span */
GtkWidget *
tandai_span_row_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Unlike a label it need not lay out its words to know its size. */
  GtkWidget *words = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "span-words");
  gtk_box_append (GTK_BOX (box), tandai_swatch_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark_new (gtk_label_new ("→"), _ ("Linked")));
  gtk_box_append (GTK_BOX (box),
                  mark_new (gtk_image_new_from_icon_name ("document-edit-symbolic"), _ ("Note")));
  return box;
}

static gboolean
is_linked (TandaiDocument *document, TandaiSpan *span)
{
  TandaiAnnotationSet *set = tandai_document_get_annotations (document);
  g_autoptr (GPtrArray) relations = tandai_annotation_set_list_relations (set, tandai_span_get_id (span));

  return relations->len > 0;
}

/** tandai_span_row_fill: shows a span as it is now */
void
tandai_span_row_fill (GtkWidget *row, TandaiDocument *document, TandaiSpan *span)
{
  GtkWidget *swatch = gtk_widget_get_first_child (row);
  GtkWidget *label = gtk_widget_get_next_sibling (swatch);
  GtkWidget *link = gtk_widget_get_next_sibling (label);
  GtkWidget *whole = gtk_widget_get_parent (row);
  g_autofree char *words = tandai_span_words (document, span, WORDS_CHARS);
  g_autofree char *name = tandai_span_name (document, span);

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), tandai_document_get_schema (document),
                           tandai_span_get_label (span));
  gtk_inscription_set_text (GTK_INSCRIPTION (label), words);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (label), g_utf8_strlen (words, -1) > LINE_CHARS ? 2 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* What is read out is the row that has the focus. */
  if (whole != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (whole), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (link, is_linked (document, span));
  gtk_widget_set_visible (gtk_widget_get_next_sibling (link), tandai_span_get_note (span) != NULL);
}
