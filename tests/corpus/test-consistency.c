/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/tandai-paths.h"
#include "core/tandai-sidecar.h"
#include "corpus/tandai-consistency.h"

typedef struct
{
  char *folder;
  GFile *place;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tandai-test-XXXXXX", NULL);
  fixture->place = g_file_new_for_path (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->place);
  g_free (fixture->folder);
}

/* Takes a mark like "[actor:" or "]" off; what comes back follows it. */
static const char *
take_mark (const char *at, GString *text, GArray *open, GPtrArray *labels, GPtrArray *spans)
{
  guint offset = (guint) g_utf8_strlen (text->str, -1);
  const char *end = strchr (at, ':');
  TandaiRange range;

  if (*at == '[')
    {
      g_array_append_val (open, offset);
      g_ptr_array_add (labels, g_strndup (at + 1, (gsize) (end - at - 1)));
      return end + 1;
    }
  range = (TandaiRange){ g_array_index (open, guint, open->len - 1), offset };
  g_ptr_array_add (spans, tandai_span_new_simple (labels->pdata[labels->len - 1], range.start, range.end));
  g_array_set_size (open, open->len - 1);
  g_ptr_array_set_size (labels, (int) labels->len - 1);
  return at + 1;
}

/* An article whose spans are marked in its text, as in "[actor:Ani] tidur"; not saved yet. */
static TandaiSidecar *
make (Fixture *fixture, const char *name, const char *annotator, TandaiStatus status, const char *marked)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TandaiArticle) article = NULL;
  TandaiSidecar *sidecar;

  for (const char *at = marked; *at != '\0';)
    if (*at == '[' || *at == ']')
      at = take_mark (at, text, open, labels, spans);
    else
      g_string_append_c (text, *at++);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  article = tandai_article_load (file, NULL, NULL, NULL);
  sidecar = tandai_sidecar_new (article, annotator);
  sidecar->status = status;
  g_ptr_array_extend_and_steal (sidecar->spans, g_steal_pointer (&spans));
  return sidecar;
}

static void
save (Fixture *fixture, TandaiSidecar *sidecar)
{
  g_autofree char *article = g_build_filename (fixture->folder, sidecar->file, NULL);
  g_autofree char *path = tandai_paths_sidecar (article, sidecar->annotator);

  tandai_spans_sort (sidecar->spans);
  g_assert_true (tandai_sidecar_save (sidecar, path, NULL, NULL, NULL));
  tandai_sidecar_free (sidecar);
}

static void
put (Fixture *fixture, const char *name, const char *marked)
{
  save (fixture, make (fixture, name, "", TANDAI_STATUS_DONE, marked));
}

/* What is found, as text: "string (label n, …): file:start-end=label …; …". */
static char *
describe (const TandaiConsistency *found)
{
  GString *to = g_string_new (NULL);

  for (guint i = 0; i < found->found->len; i++)
    {
      const TandaiInconsistency *one = found->found->pdata[i];

      g_assert_cmpuint (one->places->len, ==, one->n_differing + one->n_unlabelled);
      g_string_append_printf (to, "%s%s (", i > 0 ? "; " : "", one->string);
      for (guint j = 0; j < one->labels->len; j++)
        {
          const TandaiLabelCount *count = one->labels->pdata[j];

          g_string_append_printf (to, "%s%s %u", j > 0 ? ", " : "", count->label, count->n);
        }
      g_string_append (to, "):");
      for (guint j = 0; j < one->places->len; j++)
        {
          const TandaiConsistencyPlace *place = one->places->pdata[j];
          g_autofree char *name = g_file_get_basename (place->file);

          g_string_append_printf (to, " %s%s%s:%u-%u=%s", name, *place->annotator != '\0' ? "/" : "",
                                  place->annotator, place->range.start, place->range.end,
                                  place->label != NULL ? place->label : "-");
        }
    }
  return g_string_free (to, FALSE);
}

static void
check (Fixture *fixture, const TandaiConsistencyOptions *options, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TandaiConsistency) found =
      tandai_consistency_check (fixture->place, options, NULL, NULL, NULL, &error);
  g_autofree char *described = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (found->failures->len, ==, 0);
  described = describe (found);
  g_assert_cmpstr (described, ==, expected);
}

static const TandaiConsistencyOptions plain = { NULL };

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  check (fixture, &plain, "");
  put (fixture, "a.txt", "");
  put (fixture, "b.txt", "[actor:Ani] dan [actor:Budi].");
  check (fixture, &plain, "");
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[actor:Istana Negara] dan [actor:Istana\n  Negara].");
  put (fixture, "b.txt", "Di [place:Istana Negara] sepi.");
  check (fixture, &plain, "Istana Negara (actor 2, place 1): b.txt:3-16=place");
}

