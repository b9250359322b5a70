/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-trace.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-session.h"
#include "gui/tandai-window-private.h"

/* What the banner's buttons answer, as in its template. */
enum
{
  RESPONSE_RETRY = 1,
  RESPONSE_CARRY,
  RESPONSE_REVIEW,
  RESPONSE_MERGE,
  RESPONSE_COPY,
};

/* More notices than this hide the article. */
#define MAX_NOTICES 3

G_DEFINE_FINAL_TYPE (TandaiWindow, tandai_window, ADW_TYPE_APPLICATION_WINDOW)

/* Says what just happened, on screen and to assistive technology. */
void
_tandai_window_say (TandaiWindow *self, const char *message)
{
  gtk_label_set_label (self->status, message);
}

/* Shows a toast in place of the one before, whose Undo would be about something else by now. */
void
_tandai_window_show_toast (TandaiWindow *self, AdwToast *toast)
{
  AdwToast *old = self->toast;

  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
  if (old != NULL)
    adw_toast_dismiss (old);
}

void
_tandai_window_toast (TandaiWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  _tandai_window_show_toast (self, adw_toast_new (escaped));
}

/* Says why something could not be done, where it is seen and where it is heard. */
void
_tandai_window_say_error (TandaiWindow *self, const GError *error)
{
  _tandai_window_say (self, error->message);
  _tandai_window_toast (self, error->message);
}

/* Takes the outcome of a command: the span it left, or why it could not. */
gboolean
_tandai_window_take_span (TandaiWindow *self, TandaiSpan *span, GError *error)
{
  g_autoptr (GError) held = error;

  if (span != NULL)
    return TRUE;
  if (held != NULL)
    _tandai_window_say_error (self, held);
  return FALSE;
}

static const char *
save_state (TandaiWindow *self)
{
  if (tandai_document_get_lock (self->document, NULL) != TANDAI_LOCK_NONE)
    return _ ("Read-Only");
  switch (tandai_saver_get_state (self->saver))
    {
    case TANDAI_SAVER_SAVING:
      return _ ("Saving…");
    case TANDAI_SAVER_FAILED:
      return _ ("Not saved");
    case TANDAI_SAVER_DIVERTED:
      return _ ("Saved beside");
    case TANDAI_SAVER_SAVED:
    default:
      return _ ("Saved");
    }
}

static void
update_title (TandaiWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *subtitle = NULL;

  if (self->document == NULL)
    {
      adw_window_title_set_title (self->title, _ ("Tandai"));
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), _ ("Tandai"));
      return;
    }
  title = tandai_document_dup_title (self->document);
  base = g_file_get_basename (tandai_document_get_file (self->document));
  shown = tandai_display_name (base);
  subtitle = g_strdup_printf ("%s · %s", shown, save_state (self));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
add_notice (GString *notices, guint *n_notices, const char *notice)
{
  if (*n_notices > 0 && *n_notices < MAX_NOTICES)
    g_string_append_c (notices, '\n');
  if (*n_notices < MAX_NOTICES)
    g_string_append (notices, notice);
  *n_notices += 1;
}

/* A command that was given the key of a label keeps it. */
static void
add_key_notices (GString *notices, guint *n_notices, TandaiSchema *schema)
{
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      g_autofree char *notice =
          tandai_keys_dup_label_notice (tandai_keys_get_default (), tandai_schema_get_label (schema, i));

      if (notice != NULL)
        add_notice (notices, n_notices, notice);
    }
}

/* What a person should know of the files that were read; "" where that is nothing. */
static char *
dup_notices (TandaiWindow *self)
{
  TandaiDocument *document = self->document;
  const char *folder = tandai_corpus_sidebar_get_notice (self->corpus);
  const char *encoding = tandai_document_get_encoding_notice (document);
  const char *const *schema = tandai_schema_get_notices (tandai_document_get_schema (document));
  GPtrArray *problems = tandai_document_get_sidecar (document)->problems;
  GString *notices = g_string_new (NULL);
  guint n_notices = 0;

  /* Otherwise it is seen above the list of the articles. */
  if (*folder != '\0' && !self->folder_notice_closed && !adw_flap_get_reveal_flap (self->corpus_flap))
    add_notice (notices, &n_notices, folder);
  if (encoding != NULL)
    add_notice (notices, &n_notices, encoding);
  for (guint i = 0; schema[i] != NULL; i++)
    add_notice (notices, &n_notices, schema[i]);
  add_key_notices (notices, &n_notices, tandai_document_get_schema (document));
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      TandaiProblem *problem = g_ptr_array_index (problems, i);
      /* Translators: a place in a sidecar, like “spans[3].text”, then what is wrong there. */
      g_autofree char *notice = g_strdup_printf (_ ("%s: %s"), problem->path, problem->reason);

      add_notice (notices, &n_notices, notice);
    }
  if (n_notices > MAX_NOTICES)
    /* Translators: further notices about a file are left out. */
    g_string_append_printf (notices, ngettext ("\nand %u more", "\nand %u more", n_notices - MAX_NOTICES),
                            n_notices - MAX_NOTICES);
  return g_string_free (notices, FALSE);
}

