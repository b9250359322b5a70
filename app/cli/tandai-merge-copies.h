/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/tandai-command.h"

G_BEGIN_DECLS

TandaiExit tandai_merge_say_disputes (const char *path, guint n_disputes);
TandaiExit tandai_merge_copies       (const char *const *paths, GCancellable *cancellable);

G_END_DECLS
