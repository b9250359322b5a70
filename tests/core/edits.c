/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edits.h"

#include <string.h>

/* A character, and where it stood in the original; EDITS_GONE where it was put in. */
typedef struct
{
  gunichar c;
  guint origin;
} Char;

typedef struct
{
  guint start;
  guint end;
} Stretch;

static Char *
at (const Edits *self, guint i)
{
  return &g_array_index (self->chars, Char, i);
}

void
edits_init (Edits *self, const char *article, const char *foreign, GRand *rand)
{
  guint i = 0;

  *self = (Edits){ g_array_new (FALSE, FALSE, sizeof (Char)), rand, foreign };
  for (const char *p = article; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      Char added = { g_utf8_get_char (p), i };

      g_array_append_val (self->chars, added);
    }
}

void
edits_clear (Edits *self)
{
  g_clear_pointer (&self->chars, g_array_unref);
}

char *
edits_dup_text (const Edits *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->chars->len; i++)
    g_string_append_unichar (text, at (self, i)->c);
  return g_string_free (text, FALSE);
}

/* Where each character of the original is now. */
guint *
edits_find_places (const Edits *self, guint n_chars)
{
  guint *places = g_new (guint, n_chars + 1);

  memset (places, 0xff, (n_chars + 1) * sizeof (guint));
  for (guint i = 0; i < self->chars->len; i++)
    if (at (self, i)->origin != EDITS_GONE)
      places[at (self, i)->origin] = i;
  return places;
}

static guint
draw (const Edits *self, guint end)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) MAX (end, 1));
}

static void
put_in (Edits *self, guint place, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Char added = { g_utf8_get_char (p), EDITS_GONE };

      g_array_insert_val (self->chars, place++, added);
    }
}

static void
take_out (Edits *self, Stretch stretch)
{
  g_array_remove_range (self->chars, stretch.start, stretch.end - stretch.start);
}

static gboolean
is_letter (const Edits *self, guint i)
{
  return i < self->chars->len && g_unichar_isalnum (at (self, i)->c);
}

/* A word near a random place; empty where there is none. */
static Stretch
draw_word (const Edits *self)
{
  guint i = draw (self, self->chars->len);
  Stretch word;

  while (i < self->chars->len && !is_letter (self, i))
    i++;
  word = (Stretch){ i, i };
  while (word.start > 0 && is_letter (self, word.start - 1))
    word.start--;
  while (is_letter (self, word.end))
    word.end++;
  return word;
}

/* Up to so many words from @word on, with the spaces between. */
static Stretch
widen (const Edits *self, Stretch word, guint n_words)
{
  while (--n_words > 0 && word.end < self->chars->len && at (self, word.end)->c == ' '
         && is_letter (self, word.end + 1))
    {
      word.end++;
      while (is_letter (self, word.end))
        word.end++;
    }
  return word;
}

static gboolean
ends_sentence (const Edits *self, guint i)
{
  gunichar c = at (self, i)->c;

  return c == '\n'
         || ((c == '.' || c == '?' || c == '!') && i + 1 < self->chars->len && at (self, i + 1)->c == ' ');
}

/* A sentence with the space behind it. */
static Stretch
draw_sentence (const Edits *self)
{
  guint i = draw (self, self->chars->len);
  Stretch sentence = { i, i };

  while (sentence.start > 0 && !ends_sentence (self, sentence.start - 1))
    sentence.start--;
  while (sentence.start < i && at (self, sentence.start)->c == ' ')
    sentence.start++;
  while (sentence.end < self->chars->len && !ends_sentence (self, sentence.end))
    sentence.end++;
  if (sentence.end < self->chars->len && at (self, sentence.end)->c != '\n')
    sentence.end += sentence.end + 1 < self->chars->len && at (self, sentence.end + 1)->c == ' ' ? 2 : 1;
  return sentence;
}

/* A line with its line end. */
static Stretch
draw_line (const Edits *self)
{
  guint i = draw (self, self->chars->len);
  Stretch line = { i, i };

  while (line.start > 0 && at (self, line.start - 1)->c != '\n')
    line.start--;
  while (line.end < self->chars->len && at (self, line.end++)->c != '\n')
    ;
  return line;
}