/* What must stay on screen until it is solved: a failed save before a lock. Mere notices can be closed. */
void
_tandai_window_update_banner (TandaiWindow *self)
{
  const char *message = NULL;
  g_autofree char *notices = NULL;
  g_autofree char *review = NULL;
  g_autofree char *copy = NULL;
  const char *barred = NULL;
  gboolean failed = FALSE, changed = FALSE, diverted = FALSE, closable;

  if (self->document != NULL)
    {
      changed = tandai_document_get_lock (self->document, &message) == TANDAI_LOCK_ARTICLE_CHANGED;
      if (tandai_saver_get_message (self->saver) != NULL)
        message = tandai_saver_get_message (self->saver);
      failed = tandai_saver_get_state (self->saver) == TANDAI_SAVER_FAILED;
      diverted = tandai_saver_get_state (self->saver) == TANDAI_SAVER_DIVERTED;
      if (message == NULL)
        barred = _tandai_window_get_read_only_message (self);
      /* What is merged may have to be decided, so that comes first. */
      if (message == NULL && barred == NULL && !self->notices_closed)
        copy = _tandai_window_dup_copy_message (self);
      if (message == NULL && barred == NULL && copy == NULL)
        message = review = _tandai_window_dup_review_message (self);
      /* Asked at every save: what is not shown is not put together either. */
      if (message == NULL && barred == NULL && copy == NULL && !self->notices_closed)
        notices = dup_notices (self);
    }
  closable = message == NULL;
  if (barred != NULL || copy != NULL)
    message = barred != NULL ? barred : copy;
  gtk_widget_set_visible (self->banner_close, closable);
  if (notices != NULL && *notices != '\0')
    message = notices;
  gtk_label_set_label (self->banner_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->banner_retry, failed);
  gtk_widget_set_visible (self->banner_carry, changed && !failed);
  gtk_widget_set_visible (self->banner_review, review != NULL);
  gtk_widget_set_visible (self->banner_merge, diverted || copy != NULL);
  gtk_widget_set_visible (self->banner_copy, failed);
  gtk_info_bar_set_revealed (self->banner, message != NULL);
}

static void
state_changed_cb (TandaiSaver *saver, TandaiWindow *self)
{
  if (tandai_saver_get_state (saver) == TANDAI_SAVER_FAILED)
    _tandai_window_say (self, _ ("Not saved"));
  else if (tandai_saver_get_state (saver) == TANDAI_SAVER_SAVED)
    _tandai_window_look_again (self);
  update_title (self);
  _tandai_window_update_banner (self);
}

static void
banner_response_cb (GtkInfoBar *banner, int response, TandaiWindow *self)
{
  if (response == GTK_RESPONSE_CLOSE)
    {
      /* One after the other. */
      if (_tandai_window_get_read_only_message (self) != NULL)
        self->read_only_closed = TRUE;
      else
        self->notices_closed = self->folder_notice_closed = TRUE;
      _tandai_window_update_banner (self);
    }
  else if (response == RESPONSE_CARRY)
    g_action_group_activate_action (G_ACTION_GROUP (self), "carry-over", NULL);
  else if (response == RESPONSE_REVIEW)
    g_action_group_activate_action (G_ACTION_GROUP (self), "next-review", NULL);
  else if (response == RESPONSE_MERGE)
    g_action_group_activate_action (G_ACTION_GROUP (self), "merge", NULL);
  else if (response == RESPONSE_COPY)
    g_action_group_activate_action (G_ACTION_GROUP (self), "save-copy", NULL);
  else if (self->saver != NULL)
    tandai_saver_retry (self->saver);
}

