/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row in which one language's text of a title or description is typed. */

#include "config.h"

#include <string.h>

#include "gui/tandai-translated-row.h"

/* The text that a row shows unless somebody typed another. */
#define SHOWN "tandai-shown"

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/**
 * tandai_translated_row_show:
 * @row: a row
 * @texts: (array zero-terminated=1): a text in each language, as pairs of language and text
 * @language: the row's language
 *
 * Shows a text. One in no language stands in each row that has none of its own.
 */
void
tandai_translated_row_show (AdwEntryRow *row, char **texts, const char *language)
{
  const char *text = NULL;

  for (guint i = 0; texts[i] != NULL; i += 2)
    if (strcmp (texts[i], language) == 0 || (*texts[i] == '\0' && text == NULL))
      text = texts[i + 1];
  text = text != NULL ? text : "";
  g_object_set_data_full (G_OBJECT (row), SHOWN, g_strdup (text), g_free);
  if (strcmp (get_text (row), text) == 0)
    return;
  /* With its button, the row would take the text for one that was typed. */
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

/** tandai_translated_row_is_changed: Returns: whether somebody typed something else than is shown */
gboolean
tandai_translated_row_is_changed (AdwEntryRow *row)
{
  return g_strcmp0 (get_text (row), g_object_get_data (G_OBJECT (row), SHOWN)) != 0;
}

static void
left_cb (GtkEventControllerFocus *controller, AdwEntryRow *row)
{
  g_signal_emit_by_name (row, "apply");
}

/**
 * tandai_translated_row_connect:
 * @row: a row
 * @applied_cb: (scope forever): called with the row and @user_data
 * @user_data: an object
 *
 * A row is applied when it is left, too: what was only passed through is not changed.
 */
void
tandai_translated_row_connect (AdwEntryRow *row, GCallback applied_cb, gpointer user_data)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (row, "apply", applied_cb, user_data, 0);
  g_signal_connect (controller, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
}
