/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"
#include "formats/tandai-format.h"

G_BEGIN_DECLS

TandaiSidecar *tandai_selection_apply (const TandaiSidecar *sidecar, const char *name,
                                       const TandaiExportOptions *options, TandaiReport *report);

G_END_DECLS
