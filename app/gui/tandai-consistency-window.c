/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "corpus/tandai-label-change.h"
#include "gui/tandai-consistency-row.h"
#include "gui/tandai-consistency-window.h"
#include "gui/tandai-report-rows.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-wanted.h"
#include "gui/tandai-work-bar.h"

/* A message with failures names so many of them. */
#define MAX_FAILURES 3

#define FIX_ACTION "consistency.fix"

struct _TandaiConsistencyWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *refresh_button;
  GtkToggleButton *case_button;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  AdwToastOverlay *toasts;
  GtkListBox *failures;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *bar;
  AdwSplitButton *fix_button;

  GFile *folder;
  TandaiSchema *schema;
  GtkSingleSelection *selection;
  GCancellable *running;
  /* Which of the strings was chosen, for when they are listed anew. */
  guint chosen;
  /* How far the work is; told by another thread. */
  int done;
  int total;
};

enum
{
  CHANGED,
  GO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TandaiConsistencyWindow, tandai_consistency_window, ADW_TYPE_WINDOW)

static double
fraction_cb (gpointer user_data)
{
  TandaiConsistencyWindow *self = user_data;
  int total = g_atomic_int_get (&self->total);

  return total > 0 ? (double) g_atomic_int_get (&self->done) / total : -1;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  TandaiConsistencyWindow *self = user_data;

  g_atomic_int_set (&self->done, (int) done);
  g_atomic_int_set (&self->total, (int) total);
}

static void
say (TandaiConsistencyWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* The row that is chosen: a string, or a place of one. */
static GtkTreeListRow *
get_row (TandaiConsistencyWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static const TandaiInconsistency *
get_string (TandaiConsistencyWindow *self)
{
  GtkTreeListRow *row = get_row (self);
  g_autoptr (TandaiConsistencyItem) item =
      row != NULL ? TANDAI_CONSISTENCY_ITEM (gtk_tree_list_row_get_item (row)) : NULL;

  return item != NULL ? tandai_consistency_item_get_string (item) : NULL;
}

static const char *
usual_label (const TandaiInconsistency *string)
{
  return ((TandaiLabelCount *) string->labels->pdata[0])->label;
}

static void
update_bar (TandaiConsistencyWindow *self)
{
  const TandaiInconsistency *string = get_string (self);
  gboolean busy = self->running != NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_sensitive (self->refresh_button, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->case_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fix_button), !busy && string != NULL);
  if (string == NULL)
    return;
  /* Translators: a button: it labels all places of some words; %s is a label’s title. */
  label = g_strdup_printf (_ ("Label All as “%s”"), tandai_label_name (self->schema, usual_label (string)));
  adw_split_button_set_label (self->fix_button, label);
}

static void
begin (TandaiConsistencyWindow *self)
{
  self->running = g_cancellable_new ();
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, 0);
  tandai_work_bar_start (self->progress, fraction_cb, self);
  update_bar (self);
}

/* Returns whether the window is still there. */
static gboolean
end (TandaiConsistencyWindow *self)
{
  if (self->list == NULL)
    return FALSE;
  g_clear_object (&self->running);
  tandai_work_bar_stop (self->progress);
  return TRUE;
}

static GListModel *
list_places_cb (gpointer item, gpointer user_data)
{
  return tandai_consistency_item_list_places (item);
}

static void
choose (TandaiConsistencyWindow *self, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (n == 0)
    return;
  gtk_single_selection_set_selected (self->selection, MIN (position, n - 1));
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", MIN (position, n - 1));
}

