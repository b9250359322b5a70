/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels are told apart, and everything is read, by all eyes: computed, and read from what is drawn. */

#include "config.h"

#include <math.h>
#include <string.h>
#include <adwaita.h>

#include "colors.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-span-layout.h"
#include "view-fixture.h"

/* CIEDE2000: several times what can just be told apart side by side. */
#define APART 10.0

/* WCAG 2, for text and for shapes. */
#define READABLE 4.5
#define VISIBLE  3.0

#define N_LABELS 4
#define N_LEVELS 6

static const char *const LABELS[N_LABELS + 1] = { "actor", "place", "claim", "quote", "nobody-knows-this" };

/* A block, which is nothing but the letters' colour, and white space, which is nothing but the page. */
#define TEXT  "Satu dua ██\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0██ tiga.\n"
#define FIRST 9
#define SPACE 14
#define LAST  19

static const AdwColorScheme LIGHT = ADW_COLOR_SCHEME_FORCE_LIGHT;
static const AdwColorScheme DARK = ADW_COLOR_SCHEME_FORCE_DARK;

static const GdkRGBA WHITE = { 1, 1, 1, 1 };
static const GdkRGBA BLACK = { 0, 0, 0, 1 };

/* libadwaita's page; that it is so is tested too. */
static GdkRGBA
page_color (TandaiPage page)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, (page & TANDAI_PAGE_DARK) != 0 ? "#1e1e1e" : "#ffffff");
  return color;
}

/* The pairs of Sharma, Wu and Dalal’s test data for CIEDE2000 that sRGB has, roughly; black and white; greys.
 */
