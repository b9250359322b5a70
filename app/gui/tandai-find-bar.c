/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-bulk.h"
#include "core/tandai-find.h"
#include "gui/tandai-find-bar.h"
#include "gui/tandai-fold-layout.h"
#include "gui/tandai-label-picker.h"

/* A search that takes longer than this is said to be under way. */
#define PATIENCE_MS 300

struct _TandaiFindBar
{
  AdwBin parent_instance;

  /* Not a GtkSearchBar: its revealer does not ask for a height for its width. */
  GtkWidget *bar;
  GtkEditable *entry;
  GtkWidget *previous;
  GtkWidget *next;
  GtkToggleButton *whole_word;
  GtkToggleButton *match_case;
  GtkToggleButton *regex;
  GtkMenuButton *tag_all;
  GtkLabel *count;
  GtkWidget *close;
  GtkWidget *details;
  GtkLabel *reason;
  GtkWidget *cancel;
  GtkWidget *tag;

  TandaiArticleView *view;
  TandaiDocument *document;

  GCancellable *searching;
  guint patience_source;
  GArray *matches;
  gboolean more;
  guint current;
  /* Where the next match is looked for while none is the current one. */
  guint anchor;
  guint caret;
  /* Steps that were asked for before the search was done. */
  int pending;
  gboolean moving;

  gboolean asking;
};

G_DEFINE_FINAL_TYPE (TandaiFindBar, tandai_find_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_QUESTION_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_open (TandaiFindBar *self)
{
  return gtk_widget_get_visible (self->bar);
}

static guint
n_matches (TandaiFindBar *self)
{
  return self->matches != NULL ? self->matches->len : 0;
}

static TandaiRange
get_match (TandaiFindBar *self, guint index)
{
  return g_array_index (self->matches, TandaiRange, index);
}

static const char *
label_title (TandaiFindBar *self, const char *label)
{
  const TandaiLabelDef *def =
      tandai_schema_find_label (tandai_document_get_schema (self->document), label, NULL);

  return def != NULL ? def->title : label;
}

/* The second line: a reason, or with its buttons a question. */
static void
show_details (TandaiFindBar *self, const char *text, gboolean question)
{
  gtk_label_set_label (self->reason, text != NULL ? text : "");
  gtk_widget_set_visible (self->cancel, question);
  gtk_widget_set_visible (self->tag, question);
  gtk_widget_set_visible (self->details, text != NULL);
}

static char *
describe_count (TandaiFindBar *self)
{
  guint n = n_matches (self);

  if (self->matches == NULL)
    return g_strdup ("");
  if (n == 0)
    return g_strdup (_ ("No matches"));
  if (self->current == TANDAI_NO_MATCH && self->more)
    /* Translators: how many matches a search found at least. */
    return g_strdup_printf (ngettext ("More than %u match", "More than %u matches", n), n);
  if (self->current == TANDAI_NO_MATCH)
    return g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
  if (self->more)
    /* Translators: which match of a search, then how many there are at least. */
    return g_strdup_printf (_ ("%u of more than %u"), self->current + 1, n);
  /* Translators: which match of a search, then how many there are. */
  return g_strdup_printf (_ ("%u of %u"), self->current + 1, n);
}

/* What is shown of the matches, in the bar and in the article. */
static void
update (TandaiFindBar *self)
{
  g_autofree char *count = describe_count (self);

  gtk_label_set_label (self->count, count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_all), n_matches (self) > 0);
  if (self->view != NULL)
    tandai_match_painter_set_matches (tandai_article_view_get_matches (self->view),
                                      is_open (self) ? self->matches : NULL, self->current);
}

/** tandai_find_bar_end_question: what was asked by tandai_find_bar_ask() is answered, or no longer asked */
void
tandai_find_bar_end_question (TandaiFindBar *self)
{
  GtkWidget *focus;

  if (!self->asking)
    return;
  self->asking = FALSE;
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->details))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  show_details (self, NULL, FALSE);
  g_signal_emit (self, signals[SIGNAL_QUESTION_ENDED], 0);
}

static void
select_current (TandaiFindBar *self)
{
  TandaiRange match = get_match (self, self->current);

  self->moving = TRUE;
  tandai_article_view_select_range (self->view, match.start, match.end);
  self->moving = FALSE;
}

/* In the article a match is selected, so that a label key takes it; seen from the entry it is only drawn. */
static void
show_current (TandaiFindBar *self)
{
  if (self->current == TANDAI_NO_MATCH)
    return;
  self->anchor = get_match (self, self->current).start;
  if (!is_open (self) || gtk_widget_has_focus (GTK_WIDGET (self->view)))
    select_current (self);
  else
    tandai_article_view_scroll_to (self->view, self->anchor);
}

