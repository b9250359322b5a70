/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-label-filter.h"
#include "gui/tandai-span-words.h"
#include "gui/tandai-swatch.h"

/* Of more labels than these only those in use are shown: the list needs the room. */
#define MOST_UNUSED 8

struct _TandaiLabelFilter
{
  AdwBin parent_instance;

  GtkGrid *box;
  GtkToggleButton *group;

  TandaiSchema *schema;
  char **labels;
  GPtrArray *buttons;
};

/* Two titles fit beside each other in a pane. */
#define N_COLUMNS 2

G_DEFINE_FINAL_TYPE (TandaiLabelFilter, tandai_label_filter, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tandai_label_filter_dispose (GObject *object)
{
  TandaiLabelFilter *self = TANDAI_LABEL_FILTER (object);

  g_clear_pointer (&self->schema, tandai_schema_unref);
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (tandai_label_filter_parent_class)->dispose (object);
}

static void
tandai_label_filter_class_init (TandaiLabelFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tandai_label_filter_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
toggled_cb (GtkToggleButton *button, TandaiLabelFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tandai_label_filter_init (TandaiLabelFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->buttons = g_ptr_array_new ();
  /* Not a GtkFlowBox: Shift+Tab never leaves a button in one. */
  self->box = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->box, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show only spans of these labels"), -1);
  self->group = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->group), "view-list-bullet-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->group), _ ("Group by label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Group by label"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self->group), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->group), "flat");
  g_signal_connect_object (self->group, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "label-filter");
  gtk_widget_set_hexpand (GTK_WIDGET (self->box), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->box), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Those of the schema in its order, then others in use. */
static char **
list_labels (TandaiSchema *schema, TandaiAnnotationSet *set)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) used = tandai_annotation_set_dup_labels (set);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    g_strv_builder_add (labels, tandai_schema_get_label (schema, i)->name);
  for (guint i = 0; used[i] != NULL; i++)
    if (tandai_schema_find_label (schema, used[i], NULL) == NULL)
      g_strv_builder_add (labels, used[i]);
  return g_strv_builder_end (labels);
}

static GtkWidget *
button_new (TandaiLabelFilter *self, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *swatch = tandai_swatch_new ();
  GtkWidget *name = gtk_label_new (NULL);

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), self->schema, label);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 16);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "name", name);
  return button;
}

/* The buttons are made anew where there are other labels; those that were pressed stay so. */
static void
build_buttons (TandaiLabelFilter *self, char **labels)
{
  g_auto (GStrv) pressed = tandai_label_filter_dup_labels (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_grid_remove (self->box, child);
  g_ptr_array_set_size (self->buttons, 0);
  g_strfreev (self->labels);
  self->labels = labels;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      GtkWidget *button = button_new (self, labels[i]);

      if (pressed != NULL && g_strv_contains ((const char *const *) pressed, labels[i]))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
      g_ptr_array_add (self->buttons, button);
      gtk_grid_attach (self->box, button, (int) (i % N_COLUMNS), (int) (i / N_COLUMNS), 1, 1);
    }
}

static void
update_button (TandaiLabelFilter *self, guint i, guint count)
{
  GtkWidget *button = g_ptr_array_index (self->buttons, i);
  GtkLabel *name = g_object_get_data (G_OBJECT (button), "name");
  const char *title = tandai_label_name (self->schema, self->labels[i]);
  /* Translators: a label's title, then how many spans have it. */
  g_autofree char *text = g_strdup_printf (_ ("%s %u"), title, count);

  gtk_widget_set_sensitive (button, count > 0 || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  if (g_str_equal (gtk_label_get_label (name), text))
    return;
  gtk_label_set_label (name, text);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * tandai_label_filter_update:
 * @self: a filter
 * @document: (nullable): a document
 *
 * Shows which labels there are, and how many spans of each.
 */
void
tandai_label_filter_update (TandaiLabelFilter *self, TandaiDocument *document)
{
  TandaiAnnotationSet *set;
  char **labels;

  if (document == NULL)
    return;
  set = tandai_document_get_annotations (document);
  labels = list_labels (tandai_document_get_schema (document), set);
  if (self->schema == tandai_document_get_schema (document)
      && g_strv_equal ((const char *const *) labels, (const char *const *) self->labels))
    g_strfreev (labels);
  else
    {
      g_clear_pointer (&self->schema, tandai_schema_unref);
      self->schema = tandai_schema_ref (tandai_document_get_schema (document));
      build_buttons (self, labels);
    }
  for (guint i = 0; i < self->buttons->len; i++)
    update_button (self, i, tandai_annotation_set_count_label (set, self->labels[i]));
}

/** tandai_label_filter_dup_labels: Returns: (transfer full) (nullable): the chosen labels; %NULL for all */
char **
tandai_label_filter_dup_labels (TandaiLabelFilter *self)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      {
        g_strv_builder_add (labels, self->labels[i]);
        any = TRUE;
      }
  return any ? g_strv_builder_end (labels) : NULL;
}

/** tandai_label_filter_get_grouped: Returns: whether the spans come label by label */
gboolean
tandai_label_filter_get_grouped (TandaiLabelFilter *self)
{
  return gtk_toggle_button_get_active (self->group);
}
