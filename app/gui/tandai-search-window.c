/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-fold-layout.h"
#include "gui/tandai-label-picker.h"
#include "gui/tandai-search-export.h"
#include "gui/tandai-search-filters.h"
#include "gui/tandai-search-list.h"
#include "gui/tandai-search-row.h"
#include "gui/tandai-search-tagger.h"
#include "gui/tandai-search-window.h"
#include "gui/tandai-trace.h"
#include "gui/tandai-wanted.h"
#include "gui/tandai-work-bar.h"

/* So many characters are seen left and right of a match at most. */
#define CONTEXT 90

struct _TandaiSearchWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkEditable *entry;
  GtkToggleButton *whole_word;
  GtkToggleButton *match_case;
  GtkToggleButton *regex;
  GtkMenuButton *filters_button;
  GtkDropDown *order;
  GtkWidget *undo_button;
  GtkProgressBar *progress;
  GtkButton *stop;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *none;
  GtkListView *lines;
  GtkLabel *count;
  GtkWidget *select_all;
  GtkMenuButton *tag;
  GtkWidget *export;

  TandaiSearchFilters *filters;
  GFile *folder;
  TandaiSchema *schema;
  TandaiSearchList *list;
  GtkMultiSelection *selection;
  TandaiSearchTagger *tagger;
};

G_DEFINE_FINAL_TYPE (TandaiSearchWindow, tandai_search_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_LINE_ACTIVATED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_chosen (TandaiSearchWindow *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (chosen);
}

static char *
dup_count (TandaiSearchWindow *self)
{
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_articles = tandai_search_list_get_n_articles (self->list);
  g_autofree char *lines = g_strdup_printf (ngettext ("%u line", "%u lines", n_lines), n_lines);
  g_autofree char *articles =
      g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);

  if (tandai_search_list_has_more (self->list))
    /* Translators: how many lines of a search are shown, with the noun, and of how many articles: there are
     * more lines. */
    return g_strdup_printf (_ ("The first %s, in %s"), lines, articles);
  /* Translators: lines of a search and articles, each a number with its noun. */
  return g_strdup_printf (_ ("%s in %s"), lines, articles);
}

static char *
dup_foot (TandaiSearchWindow *self)
{
  guint n_chosen = count_chosen (self);
  GPtrArray *failures = tandai_search_list_get_failures (self->list);
  g_autofree char *count = dup_count (self);
  g_autofree char *chosen = NULL;
  g_autofree char *failed = NULL;

  if (n_chosen > 0)
    /* Translators: how many lines of a search are selected. */
    chosen = g_strdup_printf (ngettext (" · %u selected", " · %u selected", n_chosen), n_chosen);
  if (failures != NULL && failures->len > 0)
    failed = g_strdup_printf (ngettext (" · %u article could not be searched",
                                        " · %u articles could not be searched", failures->len),
                              failures->len);
  return g_strconcat (count, chosen != NULL ? chosen : "", failed, NULL);
}

static void
update_foot (TandaiSearchWindow *self)
{
  gboolean has_lines = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  GPtrArray *failures = tandai_search_list_get_failures (self->list);
  g_autofree char *text = has_lines || failures != NULL ? dup_foot (self) : g_strdup ("");
  g_autofree char *tip = NULL;

  if (failures != NULL && failures->len > 0)
    {
      g_autoptr (GPtrArray) named = g_ptr_array_copy (failures, NULL, NULL);

      g_ptr_array_add (named, NULL);
      tip = g_strjoinv ("\n", (char **) named->pdata);
    }
  gtk_label_set_label (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), tip);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.select-all", has_lines);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.export", has_lines);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag),
                            count_chosen (self) > 0 && !tandai_search_tagger_is_busy (self->tagger));
}

