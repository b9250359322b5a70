/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-bytes-private.h"
#include "core/tandai-decode.h"
#include "core/tandai-error.h"
#include "core/tandai-memory-private.h"

#define WINDOWS_1252 "windows-1252"

static const char *const ENCODINGS[] = { "UTF-8", "UTF-16LE", "UTF-16BE", WINDOWS_1252 };
static const char *const NEWLINES[] = { "lf", "crlf", "cr", "mixed" };

/** tandai_newline_to_string: Returns: its name in the sidecar */
const char *
tandai_newline_to_string (TandaiNewline newline)
{
  return NEWLINES[newline];
}

/**
 * tandai_newline_from_string:
 * @name: a name as in the sidecar
 * @newline: (out): the kind
 *
 * Returns: whether there is one of that name
 */
gboolean
tandai_newline_from_string (const char *name, TandaiNewline *newline)
{
  for (guint i = 0; i < G_N_ELEMENTS (NEWLINES); i++)
    if (g_str_equal (name, NEWLINES[i]))
      {
        *newline = (TandaiNewline) i;
        return TRUE;
      }
  return FALSE;
}

static const char *
known_encoding (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ENCODINGS); i++)
    if (g_ascii_strcasecmp (name, ENCODINGS[i]) == 0)
      return ENCODINGS[i];
  return NULL;
}

static const char *
encoding_of_mark (const guchar *bytes, gsize n_bytes)
{
  if (n_bytes >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
    return "UTF-16LE";
  if (n_bytes >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
    return "UTF-16BE";
  return NULL;
}

/* Text holds hardly any control characters; a program or picture does. */
static gboolean
looks_binary (const guchar *bytes, gsize n_bytes)
{
  gsize controls = 0;

  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\f')
      controls++;
  return controls * 100 > n_bytes;
}

static char *
refuse_bytes (const char *encoding, gsize byte, GError **error)
{
  /* Translators: the name of an encoding, then a count of bytes from the start of the file. */
  g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT, _ ("it is not text in %s (byte %u)"), encoding,
               (guint) byte);
  return NULL;
}

static char *
convert (const char *bytes, gsize n_bytes, const char *encoding, gsize *n_utf8, GError **error)
{
  gsize n_read = 0;
  g_autoptr (GError) local = NULL;
  char *utf8 = g_convert (bytes, (gssize) n_bytes, "UTF-8", encoding, &n_read, n_utf8, &local);

  if (utf8 != NULL && n_read == n_bytes)
    return utf8;
  g_free (utf8);
  return refuse_bytes (encoding, n_read, error);
}

/* Makes every line end LF, in place, and finds out what they were. Mostly they are. */
static gsize
unify_newlines (char *text, gsize n_bytes, TandaiNewline *newline)
{
  gboolean seen[3] = { FALSE };
  char *to = text;

  *newline = TANDAI_NEWLINE_LF;
  if (memchr (text, '\r', n_bytes) == NULL)
    return n_bytes;
  for (const char *from = text; from < text + n_bytes; from++)
    {
      if (*from == '\r' && from + 1 < text + n_bytes && from[1] == '\n')
        {
          seen[TANDAI_NEWLINE_CRLF] = TRUE;
          from++;
        }
      else if (*from == '\r')
        seen[TANDAI_NEWLINE_CR] = TRUE;
      else if (*from == '\n')
        seen[TANDAI_NEWLINE_LF] = TRUE;
      *to++ = *from == '\r' ? '\n' : *from;
    }
  *to = '\0';
  if (seen[0] + seen[1] + seen[2] > 1)
    *newline = TANDAI_NEWLINE_MIXED;
  else
    *newline = seen[TANDAI_NEWLINE_CRLF] ? TANDAI_NEWLINE_CRLF
               : seen[TANDAI_NEWLINE_CR] ? TANDAI_NEWLINE_CR
                                         : TANDAI_NEWLINE_LF;
  return (gsize) (to - text);
}

static const char *
choose_encoding (const char *bytes, gsize n_bytes, TandaiOrigin *origin)
{
  const char *marked = encoding_of_mark ((const guchar *) bytes, n_bytes);

  if (marked != NULL)
    return marked;
  if (_tandai_bytes_find_no_text (bytes, bytes + n_bytes) == bytes + n_bytes
      || memchr (bytes, '\0', n_bytes) != NULL)
    return "UTF-8";
  origin->guessed = TRUE;
  return WINDOWS_1252;
}

static char *
to_utf8 (const char *bytes, gsize n_bytes, TandaiOrigin *origin, gsize *n_utf8, GError **error)
{
  const char *invalid;
  char *utf8;

  if (g_str_has_prefix (origin->encoding, "UTF-16"))
    {
      const char *marked = encoding_of_mark ((const guchar *) bytes, n_bytes);

      /* A mark of the other byte order: every character would come out swapped. */
      if (marked != NULL && !g_str_equal (marked, origin->encoding))
        return refuse_bytes (origin->encoding, 0, error);
      return convert (bytes, n_bytes, origin->encoding, n_utf8, error);
    }
  if (memchr (bytes, '\0', n_bytes) != NULL
      || (origin->guessed && looks_binary ((const guchar *) bytes, n_bytes)))
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT, _ ("it is not a text file"));
      return NULL;
    }
  if (g_str_equal (origin->encoding, WINDOWS_1252))
    return convert (bytes, n_bytes, WINDOWS_1252, n_utf8, error);
  invalid = _tandai_bytes_find_no_text (bytes, bytes + n_bytes);
  if (invalid < bytes + n_bytes)
    return refuse_bytes ("UTF-8", (gsize) (invalid - bytes), error);
  utf8 = g_malloc (n_bytes + 1);
  _tandai_memory_expect (utf8, n_bytes);
  memcpy (utf8, bytes, n_bytes);
  utf8[n_bytes] = '\0';
  *n_utf8 = n_bytes;
  return utf8;
}

