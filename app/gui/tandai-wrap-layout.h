/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TANDAI_TYPE_WRAP_LAYOUT (tandai_wrap_layout_get_type ())

/**
 * TandaiWrapLayout: puts children side by side, in reading direction, and what has no room there on further
 * rows, four at most; the rest is not shown. Each is as wide as it would like to be.
 */
G_DECLARE_FINAL_TYPE (TandaiWrapLayout, tandai_wrap_layout, TANDAI, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