/* The row of the article that is being annotated says what is so now. */
static void
update_row (TandaiWindow *self)
{
  g_autofree char *title = NULL;

  if (self->articles == NULL)
    return;
  title = tandai_document_dup_title (self->document);
  tandai_corpus_update (self->articles, tandai_document_get_file (self->document), title,
                        tandai_document_get_status (self->document),
                        tandai_annotation_set_get_n_spans (tandai_document_get_annotations (self->document)));
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiWindow *self)
{
  tandai_session_take_step (document, step, undone);
  _tandai_window_hand_changed (self, step, undone);
  _tandai_window_update_actions (self);
  if (self->reviews)
    _tandai_window_update_banner (self);
  update_title (self);
  update_row (self);
}

/* A span is selected in the text and the list alike. */
void
_tandai_window_select_span (TandaiWindow *self, const char *id, gboolean scroll)
{
  g_autofree char *held = g_strdup (id);
  TandaiSpan *span = NULL;

  if (self->document == NULL)
    return;
  if (held != NULL)
    span = tandai_annotation_set_lookup_span (tandai_document_get_annotations (self->document), held);
  tandai_article_view_set_selected_span (self->view, span != NULL ? held : NULL);
  if (span != NULL)
    {
      tandai_article_view_clear_selection (self->view);
      tandai_article_view_set_current_span (self->view, held);
      /* The caret goes along: from there the hand goes on. */
      if (scroll)
        tandai_article_view_place_caret (self->view, tandai_span_get_start (span));
    }
  tandai_inspector_show_span (self->inspector,
                              span != NULL ? held : tandai_article_view_get_current_span (self->view));
  _tandai_window_update_actions (self);
}

void
_tandai_window_make_current (TandaiWindow *self, const char *id)
{
  g_autofree char *held = g_strdup (id);

  tandai_article_view_set_selected_span (self->view, NULL);
  tandai_article_view_set_current_span (self->view, held);
  tandai_inspector_show_span (self->inspector, held);
  _tandai_window_update_actions (self);
}

static void
span_selected_cb (TandaiArticleView *view, const char *id, TandaiWindow *self)
{
  _tandai_window_select_span (self, id, FALSE);
}

static void
span_activated_cb (TandaiInspector *inspector, const char *id, TandaiWindow *self)
{
  _tandai_window_select_span (self, id, TRUE);
}

static void
selection_changed_cb (TandaiArticleView *view, TandaiWindow *self)
{
  TandaiRange range;

  /* A new text selection is what the next key acts on; the selected span gives way. */
  if (tandai_article_view_get_selected_span (view) != NULL
      && tandai_article_view_get_selection (view, &range))
    tandai_article_view_set_selected_span (view, NULL);
  _tandai_window_hand_moved (self);
}

static void
forget_document (TandaiWindow *self)
{
  if (self->document == NULL)
    return;
  _tandai_window_keep_place (self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (self->saver, self);
  _tandai_window_hand_forget_document (self);
  tandai_article_view_set_document (self->view, NULL);
  tandai_inspector_set_document (self->inspector, NULL);
  g_clear_object (&self->saver);
  g_clear_object (&self->document);
}

static void
fill_inspector (TandaiWindow *self)
{
  if (self->document == NULL)
    return;
  tandai_inspector_set_document (self->inspector, self->document);
  tandai_inspector_show_span (self->inspector, tandai_article_view_get_current_span (self->view));
}

static void
after_paint_cb (GdkFrameClock *clock, TandaiWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  fill_inspector (self);
  _tandai_window_offer_take_back (self);
}

/* The article is painted first: laying out the inspector's rows takes longer than all the rest. */
static void
fill_inspector_after_paint (TandaiWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      fill_inspector (self);
      return;
    }
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), self, 0);
}

