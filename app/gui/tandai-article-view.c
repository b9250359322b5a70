/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "core/tandai-words.h"
#include "gui/tandai-article-view-private.h"
#include "gui/tandai-caret.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-trace.h"

#define FONT_PIXELS      17
#define MEASURE_EMS      42
#define MARGIN_PIXELS    32
#define WRAP_PIXELS      15
#define PARAGRAPH_PIXELS 9

/* What is put into the buffer at once: the first screens, then pieces that take about 10 ms each. */
#define FIRST_BYTES (256 * 1024)
#define PIECE_BYTES (512 * 1024)
#define LARGE_BYTES (2 * 1024 * 1024)

/* After what is drawn, but before GtkTextView lays out what is not: that takes much longer. */
#define FILL_PRIORITY (GTK_TEXT_VIEW_PRIORITY_VALIDATE - 1)

G_DEFINE_FINAL_TYPE (TandaiArticleView, tandai_article_view, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_0,
  PROP_SERIF,
  PROP_SHOW_LINKS,
  PROP_SHOW_NAMES,
  PROP_ZOOM,
  N_PROPS,
};

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_SPAN_SELECTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (TandaiArticleView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

/* The code point of the document at a place of the buffer. */
guint
_tandai_article_view_to_document (TandaiArticleView *self, const GtkTextIter *iter)
{
  return tandai_view_map_to_document (self->map, (guint) gtk_text_iter_get_offset (iter));
}

/* The place in the buffer of a code point of the document. */
void
_tandai_article_view_to_iter (TandaiArticleView *self, guint offset, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), iter,
                                      (int) tandai_view_map_to_view (self->map, offset));
}

/* How much larger all is than at 96 dots per inch: the desktop's Large Text and the zoom. */
static double
get_scale (TandaiArticleView *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return self->zoom * (dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0);
}

static void
update_font (TandaiArticleView *self)
{
  double scale = get_scale (self);
  g_autofree char *size = g_strdup_printf ("%d", (int) (FONT_PIXELS * scale + 0.5));
  g_autofree char *css =
      g_strconcat ("textview.article { font-family: ",
                   self->serif ? "\"Noto Serif\", serif" : "Cantarell, \"Noto Sans\", sans-serif",
                   "; font-size: ", size, "px; }", NULL);
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_css_provider_load_from_data (self->css, css, -1);
  gtk_text_view_set_pixels_inside_wrap (view, (int) (WRAP_PIXELS * scale));
  gtk_text_view_set_pixels_above_lines (view, (int) (PARAGRAPH_PIXELS * scale));
  gtk_text_view_set_pixels_below_lines (view, (int) (PARAGRAPH_PIXELS * scale));
  self->width = 0;
  tandai_span_painter_invalidate (self->painter);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update_description (TandaiArticleView *self)
{
  g_autoptr (GPtrArray) spans =
      tandai_annotation_set_list_at (tandai_document_get_annotations (self->document),
                                     tandai_article_view_get_caret (self));
  GString *description = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      TandaiSpan *span = g_ptr_array_index (spans, i);
      const TandaiLabelDef *def = tandai_schema_find_label (tandai_document_get_schema (self->document),
                                                            tandai_span_get_label (span), NULL);

      if (i > 0)
        g_string_append (description, ", ");
      g_string_append (description, def != NULL ? def->title : tandai_span_get_label (span));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description->str, -1);
  g_string_free (description, TRUE);
}

