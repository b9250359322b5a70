/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "core/tandai-document-commands.h"
#include "gui/tandai-link-painter.h"
#include "view-fixture.h"

#define ARABIC                                                                                                                                                                           \
  "قال الرئيس إن بلاده تواجه أزمة كبيرة في البلاد مع جيرانها وحلفائها كلهم، وأضاف أن الحكومة ستعمل مع " \
  "الجميع. «سنعيد الهدوء إلى كل المدن»، قال الوزير للصحفيين مساء أمس."
#define MIXED "قال Presiden Tokayev إن بلاده تواجه 2022 أزمة مع CSTO، «سنعيد الهدوء إلى المدن»."
#define LATIN                                                                                                \
  "Presiden Kassym-Jomart Tokayev memberlakukan keadaan darurat nasional yang mencakup jam malam, "          \
  "larangan pertemuan massal, dan bersumpah untuk menanggapi protes dengan keras. Menurut juru bicara, "     \
  "“keadaan sudah terkendali sejak pagi tadi di seluruh kota,” dan warga diminta tetap di rumah."

/* An end of a link stands so near to its span. */
#define TOLERANCE 2.0

typedef struct
{
  ViewFixture view;
  TandaiViewMap *map;
  TandaiSpanPainter *spans;
  TandaiLinkPainter *links;
} Fixture;

static void
fixture_init (Fixture *self, const char *text, int width, int height)
{
  view_fixture_init (&self->view, text, width, height);
  self->map = tandai_view_map_new (tandai_document_get_text (self->view.document));
  self->spans = tandai_span_painter_new (GTK_TEXT_VIEW (self->view.view));
  self->links = tandai_link_painter_new (GTK_TEXT_VIEW (self->view.view), self->spans);
  tandai_link_painter_set_document (self->links, self->view.document, self->map);
}

static void
fixture_clear (Fixture *self)
{
  tandai_link_painter_free (self->links);
  tandai_span_painter_free (self->spans);
  tandai_view_map_free (self->map);
  view_fixture_clear (&self->view);
}

/* The span of some words, from the last place before @end where they stand. */
static TandaiSpan *
mark (Fixture *self, const char *label, const char *text, const char *words)
{
  const char *at = strstr (text, words);
  guint start;

  g_assert_nonnull (at);
  start = (guint) g_utf8_pointer_to_offset (text, at);
  return view_fixture_mark (&self->view, label, start, start + (guint) g_utf8_strlen (words, -1));
}

static TandaiRelation *
link_spans (Fixture *self, TandaiSpan *from, TandaiSpan *to)
{
  g_autoptr (GError) error = NULL;
  TandaiRelation *relation =
      tandai_document_add_relation (self->view.document, "source", tandai_span_get_id (from),
                                    tandai_span_get_id (to), &error);

  g_assert_no_error (error);
  return relation;
}

/* A character's place as GtkTextView itself has it, but for its height: a line is as high as its highest
 * letters, and what GtkTextView says is the height of the caret. */
static void
place_of (Fixture *self, guint offset, GdkRectangle *place)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view.view);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (TandaiSpanPiece));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, (int) offset);
  gtk_text_view_get_iter_location (view, &iter, place);
  if (place->width < 0)
    {
      place->x += place->width;
      place->width = -place->width;
    }
  tandai_span_layout_pieces (tandai_span_painter_get_layout (self->spans, gtk_text_iter_get_line (&iter)),
                             view, (TandaiRange){ offset, offset + 1 }, 0, pieces);
  if (pieces->len > 0)
    {
      place->y = (int) g_array_index (pieces, TandaiSpanPiece, 0).top;
      place->height = (int) ceil (g_array_index (pieces, TandaiSpanPiece, 0).bottom) - place->y;
    }
}

static gboolean
is_near (const graphene_point_t *point, const GdkRectangle *place)
{
  /* GtkTextView keeps whole pixels. */
  double most = TOLERANCE + 1;

  return point->x >= place->x - most && point->x <= place->x + place->width + most
         && point->y >= place->y - most && point->y <= place->y + place->height + most;
}

/* The link begins at the first character, on the side where it begins. */
static void
assert_begins (Fixture *self, GArray *points, TandaiSpan *from)
{
  const graphene_point_t *point = &g_array_index (points, graphene_point_t, 0);
  guint start = tandai_span_get_start (from);
  GtkTextView *view = GTK_TEXT_VIEW (self->view.view);
  GdkRectangle first;
  GdkRectangle raw;
  GtkTextIter iter;

  place_of (self, start, &first);
  g_assert_true (is_near (point, &first));
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, (int) start);
  gtk_text_view_get_iter_location (view, &iter, &raw);
  g_assert_cmpfloat_with_epsilon (point->x, raw.x, TOLERANCE + 1);
}

