/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/tandai-saver.h"
#include "corpus/tandai-places.h"
#include "gui/tandai-article-view.h"
#include "gui/tandai-codebook-pane.h"
#include "gui/tandai-corpus-sidebar.h"
#include "gui/tandai-find-bar.h"
#include "gui/tandai-inspector.h"
#include "gui/tandai-label-picker.h"
#include "gui/tandai-lessons.h"
#include "gui/tandai-palette.h"
#include "gui/tandai-source-picker.h"
#include "gui/tandai-window.h"
#include "suggest/tandai-stops.h"

G_BEGIN_DECLS

typedef struct _TandaiGuess TandaiGuess;
typedef void (*TandaiWindowThen) (TandaiWindow *self, gpointer user_data);

/* What the window's files share: one opens, one acts, one hears keys. */
struct _TandaiWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwToast *toast;
  AdwWindowTitle *title;
  AdwClamp *title_clamp;
  GtkWidget *edit_buttons;
  GtkInfoBar *banner;
  GtkLabel *banner_label;
  GtkWidget *banner_retry;
  GtkWidget *banner_carry;
  GtkWidget *banner_review;
  GtkWidget *banner_merge;
  GtkWidget *banner_copy;
  GtkWidget *banner_close;
  GtkStack *stack;
  GtkBox *recent_box;
  AdwFlap *corpus_flap;
  GtkWidget *corpus_button;
  AdwFlap *inspector_flap;
  TandaiCorpusSidebar *corpus;
  GtkStack *side;
  TandaiInspector *inspector;
  TandaiCodebookPane *codebook;
  TandaiArticleView *view;
  TandaiPalette *palette;
  TandaiLabelPicker *picker;
  TandaiSourcePicker *source_picker;
  TandaiFindBar *find;
  GtkWidget *page;
  GtkLabel *status;
  GtkWidget *menu_button;
  /* (nullable): what had the focus when the menu was opened; a weak pointer. */
  GtkWidget *before_menu;
  GtkWidget *header;
  GtkWidget *inspector_button;

  GSettings *settings;
  TandaiDocument *document;
  TandaiSaver *saver;
  /* Whether it goes once everything is on disk, and whether it may. */
  gboolean is_closing;
  gboolean may_close;
  /* The copy of the sidecar that waits to be merged. */
  char *copy;
  GFile *folder;
  TandaiCorpus *articles;
  /* A folder that is being opened, in the present one's place once its first article is known. */
  TandaiCorpus *opening;
  TandaiPlaces *places;
  guint places_source;
  GFile *next;
  /* The window beside this one, and the article and its stretch that it leads to. */
  GtkWidget *consistency;
  GFile *wanted;
  TandaiRange wanted_range;
  GCancellable *loading;
  gboolean notices_closed;
  gboolean folder_notice_closed;
  /* Whether nothing stood where the codebook is shown. */
  gboolean side_was_hidden;
  /* The folder in which nothing is left half done. */
  GFile *recovered;
  /* Whether spans were to be looked at when the document was taken, and the sidecar that was carried over
   * last, and what is still to be said of that. */
  gboolean reviews;
  char *carried;
  char *carried_said;
  gboolean carried_by_other;
  /* The search of the corpus, while it is open. */
  GtkWidget *search;
  /* The files of the document, watched; a look at them follows what is heard. */
  GPtrArray *monitors;
  guint look_source;
  gboolean look_at_article;
  gboolean look_at_schema;
  /* (nullable): why its sidecar can't be written just now, as far as was looked; and whether that was read. */
  char *read_only;
  gboolean read_only_closed;
  GCancellable *checking_read_only;

  /* The hand: where it is, what it goes by, and what is drawn of that. */
  TandaiStops *stops;
  TandaiLessons *lessons;
  GCancellable *learning;
  GPtrArray *suggestions;
  guint suggest_source;
  GArray *preview;
  char *preview_label;
  /* Above 0 while the program, not the person, moves the caret. */
  guint steering;
  GPtrArray *actions;
  TandaiGuess *guess;
};

