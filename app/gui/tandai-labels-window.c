/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-error.h"
#include "core/tandai-schema-template.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-keys.h"
#include "gui/tandai-label-dialog.h"
#include "gui/tandai-label-page.h"
#include "gui/tandai-labels-window.h"
#include "gui/tandai-relation-editor.h"
#include "gui/tandai-swatch.h"
#include "gui/tandai-work-bar.h"

/* A message with failures names so many of them. */
#define MAX_FAILURES 3

struct _TandaiLabelsWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *undo_button;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *labels;
  AdwEntryRow *add_row;
  AdwEntryRow *add_relation;
  AdwPreferencesGroup *relations;
  AdwPreferencesGroup *templates;
  TandaiLabelPage *page;
  /* Where the label that is shown stands in the list. */
  int shown_at;

  TandaiLabelStore *store;
  GPtrArray *relation_rows;
  char *shown_relations;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TandaiLabelsWindow, tandai_labels_window, ADW_TYPE_WINDOW)

static gboolean
shows_label (TandaiLabelsWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "label");
}

static void
update_head (TandaiLabelsWindow *self)
{
  const char *undo = tandai_label_store_get_undo_title (self->store);
  const TandaiLabelDef *def = shows_label (self)
                                  ? tandai_schema_find_label (tandai_label_store_get_schema (self->store),
                                                              tandai_label_page_get_label (self->page), NULL)
                                  : NULL;
  g_autofree char *name = g_file_get_basename (tandai_label_store_get_folder (self->store));
  g_autofree char *shown = tandai_display_name (name);
  /* Translators: %s is what was done to labels. */
  g_autofree char *tip = undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo) : g_strdup (_ ("Undo"));

  adw_window_title_set_title (self->title, def != NULL ? def->title : _ ("Labels"));
  adw_window_title_set_subtitle (self->title, shown);
  gtk_widget_set_visible (self->back_button, shows_label (self));
  gtk_widget_set_sensitive (self->undo_button, undo != NULL);
  gtk_widget_set_tooltip_text (self->undo_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static char *
dup_use (TandaiLabelsWindow *self, const TandaiLabelDef *def)
{
  const TandaiLabelUse *use = tandai_label_store_find_use (self->store, def->name);
  g_autofree char *spans = NULL;
  g_autofree char *articles = NULL;

  if (use == NULL)
    /* Translators: %s is a label’s name. */
    return g_strdup_printf (_ ("%s · not used"), def->name);
  spans = g_strdup_printf (ngettext ("%u span", "%u spans", use->n_spans), use->n_spans);
  articles = g_strdup_printf (ngettext ("%u article", "%u articles", use->n_articles), use->n_articles);
  /* Translators: a label’s name, then numbers with their nouns. */
  return g_strdup_printf (_ ("%s · %s in %s"), def->name, spans, articles);
}

static GtkWidget *
label_row_new (TandaiLabelsWindow *self, const TandaiLabelDef *def)
{
  g_autofree char *use = dup_use (self, def);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", def->title, "subtitle",
                                 use, "activatable", TRUE, NULL);
  GtkWidget *swatch = tandai_swatch_new ();
  GtkWidget *key = gtk_label_new (tandai_keys_get_label_key (tandai_keys_get_default (), def));

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), tandai_label_store_get_schema (self->store), def->name);
  gtk_widget_add_css_class (key, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), key);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_name (row, def->name);
  return row;
}

/* Returns: (nullable) (transfer none): the row of a label */
static GtkListBoxRow *
find_row (TandaiLabelsWindow *self, const char *label)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->labels, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), label) == 0)
      return row;
  return NULL;
}

static void
focus_label (TandaiLabelsWindow *self, const char *label)
{
  GtkListBoxRow *row = find_row (self, label);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static GtkWidget *
get_focused_row (TandaiLabelsWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->labels) ? focus : NULL;
}

/* The row that had the focus has it again. */
static void
fill_labels (TandaiLabelsWindow *self)
{
  TandaiSchema *schema = tandai_label_store_get_schema (self->store);
  GtkWidget *focus = get_focused_row (self);
  g_autofree char *focused = focus != NULL ? g_strdup (gtk_widget_get_name (focus)) : NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->labels))) != NULL)
    gtk_list_box_remove (self->labels, row);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    gtk_list_box_append (self->labels, label_row_new (self, tandai_schema_get_label (schema, i)));
  if (focused != NULL)
    focus_label (self, focused);
}