static void
cursor_moved_cb (GtkTextBuffer *buffer, GParamSpec *pspec, TandaiArticleView *self)
{
  if (self->document == NULL || self->map == NULL)
    return;
  update_description (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
document_changed_cb (TandaiDocument *document, TandaiStep *step, gboolean undone, TandaiArticleView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dpi_changed_cb (GtkSettings *settings, GParamSpec *pspec, TandaiArticleView *self)
{
  update_font (self);
}

/* Puts the next piece of the text into the buffer; returns whether there is more. */
static gboolean
append_piece (TandaiArticleView *self, gsize limit)
{
  TandaiText *text = tandai_document_get_text (self->document);
  g_autofree char *owned = NULL;
  gsize n_bytes;
  const char *piece =
      tandai_view_map_peek_piece (self->map, text, &self->filled_bytes, limit, &n_bytes, &owned);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (get_buffer (self), &end);
  gtk_text_buffer_insert (get_buffer (self), &end, piece, (int) n_bytes);
  return self->filled_bytes < tandai_text_get_bytes (text);
}

static gboolean
fill_cb (gpointer user_data)
{
  TandaiArticleView *self = user_data;

  if (append_piece (self, PIECE_BYTES))
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

/* Something needs a place that may not be in the buffer yet. */
static void
fill_to (TandaiArticleView *self, guint offset)
{
  int needed = (int) tandai_view_map_to_view (self->map, offset);

  while (self->fill_source != 0 && gtk_text_buffer_get_char_count (get_buffer (self)) <= needed)
    if (!append_piece (self, PIECE_BYTES))
      g_clear_handle_id (&self->fill_source, g_source_remove);
}

static void
fill (TandaiArticleView *self)
{
  gsize n_bytes = tandai_text_get_bytes (tandai_document_get_text (self->document));
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start;

  self->filled_bytes = 0;
  gtk_text_buffer_set_text (buffer, "", 0);
  if (append_piece (self, n_bytes > LARGE_BYTES ? FIRST_BYTES : LARGE_BYTES))
    self->fill_source = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static gboolean
extend_selection (GtkTextView *view,
                  GtkTextExtendSelection granularity,
                  const GtkTextIter *location,
                  GtkTextIter *start,
                  GtkTextIter *end)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (view);
  TandaiText *text = self->document != NULL ? tandai_document_get_text (self->document) : NULL;
  TandaiRange range;

  if (text == NULL)
    return GDK_EVENT_PROPAGATE;
  if (granularity == GTK_TEXT_EXTEND_SELECTION_LINE)
    range = tandai_words_sentence_at (text, _tandai_article_view_to_document (self, location));
  else if (!tandai_words_word_at (text, _tandai_article_view_to_document (self, location), &range))
    return GDK_EVENT_PROPAGATE;
  _tandai_article_view_to_iter (self, range.start, start);
  _tandai_article_view_to_iter (self, range.end, end);
  return GDK_EVENT_STOP;
}

/* GtkTextView's words are not those of Indonesian, and its paragraphs end where a long one had to be broken.
 */
static void
move_cursor (GtkTextView *view, GtkMovementStep step, int count, gboolean extend)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (view);
  guint to;
  GtkTextIter iter;

  if (self->document == NULL || (step != GTK_MOVEMENT_WORDS && step != GTK_MOVEMENT_PARAGRAPHS))
    {
      GTK_TEXT_VIEW_CLASS (tandai_article_view_parent_class)->move_cursor (view, step, count, extend);
      return;
    }
  to = tandai_caret_step (tandai_document_get_text (self->document), self->lists,
                          tandai_article_view_get_caret (self), step, count);
  fill_to (self, to);
  _tandai_article_view_to_iter (self, to, &iter);
  if (extend)
    gtk_text_buffer_move_mark (get_buffer (self), gtk_text_buffer_get_insert (get_buffer (self)), &iter);
  else
    gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  tandai_article_view_scroll_to (self, to);
}

static void
snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->map == NULL)
    return;
  tandai_match_painter_snapshot (self->matches, snapshot);
  tandai_span_painter_snapshot (self->painter, snapshot);
  tandai_trace ("spans");
}

static void
copy_clipboard (GtkTextView *view)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (view);
  g_autofree char *words = NULL;
  TandaiRange range;

  if (!tandai_article_view_get_selection (self, &range))
    return;
  words = tandai_text_slice (tandai_document_get_text (self->document), range.start, range.end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
}

static void
tandai_article_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (widget);

  if (width != self->width)
    {
      int measure = (int) (MEASURE_EMS * FONT_PIXELS * get_scale (self));
      int margin = MAX (MARGIN_PIXELS, (width - measure) / 2);

      self->width = width;
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), margin);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), margin);
      tandai_span_painter_invalidate (self->painter);
    }
  GTK_WIDGET_CLASS (tandai_article_view_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
tandai_article_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (widget);

  GTK_WIDGET_CLASS (tandai_article_view_parent_class)->css_changed (widget, change);
  if (self->painter != NULL)
    tandai_span_painter_invalidate (self->painter);
}

