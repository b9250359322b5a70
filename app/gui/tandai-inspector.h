/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiInspector:
 *
 * The spans of the article as a list, and the chosen one's attributes, note
 * and sources. Signal `span-activated` (id): a row was chosen by hand.
 */
#define TANDAI_TYPE_INSPECTOR (tandai_inspector_get_type ())
G_DECLARE_FINAL_TYPE (TandaiInspector, tandai_inspector, TANDAI, INSPECTOR, AdwBin)

void       tandai_inspector_set_document (TandaiInspector *self, TandaiDocument *document);
void       tandai_inspector_show_span    (TandaiInspector *self, const char *id);
GtkWidget *tandai_inspector_get_list     (TandaiInspector *self);

G_END_DECLS
