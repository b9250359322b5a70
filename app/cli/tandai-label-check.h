/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-known-labels.h"

G_BEGIN_DECLS

TandaiSchema *tandai_label_check_schema (const char *path, GCancellable *cancellable);
void          tandai_label_check_say    (const TandaiKnownLabels *known, const char *label);
void          tandai_label_check_all    (const TandaiKnownLabels *known, char **labels);

G_END_DECLS
