/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui/tandai-label-style.h"
#include "gui/tandai-link-painter.h"
#include "gui/tandai-mark.h"
#include "gui/tandai-span-draw.h"
#include "gui/tandai-span-layout.h"
#include "gui/tandai-span-names.h"
#include "gui/tandai-span-nest.h"
#include "gui/tandai-span-painter.h"

/* So many paragraphs' layouts are kept; more than any screen shows. */
#define MAX_LAYOUTS 400

/* No name stands nearer to the view's edge. */
#define MARGIN 4

struct _TandaiSpanPainter
{
  GtkTextView *view;
  TandaiDocument *document;
  TandaiViewMap *map;
  GHashTable *layouts;
  GHashTable *names;
  GPtrArray *marks;
  char *selected;
  char *current;
  TandaiLinkPainter *links;
  gboolean show_names;
  gboolean show_links;
};

/* One paragraph that is being drawn. */
typedef struct
{
  TandaiSpanPainter *painter;
  TandaiSpanLayout *layout;
  GPtrArray *items;
  TandaiPage page;
} Paragraph;

/** tandai_span_painter_new: Returns: (transfer full): a painter for @view, which owns it */
TandaiSpanPainter *
tandai_span_painter_new (GtkTextView *view)
{
  TandaiSpanPainter *self = g_new0 (TandaiSpanPainter, 1);

  self->view = view;
  self->show_names = TRUE;
  self->links = tandai_link_painter_new (view, self);
  self->layouts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) tandai_span_layout_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  return self;
}

/** tandai_span_painter_free: frees a painter */
void
tandai_span_painter_free (TandaiSpanPainter *self)
{
  g_clear_object (&self->document);
  tandai_link_painter_free (self->links);
  g_hash_table_unref (self->layouts);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_free (self->selected);
  g_free (self->current);
  g_free (self);
}

/**
 * tandai_span_painter_set_document:
 * @self: a painter
 * @document: (nullable): whose spans are drawn
 * @map: (nullable): its offsets in the view; borrowed
 */
void
tandai_span_painter_set_document (TandaiSpanPainter *self, TandaiDocument *document, TandaiViewMap *map)
{
  g_set_object (&self->document, document);
  self->map = map;
  tandai_link_painter_set_document (self->links, document, map);
  tandai_span_painter_set_emphasis (self, NULL, NULL);
  tandai_span_painter_take_marks (self, NULL);
  tandai_span_painter_invalidate (self);
}

