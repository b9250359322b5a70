/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands where on a page, from the layout that is drawn. */

#include "config.h"

#include <json-glib/json-glib.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-span-nest.h"
#include "page-fixture.h"

/** page_fixture_init: shows an article; see view_fixture_init() */
void
page_fixture_init (PageFixture *self, const char *text, int width, int height)
{
  view_fixture_init (&self->view, text, width, height);
  self->map = tandai_view_map_new (tandai_document_get_text (self->view.document));
  self->spans = tandai_span_painter_new (GTK_TEXT_VIEW (self->view.view));
  tandai_span_painter_set_document (self->spans, self->view.document, self->map);
  self->links = tandai_link_painter_new (GTK_TEXT_VIEW (self->view.view), self->spans);
  tandai_link_painter_set_document (self->links, self->view.document, self->map);
}

/** page_fixture_clear: closes the window */
void
page_fixture_clear (PageFixture *self)
{
  tandai_link_painter_free (self->links);
  tandai_span_painter_free (self->spans);
  tandai_view_map_free (self->map);
  view_fixture_clear (&self->view);
}

/** page_fixture_seed_path: Returns: (transfer full): the first real article, in $TANDAI_SHARED or beside the
 * checkout; it is not the program's to give away, so it may be missing */
char *
page_fixture_seed_path (void)
{
  const char *shared = g_getenv ("TANDAI_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);

  return g_build_filename (shared != NULL ? shared : beside, "data", "articles", "kerusuhan-kazakhstan.txt",
                           NULL);
}

static void
add_standoff_span (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  ViewFixture *view = user_data;
  JsonArray *span = json_node_get_array (node);
  JsonArray *fragments = json_array_get_array_element (span, 1);
  guint n_ranges = json_array_get_length (fragments);
  g_autofree TandaiRange *ranges = g_new (TandaiRange, n_ranges);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_ranges; i++)
    {
      JsonArray *fragment = json_array_get_array_element (fragments, i);

      ranges[i].start = (guint) json_array_get_int_element (fragment, 0);
      ranges[i].end = (guint) json_array_get_int_element (fragment, 1);
    }
  tandai_document_add_span (view->document, json_array_get_string_element (span, 0), ranges, n_ranges,
                            &error);
  g_assert_no_error (error);
}

static void
add_standoff (ViewFixture *view, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  json_array_foreach_element (
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "spans"),
      add_standoff_span, view);
}

static gboolean
copy_span (TandaiSpan *span, gpointer user_data)
{
  ViewFixture *view = user_data;
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  g_autoptr (GError) error = NULL;

  tandai_document_add_span (view->document, tandai_span_get_label (span), ranges, n_ranges, &error);
  g_assert_no_error (error);
  return TRUE;
}

/** page_fixture_add_spans: marks what the sidecar of @path, or the standoff in @path, has; Returns: whether
 * it has any */
gboolean
page_fixture_add_spans (PageFixture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TandaiDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (path, ".json"))
    add_standoff (&self->view, path);
  else
    {
      document = tandai_document_load (file, "", NULL, NULL, &error);
      g_assert_no_error (error);
      tandai_annotation_set_foreach_in (tandai_document_get_annotations (document), 0, G_MAXUINT, copy_span,
                                        &self->view);
    }
  view_fixture_settle (&self->view);
  return tandai_annotation_set_get_n_spans (tandai_document_get_annotations (self->view.document)) > 0;
}

static int
n_paragraphs (PageFixture *self)
{
  return gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view.view)));
}

static guint
count_rows (TandaiSpanLayout *layout)
{
  return (guint) pango_layout_get_line_count (layout->layout);
}

