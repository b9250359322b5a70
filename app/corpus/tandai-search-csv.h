/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-search.h"

G_BEGIN_DECLS

void tandai_search_append_csv_head (GString *to);
void tandai_search_append_csv (GString *to, const TandaiSearchLine *line, const char *file);

G_END_DECLS
