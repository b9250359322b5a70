/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiKeysPage:
 *
 * The page of the preferences on which commands get other keys.
 */
#define TANDAI_TYPE_KEYS_PAGE (tandai_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (TandaiKeysPage, tandai_keys_page, TANDAI, KEYS_PAGE, AdwPreferencesPage)

G_END_DECLS
