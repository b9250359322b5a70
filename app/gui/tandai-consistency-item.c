/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-consistency-item.h"

struct _TandaiConsistencyItem
{
  GObject parent_instance;

  /* Holds what the others point to. */
  GPtrArray *found;
  const TandaiInconsistency *string;
  const TandaiConsistencyPlace *place;
};

G_DEFINE_FINAL_TYPE (TandaiConsistencyItem, tandai_consistency_item, G_TYPE_OBJECT)

static void
tandai_consistency_item_finalize (GObject *object)
{
  g_ptr_array_unref (TANDAI_CONSISTENCY_ITEM (object)->found);
  G_OBJECT_CLASS (tandai_consistency_item_parent_class)->finalize (object);
}

static void
tandai_consistency_item_class_init (TandaiConsistencyItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tandai_consistency_item_finalize;
}

static void
tandai_consistency_item_init (TandaiConsistencyItem *self)
{
}

static void
append (GListStore *store,
        GPtrArray *found,
        const TandaiInconsistency *string,
        const TandaiConsistencyPlace *place)
{
  g_autoptr (TandaiConsistencyItem) item = g_object_new (TANDAI_TYPE_CONSISTENCY_ITEM, NULL);

  item->found = g_ptr_array_ref (found);
  item->string = string;
  item->place = place;
  g_list_store_append (store, item);
}

/** tandai_consistency_item_list: Returns: (transfer full): an item for each string */
GListModel *
tandai_consistency_item_list (const TandaiConsistency *found)
{
  GListStore *store = g_list_store_new (TANDAI_TYPE_CONSISTENCY_ITEM);

  for (guint i = 0; i < found->found->len; i++)
    append (store, found->found, found->found->pdata[i], NULL);
  return G_LIST_MODEL (store);
}

/** tandai_consistency_item_list_places: Returns: (transfer full) (nullable): an item for each place of a
 * string; %NULL for a place */
GListModel *
tandai_consistency_item_list_places (TandaiConsistencyItem *self)
{
  GListStore *store;

  if (self->place != NULL)
    return NULL;
  store = g_list_store_new (TANDAI_TYPE_CONSISTENCY_ITEM);
  for (guint i = 0; i < self->string->places->len; i++)
    append (store, self->found, self->string, self->string->places->pdata[i]);
  return G_LIST_MODEL (store);
}

/** tandai_consistency_item_get_string: Returns: (transfer none): the string, or that of the place */
const TandaiInconsistency *
tandai_consistency_item_get_string (TandaiConsistencyItem *self)
{
  return self->string;
}

/** tandai_consistency_item_get_place: Returns: (transfer none) (nullable): the place; %NULL for a string */
const TandaiConsistencyPlace *
tandai_consistency_item_get_place (TandaiConsistencyItem *self)
{
  return self->place;
}