/* The letters of a paragraph; a box each, or one for what is written together. */
static void
list_paragraph (PageFixture *self, TandaiSpanLayout *layout, guint row, GArray *boxes)
{
  double left = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self->view.view));
  PangoLayoutIter *iter = pango_layout_get_iter (layout->layout);
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);

  do
    {
      const char *at = layout->chars + pango_layout_iter_get_index (iter);
      PangoRectangle ink;
      Box box;

      if (pango_layout_iter_get_line_readonly (iter) != line)
        row++;
      line = pango_layout_iter_get_line_readonly (iter);
      pango_layout_iter_get_cluster_extents (iter, &ink, NULL);
      if (ink.width == 0 || ink.height == 0)
        continue;
      graphene_rect_init (&box.rect, (float) (left + ink.x / (double) PANGO_SCALE),
                          (float) (layout->y + ink.y / (double) PANGO_SCALE),
                          (float) (ink.width / (double) PANGO_SCALE),
                          (float) (ink.height / (double) PANGO_SCALE));
      box.row = row;
      box.start = layout->start + (guint) g_utf8_pointer_to_offset (layout->chars, at);
      box.end = box.start + 1;
      g_array_append_val (boxes, box);
    }
  while (pango_layout_iter_next_cluster (iter));
  pango_layout_iter_free (iter);
}

/** page_fixture_list_ink: Returns: (transfer full) (element-type Box): where there is ink of the article's
 * letters */
GArray *
page_fixture_list_ink (PageFixture *self)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  guint row = 0;

  for (int line = 0; line < n_paragraphs (self); line++)
    {
      TandaiSpanLayout *layout = tandai_span_painter_get_layout (self->spans, line);

      if (layout->end > layout->start)
        list_paragraph (self, layout, row, boxes);
      row += count_rows (layout);
    }
  return boxes;
}

static void
add_shapes (TandaiSpanItem *item, guint row, GArray *shapes)
{
  for (guint i = 0; i < item->pieces->len; i++)
    {
      const TandaiSpanPiece *piece = &g_array_index (item->pieces, TandaiSpanPiece, i);
      double top = piece->cap - tandai_span_nest_top (item);
      Box box = { .row = row + piece->row, .start = item->hull.start, .end = item->hull.end };

      graphene_rect_init (&box.rect, (float) (piece->x - item->before), (float) top,
                          (float) (piece->width + item->before + item->after),
                          (float) (piece->bottom + tandai_span_nest_bottom (item) - top));
      g_array_append_val (shapes, box);
    }
}

static guint
first_row (TandaiSpanItem *item)
{
  for (guint i = 0; i < item->pieces->len; i++)
    if (g_array_index (item->pieces, TandaiSpanPiece, i).first)
      return g_array_index (item->pieces, TandaiSpanPiece, i).row;
  return 0;
}

static void
add_name (PageFixture *self, TandaiSpanNames *page, TandaiSpanItem *item, guint row, GArray *names)
{
  Box box = { .row = row + first_row (item), .start = item->hull.start, .end = item->hull.end };

  if (tandai_span_names_place (page, item,
                               tandai_span_painter_get_name (self->spans, tandai_span_get_label (item->span)),
                               &box.rect))
    g_array_append_val (names, box);
}

/**
 * page_fixture_find:
 * @self: a page
 * @shapes: (element-type Box): where what is drawn round words is added
 * @names: (element-type Box): where the names of labels are added
 *
 * Finds where the whole article's spans and names are drawn.
 */
void
page_fixture_find (PageFixture *self, GArray *shapes, GArray *names)
{
  g_autoptr (TandaiSpanNames) page = tandai_span_painter_new_page (self->spans);
  guint row = 0;

  for (int line = 0; line < n_paragraphs (self); line++)
    {
      g_autoptr (GPtrArray) items = tandai_span_painter_find_items (self->spans, line, page);

      for (guint i = 0; i < items->len; i++)
        {
          add_shapes (items->pdata[i], row, shapes);
          add_name (self, page, items->pdata[i], row, names);
        }
      row += count_rows (tandai_span_painter_get_layout (self->spans, line));
    }
}
