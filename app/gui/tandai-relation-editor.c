/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One relation of the schema: its titles, and which labels it joins. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gui/tandai-relation-editor.h"

#define NAME "tandai-relation"

static void
commit (TandaiLabelStore *store, TandaiSchemaEdit *edit, const char *relation)
{
  /* Translators: what was changed: a relation’s name. */
  g_autofree char *title = g_strdup_printf (_ ("“%s” changed"), relation);

  tandai_label_store_commit (store, edit, title, NULL);
}

static const char *
name_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), NAME);
}

/* The labels that are ticked in one box. */
static char **
list_ticked (GtkWidget *box)
{
  GPtrArray *labels = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
        g_ptr_array_add (labels, g_strdup (gtk_widget_get_name (button)));
    }
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (labels, FALSE);
}

static void
ticked_cb (GtkCheckButton *button, TandaiLabelStore *store)
{
  GtkWidget *box = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_FLOW_BOX);
  GtkWidget *other = g_object_get_data (G_OBJECT (box), "other");
  gboolean is_from = g_object_get_data (G_OBJECT (box), "is-from") != NULL;
  g_auto (GStrv) from = list_ticked (is_from ? box : other);
  g_auto (GStrv) to = list_ticked (is_from ? other : box);
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (store);

  if (edit != NULL
      && tandai_schema_edit_set_relation (edit, name_of (box), (const char *const *) from,
                                          (const char *const *) to, NULL))
    commit (store, edit, name_of (box));
}

static GtkWidget *
box_new (TandaiLabelStore *store, const TandaiRelationDef *def, char **ends)
{
  TandaiSchema *schema = tandai_label_store_get_schema (store);
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (box), NAME, g_strdup (def->name), g_free);
  for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
    {
      const TandaiLabelDef *label = tandai_schema_get_label (schema, i);
      GtkWidget *button = gtk_check_button_new_with_label (label->title);

      gtk_widget_set_name (button, label->name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   ends != NULL && g_strv_contains ((const char *const *) ends, label->name));
      g_signal_connect_object (button, "toggled", G_CALLBACK (ticked_cb), store, 0);
      gtk_flow_box_append (GTK_FLOW_BOX (box), button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  return box;
}

static GtkWidget *
end_row_new (const char *title, GtkWidget *box)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "activatable", FALSE, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
remove_cb (GtkButton *button, TandaiLabelStore *store)
{
  g_autoptr (TandaiSchemaEdit) edit = tandai_label_store_begin (store);
  g_autofree char *name = g_strdup (name_of (button));

  if (edit != NULL && tandai_schema_edit_remove_relation (edit, name, NULL))
    commit (store, edit, name);
}

static GtkWidget *
remove_button_new (TandaiLabelStore *store, const TandaiRelationDef *def)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), def->title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), NAME, g_strdup (def->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), store, 0);
  return button;
}

static char *
dup_ends (TandaiSchema *schema, char **ends)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; ends != NULL && ends[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            tandai_schema_find_label (schema, ends[i], NULL)->title);
  if (text->len == 0)
    g_string_append (text, _ ("any label"));
  return g_string_free (text, FALSE);
}

/**
 * tandai_relation_editor_new:
 * @store: the labels
 * @def: one of their relations
 *
 * Returns: a row that tells which labels a relation joins, and can be opened to change that
 */
GtkWidget *
tandai_relation_editor_new (TandaiLabelStore *store, const TandaiRelationDef *def)
{
  TandaiSchema *schema = tandai_label_store_get_schema (store);
  g_autofree char *from = dup_ends (schema, def->from);
  g_autofree char *to = dup_ends (schema, def->to);
  g_autofree char *subtitle = g_strdup_printf ("%s → %s", from, to);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", def->title, "subtitle",
                                 subtitle, NULL);
  GtkWidget *from_box = box_new (store, def, def->from);
  GtkWidget *to_box = box_new (store, def, def->to);

  g_object_set_data (G_OBJECT (from_box), "other", to_box);
  g_object_set_data (G_OBJECT (to_box), "other", from_box);
  g_object_set_data (G_OBJECT (from_box), "is-from", from_box);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove_button_new (store, def));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), end_row_new (_ ("From"), from_box));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), end_row_new (_ ("To"), to_box));
  return row;
}
