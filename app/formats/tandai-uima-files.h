/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"
#include "formats/tandai-uima-cas.h"

G_BEGIN_DECLS

TandaiUimaCas *tandai_uima_xmi_read  (TandaiImport *import, const char *path);
TandaiUimaCas *tandai_uima_json_read (TandaiImport *import, const char *path);

G_END_DECLS
