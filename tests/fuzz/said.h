/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

gboolean fuzz_is_plain   (const TandaiSidecar *sidecar);
void     fuzz_check_said (const TandaiSidecar *before, const TandaiSidecar *after, gboolean with_blanks);

G_END_DECLS
