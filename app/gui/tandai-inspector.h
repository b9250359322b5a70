/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/tandai-document.h"

G_BEGIN_DECLS

/**
 * TandaiInspector:
 *
 * The spans of the article as a list, and below them the details of the
 * current one or of the article, or what is to be decided. Signals: `span-activated` (id): a row was chosen by
 * hand; `refused` (reason): a change could not be; `left`: back to the article.
 */
#define TANDAI_TYPE_INSPECTOR (tandai_inspector_get_type ())
G_DECLARE_FINAL_TYPE (TandaiInspector, tandai_inspector, TANDAI, INSPECTOR, AdwBin)

/**
 * TandaiDetailsPart:
 *
 * What of the details gets the focus.
 */
typedef enum
{
  TANDAI_DETAILS_NONE,
  TANDAI_DETAILS_ATTRIBUTES,
  TANDAI_DETAILS_NOTE,
  TANDAI_DETAILS_ARTICLE,
  TANDAI_DETAILS_ORPHANS,
  TANDAI_DETAILS_CONFLICTS,
} TandaiDetailsPart;

void       tandai_inspector_set_document (TandaiInspector *self, TandaiDocument *document);
void       tandai_inspector_show_span    (TandaiInspector *self, const char *id);
void       tandai_inspector_commit       (TandaiInspector *self);
gboolean   tandai_inspector_edit         (TandaiInspector *self, TandaiDetailsPart part);
void       tandai_inspector_edit_conflict (TandaiInspector *self, const char *key);
const char *tandai_inspector_get_focused_conflict (TandaiInspector *self);
GtkWidget *tandai_inspector_get_list     (TandaiInspector *self);

G_END_DECLS
