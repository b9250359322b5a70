/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiLabelPicker:
 *
 * A label chosen by typing its name: a popover with an entry and the labels
 * that fit. Enter tags with the chosen one through `win.tag`, Ctrl+Enter
 * through `win.add-tag`.
 */
#define TANDAI_TYPE_LABEL_PICKER (tandai_label_picker_get_type ())
G_DECLARE_FINAL_TYPE (TandaiLabelPicker, tandai_label_picker, TANDAI, LABEL_PICKER, GtkPopover)

GtkWidget *tandai_label_picker_new        (void);
void       tandai_label_picker_set_schema (TandaiLabelPicker *self, TandaiSchema *schema);
void       tandai_label_picker_set_action (TandaiLabelPicker *self, const char *action);

G_END_DECLS
