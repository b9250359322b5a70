/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gui/tandai-path-row.h"

/* A row with a path in it, written by hand or chosen. */

/** tandai_path_row_dup: Returns: (transfer full) (nullable): the path, in the file system's encoding, with
 * "~" resolved; %NULL for none */
char *
tandai_path_row_dup (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *path = *text != '\0' ? g_filename_from_utf8 (text, -1, NULL, NULL, NULL) : NULL;

  if (path != NULL && g_str_has_prefix (path, "~/"))
    return g_build_filename (g_get_home_dir (), path + strlen ("~/"), NULL);
  return g_steal_pointer (&path);
}

/** tandai_path_row_set: writes a path there; nothing where it can't be written */
void
tandai_path_row_set (AdwEntryRow *row, const char *path)
{
  g_autofree char *shown = path != NULL ? g_filename_to_utf8 (path, -1, NULL, NULL, NULL) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), shown != NULL ? shown : "");
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, AdwEntryRow *row)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    tandai_path_row_set (row, g_file_peek_path (file));
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
begin_at (GtkFileChooser *chooser, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GFile) folder = g_file_new_for_path (parent);

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (chooser, shown);
}

/** tandai_path_row_choose: lets a person choose the row's path, from where it is now */
void
tandai_path_row_choose (AdwEntryRow *row, GtkFileChooserAction action)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                   GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))), action, _ ("_Choose"),
                                   _ ("_Cancel"));
  g_autofree char *path = tandai_path_row_dup (row);

  if (path != NULL)
    begin_at (GTK_FILE_CHOOSER (chooser), path);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), row, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