/* Which end of a span or selection moves. */
typedef enum
{
  TANDAI_EDGE_START,
  TANDAI_EDGE_END,
} TandaiEdge;

void _tandai_window_add_actions (TandaiWindow *self);
void _tandai_window_update_actions (TandaiWindow *self);
void _tandai_window_add_table (TandaiWindow *self, const GActionEntry *entries, guint n_entries);
void _tandai_window_add_detail_actions (TandaiWindow *self);
void _tandai_window_add_source_actions (TandaiWindow *self);
void _tandai_window_forget_guess (TandaiWindow *self);
void _tandai_window_add_exchange_actions (TandaiWindow *self);
void _tandai_window_import (TandaiWindow *self, GPtrArray *files);
void _tandai_window_add_saving_actions (TandaiWindow *self);
void _tandai_window_watch_files (TandaiWindow *self);
void _tandai_window_forget_files (TandaiWindow *self);
void _tandai_window_look_later (TandaiWindow *self);
void _tandai_window_look_again (TandaiWindow *self);
void _tandai_window_check_read_only (TandaiWindow *self);
void _tandai_window_forget_read_only (TandaiWindow *self);
const char *_tandai_window_get_read_only_message (TandaiWindow *self);
void _tandai_window_reload_undoable (TandaiWindow *self, const char *said);
void _tandai_window_add_review_actions (TandaiWindow *self);
void _tandai_window_add_conflict_actions (TandaiWindow *self);
gboolean _tandai_window_keep_conflict (TandaiWindow *self);
gboolean _tandai_window_drop_conflict (TandaiWindow *self, const char *id, GError **error);
void _tandai_window_hop_to_review (TandaiWindow *self);
gboolean _tandai_window_show_next_review (TandaiWindow *self);
void _tandai_window_review_take_document (TandaiWindow *self);
char *_tandai_window_dup_review_message (TandaiWindow *self);
void _tandai_window_offer_take_back (TandaiWindow *self);
gboolean _tandai_window_can_take_back (TandaiWindow *self);
void _tandai_window_take_back (TandaiWindow *self);
void _tandai_window_add_label_actions (TandaiWindow *self);
void _tandai_window_add_consistency_actions (TandaiWindow *self);
void _tandai_window_consistency_take_document (TandaiWindow *self);
void _tandai_window_go_to (TandaiWindow *self, GFile *article, TandaiRange range);
void _tandai_window_labels_take_document (TandaiWindow *self);
void _tandai_window_add_search_actions (TandaiWindow *self);
void _tandai_window_show_inspector (TandaiWindow *self);
void _tandai_window_add_find_actions (TandaiWindow *self);
void _tandai_window_update_find (TandaiWindow *self);
gboolean _tandai_window_escape_find (TandaiWindow *self);
void _tandai_window_end_question (TandaiWindow *self);
void _tandai_window_add_keys (TandaiWindow *self);
void _tandai_window_update_menu (TandaiWindow *self);
void _tandai_window_share_header (TandaiWindow *self, int width);
void _tandai_window_add_drop (TandaiWindow *self);

void _tandai_window_say (TandaiWindow *self, const char *message);
void _tandai_window_toast (TandaiWindow *self, const char *message);
void _tandai_window_show_toast (TandaiWindow *self, AdwToast *toast);
void _tandai_window_say_error (TandaiWindow *self, const GError *error);
gboolean _tandai_window_check_label (TandaiWindow *self, const char *label);
void _tandai_window_show_page (TandaiWindow *self, const char *name);
void _tandai_window_select_span (TandaiWindow *self, const char *id, gboolean scroll);
void _tandai_window_make_current (TandaiWindow *self, const char *id);