static void
tandai_article_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_SERIF:
      g_value_set_boolean (value, self->serif);
      break;
    case PROP_SHOW_LINKS:
      g_value_set_boolean (value, self->show_links);
      break;
    case PROP_SHOW_NAMES:
      g_value_set_boolean (value, self->show_names);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tandai_article_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_SERIF:
      self->serif = g_value_get_boolean (value);
      update_font (self);
      break;
    case PROP_SHOW_LINKS:
      self->show_links = g_value_get_boolean (value);
      tandai_span_painter_set_links (self->painter, self->show_links);
      break;
    case PROP_SHOW_NAMES:
      self->show_names = g_value_get_boolean (value);
      tandai_span_painter_set_names (self->painter, self->show_names);
      break;
    case PROP_ZOOM:
      self->zoom = g_value_get_double (value);
      update_font (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tandai_article_view_dispose (GObject *object)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_handle_id (&self->release_source, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (tandai_article_view_parent_class)->dispose (object);
}

static void
tandai_article_view_finalize (GObject *object)
{
  TandaiArticleView *self = TANDAI_ARTICLE_VIEW (object);

  g_clear_pointer (&self->matches, tandai_match_painter_free);
  g_clear_pointer (&self->painter, tandai_span_painter_free);
  g_clear_pointer (&self->map, tandai_view_map_free);
  g_clear_object (&self->css);
  tandai_word_lists_unref (self->lists);
  g_free (self->selected);
  g_free (self->current);
  G_OBJECT_CLASS (tandai_article_view_parent_class)->finalize (object);
}

/* GtkTextView's F7 would hide the caret, and with it where the keys act. */
static void
keep_cursor_visible (GtkTextView *view)
{
}

static void
tandai_article_view_class_init (TandaiArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tandai_article_view_get_property;
  object_class->set_property = tandai_article_view_set_property;
  object_class->dispose = tandai_article_view_dispose;
  object_class->finalize = tandai_article_view_finalize;
  widget_class->size_allocate = tandai_article_view_size_allocate;
  widget_class->css_changed = tandai_article_view_css_changed;
  view_class->extend_selection = extend_selection;
  view_class->snapshot_layer = snapshot_layer;
  view_class->copy_clipboard = copy_clipboard;
  view_class->move_cursor = move_cursor;
  g_signal_override_class_handler ("toggle-cursor-visible", G_TYPE_FROM_CLASS (klass),
                                   G_CALLBACK (keep_cursor_visible));

  properties[PROP_SERIF] = g_param_spec_boolean ("serif", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_LINKS] = g_param_spec_boolean ("show-links", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_NAMES] = g_param_spec_boolean ("show-names", NULL, NULL, TRUE, flags);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, TANDAI_ZOOM_MIN, TANDAI_ZOOM_MAX, 1.0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass),
                                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SPAN_SELECTED] = g_signal_new ("span-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tandai_article_view_init (TandaiArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->zoom = 1.0;
  self->serif = TRUE;
  self->show_names = TRUE;
  self->last_click = -1;
  self->painter = tandai_span_painter_new (view);
  self->lists = tandai_word_lists_ref (tandai_word_lists_get_default ());
  self->matches = tandai_match_painter_new (view, self->painter);
  self->css = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->css),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article");
  gtk_text_view_set_editable (view, FALSE);
  /* Its undo would keep a copy of the text. */
  gtk_text_buffer_set_enable_undo (get_buffer (self), FALSE);
  gtk_text_view_set_cursor_visible (view, TRUE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 24);
  gtk_text_view_set_bottom_margin (view, 48);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Article"), -1);
  _tandai_article_view_add_pointer (self);
  g_signal_connect_object (get_buffer (self), "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           0);
  g_signal_connect_object (get_buffer (self), "notify::has-selection", G_CALLBACK (cursor_moved_cb), self, 0);
  tandai_page_watch (GTK_WIDGET (self));
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (dpi_changed_cb), self, 0);
  update_font (self);
}

