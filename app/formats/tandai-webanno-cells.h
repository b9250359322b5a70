/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-webanno-spans.h"

G_BEGIN_DECLS

/**
 * TandaiWebannoRow:
 * @line: its line in the file
 * @id: its id, like "1-2" or "1-2.1"
 * @start: where the token or its part begins in the text, in UTF-16 units
 * @end: where it ends
 * @cells: the cells after those
 *
 * A row of the table, borrowed.
 */
typedef struct
{
  guint line;
  const char *id;
  guint start;
  guint end;
  const char *const *cells;
} TandaiWebannoRow;

void tandai_webanno_cells_take (TandaiWebannoSpans *spans, GPtrArray *layers, const TandaiWebannoRow *row);

G_END_DECLS
