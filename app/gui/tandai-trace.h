/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-saver.h"

G_BEGIN_DECLS

/*
 * For the benchmarks: where the environment variable TANDAI_TRACE names a
 * file, each event is appended to it with the monotonic time in microseconds.
 *
 *   painted     a frame of the window has been painted
 *   set-text    the view is about to be given a text
 *   spans       the view has drawn the spans of what is visible
 *   row         the inspector has filled a row
 *   tag         a label key has added or changed a span
 *   save-begin  the main thread begins to make a save ready
 *   save-end    the main thread is free again, the save goes on in a thread
 *   saved       all edits are on disk
 */
void tandai_trace        (const char *event);
void tandai_trace_attach (GtkWidget *window);
void tandai_trace_saver  (TandaiSaver *saver, TandaiDocument *document);

G_END_DECLS
