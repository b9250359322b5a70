/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiLabelUse:
 * @name: a label's name, in the schema or not
 * @n_spans: how many spans have it, orphans left out
 * @n_articles: in how many articles
 *
 * How much a label is used in a folder.
 */
typedef struct
{
  char *name;
  guint n_spans;
  guint n_articles;
} TandaiLabelUse;

GPtrArray *tandai_label_uses_count (GFile *folder, GPtrArray *failures, GCancellable *cancellable, GError **error);

G_END_DECLS