static void
assert_ends (Fixture *self, GArray *points, TandaiSpan *to)
{
  const graphene_point_t *point = &g_array_index (points, graphene_point_t, points->len - 1);
  TandaiRange hull = tandai_span_get_hull (to);
  gboolean near = FALSE;

  for (guint i = hull.start; i < hull.end; i++)
    {
      GdkRectangle place;

      place_of (self, i, &place);
      near |= is_near (point, &place);
    }
  g_assert_true (near);
}

/* No stretch of the curve lies over a character: along it, except within what its ends belong to. */
static void
assert_clear_of_words (Fixture *self, GArray *points)
{
  const graphene_point_t *p = (const graphene_point_t *) (void *) points->data;
  guint length = tandai_text_get_length (tandai_document_get_text (self->view.document));

  for (guint i = 1; i + 2 < points->len; i++)
    for (guint at = 0; at < length; at++)
      {
        GdkRectangle place;
        double left = MIN (p[i].x, p[i + 1].x);
        double right = MAX (p[i].x, p[i + 1].x);
        double top = MIN (p[i].y, p[i + 1].y);
        double bottom = MAX (p[i].y, p[i + 1].y);

        place_of (self, at, &place);
        if (place.width == 0)
          continue;
        g_assert_false (right > place.x && left < place.x + place.width && bottom > place.y
                        && top < place.y + place.height);
      }
}

static void
assert_link (Fixture *self, TandaiSpan *from, TandaiSpan *to)
{
  TandaiRelation *relation = link_spans (self, from, to);
  g_autoptr (GArray) points = tandai_link_painter_find (self->links, relation);

  g_assert_cmpuint (points->len, >=, 4);
  assert_begins (self, points, from);
  assert_ends (self, points, to);
  assert_clear_of_words (self, points);
  /* Its legs are level or upright. */
  for (guint i = 1; i < points->len; i++)
    {
      const graphene_point_t *p = &g_array_index (points, graphene_point_t, i);

      g_assert_true (p->x == p[-1].x || p->y == p[-1].y);
    }
}

typedef struct
{
  const char *name;
  const char *text;
  const char *quote;
  const char *sources[4];
} Sample;

static const Sample SAMPLES[] = {
  { "latin",
    LATIN "\n\n" LATIN "\nWarga lega.\n",
    "“keadaan sudah terkendali",
    { "Presiden Kassym-Jomart Tokayev", "juru bicara", "warga", "Warga" } },
  { "arabic", ARABIC "\n" ARABIC "\n", "«سنعيد الهدوء", { "الرئيس", "الوزير", "الحكومة" } },
  { "latin-in-arabic", MIXED "\n" ARABIC "\n", "«سنعيد الهدوء", { "Presiden Tokayev", "CSTO", "الوزير" } },
};

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;

  for (int width = 420; width <= 1300; width += 440)
    for (int zoom = 0; zoom < 2; zoom++)
      {
        Fixture fixture;
        TandaiSpan *quote;

        fixture_init (&fixture, sample->text, width, 1200);
        g_object_set (fixture.view.view, "zoom", zoom == 0 ? 1.0 : 1.2, NULL);
        view_fixture_settle (&fixture.view);
        quote = mark (&fixture, "quote", sample->text, sample->quote);
        for (guint i = 0; i < G_N_ELEMENTS (sample->sources) && sample->sources[i] != NULL; i++)
          assert_link (&fixture, quote, mark (&fixture, "actor", sample->text, sample->sources[i]));
        fixture_clear (&fixture);
      }
}

static char *
make_long (void)
{
  GString *text = g_string_new ("Retno datang.\n");

  for (int i = 0; i < 200; i++)
    g_string_append (text, LATIN "\n");
  g_string_append (text, "“Air surut.”\n");
  return g_string_free (text, FALSE);
}

