/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The copies to which a version of a sidecar goes when another program has
 * changed that. They stay until tandai_rejoin_copy() or a person is done with
 * them.
 */

GPtrArray *tandai_copies_list  (const char *folder);
gboolean   tandai_copies_is_of (const char *copy, const char *sidecar);

G_END_DECLS
