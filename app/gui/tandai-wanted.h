/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A signal `wanted` (#GClosure go_on) of windows beside the articles: before they
 * read or write files, whoever has something to write in them does that and then
 * calls the closure, or never calls it where that can't be done.
 */
void tandai_wanted_install (gpointer klass);
void tandai_wanted_emit    (gpointer instance, GCallback go_on, gpointer user_data, GClosureNotify destroy);

G_END_DECLS