static void
show_none (TandaiSearchWindow *self, const char *title, const char *description)
{
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_title (self->none, title);
  adw_status_page_set_description (self->none, escaped);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_no_lines (TandaiSearchWindow *self)
{
  switch (tandai_search_list_get_state (self->list))
    {
    case TANDAI_SEARCH_FAILED:
      show_none (self, _ ("Cannot Be Searched"), tandai_search_list_get_message (self->list));
      break;
    case TANDAI_SEARCH_INDEXING:
    case TANDAI_SEARCH_RUNNING:
      show_none (self, _ ("Searching…"), NULL);
      break;
    case TANDAI_SEARCH_DONE:
      show_none (self, _ ("No Matches"), _ ("Try other words, or look elsewhere."));
      break;
    case TANDAI_SEARCH_IDLE:
    default:
      show_none (self, _ ("Search All Articles"),
                 _ ("Type words to see each place where they stand. Without words, spans of a label are "
                    "listed."));
    }
}

static void
show_work (
    TandaiSearchWindow *self, const char *text, const char *stop, TandaiWorkFraction fraction, gpointer data)
{
  gtk_progress_bar_set_text (self->progress, text);
  tandai_dialog_label_button (self->stop, stop);
  tandai_work_bar_start (self->progress, fraction, data);
}

static void
update_progress (TandaiSearchWindow *self)
{
  if (tandai_search_tagger_is_busy (self->tagger))
    show_work (self, _ ("Writing annotations"), _ ("_Cancel"), tandai_search_tagger_get_fraction,
               self->tagger);
  else if (tandai_search_list_get_state (self->list) == TANDAI_SEARCH_INDEXING)
    /* Translators: the button no longer waits until searches are quick, and searches slowly at once. */
    show_work (self, _ ("Reading the articles, so that searches are quick"), _ ("_Don’t Wait"),
               tandai_search_list_get_fraction, self->list);
  else
    tandai_work_bar_stop (self->progress);
}

static void
list_changed_cb (TandaiSearchList *list, TandaiSearchWindow *self)
{
  update_progress (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "lines");
  else
    show_no_lines (self);
  update_foot (self);
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, TandaiSearchWindow *self)
{
  update_foot (self);
}

static TandaiSearchQuery *
make_query (TandaiSearchWindow *self)
{
  TandaiSearchQuery *query = tandai_search_query_new (gtk_editable_get_text (self->entry));

  query->context = CONTEXT;
  query->flags = (gtk_toggle_button_get_active (self->whole_word) ? TANDAI_FIND_WHOLE_WORD : 0)
                 | (gtk_toggle_button_get_active (self->match_case) ? TANDAI_FIND_MATCH_CASE : 0)
                 | (gtk_toggle_button_get_active (self->regex) ? TANDAI_FIND_REGEX : 0);
  if (tandai_search_filters_fill (self->filters, query))
    gtk_widget_add_css_class (GTK_WIDGET (self->filters_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filters_button), "accent");
  return query;
}

/* Without words all spans of some kind are listed, but not all there are. */
static gboolean
is_asked (const TandaiSearchQuery *query)
{
  return *query->words != '\0' || query->label != NULL || query->attributes != NULL || query->source != NULL
         || query->annotator != NULL;
}

static void
search (TandaiSearchWindow *self)
{
  g_autoptr (TandaiSearchQuery) query = make_query (self);

  tandai_search_list_set_query (self->list, is_asked (query) ? query : NULL);
}

static void
order_changed_cb (TandaiSearchWindow *self)
{
  tandai_search_list_set_order (self->list, (TandaiSearchOrder) gtk_drop_down_get_selected (self->order));
}

static void
stop_cb (TandaiSearchWindow *self)
{
  if (tandai_search_tagger_is_busy (self->tagger))
    tandai_search_tagger_cancel (self->tagger);
  else
    tandai_search_list_skip_index (self->list);
}

static void
go_to (TandaiSearchWindow *self, const TandaiSearchLine *line, gboolean leaves)
{
  g_signal_emit (self, signals[SIGNAL_LINE_ACTIVATED], 0, line->file, line->start, line->end, leaves);
}

static void
activate_cb (GtkListView *view, guint position, TandaiSearchWindow *self)
{
  go_to (self, tandai_search_list_get_line (self->list, position), TRUE);
}

/* A plain click shows the place, and the list keeps the keyboard; with a modifier key it only selects. */
static void
row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = gtk_list_item_get_child (item);
  TandaiSearchItem *line = gtk_list_item_get_item (item);

  if (n_press == 1 && line != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    go_to (TANDAI_SEARCH_WINDOW (gtk_widget_get_root (row)), tandai_search_item_get_line (line), FALSE);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSearchWindow *self)
{
  GtkWidget *row = tandai_search_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (row_released_cb), item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiSearchWindow *self)
{
  tandai_search_row_fill (gtk_list_item_get_child (item),
                          tandai_search_item_get_line (gtk_list_item_get_item (item)));
  tandai_trace ("search-row");
}

static void
add_toast (TandaiSearchWindow *self, const char *said, gboolean undoable)
{
  g_autofree char *escaped = g_markup_escape_text (said, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (undoable)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "search.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
exported_cb (TandaiSearchExport *export, const char *said, TandaiSearchWindow *self)
{
  add_toast (self, said, FALSE);
}

static void
tagger_said_cb (TandaiSearchTagger *tagger, const char *said, gboolean undoable, TandaiSearchWindow *self)
{
  add_toast (self, said, undoable);
}

static void
tagger_changed_cb (TandaiSearchTagger *tagger, TandaiSearchWindow *self)
{
  const char *undo = tandai_search_tagger_get_undo_title (tagger);
  /* Translators: %s is what was done to labels. */
  g_autofree char *tip = undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo) : g_strdup (_ ("Undo"));

  update_progress (self);
  update_foot (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.undo",
                                 undo != NULL && !tandai_search_tagger_is_busy (tagger));
  gtk_widget_set_tooltip_text (self->undo_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

/* What is shown of the articles is read anew, and so are the lines. */
static void
tagger_done_cb (TandaiSearchTagger *tagger, TandaiSearchWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  tandai_search_list_refresh (self->list);
}

static GPtrArray *
list_chosen (TandaiSearchWindow *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_label_place_free);
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, chosen, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      const TandaiSearchLine *line = tandai_search_list_get_line (self->list, position);

      g_ptr_array_add (places, tandai_label_place_new (line->name, (TandaiRange){ line->start, line->end },
                                                       line->match));
    }
  return places;
}

/* What is to be tagged once the files may be written. */
typedef struct
{
  TandaiSearchWindow *window;
  char *label;
  GPtrArray *places;
} Tagging;

static void
tagging_free (gpointer data, GClosure *closure)
{
  Tagging *tagging = data;

  g_free (tagging->label);
  g_ptr_array_unref (tagging->places);
  g_free (tagging);
}

static void
tag (Tagging *tagging)
{
  TandaiSearchWindow *self = tagging->window;
  const TandaiLabelDef *def = tandai_schema_find_label (self->schema, tagging->label, NULL);

  tandai_search_tagger_tag (self->tagger, tagging->label, def != NULL ? def->title : tagging->label,
                            tagging->places);
  gtk_widget_grab_focus (GTK_WIDGET (self->lines));
}

static void
tag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TandaiSearchWindow *self = TANDAI_SEARCH_WINDOW (widget);
  g_autoptr (GPtrArray) places = list_chosen (self);
  Tagging *tagging;

  if (places->len == 0)
    return;
  tagging = g_new (Tagging, 1);
  *tagging = (Tagging){ self, g_variant_dup_string (parameter, NULL), g_steal_pointer (&places) };
  tandai_wanted_emit (self, G_CALLBACK (tag), tagging, tagging_free);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TandaiSearchWindow *self = TANDAI_SEARCH_WINDOW (widget);

  tandai_wanted_emit (self, G_CALLBACK (tandai_search_tagger_undo), self->tagger, NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TandaiSearchWindow *self = TANDAI_SEARCH_WINDOW (widget);
  g_autoptr (TandaiSearchExport) export = tandai_search_export_new (GTK_WINDOW (self), self->list);

  g_signal_connect_object (export, "said", G_CALLBACK (exported_cb), self, 0);
  tandai_search_export_ask (export);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (TANDAI_SEARCH_WINDOW (widget)->selection));
}

/* From the entry the lines are next; the first of them is where one begins. */
static gboolean
entry_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TandaiSearchWindow *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
      || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self->lines), "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (GTK_WIDGET (self->lines), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

