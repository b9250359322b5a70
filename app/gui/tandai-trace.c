/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "gui/tandai-trace.h"

/* -1 where nothing is traced. */
static int
trace_fd (void)
{
  static gsize once = 0;
  static int fd = -1;

  if (g_once_init_enter (&once))
    {
      const char *path = g_getenv ("TANDAI_TRACE");

      if (path != NULL && *path != '\0')
        fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
      g_once_init_leave (&once, 1);
    }
  return fd;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  tandai_trace ("frame");
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  tandai_trace ("painted");
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (before_paint_cb), window, 0);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), window, 0);
  if (g_getenv ("TANDAI_TRACE_FRAMES") != NULL)
    gdk_frame_clock_begin_updating (clock);
}

static void
state_changed_cb (TandaiSaver *saver, gpointer user_data)
{
  switch (tandai_saver_get_state (saver))
    {
    case TANDAI_SAVER_SAVING:
      tandai_trace ("save-begin");
      break;
    case TANDAI_SAVER_SAVED:
      tandai_trace ("saved");
      break;
    case TANDAI_SAVER_FAILED:
    case TANDAI_SAVER_DIVERTED:
    default:
      break;
    }
}

static void
changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiSaver *saver)
{
  if (tandai_saver_get_state (saver) == TANDAI_SAVER_SAVING)
    tandai_trace ("save-end");
}

/**
 * tandai_trace:
 * @event: a word
 *
 * Notes that it happened now. Does nothing unless asked for by the environment.
 */
void
tandai_trace (const char *event)
{
  char line[64];
  int length;

  if (trace_fd () < 0)
    return;
  length = g_snprintf (line, sizeof line, "%s %" G_GINT64_FORMAT "\n", event, g_get_monotonic_time ());
  /* One write a line, so that lines stay whole. A trace that cannot be written ends the benchmark, not the
   * program. */
  if (write (trace_fd (), line, MIN (length, (int) sizeof line - 1)) < 0)
    return;
}

/**
 * tandai_trace_attach:
 * @window: a window that has not been realized
 *
 * Notes each frame that is painted in it. With TANDAI_TRACE_FRAMES in the environment there is a frame as
 * often as there can be, so that a gap between two is a turn of the main loop.
 */
void
tandai_trace_attach (GtkWidget *window)
{
  if (trace_fd () >= 0)
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

/**
 * tandai_trace_saver:
 * @saver: the saver of @document, made just now
 * @document: a document
 *
 * Notes how long making a save ready holds the main thread, and when it is on
 * disk. To be called right after tandai_saver_new(), so that this is told of a
 * change right after the saver.
 */
void
tandai_trace_saver (TandaiSaver *saver, TandaiDocument *document)
{
  if (trace_fd () < 0)
    return;
  g_signal_connect (saver, "state-changed", G_CALLBACK (state_changed_cb), NULL);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), saver, 0);
}
