/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-range.h"

G_BEGIN_DECLS

/**
 * TandaiSpanLayout:
 *
 * Where the words of one paragraph stand: a shadow of the layout that
 * GtkTextView keeps to itself, with the same text, font, width and spacing.
 * Coordinates are the view's buffer coordinates, in pixels.
 */
typedef struct
{
  int line;
  guint start;
  guint end;
  int y;
  PangoLayout *layout;
  char *chars;
  gboolean neutral;
  /* Whether letters may stand higher than a piece's cap. */
  gboolean tall;
  PangoDirection direction;
  double em;
} TandaiSpanLayout;

/**
 * TandaiSpanEnds:
 * @TANDAI_SPAN_START: its first character is the span's
 * @TANDAI_SPAN_END: its last character is the span's
 *
 * What a stretch is of its span: between fragments a span stays open.
 */
typedef enum
{
  TANDAI_SPAN_START = 1 << 0,
  TANDAI_SPAN_END = 1 << 1,
} TandaiSpanEnds;

/**
 * TandaiSpanPiece:
 * @x, @width: where it stands
 * @top, @bottom: of the line of text, without the room between lines
 * @cap: where tall letters end, below @top
 * @row: which of the paragraph's lines it is on
 * @fragment: which of the span's fragments it belongs to; for the caller to fill
 * @first, @last: whether it holds the span's first or last character
 * @left, @right: whether it is closed there; open means that the span goes on elsewhere
 * @rtl: whether its first character stands at the right
 */
typedef struct
{
  double x;
  double width;
  double top;
  double bottom;
  double cap;
  guint row;
  guint fragment;
  gboolean first;
  gboolean last;
  gboolean left;
  gboolean right;
  gboolean rtl;
} TandaiSpanPiece;

TandaiSpanLayout *tandai_span_layout_new (GtkTextView *view, int line);
void tandai_span_layout_free (TandaiSpanLayout *self);
void tandai_span_layout_place (TandaiSpanLayout *self, GtkTextView *view);
void tandai_span_layout_pieces (
    TandaiSpanLayout *self, GtkTextView *view, TandaiRange range, TandaiSpanEnds ends, GArray *pieces);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSpanLayout, tandai_span_layout_free)

G_END_DECLS
