/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

#define TEXT                                                                                                 \
  "Presiden Tokayev memberlakukan keadaan darurat nasional yang mencakup jam malam dan larangan "            \
  "pertemuan massal.\nSatu baris.\n"

static int
font_pixels (ViewFixture *fixture)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (fixture->view));

  return pango_font_description_get_size (pango_context_get_font_description (context));
}

static double
line_pitch (ViewFixture *fixture)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GtkTextIter iter;
  GdkRectangle first;
  GdkRectangle second;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &iter);
  gtk_text_view_get_iter_location (view, &iter, &first);
  g_assert_true (gtk_text_view_forward_display_line (view, &iter));
  gtk_text_view_get_iter_location (view, &iter, &second);
  return second.y - first.y;
}

/* A size in pixels did not follow the desktop's Large Text, which is 1.25 times the dots per inch. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  ViewFixture fixture;
  double pitch;
  int size;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  view_fixture_init (&fixture, TEXT, 500, 500);
  size = font_pixels (&fixture);
  pitch = line_pitch (&fixture);
  g_assert_cmpint (pango_font_description_get_size_is_absolute (pango_context_get_font_description (
                       gtk_widget_get_pango_context (GTK_WIDGET (fixture.view)))),
                   ==, TRUE);
  g_assert_cmpint (size, ==, 17 * PANGO_SCALE);
  g_object_set (settings, "gtk-xft-dpi", 120 * 1024, NULL);
  view_fixture_settle (&fixture);
  g_assert_cmpint (font_pixels (&fixture), ==, 21 * PANGO_SCALE);
  g_assert_cmpfloat_with_epsilon (line_pitch (&fixture) / pitch, 1.25, 0.05);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  view_fixture_settle (&fixture);
  g_assert_cmpint (font_pixels (&fixture), ==, size);
  g_assert_cmpfloat_with_epsilon (line_pitch (&fixture), pitch, 0.1);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  view_fixture_clear (&fixture);
}

/* F7 is GtkTextView's key for this signal. */
static void
test_caret_stays (void)
{
  ViewFixture fixture;

  view_fixture_init (&fixture, TEXT, 500, 500);
  g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (fixture.view)));
  for (int i = 0; i < 3; i++)
    {
      g_signal_emit_by_name (fixture.view, "toggle-cursor-visible");
      g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (fixture.view)));
    }
  view_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  g_test_add_func ("/article-view/large-text", test_large_text);
  g_test_add_func ("/article-view/caret-stays", test_caret_stays);
  return g_test_run ();
}
