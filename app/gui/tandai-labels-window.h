/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiLabelsWindow:
 *
 * The labels of a folder, to be changed: each change is written at once and can
 * be undone. Signal `changed`: labels were changed on disk.
 */
#define TANDAI_TYPE_LABELS_WINDOW (tandai_labels_window_get_type ())
G_DECLARE_FINAL_TYPE (TandaiLabelsWindow, tandai_labels_window, TANDAI, LABELS_WINDOW, AdwWindow)

GtkWidget *tandai_labels_window_new (GtkWindow *parent, GFile *folder);

G_END_DECLS