/**
 * tandai_decode:
 * @bytes: a file's content
 * @encoding: (nullable): the encoding that its sidecar states; %NULL to find out
 * @origin: (out): what the file is like
 * @error: return location for a %TANDAI_ERROR_NOT_TEXT that tells the byte, not the file
 *
 * Decodes an article: UTF-8, UTF-16 with a byte order mark, else Windows-1252
 * with @origin's guessed set. The mark goes, every line end becomes LF, nothing
 * else changes.
 *
 * Returns: (transfer full): the text, or %NULL
 */
TandaiText *
tandai_decode (GBytes *bytes, const char *encoding, TandaiOrigin *origin, GError **error)
{
  gsize n_bytes;
  gsize n_utf8 = 0;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *utf8 = NULL;

  *origin = (TandaiOrigin){ 0 };
  if (n_bytes == 0)
    data = "";
  origin->encoding = encoding != NULL ? known_encoding (encoding) : choose_encoding (data, n_bytes, origin);
  if (origin->encoding == NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT, _ ("its encoding “%s” is not known here"),
                   encoding);
      return NULL;
    }
  utf8 = to_utf8 (data, n_bytes, origin, &n_utf8, error);
  if (utf8 == NULL)
    return NULL;
  if (memchr (utf8, '\0', n_utf8) != NULL)
    {
      g_set_error (error, TANDAI_ERROR, TANDAI_ERROR_NOT_TEXT, _ ("it is not a text file"));
      return NULL;
    }
  /* The mark, in any encoding; one more would be a part of the text. */
  if (g_str_has_prefix (utf8, "\xEF\xBB\xBF"))
    {
      n_utf8 -= 3;
      memmove (utf8, utf8 + 3, n_utf8 + 1);
    }
  n_utf8 = unify_newlines (utf8, n_utf8, &origin->newline);
  return tandai_text_new_take (g_steal_pointer (&utf8), n_utf8);
}
