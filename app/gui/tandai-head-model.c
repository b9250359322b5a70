/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-head-model.h"

struct _TandaiHeadModel
{
  GObject parent_instance;

  GListModel *model;
  guint size;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TandaiHeadModel,
                               tandai_head_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  TandaiHeadModel *self = TANDAI_HEAD_MODEL (list);

  return self->model != NULL ? MIN (g_list_model_get_n_items (self->model), self->size) : 0;
}

static gpointer
get_item (GListModel *list, guint position)
{
  TandaiHeadModel *self = TANDAI_HEAD_MODEL (list);

  return self->model != NULL && position < self->size ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Where nothing is cut off, just what changed; else what moves over the cut has changed too. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, TandaiHeadModel *self)
{
  guint n_after = g_list_model_get_n_items (model);
  guint n_before = n_after - added + removed;

  if (position >= self->size)
    return;
  if (n_before > self->size || n_after > self->size)
    {
      removed = MIN (n_before, self->size) - position;
      added = MIN (n_after, self->size) - position;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
tandai_head_model_dispose (GObject *object)
{
  TandaiHeadModel *self = TANDAI_HEAD_MODEL (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (tandai_head_model_parent_class)->dispose (object);
}

static void
tandai_head_model_class_init (TandaiHeadModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_head_model_dispose;
}

static void
tandai_head_model_init (TandaiHeadModel *self)
{
}

/** tandai_head_model_new: Returns: (transfer full): the first @size items of no list yet */
TandaiHeadModel *
tandai_head_model_new (guint size)
{
  TandaiHeadModel *self = g_object_new (TANDAI_TYPE_HEAD_MODEL, NULL);

  self->size = size;
  return self;
}

/** tandai_head_model_set_model: says whose first items they are; %NULL for none */
void
tandai_head_model_set_model (TandaiHeadModel *self, GListModel *model)
{
  guint removed = get_n_items (G_LIST_MODEL (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, get_n_items (G_LIST_MODEL (self)));
}

/** tandai_head_model_set_size: says how many there are at most */
void
tandai_head_model_set_size (TandaiHeadModel *self, guint size)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));
  guint n_after;

  self->size = size;
  n_after = get_n_items (G_LIST_MODEL (self));
  if (n_after > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_after - n_before);
  else if (n_after < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_after, n_before - n_after, 0);
}

/** tandai_head_model_get_size: Returns: how many there are at most */
guint
tandai_head_model_get_size (TandaiHeadModel *self)
{
  return self->size;
}
