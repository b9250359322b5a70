/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/* What the controls of Label Studio's interface are called, and how an annotation says which made it. */
#define TANDAI_LABEL_STUDIO_TEXT  "text"
#define TANDAI_LABEL_STUDIO_LABEL "label"

/**
 * TandaiLabelStudioConfig:
 *
 * Label Studio's labelling interface in the making: controls for the names of
 * the schemas in force, and for those that were met in the annotations, since
 * it shows nothing that it has no control for. Safe from any thread.
 */
typedef struct _TandaiLabelStudioConfig TandaiLabelStudioConfig;

TandaiLabelStudioConfig *tandai_label_studio_config_new  (void);
void                     tandai_label_studio_config_free (TandaiLabelStudioConfig *self);
char                    *tandai_label_studio_config_name (const char *attribute);
gboolean                 tandai_label_studio_config_has_choice (TandaiSchema *schema, const char *label,
                                                                const char *attribute, const char *value);
void                     tandai_label_studio_config_add_schema (TandaiLabelStudioConfig *self, TandaiSchema *schema);
void                     tandai_label_studio_config_add_label  (TandaiLabelStudioConfig *self, const char *label);
void                     tandai_label_studio_config_add_relation (TandaiLabelStudioConfig *self, const char *name);
void                     tandai_label_studio_config_add_attribute (TandaiLabelStudioConfig *self, const char *name,
                                                                   const char *label);
void                     tandai_label_studio_config_append (TandaiLabelStudioConfig *self, GString *to);

G_END_DECLS
