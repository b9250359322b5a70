/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "formats/tandai-rebuild.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void
append_newline (GString *to, TandaiNewline newline)
{
  switch (newline)
    {
    case TANDAI_NEWLINE_CRLF:
      g_string_append (to, "\r\n");
      break;
    case TANDAI_NEWLINE_CR:
      g_string_append_c (to, '\r');
      break;
    case TANDAI_NEWLINE_LF:
    case TANDAI_NEWLINE_MIXED:
    default:
      g_string_append_c (to, '\n');
    }
}

static GBytes *
encode (const TandaiSidecar *sidecar, gboolean mark)
{
  g_autoptr (GString) utf8 = g_string_new (mark ? BYTE_ORDER_MARK : NULL);
  gboolean is_utf8 = g_ascii_strcasecmp (sidecar->encoding, "UTF-8") == 0;
  gsize n_bytes;
  char *encoded;

  for (const char *p = tandai_text_get_chars (sidecar->text); *p != '\0'; p++)
    if (*p == '\n')
      append_newline (utf8, sidecar->newline);
    else
      g_string_append_c (utf8, *p);
  if (is_utf8)
    return g_string_free_to_bytes (g_steal_pointer (&utf8));
  encoded = g_convert (utf8->str, utf8->len, sidecar->encoding, "UTF-8", NULL, &n_bytes, NULL);
  return encoded != NULL ? g_bytes_new_take (encoded, n_bytes) : NULL;
}

/* The article's bytes as they were, where the sidecar says enough of them. */
static GBytes *
rebuild (const TandaiSidecar *sidecar)
{
  for (guint mark = 0; mark < 2; mark++)
    {
      g_autoptr (GBytes) bytes = encode (sidecar, mark == 1);
      g_autofree char *sha256 =
          bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

      if (g_strcmp0 (sha256, sidecar->sha256) == 0)
        return g_steal_pointer (&bytes);
    }
  return NULL;
}

static GBytes *
state_utf8 (TandaiSidecar *sidecar)
{
  const TandaiText *text = sidecar->text;
  GBytes *bytes = g_bytes_new (tandai_text_get_chars (text), tandai_text_get_bytes (text));

  g_free (sidecar->encoding);
  g_free (sidecar->sha256);
  sidecar->encoding = g_strdup ("UTF-8");
  sidecar->newline = TANDAI_NEWLINE_LF;
  sidecar->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return bytes;
}

/**
 * tandai_rebuild_article:
 * @sidecar: a whole sidecar; where @exact becomes %FALSE it is changed to state what is returned
 * @exact: (out): whether these are the bytes that were annotated
 *
 * Makes an article's file again from its sidecar. Of a file of mixed line
 * ends, say, a sidecar does not tell enough: it is made in UTF-8 with LF.
 *
 * Returns: (transfer full): the file's content
 */
GBytes *
tandai_rebuild_article (TandaiSidecar *sidecar, gboolean *exact)
{
  GBytes *bytes = rebuild (sidecar);

  *exact = bytes != NULL;
  return bytes != NULL ? bytes : state_utf8 (sidecar);
}
