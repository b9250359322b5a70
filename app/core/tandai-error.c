/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-error.h"

/* The formatter would take the name for a subtraction. */
/* clang-format off */
G_DEFINE_QUARK (tandai-error-quark, tandai_error)
/* clang-format on */

static gboolean
is_plain (const char *name)
{
  while (*name >= 0x20 && *name < 0x7f)
    name++;
  return *name == '\0';
}

static void
append_shown (GString *shown, gunichar c)
{
  if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
    g_string_append_printf (shown, "\\x%02X", c);
  else
    g_string_append_unichar (shown, c);
}

/**
 * tandai_display_name:
 * @name: a file name or path, in the file system's encoding
 *
 * Makes a name fit to be shown: valid UTF-8, with control characters (newlines
 * and terminal escapes among them) written as `\\xNN`, so that a hostile name
 * can neither break a line nor drive a terminal.
 *
 * Returns: (transfer full): the name to show
 */
char *
tandai_display_name (const char *name)
{
  g_autofree char *utf8 = NULL;
  GString *shown;

  /* Most names are, and are shown as they are in every encoding. */
  if (is_plain (name))
    return g_strdup (name);
  utf8 = g_filename_display_name (name);
  shown = g_string_sized_new (strlen (utf8));
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    append_shown (shown, g_utf8_get_char (p));
  return g_string_free (shown, FALSE);
}

/**
 * tandai_display_words:
 * @text: valid UTF-8, of an article or of what somebody wrote
 * @most_chars: how much of it is shown, in code points
 *
 * Makes it fit to be shown on one line: a line end is a space, and other control
 * characters are written as in tandai_display_name().
 *
 * Returns: (transfer full): its beginning, with "…" where there is more
 */
char *
tandai_display_words (const char *text, guint most_chars)
{
  GString *shown = g_string_new (NULL);

  for (; *text != '\0' && most_chars > 0; text = g_utf8_next_char (text), most_chars--)
    if (*text == '\n' || *text == '\t')
      g_string_append_c (shown, ' ');
    else
      append_shown (shown, g_utf8_get_char (text));
  if (*text != '\0')
    g_string_append (shown, "…");
  return g_string_free (shown, FALSE);
}

/**
 * tandai_file_display_name:
 * @file: a file
 *
 * Returns: (transfer full): its path, or its URI where it has none, fit to be shown
 */
char *
tandai_file_display_name (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *uri = NULL;

  if (path != NULL)
    return tandai_display_name (path);
  uri = g_file_get_uri (file);
  return tandai_display_name (uri);
}

/**
 * tandai_prefix_path:
 * @error: (inout): an error, or %NULL where nobody wants it
 * @path: the file that it is about
 *
 * Puts the file before its message, fit to be shown.
 */
void
tandai_prefix_path (GError **error, const char *path)
{
  g_autofree char *shown = tandai_display_name (path);

  g_prefix_error (error, "%s: ", shown);
}
