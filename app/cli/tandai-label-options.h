/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema-edit.h"

G_BEGIN_DECLS

/**
 * TandaiLabelOptions:
 * @titles, @descriptions: (nullable): "LANGUAGE=TEXT" each
 * @examples: (nullable): words from articles
 * @key: (nullable): a key; "" for the next free digit
 * @color: (nullable): "#rrggbb,#rrggbb", for light and dark pages
 * @shape: (nullable): a shape's name
 * @attributes: (nullable): "NAME" or "NAME=VALUE,VALUE" each
 * @attribute_titles: (nullable): "NAME:LANGUAGE=TEXT" each
 * @attribute_descriptions: (nullable): the same of descriptions
 * @without: (nullable): names of attributes that go
 * @from, @to: (nullable): labels' names, of a relation
 *
 * What the command line says of one label or relation.
 */
typedef struct
{
  char **titles;
  char **descriptions;
  char **examples;
  char *key;
  char *color;
  char *shape;
  char **attributes;
  char **attribute_titles;
  char **attribute_descriptions;
  char **without;
  char **from;
  char **to;
} TandaiLabelOptions;

gboolean tandai_label_options_apply          (const TandaiLabelOptions *self, TandaiSchemaEdit *edit, const char *label,
                                              GError **error);
gboolean tandai_label_options_apply_relation (const TandaiLabelOptions *self, TandaiSchemaEdit *edit,
                                              const char *relation, GError **error);
void     tandai_label_options_clear          (TandaiLabelOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TandaiLabelOptions, tandai_label_options_clear)

G_END_DECLS
