/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all plots have: letters, colours, a title, a legend. */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "corpus/tandai-plot-private.h"

#define SWATCH      12
#define TITLE_SCALE 1.25
#define PALE        0.35
#define OUTLINE     1.0

/** _tandai_canvas_layout: Returns: (transfer full): letters on one line, cut by nothing */
PangoLayout *
_tandai_canvas_layout (TandaiCanvas *self, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/** _tandai_canvas_measure: Returns: how wide letters are */
double
_tandai_canvas_measure (TandaiCanvas *self, const char *text)
{
  g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/** _tandai_canvas_set_ink: what is drawn next is drawn with @ink */
void
_tandai_canvas_set_ink (TandaiCanvas *self, const TandaiPlotInk *ink, double alpha)
{
  cairo_set_source_rgba (self->cr, ink->red, ink->green, ink->blue, alpha);
}

/** _tandai_canvas_put: draws letters with their upper left corner at a place */
void
_tandai_canvas_put (TandaiCanvas *self, PangoLayout *layout, double x, double y, const TandaiPlotInk *ink)
{
  if (self->cr == NULL)
    return;
  _tandai_canvas_set_ink (self, ink, 1);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}

/** _tandai_canvas_key_ink: Returns: the colour of a category or series on this page */
TandaiPlotInk
_tandai_canvas_key_ink (TandaiCanvas *self, const TandaiPlotKey *key)
{
  const char *color = self->style->dark ? key->color_dark : key->color_light;
  guint red, green, blue;

  if (color == NULL || sscanf (color, "#%2x%2x%2x", &red, &green, &blue) != 3)
    return self->style->text;
  return (TandaiPlotInk){ red / 255.0, green / 255.0, blue / 255.0 };
}

/** _tandai_canvas_fill: fills a rectangle, which high contrast outlines */
void
_tandai_canvas_fill (TandaiCanvas *self,
                     double x,
                     double y,
                     double width,
                     double height,
                     const TandaiPlotInk *ink,
                     double alpha)
{
  if (self->cr == NULL || width <= 0 || height <= 0)
    return;
  cairo_rectangle (self->cr, x, y, width, height);
  _tandai_canvas_set_ink (self, ink, alpha);
  cairo_fill (self->cr);
  if (!self->style->high_contrast || width <= OUTLINE || height <= OUTLINE)
    return;
  cairo_rectangle (self->cr, x + OUTLINE / 2, y + OUTLINE / 2, width - OUTLINE, height - OUTLINE);
  cairo_set_line_width (self->cr, OUTLINE);
  _tandai_canvas_set_ink (self, &self->style->text, 1);
  cairo_stroke (self->cr);
}

/** _tandai_canvas_dup_number: Returns: (transfer full): a value as people read it */
char *
_tandai_canvas_dup_number (double value)
{
  return g_strdup_printf (value == floor (value) || value >= 10 ? "%.0f" : "%.1f", value);
}

/* Letters that may take several lines. */
static void
put_paragraph (
    TandaiCanvas *self, const char *text, const TandaiPlotInk *ink, double scale, PangoWeight weight)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) self->width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  _tandai_canvas_put (self, layout, 0, self->y, ink);
  self->y += height + TANDAI_PLOT_GAP;
}

static void
draw_title (TandaiCanvas *self)
{
  put_paragraph (self, self->plot->title, &self->style->text, TITLE_SCALE, PANGO_WEIGHT_BOLD);
  if (self->plot->note != NULL && !tandai_plot_is_empty (self->plot))
    put_paragraph (self, self->plot->note, &self->style->faint, 1, PANGO_WEIGHT_NORMAL);
}

/* Series that take their colours from the categories are told apart by how strong they are. */
static void
draw_swatch (TandaiCanvas *self, guint i, double x, double y)
{
  gboolean layered = self->plot->kind == TANDAI_PLOT_LAYERED;
  TandaiPlotInk ink =
      layered ? self->style->text : _tandai_canvas_key_ink (self, self->plot->series->pdata[i]);

  _tandai_canvas_fill (self, x, y, SWATCH, SWATCH, &ink, layered && i > 0 ? PALE : 1);
}

static void
draw_legend (TandaiCanvas *self)
{
  double x = 0;

  for (guint i = 0; i < self->plot->series->len; i++)
    {
      const TandaiPlotKey *key = self->plot->series->pdata[i];
      g_autoptr (PangoLayout) layout = _tandai_canvas_layout (self, key->title);
      double width = SWATCH + TANDAI_PLOT_GAP + _tandai_canvas_measure (self, key->title);

      if (x > 0 && x + width > self->width)
        {
          x = 0;
          self->y += self->line + TANDAI_PLOT_GAP / 2.0;
        }
      draw_swatch (self, i, x, self->y + floor ((self->line - SWATCH) / 2));
      _tandai_canvas_put (self, layout, x + SWATCH + TANDAI_PLOT_GAP, self->y, &self->style->text);
      x += width + 2 * TANDAI_PLOT_GAP;
    }
  self->y += self->line + TANDAI_PLOT_GAP;
}

static void
draw (TandaiCanvas *self)
{
  if (self->style->has_title)
    draw_title (self);
  if (tandai_plot_is_empty (self->plot))
    {
      put_paragraph (self, self->plot->empty, &self->style->faint, 1, PANGO_WEIGHT_NORMAL);
      self->y -= TANDAI_PLOT_GAP;
      return;
    }
  if (self->plot->series->len > 1)
    draw_legend (self);
  if (tandai_plot_has_days (self->plot))
    _tandai_canvas_draw_days (self);
  else
    _tandai_canvas_draw_rows (self);
}

static double
draw_on (const TandaiPlot *plot, const TandaiPlotStyle *style, cairo_t *cr, int width)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (style->font);
  TandaiCanvas canvas = { plot, style, cr, context, width };
  g_autoptr (PangoLayout) layout = NULL;
  int line;

  pango_cairo_context_set_resolution (context, style->resolution);
  pango_context_set_font_description (context, font);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_free (font);
  if (cr != NULL)
    pango_cairo_update_context (cr, context);
  layout = _tandai_canvas_layout (&canvas, "0");
  pango_layout_get_pixel_size (layout, NULL, &line);
  canvas.line = line;
  draw (&canvas);
  g_object_unref (context);
  return canvas.y;
}

/**
 * tandai_plot_measure:
 * @plot: a plot
 * @style: what it is to look like
 * @width: how wide it is to be, in pixels
 *
 * Returns: how high it is then
 */
int
tandai_plot_measure (const TandaiPlot *plot, const TandaiPlotStyle *style, int width)
{
  return (int) ceil (draw_on (plot, style, NULL, width));
}

/**
 * tandai_plot_draw:
 * @plot: a plot
 * @style: what it is to look like
 * @cr: where to draw, from its origin
 * @width: how wide it is to be, in pixels
 *
 * Draws a plot, as high as tandai_plot_measure() tells.
 */
void
tandai_plot_draw (const TandaiPlot *plot, const TandaiPlotStyle *style, cairo_t *cr, int width)
{
  draw_on (plot, style, cr, width);
}
