/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-layout.h"

/* GtkTextView keeps a pixel for the caret at the end of a line. */
#define CARET_PIXELS 1

/* How high letters with an accent stand over the base line. */
#define CAP_EMS 0.92

/* Letters give a paragraph its direction. A few other characters do so too: where they stand alone, the view
 * is asked in vain, which costs little. */
static gboolean
has_letter (const char *chars)
{
  for (; *chars != '\0'; chars = g_utf8_next_char (chars))
    switch (g_unichar_type (g_utf8_get_char (chars)))
      {
      case G_UNICODE_UPPERCASE_LETTER:
      case G_UNICODE_LOWERCASE_LETTER:
      case G_UNICODE_TITLECASE_LETTER:
      case G_UNICODE_OTHER_LETTER:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/* Latin letters with one accent are within the cap, and so are the marks of punctuation. */
static gboolean
has_tall (const char *chars)
{
  for (; *chars != '\0'; chars = g_utf8_next_char (chars))
    {
      gunichar c = (guchar) *chars < 0x80 ? (gunichar) *chars : g_utf8_get_char (chars);

      if (c >= 0x180 && (c < 0x2010 || c > 0x205E))
        return TRUE;
    }
  return FALSE;
}

/* Pango aligns to the left or right as the context's direction has it, and turns that where a paragraph's own
 * direction is the other one: so both are said. */
static void
set_direction (TandaiSpanLayout *self, PangoDirection direction)
{
  self->direction = direction;
  pango_context_set_base_dir (pango_layout_get_context (self->layout), direction);
  pango_layout_context_changed (self->layout);
  pango_layout_set_alignment (self->layout,
                              direction == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/* A context of its own, where the paragraph's direction is not the widget's for sure, costs as much as a
 * short paragraph. */
static void
make_layout (TandaiSpanLayout *self, GtkTextView *view)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (view));

  if (!self->neutral && pango_context_get_base_dir (context) == PANGO_DIRECTION_LTR)
    {
      self->layout = pango_layout_new (context);
      return;
    }
  context = gtk_widget_create_pango_context (GTK_WIDGET (view));
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  set_direction (self, PANGO_DIRECTION_LTR);
}

/**
 * tandai_span_layout_new:
 * @view: a view without tags, indents or tabs of its own
 * @line: a line of its buffer
 *
 * Returns: (transfer full): the layout of that paragraph; tandai_span_layout_place() tells it where it is
 */
TandaiSpanLayout *
tandai_span_layout_new (GtkTextView *view, int line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  TandaiSpanLayout *self = g_new0 (TandaiSpanLayout, 1);
  int width = gtk_widget_get_width (GTK_WIDGET (view)) - gtk_text_view_get_left_margin (view)
              - gtk_text_view_get_right_margin (view) - CARET_PIXELS;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  self->line = line;
  self->start = (guint) gtk_text_iter_get_offset (&start);
  self->end = (guint) gtk_text_iter_get_offset (&end);
  self->chars = gtk_text_iter_get_slice (&start, &end);
  self->neutral = !has_letter (self->chars);
  self->tall = has_tall (self->chars);
  self->em = pango_font_description_get_size (
                 pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (view))))
             / (double) PANGO_SCALE;
  make_layout (self, view);
  pango_layout_set_text (self->layout, self->chars, -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_spacing (self->layout, gtk_text_view_get_pixels_inside_wrap (view) * PANGO_SCALE);
  return self;
}

/** tandai_span_layout_free: frees a layout */
void
tandai_span_layout_free (TandaiSpanLayout *self)
{
  g_object_unref (self->layout);
  g_free (self->chars);
  g_free (self);
}

static double
first_x (TandaiSpanLayout *self, GtkTextView *view)
{
  PangoRectangle place;

  pango_layout_index_to_pos (self->layout, 0, &place);
  return gtk_text_view_get_left_margin (view) + place.x / (double) PANGO_SCALE;
}

static void
turn (TandaiSpanLayout *self)
{
  set_direction (self, self->direction == PANGO_DIRECTION_RTL ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);
}

/* A paragraph without letters takes its direction from others, or from the keyboard while the caret is in it:
 * where the view has the first character tells which. */
static void
follow_direction (TandaiSpanLayout *self, GtkTextView *view, const GtkTextIter *start)
{
  GdkRectangle place;
  double before = first_x (self, view);

  gtk_text_view_get_iter_location (view, start, &place);
  if (fabs (before - place.x) <= 1.0)
    return;
  turn (self);
  if (fabs (first_x (self, view) - place.x) > fabs (before - place.x))
    turn (self);
}

/**
 * tandai_span_layout_place:
 * @self: a paragraph's layout
 * @view: its view
 *
 * Finds where the paragraph is now: those above it may have changed their
 * height, and one without letters its direction.
 */
void
tandai_span_layout_place (TandaiSpanLayout *self, GtkTextView *view)
{
  GtkTextIter start;
  int height;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &start, self->line);
  gtk_text_view_get_line_yrange (view, &start, &self->y, &height);
  self->y += gtk_text_view_get_pixels_above_lines (view);
  if (self->neutral && self->end > self->start)
    follow_direction (self, view, &start);
}

