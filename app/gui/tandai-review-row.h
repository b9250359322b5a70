/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

GtkWidget *tandai_review_row_new (TandaiDocument *document, TandaiSpan *span);

G_END_DECLS
