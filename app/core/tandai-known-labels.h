/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiKnownLabels:
 *
 * The labels that schemas and spans have, to tell a name that is mistyped from
 * one that merely has no span, and which of them was meant. Labels are also
 * found by their titles: who works in the window knows “Tempat”, not “place”.
 */
typedef struct _TandaiKnownLabels TandaiKnownLabels;

TandaiKnownLabels *tandai_known_labels_new          (void);
void               tandai_known_labels_free         (TandaiKnownLabels *self);
void               tandai_known_labels_add          (TandaiKnownLabels *self, const char *label);
void               tandai_known_labels_add_schema   (TandaiKnownLabels *self, TandaiSchema *schema);
void               tandai_known_labels_add_spans    (TandaiKnownLabels *self, GPtrArray *spans);
void               tandai_known_labels_join         (TandaiKnownLabels *self, const TandaiKnownLabels *other);
gboolean           tandai_known_labels_contains     (const TandaiKnownLabels *self, const char *label);
const char        *tandai_known_labels_find_nearest (const TandaiKnownLabels *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiKnownLabels, tandai_known_labels_free)

G_END_DECLS
