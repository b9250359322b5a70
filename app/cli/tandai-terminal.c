/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/tandai-terminal.h"

/* The six levels of a colour in the palette of 256 lie at 0, 95, 135, 175, 215 and 255. */
#define CUBE_START 16

static guint
cube_level (guint value)
{
  return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

static TandaiColors
terminal_colors (void)
{
  const char *depth = g_getenv ("COLORTERM");

  if (depth != NULL && (strcmp (depth, "truecolor") == 0 || strcmp (depth, "24bit") == 0))
    return TANDAI_COLORS_TRUE;
  return TANDAI_COLORS_256;
}

static gboolean
is_color_terminal (void)
{
  const char *term = g_getenv ("TERM");
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') && term != NULL
         && strcmp (term, "dumb") != 0;
}

/**
 * tandai_terminal_choose:
 * @when: "auto", "always" or "never"
 * @colors: (out): how colours are written
 *
 * Settles whether the output is coloured. By itself it is on a terminal where
 * NO_COLOR is not set.
 *
 * Returns: %FALSE where @when is none of the three
 */
gboolean
tandai_terminal_choose (const char *when, TandaiColors *colors)
{
  if (strcmp (when, "always") == 0)
    *colors = terminal_colors ();
  else if (strcmp (when, "never") == 0)
    *colors = TANDAI_COLORS_NONE;
  else if (strcmp (when, "auto") == 0)
    *colors = is_color_terminal () ? terminal_colors () : TANDAI_COLORS_NONE;
  else
    return FALSE;
  return TRUE;
}

/**
 * tandai_terminal_is_light:
 *
 * Returns: whether the terminal says that its page is light
 */
gboolean
tandai_terminal_is_light (void)
{
  const char *colors = g_getenv ("COLORFGBG");
  const char *page = colors != NULL ? strrchr (colors, ';') : NULL;

  return page != NULL && (strcmp (page, ";7") == 0 || strcmp (page, ";15") == 0);
}

/**
 * tandai_terminal_append_color:
 * @to: what takes it
 * @colors: how colours are written
 * @hex: "#rrggbb"
 * @bold: whether what follows is bold
 *
 * Sets the colour of what follows.
 */
void
tandai_terminal_append_color (GString *to, TandaiColors colors, const char *hex, gboolean bold)
{
  guint64 rgb = g_ascii_strtoull (hex[0] == '#' ? hex + 1 : hex, NULL, 16);
  guint red = (rgb >> 16) & 0xff, green = (rgb >> 8) & 0xff, blue = rgb & 0xff;

  if (colors == TANDAI_COLORS_NONE)
    return;
  g_string_append (to, bold ? "\033[1;38;" : "\033[22;38;");
  if (colors == TANDAI_COLORS_TRUE)
    g_string_append_printf (to, "2;%u;%u;%um", red, green, blue);
  else
    g_string_append_printf (to, "5;%um",
                            CUBE_START + 36 * cube_level (red) + 6 * cube_level (green) + cube_level (blue));
}

/**
 * tandai_terminal_append_reset:
 * @to: what takes it
 * @colors: how colours are written
 *
 * Ends all colour.
 */
void
tandai_terminal_append_reset (GString *to, TandaiColors colors)
{
  if (colors != TANDAI_COLORS_NONE)
    g_string_append (to, "\033[0m");
}

/**
 * tandai_terminal_append_text:
 * @to: what takes it
 * @text: somebody's text, in UTF-8
 * @n_bytes: how many bytes of it
 *
 * Adds a text so that a terminal can't be driven by it: control characters are
 * shown as their pictures, and what would turn the direction of writing by its
 * number.
 */
void
tandai_terminal_append_text (GString *to, const char *text, gsize n_bytes)
{
  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t')
        g_string_append_c (to, (char) c);
      else if (c < 0x20)
        g_string_append_unichar (to, 0x2400 + c);
      else if (c == 0x7f)
        g_string_append_unichar (to, 0x2421);
      else if ((c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        g_string_append_printf (to, "<U+%04X>", c);
      else
        g_string_append_unichar (to, c);
    }
}
