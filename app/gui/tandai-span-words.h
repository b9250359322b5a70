/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

char       *tandai_span_words (TandaiDocument *document, TandaiSpan *span, guint most);
const char *tandai_label_name (TandaiSchema *schema, const char *label);
const char *tandai_relation_name (TandaiSchema *schema, const char *type);
char       *tandai_span_name  (TandaiDocument *document, TandaiSpan *span);

G_END_DECLS