/* What leads off the screen ends at its edge, in the margin; where both ends are away there is nothing. */
static void
test_beyond_the_screen (void)
{
  g_autofree char *text = make_long ();
  Fixture fixture;
  GtkTextView *view;
  TandaiSpan *quote;
  TandaiSpan *actor;
  TandaiRelation *relation;
  GdkRectangle visible;

  fixture_init (&fixture, text, 800, 600);
  view = GTK_TEXT_VIEW (fixture.view.view);
  actor = mark (&fixture, "actor", text, "Retno");
  quote = mark (&fixture, "quote", text, "“Air surut.”");
  relation = link_spans (&fixture, quote, actor);
  for (int at = 0; at < 3; at++)
    {
      g_autoptr (GArray) points = NULL;
      const graphene_point_t *tip;

      tandai_article_view_scroll_to (fixture.view.view, at == 0   ? 0
                                                        : at == 1 ? 20000
                                                                  : tandai_span_get_start (quote));
      view_fixture_settle (&fixture.view);
      gtk_text_view_get_visible_rect (view, &visible);
      points = tandai_link_painter_find (fixture.links, relation);
      if (at == 1)
        {
          g_assert_cmpuint (points->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (points->len, ==, 4);
      tip = &g_array_index (points, graphene_point_t, at == 0 ? 0 : 3);
      g_assert_cmpfloat_with_epsilon (tip->y, at == 0 ? visible.y + visible.height : visible.y, 8);
      g_assert_true (tip->x < gtk_text_view_get_left_margin (view)
                     || tip->x > visible.width - gtk_text_view_get_right_margin (view));
      if (at == 0)
        assert_ends (&fixture, points, actor);
      else
        assert_begins (&fixture, points, quote);
    }
  fixture_clear (&fixture);
}

/* How many pixels are otherwise than they were. */
static guint
count_changes (Fixture *self, guint32 *before)
{
  int width;
  int height;
  g_autofree guint32 *now = NULL;
  guint n = 0;

  view_fixture_settle (&self->view);
  now = view_fixture_pixels (GTK_WIDGET (self->view.view), &width, &height);
  for (int i = 0; i < width * height; i++)
    n += now[i] != before[i];
  return n;
}

/* The current span's links are drawn, and those of all on a toggle. */
static void
test_drawn (void)
{
  static const char TEXT[] = LATIN "\n\n" LATIN "\n";
  g_autofree guint32 *before = NULL;
  Fixture fixture;
  TandaiSpan *quote;
  guint current;
  int width;
  int height;

  fixture_init (&fixture, TEXT, 900, 600);
  quote = mark (&fixture, "quote", TEXT, "“keadaan sudah terkendali");
  link_spans (&fixture, quote, mark (&fixture, "actor", TEXT, "juru bicara"));
  link_spans (&fixture, mark (&fixture, "claim", TEXT, "warga diminta"),
              mark (&fixture, "actor", TEXT, "Presiden"));
  g_object_set (fixture.view.view, "show-names", FALSE, NULL);
  view_fixture_settle (&fixture.view);
  before = view_fixture_pixels (GTK_WIDGET (fixture.view.view), &width, &height);
  tandai_article_view_set_current_span (fixture.view.view, tandai_span_get_id (quote));
  current = count_changes (&fixture, before);
  g_assert_cmpuint (current, >, 20);
  g_object_set (fixture.view.view, "show-links", TRUE, NULL);
  g_assert_cmpuint (count_changes (&fixture, before), >, current + 20);
  g_object_set (fixture.view.view, "show-links", FALSE, NULL);
  tandai_article_view_set_current_span (fixture.view.view, NULL);
  g_assert_cmpuint (count_changes (&fixture, before), ==, 0);
  fixture_clear (&fixture);
}

/* A quote and a claim on the same words with the same source nearly had one curve: their long ways are wider
 * apart than their lines are thick. */
static void
test_curves_of_quote_and_claim_merged (void)
{
  static const char TEXT[] = LATIN "\n\n" LATIN "\n";
  static const char *const SOURCES[] = { "juru bicara", "Presiden" };

  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    {
      g_autoptr (GArray) quoted = NULL;
      g_autoptr (GArray) claimed = NULL;
      TandaiSpan *actor;
      Fixture fixture;

      fixture_init (&fixture, TEXT, 700, 900);
      actor = mark (&fixture, "actor", TEXT, SOURCES[i]);
      quoted = tandai_link_painter_find (
          fixture.links,
          link_spans (&fixture, mark (&fixture, "quote", TEXT, "“keadaan sudah terkendali"), actor));
      claimed = tandai_link_painter_find (
          fixture.links,
          link_spans (&fixture, mark (&fixture, "claim", TEXT, "“keadaan sudah terkendali"), actor));
      g_assert_cmpuint (quoted->len, ==, claimed->len);
      for (guint at = 1; at + 1 < quoted->len; at++)
        g_assert_cmpfloat (fabs (g_array_index (quoted, graphene_point_t, at).y
                                 - g_array_index (claimed, graphene_point_t, at).y),
                           >=, 2.5);
      fixture_clear (&fixture);
    }
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    {
      g_autofree char *path = g_strconcat ("/link-painter/", SAMPLES[i].name, NULL);

      g_test_add_data_func (path, &SAMPLES[i], test_sample);
    }
  g_test_add_func ("/link-painter/beyond-the-screen", test_beyond_the_screen);
  g_test_add_func ("/link-painter/drawn", test_drawn);
  g_test_add_func ("/link-painter/curves-of-quote-and-claim-merged", test_curves_of_quote_and_claim_merged);
  return g_test_run ();
}