/* As in the article. */
static gboolean
lines_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TandaiSearchWindow *self)
{
  if (key != GDK_KEY_l || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !gtk_widget_is_sensitive (GTK_WIDGET (self->tag)))
    return GDK_EVENT_PROPAGATE;
  gtk_menu_button_popup (self->tag);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (GtkSearchEntry *entry, TandaiSearchWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* From the lines back to what is looked for, and from there out. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TandaiSearchWindow *self = TANDAI_SEARCH_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->lines)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
entry_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TANDAI_SEARCH_WINDOW (widget)->entry));
}

/* Whoever comes back from the articles finds what was done there. */
static void
is_active_cb (TandaiSearchWindow *self)
{
  if (self->list != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    tandai_wanted_emit (self, G_CALLBACK (tandai_search_list_refresh), self->list, NULL);
}

static void
tandai_search_window_dispose (GObject *object)
{
  TandaiSearchWindow *self = TANDAI_SEARCH_WINDOW (object);

  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      tandai_search_list_close (self->list);
    }
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  if (self->tagger != NULL)
    g_signal_handlers_disconnect_by_data (self->tagger, self);
  g_clear_object (&self->tagger);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_SEARCH_WINDOW);
  G_OBJECT_CLASS (tandai_search_window_parent_class)->dispose (object);
}

