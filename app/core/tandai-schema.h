/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiSchema:
 *
 * The annotation schema in force: the labels with their keys, colours, titles
 * and attributes, the relations, what articles carry, and which files are
 * articles. Immutable and
 * reference-counted. From tandai.json, or the built-in default.
 */
#define TANDAI_TYPE_SCHEMA (tandai_schema_get_type ())
typedef struct _TandaiSchema TandaiSchema;

/**
 * TandaiAttributeDef:
 * @name: the attribute's name
 * @values: (nullable) (array zero-terminated=1): the choices; %NULL for free text
 * @title: (nullable): in the user's language
 * @description: (nullable): in the user's language
 * @titles: (array zero-terminated=1): in each language, as of a label
 * @descriptions: (array zero-terminated=1): the same of descriptions
 */
typedef struct
{
  char *name;
  char **values;
  char *title;
  char *description;
  char **titles;
  char **descriptions;
} TandaiAttributeDef;

/**
 * TandaiLabelShape:
 * @TANDAI_LABEL_SHAPE_OUTLINE: a rounded outline
 * @TANDAI_LABEL_SHAPE_CHIP: a filled chip with a solid underline
 * @TANDAI_LABEL_SHAPE_DASHES: a dashed underline
 * @TANDAI_LABEL_SHAPE_BAND: a soft band with a bar at both ends
 *
 * How a label's spans are drawn, so that colour is never the only sign.
 * Labels that state none take the shapes in turn.
 */
typedef enum
{
  TANDAI_LABEL_SHAPE_OUTLINE,
  TANDAI_LABEL_SHAPE_CHIP,
  TANDAI_LABEL_SHAPE_DASHES,
  TANDAI_LABEL_SHAPE_BAND,
  TANDAI_N_LABEL_SHAPES,
} TandaiLabelShape;

const char *tandai_label_shape_to_string   (TandaiLabelShape shape);
gboolean    tandai_label_shape_from_string (const char *name, TandaiLabelShape *shape);

/**
 * TandaiLabelDef:
 * @name: what is written to sidecars; never translated
 * @key: the key that tags with it ("1"), or "" where none was free
 * @color_light: "#rrggbb" on a light page
 * @color_dark: "#rrggbb" on a dark page
 * @shape: how its spans are drawn
 * @title: in the user's language
 * @description: (nullable): in the user's language
 * @titles: (array zero-terminated=1): in each language, as pairs of language and text; "" for no language
 * @descriptions: (array zero-terminated=1): the same of descriptions
 * @examples: (nullable) (array zero-terminated=1): words from articles that have this label
 * @attributes: (element-type TandaiAttributeDef): what its spans may carry
 */
typedef struct
{
  char *name;
  char *key;
  char *color_light;
  char *color_dark;
  TandaiLabelShape shape;
  char *title;
  char *description;
  char **titles;
  char **descriptions;
  char **examples;
  GPtrArray *attributes;
} TandaiLabelDef;

/**
 * TandaiRelationDef:
 * @name: what is written to sidecars
 * @from: labels it may start from
 * @to: labels it may lead to
 * @title: in the user's language
 * @titles: (array zero-terminated=1): in each language, as of a label
 */
typedef struct
{
  char *name;
  char **from;
  char **to;
  char *title;
  char **titles;
} TandaiRelationDef;

GType         tandai_schema_get_type    (void);
TandaiSchema *tandai_schema_get_default (void);
TandaiSchema *tandai_schema_parse       (GBytes *bytes, GError **error);
TandaiSchema *tandai_schema_load        (GFile *file, GCancellable *cancellable, GError **error);
GFile        *tandai_schema_find_file   (GFile *article, GFile *root);
TandaiSchema *tandai_schema_load_for    (GFile *article, GFile *root, GCancellable *cancellable, GError **error);
TandaiSchema *tandai_schema_ref         (TandaiSchema *self);
void          tandai_schema_unref       (TandaiSchema *self);

guint                    tandai_schema_get_n_labels    (TandaiSchema *self);
const TandaiLabelDef    *tandai_schema_get_label       (TandaiSchema *self, guint position);
const TandaiLabelDef    *tandai_schema_find_label      (TandaiSchema *self, const char *name, guint *position);
gboolean                 tandai_schema_check_key       (TandaiSchema *self, const char *label, const char *key, GError **error);
guint                    tandai_schema_get_n_relations (TandaiSchema *self);
const TandaiRelationDef *tandai_schema_get_relation    (TandaiSchema *self, guint position);
const TandaiRelationDef *tandai_schema_find_relation   (TandaiSchema *self, const char *name);
const TandaiAttributeDef *tandai_schema_find_attribute (GPtrArray *defs, const char *name);
GPtrArray               *tandai_schema_get_article_attributes (TandaiSchema *self);
const char *const       *tandai_schema_get_articles    (TandaiSchema *self);
const char              *tandai_schema_get_version     (TandaiSchema *self);
const char              *tandai_schema_get_sha256      (TandaiSchema *self);
const char *const       *tandai_schema_get_notices     (TandaiSchema *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSchema, tandai_schema_unref)

G_END_DECLS
