/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json-edit.h"
#include "core/tandai-schema-edit.h"

G_BEGIN_DECLS

struct _TandaiSchemaEdit
{
  TandaiJsonEdit *text;
};

int      _tandai_schema_edit_find    (TandaiSchemaEdit *self, const char *list, const char *name);
int      _tandai_schema_edit_require (TandaiSchemaEdit *self, const char *list, const char *name, GError **error);
gboolean _tandai_schema_edit_check_new (TandaiSchemaEdit *self, const char *list, const char *name, GError **error);
void     _tandai_schema_edit_append  (TandaiSchemaEdit *self, const char *list, const char *raw);
void     _tandai_schema_edit_remove  (TandaiSchemaEdit *self, const char *list, const char *name);
gboolean _tandai_schema_edit_translate (TandaiSchemaEdit *self, const char *list, const char *name, const char *member,
                                        const char *language, const char *text, GError **error);
char    *_tandai_json_quote          (const char *text);
char    *_tandai_json_quote_list     (const char *const *texts);
void     _tandai_schema_edit_replace_ends (TandaiSchemaEdit *self, const char *label, const char *by);

G_END_DECLS
