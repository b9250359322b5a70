/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a span in the form in which they are compared with those of others. */

#include "config.h"

#include <string.h>

#include "corpus/tandai-span-string.h"

/* A word in lower case that is as short as that is most often a particle or a pronoun: dan, yang, ia, dia. */
#define SHORT_WORD 4

static char *
join_words (const char *words)
{
  GString *joined = g_string_sized_new (strlen (words));
  gboolean space = FALSE;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = joined->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (joined, ' ');
      g_string_append_unichar (joined, c);
      space = FALSE;
    }
  return g_string_free (joined, FALSE);
}

/**
 * tandai_span_string_make:
 * @words: some words
 * @ignore_case: whether capitals make no difference
 *
 * Returns: (transfer full): the words with one space between them and with composed letters; "" where there
 * are none
 */
char *
tandai_span_string_make (const char *words, gboolean ignore_case)
{
  g_autofree char *joined = join_words (words);
  char *composed = g_str_is_ascii (joined) ? g_strdup (joined)
                                           : g_utf8_normalize (joined, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  char *folded;

  if (!ignore_case)
    return composed;
  folded = g_utf8_casefold (composed, -1);
  g_free (composed);
  return folded;
}

static guint
count_words (const char *string)
{
  guint n = 1;

  for (const char *p = strchr (string, ' '); p != NULL; p = strchr (p + 1, ' '))
    n++;
  return n;
}

/** tandai_span_string_is_long: Returns: whether it has more words or characters than strings have that recur
 */
gboolean
tandai_span_string_is_long (const char *string)
{
  return count_words (string) > TANDAI_SPAN_STRING_MAX_WORDS
         || g_utf8_strlen (string, -1) > TANDAI_SPAN_STRING_MAX_CHARS;
}

/* Leaves out the white space at both ends. */
static TandaiRange
trim (const TandaiText *text, TandaiRange range)
{
  while (range.start < range.end && g_unichar_isspace (tandai_text_get_char (text, range.start)))
    range.start++;
  while (range.end > range.start && g_unichar_isspace (tandai_text_get_char (text, range.end - 1)))
    range.end--;
  return range;
}

/**
 * tandai_span_string_of:
 * @span: a span
 * @text: its text
 * @place: (out): where its words are, without white space at the ends
 *
 * Spans of several pieces have no string, nor have those that are too long or
 * whose words are not those of the text.
 *
 * Returns: (transfer full) (nullable): the span's words with one space between them, capitals as they are
 */
char *
tandai_span_string_of (TandaiSpan *span, const TandaiText *text, TandaiRange *place)
{
  g_autofree char *words = NULL;
  g_autofree char *string = NULL;
  guint n_ranges;
  const TandaiRange *ranges = tandai_span_get_ranges (span, &n_ranges);

  if (n_ranges != 1 || ranges[0].end - ranges[0].start > TANDAI_SPAN_STRING_MAX_CHARS
      || ranges[0].end > tandai_text_get_length (text) || tandai_span_get_stated (span) != NULL)
    return NULL;
  *place = trim (text, ranges[0]);
  words = tandai_text_slice (text, place->start, place->end);
  string = tandai_span_string_make (words, FALSE);
  return *string != '\0' && !tandai_span_string_is_long (string) ? g_steal_pointer (&string) : NULL;
}

/**
 * tandai_span_string_is_noise:
 * @string: what tandai_span_string_of() gave
 *
 * Returns: whether it is of a kind that is tagged in one place and rightly not in others: without any letter,
 * or one short word in lower case
 */
gboolean
tandai_span_string_is_noise (const char *string)
{
  gboolean is_word = TRUE;
  gboolean has_letter = FALSE;
  guint n = 0;

  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      has_letter |= g_unichar_isalpha (g_utf8_get_char (p));
      is_word &= g_unichar_islower (g_utf8_get_char (p));
    }
  return !has_letter || (is_word && n <= SHORT_WORD);
}
