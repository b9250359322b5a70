/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/tandai-members.h"

/** tandai_members_add_number: adds a member that is a number */
void
tandai_members_add_number (JsonBuilder *json, const char *name, guint64 number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, (gint64) number);
}

/** tandai_members_add_text: adds a member that is a text, or null */
void
tandai_members_add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}
