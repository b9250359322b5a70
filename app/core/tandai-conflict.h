/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/*
 * What two people changed differently, in the sidecar's conflicts, until a
 * person decides; see tandai-merge.h for what they hold.
 */

gboolean tandai_conflict_find    (TandaiDocument *document, const char *id, TandaiSpan **ours, TandaiSpan **theirs);
gboolean tandai_conflict_resolve (TandaiDocument *document, const char *id, gboolean take_theirs, GError **error);

G_END_DECLS
