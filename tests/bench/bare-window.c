/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least a program with libadwaita can show: an empty AdwApplicationWindow. */
#include "bare.h"

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (bare_window (application, NULL)));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.tandai.BareWindow", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
