/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiAttributePart:
 * @TANDAI_ATTRIBUTE_VALUES: its choices, with commas between them
 * @TANDAI_ATTRIBUTE_TITLE: its title in a language
 * @TANDAI_ATTRIBUTE_DESCRIPTION: its description in a language
 * @TANDAI_ATTRIBUTE_WHOLE: the attribute, which is to go
 *
 * What of an attribute somebody has changed.
 */
typedef enum
{
  TANDAI_ATTRIBUTE_VALUES,
  TANDAI_ATTRIBUTE_TITLE,
  TANDAI_ATTRIBUTE_DESCRIPTION,
  TANDAI_ATTRIBUTE_WHOLE,
} TandaiAttributePart;

/**
 * TandaiAttributeFunc:
 * @attribute: its name
 * @part: what of it
 * @language: of a title or description
 * @text: what it is to be
 * @user_data: as given
 *
 * Takes what somebody has changed.
 */
typedef void (*TandaiAttributeFunc) (const char *attribute, TandaiAttributePart part, const char *language,
                                     const char *text, gpointer user_data);

GtkWidget  *tandai_attribute_editor_new (const TandaiAttributeDef *def, TandaiAttributeFunc changed, gpointer user_data);
void        tandai_attribute_editor_update (GtkWidget *row, const TandaiAttributeDef *def);
const char *tandai_attribute_editor_get_attribute (GtkWidget *row);

G_END_DECLS
