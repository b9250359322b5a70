/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-detail-rows.h"

/* What a row knows of its detail. */
typedef struct
{
  char *key;
  char *value;
  TandaiDetailFunc changed;
  gpointer owner;

  /* Of a choice: its values, and a further one that is shown but not offered by the schema. */
  GPtrArray *values;
  guint n_offered;
  gboolean setting;
} Detail;

static void
detail_free (Detail *detail)
{
  g_free (detail->key);
  g_free (detail->value);
  g_clear_pointer (&detail->values, g_ptr_array_unref);
  g_free (detail);
}

static Detail *
get_detail (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "tandai-detail");
}

/* The attributes of the default schema and their values, as people see them.
 * What a corpus file adds is shown as it is written there. */
static const char *const KNOWN[][2] = {
  { "kind", N_ ("Kind") },     { "role", N_ ("Role") },
  { "entity", N_ ("Entity") }, { "mode", N_ ("Mode") },
  { "source", N_ ("Source") }, { "person", N_ ("Person") },
  { "group", N_ ("Group") },   { "organization", N_ ("Organization") },
  { "direct", N_ ("Direct") }, { "indirect", N_ ("Indirect") },
  { "mixed", N_ ("Mixed") },   { "unnamed", N_ ("Unnamed") },
};

/** tandai_detail_name: Returns: an attribute's or a value's name as people see it */
const char *
tandai_detail_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (KNOWN[i][0], name))
      return _ (KNOWN[i][1]);
  return name;
}

/** tandai_detail_title: Returns: an attribute's title as people see it */
const char *
tandai_detail_title (const TandaiAttributeDef *def)
{
  return def->title != NULL ? def->title : tandai_detail_name (def->name);
}

static void
init_row (GtkWidget *row, const char *key, const char *title, TandaiDetailFunc changed, gpointer owner)
{
  Detail *detail = g_new0 (Detail, 1);

  detail->key = g_strdup (key);
  detail->changed = changed;
  detail->owner = owner;
  g_object_set_data_full (G_OBJECT (row), "tandai-detail", detail, (GDestroyNotify) detail_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static guint
find_value (Detail *detail, const char *value)
{
  for (guint i = 0; i < detail->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (detail->values, i), value) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* A value that the schema does not have is shown after the others, as it is written. */
static void
set_choice (GtkWidget *row, Detail *detail, const char *value)
{
  GtkStringList *shown = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row)));

  detail->setting = TRUE;
  if (detail->values->len > detail->n_offered
      && g_strcmp0 (g_ptr_array_index (detail->values, detail->n_offered), value) != 0)
    {
      g_ptr_array_set_size (detail->values, (int) detail->n_offered);
      gtk_string_list_remove (shown, detail->n_offered);
    }
  if (find_value (detail, value) == GTK_INVALID_LIST_POSITION)
    {
      g_ptr_array_add (detail->values, g_strdup (value));
      gtk_string_list_append (shown, value != NULL ? tandai_detail_name (value) : C_ ("attribute", "None"));
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_value (detail, value));
  detail->setting = FALSE;
}

static void
show_value (GtkWidget *row, Detail *detail)
{
  const char *text = detail->value != NULL ? detail->value : "";

  if (ADW_IS_COMBO_ROW (row))
    set_choice (row, detail, detail->value);
  else if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_widget_remove_css_class (row, "error");
}

/* Asks for another value; the owner may do away with the row on the way. */
static gboolean
change (GtkWidget *row, const char *value)
{
  g_autoptr (GtkWidget) held = g_object_ref (row);
  Detail *detail = get_detail (row);
  char *old = detail->value;

  if (g_strcmp0 (value, old) == 0)
    return TRUE;
  if (!detail->changed (detail->key, value, detail->owner))
    return FALSE;
  if (detail->value == old)
    {
      detail->value = g_strdup (value);
      g_free (old);
    }
  return TRUE;
}

/* A refused line stays to be mended while it has the focus. */
static void
commit_entry (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (change (row, *text != '\0' ? text : NULL))
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
}

static void
apply_cb (AdwEntryRow *row, gpointer user_data)
{
  commit_entry (GTK_WIDGET (row));
}

static void
leave_row (GtkWidget *row)
{
  commit_entry (row);
  show_value (row, get_detail (row));
}

static void
leave_cb (GtkEventControllerFocus *controller, GtkWidget *row)
{
  leave_row (row);
}

/**
 * tandai_detail_entry_new:
 * @key: which detail
 * @title: what people call it
 * @changed: called when it was changed
 * @owner: for @changed
 *
 * Returns: a row with a line of text
 */