/* The rows are made anew only where they are others: one may be open, and have the focus. */
static char *
dup_relations_key (TandaiSchema *schema)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *def = tandai_schema_get_label (schema, i);

      g_string_append_printf (key, "%s\n%s\n", def->name, def->title);
    }
  for (guint i = 0; i < tandai_schema_get_n_relations (schema); i++)
    g_string_append_printf (key, "%s ", tandai_schema_get_relation (schema, i)->name);
  return g_string_free (key, FALSE);
}

static void
update_relations (TandaiLabelsWindow *self)
{
  TandaiSchema *schema = tandai_label_store_get_schema (self->store);

  for (guint i = 0; i < self->relation_rows->len; i++)
    tandai_relation_editor_update (self->relation_rows->pdata[i], self->store,
                                   tandai_schema_get_relation (schema, i));
}

static void
fill_relations (TandaiLabelsWindow *self)
{
  TandaiSchema *schema = tandai_label_store_get_schema (self->store);
  g_autofree char *key = dup_relations_key (schema);

  if (g_strcmp0 (key, self->shown_relations) == 0)
    {
      update_relations (self);
      return;
    }
  g_free (self->shown_relations);
  self->shown_relations = g_steal_pointer (&key);
  for (guint i = 0; i < self->relation_rows->len; i++)
    adw_preferences_group_remove (self->relations, self->relation_rows->pdata[i]);
  g_ptr_array_set_size (self->relation_rows, 0);
  for (guint i = 0; i < tandai_schema_get_n_relations (schema); i++)
    {
      GtkWidget *row = tandai_relation_editor_new (self->store, tandai_schema_get_relation (schema, i));

      adw_preferences_group_add (self->relations, row);
      g_ptr_array_add (self->relation_rows, row);
    }
}

