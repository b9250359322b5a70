/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of what --json prints. */
void tandai_members_add_number (JsonBuilder *json, const char *name, guint64 number);
void tandai_members_add_text   (JsonBuilder *json, const char *name, const char *text);

G_END_DECLS
