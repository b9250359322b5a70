/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiBratConfig:
 *
 * brat's annotation.conf in the making: the names of the schemas in force,
 * and those that were met in the annotations, since brat refuses what is not
 * declared. Safe from any thread.
 */
typedef struct _TandaiBratConfig TandaiBratConfig;

TandaiBratConfig *tandai_brat_config_new           (void);
void              tandai_brat_config_free          (TandaiBratConfig *self);
char             *tandai_brat_config_name          (const char *name);
gboolean          tandai_brat_config_holds_value   (const char *value);
void              tandai_brat_config_add_schema    (TandaiBratConfig *self, TandaiSchema *schema);
void              tandai_brat_config_add_label     (TandaiBratConfig *self, const char *label);
void              tandai_brat_config_add_relation  (TandaiBratConfig *self, const char *name, const char *from,
                                                    const char *to);
void              tandai_brat_config_add_attribute (TandaiBratConfig *self, const char *name, const char *label,
                                                    const char *value);
void              tandai_brat_config_append        (TandaiBratConfig *self, GString *to);

G_END_DECLS
