/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-keys.h"
#include "gui/tandai-shortcuts.h"

static void
add_shortcut (GString *xml, TandaiKeys *keys, const TandaiCommand *command)
{
  g_autofree char *shown = tandai_keys_dup_shown (keys, command);
  g_autofree char *piece = NULL;

  /* Somebody may have taken all keys from it. */
  if (*shown == '\0')
    return;
  piece = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                   "<property name='title'>%s</property>"
                                   "<property name='accelerator'>%s</property>"
                                   "</object></child>",
                                   tandai_command_get_title (command), shown);
  g_string_append (xml, piece);
}

static void
add_group (GString *xml, TandaiKeys *keys, TandaiCommandGroup group)
{
  guint n_commands;
  const TandaiCommand *commands = tandai_commands_get (&n_commands);
  g_autofree char *head = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                   "<property name='title'>%s</property>",
                                                   tandai_command_group_title (group));

  g_string_append (xml, head);
  for (guint i = 0; i < n_commands; i++)
    if (commands[i].group == group)
      add_shortcut (xml, keys, &commands[i]);
  g_string_append (xml, "</object></child>");
}

/**
 * tandai_shortcuts_new:
 *
 * GTK 4.8 builds such a window from a description only, so that is written from the table.
 *
 * Returns: a window that lists the keys in force, above @parent
 */
GtkWindow *
tandai_shortcuts_new (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>True</property>"
                                          "<child><object class='GtkShortcutsSection'>"
                                          "<property name='section-name'>shortcuts</property>"
                                          "<property name='max-height'>16</property>");
  GtkWindow *window;

  for (int group = 0; group < TANDAI_N_GROUPS; group++)
    add_group (xml, tandai_keys_get_default (), group);
  g_string_append (xml, "</object></child></object></interface>");
  if (!gtk_builder_add_from_string (builder, xml->str, (gssize) xml->len, NULL))
    g_assert_not_reached ();
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  return window;
}
