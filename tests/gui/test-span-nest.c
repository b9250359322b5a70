/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-label-style.h"
#include "gui/tandai-span-layout.h"
#include "view-fixture.h"

#define N_LEVELS 6

/* Short words, so that every column has a space near it; several lines at the window's width. */
#define TEXT                                                                                                 \
  "aku di ini itu mau ke ibu kota di mana ada air dan api itu ia aku di ini itu mau ke ibu kota di mana "    \
  "ada air dan api itu ia aku di ini itu mau ke ibu kota di mana ada air dan api itu ia aku di ini itu "     \
  "mau ke ibu kota di mana ada air dan api itu ia aku di ini itu mau ke ibu kota di mana ada air dan.\n"

static const char *const LABELS[] = { "actor", "place", "claim", "quote" };

/* A view's pixels, and where the lines of its only paragraph are in them. */
typedef struct
{
  ViewFixture base;
  TandaiSpanLayout *layout;
  guint32 *before;
  guint32 *after;
  int width;
  int height;
  int shift;
} Page;

/* How large letters are; the window grows with them, so that lines break where they did. */
static double zoom = 1;

static void
page_init (Page *self, gboolean names)
{
  view_fixture_init (&self->base, TEXT, (int) (620 * zoom), (int) (420 * zoom));
  g_object_set (self->base.view, "zoom", zoom, NULL);
  g_object_set (self->base.view, "show-names", names, NULL);
  view_fixture_caret (&self->base, (int) g_utf8_strlen (TEXT, -1));
  self->layout = tandai_span_layout_new (GTK_TEXT_VIEW (self->base.view), 0);
  tandai_span_layout_place (self->layout, GTK_TEXT_VIEW (self->base.view));
  self->before = view_fixture_pixels (GTK_WIDGET (self->base.view), &self->width, &self->height);
  self->after = NULL;
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->base.view), GTK_TEXT_WINDOW_WIDGET, 0, 0, NULL,
                                         &self->shift);
}

static void
page_clear (Page *self)
{
  g_free (self->before);
  g_free (self->after);
  tandai_span_layout_free (self->layout);
  view_fixture_clear (&self->base);
}

static void
page_render (Page *self)
{
  view_fixture_settle (&self->base);
  g_clear_pointer (&self->after, g_free);
  self->after = view_fixture_pixels (GTK_WIDGET (self->base.view), &self->width, &self->height);
}

/* The first piece of a stretch, moved to where the pixels are. */
static TandaiSpanPiece
piece_at (Page *self, guint start, guint end)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  TandaiSpanPiece piece;

  tandai_span_layout_pieces (self->layout, GTK_TEXT_VIEW (self->base.view), (TandaiRange){ start, end },
                             TANDAI_SPAN_START | TANDAI_SPAN_END, pieces);
  g_assert_cmpuint (pieces->len, >, 0);
  piece = g_array_index (pieces, TandaiSpanPiece, 0);
  piece.top += self->shift;
  piece.cap += self->shift;
  piece.bottom += self->shift;
  return piece;
}

/* The offset at which a line's first word begins. */
static guint
line_start (Page *self, int row)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout->layout, row);

  return (guint) line->start_index;
}

static gboolean
is_changed (Page *self, int x, int y)
{
  return self->before[y * self->width + x] != self->after[y * self->width + x];
}

/* Whether the pixel has a label's strong colour, nearly. */
static gboolean
is_line (Page *self, int x, int y, const GdkRGBA *color)
{
  guint32 pixel = self->after[y * self->width + x];
  double red = (pixel >> 16 & 0xFF) / 255.0 - color->red;
  double green = (pixel >> 8 & 0xFF) / 255.0 - color->green;
  double blue = (pixel & 0xFF) / 255.0 - color->blue;

  return sqrt (red * red + green * green + blue * blue) < 0.25;
}

/* A dash and the gap after it are shorter than this. */
#define DASH_PIXELS 9

static gboolean
has_line (Page *self, int x, int y, const GdkRGBA *color)
{
  for (int i = 0; i < DASH_PIXELS; i++)
    if (is_line (self, x + i, y, color))
      return TRUE;
  return FALSE;
}

