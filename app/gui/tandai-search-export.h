/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-search-list.h"

G_BEGIN_DECLS

/**
 * TandaiSearchExport:
 *
 * Saves the lines of a search as a table. Signal `said` (utf8 message): after
 * it was saved, or could not be.
 */
#define TANDAI_TYPE_SEARCH_EXPORT (tandai_search_export_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchExport, tandai_search_export, TANDAI, SEARCH_EXPORT, GObject)

TandaiSearchExport *tandai_search_export_new (GtkWindow *parent, TandaiSearchList *list);
void tandai_search_export_ask (TandaiSearchExport *self);

G_END_DECLS
