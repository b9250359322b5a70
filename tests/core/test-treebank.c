/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our words against those of Universal Dependencies' Indonesian GSD treebank, which is looked for in
 * $TANDAI_SHARED, else beside the checkout. */

#include "config.h"

#include <string.h>

#include "core/tandai-words.h"

#define MIN_F 0.995

typedef struct
{
  guint n_gold;
  guint n_ours;
  guint n_both;
} Score;

static char *
treebank_path (void)
{
  const char *shared = g_getenv ("TANDAI_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);

  return g_build_filename (shared != NULL ? shared : beside, "data", "ud-indonesian-gsd",
                           "id_gsd-ud-dev.conllu", NULL);
}

/* Finds the form in what is left of the sentence, and passes it. */
static TandaiRange
place_of (const char *form, const char *sentence, const char **rest)
{
  const char *at = strstr (*rest, form);
  guint start;

  g_assert_nonnull (at);
  *rest = at + strlen (form);
  start = (guint) g_utf8_pointer_to_offset (sentence, at);
  return (TandaiRange){ start, start + (guint) g_utf8_strlen (form, -1) };
}

/* Adds the surface words: a word of several parts counts once, by its own line, and its parts do not. */
static void
read_gold (GArray *gold, const char *sentence, char **lines)
{
  const char *rest = sentence;
  guint64 covered = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 3);
      const char *dash;
      TandaiRange range;

      if (*lines[i] == '#' || strchr (columns[0], '.') != NULL)
        continue;
      dash = strchr (columns[0], '-');
      if (dash == NULL && g_ascii_strtoull (columns[0], NULL, 10) <= covered)
        continue;
      if (dash != NULL)
        covered = g_ascii_strtoull (dash + 1, NULL, 10);
      range = place_of (columns[1], sentence, &rest);
      g_array_append_val (gold, range);
    }
}

static void
show_difference (const char *sentence, TandaiRange range, const char *whose)
{
  g_autofree char *word = g_utf8_substring (sentence, range.start, range.end);

  g_test_message ("only %s: %s in: %s", whose, word, sentence);
}

/* Both lists are in order; a word counts where both of its edges agree. */
static void
compare (Score *score, const char *sentence, GArray *gold, GArray *ours)
{
  guint i = 0;
  guint j = 0;

  score->n_gold += gold->len;
  score->n_ours += ours->len;
  while (i < gold->len || j < ours->len)
    {
      TandaiRange a = i < gold->len ? g_array_index (gold, TandaiRange, i) : (TandaiRange){ G_MAXUINT, 0 };
      TandaiToken token =
          j < ours->len ? g_array_index (ours, TandaiToken, j) : (TandaiToken){ G_MAXUINT, 0 };
      TandaiRange b = { token.start, token.end };

      if (a.start == b.start && a.end == b.end)
        score->n_both++;
      else if (a.start <= b.start)
        show_difference (sentence, a, "gold");
      else
        show_difference (sentence, b, "ours");
      i += a.start <= b.start;
      j += b.start <= a.start;
    }
}

static void
test_words (void)
{
  g_autofree char *path = treebank_path ();
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  Score score = { 0 };
  double f;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    {
      g_test_skip ("the treebank ud-indonesian-gsd is not here");
      return;
    }
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GArray) gold = g_array_new (FALSE, FALSE, sizeof (TandaiRange));
      g_autoptr (GArray) ours = NULL;
      g_autoptr (TandaiText) text = NULL;
      const char *sentence;

      if (!g_str_has_prefix (lines[i], "# text = "))
        continue;
      sentence = lines[i] + strlen ("# text = ");
      text = tandai_text_new (sentence);
      ours = tandai_words_tokenize (text, 0, tandai_text_get_length (text));
      read_gold (gold, sentence, lines + i);
      compare (&score, sentence, gold, ours);
    }
  f = 2.0 * score.n_both / (score.n_gold + score.n_ours);
  g_test_message ("gold %u, ours %u, both %u, F %.2f %%", score.n_gold, score.n_ours, score.n_both, 100 * f);
  g_assert_cmpuint (score.n_gold, >, 10000);
  g_assert_cmpfloat (f, >=, MIN_F);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/treebank/words", test_words);
  return g_test_run ();
}
