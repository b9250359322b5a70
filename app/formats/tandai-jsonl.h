/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tandai_jsonl_end_line (GString *to, gsize from);

G_END_DECLS
