/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"
#include "gui/tandai-accel.h"
#include "gui/tandai-commands.h"

G_BEGIN_DECLS

/**
 * TandaiKeys:
 *
 * The keys in force: those of the table, but for what the settings change. What the settings hold that cannot be
 * is passed over and told by tandai_keys_get_notices(). Signal `changed`: some keys are others now.
 */
#define TANDAI_TYPE_KEYS (tandai_keys_get_type ())
G_DECLARE_FINAL_TYPE (TandaiKeys, tandai_keys, TANDAI, KEYS, GObject)

/**
 * TandaiKeyFault:
 * @TANDAI_KEY_FREE: nothing is against it
 * @TANDAI_KEY_RESERVED: it is kept for something else, whatever the commands are
 * @TANDAI_KEY_OF_COMMAND: another command has it
 * @TANDAI_KEY_OF_LABEL: a label of the schema has it
 *
 * Why a command cannot have a key.
 */
typedef enum
{
  TANDAI_KEY_FREE,
  TANDAI_KEY_RESERVED,
  TANDAI_KEY_OF_COMMAND,
  TANDAI_KEY_OF_LABEL,
} TandaiKeyFault;

TandaiKeys           *tandai_keys_get_default   (void);
const TandaiCommand  *tandai_keys_lookup        (TandaiKeys *self, const TandaiAccel *accel);
const TandaiAccel    *tandai_keys_get_accels    (TandaiKeys *self, const TandaiCommand *command, guint *n_accels);
char                 *tandai_keys_dup_shown     (TandaiKeys *self, const TandaiCommand *command);
char                 *tandai_keys_dup_label     (TandaiKeys *self, const TandaiCommand *command);
gboolean              tandai_keys_is_changed    (TandaiKeys *self, const TandaiCommand *command);
gboolean              tandai_keys_any_changed   (TandaiKeys *self);
const char *const    *tandai_keys_get_notices   (TandaiKeys *self);
TandaiKeyFault        tandai_keys_check         (TandaiKeys          *self,
                                                 const TandaiCommand *command,
                                                 const TandaiAccel   *accel,
                                                 TandaiSchema        *schema,
                                                 char               **message);
void                  tandai_keys_set           (TandaiKeys          *self,
                                                 const TandaiCommand *command,
                                                 const TandaiAccel   *accel);
void                  tandai_keys_reset         (TandaiKeys *self, const TandaiCommand *command);
GVariant             *tandai_keys_reset_all     (TandaiKeys *self);
void                  tandai_keys_restore       (TandaiKeys *self, GVariant *changes);
const TandaiCommand  *tandai_keys_takes_label   (TandaiKeys *self, const TandaiLabelDef *def);
const char           *tandai_keys_get_label_key (TandaiKeys *self, const TandaiLabelDef *def);
char                 *tandai_keys_dup_label_notice (TandaiKeys *self, const TandaiLabelDef *def);

G_END_DECLS
