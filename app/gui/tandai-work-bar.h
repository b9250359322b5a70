/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TandaiWorkFraction:
 * @user_data: as given
 *
 * Returns: how far the work is, 0 to 1; below 0 while that is not known
 */
typedef double (*TandaiWorkFraction) (gpointer user_data);

void tandai_work_bar_start (GtkProgressBar *bar, TandaiWorkFraction fraction, gpointer user_data);
void tandai_work_bar_stop  (GtkProgressBar *bar);

G_END_DECLS
