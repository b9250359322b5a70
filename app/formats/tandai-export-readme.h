/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-format.h"

G_BEGIN_DECLS

#define TANDAI_EXPORT_README "README"

char *tandai_export_readme (const TandaiFormat *format, gboolean split, guint n_articles, guint n_spans, TandaiReport *report);

G_END_DECLS
