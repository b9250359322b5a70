/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How alike two texts are, told from a few numbers of each: MinHash over word
 * shingles (Broder, "On the resemblance and containment of documents", 1997).
 * A shingle is four words in a row, a typical length (Manning, Raghavan and
 * Schütze, "Introduction to Information Retrieval", 2008, 19.6), in lower case
 * and without punctuation, so that other quotation marks make no other text.
 */

#include "config.h"

#include "formats/tandai-signature.h"

#define SHINGLE 4

/*
 * Two texts that share 80 % of their shingles agree in 102 of 128 places on
 * average, with a standard deviation of 4.5. This lies more than four of them
 * below, so that fewer than one such pair in a hundred thousand is overlooked;
 * some pairs of about 65 % are taken for near-duplicates too, which does no harm.
 */
#define ALIKE_PLACES 82

/* Words follow one another in a ring; @n of them have been seen. */
typedef struct
{
  guint64 words[SHINGLE];
  guint n;
  GArray *shingles;
} Shingling;

/* The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* Of the hash functions x -> a x + b (mod 2^32) these are a and b: always the same ones, so that the same
 * texts are alike everywhere. Shingles are well mixed before, which is why so simple a function does. */
static guint32
constant (guint number)
{
  return (guint32) (mix ((number + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static void
add_shingle (Shingling *shingling, guint n_words)
{
  guint64 hash = n_words;
  guint32 shingle;

  for (guint i = shingling->n - n_words; i < shingling->n; i++)
    hash = mix (hash ^ shingling->words[i % SHINGLE]) + 1;
  shingle = (guint32) (hash >> 32);
  g_array_append_val (shingling->shingles, shingle);
}

static void
add_word (Shingling *shingling, guint64 word)
{
  shingling->words[shingling->n++ % SHINGLE] = mix (word);
  if (shingling->n >= SHINGLE)
    add_shingle (shingling, SHINGLE);
}

/* Scripts that put no space between words: there each character stands for one. */
static gboolean
is_word_alone (gunichar c)
{
  return g_unichar_iswide (c) || g_unichar_break_type (c) == G_UNICODE_BREAK_COMPLEX_CONTEXT;
}

static guint64
add_char (guint64 word, gunichar c)
{
  return (word ^ c) * G_GUINT64_CONSTANT (0x100000001b3);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* One that is not of ASCII: a part of a word, a word, or between words. */
static guint64
take_char (Shingling *shingling, guint64 word, gunichar c)
{
  gboolean alone = is_word_alone (c);

  if (!alone && is_word_char (c))
    return add_char (word, g_unichar_tolower (c));
  if (word != 0)
    add_word (shingling, word);
  if (alone && g_unichar_isalnum (c))
    add_word (shingling, add_char (0, c));
  return 0;
}

/* ASCII is most of most texts, and asking Unicode of it takes longer than all else. */
static guint64
take_ascii (Shingling *shingling, guint64 word, guchar byte)
{
  if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
    return add_char (word, byte);
  if (byte >= 'A' && byte <= 'Z')
    return add_char (word, byte + 'a' - 'A');
  if (word != 0)
    add_word (shingling, word);
  return 0;
}

static GArray *
make_shingles (const TandaiText *text)
{
  const char *end = tandai_text_get_chars (text) + tandai_text_get_bytes (text);
  Shingling shingling = { { 0 }, 0, g_array_new (FALSE, FALSE, sizeof (guint32)) };
  guint64 word = 0;

  for (const char *p = tandai_text_get_chars (text); p < end; p = g_utf8_next_char (p))
    if ((guchar) *p < 128)
      word = take_ascii (&shingling, word, (guchar) *p);
    else
      word = take_char (&shingling, word, g_utf8_get_char (p));
  if (word != 0)
    add_word (&shingling, word);
  if (shingling.n > 0 && shingling.n < SHINGLE)
    add_shingle (&shingling, shingling.n);
  return shingling.shingles;
}

/* Half of a split's time is spent here, and wide registers make it a seventh; what is computed is the same.
 */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
__attribute__ ((target_clones ("avx2", "default")))
#endif
static guint32
find_least (const guint32 *shingles, guint n, guint32 a, guint32 b)
{
  guint32 least = G_MAXUINT32;

  for (guint i = 0; i < n; i++)
    {
      guint32 hash = a * shingles[i] + b;

      least = hash < least ? hash : least;
    }
  return least;
}

/**
 * tandai_signature_take:
 * @self: (out caller-allocates): a signature
 * @text: a text
 *
 * Takes a text's signature. A text of fewer than four words is one shingle.
 */
void
tandai_signature_take (TandaiSignature *self, const TandaiText *text)
{
  g_autoptr (GArray) shingles = make_shingles (text);

  for (guint i = 0; i < TANDAI_SIGNATURE_SIZE; i++)
    self->minima[i] = (guint16) find_least ((const guint32 *) (gpointer) shingles->data, shingles->len,
                                            constant (2 * i) | 1, constant (2 * i + 1));
}

/**
 * tandai_signature_is_empty:
 * @self: a signature
 *
 * Returns: whether it is of a text without a word, which is like no other
 */
gboolean
tandai_signature_is_empty (const TandaiSignature *self)
{
  for (guint i = 0; i < TANDAI_SIGNATURE_SIZE; i++)
    if (self->minima[i] != G_MAXUINT16)
      return FALSE;
  return TRUE;
}

/**
 * tandai_signature_band:
 * @self: a signature
 * @band: which of its bands, below %TANDAI_SIGNATURE_BANDS
 *
 * Texts that share 80 % of their shingles have the same number for at least one
 * band, but for one pair in twenty million: 1 − (1 − 0.8⁴)³² (Leskovec,
 * Rajaraman and Ullman, "Mining of Massive Datasets", 2014, 3.4.2).
 *
 * Returns: what is in the band, as a number
 */
guint64
tandai_signature_band (const TandaiSignature *self, guint band)
{
  guint64 number = 0;

  for (guint i = 0; i < TANDAI_SIGNATURE_ROWS; i++)
    number = number << 16 | self->minima[band * TANDAI_SIGNATURE_ROWS + i];
  return number;
}

/**
 * tandai_signature_alike:
 * @a: a signature
 * @b: another one
 *
 * Tells near-duplicates: texts that share 80 % of their shingles as good as always, texts that share half of
 * them less than once in a thousand.
 *
 * Returns: whether the texts are near-duplicates
 */
gboolean
tandai_signature_alike (const TandaiSignature *a, const TandaiSignature *b)
{
  guint n_same = 0;

  for (guint i = 0; i < TANDAI_SIGNATURE_SIZE; i++)
    n_same += a->minima[i] == b->minima[i] ? 1 : 0;
  return n_same >= ALIKE_PLACES && !tandai_signature_is_empty (a);
}
