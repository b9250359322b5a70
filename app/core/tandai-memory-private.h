/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Many bytes that are 0, which will be filled all over; freed by g_free(). */
gpointer _tandai_memory_new0 (gsize n_bytes);

/* What is about to be filled from end to end, and may be very large. */
void _tandai_memory_expect (gpointer start, gsize n_bytes);

G_END_DECLS
