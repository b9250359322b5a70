/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tandai_columns_format (GPtrArray *rows, guint n_words);

G_END_DECLS
