/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By this spreadsheets know UTF-8. */
#define TANDAI_CSV_BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* With these a cell begins that a spreadsheet would run. */
#define TANDAI_CSV_FORMULA_SIGNS "=+-@\t\r\n"

void tandai_csv_append_cell (GString *to, const char *text, gssize length);

G_END_DECLS
