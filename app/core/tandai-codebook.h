/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-schema.h"

G_BEGIN_DECLS

GBytes *tandai_codebook_make_html (TandaiSchema *schema, const char *title);
gboolean tandai_codebook_save     (TandaiSchema *schema, const char *title, const char *path, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
