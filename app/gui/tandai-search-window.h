/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiSearchWindow:
 *
 * A search of a folder, beside its articles: the lines that are found, which
 * can be sorted, tagged and exported.
 *
 * Signals: `line-activated` (GFile article, guint start, guint end, gboolean leaves): a line's place is
 * wanted, in code points; @leaves tells whether the keyboard goes there too. `wanted`: see
 * tandai-wanted.h. `changed`: after sidecars were written.
 */
#define TANDAI_TYPE_SEARCH_WINDOW (tandai_search_window_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchWindow, tandai_search_window, TANDAI, SEARCH_WINDOW, AdwWindow)

GtkWidget *tandai_search_window_new (GtkWindow *parent, GFile *folder, TandaiSchema *schema);
void tandai_search_window_present (TandaiSearchWindow *self, const char *words);
GFile *tandai_search_window_get_folder (TandaiSearchWindow *self);

G_END_DECLS
