/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include "bare.h"

#define WINDOW_SIZE 900

void
bare_trace (const char *event)
{
  static int fd = -1;
  char line[64];
  int length;

  if (fd < 0)
    fd = open (g_getenv ("TANDAI_TRACE"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  length = g_snprintf (line, sizeof line, "%s %" G_GINT64_FORMAT "\n", event, g_get_monotonic_time ());
  if (write (fd, line, length) != length)
    g_error ("the trace cannot be written");
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  bare_trace ("frame");
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  bare_trace ("painted");
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

GtkWidget *
bare_window (GtkApplication *application, GtkWidget *content)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  if (content != NULL)
    gtk_box_append (GTK_BOX (box), content);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_SIZE, WINDOW_SIZE);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  return window;
}
