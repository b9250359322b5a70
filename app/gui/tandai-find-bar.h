/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gui/tandai-article-view.h"

G_BEGIN_DECLS

/**
 * TandaiFindBar:
 *
 * Finds words in the article that a view shows, draws them there and leads
 * from one to the next; what it found can be tagged, after a question. It acts
 * through `win.find-next`, `win.find-previous`, `win.preview-matches` and
 * `win.tag-matches`.
 */
#define TANDAI_TYPE_FIND_BAR (tandai_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (TandaiFindBar, tandai_find_bar, TANDAI, FIND_BAR, AdwBin)

/**
 * TandaiFindStep:
 * @TANDAI_FIND_STEP_NONE: there is nothing to go to, or not yet
 * @TANDAI_FIND_STEP_ON: to the next
 * @TANDAI_FIND_STEP_ROUND: round the end of the article
 *
 * Where a step led.
 */
typedef enum
{
  TANDAI_FIND_STEP_NONE,
  TANDAI_FIND_STEP_ON,
  TANDAI_FIND_STEP_ROUND,
} TandaiFindStep;

GtkWidget     *tandai_find_bar_new          (TandaiArticleView *view);
void           tandai_find_bar_set_document (TandaiFindBar *self, TandaiDocument *document);
void           tandai_find_bar_open         (TandaiFindBar *self, const char *words);
gboolean       tandai_find_bar_escape       (TandaiFindBar *self);
gboolean       tandai_find_bar_is_empty     (TandaiFindBar *self);
TandaiFindStep tandai_find_bar_step         (TandaiFindBar *self, int by);
GArray        *tandai_find_bar_ask          (TandaiFindBar *self, const char *label);
void           tandai_find_bar_end_question (TandaiFindBar *self);

G_END_DECLS
