/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiImportDialog:
 *
 * Asks for somebody's annotated data and imports it into a folder. Signal
 * `imported` (GFile: the folder), when its articles are to be shown.
 */
#define TANDAI_TYPE_IMPORT_DIALOG (tandai_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TandaiImportDialog, tandai_import_dialog, TANDAI, IMPORT_DIALOG, AdwWindow)

GtkWidget *tandai_import_dialog_new (GtkWindow *parent, GFile *folder, GPtrArray *files);

G_END_DECLS
