/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of objects with ids. */

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