/* Shows a document in the present one's place; %NULL for none. */
void
_tandai_window_take_document (TandaiWindow *self, TandaiDocument *document)
{
  forget_document (self);
  self->notices_closed = FALSE;
  _tandai_window_say (self, "");
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->saver = tandai_saver_new (document);
      tandai_trace_saver (self->saver, document);
      g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
      g_signal_connect (self->saver, "state-changed", G_CALLBACK (state_changed_cb), self);
      tandai_palette_set_schema (self->palette, tandai_document_get_schema (document));
      _tandai_window_show_page (self, "article");
      tandai_trace ("set-text");
      tandai_article_view_set_document (self->view, document);
      _tandai_window_find_place (self);
      _tandai_window_hand_take_document (self);
      fill_inspector_after_paint (self);
      if (self->articles != NULL)
        tandai_corpus_sidebar_show_article (self->corpus, tandai_document_get_file (document),
                                            tandai_document_get_schema (document));
      update_row (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
  _tandai_window_copies_take_document (self);
  _tandai_window_review_take_document (self);
  _tandai_window_labels_take_document (self);
  _tandai_window_consistency_take_document (self);
  _tandai_window_watch_files (self);
  _tandai_window_update_find (self);
  update_title (self);
  _tandai_window_update_banner (self);
  _tandai_window_update_actions (self);
}

/* Shows a page; what acts on an article is only there beside one. */
void
_tandai_window_show_page (TandaiWindow *self, const char *name)
{
  gboolean article = g_str_equal (name, "article");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->inspector_button, article);
  gtk_widget_set_visible (self->corpus_button, article && self->folder != NULL);
}

static void
article_activated_cb (TandaiCorpusSidebar *corpus, GFile *article, TandaiWindow *self)
{
  _tandai_window_fold_corpus (self);
  _tandai_window_show_article (self, article);
}

static void
corpus_left_cb (TandaiCorpusSidebar *corpus, TandaiWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  _tandai_window_fold_corpus (self);
}

/* Whoever comes back from another program sees what that did to the folder. */
static void
is_active_cb (TandaiWindow *self, GParamSpec *pspec, gpointer user_data)
{
  if (self->articles != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    tandai_corpus_look_again (self->articles);
}

static void
close_answer_cb (AdwMessageDialog *dialog, const char *response, TandaiWindow *self)
{
  if (!g_str_equal (response, "close"))
    return;
  forget_document (self);
  /* It is still answering, and would look for the window that is gone. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* Closing with unsaved edits needs a person's word: the disk may be full. */
static void
ask_before_close (TandaiWindow *self, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Close Without Saving?"), error->message);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Open"), "close",
                                    _ ("_Close Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answer_cb), self, 0);
  tandai_dialog_present (dialog);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->is_closing = FALSE;
  /* What was typed meanwhile is not in the document yet. */
  tandai_inspector_commit (self->inspector);
  if (!tandai_saver_flush_finish (TANDAI_SAVER (source), result, &error))
    {
      ask_before_close (self, error);
      return;
    }
  /* What was marked, or opened, meanwhile is saved as well. */
  self->may_close = self->document == NULL || !tandai_document_is_modified (self->document);
  gtk_window_close (GTK_WINDOW (self));
  self->may_close = FALSE;
}

/* Whoever closes it once more meanwhile only waits. */
static void
close_when_saved (TandaiWindow *self)
{
  if (self->is_closing)
    return;
  self->is_closing = TRUE;
  tandai_saver_flush_async (self->saver, NULL, flushed_cb, g_object_ref (self));
}

static gboolean
tandai_window_close_request (GtkWindow *window)
{
  TandaiWindow *self = TANDAI_WINDOW (window);
  int width;
  int height;

  tandai_inspector_commit (self->inspector);
  if (self->document != NULL && (!self->may_close || tandai_document_is_modified (self->document)))
    {
      close_when_saved (self);
      return TRUE;
    }
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  /* A narrow window folds the inspector away, which is nobody's wish for the next one. */
  if (!adw_flap_get_folded (self->inspector_flap))
    g_settings_set_boolean (self->settings, "inspector-visible",
                            adw_flap_get_reveal_flap (self->inspector_flap));
  if (!gtk_window_is_maximized (window))
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  return GTK_WINDOW_CLASS (tandai_window_parent_class)->close_request (window);
}

static void
tandai_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  _tandai_window_share_header (TANDAI_WINDOW (widget), width);
  GTK_WIDGET_CLASS (tandai_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
tandai_window_dispose (GObject *object)
{
  TandaiWindow *self = TANDAI_WINDOW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  forget_document (self);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->before_menu);
  g_clear_object (&self->loading);
  _tandai_window_forget_folder (self);
  _tandai_window_forget_places (self);
  _tandai_window_forget_files (self);
  g_clear_pointer (&self->copy, g_free);
  g_clear_pointer (&self->carried, g_free);
  g_clear_pointer (&self->carried_said, g_free);
  g_clear_object (&self->next);
  g_clear_object (&self->wanted);
  g_clear_object (&self->recovered);
  g_clear_weak_pointer (&self->search);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  _tandai_window_forget_guess (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_WINDOW);
  G_OBJECT_CLASS (tandai_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, title_clamp);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, edit_buttons);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_retry);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_carry);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_review);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_merge);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_copy);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, banner_close);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, recent_box);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, corpus_flap);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, corpus_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, inspector_flap);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, corpus);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, side);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, codebook);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, view);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, page);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, status);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, header);
  gtk_widget_class_bind_template_child (widget_class, TandaiWindow, inspector_button);
}

