/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiLabelFilter:
 *
 * A button for each label with the number of its spans, which shows those
 * spans only, and one that groups them by label. Signal `changed`.
 */
#define TANDAI_TYPE_LABEL_FILTER (tandai_label_filter_get_type ())
G_DECLARE_FINAL_TYPE (TandaiLabelFilter, tandai_label_filter, TANDAI, LABEL_FILTER, AdwBin)

void     tandai_label_filter_update      (TandaiLabelFilter *self, TandaiDocument *document);
char   **tandai_label_filter_dup_labels  (TandaiLabelFilter *self);
gboolean tandai_label_filter_get_grouped (TandaiLabelFilter *self);

G_END_DECLS
