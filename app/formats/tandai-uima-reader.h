/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"
#include "formats/tandai-uima-cas.h"

G_BEGIN_DECLS

void tandai_uima_take (TandaiImport *import, const char *path, const char *suffix, const TandaiUimaCas *cas);

G_END_DECLS
