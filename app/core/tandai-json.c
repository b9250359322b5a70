/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walking a parsed JSON text, and taking its values out. */

#include "config.h"

#include <string.h>

#include "core/tandai-json-private.h"
#include "core/tandai-memory-private.h"

static char *
unescape (const char *from, gsize length)
{
  GString *text = g_string_sized_new (length);
  const char *end = from + length;

  _tandai_memory_expect (text->str, length);
  for (const char *p = from; p < end; p++)
    {
      const char *plain = p;

      p = memchr (plain, '\\', (gsize) (end - plain));
      if (p == NULL)
        p = end;
      g_string_append_len (text, plain, p - plain);
      if (p == end)
        break;
      switch (*++p)
        {
        case 'b':
          g_string_append_c (text, '\b');
          break;
        case 'f':
          g_string_append_c (text, '\f');
          break;
        case 'n':
          g_string_append_c (text, '\n');
          break;
        case 'r':
          g_string_append_c (text, '\r');
          break;
        case 't':
          g_string_append_c (text, '\t');
          break;
        case 'u':
          {
            gunichar c = g_ascii_strtoull ((char[5]){ p[1], p[2], p[3], p[4] }, NULL, 16);

            p += 4;
            if (c >= 0xD800 && c <= 0xDBFF)
              {
                c = 0x10000 + ((c - 0xD800) << 10)
                    + (g_ascii_strtoull ((char[5]){ p[3], p[4], p[5], p[6] }, NULL, 16) - 0xDC00);
                p += 6;
              }
            g_string_append_unichar (text, c);
            break;
          }
        default:
          g_string_append_c (text, *p);
        }
    }
  return g_string_free (text, FALSE);
}

char *
_tandai_json_dup_node_string (const char *bytes, const Node *node)
{
  const char *from = bytes + node->start + 1;
  gsize length = node->end - node->start - 2;

  return node->escaped ? unescape (from, length) : g_strndup (from, length);
}

/**
 * tandai_json_free:
 * @self: (nullable): a parsed value
 *
 * Frees it.
 */
void
tandai_json_free (TandaiJson *self)
{
  if (self == NULL)
    return;
  g_free (self->bytes);
  g_free (self->nodes);
  g_free (self);
}

/**
 * tandai_json_get_kind:
 * @self: a parsed value
 * @value: a value's index
 *
 * Returns: its type
 */
TandaiJsonType
tandai_json_get_kind (const TandaiJson *self, guint value)
{
  g_return_val_if_fail (value < self->n_nodes, TANDAI_JSON_NULL);
  return self->nodes[value].type;
}

/**
 * tandai_json_first:
 * @self: a parsed value
 * @container: an array's or object's index
 *
 * Returns: its first item, or first member's name, or -1 where it is empty
 */
int
tandai_json_first (const TandaiJson *self, guint container)
{
  const Node *node = &self->nodes[container];

  if (node->type != TANDAI_JSON_ARRAY && node->type != TANDAI_JSON_OBJECT)
    return -1;
  return node->skip > container + 1 ? (int) container + 1 : -1;
}

/**
 * tandai_json_next:
 * @self: a parsed value
 * @value: an item of an array, or a member's name in an object
 *
 * Returns: the next item, or the next member's name, or -1 after the last
 */
int
tandai_json_next (const TandaiJson *self, guint value)
{
  const Node *node = &self->nodes[value];

  if (node->last)
    return -1;
  return (int) (node->is_name ? self->nodes[value + 1].skip : node->skip);
}

/**
 * tandai_json_name_is:
 * @self: a parsed value
 * @member: a member's name
 * @name: a name
 *
 * Returns: whether the member has that name; its value is @member + 1
 */
gboolean
tandai_json_name_is (const TandaiJson *self, guint member, const char *name)
{
  return tandai_json_string_is (self, member, name, strlen (name));
}

/**
 * tandai_json_dup_name:
 * @self: a parsed value
 * @member: a member's name
 *
 * Returns: (transfer full): the name
 */
char *
tandai_json_dup_name (const TandaiJson *self, guint member)
{
  return _tandai_json_dup_node_string (self->bytes, &self->nodes[member]);
}

/**
 * tandai_json_find:
 * @self: a parsed value
 * @object: an object's index
 * @name: a member's name
 *
 * Returns: the member's value, or -1 where there is none
 */
int
tandai_json_find (const TandaiJson *self, guint object, const char *name)
{
  gsize n_bytes = strlen (name);

  g_return_val_if_fail (self->nodes[object].type == TANDAI_JSON_OBJECT, -1);
  for (int member = tandai_json_first (self, object); member >= 0; member = tandai_json_next (self, member))
    if (tandai_json_string_is (self, member, name, n_bytes))
      return member + 1;
  return -1;
}

/**
 * tandai_json_count:
 * @self: a parsed value
 * @container: an array's or object's index
 *
 * Returns: how many items or members it has
 */
guint
tandai_json_count (const TandaiJson *self, guint container)
{
  guint count = 0;

  for (int item = tandai_json_first (self, container); item >= 0; item = tandai_json_next (self, item))
    count++;
  return count;
}