static void
add_signals (TandaiSearchWindowClass *klass)
{
  signals[SIGNAL_LINE_ACTIVATED] =
      g_signal_new ("line-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_FILE, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  tandai_wanted_install (klass);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiSearchWindow, name)

static void
tandai_search_window_class_init (TandaiSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_search_window_dispose;
  add_signals (klass);
  g_type_ensure (TANDAI_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-search-window.ui");
  BIND (title);
  BIND (entry);
  BIND (whole_word);
  BIND (match_case);
  BIND (regex);
  BIND (filters_button);
  BIND (order);
  BIND (progress);
  BIND (undo_button);
  BIND (stop);
  BIND (toasts);
  BIND (stack);
  BIND (none);
  BIND (lines);
  BIND (count);
  BIND (select_all);
  BIND (tag);
  BIND (export);
  gtk_widget_class_install_action (widget_class, "search.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "search.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "search.tag", "s", tag_action);
  gtk_widget_class_install_action (widget_class, "search.undo", NULL, undo_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "search.undo", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, entry_cb, NULL);
}

static void
name_control (gpointer control, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_controls (TandaiSearchWindow *self)
{
  gpointer controls[] = { self->whole_word, self->match_case, self->regex, self->export };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    name_control (controls[i], gtk_widget_get_tooltip_text (controls[i]));
  name_control (self->entry, _ ("Words to look for"));
  name_control (self->filters_button, gtk_menu_button_get_label (self->filters_button));
  name_control (self->tag, gtk_widget_get_tooltip_text (GTK_WIDGET (self->tag)));
  name_control (self->order, _ ("Sort the lines"));
  /* It hides a button, which is what a person presses. */
  name_control (gtk_widget_get_first_child (GTK_WIDGET (self->order)), _ ("Sort the lines"));
  name_control (self->lines, _ ("Lines"));
}

static void
fill_orders (TandaiSearchWindow *self)
{
  const char *titles[] = { _ ("By File"), _ ("By What Precedes"), _ ("By What Follows"), NULL };
  g_autoptr (GtkStringList) orders = gtk_string_list_new (titles);

  gtk_drop_down_set_model (self->order, G_LIST_MODEL (orders));
  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (order_changed_cb), self);
}

static void
add_keys (TandaiSearchWindow *self, gpointer widget, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, keys);
}

static void
add_controllers (TandaiSearchWindow *self)
{
  GtkToggleButton *toggles[] = { self->whole_word, self->match_case, self->regex };

  add_keys (self, self->entry, G_CALLBACK (entry_key_cb));
  add_keys (self, self->lines, G_CALLBACK (lines_key_cb));
  for (guint i = 0; i < G_N_ELEMENTS (toggles); i++)
    g_signal_connect_swapped (toggles[i], "toggled", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search), self);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (stop_cb), self);
  g_signal_connect_object (self->lines, "activate", G_CALLBACK (activate_cb), self, 0);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}

