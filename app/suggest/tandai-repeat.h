/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-annotation-set.h"
#include "core/tandai-text.h"

G_BEGIN_DECLS

GArray *tandai_repeat_places (TandaiText *text, TandaiAnnotationSet *annotations, const char *string,
                              const char *label);

G_END_DECLS
