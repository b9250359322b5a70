/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "gui/tandai-corpus-menu.h"
#include "gui/tandai-corpus-row.h"
#include "gui/tandai-corpus-sidebar.h"
#include "gui/tandai-trace.h"

struct _TandaiCorpusSidebar
{
  AdwBin parent_instance;

  GtkSearchEntry *entry;
  GtkMenuButton *button;
  GtkLabel *notice;
  GtkLabel *counts;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *clear;

  TandaiCorpusMenu *menu;
  TandaiCorpus *corpus;
  TandaiSchema *schema;
  GtkSingleSelection *selection;
  GFile *article;
  gboolean wants_first;
};

G_DEFINE_FINAL_TYPE (TandaiCorpusSidebar, tandai_corpus_sidebar, ADW_TYPE_BIN)

enum
{
  SIGNAL_ARTICLE_ACTIVATED,
  SIGNAL_LEFT,
  SIGNAL_NOTICE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  gtk_list_item_set_child (item, tandai_corpus_row_new ());
}

static void
item_changed_cb (TandaiCorpusItem *item, GtkWidget *row)
{
  tandai_corpus_row_fill (row, item);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  TandaiCorpusItem *article = gtk_list_item_get_item (item);

  tandai_corpus_row_fill (row, article);
  g_signal_connect (article, "changed", G_CALLBACK (item_changed_cb), row);
  tandai_trace ("article-row");
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiCorpusSidebar *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), item_changed_cb,
                                        gtk_list_item_get_child (item));
}

static void
activate (TandaiCorpusSidebar *self, guint position)
{
  g_autoptr (TandaiCorpusItem) item = g_list_model_get_item (G_LIST_MODEL (self->corpus), position);
  g_autoptr (GFile) article = item != NULL ? tandai_corpus_item_get_file (item) : NULL;

  if (article != NULL)
    g_signal_emit (self, signals[SIGNAL_ARTICLE_ACTIVATED], 0, article);
}

static void
activate_cb (GtkListView *list, guint position, TandaiCorpusSidebar *self)
{
  activate (self, position);
}

static char *
describe_articles (TandaiCorpusSidebar *self, const TandaiCorpusCounts *counts)
{
  if (counts->is_listing || counts->n_unread > 0)
    /* Translators: articles of a folder that is still being listed and read. */
    return g_strdup_printf (ngettext ("%u article, reading…", "%u articles, reading…", counts->n_articles),
                            counts->n_articles);
  if (tandai_corpus_is_filtered (self->corpus))
    /* Translators: how many articles of a folder are shown, then how many there are, then how many are done.
     */
    return g_strdup_printf (ngettext ("%u of %u shown · %u done", "%u of %u shown · %u done",
                                      counts->n_articles),
                            counts->n_shown, counts->n_articles, counts->n_done);
  /* Translators: how many articles of a folder are done, then how many there are. */
  return g_strdup_printf (ngettext ("%u of %u done", "%u of %u done", counts->n_articles), counts->n_done,
                          counts->n_articles);
}

static char *
describe_counts (TandaiCorpusSidebar *self, const TandaiCorpusCounts *counts)
{
  g_autofree char *articles = describe_articles (self, counts);
  guint percent;

  if (counts->n_indexed >= counts->n_to_index)
    return g_steal_pointer (&articles);
  percent = (guint) (counts->n_indexed * (guint64) 100 / counts->n_to_index);
  /* Translators: %s is like “3 of 20 done”; the texts of articles are being read to be searched. Short, the
   * list is narrow. */
  return g_strdup_printf (_ ("%s · %u%% of texts read"), articles, percent);
}

static void
say_more (GString *notice, const char *text)
{
  if (text == NULL)
    return;
  if (notice->len > 0)
    g_string_append_c (notice, '\n');
  g_string_append (notice, text);
}

