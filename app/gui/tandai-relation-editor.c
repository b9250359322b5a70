/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One relation of the schema: its titles, and which labels it joins. */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gui/tandai-dialog.h"
#include "gui/tandai-relation-editor.h"
#include "gui/tandai-translated-row.h"

#define NAME   "tandai-relation"
#define EDITOR "tandai-relation-editor"

static const char *const LANGUAGES[] = { "en", "id" };

/* What a row shows; it lives with the row. */
typedef struct
{
  AdwEntryRow *titles[G_N_ELEMENTS (LANGUAGES)];
  GtkWidget *from;
  GtkWidget *to;
} Editor;

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

/* Ticks what is so, which nobody did. */
static void
show_ticks (GtkWidget *box, TandaiLabelStore *store, char **ends)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));
      const char *label = gtk_widget_get_name (button);

      g_signal_handlers_block_by_func (button, ticked_cb, store);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   ends != NULL && g_strv_contains ((const char *const *) ends, label));
      g_signal_handlers_unblock_by_func (button, ticked_cb, store);
    }
}

static GtkWidget *
box_new (TandaiLabelStore *store, const TandaiRelationDef *def)
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
  /* Translators: what was done to labels: a name. */
  g_autofree char *title = g_strdup_printf (_ ("“%s” deleted"), name);

  if (edit != NULL && tandai_schema_edit_remove_relation (edit, name, NULL))
    tandai_label_store_commit (store, edit, title, NULL);
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

static void
title_applied_cb (AdwEntryRow *row, TandaiLabelStore *store)
{
  const char *language = gtk_widget_get_name (GTK_WIDGET (row));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (TandaiSchemaEdit) edit =
      tandai_translated_row_is_changed (row) ? tandai_label_store_begin (store) : NULL;

  if (edit != NULL && tandai_schema_edit_set_relation_title (edit, name_of (row), language, text, NULL))
    commit (store, edit, name_of (row));
}

static AdwEntryRow *
title_row_new (TandaiLabelStore *store, const TandaiRelationDef *def, const char *language, const char *title)
{
  AdwEntryRow *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);

  gtk_widget_set_name (GTK_WIDGET (row), language);
  g_object_set_data_full (G_OBJECT (row), NAME, g_strdup (def->name), g_free);
  tandai_translated_row_connect (row, G_CALLBACK (title_applied_cb), store);
  return row;
}

static void
add_rows (AdwExpanderRow *row, Editor *editor, TandaiLabelStore *store, const TandaiRelationDef *def)
{
  const char *const titles[] = { _ ("Title, English"), _ ("Title, Indonesian") };

  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    {
      editor->titles[i] = title_row_new (store, def, LANGUAGES[i], titles[i]);
      adw_expander_row_add_row (row, GTK_WIDGET (editor->titles[i]));
    }
  editor->from = box_new (store, def);
  editor->to = box_new (store, def);
  g_object_set_data (G_OBJECT (editor->from), "other", editor->to);
  g_object_set_data (G_OBJECT (editor->to), "other", editor->from);
  g_object_set_data (G_OBJECT (editor->from), "is-from", editor->from);
  adw_expander_row_add_row (row, end_row_new (_ ("From"), editor->from));
  adw_expander_row_add_row (row, end_row_new (_ ("To"), editor->to));
}

/**
 * tandai_relation_editor_update:
 * @row: what tandai_relation_editor_new() returned
 * @store: the labels, of the same names and titles as then
 * @def: the relation as it is now
 *
 * Shows the relation as it is now; what is open or has the focus stays so.
 */
void
tandai_relation_editor_update (GtkWidget *row, TandaiLabelStore *store, const TandaiRelationDef *def)
{
  const Editor *editor = g_object_get_data (G_OBJECT (row), EDITOR);
  TandaiSchema *schema = tandai_label_store_get_schema (store);
  g_autofree char *from = dup_ends (schema, def->from);
  g_autofree char *to = dup_ends (schema, def->to);
  g_autofree char *subtitle = g_strdup_printf ("%s → %s", from, to);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), def->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    tandai_translated_row_show (editor->titles[i], def->titles, LANGUAGES[i]);
  show_ticks (editor->from, store, def->from);
  show_ticks (editor->to, store, def->to);
}

/**
 * tandai_relation_editor_new:
 * @store: the labels
 * @def: one of their relations
 *
 * Returns: a row that tells which labels a relation joins, and can be opened to change that and its titles
 */
GtkWidget *
tandai_relation_editor_new (TandaiLabelStore *store, const TandaiRelationDef *def)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  Editor *editor = g_new0 (Editor, 1);

  g_object_set_data_full (G_OBJECT (row), EDITOR, editor, g_free);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove_button_new (store, def));
  add_rows (ADW_EXPANDER_ROW (row), editor, store, def);
  tandai_relation_editor_update (row, store, def);
  tandai_dialog_name_lists (row);
  return row;
}
