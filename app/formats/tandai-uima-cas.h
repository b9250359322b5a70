/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiUimaFeature:
 * @name: its name
 * @text: its value as a text; the numbers of feature structures with a space between them where it refers to them
 * @refers: whether it is known to refer to feature structures
 *
 * A feature of a feature structure.
 */
typedef struct
{
  const char *name;
  const char *text;
  gboolean refers;
} TandaiUimaFeature;

/**
 * TandaiUimaStructure:
 * @id: its number; 0 where it has none
 * @place: where it was read: a line, or a position in a list
 * @type: its type's full name
 * @first: its first feature
 * @n_features: how many it has
 *
 * A feature structure.
 */
typedef struct
{
  guint id;
  guint place;
  const char *type;
  guint first;
  guint n_features;
} TandaiUimaStructure;

/**
 * TandaiUimaCas:
 *
 * What was read of somebody's CAS, whatever its syntax: feature structures by
 * their position and their number. Nothing is said of what they mean.
 */
typedef struct _TandaiUimaCas TandaiUimaCas;

TandaiUimaCas *tandai_uima_cas_new  (gboolean by_line);
void           tandai_uima_cas_free (TandaiUimaCas *self);

gboolean tandai_uima_cas_add         (TandaiUimaCas *self, const char *type, guint id, guint place);
void     tandai_uima_cas_add_feature (TandaiUimaCas *self, const char *name, const char *text, gssize n_bytes,
                                      gboolean refers);
void     tandai_uima_cas_add_super   (TandaiUimaCas *self, const char *type, const char *super);

gboolean                   tandai_uima_cas_is_by_line (const TandaiUimaCas *self);
guint                      tandai_uima_cas_get_length (const TandaiUimaCas *self);
const TandaiUimaStructure *tandai_uima_cas_get        (const TandaiUimaCas *self, guint position);
gboolean                   tandai_uima_cas_find       (const TandaiUimaCas *self, guint id, guint *position);
gboolean                   tandai_uima_cas_is_a       (const TandaiUimaCas *self, const char *type,
                                                       const char *super);
const TandaiUimaFeature   *tandai_uima_cas_feature    (const TandaiUimaCas *self,
                                                       const TandaiUimaStructure *structure, guint n);
const char                *tandai_uima_cas_text       (const TandaiUimaCas *self,
                                                       const TandaiUimaStructure *structure, const char *name);
gboolean tandai_uima_parse_number  (const char *text, guint *number);
gboolean tandai_uima_parse_numbers (const char *text, guint most, GArray *numbers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiUimaCas, tandai_uima_cas_free)

G_END_DECLS