/* A stretch of one line that is being put together, in bytes of the paragraph. One that begins before the
 * paragraph is at -1, one that ends after it is past its last byte. */
typedef struct
{
  TandaiSpanLayout *layout;
  int from;
  int to;
  TandaiSpanEnds ends;
  /* Where it goes on over a line end, and how many true ends stand where two runs meet, for the last piece.
   */
  gboolean breaks_left;
  gboolean breaks_right;
  guint loose;
} Stretch;

/* Where text of both directions meets, an end may stand inside a piece: the piece is closed at its edge then.
 */
static void
close_loose (Stretch *stretch, TandaiSpanPiece *piece)
{
  if (stretch->loose > 0 && !piece->right && !stretch->breaks_right)
    {
      piece->right = TRUE;
      stretch->loose--;
    }
  if (stretch->loose > 0 && !piece->left && !stretch->breaks_left)
    piece->left = TRUE;
  stretch->loose = 0;
}

static void
join_piece (Stretch *stretch, TandaiSpanPiece *before, const TandaiSpanPiece *piece)
{
  stretch->loose += (before->right ? 1 : 0) + (piece->left ? 1 : 0);
  before->width = piece->x + piece->width - before->x;
  before->right = piece->right;
  before->last |= piece->last;
  if (piece->first)
    before->rtl = piece->rtl;
  before->first |= piece->first;
}

/* The part of a run that the stretch covers: its start is at the left, or at the right where it is written
 * so. */
static gboolean
place_run (Stretch *stretch,
           PangoLayoutLine *line,
           const PangoItem *item,
           TandaiSpanPiece *piece,
           gboolean *breaks_left,
           gboolean *breaks_right)
{
  int from = MAX (stretch->from, item->offset);
  int to = MIN (stretch->to, item->offset + item->length);
  gboolean breaks_start = from == line->start_index && stretch->from < from;
  gboolean breaks_end = to == line->start_index + line->length && stretch->to > to;
  g_autofree int *ranges = NULL;
  int n_ranges;

  if (from >= to)
    return FALSE;
  pango_layout_line_get_x_ranges (line, from, to, &ranges, &n_ranges);
  if (n_ranges == 0 || ranges[2 * n_ranges - 1] - ranges[0] < PANGO_SCALE / 2)
    return FALSE;
  piece->x = ranges[0] / (double) PANGO_SCALE;
  piece->width = (ranges[2 * n_ranges - 1] - ranges[0]) / (double) PANGO_SCALE;
  piece->rtl = item->analysis.level % 2 == 1;
  piece->first = from == stretch->from && (stretch->ends & TANDAI_SPAN_START);
  piece->last = to == stretch->to && (stretch->ends & TANDAI_SPAN_END);
  piece->left = piece->rtl ? piece->last : piece->first;
  piece->right = piece->rtl ? piece->first : piece->last;
  *breaks_left = piece->rtl ? breaks_end : breaks_start;
  *breaks_right = piece->rtl ? breaks_start : breaks_end;
  return TRUE;
}

