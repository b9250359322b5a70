/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiDetailFunc:
 * @key: which detail
 * @value: (nullable): what it shall be; %NULL for none
 * @owner: what was given
 *
 * Called when a person has changed a row.
 *
 * Returns: whether it could be; else the row goes back to what it was
 */
typedef gboolean (*TandaiDetailFunc) (const char *key, const char *value, gpointer owner);

/*
 * Rows that show one detail of a span or an article and let it be changed: a
 * line of text, which counts with Enter or when the focus leaves it, or a
 * choice. They never call back while their value is being set.
 */
GtkWidget *tandai_detail_entry_new  (const char *key, const char *title, TandaiDetailFunc changed, gpointer owner);
GtkWidget *tandai_detail_choice_new (const char *key, const char *title, const char *const *values,
                                     const char *const *titles, TandaiDetailFunc changed, gpointer owner);

GtkWidget *tandai_detail_line_new   (const char *words, const char *css_class);

const char *tandai_detail_row_get_key   (GtkWidget *row);
void        tandai_detail_row_set_value (GtkWidget *row, const char *value);
void        tandai_detail_row_focus     (GtkWidget *row);
const char *tandai_detail_name          (const char *name);
const char *tandai_detail_title         (const TandaiAttributeDef *def);

GtkWidget *tandai_detail_list_new    (const char *title);
GtkWidget *tandai_detail_list_find   (GtkWidget *list, const char *key);
void       tandai_detail_list_commit (GtkWidget *list);
void       tandai_detail_list_revert (GtkWidget *list);

G_END_DECLS
