/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing that is drawn round words lies on other words, or on a name: computed from where letters have ink,
 * at the sizes that the desktop and the zoom give. */

#include "config.h"

#include "page-fixture.h"

/* Letters' ink is known in parts of a pixel, and drawn a little wider. */
#define TOUCH 0.25f

#define DPI (96 * 1024)

#define ARABIC                                                                                                                                                                           \
  "قال الرئيس إن بلاده تواجه أزمة كبيرة في البلاد مع جيرانها وحلفائها كلهم، وأضاف أن الحكومة ستعمل مع " \
  "الجميع. «سنعيد الهدوء إلى كل المدن»، قال الوزير للصحفيين مساء أمس في العاصمة بعد اجتماع طويل مع "       \
  "المحافظين الذين جاؤوا من كل أنحاء البلاد.\n"

/* The desktop's text size, and the view's own. */
typedef struct
{
  const char *name;
  double text;
  double zoom;
} Size;

static const Size SIZES[] = {
  { "plain", 1.0, 1.0 },    { "large-text", 1.25, 1.0 },         { "larger-text", 1.5, 1.0 },
  { "zoom-200", 1.0, 2.0 }, { "large-text-zoom-200", 1.5, 2.0 }, { "small", 1.0, 0.8 },
};

/* Text and what is marked in it. */
typedef struct
{
  PageFixture page;
  GArray *ink;
  GArray *shapes;
  GArray *names;
} Measured;

static void
set_size (const Size *size)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (DPI * size->text), NULL);
}

static void
measure (Measured *self, const Size *size)
{
  set_size (size);
  g_object_set (self->page.view.view, "zoom", size->zoom, NULL);
  view_fixture_settle (&self->page.view);
  tandai_span_painter_invalidate (self->page.spans);
  self->ink = page_fixture_list_ink (&self->page);
  self->shapes = g_array_new (FALSE, FALSE, sizeof (Box));
  self->names = g_array_new (FALSE, FALSE, sizeof (Box));
  page_fixture_find (&self->page, self->shapes, self->names);
  g_assert_cmpuint (self->shapes->len, >, 0);
}

static void
forget (Measured *self)
{
  g_array_unref (self->ink);
  g_array_unref (self->shapes);
  g_array_unref (self->names);
}

static const Box *
box_at (GArray *boxes, guint i)
{
  return &g_array_index (boxes, Box, i);
}

static gboolean
touch (const Box *a, const Box *b)
{
  graphene_rect_t smaller;

  graphene_rect_inset_r (&a->rect, TOUCH, TOUCH, &smaller);
  return graphene_rect_intersection (&smaller, &b->rect, NULL);
}

static guint n_faults;

static void
say (Measured *self, const char *what, const Box *a, const Box *b)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->page.view.view));
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *words = NULL;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) b->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) MIN (b->end, b->start + 20));
  words = gtk_text_buffer_get_slice (buffer, &start, &end, FALSE);
  g_test_message ("%s: of %u to %u in line %u, %.1f to %.1f, on “%s” in line %u, %.1f to %.1f", what,
                  a->start, a->end, a->row, a->rect.origin.y, a->rect.origin.y + a->rect.size.height, words,
                  b->row, b->rect.origin.y, b->rect.origin.y + b->rect.size.height);
  n_faults++;
}

/* Bands and outlines keep off the lines above and below. */
static void
check_shapes (Measured *self)
{
  for (guint i = 0; i < self->shapes->len; i++)
    for (guint j = 0; j < self->ink->len; j++)
      if (box_at (self->shapes, i)->row != box_at (self->ink, j)->row
          && touch (box_at (self->shapes, i), box_at (self->ink, j)))
        say (self, "shape on another line", box_at (self->shapes, i), box_at (self->ink, j));
}

/* Names keep off all letters, and off each other. */
static void
check_names (Measured *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      for (guint j = 0; j < self->ink->len; j++)
        if (touch (box_at (self->names, i), box_at (self->ink, j)))
          say (self, "name on a letter", box_at (self->names, i), box_at (self->ink, j));
      for (guint j = 0; j < i; j++)
        if (touch (box_at (self->names, i), box_at (self->names, j)))
          say (self, "name on a name", box_at (self->names, i), box_at (self->names, j));
    }
}

/* Names keep off what hangs down from the line above. */
static void
check_names_and_shapes (Measured *self)
{
  for (guint i = 0; i < self->names->len; i++)
    for (guint j = 0; j < self->shapes->len; j++)
      if (box_at (self->shapes, j)->row + 1 == box_at (self->names, i)->row
          && touch (box_at (self->names, i), box_at (self->shapes, j)))
        say (self, "name on the line above", box_at (self->names, i), box_at (self->shapes, j));
}

