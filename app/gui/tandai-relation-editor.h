/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gui/tandai-label-store.h"

G_BEGIN_DECLS

GtkWidget *tandai_relation_editor_new (TandaiLabelStore *store, const TandaiRelationDef *def);
void       tandai_relation_editor_update (GtkWidget *row, TandaiLabelStore *store, const TandaiRelationDef *def);

G_END_DECLS
