/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiMetadataDialog:
 *
 * Takes titles, dates and the like of articles from a table; shows first what
 * that would set. Signal `applied` (string): what was set, in words.
 */
#define TANDAI_TYPE_METADATA_DIALOG (tandai_metadata_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TandaiMetadataDialog, tandai_metadata_dialog, TANDAI, METADATA_DIALOG, AdwWindow)

GtkWidget *tandai_metadata_dialog_new (GtkWindow *parent, GFile *place);

G_END_DECLS
