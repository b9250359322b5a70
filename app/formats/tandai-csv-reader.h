/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"

G_BEGIN_DECLS

/* With these a cell begins that a spreadsheet would run. */
#define TANDAI_CSV_FORMULA_SIGNS "=+-@\t\r\n"

void tandai_csv_read (TandaiImport *import, const char *path);

G_END_DECLS
