/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-conflict.h"

G_BEGIN_DECLS

GtkWidget  *tandai_conflict_row_new     (TandaiDocument *document, const TandaiConflict *conflict);
const char *tandai_conflict_row_get_key (GtkWidget *row);
gboolean    tandai_conflict_row_is_of   (GtkWidget *row, const TandaiConflict *conflict);
gboolean    tandai_conflict_row_focus   (GtkWidget *row);

G_END_DECLS
