/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

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
  PangoDirection direction;
} TandaiSpanLayout;

/**
 * TandaiSpanPiece:
 * @x, @width: where it stands
 * @top, @bottom: of the line of text, without the room between lines
 * @fragment: which of the span's fragments it belongs to; for the caller to fill
 * @first, @last: whether it holds the stretch's first or last character
 */
typedef struct
{
  double x;
  double width;
  double top;
  double bottom;
  guint fragment;
  gboolean first;
  gboolean last;
} TandaiSpanPiece;

TandaiSpanLayout *tandai_span_layout_new    (GtkTextView *view, int line);
void              tandai_span_layout_free   (TandaiSpanLayout *self);
void              tandai_span_layout_place  (TandaiSpanLayout *self, GtkTextView *view);
void              tandai_span_layout_pieces (TandaiSpanLayout *self, GtkTextView *view, guint start, guint end,
                                             GArray *pieces);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiSpanLayout, tandai_span_layout_free)

G_END_DECLS
