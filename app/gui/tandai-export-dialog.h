/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiExportDialog:
 *
 * Asks what is to be exported and how, shows what that will be, and exports it.
 * Signal `exported` (string: what is to be said, string: the path).
 */
#define TANDAI_TYPE_EXPORT_DIALOG (tandai_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TandaiExportDialog, tandai_export_dialog, TANDAI, EXPORT_DIALOG, AdwWindow)

GtkWidget *tandai_export_dialog_new (GtkWindow *parent, GFile *folder, GFile *article);

G_END_DECLS
