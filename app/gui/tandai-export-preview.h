/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tandai_export_preview_show (GtkTextView *view, GPtrArray *pieces);

G_END_DECLS
