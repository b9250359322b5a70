/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiConsistencyWindow:
 *
 * The strings of a folder that are not labelled the same everywhere, with their
 * places, and one label for all places of a string. Signals: `wanted`: see
 * tandai-wanted.h; `changed`: sidecars were changed on disk; `go` (#GFile, uint start,
 * uint end): a place is to be shown.
 */
#define TANDAI_TYPE_CONSISTENCY_WINDOW (tandai_consistency_window_get_type ())
G_DECLARE_FINAL_TYPE (TandaiConsistencyWindow, tandai_consistency_window, TANDAI, CONSISTENCY_WINDOW, AdwWindow)

GtkWidget *tandai_consistency_window_new (GtkWindow *parent, GFile *folder, TandaiSchema *schema);

G_END_DECLS
