/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON lines: what a record may hold, so that every reader finds its end. */

#include "config.h"

#include <string.h>

#include "formats/tandai-jsonl.h"

/* What the characters below begin with in UTF-8. */
#define ESCAPED_LEADS "\xc2\xe2"

/* The character's escape where @p, inside a string, begins one that ends a line by Unicode's rules. */
static inline const char *
find_escape (const char *p)
{
  const guchar *bytes = (const guchar *) p;

  if (bytes[0] < 0x80)
    return NULL;
  if (bytes[0] == 0xc2 && bytes[1] == 0x85)
    return "\\u0085";
  if (bytes[0] == 0xe2 && bytes[1] == 0x80 && (bytes[2] == 0xa8 || bytes[2] == 0xa9))
    return bytes[2] == 0xa8 ? "\\u2028" : "\\u2029";
  return NULL;
}

/**
 * tandai_jsonl_end_line:
 * @to: what was written
 * @from: the byte at which the record in it begins
 *
 * Ends a record that was appended as JSON on one line. JSON allows U+0085,
 * U+2028 and U+2029 in its strings, but readers that split lines by Unicode's
 * rules would cut the record there: they are escaped.
 */
void
tandai_jsonl_end_line (GString *to, gsize from)
{
  g_autofree char *tail = NULL;
  const char *kept;

  while (from < to->len && find_escape (to->str + from) == NULL)
    from += 1 + strcspn (to->str + from + 1, ESCAPED_LEADS);
  kept = tail = g_strndup (to->str + from, to->len - from);
  g_string_truncate (to, from);
  for (const char *p = tail + strcspn (tail, ESCAPED_LEADS); *p != '\0';
       p += 1 + strcspn (p + 1, ESCAPED_LEADS))
    {
      const char *escape = find_escape (p);

      if (escape == NULL)
        continue;
      g_string_append_len (to, kept, p - kept);
      g_string_append (to, escape);
      kept = p + (escape[2] == '0' ? 2 : 3);
    }
  g_string_append (to, kept);
  g_string_append_c (to, '\n');
}
