/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-sidecar.h"

G_BEGIN_DECLS

GBytes *tandai_rebuild_article (TandaiSidecar *sidecar, gboolean *exact);

G_END_DECLS
