/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "suggest/tandai-scan.h"

/* A longer word is no word of a list. */
#define FOLDED_BYTES 128

/* The place in the text that is being read. */
typedef struct
{
  TandaiScan *scan;
  const char *at;
  const char *stop;
  guint offset;
  gboolean space;
  gboolean line;
} Reader;

static gunichar
peek (const Reader *reader, const char *at)
{
  return at < reader->stop ? g_utf8_get_char (at) : 0;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Whether a mark between two characters of words joins them: orang-orang, Jum'at, 1.500, 24/8. */
static gboolean
joins (gunichar before, gunichar mark, gunichar after)
{
  if (mark == '-' || mark == 0x2010 || mark == 0x2011)
    return g_unichar_isalnum (before) && g_unichar_isalnum (after);
  if (mark == '\'' || mark == 0x2019 || mark == '`')
    return g_unichar_isalpha (before) && g_unichar_isalpha (after);
  if (mark == '.' || mark == ',' || mark == '/')
    return g_unichar_isdigit (before) && g_unichar_isdigit (after);
  return mark == '_' && is_word_char (after);
}

static const char *
next_char (const char *at)
{
  return g_utf8_next_char (at);
}

/* Where a word ends that begins at the reader's place; @n_chars counts its code points. */
static const char *
word_end (const Reader *reader, guint *n_chars)
{
  const char *at = reader->at;
  gunichar before = 0;
  guint n = 0;

  while (at < reader->stop)
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_word_char (c))
        {
          const char *after = next_char (at);

          if (!joins (before, c, peek (reader, after)))
            break;
        }
      before = c;
      at = next_char (at);
      n++;
    }
  *n_chars = n;
  return at;
}

static guint
shape_of (const char *at, const char *end)
{
  gunichar first = g_utf8_get_char (at);
  guint n_letters = 0;
  gboolean small = FALSE;

  for (const char *p = at; p < end; p = next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_letters += g_unichar_isalpha (c);
      small |= g_unichar_islower (c);
    }
  return (g_unichar_isupper (first) || g_unichar_istitle (first) ? TANDAI_WORD_CAPITAL : 0)
         | (n_letters > 1 && !small && g_unichar_isupper (first) ? TANDAI_WORD_CAPITALS : 0)
         | (g_unichar_isdigit (first) ? TANDAI_WORD_NUMBER : 0);
}

static const char *
fold (TandaiScan *scan, const char *at, const char *end)
{
  char buffer[FOLDED_BYTES + 8];
  gsize n = 0;

  for (const char *p = at; p < end && n < FOLDED_BYTES; p = next_char (p))
    n += (gsize) g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (p)), buffer + n);
  return g_string_chunk_insert_len (scan->strings, buffer, (gssize) n);
}

/* The lists of a word without its clitic: katanya, warganya, Jokowilah. */
static guint
stem_lists (const TandaiScan *scan, const char *folded)
{
  static const char *const clitics[] = { "nya", "lah", "kah", "pun" };
  gsize length = strlen (folded);

  for (guint i = 0; i < G_N_ELEMENTS (clitics); i++)
    if (length > 5 && g_str_has_suffix (folded, clitics[i]))
      {
        g_autofree char *stem = g_strndup (folded, length - 3);

        return tandai_word_lists_lookup (scan->lists, stem);
      }
  return 0;
}

static void
read_word (Reader *reader)
{
  TandaiScanWord word = { 0 };
  guint n_chars;
  const char *end = word_end (reader, &n_chars);

  word.start = reader->offset;
  word.end = reader->offset + n_chars;
  word.flags = shape_of (reader->at, end);
  word.folded = fold (reader->scan, reader->at, end);
  word.lists = tandai_word_lists_lookup (reader->scan->lists, word.folded);
  word.stem_lists = stem_lists (reader->scan, word.folded);
  word.flags |= (reader->space ? TANDAI_WORD_SPACE : 0) | (reader->line ? TANDAI_WORD_LINE : 0);
  g_array_append_val (reader->scan->words, word);
  reader->at = end;
  reader->offset = word.end;
}

static void
read_mark (Reader *reader, gunichar c)
{
  TandaiScanWord word = { 0 };

  word.start = reader->offset;
  word.end = reader->offset + 1;
  word.mark = c;
  word.folded = "";
  word.flags =
      TANDAI_WORD_MARK | (reader->space ? TANDAI_WORD_SPACE : 0) | (reader->line ? TANDAI_WORD_LINE : 0);
  g_array_append_val (reader->scan->words, word);
  reader->at = next_char (reader->at);
  reader->offset++;
}

static void
read_words (Reader *reader)
{
  while (reader->at < reader->stop)
    {
      gunichar c = g_utf8_get_char (reader->at);

      if (g_unichar_isspace (c))
        {
          reader->space = TRUE;
          reader->line |= c == '\n';
          reader->at = next_char (reader->at);
          reader->offset++;
          continue;
        }
      if (g_unichar_isalnum (c))
        read_word (reader);
      else
        read_mark (reader, c);
      reader->space = reader->line = FALSE;
    }
}

static gboolean
is_opening (gunichar c)
{
  return strchr ("\"'([", (int) MIN (c, 127)) != NULL || c == 0x201C || c == 0x201D || c == 0x2018
         || c == 0xAB || c == 0x2014 || c == '-';
}