/* Whole words, in that case, also over line ends. */
static void
test_unlabelled (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[actor:Joko Widodo] dan [actor:Joko Widodo].");
  put (fixture, "b.txt",
       "“Joko\nWidodo”, Joko Widodonya, joko widodo, Mojoko Widodo, Joko-Widodo, Joko, Widodo");
  check (fixture, &plain, "Joko Widodo (actor 2): b.txt:1-12=-");
}

static void
test_ignore_case (Fixture *fixture, gconstpointer data)
{
  const TandaiConsistencyOptions options = { .ignore_case = TRUE };

  put (fixture, "a.txt", "[actor:Polda Jabar] dan [actor:POLDA JABAR].");
  put (fixture, "b.txt", "polda jabar");
  check (fixture, &plain, "");
  check (fixture, &options, "Polda Jabar (actor 2): b.txt:0-11=-");
}

/* Composed and decomposed letters are the same. */
static void
test_composed (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[place:Caf\u00e9 Tua] dan [place:Cafe\u0301 Tua].");
  put (fixture, "b.txt", "Cafe\u0301 Tua, Caf\u00e9 Tua");
  check (fixture, &plain, "Caf\u00e9 Tua (place 2): b.txt:0-9=- b.txt:11-19=-");
}

/* What stands inside a span of the label is labelled; inside one of another label it is not. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[place:Bandung] dan [place:Bandung].");
  put (fixture, "b.txt", "[place:Kota Bandung] dan [actor:Pemkot Bandung] dan [quote:di Bandung].");
  check (fixture, &plain, "Bandung (place 2): b.txt:24-31=- b.txt:39-46=-");
}

/* A string inside a longer one that is to have the same label is a part of that. */
static void
test_part_of_longer (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[place:Bandung], [place:Bandung], [place:Kota Bandung], [place:Kota Bandung].");
  put (fixture, "b.txt", "Kota Bandung.");
  check (fixture, &plain, "Kota Bandung (place 2): b.txt:0-12=-");
}

/* The same words under two labels at once are no contradiction. */
static void
test_twice_in_one_place (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[actor:Istana] dan [actor:Istana].");
  put (fixture, "b.txt", "[actor:[place:Istana]] dan [place:Istana].");
  check (fixture, &plain, "Istana (actor 3, place 2): b.txt:11-17=place");
}

/* A span of several pieces has no string, and covers its pieces alone. */
static void
test_discontinuous (Fixture *fixture, gconstpointer data)
{
  const TandaiRange ranges[] = { { 0, 3 }, { 14, 17 } };
  const TandaiSpanFields fields = { .label = "actor", .ranges = ranges, .n_ranges = 2 };
  TandaiSidecar *sidecar = make (fixture, "b.txt", "", TANDAI_STATUS_DONE, "Ani bukan Ani, Ani");

  g_ptr_array_add (sidecar->spans, tandai_span_new (&fields));
  save (fixture, sidecar);
  put (fixture, "a.txt", "[actor:Ani] dan [actor:Ani].");
  check (fixture, &plain, "Ani (actor 2): b.txt:10-13=- b.txt:15-18=-");
}

static void
test_noise (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt",
       "[actor:dia] [actor:dia] [place:2024] [place:2024] [place:24/8] [place:24/8] [actor:sekali] "
       "[claim:satu dua tiga empat lima enam tujuh] [claim:satu dua tiga empat lima enam tujuh]");
  put (fixture, "b.txt", "dia 2024 24/8 sekali satu dua tiga empat lima enam tujuh");
  check (fixture, &plain, "");
  put (fixture, "c.txt",
       "[actor:北京] [actor:北京] [actor:DPR] [actor:DPR] [actor:satu dua tiga empat lima enam] "
       "[actor:satu dua tiga empat lima enam]");
  put (fixture, "d.txt", "北京 DPR satu dua tiga empat lima enam");
  check (fixture, &plain,
         "DPR (actor 2): d.txt:3-6=-; 北京 (actor 2): d.txt:0-2=-; satu dua tiga empat lima enam (actor 2): "
         "a.txt:35-64=- a.txt:71-100=- b.txt:21-50=- d.txt:7-36=-");
}

/* Two of six places are labelled, and then two of seven, which is less than thirty per cent. */
static void
test_share (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[actor:warga] [actor:warga] warga warga warga warga");
  check (fixture, &plain, "warga (actor 2): a.txt:12-17=- a.txt:18-23=- a.txt:24-29=- a.txt:30-35=-");
  put (fixture, "b.txt", "warga");
  check (fixture, &plain, "");
  put (fixture, "c.txt", "[place:warga]");
  check (fixture, &plain,
         "warga (actor 2, place 1): a.txt:12-17=- a.txt:18-23=- a.txt:24-29=- a.txt:30-35=- b.txt:0-5=- "
         "c.txt:0-5=place");
  put (fixture, "d.txt", "warga warga warga");
  check (fixture, &plain, "warga (actor 2, place 1): c.txt:0-5=place");
}