static void
test_measures (void)
{
  const GdkRGBA grey = { 0.5f, 0.5f, 0.5f, 1 };
  const GdkRGBA red = { 1, 0, 0, 1 };
  const GdkRGBA green = { 0, 1, 0, 1 };
  GdkRGBA seen;

  g_assert_cmpfloat_with_epsilon (color_contrast (&WHITE, &BLACK), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (color_contrast (&grey, &grey), 1, 0.001);
  g_assert_cmpfloat_with_epsilon (color_difference (&WHITE, &BLACK), 100, 0.01);
  g_assert_cmpfloat_with_epsilon (color_difference (&red, &green), 86.6, 0.1);
  g_assert_cmpfloat_with_epsilon (color_difference (&red, &red), 0, 0.001);
  for (int eyes = 0; eyes < N_EYES; eyes++)
    {
      seen = color_seen (&grey, (Eyes) eyes);
      g_assert_cmpfloat (color_difference (&grey, &seen), <, 1);
    }
}

static void
assert_apart (TandaiPage page, Eyes eyes, guint i, guint j)
{
  TandaiSchema *schema = tandai_schema_get_default ();
  TandaiLabelStyle a = tandai_label_style (schema, LABELS[i], page);
  TandaiLabelStyle b = tandai_label_style (schema, LABELS[j], page);
  GdkRGBA seen_a = color_seen (&a.line, eyes);
  GdkRGBA seen_b = color_seen (&b.line, eyes);
  double apart = color_difference (&seen_a, &seen_b);

  g_test_message ("%s and %s, page %d, %s: %.1f", LABELS[i], LABELS[j], page, EYES_NAMES[eyes], apart);
  g_assert_cmpfloat (apart, >=, APART);
}

static void
test_apart_to_all_eyes (void)
{
  for (int page = 0; page < 4; page++)
    for (int eyes = 0; eyes < N_EYES; eyes++)
      for (guint i = 0; i < N_LABELS; i++)
        for (guint j = i + 1; j < N_LABELS; j++)
          assert_apart ((TandaiPage) page, (Eyes) eyes, i, j);
}

/* A line is a shape and has a name in its colour; a tab has a name in black or white on it. */
static void
test_lines_and_names (void)
{
  for (int page = 0; page < 4; page++)
    for (guint i = 0; i <= N_LABELS; i++)
      {
        TandaiLabelStyle style =
            tandai_label_style (tandai_schema_get_default (), LABELS[i], (TandaiPage) page);
        GdkRGBA paper = page_color ((TandaiPage) page);

        g_assert_cmpfloat (color_contrast (&style.line, &paper), >=, MAX (READABLE, VISIBLE));
        g_assert_cmpfloat (MAX (color_contrast (&style.line, &WHITE), color_contrast (&style.line, &BLACK)),
                           >=, READABLE);
      }
}

/* Labels beyond the four, and without colours of their own, are seen and read too. */
static void
test_further_labels (void)
{
  g_autoptr (GString) json = g_string_new ("{\"format\": \"tandai-corpus/1\", \"labels\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TandaiSchema) schema = NULL;

  for (int i = 0; i < 12; i++)
    g_string_append_printf (json, "%s{\"name\": \"l%d\"}", i > 0 ? ", " : "", i);
  g_string_append (json, "]}");
  bytes = g_bytes_new_static (json->str, json->len);
  schema = tandai_schema_parse (bytes, NULL);
  g_assert_nonnull (schema);
  for (int page = 0; page < 4; page++)
    for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
      {
        TandaiLabelStyle style =
            tandai_label_style (schema, tandai_schema_get_label (schema, i)->name, (TandaiPage) page);
        GdkRGBA paper = page_color ((TandaiPage) page);

        g_assert_cmpfloat (color_contrast (&style.line, &paper), >=, READABLE);
      }
}

/* Colours that nobody could read on one of the pages are drawn so that all can, and stay what they are where
 * they can be read already. */
static void
test_unreadable_colors_are_mended (void)
{
  static const char JSON[] =
      "{\"format\": \"tandai-corpus/1\", \"labels\": ["
      "{\"name\": \"pale\", \"color\": {\"light\": \"#ffff80\", \"dark\": \"#000040\"}},"
      "{\"name\": \"white\", \"color\": {\"light\": \"#ffffff\", \"dark\": \"#1e1e1e\"}},"
      "{\"name\": \"good\", \"color\": {\"light\": \"#00418a\", \"dark\": \"#f5d000\"}}]}";
  static const char *const GOOD[] = { "#00418a", "#f5d000" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (JSON, strlen (JSON));
  g_autoptr (TandaiSchema) schema = tandai_schema_parse (bytes, NULL);

  g_assert_nonnull (schema);
  for (int page = 0; page < 4; page++)
    {
      GdkRGBA paper = page_color ((TandaiPage) page);
      GdkRGBA good;

      for (guint i = 0; i < tandai_schema_get_n_labels (schema); i++)
        {
          TandaiLabelStyle style =
              tandai_label_style (schema, tandai_schema_get_label (schema, i)->name, (TandaiPage) page);

          g_assert_cmpfloat (color_contrast (&style.line, &paper), >=, READABLE);
        }
      gdk_rgba_parse (&good, GOOD[page & TANDAI_PAGE_DARK]);
      g_assert_true (
          gdk_rgba_equal (&good,
                          &(GdkRGBA[]){ tandai_label_style (schema, "good", (TandaiPage) page).line }[0]));
    }
}

/* What a search found: its frame is seen, and the letters on it are read, also where a label's colour lies
 * between. */
static void
test_matches (void)
{
  for (int page = 0; page < 4; page++)
    for (int current = 0; current < 2; current++)
      {
        GdkRGBA paper = page_color ((TandaiPage) page);
        GdkRGBA letters = (page & TANDAI_PAGE_DARK) != 0 ? WHITE : (GdkRGBA){ 0, 0, 0, 1 };
        GdkRGBA line;
        GdkRGBA fill;
        GdkRGBA below;

        tandai_match_colors ((TandaiPage) page, current, &line, &fill);
        below = color_over (&fill, &paper);
        g_assert_cmpfloat (color_contrast (&line, &paper), >=, VISIBLE);
        g_assert_cmpfloat (color_contrast (&letters, &below), >=, READABLE);
        for (guint i = 0; i <= N_LABELS; i++)
          {
            TandaiLabelStyle style =
                tandai_label_style (tandai_schema_get_default (), LABELS[i], (TandaiPage) page);
            GdkRGBA both;

            /* As much as six spans over each other. */
            style.fill.alpha = (float) TANDAI_FILL_LIMIT;
            both = color_over (&style.fill, &below);
            g_assert_cmpfloat (color_contrast (&letters, &both), >=, READABLE);
          }
      }
}

/* What is offered faintly is seen too, and is weaker than what is not. */
static void
test_faint_marks (void)
{
  for (int page = 0; page < 4; page++)
    for (guint i = 0; i <= N_LABELS; i++)
      {
        TandaiLabelStyle style =
            tandai_label_style (tandai_schema_get_default (), LABELS[i], (TandaiPage) page);
        GdkRGBA paper = page_color ((TandaiPage) page);
        GdkRGBA faint = tandai_faint_color (&style.line, (TandaiPage) page);
        GdkRGBA seen = color_over (&faint, &paper);

        g_assert_cmpfloat (color_contrast (&seen, &paper), >=, VISIBLE);
        if ((page & TANDAI_PAGE_HIGH_CONTRAST) == 0)
          g_assert_cmpfloat (faint.alpha, <, 1);
      }
}

/* High contrast is more: of lines, and of fills below text. */
static void
test_high_contrast_is_stronger (void)
{
  for (int page = 0; page < 2; page++)
    for (guint i = 0; i <= N_LABELS; i++)
      {
        TandaiSchema *schema = tandai_schema_get_default ();
        TandaiLabelStyle usual = tandai_label_style (schema, LABELS[i], (TandaiPage) page);
        TandaiLabelStyle high =
            tandai_label_style (schema, LABELS[i], (TandaiPage) (page | TANDAI_PAGE_HIGH_CONTRAST));

        g_assert_cmpfloat (high.weight, >, usual.weight);
        if (usual.fill.alpha > 0)
          g_assert_cmpfloat (high.fill.alpha, >, usual.fill.alpha);
      }
}

static GdkRGBA
color_at (ViewFixture *fixture, const guint32 *pixels, int width, int offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GtkTextIter iter;
  GdkRectangle place;
  int x;
  int y;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, offset);
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x + place.width / 2,
                                         place.y + place.height / 2, &x, &y);
  return color_of_pixel (pixels[y * width + x]);
}

/* The letters against what is below them, as they are drawn. */
static double
contrast_now (ViewFixture *fixture)
{
  int width;
  int height;
  g_autofree guint32 *pixels = NULL;
  GdkRGBA letters;
  GdkRGBA below;

  view_fixture_settle (fixture);
  pixels = view_fixture_pixels (GTK_WIDGET (fixture->view), &width, &height);
  letters = color_at (fixture, pixels, width, FIRST);
  below = color_at (fixture, pixels, width, SPACE);
  return color_contrast (&letters, &below);
}

/* All stacks are measured before the test fails, so that the worst is seen. */
static double least;

static void
measure (ViewFixture *fixture, const char *what)
{
  double plain;
  double selected;

  tandai_article_view_select_range (fixture->view, 0, 0);
  plain = contrast_now (fixture);
  tandai_article_view_select_range (fixture->view, FIRST, LAST);
  selected = contrast_now (fixture);
  g_test_message ("%s: %.1f, selected %.1f", what, plain, selected);
  least = MIN (least, MIN (plain, selected));
}

/* Six spans within each other; the numbers in base five say which labels. */
static void
mark_stack (ViewFixture *fixture, guint number, guint levels)
{
  for (guint i = 0; i < levels; i++, number /= N_LABELS + 1)
    view_fixture_mark (fixture, LABELS[number % (N_LABELS + 1)], FIRST - i, LAST + i);
}

static void
measure_stack (guint number, guint levels)
{
  g_autofree char *what = g_strdup_printf ("stack %u of %u", number, levels);
  ViewFixture fixture;

  view_fixture_init (&fixture, TEXT, 500, 200);
  mark_stack (&fixture, number, levels);
  measure (&fixture, what);
  view_fixture_clear (&fixture);
}

/* Each label alone, six deep alone, and mixed in all orders of the four. */
static void
assert_text_readable (AdwColorScheme scheme)
{
  static const guint SAME[N_LABELS + 1] = { 0, 3906, 7812, 11718, 15624 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  least = 21;
  for (guint i = 0; i <= N_LABELS; i++)
    {
      measure_stack (i, 1);
      measure_stack (SAME[i], N_LEVELS);
    }
  for (guint number = 1; number < 15625; number += 271)
    measure_stack (number, N_LEVELS);
  g_assert_cmpfloat (least, >=, READABLE);
}

static void
test_text_readable (gconstpointer scheme)
{
  assert_text_readable (*(const AdwColorScheme *) scheme);
}

static gboolean
is_same (const GdkRGBA *a, const GdkRGBA *b)
{
  double most = 2.5 / 255;

  return fabs (a->red - b->red) < most && fabs (a->green - b->green) < most
         && fabs (a->blue - b->blue) < most;
}

/* How many pixels of the view have a colour. */
static guint
count_pixels (const guint32 *pixels, int n_pixels, const GdkRGBA *color)
{
  guint n = 0;

  for (int i = 0; i < n_pixels; i++)
    {
      GdkRGBA own = color_of_pixel (pixels[i]);

      n += is_same (&own, color) ? 1 : 0;
    }
  return n;
}

/* A span of one label, with nothing else on the page: its line is drawn in the colour that the other tests
 * compute with, and so is what lies below its words. */
static void
assert_drawn (const char *label)
{
  TandaiLabelStyle style = tandai_label_style (tandai_schema_get_default (), label, tandai_page_now ());
  GdkRGBA paper = page_color (tandai_page_now ());
  GdkRGBA fill = color_over (&style.fill, &paper);
  g_autofree guint32 *pixels = NULL;
  ViewFixture fixture;
  GdkRGBA below;
  int width;
  int height;

  view_fixture_init (&fixture, TEXT, 500, 200);
  pixels = view_fixture_pixels (GTK_WIDGET (fixture.view), &width, &height);
  g_assert_cmpuint (count_pixels (pixels, width * height, &style.line), <, 5);
  view_fixture_mark (&fixture, label, FIRST, LAST);
  view_fixture_settle (&fixture);
  g_free (pixels);
  pixels = view_fixture_pixels (GTK_WIDGET (fixture.view), &width, &height);
  g_assert_cmpuint (count_pixels (pixels, width * height, &style.line), >, 20);
  below = color_at (&fixture, pixels, width, SPACE);
  g_assert_true (is_same (&below, &fill));
  view_fixture_clear (&fixture);
}

/* As each desktop has it; in high contrast where the test is run so. */
static void
test_drawn_colors (gconstpointer scheme)
{
  gboolean high = g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), *(const AdwColorScheme *) scheme);
  g_assert_cmpint ((tandai_page_now () & TANDAI_PAGE_HIGH_CONTRAST) != 0, ==, high);
  for (guint i = 0; i <= N_LABELS; i++)
    assert_drawn (LABELS[i]);
}

