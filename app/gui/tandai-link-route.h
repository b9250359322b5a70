/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-span-layout.h"

G_BEGIN_DECLS

/* From the words to the line round them, in pixels. */
#define TANDAI_LINK_EDGE 2.0

/**
 * TandaiLinkPlace:
 *
 * Where an end of a link is.
 */
typedef enum
{
  TANDAI_LINK_ABOVE = -1,
  TANDAI_LINK_ON_SCREEN = 0,
  TANDAI_LINK_BELOW = 1,
} TandaiLinkPlace;

/**
 * TandaiLinkEnd:
 * @place: whether it is on the screen; only then is the rest filled in
 * @piece: the line's part of the span to which the link goes
 * @line: the paragraph
 * @n_rows: how many lines the paragraph has
 *
 * One of the two spans of a link.
 */
typedef struct
{
  TandaiLinkPlace place;
  TandaiSpanPiece piece;
  int line;
  guint n_rows;
} TandaiLinkEnd;

/**
 * TandaiLinkPage:
 * @left, @right: the column of text
 * @top, @bottom: the screen
 * @room: between two lines of a paragraph
 * @gap: between the last line of one paragraph and the first of the next
 * @shift: by how much this link stands aside from others, in pixels
 *
 * What a link finds its way through.
 */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
  double room;
  double gap;
  double shift;
} TandaiLinkPage;

GArray *tandai_link_route (const TandaiLinkPage *page, const TandaiLinkEnd *from, const TandaiLinkEnd *to,
                           gboolean adjacent);

G_END_DECLS
