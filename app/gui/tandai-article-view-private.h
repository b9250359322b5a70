/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-article-view.h"
#include "gui/tandai-span-painter.h"
#include "gui/tandai-view-map.h"

G_BEGIN_DECLS

struct _TandaiArticleView
{
  GtkTextView parent_instance;

  TandaiDocument *document;
  TandaiViewMap *map;
  TandaiSpanPainter *painter;
  TandaiMatchPainter *matches;
  GtkCssProvider *css;
  TandaiWordLists *lists;

  gsize filled_bytes;
  guint fill_source;

  char *selected;
  char *current;
  double zoom;
  gboolean serif;
  gboolean show_names;
  gboolean show_links;

  int width;
  double press_x;
  double press_y;
  int n_press;
  gboolean press_alt;
  guint release_source;
  int last_click;
};

guint _tandai_article_view_to_document (TandaiArticleView *self, const GtkTextIter *iter);
void  _tandai_article_view_to_iter     (TandaiArticleView *self, guint offset, GtkTextIter *iter);
void  _tandai_article_view_add_pointer (TandaiArticleView *self);

G_END_DECLS
