/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of objects with ids, and members of an object one by one. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-private.h"

static gboolean
is_of (TandaiJson *list, guint entry, const char *id)
{
  int value =
      tandai_json_get_kind (list, entry) == TANDAI_JSON_OBJECT ? tandai_json_find (list, entry, "id") : -1;

  return value >= 0 && tandai_json_string_is (list, (guint) value, id, strlen (id));
}

/** _tandai_json_find_entry: Returns: the first object of an id, or -1 */
int
_tandai_json_find_entry (TandaiJson *list, const char *id)
{
  for (int item = tandai_json_first (list, 0); item >= 0; item = tandai_json_next (list, (guint) item))
    if (is_of (list, (guint) item, id))
      return item;
  return -1;
}

/** _tandai_json_list_others: Returns: (transfer full) (nullable): the list without the objects of an id;
 * %NULL where none is left */
char *
_tandai_json_list_others (TandaiJson *list, const char *id)
{
  GString *others = g_string_new (NULL);

  for (int item = tandai_json_first (list, 0); item >= 0; item = tandai_json_next (list, (guint) item))
    {
      if (is_of (list, (guint) item, id))
        continue;
      g_string_append (others, others->len > 0 ? ", " : "[");
      tandai_json_append_raw (list, (guint) item, others);
    }
  if (others->len > 0)
    g_string_append_c (others, ']');
  return g_string_free (others, others->len == 0);
}

/** _tandai_json_list_without: Returns: (transfer full) (nullable): the list without the item at a position;
 * %NULL where none is left */
char *
_tandai_json_list_without (TandaiJson *list, guint position)
{
  GString *others = g_string_new (NULL);
  guint at = 0;

  for (int item = tandai_json_first (list, 0); item >= 0; item = tandai_json_next (list, (guint) item))
    {
      if (at++ == position)
        continue;
      g_string_append (others, others->len > 0 ? ", " : "[");
      tandai_json_append_raw (list, (guint) item, others);
    }
  if (others->len > 0)
    g_string_append_c (others, ']');
  return g_string_free (others, others->len == 0);
}

/** _tandai_json_dup_raw: Returns: (transfer full): a value as it stands, in canonical JSON */
char *
_tandai_json_dup_raw (const TandaiJson *json, guint value)
{
  GString *raw = g_string_new (NULL);

  tandai_json_append_raw (json, value, raw);
  return g_string_free (raw, FALSE);
}

/** _tandai_json_parse_members: Returns: (transfer full) (nullable): an object of members without braces, as
 * canonical JSON has them; %NULL where it cannot be read */
TandaiJson *
_tandai_json_parse_members (const char *members)
{
  g_autofree char *object = g_strconcat ("{", members != NULL ? members : "", "}", NULL);

  return tandai_json_parse (object, strlen (object), NULL);
}

/** _tandai_json_split_members: Returns: (transfer full) (nullable): each of the members, which stand without
 * braces, in canonical JSON; %NULL for none */
char **
_tandai_json_split_members (const char *members)
{
  g_autoptr (TandaiJson) json = members != NULL ? _tandai_json_parse_members (members) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_members = json != NULL ? tandai_json_count (json, 0) : 0;

  for (int member = n_members > 0 ? tandai_json_first (json, 0) : -1; member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      g_autoptr (GString) raw = g_string_new (NULL);

      tandai_json_append_member (json, (guint) member, raw);
      g_strv_builder_add (builder, raw->str);
    }
  return n_members > 0 ? g_strv_builder_end (builder) : NULL;
}

static void
append_member (GString *members, const char *name, const char *raw)
{
  if (members->len > 0)
    g_string_append (members, ", ");
  tandai_json_write_string (members, name, -1);
  g_string_append_printf (members, ": %s", raw);
}

/**
 * _tandai_json_members_with:
 * @members: (nullable): members without braces, in canonical JSON
 * @name: a member's name
 * @raw: (nullable): its value in canonical JSON; %NULL takes the member away
 *
 * Returns: (transfer full) (nullable): the members with that one in its old place, or behind the others;
 * %NULL where none is left
 */
char *
_tandai_json_members_with (const char *members, const char *name, const char *raw)
{
  g_autoptr (TandaiJson) json = _tandai_json_parse_members (members);
  GString *with = g_string_new (NULL);
  gboolean there = FALSE;

  for (int member = json != NULL ? tandai_json_first (json, 0) : -1; member >= 0;
       member = tandai_json_next (json, (guint) member))
    {
      if (tandai_json_name_is (json, (guint) member, name))
        {
          if (raw != NULL)
            append_member (with, name, raw);
          there = TRUE;
          continue;
        }
      if (with->len > 0)
        g_string_append (with, ", ");
      tandai_json_append_member (json, (guint) member, with);
    }
  if (!there && raw != NULL)
    append_member (with, name, raw);
  return g_string_free (with, with->len == 0);
}
