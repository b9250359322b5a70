/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing a JSON text in places, for files that people write and compare too. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-edit.h"
#include "core/tandai-json-private.h"

struct _TandaiJsonEdit
{
  TandaiJson *json;
};

/**
 * tandai_json_edit_new:
 * @bytes: a JSON text
 * @error: return location for an error as of tandai_json_parse()
 *
 * Returns: (transfer full): the text, to be changed, or %NULL
 */
TandaiJsonEdit *
tandai_json_edit_new (GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  TandaiJson *json = tandai_json_parse (data, n_bytes, error);
  TandaiJsonEdit *self;

  if (json == NULL)
    return NULL;
  self = g_new (TandaiJsonEdit, 1);
  self->json = json;
  return self;
}

/** tandai_json_edit_free: frees it */
void
tandai_json_edit_free (TandaiJsonEdit *self)
{
  if (self == NULL)
    return;
  tandai_json_free (self->json);
  g_free (self);
}

/** tandai_json_edit_get_json: Returns: (transfer none): the text as it is now, until the next change */
const TandaiJson *
tandai_json_edit_get_json (TandaiJsonEdit *self)
{
  return self->json;
}

/** tandai_json_edit_dup_bytes: Returns: (transfer full): the text as it is now */
GBytes *
tandai_json_edit_dup_bytes (TandaiJsonEdit *self)
{
  return g_bytes_new (self->json->bytes, strlen (self->json->bytes));
}

/* Puts @text in the place of some bytes. What is put together here is JSON, if what was given is. */
static void
splice (TandaiJsonEdit *self, gsize start, gsize end, const char *text)
{
  g_autoptr (GString) all = g_string_new_len (self->json->bytes, (gssize) start);
  TandaiJson *json;

  g_string_append (all, text);
  g_string_append (all, self->json->bytes + end);
  json = tandai_json_parse (all->str, all->len, NULL);
  g_return_if_fail (json != NULL);
  tandai_json_free (self->json);
  self->json = json;
}

static gsize
start_of (TandaiJsonEdit *self, guint item)
{
  return self->json->nodes[item].start;
}

/* A member ends where its value does. */
static gsize
end_of (TandaiJsonEdit *self, guint item)
{
  const Node *node = &self->json->nodes[item];

  return node->is_name ? self->json->nodes[item + 1].end : node->end;
}

static int
find_last (TandaiJsonEdit *self, guint container)
{
  int last = -1;

  for (int item = tandai_json_first (self->json, container); item >= 0;
       item = tandai_json_next (self->json, (guint) item))
    last = item;
  return last;
}

/* The white space before an item: how items are set off from each other. */
static char *
dup_space_before (TandaiJsonEdit *self, guint item)
{
  gsize end = start_of (self, item);
  gsize start = end;

  while (start > 0 && strchr (" \t\r\n", self->json->bytes[start - 1]) != NULL)
    start--;
  return start < end ? g_strndup (self->json->bytes + start, end - start) : g_strdup (" ");
}

static void
append_item (TandaiJsonEdit *self, guint container, const char *text)
{
  int last = find_last (self, container);
  g_autofree char *space = NULL;
  g_autofree char *added = NULL;

  if (last < 0)
    {
      splice (self, self->json->nodes[container].start + 1, self->json->nodes[container].end - 1, text);
      return;
    }
  space = dup_space_before (self, (guint) last);
  added = g_strconcat (",", space, text, NULL);
  splice (self, end_of (self, (guint) last), end_of (self, (guint) last), added);
}

/**
 * tandai_json_edit_set_value:
 * @self: a text
 * @value: a value's index
 * @raw: JSON
 *
 * Puts another value in a value's place.
 */
void
tandai_json_edit_set_value (TandaiJsonEdit *self, guint value, const char *raw)
{
  splice (self, self->json->nodes[value].start, self->json->nodes[value].end, raw);
}

/**
 * tandai_json_edit_set_member:
 * @self: a text
 * @object: an object's index
 * @name: a member's name
 * @raw: (nullable): JSON; %NULL removes the member
 *
 * Changes a member where it stands, or adds it as the last.
 */
void
tandai_json_edit_set_member (TandaiJsonEdit *self, guint object, const char *name, const char *raw)
{
  int value = tandai_json_find (self->json, object, name);

  if (value >= 0 && raw != NULL)
    tandai_json_edit_set_value (self, (guint) value, raw);
  else if (value >= 0)
    tandai_json_edit_remove (self, object, (guint) value - 1);
  else if (raw != NULL)
    {
      g_autoptr (GString) member = g_string_new (NULL);

      tandai_json_write_string (member, name, -1);
      g_string_append_printf (member, ": %s", raw);
      append_item (self, object, member->str);
    }
}

/**
 * tandai_json_edit_append:
 * @self: a text
 * @array: an array's index
 * @raw: JSON
 *
 * Adds an item at the end.
 */
void
tandai_json_edit_append (TandaiJsonEdit *self, guint array, const char *raw)
{
  append_item (self, array, raw);
}

/**
 * tandai_json_edit_remove:
 * @self: a text
 * @container: an array's or object's index
 * @item: an item, or a member's name, of it
 *
 * Removes an item or a member, with its comma.
 */
void
tandai_json_edit_remove (TandaiJsonEdit *self, guint container, guint item)
{
  int before = -1;
  int after = tandai_json_next (self->json, item);

  for (int other = tandai_json_first (self->json, container); other != (int) item;
       other = tandai_json_next (self->json, (guint) other))
    before = other;
  if (before >= 0)
    splice (self, end_of (self, (guint) before), end_of (self, item), "");
  else
    splice (self, start_of (self, item), after >= 0 ? start_of (self, (guint) after) : end_of (self, item),
            "");
}
