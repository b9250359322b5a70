/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gui/tandai-label-style.h"
#include "gui/tandai-swatch.h"
#include "view-fixture.h"

#define N_SWATCHES 5
#define SIZE       (64 * 64)

static const char *const LABELS[N_SWATCHES] = { "actor", "place", "claim", "quote", "nobody-knows-this" };

/* Marks of labels, in a window. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *swatches[N_SWATCHES];
} Marks;

static void
marks_init (Marks *self, AdwColorScheme scheme)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  for (guint i = 0; i < N_SWATCHES; i++)
    {
      self->swatches[i] = tandai_swatch_new ();
      tandai_swatch_set_label (TANDAI_SWATCH (self->swatches[i]), tandai_schema_get_default (), LABELS[i]);
      gtk_box_append (GTK_BOX (box), self->swatches[i]);
    }
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_test_widget_wait_for_draw (self->window);
}

/* Which pixels are painted, strongly (2) or weakly (1): the form without its colour. */
static void
get_form (GtkWidget *swatch, guint8 *form)
{
  int width;
  int height;
  g_autofree guint32 *pixels = view_fixture_pixels (swatch, &width, &height);

  g_assert_cmpint (width * height, <=, SIZE);
  for (int i = 0; i < width * height; i++)
    form[i] = (pixels[i] >> 24) > 128 ? 2 : (pixels[i] >> 24) > 8 ? 1 : 0;
}

static guint
count_different (const guint8 *a, const guint8 *b)
{
  guint n = 0;

  for (guint i = 0; i < SIZE; i++)
    n += a[i] != b[i] ? 1 : 0;
  return n;
}

static void
assert_forms_differ (AdwColorScheme scheme)
{
  static guint8 forms[N_SWATCHES][SIZE];
  Marks marks;

  marks_init (&marks, scheme);
  memset (forms, 0, sizeof forms);
  for (guint i = 0; i < N_SWATCHES; i++)
    {
      get_form (marks.swatches[i], forms[i]);
      g_assert_cmpuint (count_different (forms[i], (guint8[SIZE]){ 0 }), >, 20);
    }
  /* All but the last one, which takes the first one's form. */
  for (guint i = 0; i < N_SWATCHES - 1; i++)
    for (guint j = i + 1; j < N_SWATCHES - 1; j++)
      g_assert_cmpuint (count_different (forms[i], forms[j]), >, 20);
  g_assert_cmpuint (count_different (forms[0], forms[N_SWATCHES - 1]), <, 20);
  gtk_window_destroy (GTK_WINDOW (marks.window));
}

/* Colour is never the only sign: without it, each label's mark is another one. */
static void
test_forms_differ (void)
{
  assert_forms_differ (ADW_COLOR_SCHEME_FORCE_LIGHT);
  assert_forms_differ (ADW_COLOR_SCHEME_FORCE_DARK);
}

static gboolean
is_grey (guint32 pixel)
{
  int alpha = pixel >> 24;
  int red = pixel >> 16 & 0xFF;
  int blue = pixel & 0xFF;

  return ABS (red - blue) < 40 * alpha / 255 + 2;
}

/* A label that the schema does not have is drawn in grey, and others in colour. */
static void
test_unknown_label_is_grey (void)
{
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  for (guint s = 0; s < G_N_ELEMENTS (schemes); s++)
    {
      Marks marks;

      marks_init (&marks, schemes[s]);
      for (guint i = 0; i < N_SWATCHES; i++)
        {
          int width;
          int height;
          g_autofree guint32 *pixels = view_fixture_pixels (marks.swatches[i], &width, &height);
          guint colored = 0;

          for (int p = 0; p < width * height; p++)
            colored += is_grey (pixels[p]) ? 0 : 1;
          if (i == N_SWATCHES - 1)
            g_assert_cmpuint (colored, ==, 0);
          else
            g_assert_cmpuint (colored, >, 10);
        }
      gtk_window_destroy (GTK_WINDOW (marks.window));
    }
}

/* The page turns dark with other colours, each readable on it. */
static void
test_dark_has_colors_of_its_own (void)
{
  TandaiSchema *schema = tandai_schema_get_default ();

  for (guint i = 0; i < N_SWATCHES; i++)
    {
      TandaiLabelStyle light = tandai_label_style (schema, LABELS[i], FALSE);
      TandaiLabelStyle dark = tandai_label_style (schema, LABELS[i], TRUE);

      g_assert_cmpint (light.shape, ==, dark.shape);
      g_assert_cmpfloat (dark.line.red + dark.line.green + dark.line.blue, >,
                         light.line.red + light.line.green + light.line.blue);
    }
  g_assert_cmpint (tandai_label_style (schema, LABELS[N_SWATCHES - 1], FALSE).shape, ==,
                   TANDAI_LABEL_SHAPE_OUTLINE);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  g_test_add_func ("/swatch/forms-differ", test_forms_differ);
  g_test_add_func ("/swatch/unknown-label-is-grey", test_unknown_label_is_grey);
  g_test_add_func ("/swatch/dark-has-colors-of-its-own", test_dark_has_colors_of_its_own);
  return g_test_run ();
}
