/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiOrphanList:
 *
 * Spans whose words were taken out of the article, each with what can be done
 * about it; nothing where there are none.
 */
#define TANDAI_TYPE_ORPHAN_LIST (tandai_orphan_list_get_type ())
G_DECLARE_FINAL_TYPE (TandaiOrphanList, tandai_orphan_list, TANDAI, ORPHAN_LIST, AdwBin)

void     tandai_orphan_list_show  (TandaiOrphanList *self, TandaiDocument *document);
gboolean tandai_orphan_list_focus (TandaiOrphanList *self);

G_END_DECLS
