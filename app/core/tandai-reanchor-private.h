/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-reanchor.h"

G_BEGIN_DECLS

TandaiReanchoring *_tandai_reanchoring_new_versions (GPtrArray *spans, const TandaiAlignment *alignment,
                                                     TandaiText *old_text, TandaiText *new_text);
void               _tandai_reanchor_append_orphan   (GString *to, TandaiSpan *span, const TandaiText *text);
char              *_tandai_reanchor_conflicts       (const char *conflicts, TandaiText *old_text,
                                                     TandaiText *new_text);

G_END_DECLS