/**
 * tandai_json_dup_string:
 * @self: a parsed value
 * @value: a string's index
 *
 * Returns: (transfer full) (nullable): the text, unescaped; %NULL where it is not a string
 */
char *
tandai_json_dup_string (const TandaiJson *self, guint value)
{
  if (self->nodes[value].type != TANDAI_JSON_STRING)
    return NULL;
  return _tandai_json_dup_node_string (self->bytes, &self->nodes[value]);
}

/**
 * tandai_json_end_string:
 * @self: a parsed value
 * @value: a string's index
 *
 * Ends a string with NUL where it stands, unescaped, in place of making a copy
 * of it. What it is a part of can't be written by tandai_json_append_raw() any
 * more.
 *
 * Returns: (transfer none) (nullable): the text, which lives as long as @self; %NULL where it is not a string
 */
const char *
tandai_json_end_string (TandaiJson *self, guint value)
{
  Node *node = &self->nodes[value];
  char *text = self->bytes + node->start + 1;
  gsize length = node->end - node->start - 2;

  if (node->type != TANDAI_JSON_STRING)
    return NULL;
  if (node->escaped)
    {
      g_autofree char *plain = unescape (text, length);

      /* An escape is longer than what it stands for. */
      length = strlen (plain);
      memcpy (text, plain, length);
      node->end = node->start + 2 + (guint32) length;
      node->escaped = FALSE;
    }
  text[length] = '\0';
  return text;
}

static gboolean
escaped_string_is (const TandaiJson *self, const Node *node, const char *text, gsize n_bytes)
{
  g_autofree char *unescaped = _tandai_json_dup_node_string (self->bytes, node);

  return strlen (unescaped) == n_bytes && memcmp (unescaped, text, n_bytes) == 0;
}

/**
 * tandai_json_string_is:
 * @self: a parsed value
 * @value: an index
 * @text: (array length=n_bytes): UTF-8
 * @n_bytes: its length in bytes
 *
 * Returns: whether the value is a string of just that text
 */
gboolean
tandai_json_string_is (const TandaiJson *self, guint value, const char *text, gsize n_bytes)
{
  const Node *node = &self->nodes[value];

  if (node->type != TANDAI_JSON_STRING)
    return FALSE;
  if (node->escaped)
    return escaped_string_is (self, node, text, n_bytes);
  return node->end - node->start - 2 == n_bytes && memcmp (self->bytes + node->start + 1, text, n_bytes) == 0;
}

/**
 * tandai_json_peek_string:
 * @self: a parsed value
 * @value: an index
 * @n_bytes: (out): its length in bytes
 *
 * Returns: (transfer none) (nullable): the text, not ended by NUL; %NULL where it is no string or has
 * escapes, for which there is tandai_json_dup_string()
 */
const char *
tandai_json_peek_string (const TandaiJson *self, guint value, gsize *n_bytes)
{
  const Node *node = &self->nodes[value];

  if (node->type != TANDAI_JSON_STRING || node->escaped)
    return NULL;
  *n_bytes = node->end - node->start - 2;
  return self->bytes + node->start + 1;
}

/**
 * tandai_json_get_offset:
 * @self: a parsed value
 * @value: an index
 * @offset: (out): the number
 *
 * Returns: whether the value is a whole number from 0 to 2^31 − 1, written with digits alone
 */
gboolean
tandai_json_get_offset (const TandaiJson *self, guint value, guint *offset)
{
  const Node *node = &self->nodes[value];
  guint64 number = 0;

  if (node->type != TANDAI_JSON_NUMBER || node->end - node->start > 10)
    return FALSE;
  for (guint32 i = node->start; i < node->end; i++)
    {
      if (!g_ascii_isdigit (self->bytes[i]))
        return FALSE;
      number = number * 10 + (guint64) (self->bytes[i] - '0');
    }
  *offset = (guint) number;
  return number <= G_MAXINT32;
}

/**
 * tandai_json_append_raw:
 * @self: a parsed value
 * @value: an index
 * @to: where to write
 *
 * Appends the value on one line, with ", " and ": " between its parts; numbers
 * and texts stay as they were written, digit for digit.
 */
void
tandai_json_append_raw (const TandaiJson *self, guint value, GString *to)
{
  const Node *node = &self->nodes[value];
  gboolean in_string = FALSE;

  for (const char *p = self->bytes + node->start; p < self->bytes + node->end; p++)
    {
      if (in_string && *p == '\\')
        g_string_append_c (to, *p++);
      else if (*p == '"')
        in_string = !in_string;
      else if (!in_string && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
        continue;
      g_string_append_c (to, *p);
      if (!in_string && (*p == ',' || *p == ':'))
        g_string_append_c (to, ' ');
    }
}

/**
 * tandai_json_append_member:
 * @self: a parsed value
 * @member: a member's name
 * @to: where to write
 *
 * Appends `"name": value`, as tandai_json_append_raw() does.
 */
void
tandai_json_append_member (const TandaiJson *self, guint member, GString *to)
{
  tandai_json_append_raw (self, member, to);
  g_string_append (to, ": ");
  tandai_json_append_raw (self, member + 1, to);
}
