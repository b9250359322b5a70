/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"

G_BEGIN_DECLS

void tandai_csv_read (TandaiImport *import, const char *path);

G_END_DECLS