TandaiSpan *_tandai_window_get_selected_span (TandaiWindow *self);
TandaiSpan *_tandai_window_get_current_span (TandaiWindow *self);
gboolean _tandai_window_take_span (TandaiWindow *self, TandaiSpan *span, GError *error);
void _tandai_window_expand_selection (TandaiWindow *self);
void _tandai_window_shrink_selection (TandaiWindow *self);
void _tandai_window_move_edge (TandaiWindow *self, TandaiEdge edge, int by, gboolean words);
const char *_tandai_window_label_title (TandaiWindow *self, const char *label);
void _tandai_window_locate (TandaiWindow *self, guint offset, GdkRectangle *target);
void _tandai_window_pick_label (TandaiWindow *self);
void _tandai_window_next_pane (TandaiWindow *self);

const char *_tandai_window_label_title (TandaiWindow *self, const char *label);
TandaiSpan *_tandai_window_add_span (TandaiWindow *self,
                                     const char *label,
                                     const TandaiRange *ranges,
                                     guint n_ranges,
                                     const char *origin,
                                     GError **error);
void _tandai_window_tag_stop (TandaiWindow *self, const char *label, const char *origin, gboolean hops_on);

void _tandai_window_add_hand_actions (TandaiWindow *self);
void _tandai_window_add_repeat_actions (TandaiWindow *self);
void _tandai_window_hand_take_document (TandaiWindow *self);
void _tandai_window_hand_forget_document (TandaiWindow *self);
void _tandai_window_hand_moved (TandaiWindow *self);
void _tandai_window_hand_changed (TandaiWindow *self, TandaiStep *step, gboolean undone);
void _tandai_window_hand_at (TandaiWindow *self, TandaiSpan *span);
void _tandai_window_hop_on (TandaiWindow *self, TandaiSpan *span);
TandaiWordLists *_tandai_window_get_word_lists (TandaiWindow *self);
gboolean _tandai_window_get_stop (TandaiWindow *self, TandaiStop *stop);
void _tandai_window_adjust_stop (TandaiWindow *self, TandaiRange range);
void _tandai_window_leave_stop (TandaiWindow *self);
void _tandai_window_draw_marks (TandaiWindow *self);
void _tandai_window_take_preview (TandaiWindow *self, GArray *places, const char *label);
gboolean _tandai_window_drop_preview (TandaiWindow *self);
gboolean _tandai_window_apply_preview (TandaiWindow *self);

void _tandai_window_take_document (TandaiWindow *self, TandaiDocument *document);
void _tandai_window_update_banner (TandaiWindow *self);
void _tandai_window_copies_take_document (TandaiWindow *self);
char *_tandai_window_dup_copy_message (TandaiWindow *self);
void _tandai_window_flush (TandaiWindow *self, gboolean anyway, GClosure *then);
void _tandai_window_when_saved (TandaiWindow *self, TandaiWindowThen then, gpointer user_data, GClosureNotify destroy);
void _tandai_window_show_article (TandaiWindow *self, GFile *article);
void _tandai_window_reload (TandaiWindow *self);
void _tandai_window_step_article (TandaiWindow *self, int by);
void _tandai_window_finish_article (TandaiWindow *self);
void _tandai_window_show_recent (TandaiWindow *self);
void _tandai_window_forget_folder (TandaiWindow *self);
void _tandai_window_keep_place (TandaiWindow *self);
void _tandai_window_find_place (TandaiWindow *self);
void _tandai_window_forget_places (TandaiWindow *self);
void _tandai_window_forget_opening (TandaiWindow *self);
void _tandai_window_open_folder (TandaiWindow *self, GFile *folder);
void _tandai_window_set_folder (TandaiWindow *self, TandaiCorpus *articles);
void _tandai_window_fold_corpus (TandaiWindow *self);
void _tandai_window_take_open_error (TandaiWindow *self, const GError *error);
void _tandai_window_note_recent (GFile *file);
void _tandai_window_find_unfinished (TandaiWindow *self, GCancellable *cancellable);

G_END_DECLS
