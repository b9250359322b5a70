/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiSourcePicker:
 *
 * A source picked by hand: a popover with an entry and the article's spans
 * that may be one, in the order of the text. The nearest one before the quote
 * or claim is chosen at first. Enter links the chosen one through
 * `win.link-source`.
 */
#define TANDAI_TYPE_SOURCE_PICKER (tandai_source_picker_get_type ())
G_DECLARE_FINAL_TYPE (TandaiSourcePicker, tandai_source_picker, TANDAI, SOURCE_PICKER, GtkPopover)

GtkWidget *tandai_source_picker_new  (void);
gboolean   tandai_source_picker_fill (TandaiSourcePicker *self, TandaiDocument *document,
                                      const TandaiRelationDef *def, TandaiSpan *speech);

G_END_DECLS
