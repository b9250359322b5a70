/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-export-dialog.h"
#include "gui/tandai-import-dialog.h"
#include "gui/tandai-metadata-dialog.h"
#include "gui/tandai-statistics-window.h"
#include "gui/tandai-window-private.h"

/* What goes out of the window to other programs, and what comes in. */

static void
open_folder_cb (AdwToast *toast, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const char *uri = g_object_get_data (G_OBJECT (toast), "uri");

  if (!g_app_info_launch_default_for_uri (uri, NULL, &error))
    g_message ("%s", error->message);
}

static void
exported_cb (TandaiExportDialog *dialog, const char *said, const char *path, TandaiWindow *self)
{
  AdwToast *toast = adw_toast_new (said);
  g_autofree char *folder = g_path_get_dirname (path);

  g_object_set_data_full (G_OBJECT (toast), "uri", g_filename_to_uri (folder, NULL, NULL), g_free);
  adw_toast_set_button_label (toast, _ ("Show Folder"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (open_folder_cb), NULL);
  _tandai_window_say (self, said);
  _tandai_window_show_toast (self, toast);
}

static void export(TandaiWindow *self, gpointer user_data)
{
  GFile *article = self->document != NULL ? tandai_document_get_file (self->document) : NULL;
  GtkWidget *dialog = tandai_export_dialog_new (GTK_WINDOW (self), self->folder, article);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, 0);
  tandai_dialog_present (dialog);
}

/* What was typed last is exported too. */
static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_when_saved (TANDAI_WINDOW (user_data), export, NULL, NULL);
}

static void
imported_cb (TandaiImportDialog *dialog, GFile *folder, TandaiWindow *self)
{
  tandai_window_open (self, folder);
}

/* Shows what would be imported; @files are local. */
void
_tandai_window_import (TandaiWindow *self, GPtrArray *files)
{
  GtkWidget *dialog = tandai_import_dialog_new (GTK_WINDOW (self), self->folder, files);

  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, 0);
  tandai_dialog_present (dialog);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_import (TANDAI_WINDOW (user_data), NULL);
}

static void
applied_cb (TandaiMetadataDialog *dialog, const char *said, TandaiWindow *self)
{
  _tandai_window_say (self, said);
  _tandai_window_toast (self, said);
}

/* The folder, where one is open, or the article; %NULL where nothing is open any more. */
static GFile *
get_place (TandaiWindow *self)
{
  if (self->folder != NULL)
    return self->folder;
  return self->document != NULL ? tandai_document_get_file (self->document) : NULL;
}

/* What comes into the sidecar that is shown is noticed as another program's work is. */
static void
import_metadata (TandaiWindow *self, gpointer user_data)
{
  GFile *place = get_place (self);
  GtkWidget *dialog;

  if (place == NULL)
    return;
  dialog = tandai_metadata_dialog_new (GTK_WINDOW (self), place);
  g_signal_connect_object (dialog, "applied", G_CALLBACK (applied_cb), self, 0);
  tandai_dialog_present (dialog);
}

static void
import_metadata_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_when_saved (TANDAI_WINDOW (user_data), import_metadata, NULL, NULL);
}

/* What can't be written is not counted, and that is told. */
static void
wanted_cb (TandaiStatisticsWindow *statistics, GClosure *count, TandaiWindow *self)
{
  _tandai_window_flush (self, TRUE, count);
}

static void
statistics (TandaiWindow *self, gpointer user_data)
{
  GtkWidget *statistics;

  if (self->document == NULL)
    return;
  statistics = tandai_statistics_window_new (GTK_WINDOW (self), get_place (self),
                                             tandai_document_get_schema (self->document));
  g_signal_connect_object (statistics, "wanted", G_CALLBACK (wanted_cb), self, 0);
  tandai_dialog_present (statistics);
}

static void
statistics_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _tandai_window_when_saved (TANDAI_WINDOW (user_data), statistics, NULL, NULL);
}

static const GActionEntry ENTRIES[] = {
  { "import", import_action },
  { "import-metadata", import_metadata_action },
  { "export", export_action },
  { "statistics", statistics_action },
};

void
_tandai_window_add_exchange_actions (TandaiWindow *self)
{
  _tandai_window_add_table (self, ENTRIES, G_N_ELEMENTS (ENTRIES));
}