/* A full stop after one capital or a title's abbreviation ends no sentence: H. Agus Salim, Prof. Dr. Budi. */
static gboolean
is_initial (const TandaiScan *self, guint position)
{
  const TandaiScanWord *word = tandai_scan_word (self, position);
  const TandaiScanWord *dot = tandai_scan_word (self, position + 1);
  guint length = word->end - word->start;

  if (dot->mark != '.' || (dot->flags & TANDAI_WORD_SPACE) || !(word->flags & TANDAI_WORD_CAPITAL))
    return FALSE;
  return length == 1 || (length < 5 && (word->lists & TANDAI_LIST_BIT (TANDAI_LIST_TITLES)))
         || (length < 5 && (word->lists & TANDAI_LIST_BIT (TANDAI_LIST_PLACES)));
}

static gboolean
is_stop (const TandaiScan *self, guint position)
{
  const TandaiScanWord *word = tandai_scan_word (self, position);
  const TandaiScanWord *next = tandai_scan_word (self, position + 1);

  if (word->mark != '.' && word->mark != '?' && word->mark != '!' && word->mark != 0x2026)
    return FALSE;
  if (position > 0 && tandai_scan_is (self, position - 1, TANDAI_WORD_INITIAL)
      && !(next->flags & TANDAI_WORD_LINE))
    return FALSE;
  return position + 1 == self->words->len
         || (next->flags & (TANDAI_WORD_MARK | TANDAI_WORD_LINE | TANDAI_WORD_CAPITAL | TANDAI_WORD_NUMBER));
}

/* Marks what ends and what begins sentences. */
static void
find_sentences (TandaiScan *self)
{
  guint sentence = 0;
  gboolean first = TRUE;
  gboolean begun = FALSE;

  for (guint i = 0; i < self->words->len; i++)
    {
      TandaiScanWord *word = tandai_scan_word (self, i);
      gboolean opens = word->mark != 0 && is_opening (word->mark) && (word->flags & TANDAI_WORD_SPACE);

      if (is_initial (self, i))
        word->flags |= TANDAI_WORD_INITIAL;
      if ((word->flags & TANDAI_WORD_LINE) || (first && !begun && i > 0 && (opens || word->mark == 0)))
        {
          sentence++;
          begun = TRUE;
        }
      if (word->flags & TANDAI_WORD_LINE)
        first = TRUE;
      word->sentence = sentence;
      if (first && word->mark == 0)
        {
          word->flags |= TANDAI_WORD_FIRST;
          first = FALSE;
        }
      if (is_stop (self, i))
        {
          word->flags |= TANDAI_WORD_STOP;
          first = TRUE;
          begun = FALSE;
        }
    }
}

/**
 * tandai_scan_new:
 * @text: a text
 * @lists: word lists
 * @start: the first code point
 * @end: the code point after the last
 *
 * Returns: (transfer full): the stretch, taken apart
 */
TandaiScan *
tandai_scan_new (TandaiText *text, TandaiWordLists *lists, guint start, guint end)
{
  TandaiScan *self = g_new0 (TandaiScan, 1);
  gsize n_bytes;
  const char *chars = tandai_text_peek (text, start, end, &n_bytes);
  Reader reader = { self, chars, chars + n_bytes, start, TRUE, TRUE };

  self->text = tandai_text_ref (text);
  self->lists = tandai_word_lists_ref (lists);
  self->words = g_array_sized_new (FALSE, FALSE, sizeof (TandaiScanWord), (guint) n_bytes / 5 + 8);
  self->strings = g_string_chunk_new (4096);
  read_words (&reader);
  find_sentences (self);
  return self;
}

/** tandai_scan_free: frees a scan */
void
tandai_scan_free (TandaiScan *self)
{
  tandai_text_unref (self->text);
  tandai_word_lists_unref (self->lists);
  g_array_unref (self->words);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * tandai_scan_phrase_at:
 * @self: a scan
 * @position: a word
 * @lists: bits of lists
 *
 * Returns: how many words the longest phrase has that begins there and is in one of the lists, or 0
 */
guint
tandai_scan_phrase_at (const TandaiScan *self, guint position, guint lists)
{
  const TandaiScanWord *word = tandai_scan_word (self, position);
  guint found = (word->lists & lists) ? 1 : 0;
  g_autoptr (GString) phrase = NULL;

  if (word->mark != 0 || position >= self->words->len
      || !tandai_word_lists_goes_on (self->lists, word->folded))
    return found;
  phrase = g_string_new (word->folded);
  for (guint n = 2; n <= TANDAI_PHRASE_WORDS; n++)
    {
      const TandaiScanWord *next = tandai_scan_word (self, position + n - 1);

      if (position + n - 1 >= self->words->len || next->mark != 0 || (next->flags & TANDAI_WORD_LINE))
        break;
      g_string_append_printf (phrase, " %s", next->folded);
      if (tandai_word_lists_lookup (self->lists, phrase->str) & lists)
        found = n;
      if (!tandai_word_lists_goes_on (self->lists, phrase->str))
        break;
    }
  return found;
}

/** tandai_scan_find: Returns: the position of the first word that ends after an offset */
guint
tandai_scan_find (const TandaiScan *self, guint offset)
{
  guint low = 0;
  guint high = self->words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tandai_scan_word (self, middle)->end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
