/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void tandai_dialog_present      (GtkWidget *dialog);
void tandai_dialog_label_button (GtkButton *button, const char *label);
void tandai_dialog_name_lists   (GtkWidget *widget);

G_END_DECLS
