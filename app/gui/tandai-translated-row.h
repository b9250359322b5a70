/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void     tandai_translated_row_show       (AdwEntryRow *row, char **texts, const char *language);
gboolean tandai_translated_row_is_changed (AdwEntryRow *row);
void     tandai_translated_row_connect    (AdwEntryRow *row, GCallback applied_cb, gpointer user_data);

G_END_DECLS
