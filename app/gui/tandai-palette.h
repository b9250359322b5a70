/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiPalette:
 *
 * The labels as a row of buttons, each with its mark, its title and its key.
 */
#define TANDAI_TYPE_PALETTE (tandai_palette_get_type ())
G_DECLARE_FINAL_TYPE (TandaiPalette, tandai_palette, TANDAI, PALETTE, AdwBin)

void tandai_palette_set_schema (TandaiPalette *self, TandaiSchema *schema);

G_END_DECLS
