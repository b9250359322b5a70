/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiRelation:
 *
 * An immutable, directed link of a type between two spans, by their ids.
 */
#define TANDAI_TYPE_RELATION (tandai_relation_get_type ())
G_DECLARE_FINAL_TYPE (TandaiRelation, tandai_relation, TANDAI, RELATION, GObject)

/**
 * TandaiRelationFields:
 * @id: the id, or %NULL for a new random one
 * @type: the relation's name in the schema
 * @from: the id of the span it starts from (a quote or claim)
 * @to: the id of the span it leads to (its source)
 * @attributes: (nullable): see tandai-attributes.h
 * @note: (nullable): a person's words
 * @origin: (nullable): as in #TandaiSpanFields
 * @extra: (nullable): as in #TandaiSpanFields
 */
typedef struct
{
  const char *id;
  const char *type;
  const char *from;
  const char *to;
  const char *const *attributes;
  const char *note;
  const char *origin;
  const char *extra;
} TandaiRelationFields;

TandaiRelation *tandai_relation_new        (const TandaiRelationFields *fields);
void            tandai_relation_get_fields (TandaiRelation *self, TandaiRelationFields *fields);

const char *tandai_relation_get_id   (TandaiRelation *self);
const char *tandai_relation_get_kind (TandaiRelation *self);
const char *tandai_relation_get_from (TandaiRelation *self);
const char *tandai_relation_get_to   (TandaiRelation *self);
int         tandai_relation_compare  (TandaiRelation *a, TandaiRelation *b);

G_END_DECLS
