/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gui/tandai-span-layout.h"
#include "view-fixture.h"

#define ARABIC "قال الرئيس إن بلاده تواجه أزمة كبيرة في البلاد مع جيرانها وحلفائها كلهم."
#define HEBREW "הנשיא אמר כי ארצו עומדת בפני משבר גדול מול שכנותיה."
#define LATIN                                                                                                \
  "Presiden Kassym-Jomart Tokayev memberlakukan keadaan darurat nasional yang mencakup jam malam, "          \
  "larangan pertemuan massal, dan bersumpah untuk menanggapi protes dengan keras."

/* GtkTextView keeps whole pixels where Pango has parts of one. */
#define TOLERANCE 1.0

/* A character's place as GtkTextView has it against the shadow's. What the caret does not stop in is one
 * character to both; one that no piece shows has no width. */
static void
assert_place (GtkTextView *view, TandaiSpanLayout *layout, const GtkTextIter *iter)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  GtkTextIter next = *iter;
  TandaiRange range;
  TandaiSpanPiece *piece;
  GdkRectangle place;

  gtk_text_iter_forward_cursor_position (&next);
  gtk_text_view_get_iter_location (view, iter, &place);
  range = (TandaiRange){ (guint) gtk_text_iter_get_offset (iter), (guint) gtk_text_iter_get_offset (&next) };
  tandai_span_layout_pieces (layout, view, range, TANDAI_SPAN_START | TANDAI_SPAN_END, pieces);
  if (pieces->len == 0)
    {
      g_assert_cmpint (ABS (place.width), <=, TOLERANCE);
      return;
    }
  g_assert_cmpuint (pieces->len, ==, 1);
  piece = &g_array_index (pieces, TandaiSpanPiece, 0);
  g_assert_cmpfloat_with_epsilon (piece->x, MIN (place.x, place.x + place.width), TOLERANCE);
  g_assert_cmpfloat_with_epsilon (piece->x + piece->width, MAX (place.x, place.x + place.width), TOLERANCE);
  g_assert_cmpfloat (piece->top, <=, place.y + TOLERANCE);
  g_assert_cmpfloat (piece->bottom, >=, place.y + place.height - TOLERANCE);
}

/* The paragraph's first line begins where the view has it, and its last one ends there. */
static void
assert_height (GtkTextView *view, TandaiSpanLayout *layout, GtkTextIter *iter)
{
  int above = gtk_text_view_get_pixels_above_lines (view);
  int below = gtk_text_view_get_pixels_below_lines (view);
  int height;
  int shadow;
  int y;

  pango_layout_get_pixel_size (layout->layout, NULL, &shadow);
  gtk_text_view_get_line_yrange (view, iter, &y, &height);
  g_assert_cmpint (layout->y, ==, y + above);
  g_assert_cmpint (ABS (height - above - below - shadow), <=, TOLERANCE);
}

static void
assert_paragraph (GtkTextView *view, int line, int stride)
{
  g_autoptr (TandaiSpanLayout) layout = tandai_span_layout_new (view, line);
  GtkTextIter iter;

  tandai_span_layout_place (layout, view);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, line);
  assert_height (view, layout, &iter);
  while (!gtk_text_iter_ends_line (&iter))
    {
      if (gtk_text_iter_is_cursor_position (&iter))
        assert_place (view, layout, &iter);
      for (int i = 0; i < stride && !gtk_text_iter_ends_line (&iter); i++)
        gtk_text_iter_forward_char (&iter);
    }
}

static void
assert_all (ViewFixture *fixture, int stride)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);

  for (int line = 0; line < gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (view)); line++)
    assert_paragraph (view, line, stride);
}

typedef struct
{
  const char *name;
  const char *text;
} Sample;

