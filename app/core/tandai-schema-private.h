/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-json.h"
#include "core/tandai-schema.h"

G_BEGIN_DECLS

struct _TandaiSchema
{
  gatomicrefcount ref_count;
  char *version;
  char *sha256;
  char **articles;
  GPtrArray *labels;
  GPtrArray *relations;
  GPtrArray *article_attributes;
  GPtrArray *notices;
};

GPtrArray *_tandai_attribute_defs_new (void);
gboolean _tandai_schema_read        (TandaiSchema *self, TandaiJson *json, GError **error);
void     _tandai_schema_assign_keys (TandaiSchema *self);
gboolean _tandai_schema_name_is_valid (const char *name);
gboolean _tandai_schema_is_color (const char *text);

G_END_DECLS