static void
stop_searching (TandaiFindBar *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->patience_source, g_source_remove);
}

static void
forget_matches (TandaiFindBar *self)
{
  stop_searching (self);
  g_clear_pointer (&self->matches, g_array_unref);
  self->more = FALSE;
  self->current = TANDAI_NO_MATCH;
}

static void
take_matches (TandaiFindBar *self, GArray *matches, const GError *error)
{
  int pending = self->pending;

  stop_searching (self);
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  self->current = TANDAI_NO_MATCH;
  self->pending = 0;
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  show_details (self, error != NULL ? error->message : NULL, FALSE);
  if (is_open (self) && n_matches (self) > 0)
    self->current = tandai_find_first_from (self->matches, self->anchor) % self->matches->len;
  show_current (self);
  if (pending != 0)
    tandai_find_bar_step (self, pending);
  update (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  GArray *matches = tandai_find_finish (result, &more, &error);

  /* Another search has taken this one's place, or nobody is left who would want to know. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->more = more;
  take_matches (self, matches, error);
}

static gboolean
patience_cb (gpointer user_data)
{
  TandaiFindBar *self = user_data;

  self->patience_source = 0;
  gtk_label_set_label (self->count, _ ("Searching…"));
  return G_SOURCE_REMOVE;
}

/* What was found stays in sight until the search is done: the page does not flicker while one types. */
static void
search (TandaiFindBar *self)
{
  TandaiFindFlags flags = (gtk_toggle_button_get_active (self->whole_word) ? TANDAI_FIND_WHOLE_WORD : 0)
                          | (gtk_toggle_button_get_active (self->match_case) ? TANDAI_FIND_MATCH_CASE : 0)
                          | (gtk_toggle_button_get_active (self->regex) ? TANDAI_FIND_REGEX : 0);

  stop_searching (self);
  tandai_find_bar_end_question (self);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (self->document == NULL || tandai_find_bar_is_empty (self))
    {
      forget_matches (self);
      show_details (self, NULL, FALSE);
      update (self);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_all), FALSE);
  self->searching = g_cancellable_new ();
  self->patience_source = g_timeout_add (PATIENCE_MS, patience_cb, self);
  tandai_find_async (tandai_document_get_text (self->document), gtk_editable_get_text (self->entry), flags,
                     self->searching, found_cb, g_object_ref (self));
}

static void
search_changed_cb (GtkSearchEntry *entry, TandaiFindBar *self)
{
  search (self);
}

static void
option_toggled_cb (GtkToggleButton *button, TandaiFindBar *self)
{
  search (self);
}

/* The caret was put somewhere else: from there the search goes on. */
static void
selection_changed_cb (TandaiArticleView *view, TandaiFindBar *self)
{
  guint caret = tandai_article_view_get_caret (view);
  gboolean moved = caret != self->caret;

  self->caret = caret;
  /* The view also says so where only the focus goes. */
  if (self->moving || !moved)
    return;
  self->anchor = caret;
  if (self->current == TANDAI_NO_MATCH)
    return;
  self->current = TANDAI_NO_MATCH;
  update (self);
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiFindBar *self)
{
  tandai_find_bar_end_question (self);
}

static void
close_bar (TandaiFindBar *self)
{
  tandai_find_bar_end_question (self);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (self->current != TANDAI_NO_MATCH)
    select_current (self);
  update (self);
}

/**
 * tandai_find_bar_escape:
 * @self: a bar
 *
 * Goes one step back: from the preview to the search, from the search to the
 * article, where the current match is selected.
 *
 * Returns: whether there was such a step
 */
gboolean
tandai_find_bar_escape (TandaiFindBar *self)
{
  if (self->asking)
    tandai_find_bar_end_question (self);
  else if (is_open (self))
    close_bar (self);
  else
    return FALSE;
  return TRUE;
}

static void
stop_search_cb (GtkSearchEntry *entry, TandaiFindBar *self)
{
  tandai_find_bar_escape (self);
}

static void
close_clicked_cb (GtkButton *button, TandaiFindBar *self)
{
  close_bar (self);
}

static void
cancel_clicked_cb (GtkButton *button, TandaiFindBar *self)
{
  tandai_find_bar_end_question (self);
}

static void
step_by_action (TandaiFindBar *self, int by)
{
  gtk_widget_activate_action (GTK_WIDGET (self), by > 0 ? "win.find-next" : "win.find-previous", NULL);
}

static void
entry_next_cb (GtkSearchEntry *entry, TandaiFindBar *self)
{
  step_by_action (self, 1);
}

static void
entry_previous_cb (GtkSearchEntry *entry, TandaiFindBar *self)
{
  step_by_action (self, -1);
}

static gboolean
is_enter (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

/* The entry knows Enter alone. */
static gboolean
entry_key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiFindBar *self)
{
  if (!is_enter (key) || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  step_by_action (self, -1);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiFindBar *self)
{
  return key == GDK_KEY_Escape && tandai_find_bar_escape (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* Made when it is first asked for. */
static void
make_picker (GtkMenuButton *button, gpointer user_data)
{
  TandaiFindBar *self = user_data;
  GtkPopover *picker = gtk_menu_button_get_popover (button);

  if (picker == NULL)
    {
      picker = GTK_POPOVER (tandai_label_picker_new ());
      tandai_label_picker_set_action (TANDAI_LABEL_PICKER (picker), "win.preview-matches");
      gtk_menu_button_set_popover (button, GTK_WIDGET (picker));
    }
  if (self->document != NULL)
    tandai_label_picker_set_schema (TANDAI_LABEL_PICKER (picker),
                                    tandai_document_get_schema (self->document));
}

static void
tandai_find_bar_dispose (GObject *object)
{
  TandaiFindBar *self = TANDAI_FIND_BAR (object);

  forget_matches (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->view);
  /* The child is of the template too: it must not be gone when the bin lets go of it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_FIND_BAR);
  G_OBJECT_CLASS (tandai_find_bar_parent_class)->dispose (object);
}

static void
tandai_find_bar_class_init (TandaiFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_find_bar_dispose;
  signals[SIGNAL_QUESTION_ENDED] = g_signal_new ("question-ended", G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TANDAI_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, whole_word);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, match_case);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, regex);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, tag_all);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, close);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, details);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, reason);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, TandaiFindBar, tag);
}

static void
add_key_controller (TandaiFindBar *self, GtkWidget *widget, GtkPropagationPhase phase, GCallback callback)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_object (controller, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, controller);
}

/* What is only a picture or a sign to the eye. */
static void
name_controls (TandaiFindBar *self)
{
  GtkWidget *controls[] = {
    self->previous,           self->next, GTK_WIDGET (self->whole_word), GTK_WIDGET (self->match_case),
    GTK_WIDGET (self->regex), self->close
  };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (controls[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_widget_get_tooltip_text (controls[i]), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tag_all), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_menu_button_get_label (self->tag_all), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in the article"), -1);
}

static void
tandai_find_bar_init (TandaiFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->current = TANDAI_NO_MATCH;
  name_controls (self);
  gtk_menu_button_set_create_popup_func (self->tag_all, make_picker, self, NULL);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_next_cb), self, 0);
  g_signal_connect_object (self->entry, "next-match", G_CALLBACK (entry_next_cb), self, 0);
  g_signal_connect_object (self->entry, "previous-match", G_CALLBACK (entry_previous_cb), self, 0);
  g_signal_connect_object (self->whole_word, "toggled", G_CALLBACK (option_toggled_cb), self, 0);
  g_signal_connect_object (self->match_case, "toggled", G_CALLBACK (option_toggled_cb), self, 0);
  g_signal_connect_object (self->regex, "toggled", G_CALLBACK (option_toggled_cb), self, 0);
  g_signal_connect_object (self->close, "clicked", G_CALLBACK (close_clicked_cb), self, 0);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_clicked_cb), self, 0);
  add_key_controller (self, GTK_WIDGET (self->entry), GTK_PHASE_CAPTURE, G_CALLBACK (entry_key_cb));
  add_key_controller (self, GTK_WIDGET (self), GTK_PHASE_BUBBLE, G_CALLBACK (key_cb));
}

/** tandai_find_bar_new: Returns: a bar, closed, for what @view shows */
GtkWidget *
tandai_find_bar_new (TandaiArticleView *view)
{
  TandaiFindBar *self = g_object_new (TANDAI_TYPE_FIND_BAR, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

/** tandai_find_bar_set_document: says what the view shows now; what is looked for stays */
void
tandai_find_bar_set_document (TandaiFindBar *self, TandaiDocument *document)
{
  if (self->document == document)
    return;
  tandai_find_bar_end_question (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  forget_matches (self);
  self->anchor = 0;
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  if (is_open (self))
    search (self);
}

/**
 * tandai_find_bar_open:
 * @self: a bar
 * @words: (nullable): what is looked for, to the letter; %NULL for what was looked for last
 *
 * Shows the bar and puts the caret into its entry.
 */
void
tandai_find_bar_open (TandaiFindBar *self, const char *words)
{
  gboolean regex = gtk_toggle_button_get_active (self->regex);
  g_autofree char *query = words != NULL && regex ? g_regex_escape_string (words, -1) : g_strdup (words);
  TandaiRange range;

  self->caret = tandai_article_view_get_caret (self->view);
  if (tandai_article_view_get_selection (self->view, &range))
    self->anchor = range.start;
  else if (self->current == TANDAI_NO_MATCH)
    self->anchor = self->caret;
  gtk_widget_set_visible (self->bar, TRUE);
  if (query != NULL && !g_str_equal (query, gtk_editable_get_text (self->entry)))
    gtk_editable_set_text (self->entry, query);
  else
    search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

/** tandai_find_bar_is_empty: Returns: whether nothing is looked for */
gboolean
tandai_find_bar_is_empty (TandaiFindBar *self)
{
  return *gtk_editable_get_text (self->entry) == '\0';
}

/* The match that is @by away from the current one, or from where the caret is. */
static int
find_step (TandaiFindBar *self, int by)
{
  if (self->current != TANDAI_NO_MATCH)
    return (int) self->current + by;
  return (int) tandai_find_first_from (self->matches, self->anchor) + (by > 0 ? by - 1 : by);
}

/**
 * tandai_find_bar_step:
 * @self: a bar
 * @by: 1 for the next match, -1 for the previous one
 *
 * Goes to another match. Costs no more in a long text than in a short one.
 *
 * Returns: where that led
 */
TandaiFindStep
tandai_find_bar_step (TandaiFindBar *self, int by)
{
  int n = (int) n_matches (self);
  int index;

  if (self->searching != NULL || self->matches == NULL)
    {
      self->pending += by;
      if (self->searching == NULL)
        search (self);
      return TANDAI_FIND_STEP_NONE;
    }
  if (n == 0)
    return TANDAI_FIND_STEP_NONE;
  index = find_step (self, by);
  self->current = (guint) (((index % n) + n) % n);
  show_current (self);
  update (self);
  return index >= 0 && index < n ? TANDAI_FIND_STEP_ON : TANDAI_FIND_STEP_ROUND;
}

static char *
describe_question (TandaiFindBar *self, const char *label, guint n, guint n_more)
{
  guint n_already = self->matches->len - n - n_more;
  GString *text = g_string_new (NULL);

  /* Translators: how many matches of a search, then a label’s title. */
  g_string_append_printf (text, ngettext ("Tag %u match as %s?", "Tag %u matches as %s?", n), n,
                          label_title (self, label));
  if (n_already > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: how many matches of a search have the label that is asked about. */
      g_string_append_printf (text, ngettext ("%u is tagged already.", "%u are tagged already.", n_already),
                              n_already);
    }
  if (n_more > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: how many matches are beyond those that can be tagged at once. */
      g_string_append_printf (text,
                              ngettext ("%u more is left for the next time.",
                                        "%u more are left for the next time.", n_more),
                              n_more);
    }
  return g_string_free (text, FALSE);
}

/* Why nothing can be tagged; %NULL where something can. */
static char *
explain_nothing (TandaiFindBar *self, const char *label, GArray *places)
{
  const char *message = NULL;

  if (tandai_document_get_lock (self->document, &message) != TANDAI_LOCK_NONE)
    return g_strdup (message);
  if (places->len == 0)
    /* Translators: %s is a label’s title. */
    return g_strdup_printf (_ ("All of them are tagged as %s already"), label_title (self, label));
  return NULL;
}

/**
 * tandai_find_bar_ask:
 * @self: a bar
 * @label: a label's name
 *
 * Asks whether the matches are to be tagged. The answer is `win.tag-matches`, or
 * the signal `question-ended`.
 *
 * Returns: (transfer full) (nullable) (element-type TandaiRange): what would be tagged; %NULL where nothing
 * was asked
 */
GArray *
tandai_find_bar_ask (TandaiFindBar *self, const char *label)
{
  g_autoptr (GArray) places = NULL;
  g_autofree char *text = NULL;
  guint n_more;

  tandai_find_bar_end_question (self);
  if (self->searching != NULL || n_matches (self) == 0)
    return NULL;
  places = tandai_bulk_list_untagged (tandai_document_get_annotations (self->document), label, self->matches,
                                      &n_more);
  text = explain_nothing (self, label, places);
  if (text != NULL)
    {
      show_details (self, text, FALSE);
      return NULL;
    }
  text = describe_question (self, label, places->len, n_more);
  self->asking = TRUE;
  show_details (self, text, TRUE);
  gtk_widget_grab_focus (self->tag);
  return g_steal_pointer (&places);
}
