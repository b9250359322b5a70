/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiConflictList:
 *
 * What two people changed differently, of spans, links and the article, each
 * with both versions and what can be done about it.
 */
#define TANDAI_TYPE_CONFLICT_LIST (tandai_conflict_list_get_type ())
G_DECLARE_FINAL_TYPE (TandaiConflictList, tandai_conflict_list, TANDAI, CONFLICT_LIST, AdwBin)

void  tandai_conflict_list_show        (TandaiConflictList *self, TandaiDocument *document);
void  tandai_conflict_list_focus       (TandaiConflictList *self, const char *key);
const char *tandai_conflict_list_get_focused (TandaiConflictList *self);

G_END_DECLS
