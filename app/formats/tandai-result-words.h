/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-export.h"
#include "formats/tandai-import.h"

G_BEGIN_DECLS

GPtrArray *tandai_result_words_export (const TandaiExportResult *result, gboolean written);
GPtrArray *tandai_result_words_import (const TandaiImportResult *result);

G_END_DECLS
