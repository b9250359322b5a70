/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "core/tandai-document-commands.h"
#include "view-fixture.h"

static TandaiDocument *
load (ViewFixture *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "a.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  TandaiDocument *document;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  document = tandai_document_load (file, "", NULL, NULL, &error);
  g_assert_no_error (error);
  return document;
}

/**
 * view_fixture_init:
 * @self: a fixture
 * @text: an article
 * @width: of the window
 * @height: of the window
 *
 * Shows an article in a window and waits until it is laid out.
 */
void
view_fixture_init (ViewFixture *self, const char *text, int width, int height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->folder = g_dir_make_tmp ("tandai-XXXXXX", NULL);
  self->document = load (self, text);
  self->view = g_object_new (TANDAI_TYPE_ARTICLE_VIEW, NULL);
  tandai_article_view_set_document (self->view, self->document);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_child (GTK_WINDOW (self->window), scrolled);
  gtk_window_present (GTK_WINDOW (self->window));
  view_fixture_settle (self);
}

/** view_fixture_replace: shows another article, and waits for nothing */
void
view_fixture_replace (ViewFixture *self, const char *text)
{
  g_object_unref (self->document);
  self->document = load (self, text);
  tandai_article_view_set_document (self->view, self->document);
}

/** view_fixture_clear: closes the window and removes the article */
void
view_fixture_clear (ViewFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "a.txt", NULL);

  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->document);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

/** view_fixture_mark: Returns: (transfer none): a new span of @label */
TandaiSpan *
view_fixture_mark (ViewFixture *self, const char *label, guint start, guint end)
{
  g_autoptr (GError) error = NULL;
  const TandaiRange range = { start, end };
  TandaiSpan *span = tandai_document_add_span (self->document, label, &range, 1, &error);

  g_assert_no_error (error);
  return span;
}

/** view_fixture_settle: waits until the text is laid out and painted */
void
view_fixture_settle (ViewFixture *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  gtk_test_widget_wait_for_draw (self->window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/** view_fixture_render: Returns: (transfer full): what a widget of a window looks like now */
GdkTexture *
view_fixture_render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, width, height));
}

/** view_fixture_pixels: Returns: (transfer full): a widget's pixels, row by row, as premultiplied ARGB */
guint32 *
view_fixture_pixels (GtkWidget *widget, int *width, int *height)
{
  g_autoptr (GdkTexture) texture = view_fixture_render (widget);
  guint32 *pixels;

  *width = gdk_texture_get_width (texture);
  *height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, (gsize) *width * *height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) *width * 4);
  return pixels;
}

/** view_fixture_caret: puts the caret at an offset of the buffer */
void
view_fixture_caret (ViewFixture *self, int offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  view_fixture_settle (self);
}

/** view_fixture_start: what a test's main() does first: GTK, the style manager and the program's own style */
void
view_fixture_start (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_css_provider_load_from_resource (css, "/org/tandai/Tandai/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
