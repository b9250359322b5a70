/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema-edit.h"

G_BEGIN_DECLS

/**
 * TandaiSchemaTemplate:
 * @name: what it is called on the command line; never translated
 * @title: what people see, to be translated
 * @description: one line on what it is for, to be translated
 * @content: a corpus file
 *
 * Labels to begin with.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *description;
  const char *content;
} TandaiSchemaTemplate;

const TandaiSchemaTemplate *tandai_schema_templates_list (guint *n_templates);
const TandaiSchemaTemplate *tandai_schema_template_find  (const char *name);
gboolean tandai_schema_edit_add_template (TandaiSchemaEdit *self, const TandaiSchemaTemplate *template, GError **error);
GBytes  *tandai_schema_lay_out           (const char *content);

G_END_DECLS
