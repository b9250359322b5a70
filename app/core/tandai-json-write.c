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

#define EACH_BYTE(byte) (G_MAXUINT64 / 255 * (byte))

/* Whether any of eight bytes is one that a string may not hold as it is: a control character, " or \. The
 * usual trick with carries (Warren, "Hacker's Delight", 2012, 6-1): a byte that is 0 borrows from its top
 * bit. */
static gboolean
holds_special (guint64 bytes)
{
  guint64 quotes = bytes ^ EACH_BYTE ('"');
  guint64 slashes = bytes ^ EACH_BYTE ('\\');

  return (((bytes - EACH_BYTE (0x20)) & ~bytes) | ((quotes - EACH_BYTE (1)) & ~quotes)
          | ((slashes - EACH_BYTE (1)) & ~slashes))
                 & EACH_BYTE (0x80)
             ? TRUE
             : FALSE;
}

/* How many bytes at the beginning stand in a string as they are. */
static gsize
count_plain (const char *text, gsize n_bytes)
{
  gsize n = 0;
  guint64 bytes;

  for (; n + sizeof bytes <= n_bytes; n += sizeof bytes)
    {
      memcpy (&bytes, text + n, sizeof bytes);
      if (holds_special (bytes))
        break;
    }
  while (n < n_bytes && (guchar) text[n] >= 0x20 && text[n] != '"' && text[n] != '\\')
    n++;
  return n;
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

  g_string_append_c (to, '"');
  while (text < end)
    {
      gsize n = count_plain (text, (gsize) (end - text));

      g_string_append_len (to, text, (gssize) n);
      text += n;
      if (text < end)
        write_control (to, (guchar) *text++);
    }
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
