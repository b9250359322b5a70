/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TandaiFoldLayout:
 *
 * Two children side by side, the first as wide as it can be, or one below the
 * other where there is no room for both. Property `spacing` (int).
 */
#define TANDAI_TYPE_FOLD_LAYOUT (tandai_fold_layout_get_type ())
G_DECLARE_FINAL_TYPE (TandaiFoldLayout, tandai_fold_layout, TANDAI, FOLD_LAYOUT, GtkLayoutManager)

G_END_DECLS
