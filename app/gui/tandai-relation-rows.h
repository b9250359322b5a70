/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/* Rows for a span's links to other spans. */
char *tandai_relation_rows_state (TandaiDocument *document, TandaiSpan *span);
void  tandai_relation_rows_build (TandaiDocument *document, TandaiSpan *span, GPtrArray *rows);

G_END_DECLS
