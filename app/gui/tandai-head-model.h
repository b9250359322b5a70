/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiHeadModel:
 *
 * The first items of a list. A GtkSliceListModel says of each item that comes
 * or goes that all behind it are new, and costs a view as much as they are
 * many; this says what changed.
 */
#define TANDAI_TYPE_HEAD_MODEL (tandai_head_model_get_type ())
G_DECLARE_FINAL_TYPE (TandaiHeadModel, tandai_head_model, TANDAI, HEAD_MODEL, GObject)

TandaiHeadModel *tandai_head_model_new (guint size);
void tandai_head_model_set_model (TandaiHeadModel *self, GListModel *model);
void tandai_head_model_set_size (TandaiHeadModel *self, guint size);
guint tandai_head_model_get_size (TandaiHeadModel *self);

G_END_DECLS
