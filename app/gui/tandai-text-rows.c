/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of texts that can be added to and taken from. */

#include "config.h"

#include <glib/gi18n.h>

#include "gui/tandai-text-rows.h"

#define KEY "tandai-text-rows"

typedef struct
{
  TandaiTextRows rows;
  GPtrArray *widgets;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_ptr_array_unref (shown->widgets);
  g_free (shown);
}

static Shown *
get_shown (AdwExpanderRow *expander)
{
  return g_object_get_data (G_OBJECT (expander), KEY);
}

static void
remove_cb (GtkButton *button, AdwExpanderRow *expander)
{
  const Shown *shown = get_shown (expander);
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (button), "text"));

  shown->rows.remove (text, shown->rows.user_data);
}

static void
apply_cb (AdwEntryRow *row, AdwExpanderRow *expander)
{
  const Shown *shown = get_shown (expander);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    shown->rows.add (text, shown->rows.user_data);
}

static GtkWidget *
row_new (AdwExpanderRow *expander, const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a text of a list. */
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), expander, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
entry_new (AdwExpanderRow *expander, const char *title)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title, "show-apply-button", TRUE, NULL);

  g_signal_connect_object (row, "apply", G_CALLBACK (apply_cb), expander, 0);
  return row;
}

/**
 * tandai_text_rows_show:
 * @expander: where they are
 * @texts: (nullable) (array zero-terminated=1): the texts
 * @rows: what becomes of them; it is copied
 *
 * Shows a list in place of the one that was shown before. The entry stays where
 * it is, emptied, so that one text can be typed after the other.
 */
void
tandai_text_rows_show (AdwExpanderRow *expander, const char *const *texts, const TandaiTextRows *rows)
{
  Shown *shown = get_shown (expander);

  if (shown == NULL)
    {
      shown = g_new (Shown, 1);
      shown->widgets = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (expander), KEY, shown, shown_free);
      adw_expander_row_add_row (expander, entry_new (expander, rows->add_title));
    }
  shown->rows = *rows;
  for (guint i = 0; i < shown->widgets->len; i++)
    adw_expander_row_remove (expander, shown->widgets->pdata[i]);
  g_ptr_array_set_size (shown->widgets, 0);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      GtkWidget *row = row_new (expander, texts[i]);

      adw_expander_row_add_row (expander, row);
      g_ptr_array_add (shown->widgets, row);
    }
}