static void
show_found (TandaiConsistencyWindow *self, const TandaiConsistency *found)
{
  GListModel *strings = tandai_consistency_item_list (found);
  g_autoptr (GtkTreeListModel) rows =
      gtk_tree_list_model_new (strings, FALSE, FALSE, list_places_cb, NULL, NULL);

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
  gtk_stack_set_visible_child_name (self->stack, found->found->len > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->bar, found->found->len > 0);
  choose (self, self->chosen);
  if (found->found->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_failures (TandaiConsistencyWindow *self, GPtrArray *failures, const GError *error)
{
  tandai_report_rows_show (self->failures, NULL, failures, error);
  gtk_widget_set_visible (GTK_WIDGET (self->failures),
                          error != NULL || (failures != NULL && failures->len > 0));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiConsistencyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiConsistency) found = tandai_consistency_check_finish (result, &error);

  if (!end (self))
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failures (self, found != NULL ? found->failures : NULL, error);
  if (found != NULL)
    show_found (self, found);
  update_bar (self);
}

/* This window’s sidecars are those that the program writes; other people’s are theirs. */
static void
check (TandaiConsistencyWindow *self)
{
  const TandaiConsistencyOptions options = { .annotator = "",
                                             .ignore_case =
                                                 gtk_toggle_button_get_active (self->case_button) };

  begin (self);
  tandai_consistency_check_async (self->folder, &options, progress_cb, self, self->running, checked_cb,
                                  g_object_ref (self));
}

static void
check_unless_busy (TandaiConsistencyWindow *self)
{
  if (self->running == NULL)
    check (self);
}

static void
refresh_cb (TandaiConsistencyWindow *self)
{
  tandai_wanted_emit (self, G_CALLBACK (check_unless_busy), self, NULL);
}

static void undo_cb (AdwToast *toast, TandaiConsistencyWindow *self);

static void
say_done (TandaiConsistencyWindow *self, const TandaiLabelReport *report, gboolean undone)
{
  guint n = report->counts.n_spans + report->counts.n_added;
  g_autofree char *spans = g_strdup_printf (ngettext ("%u span", "%u spans", n), n);
  /* Translators: %s is a number with its noun, like 12 spans. */
  g_autofree char *said =
      undone ? g_strdup_printf (_ ("Undone: %s"), report->title) : g_strdup_printf (_ ("%s changed"), spans);
  g_autofree char *escaped = g_markup_escape_text (said, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (!undone && n > 0)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
    }
  for (guint i = 0; i < MIN (report->failures->len, MAX_FAILURES); i++)
    say (self, report->failures->pdata[i]);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The window keeps others from changing what is being written. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TandaiConsistencyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiLabelReport) report = tandai_label_run_finish (result, &error);

  g_signal_emit (self, signals[CHANGED], 0);
  if (!end (self))
    return;
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  if (report != NULL)
    say_done (self, report, report->title != NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
  check (self);
}

static void
run_task (TandaiConsistencyWindow *self, TandaiLabelTask task, const TandaiLabelChange *change)
{
  if (self->running != NULL)
    return;
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  begin (self);
  tandai_label_run_async (self->folder, task, change, progress_cb, self, self->running, changed_cb,
                          g_object_ref (self));
}

static void
undo (TandaiConsistencyWindow *self)
{
  run_task (self, TANDAI_LABEL_UNDO, NULL);
}

static void
undo_cb (AdwToast *toast, TandaiConsistencyWindow *self)
{
  tandai_wanted_emit (self, G_CALLBACK (undo), self, NULL);
}

/* One label for all places of some words, once the files may be written. */
typedef struct
{
  TandaiConsistencyWindow *window;
  char *string;
  char *label;
} Fix;

static void
fix_free (gpointer data, GClosure *closure)
{
  Fix *fix = data;

  g_free (fix->string);
  g_free (fix->label);
  g_free (fix);
}

static void
apply_fix (Fix *fix)
{
  const TandaiLabelChange change = {
    .relabel = { .kind = TANDAI_RELABEL_STRING,
                 .label = fix->string,
                 .into = fix->label,
                 .annotator = "",
                 .ignore_case = gtk_toggle_button_get_active (fix->window->case_button) },
  };

  run_task (fix->window, TANDAI_LABEL_APPLY, &change);
}

/* The place of the chosen string among the strings. */
static guint
find_chosen (TandaiConsistencyWindow *self)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (get_row (self));
  GtkTreeListRow *row = parent != NULL ? parent : get_row (self);
  guint n = 0;

  for (guint i = 0; i < gtk_tree_list_row_get_position (row); i++)
    {
      g_autoptr (GtkTreeListRow) before = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      n += gtk_tree_list_row_get_depth (before) == 0 ? 1 : 0;
    }
  return n;
}

static void
fix (TandaiConsistencyWindow *self, const char *label)
{
  const TandaiInconsistency *string = get_string (self);
  Fix *fix;

  if (string == NULL)
    return;
  self->chosen = find_chosen (self);
  fix = g_new (Fix, 1);
  *fix = (Fix){ self, g_strdup (string->string), g_strdup (label) };
  tandai_wanted_emit (self, G_CALLBACK (apply_fix), fix, fix_free);
}

