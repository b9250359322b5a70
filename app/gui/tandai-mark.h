/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gui/tandai-label-style.h"
#include "gui/tandai-span-layout.h"

G_BEGIN_DECLS

/**
 * TandaiMarkKind:
 * @TANDAI_MARK_CANDIDATE: what the next label key would take
 * @TANDAI_MARK_SUGGESTION: a suggestion after what was tagged in this article
 * @TANDAI_MARK_FAINT: a suggestion after what was tagged elsewhere
 * @TANDAI_MARK_PREVIEW: what would be tagged by the act that is being shown beforehand
 */
typedef enum
{
  TANDAI_MARK_CANDIDATE,
  TANDAI_MARK_SUGGESTION,
  TANDAI_MARK_FAINT,
  TANDAI_MARK_PREVIEW,
} TandaiMarkKind;

/**
 * TandaiMark:
 * @kind: what it says
 * @ranges: (element-type TandaiRange): its fragments, in code points of the document
 * @label: (nullable): whose colour it has
 *
 * An outline on the page round words that are no span yet.
 */
typedef struct
{
  TandaiMarkKind kind;
  GArray *ranges;
  char *label;
} TandaiMark;

TandaiMark *tandai_mark_new  (TandaiMarkKind kind, const TandaiRange *ranges, guint n_ranges, const char *label);
void        tandai_mark_free (TandaiMark *self);
void        tandai_mark_draw (GtkSnapshot *snapshot, TandaiMarkKind kind, const GdkRGBA *color,
                              const TandaiSpanPiece *piece);

G_END_DECLS
