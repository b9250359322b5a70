/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiCsvRow:
 * @line: the line of the file in which the row begins, from 1
 * @cells: (nullable) (element-type utf8): its cells; %NULL where a quotation in it has no end
 * @user_data: as given
 *
 * Takes a row. Returns: whether to go on
 */
typedef gboolean (*TandaiCsvRow) (guint line, GPtrArray *cells, gpointer user_data);

void        tandai_csv_each_row        (const char *text, TandaiCsvRow take, gpointer user_data);
const char *tandai_csv_skip_apostrophe (const char *cell);

G_END_DECLS
