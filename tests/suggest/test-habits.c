/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "suggest/tandai-habits.h"

static double
rate_of (TandaiHabits *habits, const char *chars, const char *words)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GPtrArray) found =
      tandai_candidates_find (text, 0, tandai_text_get_length (text), tandai_word_lists_get_default ());

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *own = fixture_words (text, found->pdata[i]);

      if (strcmp (own, words) == 0)
        return tandai_habits_rate (habits, NULL, found->pdata[i]);
    }
  g_error ("no “%s” in “%s”", words, chars);
  return 0;
}

static void
learn (TandaiHabits *habits, const char *chars, const char *const *written)
{
  g_autoptr (TandaiText) text = tandai_text_new (chars);
  g_autoptr (GPtrArray) spans = fixture_spans (text, written);

  tandai_habits_learn (habits, text, tandai_word_lists_get_default (), spans);
}

/* Who never marks titles is offered names without them. */
static void
test_titles (void)
{
  const char *const written[] = { "actor:Budi Santoso", "actor:Ani Rahma", NULL };
  const char *next = "Kata Presiden Dewi Lestari kemarin.";
  g_autoptr (TandaiHabits) habits = tandai_habits_new ();

  g_assert_cmpfloat (rate_of (habits, next, "Presiden Dewi Lestari"), >,
                     rate_of (habits, next, "Dewi Lestari"));
  for (guint i = 0; i < 3; i++)
    learn (habits, "Kata Presiden Budi Santoso dan Menteri Ani Rahma kemarin.", written);
  g_assert_cmpfloat (rate_of (habits, next, "Presiden Dewi Lestari"), <,
                     rate_of (habits, next, "Dewi Lestari"));
}

/* A kind that is never marked is soon left out. */
static void
test_kinds (void)
{
  const char *const none[] = { NULL };
  g_autoptr (TandaiHabits) habits = tandai_habits_new ();
  double before = rate_of (habits, "Lalu warga datang.", "warga");

  for (guint i = 0; i < 4; i++)
    learn (habits, "Lalu polisi menahan pelaku. Para buruh marah, petugas diam.", none);
  g_assert_cmpfloat (rate_of (habits, "Lalu warga datang.", "warga"), <, before / 3);
}

/* A word that is small elsewhere is no name because it begins a sentence. */
static void
test_small (void)
{
  const char *const none[] = { NULL };
  const char *next = "Gerobak itu hilang.";
  g_autoptr (TandaiHabits) habits = tandai_habits_new ();
  double before = rate_of (habits, next, "Gerobak");

  learn (habits, "Ada gerobak di jalan.", none);
  g_assert_cmpfloat (rate_of (habits, next, "Gerobak"), <, before / 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/habits/titles", test_titles);
  g_test_add_func ("/habits/kinds", test_kinds);
  g_test_add_func ("/habits/small", test_small);
  return g_test_run ();
}
