/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

char *tandai_path_row_dup    (AdwEntryRow *row);
void  tandai_path_row_set    (AdwEntryRow *row, const char *path);
void  tandai_path_row_choose (AdwEntryRow *row, GtkFileChooserAction action);

G_END_DECLS