/**
 * tandai_article_view_set_document:
 * @self: a view
 * @document: (nullable): what it shows
 *
 * Shows a document from its start. Texts above 2 MB are filled in pieces.
 */
void
tandai_article_view_set_document (TandaiArticleView *self, TandaiDocument *document)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  g_set_object (&self->document, document);
  tandai_span_painter_set_document (self->painter, NULL, NULL);
  tandai_match_painter_set_map (self->matches, NULL);
  g_clear_pointer (&self->map, tandai_view_map_free);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->current, g_free);
  self->last_click = -1;
  if (document == NULL)
    {
      gtk_text_buffer_set_text (get_buffer (self), "", 0);
      return;
    }
  self->map = tandai_view_map_new (tandai_document_get_text (document));
  tandai_span_painter_set_document (self->painter, document, self->map);
  tandai_match_painter_set_map (self->matches, self->map);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  fill (self);
  /* GTK 4.8 lays the new text out while it is painted, and paints a scrollbar that lost its place over that,
   * unless all that is round the text gets its place before. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * tandai_article_view_get_selection:
 * @self: a view
 * @range: (out): what is marked
 *
 * Returns: whether something is marked
 */
gboolean
tandai_article_view_get_selection (TandaiArticleView *self, TandaiRange *range)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->document == NULL || !gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return FALSE;
  range->start = _tandai_article_view_to_document (self, &start);
  range->end = _tandai_article_view_to_document (self, &end);
  return range->start < range->end;
}

/** tandai_article_view_select_range: marks a stretch exactly and brings it into view */
void
tandai_article_view_select_range (TandaiArticleView *self, guint start, guint end)
{
  guint length;
  GtkTextIter start_iter;
  GtkTextIter end_iter;

  if (self->document == NULL)
    return;
  fill_to (self, MAX (start, end));
  length = tandai_text_get_length (tandai_document_get_text (self->document));
  _tandai_article_view_to_iter (self, MIN (start, length), &start_iter);
  _tandai_article_view_to_iter (self, MIN (end, length), &end_iter);
  gtk_text_buffer_select_range (get_buffer (self), &end_iter, &start_iter);
  tandai_article_view_scroll_to (self, MIN (start, length));
}

/** tandai_article_view_clear_selection: leaves the caret where it is and marks nothing */
void
tandai_article_view_clear_selection (TandaiArticleView *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
}

/** tandai_article_view_get_caret: Returns: where the caret is */
guint
tandai_article_view_get_caret (TandaiArticleView *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  return self->map != NULL ? _tandai_article_view_to_document (self, &iter) : 0;
}

/**
 * tandai_article_view_get_place:
 * @self: a view
 * @offset: a code point
 * @place: (out): where it stands, in the widget's coordinates
 */
void
tandai_article_view_get_place (TandaiArticleView *self, guint offset, GdkRectangle *place)
{
  GtkTextIter iter;

  _tandai_article_view_to_iter (self, offset, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, place->x, place->y,
                                         &place->x, &place->y);
}

