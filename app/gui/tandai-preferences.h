/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiPreferences:
 *
 * The preferences window, bound to the settings.
 */
#define TANDAI_TYPE_PREFERENCES (tandai_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TandaiPreferences, tandai_preferences, TANDAI, PREFERENCES, AdwPreferencesWindow)

GtkWindow *tandai_preferences_new (GtkWindow *parent);

G_END_DECLS
