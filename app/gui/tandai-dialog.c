/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-dialog.h"

/** tandai_dialog_label_button: says what is read on a button of a dialog, perhaps with an underscore before
 * its key. GTK 4.8 would give assistive technology the underscore, too */
void
tandai_dialog_label_button (GtkButton *button, const char *label)
{
  g_auto (GStrv) pieces = g_strsplit (label, "_", -1);
  g_autofree char *name = g_strjoinv ("", pieces);

  if (g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget))
      && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    tandai_dialog_label_button (GTK_BUTTON (widget), gtk_button_get_label (GTK_BUTTON (widget)));
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

static const char *
title_of_row (GtkWidget *row)
{
  return ADW_IS_PREFERENCES_ROW (row) ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

/* Of what opens a list; a group without a title is called like its first row, others name their list. */
static const char *
title_of_list (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_ancestor (list, ADW_TYPE_EXPANDER_ROW);
  GtkWidget *group = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_GROUP);
  const char *title = group != NULL ? adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) : NULL;

  if (row != NULL && (group == NULL || gtk_widget_is_ancestor (row, group)))
    return title_of_row (row);
  return title != NULL && *title != '\0' ? NULL : title_of_row (gtk_widget_get_first_child (list));
}

/** tandai_dialog_name_lists: names the lists that libadwaita 1.2 makes inside a widget, and leaves without a
 * name; an expander row has two, one of which is only itself */
void
tandai_dialog_name_lists (GtkWidget *widget)
{
  const char *title = GTK_IS_LIST_BOX (widget) ? title_of_list (widget) : NULL;

  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tandai_dialog_name_lists (child);
}