static guint
count_down (Page *self, int x, int from, int to, const GdkRGBA *color)
{
  guint edges = 0;

  for (int y = from; y < to; y++)
    if (has_line (self, x, y, color) && !has_line (self, x, y - 1, color))
      edges++;
  return edges;
}

static guint
count_across (Page *self, int y, int from, int to, const GdkRGBA *color)
{
  guint edges = 0;

  for (int x = from; x < to; x++)
    if (is_line (self, x, y, color) && !is_line (self, x - 1, y, color))
      edges++;
  return edges;
}

/* The most separate edges that a narrow column of the stretch has below its line, or a row of its line has.
 */
static guint
most_edges (Page *self, const TandaiSpanPiece *piece, const TandaiSpanPiece *whole, const GdkRGBA *color)
{
  guint below = 0;
  guint across = 0;

  for (int x = (int) piece->x; x + DASH_PIXELS < piece->x + piece->width; x++)
    below = MAX (below, count_down (self, x, (int) piece->bottom - 1, (int) (piece->bottom + 18), color));
  for (int y = (int) whole->cap; y < whole->bottom; y++)
    across = MAX (across, count_across (self, y, (int) whole->x - 24, (int) piece->x + 8, color));
  return MAX (below, across);
}

static GdkRGBA
color_of (Page *self, const char *label)
{
  return tandai_label_style (tandai_document_get_schema (self->base.document), label, FALSE).line;
}

static guint
word_after (guint offset, int words)
{
  const char *at = TEXT + offset;

  for (; words > 0; words--)
    at = strchr (at, ' ') + 1;
  return (guint) (at - TEXT);
}

/* Six spans of a label, each a word shorter at both ends, on the second line alone. */
static void
test_six_levels (gconstpointer data)
{
  const char *label = data;
  TandaiSpanPiece inner;
  TandaiSpanPiece outer;
  GdkRGBA color;
  Page page;
  guint start;

  page_init (&page, FALSE);
  color = color_of (&page, label);
  start = line_start (&page, 1);
  for (int i = 0; i < N_LEVELS; i++)
    view_fixture_mark (&page.base, label, word_after (start, i), word_after (start, 15 - i) - 1);
  page_render (&page);
  inner = piece_at (&page, word_after (start, N_LEVELS), word_after (start, 9));
  outer = piece_at (&page, word_after (start, 0), word_after (start, 15) - 1);
  g_assert_cmpuint (outer.row, ==, 1);
  g_assert_cmpuint (inner.row, ==, 1);
  g_assert_cmpuint (most_edges (&page, &inner, &outer, &color), >=, N_LEVELS);
  page_clear (&page);
}

/* The same six, all with one start: their left edges are apart too. */
static void
test_six_starts (gconstpointer data)
{
  const char *label = data;
  TandaiSpanPiece piece;
  guint edges = 0;
  GdkRGBA color;
  Page page;
  guint start;

  page_init (&page, FALSE);
  color = color_of (&page, label);
  start = word_after (line_start (&page, 1), 5);
  for (int i = 0; i < N_LEVELS; i++)
    view_fixture_mark (&page.base, label, start, word_after (start, 8 - i) - 1);
  page_render (&page);
  piece = piece_at (&page, start, start + 1);
  for (int y = (int) piece.cap; y < piece.bottom; y++)
    edges = MAX (edges, count_across (&page, y, (int) piece.x - 24, (int) piece.x + 2, &color));
  g_assert_cmpuint (edges, >=, N_LEVELS);
  page_clear (&page);
}

static gboolean
is_row_changed (Page *self, int y)
{
  for (int x = 0; x < self->width; x++)
    if (is_changed (self, x, y))
      return TRUE;
  return FALSE;
}

