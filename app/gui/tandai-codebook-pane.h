/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiCodebookPane:
 *
 * What each label is for, beside the article. Signals: `save`: as a page to be
 * printed; `edit`: the labels are to be changed; `closed`.
 */
#define TANDAI_TYPE_CODEBOOK_PANE (tandai_codebook_pane_get_type ())
G_DECLARE_FINAL_TYPE (TandaiCodebookPane, tandai_codebook_pane, TANDAI, CODEBOOK_PANE, AdwBin)

void tandai_codebook_pane_set_schema (TandaiCodebookPane *self, TandaiSchema *schema);

G_END_DECLS