/* What cannot be read or written is said for as long as it is so. */
static void
update_notice (TandaiCorpusSidebar *self, const TandaiCorpusCounts *counts)
{
  const char *failure = tandai_corpus_get_failure (self->corpus);
  g_autoptr (GString) notice = g_string_new (failure);
  g_autofree char *passed_over = NULL;

  if (failure == NULL && counts->is_read_only)
    say_more (notice, _ ("This folder is read-only: annotations can’t be saved here"));
  if (failure == NULL && counts->n_passed_over > 0)
    passed_over = g_strdup_printf (ngettext ("%u folder inside could not be read",
                                             "%u folders inside could not be read", counts->n_passed_over),
                                   counts->n_passed_over);
  say_more (notice, passed_over);
  say_more (notice, tandai_corpus_get_text_failure (self->corpus));
  if (g_str_equal (gtk_label_get_label (self->notice), notice->str))
    return;
  gtk_label_set_label (self->notice, notice->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice->len > 0);
  g_signal_emit (self, signals[SIGNAL_NOTICE_CHANGED], 0);
}

static void
update_counts (TandaiCorpusSidebar *self)
{
  TandaiCorpusCounts counts;
  g_autofree char *text = NULL;
  gboolean none;

  tandai_corpus_get_counts (self->corpus, &counts);
  text = describe_counts (self, &counts);
  gtk_label_set_label (self->counts, text);
  none = counts.n_shown == 0 && counts.n_unread == 0 && !counts.is_searching
         && tandai_corpus_is_filtered (self->corpus);
  gtk_stack_set_visible_child_name (self->stack, none ? "none" : "list");
  update_notice (self, &counts);
}

/* Who presses Enter before the answer is there gets its first article then. */
static void
activate_first (TandaiCorpusSidebar *self)
{
  TandaiCorpusCounts counts;

  tandai_corpus_get_counts (self->corpus, &counts);
  if (!self->wants_first || counts.is_searching)
    return;
  self->wants_first = FALSE;
  activate (self, 0);
}

static void
changed_cb (TandaiCorpus *corpus, TandaiCorpusSidebar *self)
{
  update_counts (self);
  activate_first (self);
}

static void
query_changed (TandaiCorpusSidebar *self)
{
  TandaiCorpusQuery query = { .text = (char *) gtk_editable_get_text (GTK_EDITABLE (self->entry)) };
  gboolean filters = tandai_corpus_menu_is_filter (self->menu);

  if (filters)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  if (self->corpus == NULL)
    return;
  tandai_corpus_menu_fill (self->menu, &query);
  tandai_corpus_set_query (self->corpus, &query);
  g_strfreev (query.labels);
}

static void
menu_changed_cb (TandaiCorpusMenu *menu, TandaiCorpusSidebar *self)
{
  query_changed (self);
}

/* Who types on wants something else; the search itself follows a little later. */
static void
text_changed_cb (GtkEditable *editable, TandaiCorpusSidebar *self)
{
  self->wants_first = FALSE;
}

static void
search_changed_cb (GtkSearchEntry *entry, TandaiCorpusSidebar *self)
{
  query_changed (self);
}

