/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-reanchor.h"
#include "core/tandai-schema.h"

G_BEGIN_DECLS

GtkWidget *tandai_reanchor_row_new (TandaiSchema *schema, const TandaiReanchoring *reanchoring,
                                    const TandaiCarried *carried);

G_END_DECLS
