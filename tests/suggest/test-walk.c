/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "suggest/tandai-walk.h"

typedef struct
{
  TandaiText *text;
  TandaiAnnotationSet *annotations;
  TandaiWalk *walk;
} Fixture;

static void
set_up (Fixture *fixture, const char *chars, const char *const *written)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) spans = NULL;

  fixture->text = tandai_text_new (chars);
  spans = fixture_spans (fixture->text, written != NULL ? written : none);
  fixture->annotations = tandai_annotation_set_new (spans, NULL);
  fixture->walk =
      tandai_walk_new (fixture->text, tandai_word_lists_get_default (), fixture->annotations, NULL, NULL);
}

static void
tear_down (Fixture *fixture)
{
  tandai_walk_free (fixture->walk);
  g_object_unref (fixture->annotations);
  tandai_text_unref (fixture->text);
}

/* All stops of a walk with | between them. */
static char *
walk_all (Fixture *fixture)
{
  GString *stops = g_string_new (NULL);
  TandaiRange at = { 0, G_MAXUINT };
  TandaiOffer offer;

  while (tandai_walk_next (fixture->walk, at, &offer))
    {
      g_autofree char *words = fixture_words (fixture->text, offer.candidate);

      g_string_append_printf (stops, "%s%s%s", stops->len > 0 ? "|" : "", words,
                              offer.label != NULL ? "!" : "");
      at = tandai_candidate_get_hull (offer.candidate);
    }
  return g_string_free (stops, FALSE);
}

static void
check (const char *chars, const char *const *written, const char *expected)
{
  Fixture fixture;
  g_autofree char *stops = NULL;

  set_up (&fixture, chars, written);
  stops = walk_all (&fixture);
  g_assert_cmpstr (stops, ==, expected);
  tear_down (&fixture);
}

static void
test_stops (void)
{
  const char *const tagged[] = { "actor:Budi Santoso", NULL };
  const char *const part[] = { "actor:Partai Maju", NULL };

  /* One of the alternatives is a stop, not both. */
  check ("Lalu Presiden Budi Santoso pergi.", NULL, "Presiden Budi Santoso");
  check ("Lalu Budi Santoso dan Ani pergi.", tagged, "Ani");
  /* What was tagged is suggested again, with a clitic too. */
  check ("Budi Santoso pergi. Lalu budi, Budi Santosonya dan Ani.", tagged, "Budi Santoso!|Ani");
  /* The rest of a run of capitals. */
  check ("Kata Partai Maju Budi Santoso kemarin.", part, "Budi Santoso");
}

static void
test_previous (void)
{
  Fixture fixture;
  TandaiOffer offer;
  g_autofree char *words = NULL;

  set_up (&fixture, "Lalu Budi dan Ani serta Rina pergi.", NULL);
  g_assert_true (tandai_walk_previous (fixture.walk, fixture_range (fixture.text, "Rina"), &offer));
  words = fixture_words (fixture.text, offer.candidate);
  g_assert_cmpstr (words, ==, "Ani");
  g_assert_false (tandai_walk_previous (fixture.walk, fixture_range (fixture.text, "Budi"), &offer));
  tear_down (&fixture);
}

/* What is passed again and again is left out. */
static void
test_passed (void)
{
  Fixture fixture;
  g_autofree char *stops = NULL;
  TandaiOffer offer;

  set_up (&fixture, "Oleh ABCD dan Ani. Lalu ABCD pergi. Di sana ABCD lagi, dengan Ani.", NULL);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (tandai_walk_next (fixture.walk, (TandaiRange){ 0, G_MAXUINT }, &offer));
      if (memcmp (tandai_text_get_chars (fixture.text) + offer.candidate->ranges[0].start, "ABCD", 4) != 0)
        break;
      tandai_walk_passed (fixture.walk, offer.candidate);
    }
  stops = walk_all (&fixture);
  g_assert_null (strstr (stops, "ABCD"));
  tear_down (&fixture);
}

/* A span that is made turns up again at once, and no more when it is taken back. */
static void
test_tagged (void)
{
  Fixture fixture;
  g_autoptr (TandaiSpan) span = NULL;
  TandaiOffer offer;

  set_up (&fixture, "Sebab kiai muda datang. Lalu kiai muda pulang.", NULL);
  span = fixture_span (fixture.text, "actor:kiai muda", NULL);
  tandai_annotation_set_replace_span (fixture.annotations, NULL, span);
  tandai_walk_tagged (fixture.walk, span);
  g_assert_true (tandai_walk_next (fixture.walk, (TandaiRange){ 0, G_MAXUINT }, &offer));
  g_assert_cmpuint (offer.candidate->ranges[0].start, ==, 29);
  g_assert_cmpstr (offer.label, ==, "actor");
  g_assert_cmpint (offer.source, ==, TANDAI_OFFER_ARTICLE);
  tandai_annotation_set_replace_span (fixture.annotations, span, NULL);
  tandai_walk_untagged (fixture.walk, span);
  g_assert_false (tandai_walk_next (fixture.walk, (TandaiRange){ 0, G_MAXUINT }, &offer)
                  && offer.label != NULL);
  tear_down (&fixture);
}

static void
test_folder (void)
{
  g_autoptr (TandaiText) text = tandai_text_new ("Sebab kiai muda datang.");
  g_autoptr (TandaiAnnotationSet) annotations = tandai_annotation_set_new (NULL, NULL);
  g_autoptr (TandaiStringTable) strings = tandai_string_table_new ();
  g_autoptr (TandaiWalk) walk = NULL;
  TandaiOffer offer;

  tandai_string_table_add (strings, "kiai muda", "actor");
  walk = tandai_walk_new (text, tandai_word_lists_get_default (), annotations, NULL, strings);
  g_assert_true (tandai_walk_next (walk, (TandaiRange){ 0, G_MAXUINT }, &offer));
  g_assert_cmpint (offer.source, ==, TANDAI_OFFER_FOLDER);
  g_assert_cmpstr (offer.label, ==, "actor");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/stops", test_stops);
  g_test_add_func ("/walk/previous", test_previous);
  g_test_add_func ("/walk/passed", test_passed);
  g_test_add_func ("/walk/tagged", test_tagged);
  g_test_add_func ("/walk/folder", test_folder);
  return g_test_run ();
}