static void
clear_cb (GtkButton *button, TandaiCorpusSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  tandai_corpus_menu_clear (self->menu);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Esc gives up the search first, then the pane. */
static void
stop_search_cb (GtkSearchEntry *entry, TandaiCorpusSidebar *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  else
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
entry_activate_cb (GtkSearchEntry *entry, TandaiCorpusSidebar *self)
{
  query_changed (self);
  self->wants_first = self->corpus != NULL;
  if (self->wants_first)
    activate_first (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TandaiCorpusSidebar *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
list_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TandaiCorpusSidebar *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  return GDK_EVENT_STOP;
}

static void
popup_cb (GtkMenuButton *button, gpointer user_data)
{
  TandaiCorpusSidebar *self = user_data;
  g_autoptr (GMenuModel) model = tandai_corpus_menu_build (self->menu, self->corpus, self->schema);

  gtk_menu_button_set_menu_model (button, model);
}

static void
select_article (TandaiCorpusSidebar *self)
{
  guint position = self->article != NULL ? tandai_corpus_find (self->corpus, self->article) : G_MAXUINT;

  gtk_single_selection_set_selected (self->selection, position);
}

/* The list selects what the pointer passes over; when it is gone, the open article is the selected one again.
 */
static void
leave_list_cb (GtkEventControllerMotion *motion, TandaiCorpusSidebar *self)
{
  if (self->corpus != NULL)
    select_article (self);
}

static void
forget_corpus (TandaiCorpusSidebar *self)
{
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
  self->wants_first = FALSE;
}

static void
tandai_corpus_sidebar_dispose (GObject *object)
{
  TandaiCorpusSidebar *self = TANDAI_CORPUS_SIDEBAR (object);

  forget_corpus (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->article);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_CORPUS_SIDEBAR);
  G_OBJECT_CLASS (tandai_corpus_sidebar_parent_class)->dispose (object);
}

static void
tandai_corpus_sidebar_class_init (TandaiCorpusSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_corpus_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-corpus-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, entry);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, button);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, notice);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, counts);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, TandaiCorpusSidebar, clear);
  signals[SIGNAL_ARTICLE_ACTIVATED] =
      g_signal_new ("article-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NOTICE_CHANGED] = g_signal_new ("notice-changed", G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_keys (TandaiCorpusSidebar *self, GtkWidget *widget, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, keys);
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
init_list (TandaiCorpusSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_list_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), motion);
}

static void
tandai_corpus_sidebar_init (TandaiCorpusSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = tandai_corpus_menu_new (GTK_WIDGET (self));
  init_list (self);
  gtk_menu_button_set_create_popup_func (self->button, popup_cb, self, NULL);
  g_signal_connect_object (self->menu, "changed", G_CALLBACK (menu_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, 0);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, 0);
  add_keys (self, GTK_WIDGET (self->entry), G_CALLBACK (key_cb));
  add_keys (self, GTK_WIDGET (self->list), G_CALLBACK (list_key_cb));
  set_name (self->list, _ ("Articles"));
  set_name (self->entry, _ ("Search the articles"));
  set_name (self->button, _ ("Filter and Sort"));
}

/* GtkSingleSelection looks for what was selected among all that is new, one by one. */
static void
about_to_change_cb (TandaiCorpus *corpus, guint position, TandaiCorpusSidebar *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION && selected >= position)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
after_items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, TandaiCorpusSidebar *self)
{
  if (self->article != NULL
      && gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    select_article (self);
}

/**
 * tandai_corpus_sidebar_set_corpus:
 * @self: a sidebar
 * @corpus: (nullable): what it lists from now on, unfiltered
 */
void
tandai_corpus_sidebar_set_corpus (TandaiCorpusSidebar *self, TandaiCorpus *corpus)
{
  forget_corpus (self);
  g_clear_object (&self->article);
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  tandai_corpus_menu_clear (self->menu);
  if (corpus == NULL)
    return;
  self->corpus = g_object_ref (corpus);
  query_changed (self);
  g_signal_connect (corpus, "about-to-change", G_CALLBACK (about_to_change_cb), self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (corpus));
  g_signal_connect (corpus, "items-changed", G_CALLBACK (after_items_changed_cb), self);
  g_signal_connect (corpus, "changed", G_CALLBACK (changed_cb), self);
  update_counts (self);
}

/** tandai_corpus_sidebar_show_article: chooses the row of an article that is open, and brings it into view */
void
tandai_corpus_sidebar_show_article (TandaiCorpusSidebar *self, GFile *article, TandaiSchema *schema)
{
  guint position;

  g_clear_pointer (&self->schema, tandai_schema_unref);
  self->schema = tandai_schema_ref (schema);
  if (self->corpus == NULL)
    return;
  g_set_object (&self->article, article);
  tandai_corpus_set_current (self->corpus, article);
  position = tandai_corpus_find (self->corpus, article);
  gtk_single_selection_set_selected (self->selection, position);
  if (position != G_MAXUINT)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/** tandai_corpus_sidebar_get_notice: Returns: what cannot be read or written in the folder; "" for nothing */
const char *
tandai_corpus_sidebar_get_notice (TandaiCorpusSidebar *self)
{
  return self->corpus != NULL ? gtk_label_get_label (self->notice) : "";
}
