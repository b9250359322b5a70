/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiOrphan:
 * @id: the span's id, which its relations still name
 * @label: its label's name
 * @text: its words
 * @before: what stood before it
 * @after: what stood behind it
 *
 * A span whose words were taken out of the article: kept aside until a person
 * gives it another place, or drops it.
 */
typedef struct
{
  char *id;
  char *label;
  char *text;
  char *before;
  char *after;
} TandaiOrphan;

GPtrArray *tandai_orphans_list (TandaiDocument *document);
gboolean   tandai_orphan_place (TandaiDocument *document, const char *id, const TandaiRange *ranges, guint n_ranges,
                                GError **error);
gboolean   tandai_orphan_drop  (TandaiDocument *document, const char *id, GError **error);

G_END_DECLS
