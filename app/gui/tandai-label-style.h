/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/tandai-schema.h"

G_BEGIN_DECLS

/**
 * TandaiLabelShape:
 *
 * How a label's spans are drawn, so that colour is never the only sign.
 * Further labels take the shapes in turn.
 */
typedef enum
{
  TANDAI_LABEL_SHAPE_OUTLINE,
  TANDAI_LABEL_SHAPE_CHIP,
  TANDAI_LABEL_SHAPE_DASHES,
  TANDAI_LABEL_SHAPE_BAND,
  TANDAI_N_LABEL_SHAPES,
} TandaiLabelShape;

/**
 * TandaiLabelStyle:
 * @shape: its form
 * @line: its strong colour, for lines and names
 * @fill: its weak colour, below text
 */
typedef struct
{
  TandaiLabelShape shape;
  GdkRGBA line;
  GdkRGBA fill;
} TandaiLabelStyle;

TandaiLabelStyle tandai_label_style (TandaiSchema *schema, const char *label, gboolean dark);

G_END_DECLS