static void
tandai_window_class_init (TandaiWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tandai_window_close_request;
  widget_class->size_allocate = tandai_window_size_allocate;
  g_type_ensure (TANDAI_TYPE_ARTICLE_VIEW);
  g_type_ensure (TANDAI_TYPE_CODEBOOK_PANE);
  g_type_ensure (TANDAI_TYPE_CORPUS_SIDEBAR);
  g_type_ensure (TANDAI_TYPE_INSPECTOR);
  g_type_ensure (TANDAI_TYPE_PALETTE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-window.ui");
  bind_children (widget_class);
}

static void
name_buttons (TandaiWindow *self)
{
  const struct
  {
    GtkWidget *button;
    const char *name;
  } buttons[] = {
    { self->menu_button, _ ("Main Menu") },
    { self->inspector_button, _ ("Inspector") },
    { self->corpus_button, _ ("Articles") },
    { self->banner_close, _ ("Close") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i].button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    buttons[i].name, -1);
}

static void
bind_settings (TandaiWindow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "font-serif", self->view, "serif", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "show-names", self->view, "show-names", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-links", self->view, "show-links", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "zoom", self->view, "zoom", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "inspector-visible", self->inspector_flap, "reveal-flap",
                   G_SETTINGS_BIND_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Labels can have lost or regained their keys. */
static void
keys_changed_cb (TandaiKeys *keys, TandaiWindow *self)
{
  _tandai_window_update_menu (self);
  if (self->document != NULL)
    tandai_palette_set_schema (self->palette, tandai_document_get_schema (self->document));
  _tandai_window_update_banner (self);
}

static void
tandai_window_init (TandaiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_settings (self);
  name_buttons (self);
  g_signal_connect_object (self->view, "span-selected", G_CALLBACK (span_selected_cb), self, 0);
  g_signal_connect_object (self->view, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (self->inspector, "span-activated", G_CALLBACK (span_activated_cb), self, 0);
  g_signal_connect_object (self->corpus, "article-activated", G_CALLBACK (article_activated_cb), self, 0);
  g_signal_connect_object (self->corpus, "left", G_CALLBACK (corpus_left_cb), self, 0);
  g_signal_connect_object (self->corpus, "notice-changed", G_CALLBACK (_tandai_window_update_banner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus_flap, "notify::reveal-flap",
                           G_CALLBACK (_tandai_window_update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
  g_signal_connect_object (self->banner, "response", G_CALLBACK (banner_response_cb), self, 0);
  _tandai_window_add_drop (self);
  _tandai_window_add_actions (self);
  _tandai_window_add_keys (self);
  _tandai_window_update_menu (self);
  g_signal_connect_object (tandai_keys_get_default (), "changed", G_CALLBACK (keys_changed_cb), self, 0);
  _tandai_window_show_recent (self);
  _tandai_window_show_page (self, "welcome");
  tandai_trace_attach (GTK_WIDGET (self));
  update_title (self);
}

/** tandai_window_new: Returns: a window on its welcome page */
TandaiWindow *
tandai_window_new (GtkApplication *application)
{
  return g_object_new (TANDAI_TYPE_WINDOW, "application", application, NULL);
}

/** tandai_window_shows: Returns: whether @article is what it shows */
gboolean
tandai_window_shows (TandaiWindow *self, GFile *article)
{
  return self->document != NULL && g_file_equal (tandai_document_get_file (self->document), article);
}

/** tandai_window_get_document: Returns: (transfer none) (nullable): what it shows */
TandaiDocument *
tandai_window_get_document (TandaiWindow *self)
{
  return self->document;
}

/** tandai_window_is_empty: Returns: whether nothing is open or being opened in it */
gboolean
tandai_window_is_empty (TandaiWindow *self)
{
  return self->document == NULL && self->folder == NULL && self->loading == NULL && self->opening == NULL;
}
