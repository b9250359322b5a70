/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What the bare programs share: a window of the benchmarks' size whose painted
 * frames are noted in the file that TANDAI_TRACE names, as tandai itself does.
 */
void       bare_trace  (const char *event);
GtkWidget *bare_window (GtkApplication *application, GtkWidget *content);

G_END_DECLS
