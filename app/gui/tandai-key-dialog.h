/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gui/tandai-commands.h"

G_BEGIN_DECLS

/**
 * TandaiKeyDialog:
 *
 * Takes the next key for a command, unless that is another's, which is said.
 */
#define TANDAI_TYPE_KEY_DIALOG (tandai_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TandaiKeyDialog, tandai_key_dialog, TANDAI, KEY_DIALOG, AdwMessageDialog)

GtkWidget *tandai_key_dialog_new   (GtkWindow *parent, const TandaiCommand *command);
char      *tandai_key_dialog_reset (const TandaiCommand *command);

G_END_DECLS
