/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* A span in a list: its mark, its words, and signs of a link and a note. */
GtkWidget *tandai_span_row_new  (void);
void       tandai_span_row_fill (GtkWidget *row, TandaiDocument *document, TandaiSpan *span);

G_END_DECLS
