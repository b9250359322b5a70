/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/tandai-report-rows.h"

/* A corpus may have more faults than a person reads. */
#define MAX_FAILURES 50

static void
add_row (GtkListBox *list, const char *words, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_append (list, row);
}

static void
add_failures (GtkListBox *list, GPtrArray *failures)
{
  g_autofree char *rest = NULL;

  for (guint i = 0; i < MIN (failures->len, MAX_FAILURES); i++)
    add_row (list, failures->pdata[i], "dialog-warning-symbolic");
  if (failures->len <= MAX_FAILURES)
    return;
  rest = g_strdup_printf (ngettext ("and %u more", "and %u more", failures->len - MAX_FAILURES),
                          failures->len - MAX_FAILURES);
  add_row (list, rest, "dialog-warning-symbolic");
}

/**
 * tandai_report_rows_show:
 * @list: where to show it
 * @lines: (nullable) (element-type utf8): what is to be said
 * @failures: (nullable) (element-type utf8): what could not be done, and why
 * @error: (nullable): why nothing could be done
 *
 * Shows how much is exported or imported, what can't be, and what is left out
 * or changed; in place of what was shown before.
 */
void
tandai_report_rows_show (GtkListBox *list, GPtrArray *lines, GPtrArray *failures, const GError *error)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  if (error != NULL)
    add_row (list, error->message, "dialog-error-symbolic");
  if (failures != NULL)
    add_failures (list, failures);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    add_row (list, lines->pdata[i], NULL);
  if (lines != NULL && lines->len == 1 && (failures == NULL || failures->len == 0))
    add_row (list, _ ("Nothing was left out or changed."), "object-select-symbolic");
}
