/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"

G_BEGIN_DECLS

/**
 * TandaiJsonEdit:
 *
 * A JSON text that is changed in places. What is not changed stays byte for
 * byte, its layout too, and what is new is laid out as what stands beside it.
 * A change makes all indices of values invalid.
 */
typedef struct _TandaiJsonEdit TandaiJsonEdit;

TandaiJsonEdit   *tandai_json_edit_new      (GBytes *bytes, GError **error);
void              tandai_json_edit_free     (TandaiJsonEdit *self);
const TandaiJson *tandai_json_edit_get_json (TandaiJsonEdit *self);
GBytes           *tandai_json_edit_dup_bytes (TandaiJsonEdit *self);

void tandai_json_edit_set_value  (TandaiJsonEdit *self, guint value, const char *raw);
void tandai_json_edit_set_member (TandaiJsonEdit *self, guint object, const char *name, const char *raw);
void tandai_json_edit_append     (TandaiJsonEdit *self, guint array, const char *raw);
void tandai_json_edit_remove     (TandaiJsonEdit *self, guint container, guint item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiJsonEdit, tandai_json_edit_free)

G_END_DECLS
