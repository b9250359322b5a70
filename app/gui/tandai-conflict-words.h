/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-conflict.h"

G_BEGIN_DECLS

/* A conflict in a researcher's words. @parts are those of tandai_conflict_list_parts(). */
const char *tandai_conflict_kind_name (const TandaiConflict *conflict);
char       *tandai_conflict_title     (TandaiDocument *document, const TandaiConflict *conflict, GPtrArray *parts);
char       *tandai_conflict_part_name (const TandaiConflict *conflict, const TandaiConflictPart *part);
char       *tandai_conflict_value     (TandaiDocument *document, const TandaiConflict *conflict, GPtrArray *parts,
                                       const TandaiConflictPart *part, TandaiDecision version);
gboolean    tandai_conflict_in_title  (const TandaiConflict *conflict, const TandaiConflictPart *part);

G_END_DECLS