static void
add_run (
    Stretch *stretch, PangoLayoutLine *line, const PangoItem *item, TandaiSpanPiece *piece, GArray *pieces)
{
  TandaiSpanPiece *before =
      pieces->len > 0 ? &g_array_index (pieces, TandaiSpanPiece, pieces->len - 1) : NULL;
  double left = piece->x;
  gboolean breaks_left;
  gboolean breaks_right;

  if (!place_run (stretch, line, item, piece, &breaks_left, &breaks_right))
    {
      piece->x = left;
      return;
    }
  piece->x += left;
  if (before != NULL && before->row == piece->row && before->fragment == piece->fragment
      && fabs (before->x + before->width - piece->x) < 0.5)
    join_piece (stretch, before, piece);
  else
    {
      if (before != NULL)
        close_loose (stretch, before);
      g_array_append_val (pieces, *piece);
      stretch->breaks_left = breaks_left;
    }
  stretch->breaks_right = breaks_right;
  piece->x = left;
}

static void
add_line (Stretch *stretch, PangoLayoutIter *iter, int left, guint row, GArray *pieces)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  guint n_before = pieces->len;
  PangoRectangle extents;
  TandaiSpanPiece piece = { .row = row, .fragment = G_MAXUINT };

  if (stretch->to <= line->start_index || stretch->from >= line->start_index + line->length)
    return;
  pango_layout_iter_get_line_extents (iter, NULL, &extents);
  piece.top = stretch->layout->y + extents.y / (double) PANGO_SCALE;
  piece.bottom = piece.top + extents.height / (double) PANGO_SCALE;
  piece.cap =
      MAX (piece.top, stretch->layout->y + pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE
                          - CAP_EMS * stretch->layout->em);
  for (GSList *run = line->runs; run != NULL; run = run->next)
    {
      piece.x = left;
      add_run (stretch, line, ((PangoLayoutRun *) run->data)->item, &piece, pieces);
    }
  if (pieces->len > n_before)
    close_loose (stretch, &g_array_index (pieces, TandaiSpanPiece, pieces->len - 1));
}

static int
to_byte (TandaiSpanLayout *self, guint offset)
{
  return (int) (g_utf8_offset_to_pointer (self->chars, offset - self->start) - self->chars);
}

/**
 * tandai_span_layout_pieces:
 * @self: a paragraph's layout
 * @view: its view
 * @range: code points of the buffer
 * @ends: which of its ends are its span's
 * @pieces: (element-type TandaiSpanPiece): where the pieces are added
 *
 * Finds where a stretch of the buffer stands: a piece for each line, and where
 * text of the other direction comes between, one more. On a line they go from
 * left to right.
 */
void
tandai_span_layout_pieces (
    TandaiSpanLayout *self, GtkTextView *view, TandaiRange range, TandaiSpanEnds ends, GArray *pieces)
{
  Stretch stretch = { self, -1, G_MAXINT, ends };
  int left = gtk_text_view_get_left_margin (view);
  guint n_before = pieces->len;
  PangoLayoutIter *iter;
  guint row = 0;

  if (range.start >= self->end || range.end <= self->start)
    return;
  if (range.start >= self->start)
    stretch.from = to_byte (self, range.start);
  if (range.end <= self->end)
    stretch.to = to_byte (self, range.end);
  iter = pango_layout_get_iter (self->layout);
  do
    add_line (&stretch, iter, left, row++, pieces);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  for (guint i = n_before; i < pieces->len; i++)
    g_array_index (pieces, TandaiSpanPiece, i).fragment = 0;
}
