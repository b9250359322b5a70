/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TandaiAccel:
 * @key: its symbol, in lower case
 * @state: with what it is held
 *
 * A key as commands know it: wherever a sign stands on the keyboard, and on whichever of its two keys, it is the same one.
 */
typedef struct
{
  guint key;
  GdkModifierType state;
} TandaiAccel;

/**
 * TandaiReserved:
 * @TANDAI_RESERVED_NOT: a command can have it
 * @TANDAI_RESERVED_FIXED: it always does the same
 * @TANDAI_RESERVED_TEXT: every text and entry uses it
 * @TANDAI_RESERVED_LABEL: it tags, whatever the labels are
 *
 * What a key is kept for.
 */
typedef enum
{
  TANDAI_RESERVED_NOT,
  TANDAI_RESERVED_FIXED,
  TANDAI_RESERVED_TEXT,
  TANDAI_RESERVED_LABEL,
} TandaiReserved;

TandaiAccel    tandai_accel_new        (guint key, GdkModifierType state);
gboolean       tandai_accel_parse      (const char *name, TandaiAccel *accel);
gboolean       tandai_accel_equal      (const TandaiAccel *one, const TandaiAccel *other);
gboolean       tandai_accel_is_plain   (const TandaiAccel *self);
gboolean       tandai_accel_is_letter  (const TandaiAccel *self, const char *letter);
TandaiReserved tandai_accel_reserved   (const TandaiAccel *self);
char          *tandai_accel_dup_name   (const TandaiAccel *self);
char          *tandai_accel_dup_label  (const TandaiAccel *self);
void           tandai_accel_add_twins  (const TandaiAccel *self, GPtrArray *names);

G_END_DECLS
