/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* The rows that show and change one span: its attributes, its note, its sources. */
void tandai_inspector_rows_build (TandaiDocument *document, TandaiSpan *span, GPtrArray *rows);

G_END_DECLS
