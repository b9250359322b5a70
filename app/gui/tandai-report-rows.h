/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tandai_report_rows_show (GtkListBox *list, GPtrArray *lines, GPtrArray *failures, const GError *error);

G_END_DECLS
