/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The copies to which a version of a sidecar goes when another program has
 * changed that. They stay until tandai_rejoin_copy() or a person is done with
 * them.
 */

/**
 * TandaiCopies:
 * @folder: (nullable): the folder that was looked at last
 * @paths: (nullable) (element-type filename): the copies in it
 *
 * The copies of one folder, listed once for all sidecars in it; empty to begin with.
 */
typedef struct
{
  char *folder;
  GPtrArray *paths;
} TandaiCopies;

GPtrArray *tandai_copies_find  (TandaiCopies *self, const char *sidecar);
void       tandai_copies_clear (TandaiCopies *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TandaiCopies, tandai_copies_clear)

G_END_DECLS
