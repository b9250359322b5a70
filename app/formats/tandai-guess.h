/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"

G_BEGIN_DECLS

const TandaiFormat *tandai_guess_format (const char *path);
gboolean            tandai_guess_is_data (const char *path);

G_END_DECLS
