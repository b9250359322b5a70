/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiOrderedMake:
 * @index: an item's place
 * @user_data: as given
 *
 * Makes something of an item; called from several threads at once.
 *
 * Returns: (transfer full): what was made, never %NULL
 */
typedef gpointer (*TandaiOrderedMake) (guint index, gpointer user_data);

/**
 * TandaiOrderedTake:
 * @index: an item's place
 * @made: (transfer full): what was made of it
 * @user_data: as given
 * @error: return location for an error
 *
 * Takes what was made, one after another in the items' order, in the thread that called.
 *
 * Returns: whether to go on
 */
typedef gboolean (*TandaiOrderedTake) (guint index, gpointer made, gpointer user_data, GError **error);

gboolean tandai_ordered_map (guint n_items, guint n_threads, TandaiOrderedMake make, TandaiOrderedTake take,
                             GDestroyNotify made_free, gpointer user_data, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