/* The page is as page_color() says. */
static void
test_page (void)
{
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  for (int page = 0; page < 2; page++)
    {
      GdkRGBA expected = page_color ((TandaiPage) page);
      g_autofree guint32 *pixels = NULL;
      ViewFixture fixture;
      GdkRGBA found;
      int width;
      int height;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[page]);
      view_fixture_init (&fixture, TEXT, 500, 200);
      pixels = view_fixture_pixels (GTK_WIDGET (fixture.view), &width, &height);
      found = color_at (&fixture, pixels, width, SPACE);
      g_assert_cmpfloat (color_difference (&expected, &found), <, 0.5);
      g_assert_cmpint (tandai_page_now () & TANDAI_PAGE_DARK, ==, page);
      view_fixture_clear (&fixture);
    }
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  g_test_add_func ("/colors/measures", test_measures);
  g_test_add_func ("/colors/apart-to-all-eyes", test_apart_to_all_eyes);
  g_test_add_func ("/colors/lines-and-names", test_lines_and_names);
  g_test_add_func ("/colors/further-labels", test_further_labels);
  g_test_add_func ("/colors/unreadable-colors-are-mended", test_unreadable_colors_are_mended);
  g_test_add_func ("/colors/matches", test_matches);
  g_test_add_func ("/colors/high-contrast-is-stronger", test_high_contrast_is_stronger);
  g_test_add_func ("/colors/faint-marks", test_faint_marks);
  g_test_add_data_func ("/colors/drawn/light", &LIGHT, test_drawn_colors);
  g_test_add_data_func ("/colors/drawn/dark", &DARK, test_drawn_colors);
  g_test_add_func ("/colors/page", test_page);
  g_test_add_data_func ("/colors/text-readable/light", &LIGHT, test_text_readable);
  g_test_add_data_func ("/colors/text-readable/dark", &DARK, test_text_readable);
  return g_test_run ();
}
