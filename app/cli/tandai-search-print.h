/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/tandai-terminal.h"
#include "core/tandai-schema.h"
#include "corpus/tandai-search.h"

G_BEGIN_DECLS

/* What was found, for people and for programs. */
void tandai_search_append_text (GString *to, const TandaiSearchLine *line, guint context, TandaiSchema *schema,
                                TandaiColors colors);
void tandai_search_append_json (GString *to, const TandaiSearchLine *line);

G_END_DECLS
