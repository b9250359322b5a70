/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/tandai-json.h"

static void
write_control (GString *to, guchar c)
{
  switch (c)
    {
    case '"':
      g_string_append (to, "\\\"");
      break;
    case '\\':
      g_string_append (to, "\\\\");
      break;
    case '\b':
      g_string_append (to, "\\b");
      break;
    case '\f':
      g_string_append (to, "\\f");
      break;
    case '\n':
      g_string_append (to, "\\n");
      break;
    case '\r':
      g_string_append (to, "\\r");
      break;
    case '\t':
      g_string_append (to, "\\t");
      break;
    default:
      g_string_append_printf (to, "\\u%04x", c);
    }
}

/**
 * tandai_json_write_string:
 * @to: where to write
 * @text: valid UTF-8
 * @n_bytes: its length in bytes, or -1 where it ends with NUL
 *
 * Appends @text as a JSON string: only quotation mark, backslash and control
 * characters are escaped, in their shortest form.
 */
void
tandai_json_write_string (GString *to, const char *text, gssize n_bytes)
{
  const char *end = text + (n_bytes < 0 ? strlen (text) : (gsize) n_bytes);
  const char *from = text;

  g_string_append_c (to, '"');
  for (const char *p = text; p < end; p++)
    if ((guchar) *p < 0x20 || *p == '"' || *p == '\\')
      {
        g_string_append_len (to, from, p - from);
        write_control (to, (guchar) *p);
        from = p + 1;
      }
  g_string_append_len (to, from, end - from);
  g_string_append_c (to, '"');
}

/**
 * tandai_json_write_offset:
 * @to: where to write
 * @offset: a number
 *
 * Appends a whole number in digits. Millions of offsets are written this way:
 * printf would take most of an export's time.
 */
void
tandai_json_write_offset (GString *to, guint offset)
{
  char digits[10];
  char *at = digits + sizeof digits;

  do
    {
      *--at = (char) ('0' + offset % 10);
      offset /= 10;
    }
  while (offset > 0);
  g_string_append_len (to, at, digits + sizeof digits - at);
}
