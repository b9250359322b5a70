/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least a program can do with a text: a GtkTextView without spans. Shows the first file; Ctrl+PageDown
 * shows the second. */
#include "bare.h"

static char *texts[2];
static GtkWidget *view;

static void
show_text (int number)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;

  bare_trace ("set-text");
  gtk_text_buffer_set_text (buffer, texts[number], -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  if (keyval != GDK_KEY_Page_Down || !(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  show_text (1);
  return GDK_EVENT_STOP;
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  view = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (view, keys);
  show_text (0);
  gtk_window_present (GTK_WINDOW (bare_window (application, scrolled)));
  gtk_widget_grab_focus (view);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.tandai.BareTextView", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    if (argc != 3 || !g_file_get_contents (argv[i + 1], &texts[i], NULL, &error))
      g_error ("two texts are needed");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
