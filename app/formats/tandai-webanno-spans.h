/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tandai-import.h"

G_BEGIN_DECLS

/**
 * TandaiWebannoEnd:
 * @layer: the position of a layer, or -1 for any
 * @row: the id of a row, borrowed
 * @number: the number in brackets, or 0 for the first span of the row
 *
 * How a link names a span.
 */
typedef struct
{
  int layer;
  const char *row;
  guint number;
} TandaiWebannoEnd;

/**
 * TandaiWebannoMet:
 * @layer: the position of its layer
 * @row: the id of the row
 * @number: its number, or 0
 * @stack: which of the row's it is, where it has no number
 * @start: where the row begins, in UTF-16 units
 * @end: where it ends
 * @line: the line in the file
 *
 * A span in a row.
 */
typedef struct
{
  int layer;
  const char *row;
  guint number;
  guint stack;
  guint start;
  guint end;
  guint line;
} TandaiWebannoMet;

/**
 * TandaiWebannoSpans:
 *
 * The spans of a file and the links between them, which grow row by row.
 */
typedef struct _TandaiWebannoSpans TandaiWebannoSpans;

TandaiWebannoSpans *tandai_webanno_spans_new (TandaiImport *import, const char *path, GPtrArray *layers);
void     tandai_webanno_spans_free   (TandaiWebannoSpans *self);
gboolean tandai_webanno_spans_meet   (TandaiWebannoSpans *self, const TandaiWebannoMet *met, const char *label);
void     tandai_webanno_spans_set    (TandaiWebannoSpans *self, const char *name, const char *value);
void     tandai_webanno_spans_link   (TandaiWebannoSpans *self, guint line, const char *type,
                                      TandaiWebannoEnd from, TandaiWebannoEnd to);
void     tandai_webanno_spans_lose   (TandaiWebannoSpans *self, const char *id, const char *name, const char *value);
void     tandai_webanno_spans_finish (TandaiWebannoSpans *self, TandaiDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiWebannoSpans, tandai_webanno_spans_free)

G_END_DECLS
