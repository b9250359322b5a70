/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiSchemaEdit:
 *
 * A corpus file that is being changed. What is not changed stays as it is, byte
 * for byte, members that this version does not know too. Nothing is written:
 * tandai_schema_edit_finish() gives the file's new content.
 */
typedef struct _TandaiSchemaEdit TandaiSchemaEdit;

TandaiSchemaEdit *tandai_schema_edit_new    (GBytes *bytes, GError **error);
void              tandai_schema_edit_free   (TandaiSchemaEdit *self);
GBytes           *tandai_schema_edit_finish (TandaiSchemaEdit *self, TandaiSchema **schema, GError **error);

gboolean tandai_schema_edit_add_label    (TandaiSchemaEdit *self, const char *label, GError **error);
gboolean tandai_schema_edit_rename_label (TandaiSchemaEdit *self, const char *label, const char *name, GError **error);
gboolean tandai_schema_edit_merge_label  (TandaiSchemaEdit *self, const char *label, const char *into, GError **error);
gboolean tandai_schema_edit_remove_label (TandaiSchemaEdit *self, const char *label, GError **error);

gboolean tandai_schema_edit_set_title       (TandaiSchemaEdit *self, const char *label, const char *language,
                                             const char *text, GError **error);
gboolean tandai_schema_edit_set_description (TandaiSchemaEdit *self, const char *label, const char *language,
                                             const char *text, GError **error);
gboolean tandai_schema_edit_set_examples    (TandaiSchemaEdit *self, const char *label, const char *const *examples,
                                             GError **error);
gboolean tandai_schema_edit_set_key         (TandaiSchemaEdit *self, const char *label, const char *key, GError **error);
gboolean tandai_schema_edit_set_color       (TandaiSchemaEdit *self, const char *label, const char *light,
                                             const char *dark, GError **error);
gboolean tandai_schema_edit_set_shape       (TandaiSchemaEdit *self, const char *label, const char *shape,
                                             GError **error);
gboolean tandai_schema_edit_set_attribute   (TandaiSchemaEdit *self, const char *label, const char *attribute,
                                             const char *const *values, GError **error);
gboolean tandai_schema_edit_set_attribute_title (TandaiSchemaEdit *self, const char *label, const char *attribute,
                                                 const char *language, const char *text, GError **error);
gboolean tandai_schema_edit_set_attribute_description (TandaiSchemaEdit *self, const char *label, const char *attribute,
                                                       const char *language, const char *text, GError **error);
gboolean tandai_schema_edit_remove_attribute (TandaiSchemaEdit *self, const char *label, const char *attribute,
                                              GError **error);

gboolean tandai_schema_edit_set_relation    (TandaiSchemaEdit *self, const char *relation, const char *const *from,
                                             const char *const *to, GError **error);
gboolean tandai_schema_edit_set_relation_title (TandaiSchemaEdit *self, const char *relation, const char *language,
                                                const char *text, GError **error);
gboolean tandai_schema_edit_remove_relation (TandaiSchemaEdit *self, const char *relation, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSchemaEdit, tandai_schema_edit_free)

G_END_DECLS
