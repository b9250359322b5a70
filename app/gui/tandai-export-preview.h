/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gui/tandai-export-task.h"

G_BEGIN_DECLS

void tandai_export_preview_show (GtkTextView *view, GPtrArray *pieces);
void tandai_export_report_show  (GtkListBox *list, const TandaiExportOutcome *outcome, const GError *error);

G_END_DECLS
