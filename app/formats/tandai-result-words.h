/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"
#include "formats/tandai-import.h"

G_BEGIN_DECLS

GPtrArray *tandai_export_words (const TandaiExportResult *result);
GPtrArray *tandai_import_words (const TandaiImportResult *result);

G_END_DECLS