/** tandai_span_painter_set_emphasis: says which span is selected and which is current, by id or %NULL */
void
tandai_span_painter_set_emphasis (TandaiSpanPainter *self, const char *selected, const char *current)
{
  g_autofree char *old_selected = self->selected;
  g_autofree char *old_current = self->current;

  self->selected = g_strdup (selected);
  self->current = g_strdup (current);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/** tandai_span_painter_take_marks: draws @marks (transfer full) (nullable) (element-type TandaiMark) from now
 * on, in place of those before */
void
tandai_span_painter_take_marks (TandaiSpanPainter *self, GPtrArray *marks)
{
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/** tandai_span_painter_set_names: says whether labels' names are drawn */
void
tandai_span_painter_set_names (TandaiSpanPainter *self, gboolean show)
{
  self->show_names = show;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/** tandai_span_painter_set_links: says whether the links of all spans are drawn, not only the current one's
 */
void
tandai_span_painter_set_links (TandaiSpanPainter *self, gboolean show)
{
  self->show_links = show;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/** tandai_span_painter_invalidate: forgets all geometry: the width, font or text has changed */
void
tandai_span_painter_invalidate (TandaiSpanPainter *self)
{
  g_hash_table_remove_all (self->layouts);
  g_hash_table_remove_all (self->names);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/** tandai_span_painter_get_layout: Returns: (transfer none): where the words of a paragraph stand now */
TandaiSpanLayout *
tandai_span_painter_get_layout (TandaiSpanPainter *self, int line)
{
  TandaiSpanLayout *layout = g_hash_table_lookup (self->layouts, GINT_TO_POINTER (line));

  if (layout == NULL)
    {
      if (g_hash_table_size (self->layouts) >= MAX_LAYOUTS)
        g_hash_table_remove_all (self->layouts);
      layout = tandai_span_layout_new (self->view, line);
      g_hash_table_insert (self->layouts, GINT_TO_POINTER (line), layout);
    }
  tandai_span_layout_place (layout, self->view);
  return layout;
}

/** tandai_span_painter_get_name: Returns: (transfer none): a label's name, as it stands over its spans */
PangoLayout *
tandai_span_painter_get_name (TandaiSpanPainter *self, const char *label)
{
  const TandaiLabelDef *def =
      tandai_schema_find_label (tandai_document_get_schema (self->document), label, NULL);
  PangoLayout *name = g_hash_table_lookup (self->names, label);

  if (name == NULL)
    {
      name = tandai_span_names_layout (GTK_WIDGET (self->view), def != NULL ? def->title : label);
      g_hash_table_insert (self->names, (gpointer) tandai_span_intern_label (label), name);
    }
  return name;
}

/* Where some fragments stand in the paragraph; empty where they stand elsewhere. */
static GArray *
find_pieces (Paragraph *paragraph, const TandaiRange *ranges, guint n_ranges)
{
  TandaiSpanPainter *self = paragraph->painter;
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));

  for (guint i = 0; i < n_ranges; i++)
    {
      TandaiRange range = { tandai_view_map_to_view (self->map, ranges[i].start),
                            tandai_view_map_to_view (self->map, ranges[i].end) };
      TandaiSpanEnds ends = (i == 0 ? TANDAI_SPAN_START : 0) | (i == n_ranges - 1 ? TANDAI_SPAN_END : 0);
      guint from = pieces->len;

      tandai_span_layout_pieces (paragraph->layout, self->view, range, ends, pieces);
      for (guint j = from; j < pieces->len; j++)
        g_array_index (pieces, TandaiSpanPiece, j).fragment = i;
    }
  return pieces;
}

static gboolean
add_item (TandaiSpan *span, gpointer user_data)
{
  Paragraph *paragraph = user_data;
  TandaiSpanPainter *self = paragraph->painter;
  TandaiSpanItem *item;
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);
  g_autoptr (GArray) pieces = find_pieces (paragraph, ranges, n_ranges);

  if (pieces->len == 0)
    return TRUE;
  item = g_new0 (TandaiSpanItem, 1);
  item->span = span;
  item->hull = tandai_span_get_hull (span);
  item->ranges = ranges;
  item->n_ranges = n_ranges;
  item->pieces = g_steal_pointer (&pieces);
  item->style = tandai_label_style (tandai_document_get_schema (self->document), tandai_span_get_label (span),
                                    paragraph->page);
  item->selected = g_strcmp0 (self->selected, tandai_span_get_id (span)) == 0;
  item->current = g_strcmp0 (self->current, tandai_span_get_id (span)) == 0;
  g_ptr_array_add (paragraph->items, item);
  return TRUE;
}

/* A mark without a label has the colour of the words. */
static GdkRGBA
mark_color (Paragraph *paragraph, const TandaiMark *mark)
{
  TandaiSpanPainter *self = paragraph->painter;
  GdkRGBA color;

  if (mark->label != NULL)
    return tandai_label_style (tandai_document_get_schema (self->document), mark->label, paragraph->page)
        .line;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self->view)), &color);
  return color;
}

static void
draw_mark (Paragraph *paragraph, GtkSnapshot *snapshot, const TandaiMark *mark)
{
  const TandaiRange *ranges = (const TandaiRange *) (void *) mark->ranges->data;
  guint n_ranges = mark->ranges->len;
  TandaiSpanPainter *self = paragraph->painter;
  g_autoptr (GArray) pieces = NULL;
  GdkRGBA color;

  if (tandai_view_map_to_view (self->map, ranges[0].start) >= paragraph->layout->end
      || tandai_view_map_to_view (self->map, ranges[n_ranges - 1].end) <= paragraph->layout->start)
    return;
  color = mark_color (paragraph, mark);
  pieces = find_pieces (paragraph, ranges, n_ranges);
  for (guint i = 0; i < pieces->len; i++)
    tandai_mark_draw (snapshot, mark->kind, &color, &g_array_index (pieces, TandaiSpanPiece, i));
}

static void
draw_marks (Paragraph *paragraph, GtkSnapshot *snapshot)
{
  GPtrArray *marks = paragraph->painter->marks;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    draw_mark (paragraph, snapshot, g_ptr_array_index (marks, i));
}

static void
item_free (TandaiSpanItem *item)
{
  g_array_unref (item->pieces);
  g_free (item);
}

