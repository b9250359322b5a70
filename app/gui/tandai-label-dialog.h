/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gui/tandai-label-store.h"

G_BEGIN_DECLS

void tandai_label_dialog_present (GtkWindow *parent, TandaiLabelStore *store, TandaiRelabelKind kind, const char *label);

G_END_DECLS
