/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"
#include "corpus/tandai-search.h"

G_BEGIN_DECLS

/**
 * TandaiSearchFilters:
 *
 * Where a search looks: a popover with the label, attribute and source of
 * spans, their annotator, and the status of articles. Signal `changed`.
 */
#define TANDAI_TYPE_SEARCH_FILTERS (tandai_search_filters_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSearchFilters, tandai_search_filters, TANDAI, SEARCH_FILTERS, GtkPopover)

GtkWidget *tandai_search_filters_new (void);
void tandai_search_filters_set_schema (TandaiSearchFilters *self, TandaiSchema *schema);
gboolean tandai_search_filters_fill (TandaiSearchFilters *self, TandaiSearchQuery *query);
void tandai_search_filters_clear (TandaiSearchFilters *self);

G_END_DECLS
