/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "corpus/tandai-plot-draw.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-plot-view.h"

#define MIN_WIDTH     240
#define NATURAL_WIDTH 640

/* How much of the letters' colour is left of what is faint. */
#define FAINT 0.65

/* GtkSettings counts in 1024ths of a dot. */
#define DPI_UNIT    1024.0
#define DEFAULT_DPI 96

/* What plots lie on: libadwaita's cards. */
static const TandaiPlotInk card_light = { 1, 1, 1 };
static const TandaiPlotInk card_dark = { 0.21, 0.21, 0.21 };

/* The plot is one of several that are kept together. */
struct _TandaiPlotView
{
  GtkWidget parent_instance;

  GPtrArray *plots;
  const TandaiPlot *plot;
};

G_DEFINE_FINAL_TYPE (TandaiPlotView, tandai_plot_view, GTK_TYPE_WIDGET)

static double
get_resolution (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / DPI_UNIT : DEFAULT_DPI;
}

static double
mix (double a, double b, double share)
{
  return a * share + b * (1 - share);
}

/* The style as it is now; @font is to be freed after. */
static TandaiPlotStyle
make_style (GtkWidget *widget, char **font)
{
  TandaiPage page = tandai_page_now ();
  TandaiPlotStyle style = { .dark = (page & TANDAI_PAGE_DARK) != 0,
                            .high_contrast = (page & TANDAI_PAGE_HIGH_CONTRAST) != 0 };
  GdkRGBA color;

  *font = pango_font_description_to_string (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  style.font = *font;
  style.resolution = get_resolution (widget);
  style.page = style.dark ? card_dark : card_light;
  style.text = (TandaiPlotInk){ mix (color.red, style.page.red, color.alpha),
                                mix (color.green, style.page.green, color.alpha),
                                mix (color.blue, style.page.blue, color.alpha) };
  style.faint = style.text;
  if (!style.high_contrast)
    style.faint = (TandaiPlotInk){ mix (style.text.red, style.page.red, FAINT),
                                   mix (style.text.green, style.page.green, FAINT),
                                   mix (style.text.blue, style.page.blue, FAINT) };
  return style;
}

static GtkSizeRequestMode
tandai_plot_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tandai_plot_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  TandaiPlotView *self = TANDAI_PLOT_VIEW (widget);
  g_autofree char *font = NULL;
  TandaiPlotStyle style;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->plot == NULL)
    return;
  style = make_style (widget, &font);
  *minimum = *natural = tandai_plot_measure (self->plot, &style, for_size < 0 ? MIN_WIDTH : for_size);
}

/* GTK keeps what is drawn by cairo at the resolution of the screen. */
static void
tandai_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TandaiPlotView *self = TANDAI_PLOT_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autofree char *font = NULL;
  TandaiPlotStyle style;
  cairo_t *cr;

  if (self->plot == NULL)
    return;
  style = make_style (widget, &font);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  tandai_plot_draw (self->plot, &style, cr, width);
  cairo_destroy (cr);
}

static void
tandai_plot_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (tandai_plot_view_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
tandai_plot_view_finalize (GObject *object)
{
  TandaiPlotView *self = TANDAI_PLOT_VIEW (object);

  g_clear_pointer (&self->plots, g_ptr_array_unref);
  G_OBJECT_CLASS (tandai_plot_view_parent_class)->finalize (object);
}

static void
tandai_plot_view_class_init (TandaiPlotViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tandai_plot_view_finalize;
  widget_class->get_request_mode = tandai_plot_view_get_request_mode;
  widget_class->measure = tandai_plot_view_measure;
  widget_class->snapshot = tandai_plot_view_snapshot;
  widget_class->system_setting_changed = tandai_plot_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tandai_plot_view_init (TandaiPlotView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  tandai_page_watch (GTK_WIDGET (self));
}

/** tandai_plot_view_new: Returns: (transfer floating): a view that shows nothing yet */
GtkWidget *
tandai_plot_view_new (void)
{
  return g_object_new (TANDAI_TYPE_PLOT_VIEW, NULL);
}

/**
 * tandai_plot_view_set_plot:
 * @self: a view
 * @plots: (element-type TandaiPlot): plots
 * @position: which of them it shows
 *
 * Shows a plot.
 */
void
tandai_plot_view_set_plot (TandaiPlotView *self, GPtrArray *plots, guint position)
{
  g_autofree char *told = NULL;

  g_clear_pointer (&self->plots, g_ptr_array_unref);
  self->plots = g_ptr_array_ref (plots);
  self->plot = plots->pdata[position];
  told = tandai_plot_describe (self->plot);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->plot->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, told, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