static void
scroll_to (TandaiArticleView *self, guint offset, gboolean to_top)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextMark *mark;
  GtkTextIter iter;

  if (self->document == NULL)
    return;
  fill_to (self, offset);
  _tandai_article_view_to_iter (self, offset, &iter);
  /* A mark waits until the lines above it have their heights; an iterator would not. */
  mark = gtk_text_buffer_get_mark (buffer, "tandai-scroll");
  if (mark == NULL)
    mark = gtk_text_buffer_create_mark (buffer, "tandai-scroll", &iter, TRUE);
  else
    gtk_text_buffer_move_mark (buffer, mark, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, to_top ? 0 : 0.1, to_top, 0, 0);
}

/** tandai_article_view_scroll_to: brings a place into view, with the least movement */
void
tandai_article_view_scroll_to (TandaiArticleView *self, guint offset)
{
  scroll_to (self, offset, FALSE);
}

/** tandai_article_view_show_place: puts the caret somewhere and @top at the top; both may be beyond the end
 */
void
tandai_article_view_show_place (TandaiArticleView *self, guint caret, guint top)
{
  guint length =
      self->document != NULL ? tandai_text_get_length (tandai_document_get_text (self->document)) : 0;

  tandai_article_view_place_caret (self, MIN (caret, length));
  scroll_to (self, MIN (top, length), TRUE);
}

/** tandai_article_view_set_selected_span: draws a span with handles; %NULL for none */
void
tandai_article_view_set_selected_span (TandaiArticleView *self, const char *id)
{
  g_autofree char *old = self->selected;

  self->selected = g_strdup (id);
  tandai_span_painter_set_emphasis (self->painter, self->selected, self->current);
}

/** tandai_article_view_get_selected_span: Returns: (nullable): the id of the span that is drawn with handles
 */
const char *
tandai_article_view_get_selected_span (TandaiArticleView *self)
{
  return self->selected;
}

/** tandai_article_view_set_current_span: says what + and − act on; %NULL for none */
void
tandai_article_view_set_current_span (TandaiArticleView *self, const char *id)
{
  g_autofree char *old = self->current;

  self->current = g_strdup (id);
  tandai_span_painter_set_emphasis (self->painter, self->selected, self->current);
}

/** tandai_article_view_get_current_span: Returns: (nullable): the id of the span that + and − act on */
const char *
tandai_article_view_get_current_span (TandaiArticleView *self)
{
  return self->current;
}

/** tandai_article_view_place_caret: puts the caret somewhere, marks nothing, and brings it into view */
void
tandai_article_view_place_caret (TandaiArticleView *self, guint offset)
{
  GtkTextIter iter;

  if (self->document == NULL)
    return;
  fill_to (self, offset);
  _tandai_article_view_to_iter (self, offset, &iter);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  tandai_article_view_scroll_to (self, offset);
}

/** tandai_article_view_get_visible_range: tells which lines are on the screen, in code points */
void
tandai_article_view_get_visible_range (TandaiArticleView *self, TandaiRange *range)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle visible;
  GtkTextIter iter;

  *range = (TandaiRange){ 0, 0 };
  if (self->map == NULL)
    return;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  range->start = _tandai_article_view_to_document (self, &iter);
  gtk_text_view_get_line_at_y (view, &iter, visible.y + visible.height, NULL);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  range->end = _tandai_article_view_to_document (self, &iter);
}

/** tandai_article_view_take_marks: draws @marks (transfer full) (nullable) (element-type TandaiMark) from now
 * on */
void
tandai_article_view_take_marks (TandaiArticleView *self, GPtrArray *marks)
{
  tandai_span_painter_take_marks (self->painter, marks);
}

/** tandai_article_view_set_word_lists: says by which words the caret moves with Ctrl */
void
tandai_article_view_set_word_lists (TandaiArticleView *self, TandaiWordLists *lists)
{
  tandai_word_lists_ref (lists);
  tandai_word_lists_unref (self->lists);
  self->lists = lists;
}

/** tandai_article_view_get_matches: Returns: (transfer none): what draws the matches of a search */
TandaiMatchPainter *
tandai_article_view_get_matches (TandaiArticleView *self)
{
  return self->matches;
}