static void
show_list (TandaiLabelsWindow *self)
{
  GtkListBoxRow *row = find_row (self, tandai_label_page_get_label (self->page));

  /* One that was renamed stands where it stood. */
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->labels, self->shown_at);
  gtk_stack_set_visible_child_name (self->stack, "list");
  update_head (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_label (TandaiLabelsWindow *self, const char *label)
{
  GtkListBoxRow *row = find_row (self, label);

  self->shown_at = row != NULL ? gtk_list_box_row_get_index (row) : 0;
  tandai_label_page_show (self->page, label);
  gtk_stack_set_visible_child_name (self->stack, "label");
  update_head (self);
  gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

static void
add_toast (TandaiLabelsWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say (TandaiLabelsWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  add_toast (self, adw_toast_new (escaped));
}

static void
undo_cb (gpointer source, TandaiLabelsWindow *self)
{
  tandai_label_store_undo (self->store);
}

static char *
dup_said (TandaiLabelTask task, const TandaiLabelReport *report, const char *removal)
{
  g_autofree char *spans =
      g_strdup_printf (ngettext ("%u span", "%u spans", report->counts.n_spans), report->counts.n_spans);

  if (task == TANDAI_LABEL_UNDO)
    /* Translators: %s is what was done to labels. */
    return g_strdup_printf (_ ("Undone: %s"), report->title);
  if (task == TANDAI_LABEL_RECOVER)
    return report->recovered != NULL
               ? g_strdup_printf (report->taken_back ? _ ("What had been interrupted is taken back: %s")
                                                     : _ ("What had been interrupted is finished: %s"),
                                  report->recovered)
               : NULL;
  /* Translators: %s is a number with its noun, like 12 spans. */
  return report->n_sidecars > 0 ? g_strdup_printf (_ ("%s changed"), spans) : g_strdup (removal);
}

static void
say_failures (TandaiLabelsWindow *self, GPtrArray *failures)
{
  for (guint i = 0; i < MIN (failures->len, MAX_FAILURES); i++)
    say (self, failures->pdata[i]);
}

/* What many articles show is hard to see, and what is gone is not seen at all: it can be undone at once. */
static void
done_cb (TandaiLabelStore *store,
         int task,
         const TandaiLabelReport *report,
         const char *removal,
         TandaiLabelsWindow *self)
{
  g_autofree char *said = dup_said ((TandaiLabelTask) task, report, removal);
  g_autofree char *escaped = said != NULL ? g_markup_escape_text (said, -1) : NULL;
  AdwToast *toast;

  say_failures (self, report->failures);
  if (task != TANDAI_LABEL_RECOVER || report->recovered != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
  if (said == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (task == TANDAI_LABEL_APPLY)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
    }
  add_toast (self, toast);
}

static void
failed_cb (TandaiLabelStore *store, const char *message, TandaiLabelsWindow *self)
{
  say (self, message);
}

/* A label that is renamed or gone is no longer there to be shown. */
static void
changed_cb (TandaiLabelStore *store, TandaiLabelsWindow *self)
{
  TandaiSchema *schema = tandai_label_store_get_schema (store);

  if (tandai_label_store_is_busy (store))
    tandai_work_bar_start (self->progress, tandai_label_store_get_fraction, store);
  else
    tandai_work_bar_stop (self->progress);
  fill_labels (self);
  fill_relations (self);
  if (shows_label (self)
      && tandai_schema_find_label (schema, tandai_label_page_get_label (self->page), NULL) == NULL)
    show_list (self);
  else
    tandai_label_page_update (self->page);
  update_head (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TandaiLabelsWindow *self)
{
  show_label (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
back_cb (GtkButton *button, TandaiLabelsWindow *self)
{
  show_list (self);
}

static void
cancel_cb (GtkButton *button, TandaiLabelsWindow *self)
{
  tandai_label_store_cancel (self->store);
}

static void
commit (TandaiLabelsWindow *self, TandaiSchemaEdit *edit, gboolean changed, const char *title, GError *error)
{
  g_autoptr (GError) held = error;

  if ((!changed || !tandai_label_store_commit (self->store, edit, title, held == NULL ? &held : NULL))
      && held != NULL)
    say (self, held->message);
}

static char *
take_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
add_applied_cb (AdwEntryRow *row, TandaiLabelsWindow *self)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (self->store);
  g_autofree char *name = take_text (row);
  /* Translators: what was done to labels: its name. */
  g_autofree char *title = g_strdup_printf (_ ("“%s” added"), name);
  GError *error = NULL;
  gboolean added = edit != NULL && tandai_schema_edit_add_label (edit, name, &error);

  commit (self, edit, added, title, error);
  if (!added)
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  fill_labels (self);
  show_label (self, name);
}

static void
add_relation_applied_cb (AdwEntryRow *row, TandaiLabelsWindow *self)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (self->store);
  g_autofree char *name = take_text (row);
  g_autofree char *title = g_strdup_printf (_ ("“%s” added"), name);
  GError *error = NULL;
  gboolean added = edit != NULL && tandai_schema_edit_set_relation (edit, name, NULL, NULL, &error);

  commit (self, edit, added, title, error);
  if (added)
    gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
template_cb (GtkButton *button, TandaiLabelsWindow *self)
{
  const TandaiSchemaTemplate *template = g_object_get_data (G_OBJECT (button), "template");
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (self->store);
  g_autofree char *title = g_strdup_printf (_ ("“%s” added"), g_dgettext (GETTEXT_PACKAGE, template->title));
  GError *error = NULL;

  commit (self, edit, edit != NULL && tandai_schema_edit_add_template (edit, template, &error), title, error);
}

static void
add_template (TandaiLabelsWindow *self, const TandaiSchemaTemplate *template)
{
  const char *title = g_dgettext (GETTEXT_PACKAGE, template->title);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                 g_dgettext (GETTEXT_PACKAGE, template->description), NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));
  /* Translators: %s is a template’s title. */
  g_autofree char *name = g_strdup_printf (_ ("Add “%s”"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "template", (gpointer) template);
  g_signal_connect (button, "clicked", G_CALLBACK (template_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->templates, row);
}

static void
rename_cb (TandaiLabelPage *page, TandaiLabelsWindow *self)
{
  tandai_label_dialog_present (GTK_WINDOW (self), self->store, TANDAI_RELABEL_RENAME,
                               tandai_label_page_get_label (page));
}

static void
merge_cb (TandaiLabelPage *page, TandaiLabelsWindow *self)
{
  tandai_label_dialog_present (GTK_WINDOW (self), self->store, TANDAI_RELABEL_MERGE,
                               tandai_label_page_get_label (page));
}

static void
delete_cb (TandaiLabelPage *page, TandaiLabelsWindow *self)
{
  tandai_label_dialog_present (GTK_WINDOW (self), self->store, TANDAI_RELABEL_DELETE,
                               tandai_label_page_get_label (page));
}

static void
refused_cb (TandaiLabelPage *page, const char *message, TandaiLabelsWindow *self)
{
  say (self, message);
}

/* Escape leads back, and out; Ctrl+Z undoes but where something is being typed. */
static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, TandaiLabelsWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (key == GDK_KEY_Escape && shows_label (self))
    {
      show_list (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_z && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK
      && !GTK_IS_EDITABLE (focus) && tandai_label_store_get_undo_title (self->store) != NULL)
    {
      tandai_label_store_undo (self->store);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* What was typed last is written too. */
static gboolean
tandai_labels_window_close_request (GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);
  return GTK_WINDOW_CLASS (tandai_labels_window_parent_class)->close_request (window);
}

static void
tandai_labels_window_dispose (GObject *object)
{
  TandaiLabelsWindow *self = TANDAI_LABELS_WINDOW (object);

  if (self->progress != NULL)
    tandai_work_bar_stop (self->progress);
  g_clear_object (&self->store);
  g_clear_pointer (&self->relation_rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown_relations, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_LABELS_WINDOW);
  G_OBJECT_CLASS (tandai_labels_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, labels);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, add_row);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, add_relation);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, relations);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, templates);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelsWindow, page);
}

static void
tandai_labels_window_class_init (TandaiLabelsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_labels_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tandai_labels_window_close_request;
  g_type_ensure (TANDAI_TYPE_LABEL_PAGE);
  signals[CHANGED] = g_signal_new ("changed", TANDAI_TYPE_LABELS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-labels-window.ui");
  bind_children (widget_class);
}

static void
connect_widgets (TandaiLabelsWindow *self)
{
  g_signal_connect (self->labels, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->back_button, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect (self->undo_button, "clicked", G_CALLBACK (undo_cb), self);
  g_signal_connect (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect (self->add_row, "apply", G_CALLBACK (add_applied_cb), self);
  g_signal_connect (self->add_relation, "apply", G_CALLBACK (add_relation_applied_cb), self);
  g_signal_connect (self->page, "rename", G_CALLBACK (rename_cb), self);
  g_signal_connect (self->page, "merge", G_CALLBACK (merge_cb), self);
  g_signal_connect (self->page, "delete", G_CALLBACK (delete_cb), self);
  g_signal_connect (self->page, "refused", G_CALLBACK (refused_cb), self);
}

static void
tandai_labels_window_init (TandaiLabelsWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  guint n_templates;
  const TandaiSchemaTemplate *templates = tandai_schema_templates_list (&n_templates);

  gtk_widget_init_template (GTK_WIDGET (self));
  tandai_dialog_name_lists (GTK_WIDGET (self));
  self->relation_rows = g_ptr_array_new ();
  connect_widgets (self);
  for (guint i = 0; i < n_templates; i++)
    add_template (self, &templates[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->labels), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"),
                                  -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * tandai_labels_window_new:
 * @parent: the window it is about
 * @folder: whose labels
 *
 * Returns: the labels of a folder, to be changed
 */
GtkWidget *
tandai_labels_window_new (GtkWindow *parent, GFile *folder)
{
  TandaiLabelsWindow *self = g_object_new (TANDAI_TYPE_LABELS_WINDOW, "transient-for", parent, NULL);

  self->store = tandai_label_store_new (folder);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->store, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->store, "failed", G_CALLBACK (failed_cb), self, 0);
  tandai_label_page_set_store (self->page, self->store);
  update_head (self);
  tandai_label_store_load (self->store);
  return GTK_WIDGET (self);
}
