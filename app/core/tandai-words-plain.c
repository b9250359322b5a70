/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The words of lines that have nothing but ASCII and the usual dashes and
 * quotation marks, which are most of all lines. They are found byte by byte, by
 * the same rules as the others' and many times faster; tests hold the two
 * against each other.
 */

#include "config.h"

#include "core/tandai-bytes-private.h"
#include "core/tandai-words-private.h"

/* What a character is to UAX #29 and to our joints. The low bits tell between what a mark stands in a word.
 */
enum
{
  BETWEEN_LETTERS = 1 << 0,
  BETWEEN_DIGITS = 1 << 1,
  BETWEEN_BOTH = 1 << 2,
  SPACE = 1 << 3,
  LETTER = 1 << 4,
  DIGIT = 1 << 5,
  LINK = 1 << 6,
  MARK = 1 << 7,

  UNKNOWN = MARK | LINK,
};

/* clang-format off */
static const guint8 kinds[256] = {
  [0 ... 8] = UNKNOWN, ['\t'] = MARK | SPACE, ['\n'] = MARK | SPACE, [11 ... 31] = UNKNOWN,
  [' '] = MARK | SPACE,
  ['!' ... '&'] = MARK, ['\''] = MARK | BETWEEN_LETTERS | BETWEEN_DIGITS,
  ['(' ... '+'] = MARK, [','] = MARK | BETWEEN_DIGITS,
  ['-'] = MARK | BETWEEN_LETTERS | BETWEEN_DIGITS | BETWEEN_BOTH,
  ['.'] = MARK | BETWEEN_LETTERS | BETWEEN_DIGITS, ['/'] = MARK | BETWEEN_DIGITS,
  ['0' ... '9'] = DIGIT,
  [':'] = MARK | BETWEEN_LETTERS, [';'] = MARK | BETWEEN_DIGITS,
  ['<' ... '@'] = MARK,
  ['A' ... 'Z'] = LETTER,
  ['[' ... '^'] = MARK, ['_'] = LINK, ['`'] = MARK,
  ['a' ... 'z'] = LETTER,
  ['{' ... '~'] = MARK,
  [127 ... 255] = UNKNOWN,
};
/* clang-format on */

/* The marks that are known among those from U+2000 to U+203F, three bytes each. */
static guint8
sequence_kind (const char *p)
{
  if ((guchar) p[0] != 0xe2 || (guchar) p[1] != 0x80)
    return UNKNOWN;
  switch ((guchar) p[2])
    {
    case 0x98: /* ‘ */
    case 0x99: /* ’ */
      return MARK | BETWEEN_LETTERS | BETWEEN_DIGITS;
    case 0x93: /* – */
    case 0x94: /* — */
    case 0x9c: /* “ */
    case 0x9d: /* ” */
    case 0xa6: /* … */
      return MARK;
    default:
      return UNKNOWN;
    }
}

static inline guint8
kind_at (const char *p, guint *n_bytes)
{
  guint8 kind = kinds[(guchar) *p];

  *n_bytes = 1;
  if (kind != UNKNOWN)
    return kind;
  *n_bytes = 3;
  return sequence_kind (p);
}

/* Takes what lies before @end, @n_chars of it, as one token. */
static inline void
take (TandaiWordWalk *walk, const char *end, guint n_chars, gboolean is_word)
{
  guint next = walk->offset + n_chars;

  _tandai_word_walk_add (walk, (TandaiToken){ walk->offset, next, (guint) (walk->p - walk->chars),
                                              (guint) (end - walk->p), is_word, TRUE });
  walk->p = end;
  walk->offset = next;
}

/* Whether a mark holds together what stands before and after it. */
static inline gboolean
is_joint (guint8 before, guint8 mark, guint8 after)
{
  switch (before | after)
    {
    case LETTER:
      return mark & BETWEEN_LETTERS;
    case DIGIT:
      return mark & BETWEEN_DIGITS;
    case LETTER | DIGIT:
      return mark & BETWEEN_BOTH;
    default:
      return FALSE;
    }
}

/* Passes letters, digits and links; tells in @is_word whether a letter or digit was among them. */
static inline const char *
pass_run (const char *p, const char *end, gboolean *is_word)
{
  while (end - p >= TANDAI_BLOCK_BYTES)
    {
      TandaiBlock block = tandai_block_load (p);
      guint word = tandai_block_bits (tandai_block_among (block | 0x20, 'a', 26)
                                      | tandai_block_among (block, '0', 10));
      guint other = ~(word | tandai_block_bits (tandai_block_equal (block, '_'))) | 1u << TANDAI_BLOCK_BYTES;
      guint n = (guint) __builtin_ctz (other);

      *is_word |= (word & ((1u << n) - 1)) != 0;
      p += n;
      if (n < TANDAI_BLOCK_BYTES)
        return p;
    }
  for (; p < end && !(kinds[(guchar) *p] & MARK); p++)
    *is_word |= (kinds[(guchar) *p] & (LETTER | DIGIT)) != 0;
  return p;
}

static inline void
take_word (TandaiWordWalk *walk, const char *end)
{
  const char *p = walk->p;
  gboolean is_word = FALSE;
  guint n_hidden = 0;

  for (;;)
    {
      guint8 mark;
      guint n_bytes;

      p = pass_run (p, end, &is_word);
      if (p == end || *p == ' ')
        break;
      mark = kind_at (p, &n_bytes);
      if (p + n_bytes >= end || !is_joint (kinds[(guchar) p[-1]], mark, kinds[(guchar) p[n_bytes]]))
        break;
      n_hidden += n_bytes - 1;
      p += n_bytes;
    }
  take (walk, p, (guint) (p - walk->p) - n_hidden, is_word);
}

static inline gboolean
take_next (TandaiWordWalk *walk, const char *end)
{
  guint n_bytes;
  guint8 kind = kinds[(guchar) *walk->p];

  if (!(kind & MARK))
    {
      take_word (walk, end);
      return TRUE;
    }
  kind = kind_at (walk->p, &n_bytes);
  if (kind == UNKNOWN)
    return FALSE;
  if (kind & SPACE)
    {
      walk->p++;
      walk->offset++;
    }
  else
    take (walk, walk->p + n_bytes, 1, FALSE);
  return TRUE;
}

/*
 * Takes the tokens of the line that begins at the walk's place, which ends behind a line end or at @end. A
 * line with a character that is not known here is left as it was.
 */
gboolean
_tandai_words_take_plain_line (TandaiWordWalk *walk, const char *end)
{
  const char *from = walk->p;
  guint offset = walk->offset;
  guint n_tokens = walk->n_tokens;

  while (walk->p < end && (walk->p == from || walk->p[-1] != '\n'))
    if (!take_next (walk, end))
      {
        walk->n_tokens = n_tokens;
        walk->p = from;
        walk->offset = offset;
        return FALSE;
      }
  return TRUE;
}
