/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-range.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

gboolean tandai_carry_once (const TandaiText *old_text, const TandaiText *new_text, TandaiRange range,
                            TandaiRange *carried);

G_END_DECLS