static const Sample SAMPLES[] = {
  { "latin", LATIN "\n" LATIN " " LATIN "\nSatu.\n" },
  { "arabic", ARABIC " " ARABIC "\n" ARABIC "\n" },
  { "hebrew", HEBREW " " HEBREW "\n" },
  { "latin-in-arabic", "قال Presiden Tokayev إن بلاده (Kazakhstan) تواجه 2022 أزمة مع CSTO.\n" },
  { "arabic-in-latin", "Teks dengan kutipan “السلام عليكم ورحمة الله” di tengah kalimat. " LATIN "\n" },
  { "emoji",
    "Ia meminta 😡 bantuan 👩‍👩‍👧‍👦 Jawa 🇮🇩 Tengah ❤️ lagi. " LATIN "\n" },
  { "marks", "cafe\xCC\x81 n\xCC\x83o e\xCC\xA3\xCC\x82 x\xCC\x84\xCC\x81 " LATIN "\n" },
  { "tabs", "a\tb\tc\n\tSatu\tdua " LATIN "\n\t" ARABIC "\tb\n\t1\t2\n" },
  { "long-word",
    "https://berita.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\xC2\xAD"
    "cccccccccccccccccccccccccccccccccccccccccccccc\n" },
};

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;

  for (int width = 420; width <= 1300; width += 440)
    {
      ViewFixture fixture;

      view_fixture_init (&fixture, sample->text, width, 700);
      assert_all (&fixture, 1);
      g_object_set (fixture.view, "zoom", 1.35, "serif", FALSE, NULL);
      view_fixture_settle (&fixture);
      assert_all (&fixture, 3);
      view_fixture_clear (&fixture);
    }
}

/* GtkTextView gives a paragraph without letters the direction of the one before it, or, where the caret is in
 * it, the keyboard's. */
static void
test_digits_alone (void)
{
  static const char TEXT[] = "2021\n" ARABIC "\n2022 – 2023\n...\n\n7\n" LATIN "\n(2024)\n";
  const int digits = (int) g_utf8_strlen ("2021\n" ARABIC "\n20", -1);
  ViewFixture fixture;

  view_fixture_init (&fixture, TEXT, 700, 700);
  assert_all (&fixture, 1);
  view_fixture_caret (&fixture, digits);
  assert_all (&fixture, 1);
  view_fixture_caret (&fixture, 0);
  assert_all (&fixture, 1);
  view_fixture_clear (&fixture);
}

/* A layout that was made while the caret stood in the paragraph follows when it leaves. */
static void
test_direction_that_turns (void)
{
  const int digits = (int) g_utf8_strlen (ARABIC "\n20", -1);
  g_autoptr (TandaiSpanLayout) layout = NULL;
  ViewFixture fixture;
  GtkTextIter iter;

  view_fixture_init (&fixture, ARABIC "\n2022\n", 700, 700);
  view_fixture_caret (&fixture, digits);
  layout = tandai_span_layout_new (GTK_TEXT_VIEW (fixture.view), 1);
  for (int i = 0; i < 3; i++)
    {
      tandai_span_layout_place (layout, GTK_TEXT_VIEW (fixture.view));
      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view)), &iter,
                                          digits);
      assert_place (GTK_TEXT_VIEW (fixture.view), layout, &iter);
      view_fixture_caret (&fixture, i == 0 ? 0 : digits);
    }
  view_fixture_clear (&fixture);
}

/* The desktop's direction is not the text's. */
static void
test_right_to_left_desktop (void)
{
  ViewFixture fixture;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  view_fixture_init (&fixture, "2021\n" LATIN "\n2022\n" ARABIC "\n2023\t7\n", 700, 700);
  assert_all (&fixture, 1);
  view_fixture_caret (&fixture, 5);
  assert_all (&fixture, 1);
  view_fixture_clear (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static GArray *
pieces_of (ViewFixture *fixture, int line, guint start, guint end, TandaiSpanEnds ends)
{
  g_autoptr (TandaiSpanLayout) layout = tandai_span_layout_new (GTK_TEXT_VIEW (fixture->view), line);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));

  tandai_span_layout_place (layout, GTK_TEXT_VIEW (fixture->view));
  tandai_span_layout_pieces (layout, GTK_TEXT_VIEW (fixture->view), (TandaiRange){ start, end }, ends,
                             pieces);
  return pieces;
}

/* One letter a piece: [ and ] are closed edges, < and > open ones; rows are parted by a line. */
static char *
edges_of (ViewFixture *fixture, int line, guint start, guint end)
{
  g_autoptr (GArray) pieces = pieces_of (fixture, line, start, end, TANDAI_SPAN_START | TANDAI_SPAN_END);
  GString *edges = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const TandaiSpanPiece *piece = &g_array_index (pieces, TandaiSpanPiece, i);

      if (i > 0 && piece[-1].row != piece->row)
        g_string_append_c (edges, '|');
      g_string_append_c (edges, piece->left ? '[' : '<');
      g_string_append_c (edges, piece->right ? ']' : '>');
    }
  return g_string_free (edges, FALSE);
}

