/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <adwaita.h>

#include "gui/tandai-label-style.h"

/* Bands lie below whole sentences and so are the weakest. */
static const float FILL_LIGHT[TANDAI_N_LABEL_SHAPES] = { 0.10f, 0.16f, 0.0f, 0.15f };
static const float FILL_DARK[TANDAI_N_LABEL_SHAPES] = { 0.16f, 0.22f, 0.0f, 0.15f };

/* Stronger, but letters on six of them must still stand out. */
#define FILL_HIGH_CONTRAST 1.5f

/* WCAG 2 asks for this much between text, which names of labels are, and its page. */
#define READABLE 4.5

/* And this much between a shape and its page. */
#define VISIBLE 3.0

/* What is faint, where it still can be seen so. */
#define FAINT 0.45f

/* A colour that is hard to read goes towards black or white in steps of this. */
#define STEP 0.05f

/* libadwaita's pages. */
static const GdkRGBA PAPER_LIGHT = { 1, 1, 1, 1 };
static const GdkRGBA PAPER_DARK = { 0x1e / 255.0f, 0x1e / 255.0f, 0x1e / 255.0f, 1 };

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* The relative luminance of WCAG 2. */
static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * to_linear (color->red) + 0.7152 * to_linear (color->green)
         + 0.0722 * to_linear (color->blue);
}

static double
contrast (const GdkRGBA *color, gboolean dark)
{
  double paper = luminance (dark ? &PAPER_DARK : &PAPER_LIGHT) + 0.05;
  double own = luminance (color) + 0.05;

  return dark ? own / paper : paper / own;
}

/* A researcher's own colour keeps its hue, and gets only as much darker or lighter as it must. */
static void
make_readable (GdkRGBA *color, gboolean dark)
{
  float towards = dark ? 1 : 0;

  color->alpha = 1;
  while (contrast (color, dark) < READABLE)
    {
      color->red += (towards - color->red) * STEP;
      color->green += (towards - color->green) * STEP;
      color->blue += (towards - color->blue) * STEP;
    }
}

/** tandai_page_now: Returns: what the desktop asks for */
TandaiPage
tandai_page_now (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return (adw_style_manager_get_dark (manager) ? TANDAI_PAGE_DARK : 0)
         | (adw_style_manager_get_high_contrast (manager) ? TANDAI_PAGE_HIGH_CONTRAST : 0);
}

/** tandai_page_watch: has @widget drawn again when the desktop asks for another page */
void
tandai_page_watch (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
}

/**
 * tandai_label_style:
 * @schema: the schema in force
 * @label: a label's name, in the schema or not
 * @page: what they are drawn on
 *
 * Returns: how its spans are drawn; a label outside the schema is grey and outlined
 */
TandaiLabelStyle
tandai_label_style (TandaiSchema *schema, const char *label, TandaiPage page)
{
  const TandaiLabelDef *def = tandai_schema_find_label (schema, label, NULL);
  TandaiLabelStyle style = { TANDAI_LABEL_SHAPE_OUTLINE };
  gboolean dark = (page & TANDAI_PAGE_DARK) != 0;

  if (def == NULL || !gdk_rgba_parse (&style.line, dark ? def->color_dark : def->color_light))
    gdk_rgba_parse (&style.line, dark ? "#b6bfca" : "#4b5563");
  if (def != NULL)
    style.shape = def->shape;
  make_readable (&style.line, dark);
  style.fill = style.line;
  /* An ochre dark enough to read is too brown for a page: the band takes its light sibling. */
  if (style.shape == TANDAI_LABEL_SHAPE_BAND && !dark && def != NULL)
    gdk_rgba_parse (&style.fill, def->color_dark);
  style.fill.alpha = dark ? FILL_DARK[style.shape] : FILL_LIGHT[style.shape];
  if (style.shape == TANDAI_LABEL_SHAPE_BAND && !dark)
    style.fill.alpha = 0.30f;
  if ((page & TANDAI_PAGE_HIGH_CONTRAST) != 0)
    {
      style.fill.alpha = MIN (style.fill.alpha * FILL_HIGH_CONTRAST, (float) TANDAI_FILL_LIMIT);
      style.weight = 1;
    }
  return style;
}

static GdkRGBA
over_paper (const GdkRGBA *color, gboolean dark)
{
  const GdkRGBA *paper = dark ? &PAPER_DARK : &PAPER_LIGHT;
  float alpha = color->alpha;

  return (GdkRGBA){ color->red * alpha + paper->red * (1 - alpha),
                    color->green * alpha + paper->green * (1 - alpha),
                    color->blue * alpha + paper->blue * (1 - alpha), 1 };
}

/** tandai_faint_color: Returns: @line as weak as a shape on @page may be; as it is in high contrast */
GdkRGBA
tandai_faint_color (const GdkRGBA *line, TandaiPage page)
{
  gboolean dark = (page & TANDAI_PAGE_DARK) != 0;
  GdkRGBA faint = *line;
  GdkRGBA seen;

  if ((page & TANDAI_PAGE_HIGH_CONTRAST) != 0)
    return faint;
  faint.alpha = FAINT;
  seen = over_paper (&faint, dark);
  while (faint.alpha < 1 && contrast (&seen, dark) < VISIBLE)
    {
      faint.alpha = MIN (1, faint.alpha + STEP);
      seen = over_paper (&faint, dark);
    }
  return faint;
}

/**
 * tandai_match_colors:
 * @page: what they are drawn on
 * @current: whether of the current match
 * @line: (out caller-allocates): of its frame
 * @fill: (out caller-allocates): below its words
 *
 * Tells how matches of a search are drawn: in a violet, which no label of the standard schema has.
 */
void
tandai_match_colors (TandaiPage page, gboolean current, GdkRGBA *line, GdkRGBA *fill)
{
  gboolean dark = (page & TANDAI_PAGE_DARK) != 0;

  gdk_rgba_parse (line, dark ? "#dc8add" : "#813d9c");
  *fill = *line;
  if (dark)
    fill->alpha = current ? 0.28f : 0.20f;
  else
    fill->alpha = current ? 0.32f : 0.18f;
}
