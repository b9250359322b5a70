/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plots as files: dark on white, for paper and screens. */

#include "config.h"

#include <string.h>

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "core/tandai-file.h"
#include "corpus/tandai-plot-draw.h"
#include "corpus/tandai-plot-file.h"

#define WIDTH  720
#define MARGIN 16

/* So many pixels of a PNG to one of the plot, so that it is crisp on paper. */
#define SCALE 2

static const TandaiPlotStyle paper = {
  .font = "Cantarell, Sans 11",
  .resolution = 96,
  .page = { 1, 1, 1 },
  .text = { 0.13, 0.13, 0.14 },
  .faint = { 0.4, 0.4, 0.42 },
  .has_title = TRUE,
};

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw (const TandaiPlot *plot, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, paper.page.red, paper.page.green, paper.page.blue);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  tandai_plot_draw (plot, &paper, cr, WIDTH - 2 * MARGIN);
  cairo_destroy (cr);
}

/* What a screen reader says of a picture; cairo draws letters as shapes. */
static void
insert_description (GByteArray *svg, const TandaiPlot *plot)
{
  g_autofree char *told = tandai_plot_describe (plot);
  g_autofree char *words =
      g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>", plot->title, told);
  char *element = g_strstr_len ((char *) svg->data, svg->len, "<svg");
  char *end =
      element != NULL ? memchr (element, '>', (gsize) ((char *) svg->data + svg->len - element)) : NULL;
  gsize place, rest, length = strlen (words);

  if (end == NULL)
    return;
  place = (gsize) (end + 1 - (char *) svg->data);
  rest = svg->len - place;
  g_byte_array_set_size (svg, (guint) (svg->len + length));
  memmove (svg->data + place + length, svg->data + place, rest);
  memcpy (svg->data + place, words, length);
}

static cairo_status_t
make_svg (const TandaiPlot *plot, int height, GByteArray *to)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (write_cb, to, WIDTH, height);
  cairo_status_t status;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  draw (plot, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    insert_description (to, plot);
  return status;
}

static cairo_status_t
make_png (const TandaiPlot *plot, int height, GByteArray *to)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, height * SCALE);
  cairo_status_t status;

  cairo_surface_set_device_scale (surface, SCALE, SCALE);
  draw (plot, surface);
  status = cairo_surface_write_to_png_stream (surface, write_cb, to);
  cairo_surface_destroy (surface);
  return status;
}

/** tandai_plot_format_get_suffix: Returns: what the names of its files end with, like ".svg" */
const char *
tandai_plot_format_get_suffix (TandaiPlotFormat format)
{
  const char *const suffixes[] = { ".svg", ".png", ".csv" };

  return suffixes[format];
}

/**
 * tandai_plot_to_bytes:
 * @plot: a plot
 * @format: what it is to become
 * @error: return location for an error
 *
 * Returns: (transfer full): the file's content, or %NULL with @error set
 */
GBytes *
tandai_plot_to_bytes (const TandaiPlot *plot, TandaiPlotFormat format, GError **error)
{
  g_autoptr (GByteArray) to = g_byte_array_new ();
  int height = 2 * MARGIN + tandai_plot_measure (plot, &paper, WIDTH - 2 * MARGIN);
  cairo_status_t status;

  if (format == TANDAI_PLOT_CSV)
    {
      char *table = tandai_plot_to_csv (plot);

      return g_bytes_new_take (table, strlen (table));
    }
  status = format == TANDAI_PLOT_SVG ? make_svg (plot, height, to) : make_png (plot, height, to);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&to));
  /* Translators: the title of a plot, then why. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” could not be drawn: %s"), plot->title,
               cairo_status_to_string (status));
  return NULL;
}

/**
 * tandai_plot_save:
 * @plot: a plot
 * @format: what it is saved as
 * @path: the file, which is replaced
 * @cancellable: (nullable): to stop it
 * @error: return location for an error that names the file
 *
 * Returns: whether it is saved
 */
gboolean
tandai_plot_save (const TandaiPlot *plot,
                  TandaiPlotFormat format,
                  const char *path,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GBytes) bytes = tandai_plot_to_bytes (plot, format, error);

  return bytes != NULL && tandai_file_write (path, bytes, NULL, TRUE, cancellable, error);
}
