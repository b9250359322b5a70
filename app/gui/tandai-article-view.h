/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-document.h"
#include "suggest/tandai-word-lists.h"
#include "gui/tandai-match-painter.h"

G_BEGIN_DECLS

/**
 * TandaiArticleView:
 *
 * The page: a document's text, read-only with a caret, and its spans. All
 * offsets are the document's, in code points. Properties `serif`, `show-names`,
 * `show-links` (boolean), `zoom` (double, 1.0 is 17 pixels at 96 dots per inch). Signals `selection-changed`
 * and `span-selected` (id or %NULL; a click chose it).
 */
#define TANDAI_TYPE_ARTICLE_VIEW (tandai_article_view_get_type ())
G_DECLARE_FINAL_TYPE (TandaiArticleView, tandai_article_view, TANDAI, ARTICLE_VIEW, GtkTextView)

#define TANDAI_ZOOM_MIN 0.6
#define TANDAI_ZOOM_MAX 3.0

void tandai_article_view_set_document (TandaiArticleView *self, TandaiDocument *document);
gboolean tandai_article_view_get_selection (TandaiArticleView *self, TandaiRange *range);
void tandai_article_view_select_range (TandaiArticleView *self, guint start, guint end);
void tandai_article_view_clear_selection (TandaiArticleView *self);
guint tandai_article_view_get_caret (TandaiArticleView *self);
void tandai_article_view_get_place (TandaiArticleView *self, guint offset, GdkRectangle *place);
void tandai_article_view_scroll_to (TandaiArticleView *self, guint offset);
void tandai_article_view_set_selected_span (TandaiArticleView *self, const char *id);
const char *tandai_article_view_get_selected_span (TandaiArticleView *self);
void tandai_article_view_set_current_span (TandaiArticleView *self, const char *id);
const char *tandai_article_view_get_current_span (TandaiArticleView *self);

void tandai_article_view_show_place (TandaiArticleView *self, guint caret, guint top);
void tandai_article_view_place_caret (TandaiArticleView *self, guint offset);
void tandai_article_view_get_visible_range (TandaiArticleView *self, TandaiRange *range);
void tandai_article_view_take_marks (TandaiArticleView *self, GPtrArray *marks);
void tandai_article_view_set_word_lists (TandaiArticleView *self, TandaiWordLists *lists);
TandaiMatchPainter *tandai_article_view_get_matches (TandaiArticleView *self);

G_END_DECLS