static void
assert_edges (ViewFixture *fixture, int line, const char *words, const char *expected)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  g_autofree char *edges = NULL;
  GtkTextIter from;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &from, line);
  g_assert_true (gtk_text_iter_forward_search (&from, words, 0, &start, &end, NULL));
  edges = edges_of (fixture, line, (guint) gtk_text_iter_get_offset (&start),
                    (guint) gtk_text_iter_get_offset (&end));
  g_assert_cmpstr (edges, ==, expected);
}

/* Closed where the span ends, open towards the line break: in Arabic that is at the left. Where directions
 * mix, an end within a piece closes its edge. */
static void
test_open_towards_the_break (void)
{
  ViewFixture fixture;

  view_fixture_init (&fixture, LATIN "\n" ARABIC "\nkata السلام عليكم akhir\nقال Presiden Tokayev إن بلاده\n",
                     480, 700);
  assert_edges (&fixture, 0, "Kassym", "[]");
  assert_edges (&fixture, 0, "Tokayev memberlakukan keadaan darurat", "[>|<]");
  assert_edges (&fixture, 1, "الرئيس", "[]");
  assert_edges (&fixture, 1, "الرئيس إن بلاده تواجه أزمة كبيرة في البلاد مع جيرانها وحلفائها كلهم", "<]|[>");
  assert_edges (&fixture, 2, "kata السلام عليكم", "[]");
  assert_edges (&fixture, 2, "عليكم akhir", "<]<]");
  assert_edges (&fixture, 2, "السلام عليكم akhir", "[]");
  assert_edges (&fixture, 2, "kata السلام", "[>[>");
  assert_edges (&fixture, 3, "Presiden Tokayev إن", "[]");
  assert_edges (&fixture, 3, "قال Presiden", "<]<]");
  view_fixture_clear (&fixture);
}

/* A quote over two paragraphs has one start and one end. */
static void
test_open_towards_the_next_paragraph (void)
{
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  ViewFixture fixture;

  view_fixture_init (&fixture, "Satu dua tiga.\nEmpat lima enam.\n", 480, 700);
  first = pieces_of (&fixture, 0, 5, 20, TANDAI_SPAN_START | TANDAI_SPAN_END);
  second = pieces_of (&fixture, 1, 5, 20, TANDAI_SPAN_START | TANDAI_SPAN_END);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_true (g_array_index (first, TandaiSpanPiece, 0).left);
  g_assert_false (g_array_index (first, TandaiSpanPiece, 0).right);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_false (g_array_index (second, TandaiSpanPiece, 0).left);
  g_assert_false (g_array_index (second, TandaiSpanPiece, 0).first);
  g_assert_true (g_array_index (second, TandaiSpanPiece, 0).right);
  view_fixture_clear (&fixture);
}

static void
test_megabyte_paragraph (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ViewFixture fixture;
  int n_lines;

  while (text->len < 1024 * 1024)
    g_string_append (text, text->len % 7 == 0 ? ARABIC " " : LATIN " ");
  view_fixture_init (&fixture, text->str, 900, 700);
  n_lines = gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view)));
  g_assert_cmpint (n_lines, >, 100);
  for (int line = 0; line < n_lines; line += 9)
    assert_paragraph (GTK_TEXT_VIEW (fixture.view), line, 251);
  view_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    {
      g_autofree char *path = g_strconcat ("/span-layout/", SAMPLES[i].name, NULL);

      g_test_add_data_func (path, &SAMPLES[i], test_sample);
    }
  g_test_add_func ("/span-layout/digits-alone", test_digits_alone);
  g_test_add_func ("/span-layout/direction-that-turns", test_direction_that_turns);
  g_test_add_func ("/span-layout/right-to-left-desktop", test_right_to_left_desktop);
  g_test_add_func ("/span-layout/open-towards-the-break", test_open_towards_the_break);
  g_test_add_func ("/span-layout/open-towards-the-next-paragraph", test_open_towards_the_next_paragraph);
  g_test_add_func ("/span-layout/megabyte-paragraph", test_megabyte_paragraph);
  return g_test_run ();
}