static void
draw_shapes (GPtrArray *items, GtkSnapshot *snapshot)
{
  for (int shape = TANDAI_N_LABEL_SHAPES - 1; shape >= 0; shape--)
    for (guint i = 0; i < items->len; i++)
      {
        TandaiSpanItem *item = g_ptr_array_index (items, i);

        if ((int) item->style.shape == shape)
          tandai_span_draw_shape (snapshot, item);
      }
}

static void
draw_names (TandaiSpanPainter *self, GPtrArray *items, TandaiSpanNames *names, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < items->len; i++)
    {
      TandaiSpanItem *item = g_ptr_array_index (items, i);

      tandai_span_names_draw (names, snapshot, item,
                              tandai_span_painter_get_name (self, tandai_span_get_label (item->span)));
    }
}

/* To count its lines is to lay it out, which is worth it only where there are spans. */
static void
begin_paragraph (Paragraph *paragraph, TandaiSpanNames *names)
{
  GtkTextView *view = paragraph->painter->view;
  GPtrArray *items = paragraph->items;
  int room = gtk_text_view_get_pixels_above_lines (view) + gtk_text_view_get_pixels_below_lines (view);
  guint n_rows = items->len > 0 ? (guint) pango_layout_get_line_count (paragraph->layout->layout) : 1;

  tandai_span_names_paragraph (names, n_rows, paragraph->layout->y - room);
  if (items->len > 0 && paragraph->layout->tall)
    tandai_span_names_keep_off_letters (names, paragraph->layout, gtk_text_view_get_left_margin (view));
  tandai_span_nest (items, gtk_text_view_get_pixels_inside_wrap (view));
  for (guint i = 0; i < items->len; i++)
    tandai_span_names_keep_off (names, g_ptr_array_index (items, i));
}

/**
 * tandai_span_painter_find_items:
 * @self: a painter
 * @line: a paragraph
 * @names: a page, which goes on to the paragraph
 *
 * Returns: (transfer full) (element-type TandaiSpanItem): its spans, as they are drawn
 */
GPtrArray *
tandai_span_painter_find_items (TandaiSpanPainter *self, int line, TandaiSpanNames *names)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  Paragraph paragraph = { self, tandai_span_painter_get_layout (self, line), items, tandai_page_now () };

  tandai_annotation_set_foreach_in (tandai_document_get_annotations (self->document),
                                    tandai_view_map_to_document (self->map, paragraph.layout->start),
                                    tandai_view_map_to_document (self->map, paragraph.layout->end), add_item,
                                    &paragraph);
  begin_paragraph (&paragraph, names);
  return items;
}

static void
draw_paragraph (TandaiSpanPainter *self, GtkSnapshot *snapshot, int line, TandaiSpanNames *names)
{
  g_autoptr (GPtrArray) items = tandai_span_painter_find_items (self, line, names);
  Paragraph paragraph = { self, tandai_span_painter_get_layout (self, line), items, tandai_page_now () };

  draw_shapes (items, snapshot);
  if (self->show_names)
    draw_names (self, items, names, snapshot);
  draw_marks (&paragraph, snapshot);
}

/** tandai_span_painter_new_page: Returns: (transfer full): an empty page for the names of what is drawn */
TandaiSpanNames *
tandai_span_painter_new_page (TandaiSpanPainter *self)
{
  return tandai_span_names_new (gtk_text_view_get_pixels_inside_wrap (self->view),
                                gtk_widget_get_width (GTK_WIDGET (self->view)) - MARGIN);
}

/**
 * tandai_span_painter_snapshot:
 * @self: a painter
 * @snapshot: where to draw, in buffer coordinates
 *
 * Draws the spans of the paragraphs that are visible.
 */
void
tandai_span_painter_snapshot (TandaiSpanPainter *self, GtkSnapshot *snapshot)
{
  g_autoptr (TandaiSpanNames) names = tandai_span_painter_new_page (self);
  GdkRectangle visible;
  GtkTextIter iter;

  if (self->document == NULL)
    return;
  /* Below all else: a link begins and ends under the line of its span, and a name stands over it. */
  tandai_link_painter_snapshot (self->links, snapshot,
                                self->selected != NULL ? self->selected : self->current, self->show_links);
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter, visible.y, NULL);
  do
    {
      int y;
      int height;

      gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
      if (y > visible.y + visible.height)
        break;
      draw_paragraph (self, snapshot, gtk_text_iter_get_line (&iter), names);
    }
  while (gtk_text_iter_forward_line (&iter));
}
