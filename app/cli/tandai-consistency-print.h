/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-consistency.h"

G_BEGIN_DECLS

char *tandai_consistency_format_text (const TandaiConsistency *found);
char *tandai_consistency_format_json (const TandaiConsistency *found);

G_END_DECLS
