/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in brat's notes of our own types: any text on one line. */

#include "config.h"

#include <string.h>

#include "formats/tandai-brat-note.h"
#include "formats/tandai-brat-pieces.h"

/* Characters that are written as a backslash and a letter, each before its letter. */
static const char letters[] = "\nn\rr\tt\\\\==";

static gboolean
is_hidden (gunichar c)
{
  return tandai_brat_ends_line (c) || g_unichar_iscntrl (c);
}

/**
 * tandai_brat_note_is_plain:
 * @text: a note
 *
 * Returns: whether it can be a person's note in brat as it is: on one line, without tabs, and not empty
 */
gboolean
tandai_brat_note_is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\t' || tandai_brat_ends_line (g_utf8_get_char (p)))
      return FALSE;
  return *text != '\0';
}

static char
find_letter (gunichar c)
{
  for (const char *p = letters; *p != '\0'; p += 2)
    if ((gunichar) p[0] == c)
      return p[1];
  return '\0';
}

static void
escape (GString *to, const char *text, gboolean is_name)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char letter = c != '=' || is_name ? find_letter (c) : '\0';

      if (letter != '\0')
        g_string_append_printf (to, "\\%c", letter);
      else if (is_hidden (c))
        g_string_append_printf (to, "\\u%04x", c);
      else
        g_string_append_unichar (to, c);
    }
}

/**
 * tandai_brat_note_escape:
 * @to: what takes it
 * @text: any text
 *
 * Writes it on one line.
 */
void
tandai_brat_note_escape (GString *to, const char *text)
{
  escape (to, text, FALSE);
}

/* What follows a backslash; returns where it ends, or NULL. */
static const char *
take_escape (GString *to, const char *p)
{
  gunichar c = 0;

  for (const char *pair = letters; *pair != '\0'; pair += 2)
    if (pair[1] == *p)
      {
        g_string_append_c (to, pair[0]);
        return p + 1;
      }
  if (*p != 'u')
    return NULL;
  for (guint i = 1; i <= 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return NULL;
      c = c << 4 | (gunichar) g_ascii_xdigit_value (p[i]);
    }
  if (c == 0 || !g_unichar_validate (c))
    return NULL;
  g_string_append_unichar (to, c);
  return p + 5;
}

static char *
unescape (const char *escaped, const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = escaped; p != NULL && p < end;)
    {
      if (*p == '\\')
        {
          p = take_escape (text, p + 1);
          if (p == NULL || p > end)
            return NULL;
        }
      else
        g_string_append_c (text, *p++);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tandai_brat_note_unescape:
 * @escaped: what stands in a note of our types
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where we did not write it
 */
char *
tandai_brat_note_unescape (const char *escaped)
{
  return unescape (escaped, escaped + strlen (escaped));
}

/**
 * tandai_brat_note_escape_attribute:
 * @to: what takes it
 * @name: a name, of any form
 * @value: a value
 *
 * Writes an attribute on one line.
 */
void
tandai_brat_note_escape_attribute (GString *to, const char *name, const char *value)
{
  escape (to, name, TRUE);
  g_string_append_c (to, '=');
  escape (to, value, FALSE);
}

static const char *
find_equals (const char *escaped)
{
  const char *p = escaped;

  while (*p != '\0' && *p != '=')
    p += p[0] == '\\' && p[1] != '\0' ? 2 : 1;
  return *p == '=' ? p : NULL;
}

/**
 * tandai_brat_note_unescape_attribute:
 * @escaped: what stands in a note of our types
 * @name: (out) (transfer full): the name
 * @value: (out) (transfer full): the value
 *
 * Returns: whether we wrote it; else nothing is given out
 */
gboolean
tandai_brat_note_unescape_attribute (const char *escaped, char **name, char **value)
{
  const char *equals = find_equals (escaped);
  g_autofree char *first = equals != NULL ? unescape (escaped, equals) : NULL;
  g_autofree char *second = first != NULL ? tandai_brat_note_unescape (equals + 1) : NULL;

  if (second == NULL)
    return FALSE;
  *name = g_steal_pointer (&first);
  *value = g_steal_pointer (&second);
  return TRUE;
}

/**
 * tandai_brat_note_is_ours:
 * @type: a note's type
 * @text: what stands in it
 *
 * Returns: whether we would read it as one of ours
 */
gboolean
tandai_brat_note_is_ours (const char *type, const char *text)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (strcmp (type, TANDAI_BRAT_ATTRIBUTE) == 0)
    return tandai_brat_note_unescape_attribute (text, &first, &second);
  if (strcmp (type, TANDAI_BRAT_FRAGMENTS) == 0)
    return *text != '\0' && strspn (text, "0123456789 ;") == strlen (text);
  if (strcmp (type, TANDAI_BRAT_NOTE) == 0 || strcmp (type, TANDAI_BRAT_NAME) == 0)
    first = tandai_brat_note_unescape (text);
  return first != NULL;
}
