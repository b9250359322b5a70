/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-conflict.h"

G_BEGIN_DECLS

/* What of a sidecar waits for a person: spans that are kept aside, and conflicts. */
char *tandai_pending_orphans   (const TandaiSidecar *sidecar);
char *tandai_pending_conflicts (const TandaiSidecar *sidecar);
void  tandai_pending_tell      (TandaiDocument *document, const char *name);

G_END_DECLS
