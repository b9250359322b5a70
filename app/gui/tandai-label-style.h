/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiLabelStyle:
 * @shape: its form
 * @line: its strong colour, for lines and names
 * @fill: its weak colour, below text
 * @weight: how many pixels its lines are thicker than usual
 */
typedef struct
{
  TandaiLabelShape shape;
  GdkRGBA line;
  GdkRGBA fill;
  double weight;
} TandaiLabelStyle;

/**
 * TandaiPage:
 * @TANDAI_PAGE_LIGHT: dark letters on white
 * @TANDAI_PAGE_DARK: light letters on black
 * @TANDAI_PAGE_HIGH_CONTRAST: the desktop asks for more contrast, on either
 *
 * What spans are drawn on.
 */
typedef enum
{
  TANDAI_PAGE_LIGHT = 0,
  TANDAI_PAGE_DARK = 1 << 0,
  TANDAI_PAGE_HIGH_CONTRAST = 1 << 1,
} TandaiPage;

/* So much colour may lie over each other, as the sum of its opacities: letters must stand out. */
#define TANDAI_FILL_LIMIT 0.36

TandaiPage tandai_page_now (void);
void tandai_page_watch (GtkWidget *widget);
TandaiLabelStyle tandai_label_style (TandaiSchema *schema, const char *label, TandaiPage page);
GdkRGBA tandai_faint_color (const GdkRGBA *line, TandaiPage page);
void tandai_match_colors (TandaiPage page, gboolean current, GdkRGBA *line, GdkRGBA *fill);

G_END_DECLS
