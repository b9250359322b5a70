/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-saver.h"
#include "gui/tandai-article-view.h"
#include "gui/tandai-corpus-sidebar.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-palette.h"
#include "gui/tandai-window.h"

G_BEGIN_DECLS

/* What the window's files share: one opens, one acts, one hears keys. */
struct _TandaiWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkInfoBar *banner;
  GtkLabel *banner_label;
  GtkWidget *banner_retry;
  GtkStack *stack;
  GtkBox *recent_box;
  AdwFlap *corpus_flap;
  GtkWidget *corpus_button;
  AdwFlap *inspector_flap;
  TandaiCorpusSidebar *corpus;
  TandaiInspector *inspector;
  TandaiArticleView *view;
  TandaiPalette *palette;
  GtkLabel *status;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *menu_button;
  GtkWidget *inspector_button;

  GSettings *settings;
  TandaiDocument *document;
  TandaiSaver *saver;
  GFile *folder;
  GCancellable *loading;
};

void     _tandai_window_add_actions    (TandaiWindow *self);
void     _tandai_window_update_actions (TandaiWindow *self);
void     _tandai_window_add_keys       (TandaiWindow *self);
void     _tandai_window_say            (TandaiWindow *self, const char *message);
void     _tandai_window_toast          (TandaiWindow *self, const char *message);
void     _tandai_window_select_span    (TandaiWindow *self, const char *id, gboolean scroll);
void     _tandai_window_make_current   (TandaiWindow *self, const char *id);
gboolean _tandai_window_leave_document (TandaiWindow *self);
void     _tandai_window_show_article   (TandaiWindow *self, GFile *article);
void     _tandai_window_show_recent    (TandaiWindow *self);

G_END_DECLS