static void
check (Measured *self, const Size *size)
{
  measure (self, size);
  n_faults = 0;
  check_shapes (self);
  check_names (self);
  check_names_and_shapes (self);
  g_test_message ("%s: %u shapes, %u names, %u letters", size->name, self->shapes->len, self->names->len,
                  self->ink->len);
  forget (self);
  if (n_faults > 0)
    g_test_fail_printf ("%u faults", n_faults);
}

static void
check_all (const char *text, const char *spans, int width)
{
  Measured measured;

  set_size (&SIZES[0]);
  page_fixture_init (&measured.page, text, width, 900);
  g_assert_true (page_fixture_add_spans (&measured.page, spans));
  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    check (&measured, &SIZES[i]);
  page_fixture_clear (&measured.page);
  set_size (&SIZES[0]);
}

static void
check_article (const char *path, const char *spans)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  check_all (text, spans, 1000);
  check_all (text, spans, 420);
}

static void
test_seed (void)
{
  g_autofree char *path = page_fixture_seed_path ();
  g_autofree char *gold =
      g_test_build_filename (G_TEST_DIST, "data", "kerusuhan-kazakhstan.standoff.json", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the first article is not here");
      return;
    }
  check_article (path, gold);
}

static void
test_sample (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);

  check_article (path, path);
}

/* Marks words of all four labels, close to each other, and every sixth within a longer one. */
static void
crowd (Measured *self, const char *text)
{
  static const char *const LABELS[] = { "actor", "place", "claim", "quote" };
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint at = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (g_strchomp (words[i]), -1);

      if (length > 1)
        view_fixture_mark (&self->page.view, LABELS[i % 4], at, at + length);
      if (i % 6 == 0 && length > 1 && words[i + 1] != NULL)
        view_fixture_mark (&self->page.view, LABELS[(i / 6 + 2) % 4], at,
                           at + length + 1 + (guint) g_utf8_strlen (words[i + 1], -1));
      at += length + 1;
    }
  view_fixture_settle (&self->page.view);
}

#define CROWDED                                                                                                          \
  "Éko di Åland dan Ünal ke Jepara itu agar yang gigih pergi ke Ägypten, Ñusa Öland juga Ējogja dengan "          \
  "gagah ke jalan ÀÈÌÒÙ pun jaga yang pagi jadi Ǻgung Ṩjogja yang gagap juga pergi ke Ḗjajag Ắgypten lagi, " \
  "gajah jinggo pergi jajan ke pinggir yang jauh Ễgbert juga Ộpppj yang Ẫjj jugaa Ḝgj Âjj Ôpp Ïjj lagi."

static void
check_crowd (const char *text, int width)
{
  Measured measured;

  page_fixture_init (&measured.page, text, width, 900);
  crowd (&measured, text);
  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    check (&measured, &SIZES[i]);
  page_fixture_clear (&measured.page);
  set_size (&SIZES[0]);
}

static void
test_crowded (void)
{
  check_crowd (CROWDED, 1000);
  check_crowd (CROWDED, 420);
}

static void
test_right_to_left (void)
{
  check_crowd (ARABIC, 1000);
  check_crowd (ARABIC, 420);
}

/* Six spans of a label over each other, and so twice, on lines that follow one another. */
static void
test_six_levels (gconstpointer label)
{
  Measured measured;

  page_fixture_init (&measured.page, CROWDED, 620, 900);
  for (guint i = 0; i < 6; i++)
    {
      view_fixture_mark (&measured.page.view, label, 4 * i, 180 - 4 * i);
      view_fixture_mark (&measured.page.view, label, 181 + i, 260);
    }
  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    check (&measured, &SIZES[i]);
  page_fixture_clear (&measured.page);
  set_size (&SIZES[0]);
}

static void
add_all (const char *name, const char *const *data, guint n, GTestDataFunc func)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/geometry/%s/%s", name, data[i]);

      g_test_add_data_func (path, data[i], func);
    }
}

int
main (int argc, char **argv)
{
  static const char *const LABELS[] = { "actor", "place", "claim", "quote" };
  static const char *const ARTICLES[] = { "banjir-demak.txt", "harbour-strike.txt", "harga-beras.txt",
                                          "tambang-nikel.txt" };

  view_fixture_start (&argc, &argv);
  g_test_add_func ("/geometry/seed", test_seed);
  add_all ("sample", ARTICLES, G_N_ELEMENTS (ARTICLES), test_sample);
  g_test_add_func ("/geometry/crowded", test_crowded);
  g_test_add_func ("/geometry/right-to-left", test_right_to_left);
  add_all ("six-levels", LABELS, G_N_ELEMENTS (LABELS), test_six_levels);
  return g_test_run ();
}
