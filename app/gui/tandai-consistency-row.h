/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"
#include "gui/tandai-consistency-item.h"

G_BEGIN_DECLS

/* A row of a string, or of a place with the words round it. */
GtkWidget *tandai_consistency_row_new  (void);
void       tandai_consistency_row_show (GtkWidget *row, TandaiConsistencyItem *item, TandaiSchema *schema);

G_END_DECLS
