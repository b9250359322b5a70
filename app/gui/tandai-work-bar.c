/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-work-bar.h"

/* Work that takes longer than three of these shows how far it is. */
#define EVERY_MS    100
#define AFTER_TICKS 3

#define KEY "tandai-work"

typedef struct
{
  GtkProgressBar *bar;
  TandaiWorkFraction fraction;
  gpointer user_data;
  guint id;
  guint n_ticks;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_source_remove (work->id);
  g_free (work);
}

static gboolean
tick_cb (gpointer user_data)
{
  Work *work = user_data;
  double fraction;

  if (++work->n_ticks < AFTER_TICKS)
    return G_SOURCE_CONTINUE;
  fraction = work->fraction (work->user_data);
  gtk_widget_set_visible (GTK_WIDGET (work->bar), TRUE);
  if (fraction < 0)
    gtk_progress_bar_pulse (work->bar);
  else
    gtk_progress_bar_set_fraction (work->bar, fraction);
  return G_SOURCE_CONTINUE;
}

/** tandai_work_bar_start: shows how far work is, as @fraction says, once it takes longer than 300 ms */
void
tandai_work_bar_start (GtkProgressBar *bar, TandaiWorkFraction fraction, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work){ bar, fraction, user_data, 0, 0 };
  work->id = g_timeout_add (EVERY_MS, tick_cb, work);
  g_object_set_data_full (G_OBJECT (bar), KEY, work, work_free);
}

/** tandai_work_bar_stop: the work is done, or there was none */
void
tandai_work_bar_stop (GtkProgressBar *bar)
{
  g_object_set_data (G_OBJECT (bar), KEY, NULL);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
}
