/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Attributes are a %NULL-terminated array that alternates name and value,
 * sorted by name, bytewise, each name once. %NULL is the same as none.
 */
const char *tandai_attributes_get   (const char *const *attributes, const char *name);
char      **tandai_attributes_with  (const char *const *attributes, const char *name, const char *value);
gboolean    tandai_attributes_equal (const char *const *a, const char *const *b);
guint       tandai_attributes_count (const char *const *attributes);

G_END_DECLS
