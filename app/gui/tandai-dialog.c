/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-dialog.h"

/* GTK 4.8 gives assistive technology a button's mnemonic with its underscore. */
static void
name_button (GtkButton *button)
{
  g_auto (GStrv) pieces = g_strsplit (gtk_button_get_label (button), "_", -1);
  g_autofree char *name = g_strjoinv ("", pieces);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget))
      && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    name_button (GTK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

/** tandai_dialog_present: shows a dialog, whose buttons are called by what is read on them */
void
tandai_dialog_present (GtkWidget *dialog)
{
  name_buttons (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
