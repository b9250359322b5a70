/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TandaiColors:
 * @TANDAI_COLORS_NONE: no escape sequence at all
 * @TANDAI_COLORS_256: the palette of 256
 * @TANDAI_COLORS_TRUE: red, green and blue of 8 bits each
 *
 * How a terminal is told a colour.
 */
typedef enum
{
  TANDAI_COLORS_NONE,
  TANDAI_COLORS_256,
  TANDAI_COLORS_TRUE,
} TandaiColors;

gboolean tandai_terminal_choose       (const char *when, TandaiColors *colors);
gboolean tandai_terminal_is_light     (void);
void     tandai_terminal_append_color (GString *to, TandaiColors colors, const char *hex, gboolean bold);
void     tandai_terminal_append_reset (GString *to, TandaiColors colors);
void     tandai_terminal_append_text  (GString *to, const char *text, gsize n_bytes);

G_END_DECLS
