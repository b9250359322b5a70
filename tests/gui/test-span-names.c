/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels' names on real pages: in no word, on no line above, on no span and on no other name. */

#include "config.h"

#include <adwaita.h>

#include "core/tandai-document-commands.h"
#include "view-fixture.h"

#define WIDTH  760
#define HEIGHT 1500

/* A page drawn without spans, with them, and with their names. */
typedef struct
{
  ViewFixture base;
  guint32 *text;
  guint32 *spans;
  guint32 *names;
  int width;
  int height;
} Page;

typedef struct
{
  const char *article;
  double zoom;
} Case;

static const Case CASES[] = {
  { "banjir-demak", 1.0 }, { "harbour-strike", 1.0 }, { "harga-beras", 1.0 }, { "tambang-nikel", 1.0 },
  { "banjir-demak", 1.5 }, { "harga-beras", 1.5 },    { "harga-beras", 2.0 }, { "tambang-nikel", 0.6 },
};

static guint32 *
render (Page *self)
{
  view_fixture_settle (&self->base);
  return view_fixture_pixels (GTK_WIDGET (self->base.view), &self->width, &self->height);
}

static void
add_spans (Page *self, TandaiDocument *gold)
{
  g_autoptr (GPtrArray) spans = tandai_annotation_set_list_spans (tandai_document_get_annotations (gold));

  g_assert_cmpuint (spans->len, >, 50);
  for (guint i = 0; i < spans->len; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_ranges;
      const TandaiRange *ranges = tandai_span_get_ranges (spans->pdata[i], &n_ranges);

      tandai_document_add_span (self->base.document, tandai_span_get_label (spans->pdata[i]), ranges,
                                n_ranges, &error);
      g_assert_no_error (error);
    }
}

static void
page_init (Page *self, const Case *test)
{
  g_autofree char *name = g_strconcat (test->article, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiDocument) gold = tandai_document_load (file, "", NULL, NULL, &error);
  TandaiText *text;

  g_assert_no_error (error);
  text = tandai_document_get_text (gold);
  view_fixture_init (&self->base, tandai_text_get_chars (text), WIDTH, HEIGHT);
  g_object_set (self->base.view, "zoom", test->zoom, "show-names", FALSE, NULL);
  view_fixture_caret (&self->base, (int) tandai_text_get_length (text));
  tandai_article_view_scroll_to (self->base.view, 0);
  self->text = render (self);
  add_spans (self, gold);
  self->spans = render (self);
  g_object_set (self->base.view, "show-names", TRUE, NULL);
  self->names = render (self);
}

static void
page_clear (Page *self)
{
  g_free (self->text);
  g_free (self->spans);
  g_free (self->names);
  view_fixture_clear (&self->base);
}

/* Whether a letter is there, or right beside it. */
static gboolean
is_near_letter (Page *self, int x, int y)
{
  guint32 paper = self->text[0];

  for (int down = -1; down <= 1; down++)
    for (int across = -1; across <= 1; across++)
      if (self->text[(y + down) * self->width + x + across] != paper)
        return TRUE;
  return FALSE;
}

static void
test_page (gconstpointer data)
{
  guint n_names = 0;
  guint n_on_letters = 0;
  guint n_on_spans = 0;
  Page page;

  page_init (&page, data);
  for (int y = 1; y < page.height - 1; y++)
    for (int x = 1; x < page.width - 1; x++)
      {
        int at = y * page.width + x;

        if (page.spans[at] == page.names[at])
          continue;
        n_names++;
        n_on_letters += is_near_letter (&page, x, y);
        n_on_spans += page.spans[at] != page.text[at];
      }
  g_test_message ("%u pixels of names, %u at letters, %u on spans", n_names, n_on_letters, n_on_spans);
  g_assert_cmpuint (n_names, >, 2000);
  g_assert_cmpuint (n_on_letters, ==, 0);
  g_assert_cmpuint (n_on_spans, ==, 0);
  page_clear (&page);
}

int
main (int argc, char **argv)
{
  view_fixture_start (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/span-names/%s/%.0f-percent", CASES[i].article, CASES[i].zoom * 100);

      g_test_add_data_func (path, &CASES[i], test_page);
    }
  return g_test_run ();
}
