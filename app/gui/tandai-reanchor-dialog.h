/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiReanchorDialog:
 *
 * What would become of a document's spans in its article as it is now: how many
 * stay, and old beside new of those that a person should look at. Nothing is
 * written until that is accepted.
 *
 * Signal `carried` (const char *said): the sidecar is written; what to say of it.
 */
#define TANDAI_TYPE_REANCHOR_DIALOG (tandai_reanchor_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TandaiReanchorDialog, tandai_reanchor_dialog, TANDAI, REANCHOR_DIALOG, AdwWindow)

GtkWidget *tandai_reanchor_dialog_new (GtkWindow *parent, TandaiDocument *document);

G_END_DECLS