GtkWidget *
tandai_detail_entry_new (const char *key, const char *title, TandaiDetailFunc changed, gpointer owner)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  init_row (row, key, title, changed, owner);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), NULL);
  g_signal_connect (row, "entry-activated", G_CALLBACK (apply_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), row, 0);
  gtk_widget_add_controller (row, focus);
  return row;
}

static void
choice_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  Detail *detail = get_detail (GTK_WIDGET (row));
  guint selected = adw_combo_row_get_selected (row);
  g_autofree char *value = NULL;

  if (detail->setting || selected >= detail->values->len)
    return;
  value = g_strdup (g_ptr_array_index (detail->values, selected));
  if (!change (GTK_WIDGET (row), value))
    show_value (GTK_WIDGET (row), get_detail (GTK_WIDGET (row)));
}

/**
 * tandai_detail_choice_new:
 * @key: which detail
 * @title: what people call it
 * @values: its values; with "" as the first, it may have none
 * @titles: (nullable): what people call them
 * @changed: called when another was chosen
 * @owner: for @changed
 *
 * Returns: a row that opens a list of values
 */
GtkWidget *
tandai_detail_choice_new (const char *key,
                          const char *title,
                          const char *const *values,
                          const char *const *titles,
                          TandaiDetailFunc changed,
                          gpointer owner)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) shown = gtk_string_list_new (NULL);
  Detail *detail;

  init_row (row, key, title, changed, owner);
  detail = get_detail (row);
  detail->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; values[i] != NULL; i++)
    {
      /* Translators: no value is chosen for an attribute. */
      const char *name = *values[i] == '\0' ? C_ ("attribute", "None") : tandai_detail_name (values[i]);

      g_ptr_array_add (detail->values, *values[i] != '\0' ? g_strdup (values[i]) : NULL);
      gtk_string_list_append (shown, titles != NULL ? titles[i] : name);
    }
  detail->n_offered = detail->values->len;
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (shown));
  g_signal_connect (row, "notify::selected", G_CALLBACK (choice_cb), NULL);
  return row;
}

/** tandai_detail_line_new: Returns: words that are only shown, over as many lines as they need */
GtkWidget *
tandai_detail_line_new (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/** tandai_detail_row_get_key: Returns: (nullable): which detail a row shows; %NULL for any other widget */
const char *
tandai_detail_row_get_key (GtkWidget *row)
{
  Detail *detail = get_detail (row);

  return detail != NULL ? detail->key : NULL;
}

/** tandai_detail_row_set_value: shows a value; %NULL for none. What was typed and not committed is lost,
 * unless the value is the same as before */
void
tandai_detail_row_set_value (GtkWidget *row, const char *value)
{
  Detail *detail = get_detail (row);

  if (g_strcmp0 (value, detail->value) == 0 && detail->values == NULL)
    return;
  if (value != detail->value)
    {
      g_free (detail->value);
      detail->value = g_strdup (value);
    }
  show_value (row, detail);
}

/** tandai_detail_row_focus: puts the focus there, behind what is written */
void
tandai_detail_row_focus (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
  /* All would be selected, and lost with the next key. */
  if (GTK_IS_EDITABLE (row))
    gtk_editable_set_position (GTK_EDITABLE (row), -1);
}

/** tandai_detail_list_new: Returns: a list for rows */
GtkWidget *
tandai_detail_list_new (const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return list;
}

/** tandai_detail_list_find: Returns: (transfer none) (nullable): the row of a detail */
GtkWidget *
tandai_detail_list_find (GtkWidget *list, const char *key)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (tandai_detail_row_get_key (row), key) == 0)
      return row;
  return NULL;
}

static GPtrArray *
list_entries (GtkWidget *list)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (tandai_detail_row_get_key (row) != NULL && ADW_IS_ENTRY_ROW (row))
      g_ptr_array_add (rows, g_object_ref (row));
  return rows;
}

/** tandai_detail_list_commit: makes what was typed in any row count, or gives it up where it is refused */
void
tandai_detail_list_commit (GtkWidget *list)
{
  g_autoptr (GPtrArray) rows = list_entries (list);

  for (guint i = 0; i < rows->len; i++)
    leave_row (g_ptr_array_index (rows, i));
}

/** tandai_detail_list_revert: gives up what was typed in any row */
void
tandai_detail_list_revert (GtkWidget *list)
{
  g_autoptr (GPtrArray) rows = list_entries (list);

  for (guint i = 0; i < rows->len; i++)
    show_value (g_ptr_array_index (rows, i), get_detail (g_ptr_array_index (rows, i)));
}
