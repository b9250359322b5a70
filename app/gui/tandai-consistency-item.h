/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "corpus/tandai-consistency.h"

G_BEGIN_DECLS

/**
 * TandaiConsistencyItem:
 *
 * A string that is not labelled the same everywhere, or one of its places, for
 * lists. It keeps what was found.
 */
#define TANDAI_TYPE_CONSISTENCY_ITEM (tandai_consistency_item_get_type ())
G_DECLARE_FINAL_TYPE (TandaiConsistencyItem, tandai_consistency_item, TANDAI, CONSISTENCY_ITEM, GObject)

GListModel                   *tandai_consistency_item_list       (const TandaiConsistency *found);
GListModel                   *tandai_consistency_item_list_places (TandaiConsistencyItem *self);
const TandaiInconsistency    *tandai_consistency_item_get_string (TandaiConsistencyItem *self);
const TandaiConsistencyPlace *tandai_consistency_item_get_place  (TandaiConsistencyItem *self);

G_END_DECLS
