/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How WebAnno TSV writes what would end a field or a line: one way in the text, another in values. */

#include "config.h"

#include <string.h>

#include "formats/tandai-webanno-escape.h"

/* Characters of the text that are written with a letter, each before its letter. */
static const char text_letters[] = "\tt\nn\ff\rr\bb\\\\";

/* Those of values. “->” is escaped as one, by its first character. */
static const char value_letters[] = "\tt\nn\\\\[[]]||__;;**";

static char
find_letter (const char *letters, char c)
{
  for (const char *p = letters; *p != '\0'; p += 2)
    if (p[0] == c)
      return p[1];
  return '\0';
}

static char
find_character (const char *letters, char letter)
{
  for (const char *p = letters; *p != '\0'; p += 2)
    if (p[1] == letter)
      return p[0];
  return '\0';
}

/**
 * tandai_webanno_escape_text:
 * @to: what takes it
 * @text: a part of a text, with no line end in it
 * @n_bytes: its length
 *
 * Appends what stands after “#Text=”.
 */
void
tandai_webanno_escape_text (GString *to, const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      char letter = find_letter (text_letters, text[i]);

      if (letter != '\0' || ((guchar) text[i] < 0x20 && text[i] != '\v'))
        g_string_append_c (to, '\\');
      g_string_append_c (to, letter != '\0' ? letter : text[i]);
    }
}

/**
 * tandai_webanno_unescape_text:
 * @to: what takes it
 * @text: what stands after “#Text=”
 *
 * Appends the text. A backslash before anything that is never escaped stands for itself.
 */
void
tandai_webanno_unescape_text (GString *to, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      char c = *p == '\\' ? find_character (text_letters, p[1]) : '\0';

      if (*p == '\\' && c == '\0' && p[1] != '\0' && (guchar) p[1] < 0x20)
        c = p[1];
      if (c != '\0')
        p++;
      g_string_append_c (to, c != '\0' ? c : *p);
    }
}

/**
 * tandai_webanno_escape_value:
 * @to: what takes it
 * @value: a feature's value
 *
 * Appends the value as a part of a cell. A carriage return, for which there
 * is no way, becomes a line end.
 */
void
tandai_webanno_escape_value (GString *to, const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      char c = *p == '\r' ? '\n' : *p;
      char letter = find_letter (value_letters, c);

      if (p[0] == '\r' && p[1] == '\n')
        continue;
      if (letter != '\0' || (p[0] == '-' && p[1] == '>'))
        g_string_append_c (to, '\\');
      g_string_append_c (to, letter != '\0' ? letter : c);
    }
}

/**
 * tandai_webanno_unescape_value:
 * @value: a value as it stands in a cell
 *
 * Returns: (transfer full): the value
 */
char *
tandai_webanno_unescape_value (const char *value)
{
  GString *to = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      char c = *p == '\\' ? find_character (value_letters, p[1]) : '\0';

      if (p[0] == '\\' && p[1] == '-' && p[2] == '>')
        c = '-';
      if (c != '\0')
        p++;
      g_string_append_c (to, c != '\0' ? c : *p);
    }
  return g_string_free (to, FALSE);
}

/**
 * tandai_webanno_split:
 * @cell: a cell of a row
 * @separator: what divides its values
 *
 * Returns: (transfer full) (element-type utf8): the values, still escaped; at least one
 */
GPtrArray *
tandai_webanno_split (const char *cell, char separator)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const char *start = cell;
  const char *p;

  for (p = cell; *p != '\0'; p++)
    if (p[0] == '\\' && p[1] != '\0')
      p++;
    else if (*p == separator)
      {
        g_ptr_array_add (values, g_strndup (start, (gsize) (p - start)));
        start = p + 1;
      }
  g_ptr_array_add (values, g_strndup (start, (gsize) (p - start)));
  return values;
}