/* Words of another article, from a word's beginning on. */
static char *
draw_foreign (const Edits *self, guint n_words)
{
  const char *from = self->foreign + draw (self, (guint) strlen (self->foreign));
  const char *to;

  while (*from != '\0' && *from != ' ')
    from++;
  if (*from == '\0')
    return g_strdup ("kata");
  to = ++from;
  while (*to != '\0' && *to != '\n' && n_words > 0)
    if (*to++ == ' ')
      n_words--;
  while (to > from && to[-1] == ' ')
    to--;
  return g_strndup (from, (gsize) (to - from));
}

static void
make_typo (Edits *self)
{
  Stretch word = draw_word (self);
  guint i = word.start + draw (self, word.end - word.start);

  if (word.start == word.end)
    return;
  switch (draw (self, 3))
    {
    case 0:
      take_out (self, (Stretch){ i, i + 1 });
      break;
    case 1:
      put_in (self, i, "x");
      break;
    default:
      *at (self, i) = (Char){ 'q', EDITS_GONE };
    }
}

static void
put_in_words (Edits *self)
{
  Stretch word = draw_word (self);
  g_autofree char *words = draw_foreign (self, 1 + draw (self, 3));
  g_autofree char *spaced = g_strconcat (words, " ", NULL);

  put_in (self, word.start, spaced);
}

static void
take_out_words (Edits *self)
{
  Stretch words = widen (self, draw_word (self), 1 + draw (self, 3));

  if (words.end < self->chars->len && at (self, words.end)->c == ' ')
    words.end++;
  take_out (self, words);
}

static void
put_in_sentence (Edits *self)
{
  Stretch sentence = draw_sentence (self);
  g_autofree char *words = draw_foreign (self, 6 + draw (self, 15));
  g_autofree char *whole = g_strconcat (words, ". ", NULL);

  put_in (self, sentence.start, whole);
}

static void
move_line (Edits *self)
{
  Stretch line = draw_line (self);
  guint n = line.end - line.start;
  g_autofree Char *moved = NULL;
  guint place;

  if (line.end == self->chars->len || n == 0)
    return;
  moved = g_memdup2 (at (self, line.start), n * sizeof (Char));
  take_out (self, line);
  place = draw_line (self).start;
  g_array_insert_vals (self->chars, place, moved, n);
}

static void
wrap_line (Edits *self)
{
  Stretch line = draw_line (self);

  for (guint i = line.start; i < line.end; i++)
    if (at (self, i)->c == ' ' && draw (self, 10) == 0)
      *at (self, i) = (Char){ '\n', EDITS_GONE };
}

static void
change_quotes (Edits *self)
{
  Stretch line = draw_line (self);

  for (guint i = line.start; i < line.end; i++)
    if (at (self, i)->c == 0x201C || at (self, i)->c == 0x201D)
      *at (self, i) = (Char){ '"', EDITS_GONE };
    else if (at (self, i)->c == '"')
      *at (self, i) = (Char){ 0x201C, EDITS_GONE };
}

/* A name is written otherwise wherever it stands. */
static void
respell_name (Edits *self)
{
  Stretch name = draw_word (self);
  guint n = name.end - name.start;
  g_autofree gunichar *chars = g_new (gunichar, n + 1);

  if (n < 4 || !g_unichar_isupper (at (self, name.start)->c))
    return;
  for (guint i = 0; i < n; i++)
    chars[i] = at (self, name.start + i)->c;
  for (guint i = 0; i + n <= self->chars->len; i++)
    {
      guint j = 0;

      while (j < n && at (self, i + j)->c == chars[j])
        j++;
      if (j == n)
        *at (self, i + n / 2) = (Char){ at (self, i + n / 2)->c == 'y' ? 'j' : 'y', EDITS_GONE };
    }
}

void
edits_make (Edits *self, guint n_edits)
{
  for (guint i = 0; i < n_edits; i++)
    switch (draw (self, 12))
      {
      case 0:
      case 1:
      case 2:
        make_typo (self);
        break;
      case 3:
      case 4:
        put_in_words (self);
        break;
      case 5:
      case 6:
        take_out_words (self);
        break;
      case 7:
        put_in_sentence (self);
        break;
      case 8:
        take_out (self, draw_sentence (self));
        break;
      case 9:
        move_line (self);
        break;
      case 10:
        if (draw (self, 2) == 0)
          wrap_line (self);
        else
          change_quotes (self);
        break;
      default:
        respell_name (self);
      }
}
