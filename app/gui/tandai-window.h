/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiWindow:
 *
 * One window: the corpus, the article, the inspector.
 */
#define TANDAI_TYPE_WINDOW (tandai_window_get_type ())
G_DECLARE_FINAL_TYPE (TandaiWindow, tandai_window, TANDAI, WINDOW, AdwApplicationWindow)

TandaiWindow   *tandai_window_new          (GtkApplication *application);
void            tandai_window_open         (TandaiWindow *self, GFile *file);
TandaiDocument *tandai_window_get_document (TandaiWindow *self);
gboolean        tandai_window_shows        (TandaiWindow *self, GFile *article);
gboolean        tandai_window_is_empty     (TandaiWindow *self);

G_END_DECLS
