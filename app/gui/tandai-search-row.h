/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "corpus/tandai-search.h"

G_BEGIN_DECLS

/* A line of a search: its match stands in the middle, above and below those of other lines. */
GtkWidget *tandai_search_row_new (void);
void tandai_search_row_fill (GtkWidget *row, const TandaiSearchLine *line);
char *tandai_search_row_dup_name (const TandaiSearchLine *line);

G_END_DECLS
