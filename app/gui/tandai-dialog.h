/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tandai_dialog_present (GtkWidget *dialog);

G_END_DECLS
