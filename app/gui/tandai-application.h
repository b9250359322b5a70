/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TandaiApplication:
 *
 * The program: its windows, its actions, its command line.
 */
#define TANDAI_TYPE_APPLICATION (tandai_application_get_type ())
G_DECLARE_FINAL_TYPE (TandaiApplication, tandai_application, TANDAI, APPLICATION, AdwApplication)

TandaiApplication *tandai_application_new (void);

G_END_DECLS
