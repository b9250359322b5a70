/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gui/tandai-label-store.h"

G_BEGIN_DECLS

/**
 * TandaiLabelPage:
 *
 * One label, to be changed: each change is written at once. Signals: `refused`
 * (message): a change could not be; `rename`, `merge`, `delete`: these were
 * asked for.
 */
#define TANDAI_TYPE_LABEL_PAGE (tandai_label_page_get_type ())
G_DECLARE_FINAL_TYPE (TandaiLabelPage, tandai_label_page, TANDAI, LABEL_PAGE, AdwBin)

void        tandai_label_page_set_store (TandaiLabelPage *self, TandaiLabelStore *store);
void        tandai_label_page_show      (TandaiLabelPage *self, const char *label);
const char *tandai_label_page_get_label (TandaiLabelPage *self);
void        tandai_label_page_update    (TandaiLabelPage *self);

G_END_DECLS