static void
fix_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fix (TANDAI_CONSISTENCY_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
fix_cb (TandaiConsistencyWindow *self)
{
  const TandaiInconsistency *string = get_string (self);

  if (string != NULL)
    fix (self, usual_label (string));
}

static void
cancel_cb (TandaiConsistencyWindow *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

/* A string opens and closes; a place is gone to. */
static void
activate_cb (GtkListView *list, guint position, TandaiConsistencyWindow *self)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (TandaiConsistencyItem) item = TANDAI_CONSISTENCY_ITEM (gtk_tree_list_row_get_item (row));
  const TandaiConsistencyPlace *place = tandai_consistency_item_get_place (item);

  if (place == NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else
    g_signal_emit (self, signals[GO], 0, place->file, place->range.start, place->range.end);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiConsistencyWindow *self)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), tandai_consistency_row_new ());
  gtk_list_item_set_child (item, expander);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiConsistencyWindow *self)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (TandaiConsistencyItem) shown = TANDAI_CONSISTENCY_ITEM (gtk_tree_list_row_get_item (row));

  gtk_tree_expander_set_list_row (expander, row);
  tandai_consistency_row_show (gtk_tree_expander_get_child (expander), shown, self->schema);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TandaiConsistencyWindow *self)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* Looking is stopped; what is being written is written to its end. */
static void
tandai_consistency_window_dispose (GObject *object)
{
  TandaiConsistencyWindow *self = TANDAI_CONSISTENCY_WINDOW (object);

  if (self->running != NULL && !gtk_window_get_modal (GTK_WINDOW (self)))
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->schema, tandai_schema_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_CONSISTENCY_WINDOW);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (tandai_consistency_window_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TandaiConsistencyWindow, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (title);
  BIND (refresh_button);
  BIND (case_button);
  BIND (progress);
  BIND (cancel_button);
  BIND (toasts);
  BIND (failures);
  BIND (stack);
  BIND (list);
  BIND (bar);
  BIND (fix_button);
}

static void
tandai_consistency_window_class_init (TandaiConsistencyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_consistency_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tandai/Tandai/tandai-consistency-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, FIX_ACTION, "s", fix_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, escape_cb, NULL);
  tandai_wanted_install (klass);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 3, G_TYPE_FILE, G_TYPE_UINT, G_TYPE_UINT);
}

static void
set_up_list (TandaiConsistencyWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  self->selection = gtk_single_selection_new (NULL);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_bar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
}

static void
tandai_consistency_window_init (TandaiConsistencyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
  g_signal_connect_swapped (self->refresh_button, "clicked", G_CALLBACK (refresh_cb), self);
  g_signal_connect_swapped (self->case_button, "toggled", G_CALLBACK (refresh_cb), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->fix_button, "clicked", G_CALLBACK (fix_cb), self);
}

/* Any label of the schema can be meant. */
static void
fill_menu (TandaiConsistencyWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < tandai_schema_get_n_labels (self->schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (self->schema, i);
      g_autofree char *label = g_strdup_printf (_ ("Label All as “%s”"), def->title);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, FIX_ACTION, "s", def->name);
      g_menu_append_item (menu, item);
    }
  adw_split_button_set_menu_model (self->fix_button, G_MENU_MODEL (menu));
}

/**
 * tandai_consistency_window_new:
 * @parent: the window that it belongs to
 * @folder: a folder of articles
 * @schema: names and colours the labels
 *
 * Returns: (transfer floating): a window, which begins to look at once
 */
GtkWidget *
tandai_consistency_window_new (GtkWindow *parent, GFile *folder, TandaiSchema *schema)
{
  TandaiConsistencyWindow *self =
      g_object_new (TANDAI_TYPE_CONSISTENCY_WINDOW, "transient-for", parent, NULL);
  g_autofree char *base = g_file_get_basename (folder);
  g_autofree char *name = tandai_display_name (base);

  self->folder = g_object_ref (folder);
  self->schema = tandai_schema_ref (schema);
  adw_window_title_set_subtitle (self->title, name);
  fill_menu (self);
  check (self);
  return GTK_WIDGET (self);
}
