/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiSwatch:
 *
 * A label's mark beside its name: its colour and its shape.
 */
#define TANDAI_TYPE_SWATCH (tandai_swatch_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSwatch, tandai_swatch, TANDAI, SWATCH, GtkWidget)

GtkWidget *tandai_swatch_new       (void);
void       tandai_swatch_set_label (TandaiSwatch *self, TandaiSchema *schema, const char *label);

G_END_DECLS