/* The surer the usual label, the earlier. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.txt", "[actor:Ani] [place:Ani]");
  put (fixture, "b.txt", "[actor:Budi] [actor:Budi] [actor:Budi] [actor:Budi] Budi");
  put (fixture, "c.txt", "[actor:Cici] [actor:Cici] [place:Cici]");
  put (fixture, "d.txt", "[actor:Dedi] [actor:Dedi] Dedi Dedi");
  check (fixture, &plain,
         "Budi (actor 4): b.txt:20-24=-; Cici (actor 2, place 1): c.txt:10-14=place; "
         "Dedi (actor 2): d.txt:10-14=- d.txt:15-19=-; Ani (actor 1, place 1): a.txt:4-7=place");
}

static void
test_label (Fixture *fixture, gconstpointer data)
{
  const TandaiConsistencyOptions options = { .label = "place" };

  put (fixture, "a.txt", "[actor:Ani] [place:Ani] [actor:Budi] [actor:Budi] Budi");
  check (fixture, &options, "Ani (actor 1, place 1): a.txt:4-7=place");
}

/* An article that nobody has annotated says nothing; people are told apart. */
static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  const TandaiConsistencyOptions siti = { .annotator = "siti" };

  put (fixture, "a.txt", "[actor:Ani] [actor:Ani]");
  save (fixture, make (fixture, "b.txt", "", TANDAI_STATUS_NEW, "Ani [place:Ani]"));
  save (fixture, make (fixture, "c.txt", "", TANDAI_STATUS_EXCLUDED, "Ani"));
  save (fixture, make (fixture, "d.txt", "siti", TANDAI_STATUS_IN_PROGRESS, "Ani [actor:Ani] [actor:Ani]"));
  check (fixture, &plain, "Ani (actor 4): d.txt/siti:0-3=-");
  save (fixture, make (fixture, "a.txt", "siti", TANDAI_STATUS_DONE, "[place:Ani] Ani"));
  check (fixture, &plain, "Ani (actor 4, place 1): a.txt/siti:0-3=place a.txt/siti:4-7=- d.txt/siti:0-3=-");
  check (fixture, &siti, "Ani (actor 2, place 1): a.txt/siti:0-3=place a.txt/siti:4-7=- d.txt/siti:0-3=-");
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "b.txt.tandai.json", NULL);
  g_autofree char *described = NULL;
  g_autoptr (TandaiConsistency) found = NULL;

  put (fixture, "a.txt", "[actor:Ani] [actor:Ani] Ani");
  put (fixture, "b.txt", "Ani");
  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  found = tandai_consistency_check (fixture->place, &plain, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (found->failures->len, ==, 1);
  g_assert_nonnull (strstr (found->failures->pdata[0], "b.txt.tandai.json"));
  g_assert_cmpuint (found->n_articles, ==, 1);
  described = describe (found);
  g_assert_cmpstr (described, ==, "Ani (actor 2): a.txt:8-11=-");
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (TandaiConsistency) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) expected = g_string_new ("Ani (actor 51):");
  guint done = 0;

  for (guint i = 0; i < 51; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);

      put (fixture, name, "[actor:Ani] Ani");
      g_string_append_printf (expected, " %s:4-7=-", name);
    }
  tandai_consistency_check_async (fixture->place, &plain, progress_cb, &done, NULL, checked_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = tandai_consistency_check_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, 51);
  {
    g_autofree char *described = describe (found);

    g_assert_cmpstr (described, ==, expected->str);
  }
  g_cancellable_cancel (cancellable);
  tandai_consistency_check_async (fixture->place, &plain, NULL, NULL, cancellable, checked_cb, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (tandai_consistency_check_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/consistency/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("empty", test_empty);
  ADD ("labels", test_labels);
  ADD ("unlabelled", test_unlabelled);
  ADD ("ignore-case", test_ignore_case);
  ADD ("composed", test_composed);
  ADD ("nested", test_nested);
  ADD ("part-of-longer", test_part_of_longer);
  ADD ("twice-in-one-place", test_twice_in_one_place);
  ADD ("discontinuous", test_discontinuous);
  ADD ("noise", test_noise);
  ADD ("share", test_share);
  ADD ("order", test_order);
  ADD ("label", test_label);
  ADD ("statuses", test_statuses);
  ADD ("bad", test_bad);
  ADD ("async", test_async);
  return g_test_run ();
}
