/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "formats/tandai-signature.h"

G_BEGIN_DECLS

/**
 * TandaiNeardupPair:
 * @a: the place of a text
 * @b: the place of another one
 * @user_data: as given
 *
 * Takes two texts that may be near-duplicates; called more than once for some.
 */
typedef void (*TandaiNeardupPair) (guint a, guint b, gpointer user_data);

gboolean tandai_neardup_pairs (const TandaiSignature *signatures, guint n, TandaiNeardupPair pair,
                               gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS
