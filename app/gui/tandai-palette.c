/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-keys.h"
#include "gui/tandai-palette.h"
#include "gui/tandai-swatch.h"
#include "gui/tandai-wrap-layout.h"

struct _TandaiPalette
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TandaiPalette, tandai_palette, ADW_TYPE_BIN)

static void
tandai_palette_class_init (TandaiPaletteClass *klass)
{
}

static void
tandai_palette_init (TandaiPalette *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"), -1);
}

static GtkWidget *
button_new (TandaiSchema *schema, const TandaiLabelDef *def)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = tandai_swatch_new ();
  GtkWidget *key = gtk_label_new (tandai_keys_get_label_key (tandai_keys_get_default (), def));

  tandai_swatch_set_label (TANDAI_SWATCH (swatch), schema, def->name);
  gtk_widget_add_css_class (key, "key");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), gtk_label_new (def->title));
  gtk_box_append (GTK_BOX (box), key);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, def->description);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.tag");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", def->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, def->title, -1);
  return button;
}

/** tandai_palette_set_schema: shows the labels of a schema */
void
tandai_palette_set_schema (TandaiPalette *self, TandaiSchema *schema)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    gtk_box_append (GTK_BOX (box), button_new (schema, tandai_schema_get_label (schema, i)));
  gtk_widget_set_layout_manager (box, g_object_new (TANDAI_TYPE_WRAP_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (self), box);
}
