/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TandaiOutputGuard:
 *
 * Knows what an output may not replace.
 */
typedef struct _TandaiOutputGuard TandaiOutputGuard;

TandaiOutputGuard *tandai_output_guard_new    (GPtrArray *articles);
void               tandai_output_guard_free   (TandaiOutputGuard *self);
gboolean           tandai_output_guard_check  (TandaiOutputGuard *self, const char *path, GError **error);
gboolean           tandai_output_is_inside    (const char *target, GPtrArray *inputs);
gboolean           tandai_output_check_inputs (const char *target, GPtrArray *inputs, GError **error);
gboolean           _tandai_output_refuse      (GError **error, const char *format, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TandaiOutputGuard, tandai_output_guard_free)

G_END_DECLS
