/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One attribute of a label: its choices, and what people read of it. */

#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-attribute-editor.h"
#include "gui/tandai-detail-rows.h"
#include "gui/tandai-dialog.h"
#include "gui/tandai-translated-row.h"

#define EDITOR "tandai-attribute-editor"

/* What each row of it shows. */
static const struct
{
  TandaiAttributePart part;
  const char *language;
  const char *title;
} PARTS[] = {
  { TANDAI_ATTRIBUTE_VALUES, "", N_ ("Values, with commas; none for free text") },
  { TANDAI_ATTRIBUTE_TITLE, "en", N_ ("Title, English") },
  { TANDAI_ATTRIBUTE_TITLE, "id", N_ ("Title, Indonesian") },
  { TANDAI_ATTRIBUTE_DESCRIPTION, "en", N_ ("Description, English") },
  { TANDAI_ATTRIBUTE_DESCRIPTION, "id", N_ ("Description, Indonesian") },
};

/* It lives with the row. */
typedef struct
{
  char *name;
  AdwEntryRow *rows[G_N_ELEMENTS (PARTS)];
  TandaiAttributeFunc changed;
  gpointer user_data;
} Editor;

static void
editor_free (gpointer data)
{
  Editor *editor = data;

  g_free (editor->name);
  g_free (editor);
}

static Editor *
get_editor (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), EDITOR);
}

/* The row may be gone afterwards. */
static void
tell (const Editor *editor, TandaiAttributePart part, const char *language, const char *text)
{
  g_autofree char *name = g_strdup (editor->name);
  g_autofree char *held = g_strstrip (g_strdup (text));

  editor->changed (name, part, language, held, editor->user_data);
}

static void
applied_cb (AdwEntryRow *row, GtkWidget *whole)
{
  const Editor *editor = get_editor (whole);

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (editor->rows[i] == row && tandai_translated_row_is_changed (row))
      {
        tell (editor, PARTS[i].part, PARTS[i].language, gtk_editable_get_text (GTK_EDITABLE (row)));
        return;
      }
}

static void
remove_cb (GtkButton *button, GtkWidget *whole)
{
  tell (get_editor (whole), TANDAI_ATTRIBUTE_WHOLE, "", "");
}

static GtkWidget *
remove_button_new (GtkWidget *whole, const char *attribute)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), attribute);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), whole, 0);
  return button;
}

static void
show_part (AdwEntryRow *row, guint part, const TandaiAttributeDef *def)
{
  g_autofree char *values = def->values != NULL ? g_strjoinv (", ", def->values) : g_strdup ("");
  char *texts[] = { (char *) "", values, NULL };

  if (PARTS[part].part == TANDAI_ATTRIBUTE_VALUES)
    tandai_translated_row_show (row, texts, "");
  else
    tandai_translated_row_show (row,
                                PARTS[part].part == TANDAI_ATTRIBUTE_TITLE ? def->titles : def->descriptions,
                                PARTS[part].language);
}

/**
 * tandai_attribute_editor_update:
 * @row: what tandai_attribute_editor_new() returned
 * @def: the attribute as it is now
 *
 * Shows the attribute as it is now; what is open or has the focus stays so.
 */
void
tandai_attribute_editor_update (GtkWidget *row, const TandaiAttributeDef *def)
{
  const Editor *editor = get_editor (row);
  g_autofree char *values = def->values != NULL ? g_strjoinv (", ", def->values) : NULL;
  /* Translators: an attribute’s name, then its values. */
  g_autofree char *subtitle =
      values != NULL ? g_strdup_printf (_ ("%s: %s"), def->name, values) : g_strdup (def->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tandai_detail_title (def));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    show_part (editor->rows[i], i, def);
}

/** tandai_attribute_editor_get_attribute: Returns: the attribute's name */
const char *
tandai_attribute_editor_get_attribute (GtkWidget *row)
{
  return get_editor (row)->name;
}

/**
 * tandai_attribute_editor_new:
 * @def: an attribute
 * @changed: takes what somebody changes
 * @user_data: for @changed
 *
 * Returns: a row that can be opened to change the attribute
 */
GtkWidget *
tandai_attribute_editor_new (const TandaiAttributeDef *def, TandaiAttributeFunc changed, gpointer user_data)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  Editor *editor = g_new0 (Editor, 1);

  editor->name = g_strdup (def->name);
  editor->changed = changed;
  editor->user_data = user_data;
  g_object_set_data_full (G_OBJECT (row), EDITOR, editor, editor_free);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove_button_new (row, def->name));
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      editor->rows[i] =
          g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ (PARTS[i].title), "show-apply-button", TRUE, NULL);
      tandai_translated_row_connect (editor->rows[i], G_CALLBACK (applied_cb), row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (editor->rows[i]));
    }
  tandai_attribute_editor_update (row, def);
  tandai_dialog_name_lists (row);
  return row;
}