/* Nothing is drawn over the letters of the lines above and below, whether names are shown or not. */
static void
assert_neighbours_untouched (const char *label, gboolean names)
{
  TandaiSpanPiece above;
  TandaiSpanPiece below;
  Page page;
  guint start;

  page_init (&page, names);
  start = line_start (&page, 1);
  for (int i = 0; i < N_LEVELS + 3; i++)
    view_fixture_mark (&page.base, label, start, word_after (start, 14 - i) - 1);
  page_render (&page);
  above = piece_at (&page, 0, 1);
  below = piece_at (&page, line_start (&page, 2), line_start (&page, 2) + 1);
  for (int y = 0; y < (int) above.bottom; y++)
    g_assert_false (is_row_changed (&page, y));
  for (int y = (int) ceil (below.cap) - 1; y < page.height; y++)
    g_assert_false (is_row_changed (&page, y));
  page_clear (&page);
}

static void
test_neighbours_untouched (gconstpointer data)
{
  assert_neighbours_untouched (data, FALSE);
  assert_neighbours_untouched (data, TRUE);
}

/* Six spans over four lines: between two lines a row of pixels stays free. */
static void
test_free_between_lines (gconstpointer data)
{
  const char *label = data;
  Page page;

  page_init (&page, FALSE);
  for (int i = 0; i < N_LEVELS; i++)
    view_fixture_mark (&page.base, label, word_after (0, i), word_after (line_start (&page, 3), 12 - i) - 1);
  page_render (&page);
  for (int row = 0; row < 3; row++)
    {
      TandaiSpanPiece piece = piece_at (&page, line_start (&page, row), line_start (&page, row) + 1);
      TandaiSpanPiece next = piece_at (&page, line_start (&page, row + 1), line_start (&page, row + 1) + 1);
      guint n_free = 0;

      for (int y = (int) piece.bottom; y < (int) next.cap; y++)
        n_free += is_row_changed (&page, y) ? 0 : 1;
      g_assert_cmpuint (n_free, >=, 1);
    }
  page_clear (&page);
}

/* What stands in the gap of a discontinuous span is not inside it, and does not push its lines away. */
static void
test_gap_is_not_inside (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *alone = NULL;
  TandaiRange ranges[2];
  TandaiSpanPiece piece;
  Page page;

  page_init (&page, FALSE);
  ranges[0] = (TandaiRange){ 0, word_after (0, 3) - 1 };
  ranges[1] = (TandaiRange){ word_after (0, 6), word_after (0, 9) - 1 };
  g_assert_nonnull (tandai_document_add_span (page.base.document, "claim", ranges, 2, &error));
  page_render (&page);
  alone = g_steal_pointer (&page.after);
  view_fixture_mark (&page.base, "place", word_after (0, 4), word_after (0, 5) - 1);
  page_render (&page);
  piece = piece_at (&page, ranges[0].start, ranges[0].end);
  for (int y = (int) piece.bottom; y < (int) piece.bottom + 14; y++)
    for (int x = (int) piece.x; x < piece.x + piece.width; x++)
      g_assert_cmpuint (alone[y * page.width + x], ==, page.after[y * page.width + x]);
  page_clear (&page);
}

static void
test_all_free (gconstpointer label)
{
  test_neighbours_untouched (label);
  test_free_between_lines (label);
}

static void
test_double_size (gconstpointer label)
{
  zoom = 2;
  test_all_free (label);
  zoom = 1;
}

/* The desktop's Large Text. */
static void
test_large_text (gconstpointer label)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 120 * 1024, NULL);
  test_all_free (label);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
add (const char *name, const char *label, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/span-nest/%s/%s", name, label);

  g_test_add_data_func (path, label, func);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    {
      add ("six-levels", LABELS[i], test_six_levels);
      add ("neighbours-untouched", LABELS[i], test_neighbours_untouched);
      add ("free-between-lines", LABELS[i], test_free_between_lines);
      add ("double-size", LABELS[i], test_double_size);
      add ("large-text", LABELS[i], test_large_text);
    }
  add ("six-starts", "actor", test_six_starts);
  add ("six-starts", "quote", test_six_starts);
  g_test_add_func ("/span-nest/gap-is-not-inside", test_gap_is_not_inside);
  return g_test_run ();
}
