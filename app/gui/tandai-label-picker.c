/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-keys.h"
#include "gui/tandai-label-picker.h"
#include "gui/tandai-swatch.h"

struct _TandaiLabelPicker
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox *list;
  TandaiSchema *schema;
  const char *action;
};

G_DEFINE_FINAL_TYPE (TandaiLabelPicker, tandai_label_picker, GTK_TYPE_POPOVER)

static const TandaiLabelDef *
label_of_row (TandaiLabelPicker *self, GtkListBoxRow *row)
{
  return tandai_schema_get_label (self->schema, (guint) gtk_list_box_row_get_index (row));
}

/* The title as it is shown, or the name as it is saved: whichever the hand knows. */
static gboolean
fits (const char *typed, const char *text)
{
  g_autofree char *folded_typed = g_utf8_casefold (typed, -1);
  g_autofree char *folded_text = g_utf8_casefold (text, -1);

  return strstr (folded_text, folded_typed) != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  TandaiLabelPicker *self = user_data;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const TandaiLabelDef *def = label_of_row (self, row);

  return fits (typed, def->title) || fits (typed, def->name);
}

static GtkListBoxRow *
step_row (TandaiLabelPicker *self, int from, int by)
{
  GtkListBoxRow *row;

  for (int i = from + by; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i += by)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
search_changed_cb (GtkSearchEntry *entry, TandaiLabelPicker *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, step_row (self, -1, 1));
}

static void
pick (TandaiLabelPicker *self, GtkListBoxRow *row, const char *action)
{
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  name = g_strdup (label_of_row (self, row)->name);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), self->action != NULL ? self->action : action, "s", name);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TandaiLabelPicker *self)
{
  pick (self, row, "win.tag");
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TandaiLabelPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      pick (self, row, state & GDK_CONTROL_MASK ? "win.add-tag" : "win.tag");
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      row = step_row (self, at, key == GDK_KEY_Down ? 1 : -1);
      if (row != NULL)
        gtk_list_box_select_row (self->list, row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
stop_search_cb (GtkSearchEntry *entry, TandaiLabelPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
tandai_label_picker_show (GtkWidget *widget)
{
  TandaiLabelPicker *self = TANDAI_LABEL_PICKER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  GTK_WIDGET_CLASS (tandai_label_picker_parent_class)->show (widget);
  gtk_list_box_select_row (self->list, step_row (self, -1, 1));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
tandai_label_picker_dispose (GObject *object)
{
  TandaiLabelPicker *self = TANDAI_LABEL_PICKER (object);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TANDAI_TYPE_LABEL_PICKER);
  G_OBJECT_CLASS (tandai_label_picker_parent_class)->dispose (object);
}

static void
tandai_label_picker_class_init (TandaiLabelPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tandai_label_picker_dispose;
  widget_class->show = tandai_label_picker_show;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tandai/Tandai/tandai-label-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, TandaiLabelPicker, list);
}

static void
tandai_label_picker_init (TandaiLabelPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, 0);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of a label"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"),
                                  -1);
}

/** tandai_label_picker_new: Returns: a picker without labels */
GtkWidget *
tandai_label_picker_new (void)
{
  return g_object_new (TANDAI_TYPE_LABEL_PICKER, NULL);
}

static GtkWidget *
row_new (TandaiSchema *schema, const TandaiLabelDef *def)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = tandai_swatch_new ();
  GtkWidget *title = gtk_label_new (def->title);
  GtkWidget *key = gtk_label_new (tandai_keys_get_label_key (tandai_keys_get_default (), def));

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, def->name);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (key, "dim-label");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), key);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, def->title, -1);
  return row;
}

/** tandai_label_picker_set_schema: offers the labels of a schema */
void
tandai_label_picker_set_schema (TandaiLabelPicker *self, TandaiSchema *schema)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->schema, tandai_schema_unref);
  self->schema = tandai_schema_ref (schema);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    gtk_list_box_append (self->list, row_new (schema, tandai_schema_get_label (schema, i)));
}

/** tandai_label_picker_set_action: says which action gets the label, in place of those that tag a selection
 */
void
tandai_label_picker_set_action (TandaiLabelPicker *self, const char *action)
{
  self->action = g_intern_string (action);
}
