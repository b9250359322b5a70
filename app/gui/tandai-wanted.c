/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-wanted.h"

#define SIGNAL "wanted"

/** tandai_wanted_install: gives a class, at its initialisation, the signal */
void
tandai_wanted_install (gpointer klass)
{
  g_signal_new (SIGNAL, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_CLOSURE);
}

/**
 * tandai_wanted_emit:
 * @instance: a #GObject of a class that has the signal
 * @go_on: called with @user_data once the files may be read and written, and not after @instance is gone
 * @user_data: for @go_on
 * @destroy: (nullable): frees @user_data
 *
 * Asks for the files.
 */
void
tandai_wanted_emit (gpointer instance, GCallback go_on, gpointer user_data, GClosureNotify destroy)
{
  GClosure *closure = g_cclosure_new_swap (go_on, user_data, destroy);

  g_closure_ref (closure);
  g_closure_sink (closure);
  g_object_watch_closure (instance, closure);
  g_signal_emit_by_name (instance, SIGNAL, closure);
  g_closure_unref (closure);
}
