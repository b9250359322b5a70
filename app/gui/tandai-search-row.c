/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-fold-layout.h"
#include "gui/tandai-search-row.h"

#define MIN_CHARS  12
#define NAT_CHARS  44
#define NAME_CHARS 22
#define SPACING    6

/* The inscription of GTK 4.8 forgets to free its attributes. */
static void
destroy_words_cb (GtkInscription *words)
{
  gtk_inscription_set_attributes (words, NULL);
}

/* Unlike a label it need not lay out its words to know its size. */
static GtkWidget *
words_new (GtkInscriptionOverflow overflow, float xalign)
{
  GtkWidget *words = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), overflow);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (words), xalign);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), MIN_CHARS);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), NAT_CHARS);
  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect (words, "destroy", G_CALLBACK (destroy_words_cb), NULL);
  return words;
}

/** tandai_search_row_new: Returns: a row without a line */
GtkWidget *
tandai_search_row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = words_new (GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, 0);

  gtk_widget_set_layout_manager (row, g_object_new (TANDAI_TYPE_FOLD_LAYOUT, "spacing", SPACING, NULL));
  gtk_box_set_homogeneous (GTK_BOX (words), TRUE);
  gtk_box_append (GTK_BOX (words), words_new (GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_START, 1));
  gtk_box_append (GTK_BOX (words), words_new (GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, 0));
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (name), NAME_CHARS);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "search-file");
  gtk_widget_add_css_class (row, "search-row");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), name);
  return row;
}

/* On one line: white space of any kind is one space. */
static void
append_plain (GString *to, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (to, c);
      else if (to->len == 0 || to->str[to->len - 1] != ' ')
        g_string_append_c (to, ' ');
    }
}

static void
set_words (GtkWidget *words, const char *text, guint n_bold)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = 0;
  bold->end_index = n_bold;
  pango_attr_list_insert (attributes, bold);
  gtk_inscription_set_attributes (GTK_INSCRIPTION (words), attributes);
  gtk_inscription_set_text (GTK_INSCRIPTION (words), text);
}

static gboolean
is_right_to_left (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What stands before an Arabic match stands right of it: the first letter tells. */
static GtkTextDirection
find_direction (const TandaiSearchLine *line)
{
  for (const char *p = line->match; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return is_right_to_left (g_utf8_get_char (p)) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
  return GTK_TEXT_DIR_LTR;
}

/* Of an article without one, its path. */
static char *
dup_title (const TandaiSearchLine *line)
{
  return line->title != NULL ? g_strdup (line->title) : tandai_display_name (line->name);
}

/**
 * tandai_search_row_dup_name:
 * @line: a line
 *
 * Returns: (transfer full): the line as it is read out
 */
char *
tandai_search_row_dup_name (const TandaiSearchLine *line)
{
  g_autofree char *title = dup_title (line);
  g_autoptr (GString) words = g_string_new (NULL);

  append_plain (words, line->left);
  append_plain (words, line->match);
  append_plain (words, line->right);
  /* Translators: a line of an article, then the article’s title. */
  return g_strdup_printf (_ ("%s, %s"), g_strstrip (words->str), title);
}

/** tandai_search_row_fill: shows a line */
void
tandai_search_row_fill (GtkWidget *row, const TandaiSearchLine *line)
{
  GtkWidget *words = gtk_widget_get_first_child (row);
  GtkWidget *whole = gtk_widget_get_parent (row);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autofree char *file = tandai_display_name (line->name);
  g_autofree char *title = dup_title (line);
  g_autofree char *tooltip = line->title != NULL ? g_strconcat (title, "\n", file, NULL) : g_strdup (file);
  g_autofree char *name = tandai_search_row_dup_name (line);
  guint n_bold;

  append_plain (before, line->left);
  append_plain (after, line->match);
  n_bold = (guint) after->len;
  append_plain (after, line->right);
  gtk_widget_set_direction (words, find_direction (line));
  gtk_widget_set_direction (gtk_widget_get_first_child (words), find_direction (line));
  gtk_widget_set_direction (gtk_widget_get_last_child (words), find_direction (line));
  set_words (gtk_widget_get_first_child (words), before->str, 0);
  set_words (gtk_widget_get_last_child (words), after->str, n_bold);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (row)), title);
  gtk_widget_set_tooltip_text (gtk_widget_get_last_child (row), tooltip);
  /* What is read out is the row that has the focus. */
  if (whole != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (whole), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, file, -1);
}
