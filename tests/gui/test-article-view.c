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

static gboolean
note_length_cb (gpointer user_data)
{
  ViewFixture *fixture = g_object_get_data (user_data, "fixture");
  int length = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)));

  g_object_set_data (user_data, "length", GINT_TO_POINTER (length));
  return G_SOURCE_REMOVE;
}

static void
note_largest_cb (GtkTextBuffer *buffer, GtkTextIter *at, const char *piece, int n_bytes, int *largest)
{
  *largest = MAX (*largest, n_bytes);
}

/* A text above 2 MB is put in by pieces, none of them long, all before GtkTextView lays out the lines that
 * nobody sees: that takes half a second a megabyte. */
static void
test_large_text_is_filled_first (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shown = NULL;
  GtkTextBuffer *buffer;
  ViewFixture fixture;
  GtkTextIter start;
  GtkTextIter end;
  int largest = 0;

  while (text->len < 3 * 1024 * 1024)
    g_string_append (text, TEXT);
  view_fixture_init (&fixture, TEXT, 600, 500);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view));
  g_object_set_data (G_OBJECT (buffer), "fixture", &fixture);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (note_largest_cb), &largest);
  view_fixture_replace (&fixture, text->str);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <, (int) text->len);
  g_idle_add_full (GTK_TEXT_VIEW_PRIORITY_VALIDATE, note_length_cb, buffer, NULL);
  while (g_object_get_data (G_OBJECT (buffer), "length") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (buffer), "length")), ==, (int) text->len);
  g_assert_cmpint (largest, >, 0);
  g_assert_cmpint (largest, <=, 512 * 1024);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_iter_get_slice (&start, &end);
  g_assert_cmpstr (shown, ==, text->str);
  view_fixture_clear (&fixture);
}

/* What is asked for while the text is still being put in is there, though not all of the text. */
static void
test_place_not_filled_yet (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ViewFixture fixture;
  TandaiRange range;

  while (text->len < 3 * 1024 * 1024)
    g_string_append (text, TEXT);
  view_fixture_init (&fixture, TEXT, 600, 500);
  view_fixture_replace (&fixture, text->str);
  tandai_article_view_select_range (fixture.view, 1500000, 1500010);
  g_assert_true (tandai_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (range.start, ==, 1500000);
  g_assert_cmpuint (range.end, ==, 1500010);
  g_assert_cmpint (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view))),
                   <, (int) text->len);
  view_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  g_test_add_func ("/article-view/large-text", test_large_text);
  g_test_add_func ("/article-view/caret-stays", test_caret_stays);
  g_test_add_func ("/article-view/large-text-is-filled-first", test_large_text_is_filled_first);
  g_test_add_func ("/article-view/place-not-filled-yet", test_place_not_filled_yet);
  return g_test_run ();
}
