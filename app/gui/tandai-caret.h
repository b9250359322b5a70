/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-text.h"
#include "suggest/tandai-word-lists.h"

G_BEGIN_DECLS

guint tandai_caret_step (TandaiText *text, TandaiWordLists *lists, guint at, GtkMovementStep step, int count);

G_END_DECLS
