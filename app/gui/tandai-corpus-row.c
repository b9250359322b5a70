/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-corpus-row.h"

/** tandai_corpus_status_title: Returns: (transfer none): a status in a word */
const char *
tandai_corpus_status_title (TandaiStatus status)
{
  switch (status)
    {
    case TANDAI_STATUS_IN_PROGRESS:
      return C_ ("article status", "In progress");
    case TANDAI_STATUS_DONE:
      return C_ ("article status", "Done");
    case TANDAI_STATUS_EXCLUDED:
      return C_ ("article status", "Excluded");
    case TANDAI_STATUS_NEW:
    default:
      return C_ ("article status", "New");
    }
}

static const char *
icon_name (TandaiCorpusItem *item)
{
  if (tandai_corpus_item_is_broken (item))
    return "dialog-warning-symbolic";
  switch (tandai_corpus_item_get_status (item))
    {
    case TANDAI_STATUS_IN_PROGRESS:
      return "document-edit-symbolic";
    case TANDAI_STATUS_DONE:
      return "emblem-ok-symbolic";
    case TANDAI_STATUS_EXCLUDED:
      return "action-unavailable-symbolic";
    case TANDAI_STATUS_NEW:
    default:
      return "radio-symbolic";
    }
}

/* Unlike a label it need not lay out its words to know its size. */
static GtkWidget *
words_new (void)
{
  GtkWidget *words = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), 3);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), 20);
  return words;
}

/** tandai_corpus_row_new: Returns: a row without an article */
GtkWidget *
tandai_corpus_row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = words_new ();
  GtkWidget *state = words_new ();
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_add_css_class (row, "corpus-row");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (state, "corpus-state");
  gtk_widget_add_css_class (state, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
set_words (GtkWidget *words, const char *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (words)), text) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (words), text);
}

static char *
dup_title (TandaiCorpusItem *item)
{
  const char *title = tandai_corpus_item_get_title (item);
  g_autofree char *base = NULL;

  if (title != NULL)
    return g_strdup (title);
  base = g_path_get_basename (tandai_corpus_item_get_path (item));
  return tandai_display_name (base);
}

static char *
dup_state (TandaiCorpusItem *item)
{
  guint n_spans = tandai_corpus_item_get_n_spans (item);
  const char *annotators = tandai_corpus_item_get_annotators (item);
  g_autofree char *count = NULL;
  g_autofree char *state = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *listed = NULL;

  if (tandai_corpus_item_is_broken (item))
    return g_strdup (_ ("Unreadable sidecar"));
  /* Translators: an article in a list, whose status and spans are still being read. */
  if (!tandai_corpus_item_is_read (item))
    return g_strdup (_ ("Reading…"));
  count = g_strdup_printf (ngettext ("%u span", "%u spans", n_spans), n_spans);
  state =
      g_strdup_printf ("%s · %s", tandai_corpus_status_title (tandai_corpus_item_get_status (item)), count);
  if (annotators == NULL)
    return g_steal_pointer (&state);
  names = g_strsplit (annotators, " ", -1);
  listed = g_strjoinv (", ", names);
  return g_strconcat (state, " · ", listed, NULL);
}

/** tandai_corpus_row_fill: shows what is known of an article */
void
tandai_corpus_row_fill (GtkWidget *row, TandaiCorpusItem *item)
{
  GtkWidget *icon = gtk_widget_get_first_child (row);
  GtkWidget *words = gtk_widget_get_last_child (row);
  GtkWidget *whole = gtk_widget_get_parent (row);
  g_autofree char *title = dup_title (item);
  g_autofree char *state = dup_state (item);
  g_autofree char *name = g_strdup_printf ("%s · %s", title, state);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name (item));
  set_words (gtk_widget_get_first_child (words), title);
  set_words (gtk_widget_get_last_child (words), state);
  /* What is read out is the row that has the focus. */
  if (whole != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (whole), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
