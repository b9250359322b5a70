/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-label-style.h"

/* Bands lie below whole sentences and so are the weakest. */
static const float FILL_LIGHT[TANDAI_N_LABEL_SHAPES] = { 0.10f, 0.16f, 0.0f, 0.15f };
static const float FILL_DARK[TANDAI_N_LABEL_SHAPES] = { 0.16f, 0.22f, 0.0f, 0.15f };

/**
 * tandai_label_style:
 * @schema: the schema in force
 * @label: a label's name, in the schema or not
 * @dark: whether the page is dark
 *
 * Returns: how its spans are drawn; a label outside the schema is grey and outlined
 */
TandaiLabelStyle
tandai_label_style (TandaiSchema *schema, const char *label, gboolean dark)
{
  guint position = 0;
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, &position);
  TandaiLabelStyle style = { TANDAI_LABEL_SHAPE_OUTLINE };

  if (def == NULL || !gdk_rgba_parse (&style.line, dark ? def->color_dark : def->color_light))
    gdk_rgba_parse (&style.line, dark ? "#b6bfca" : "#4b5563");
  if (def != NULL)
    style.shape = position % TANDAI_N_LABEL_SHAPES;
  style.fill = style.line;
  /* An ochre dark enough to read is too brown for a page: the band takes its light sibling. */
  if (style.shape == TANDAI_LABEL_SHAPE_BAND && !dark && def != NULL)
    gdk_rgba_parse (&style.fill, def->color_dark);
  style.fill.alpha = dark ? FILL_DARK[style.shape] : FILL_LIGHT[style.shape];
  if (style.shape == TANDAI_LABEL_SHAPE_BAND && !dark)
    style.fill.alpha = 0.30f;
  return style;
}
