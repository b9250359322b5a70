/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bundled sample corpus, which is never opened in place. */
GFile *tandai_sample_copy (GError **error);

G_END_DECLS
