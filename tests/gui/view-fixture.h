/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui/tandai-article-view.h"

G_BEGIN_DECLS

/**
 * ViewFixture:
 * @folder: holds the article
 * @document: what the view shows
 * @window: a real one
 * @view: in it, scrolled
 *
 * An article in a window.
 */
typedef struct
{
  char *folder;
  TandaiDocument *document;
  GtkWidget *window;
  TandaiArticleView *view;
} ViewFixture;

void        view_fixture_init    (ViewFixture *self, const char *text, int width, int height);
void        view_fixture_replace (ViewFixture *self, const char *text);
void        view_fixture_clear   (ViewFixture *self);
TandaiSpan *view_fixture_mark    (ViewFixture *self, const char *label, guint start, guint end);
void        view_fixture_settle  (ViewFixture *self);
GdkTexture *view_fixture_render  (GtkWidget *widget);
guint32    *view_fixture_pixels  (GtkWidget *widget, int *width, int *height);
void        view_fixture_caret   (ViewFixture *self, int offset);
void        view_fixture_start   (int *argc, char ***argv);

G_END_DECLS
