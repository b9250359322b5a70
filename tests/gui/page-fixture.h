/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-link-painter.h"
#include "view-fixture.h"

G_BEGIN_DECLS

/**
 * PageFixture:
 * @view: an article in a window
 * @map: its offsets in the view
 * @spans: computes what the view's own painter draws
 * @links: likewise
 *
 * Where everything on a page stands.
 */
typedef struct
{
  ViewFixture view;
  TandaiViewMap *map;
  TandaiSpanPainter *spans;
  TandaiLinkPainter *links;
} PageFixture;

/**
 * Box:
 * @rect: in buffer coordinates
 * @row: the line of text it belongs to, counted from the article's first one
 * @start, @end: code points of the buffer
 *
 * Something on the page: the ink of a letter, the outline of a span or a name.
 */
typedef struct
{
  graphene_rect_t rect;
  guint row;
  guint start;
  guint end;
} Box;

void page_fixture_init (PageFixture *self, const char *text, int width, int height);
void page_fixture_clear (PageFixture *self);
gboolean page_fixture_add_spans (PageFixture *self, const char *path);
GArray *page_fixture_list_ink (PageFixture *self);
void page_fixture_find (PageFixture *self, GArray *shapes, GArray *names);
char *page_fixture_seed_path (void);

G_END_DECLS
