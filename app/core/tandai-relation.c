/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-attributes.h"
#include "core/tandai-relation.h"
#include "core/tandai-span.h"

struct _TandaiRelation
{
  GObject parent_instance;

  char *id;
  char *kind;
  char *from;
  char *to;
  char **attributes;
  char *note;
  char *origin;
  char *extra;
};

G_DEFINE_FINAL_TYPE (TandaiRelation, tandai_relation, G_TYPE_OBJECT)

static void
tandai_relation_finalize (GObject *object)
{
  TandaiRelation *self = TANDAI_RELATION (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->from);
  g_free (self->to);
  g_strfreev (self->attributes);
  g_free (self->note);
  g_free (self->origin);
  g_free (self->extra);
  G_OBJECT_CLASS (tandai_relation_parent_class)->finalize (object);
}

static void
tandai_relation_class_init (TandaiRelationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_relation_finalize;
}

static void
tandai_relation_init (TandaiRelation *self)
{
}

/**
 * tandai_relation_new:
 * @fields: its parts, copied
 *
 * Returns: (transfer full): a relation
 */
TandaiRelation *
tandai_relation_new (const TandaiRelationFields *fields)
{
  TandaiRelation *self;

  g_return_val_if_fail (fields->type != NULL && fields->from != NULL && fields->to != NULL, NULL);
  self = g_object_new (TANDAI_TYPE_RELATION, NULL);
  self->id = fields->id != NULL ? g_strdup (fields->id) : tandai_id_new ('r');
  self->kind = g_strdup (fields->type);
  self->from = g_strdup (fields->from);
  self->to = g_strdup (fields->to);
  if (tandai_attributes_count (fields->attributes) > 0)
    self->attributes = g_strdupv ((char **) fields->attributes);
  self->note = g_strdup (fields->note);
  self->origin = g_strdup (fields->origin);
  self->extra = g_strdup (fields->extra);
  return self;
}

/**
 * tandai_relation_get_fields:
 * @self: a relation
 * @fields: (out caller-allocates): its parts, borrowed from @self
 *
 * Fills @fields, to make a changed copy from.
 */
void
tandai_relation_get_fields (TandaiRelation *self, TandaiRelationFields *fields)
{
  *fields = (TandaiRelationFields){
    self->id,   self->kind,   self->from, self->to, (const char *const *) self->attributes,
    self->note, self->origin, self->extra
  };
}

/** tandai_relation_get_id: Returns: its id */
const char *
tandai_relation_get_id (TandaiRelation *self)
{
  return self->id;
}

/** tandai_relation_get_kind: Returns: its name in the schema, like "source" */
const char *
tandai_relation_get_kind (TandaiRelation *self)
{
  return self->kind;
}

/** tandai_relation_get_from: Returns: the id of the span it starts from */
const char *
tandai_relation_get_from (TandaiRelation *self)
{
  return self->from;
}

/** tandai_relation_get_to: Returns: the id of the span it leads to */
const char *
tandai_relation_get_to (TandaiRelation *self)
{
  return self->to;
}

/** tandai_relation_compare: Returns: below, at or above 0, by id, bytewise */
int
tandai_relation_compare (TandaiRelation *a, TandaiRelation *b)
{
  return strcmp (a->id, b->id);
}