static void
tandai_search_window_init (TandaiSearchWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filters = TANDAI_SEARCH_FILTERS (tandai_search_filters_new ());
  gtk_menu_button_set_popover (self->filters_button, GTK_WIDGET (self->filters));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  gtk_list_view_set_factory (self->lines, factory);
  fill_orders (self);
  name_controls (self);
  add_controllers (self);
}

static void
take_folder (TandaiSearchWindow *self, GFile *folder)
{
  g_autofree char *base = g_file_get_basename (folder);
  g_autofree char *name = tandai_display_name (base);

  self->folder = g_object_ref (folder);
  adw_window_title_set_subtitle (self->title, name);
  self->list = tandai_search_list_new (folder);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (self->lines, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->list, "changed", G_CALLBACK (list_changed_cb), self);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  self->tagger = tandai_search_tagger_new (folder);
  g_signal_connect (self->tagger, "changed", G_CALLBACK (tagger_changed_cb), self);
  g_signal_connect (self->tagger, "said", G_CALLBACK (tagger_said_cb), self);
  g_signal_connect (self->tagger, "done", G_CALLBACK (tagger_done_cb), self);
  list_changed_cb (self->list, self);
  tagger_changed_cb (self->tagger, self);
}

static void
add_picker (TandaiSearchWindow *self)
{
  GtkWidget *picker = tandai_label_picker_new ();

  tandai_label_picker_set_action (TANDAI_LABEL_PICKER (picker), "search.tag");
  tandai_label_picker_set_schema (TANDAI_LABEL_PICKER (picker), self->schema);
  gtk_menu_button_set_popover (self->tag, picker);
}

/**
 * tandai_search_window_new:
 * @parent: the window whose articles are searched; closes it with itself
 * @folder: the folder
 * @schema: its labels
 *
 * Returns: (transfer floating): a window, beside @parent and not over it
 */
GtkWidget *
tandai_search_window_new (GtkWindow *parent, GFile *folder, TandaiSchema *schema)
{
  TandaiSearchWindow *self = g_object_new (TANDAI_TYPE_SEARCH_WINDOW, NULL);

  self->schema = tandai_schema_ref (schema);
  tandai_search_filters_set_schema (self->filters, schema);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (search), self);
  add_picker (self);
  take_folder (self, folder);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** tandai_search_window_get_folder: Returns: (transfer none): the folder that it searches */
GFile *
tandai_search_window_get_folder (TandaiSearchWindow *self)
{
  return self->folder;
}

/**
 * tandai_search_window_present:
 * @self: a window
 * @words: (nullable): looks for these
 *
 * Brings it to the front, ready to be typed into.
 */
void
tandai_search_window_present (TandaiSearchWindow *self, const char *words)
{
  if (words != NULL)
    gtk_editable_set_text (self->entry, words);
  gtk_editable_select_region (self->entry, 0, -1);
  tandai_dialog_present (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
