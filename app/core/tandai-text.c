/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/tandai-bytes-private.h"
#include "core/tandai-text.h"

#include <string.h>

/* How far it is from checkpoint to checkpoint. */
#define BLOCK_BYTES 128

/* The counts at the first code point that starts at or after a block's first byte. */
typedef struct
{
  guint byte;
  guint offset;
  guint unit;
} Checkpoint;

struct _TandaiText
{
  gatomicrefcount ref_count;
  char *chars;
  gsize n_bytes;
  guint n_chars;
  guint n_units;
  /* One a block, and a last one for the end; NULL where the text is plain ASCII. */
  Checkpoint *checkpoints;
  guint n_checkpoints;
};

G_DEFINE_BOXED_TYPE (TandaiText, tandai_text, tandai_text_ref, tandai_text_unref)

typedef enum
{
  COUNT_BYTES,
  COUNT_OFFSETS,
  COUNT_UNITS,
} Count;

static inline gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

static inline guint
sequence_length (char first)
{
  guchar byte = (guchar) first;

  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

static inline guint
get_count (const Checkpoint *at, Count count)
{
  return count == COUNT_BYTES ? at->byte : count == COUNT_OFFSETS ? at->offset : at->unit;
}

static inline void
step (const char *chars, Checkpoint *at)
{
  guint length = sequence_length (chars[at->byte]);

  at->byte += length;
  at->offset += 1;
  at->unit += length == 4 ? 2 : 1;
}

static gboolean
is_ascii (const char *chars, gsize n_bytes)
{
  guchar seen = 0;
  gsize i = 0;

  for (; i + TANDAI_BLOCK_BYTES <= n_bytes; i += TANDAI_BLOCK_BYTES)
    if (tandai_block_bits (tandai_block_load (chars + i)) != 0)
      return FALSE;
  for (; i < n_bytes; i++)
    seen |= (guchar) chars[i];
  return seen < 0x80;
}

/* How many bytes of a block go on with a character, and how many begin one that is two units of UTF-16. */
static inline void
count_in_block (TandaiBlock block, guint *n_continuations, guint *n_astral)
{
  if (tandai_block_bits (block) == 0)
    return;
  *n_continuations += (guint) __builtin_popcount (tandai_block_bits (tandai_block_among (block, 0x80, 0x40)));
  *n_astral += (guint) __builtin_popcount (tandai_block_bits (tandai_block_among (block, 0xf0, 0x10)));
}

static void
count_bytes (const char *chars, gsize from, gsize to, Checkpoint *at)
{
  guint n_continuations = 0;
  guint n_astral = 0;
  gsize i = from;

  for (; i + TANDAI_BLOCK_BYTES <= to; i += TANDAI_BLOCK_BYTES)
    count_in_block (tandai_block_load (chars + i), &n_continuations, &n_astral);
  for (; i < to; i++)
    {
      n_continuations += is_continuation (chars[i]);
      n_astral += (guchar) chars[i] >= 0xf0;
    }
  at->offset += (guint) (to - from) - n_continuations;
  at->unit += (guint) (to - from) - n_continuations + n_astral;
}

static void
build_checkpoints (TandaiText *self)
{
  guint n_blocks = (guint) ((self->n_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES);
  Checkpoint at = { 0, 0, 0 };

  self->checkpoints = g_new (Checkpoint, n_blocks + 1);
  self->n_checkpoints = n_blocks + 1;
  for (guint i = 0; i < n_blocks; i++)
    {
      gsize from = (gsize) i * BLOCK_BYTES;
      gsize to = MIN (from + BLOCK_BYTES, self->n_bytes);

      self->checkpoints[i] = at;
      self->checkpoints[i].byte = (guint) from;
      while (is_continuation (self->chars[self->checkpoints[i].byte]))
        self->checkpoints[i].byte++;
      count_bytes (self->chars, from, to, &at);
    }
  at.byte = (guint) self->n_bytes;
  self->checkpoints[n_blocks] = at;
  self->n_chars = at.offset;
  self->n_units = at.unit;
}

/* A block of bytes at once, as long as fewer than @offset code points start in it: most of a walk. */
static inline void
stride (const TandaiText *self, Checkpoint *at, guint offset)
{
  while (at->byte + TANDAI_BLOCK_BYTES <= self->n_bytes)
    {
      guint n_continuations = 0, n_astral = 0, n_starts;

      count_in_block (tandai_block_load (self->chars + at->byte), &n_continuations, &n_astral);
      n_starts = TANDAI_BLOCK_BYTES - n_continuations;
      if (at->offset + n_starts >= offset)
        return;
      at->byte += TANDAI_BLOCK_BYTES;
      at->offset += n_starts;
      at->unit += n_starts + n_astral;
      while (is_continuation (self->chars[at->byte]))
        at->byte++;
    }
}

/* The last checkpoint whose @count is not above @value: near where it would be if all characters took the
 * same room, as they nearly do; from there in steps that double, and by halves at last. */
static guint
find_checkpoint (const TandaiText *self, Count count, guint value)
{
  guint last = self->n_checkpoints - 1;
  guint total = get_count (&self->checkpoints[last], count);
  guint low = (guint) ((guint64) MIN (value, total) * last / MAX (total, 1));
  guint high, reach = 1;

  while (get_count (&self->checkpoints[low], count) > value)
    {
      low = low > reach ? low - reach : 0;
      reach *= 2;
    }
  for (high = low + 1; high <= last && get_count (&self->checkpoints[high], count) <= value; reach *= 2)
    {
      low = high;
      high = MIN (high + reach, last + 1);
    }
  high = MIN (high, last + 1);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_count (&self->checkpoints[middle], count) <= value)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The last code point at which @count is not above @value. */
static Checkpoint
locate (const TandaiText *self, Count count, guint value)
{
  Checkpoint at;

  if (self->checkpoints == NULL)
    return (Checkpoint){ value, value, value };

  at = self->checkpoints[find_checkpoint (self, count, value)];
  if (count == COUNT_OFFSETS)
    stride (self, &at, value);
  while (get_count (&at, count) < value)
    {
      Checkpoint next = at;

      step (self->chars, &next);
      if (get_count (&next, count) > value)
        break;
      at = next;
    }
  return at;
}

/* Where @offset starts, from a code point that is not far before it. */
static gsize
walk_on (const TandaiText *self, Checkpoint from, guint offset)
{
  if (self->checkpoints == NULL || offset - from.offset > BLOCK_BYTES)
    return locate (self, COUNT_OFFSETS, offset).byte;
  stride (self, &from, offset);
  while (from.offset < offset)
    step (self->chars, &from);
  return from.byte;
}

/**
 * tandai_text_new:
 * @utf8: a string, valid UTF-8
 *
 * Returns: (transfer full): a text that holds a copy of it
 */
TandaiText *
tandai_text_new (const char *utf8)
{
  g_return_val_if_fail (utf8 != NULL, NULL);
  g_assert (g_utf8_validate (utf8, -1, NULL));

  return tandai_text_new_take (g_strdup (utf8), strlen (utf8));
}

/**
 * tandai_text_new_take:
 * @utf8: (transfer full): valid UTF-8 without NUL, which is not checked again, with a NUL after its last byte
 * @n_bytes: its length in bytes, less than 4 GiB
 *
 * Returns: (transfer full): a text that owns @utf8
 */
TandaiText *
tandai_text_new_take (char *utf8, gsize n_bytes)
{
  TandaiText *self;

  g_return_val_if_fail (utf8 != NULL, NULL);
  g_return_val_if_fail (n_bytes < G_MAXUINT, NULL);
  g_assert (utf8[n_bytes] == '\0');

  self = g_new0 (TandaiText, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->chars = utf8;
  self->n_bytes = n_bytes;
  if (is_ascii (utf8, n_bytes))
    self->n_chars = self->n_units = (guint) n_bytes;
  else
    build_checkpoints (self);

  return self;
}

/**
 * tandai_text_ref:
 * @self: a text
 *
 * Returns: (transfer full): @self
 */
TandaiText *
tandai_text_ref (TandaiText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * tandai_text_unref:
 * @self: (transfer full): a text
 *
 * Gives up a reference; the last one frees the text.
 */
void
tandai_text_unref (TandaiText *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->checkpoints);
  g_free (self->chars);
  g_free (self);
}

/**
 * tandai_text_get_chars:
 * @self: a text
 *
 * Returns: (transfer none): its UTF-8, which ends with NUL
 */
const char *
tandai_text_get_chars (const TandaiText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->chars;
}

/**
 * tandai_text_get_bytes:
 * @self: a text
 *
 * Returns: its length in UTF-8 bytes
 */
gsize
tandai_text_get_bytes (const TandaiText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * tandai_text_get_length:
 * @self: a text
 *
 * Returns: its length in code points
 */
guint
tandai_text_get_length (const TandaiText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_chars;
}

/**
 * tandai_text_to_byte:
 * @self: a text
 * @offset: a code point offset, at most the text's length
 *
 * Returns: the byte at which the code point starts
 */
gsize
tandai_text_to_byte (const TandaiText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (offset <= self->n_chars, 0);

  return locate (self, COUNT_OFFSETS, offset).byte;
}

/**
 * tandai_text_from_byte:
 * @self: a text
 * @byte: a byte position, at most the text's length in bytes
 *
 * Returns: the offset of the code point that holds the byte
 */
guint
tandai_text_from_byte (const TandaiText *self, gsize byte)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (byte <= self->n_bytes, 0);

  while (byte < self->n_bytes && is_continuation (self->chars[byte]))
    byte--;
  return locate (self, COUNT_BYTES, (guint) byte).offset;
}

/**
 * tandai_text_to_unit:
 * @self: a text
 * @offset: a code point offset, at most the text's length
 *
 * Returns: the UTF-16 unit at which the code point starts
 */
guint
tandai_text_to_unit (const TandaiText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (offset <= self->n_chars, 0);

  return locate (self, COUNT_OFFSETS, offset).unit;
}

/**
 * tandai_text_from_unit:
 * @self: a text
 * @unit: a position in UTF-16 units, at most the text's length in them
 *
 * Returns: the offset of the code point that holds the unit
 */
guint
tandai_text_from_unit (const TandaiText *self, guint unit)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (unit <= self->n_units, 0);

  return locate (self, COUNT_UNITS, unit).offset;
}

/**
 * tandai_text_get_char:
 * @self: a text
 * @offset: a code point offset, at most the text's length
 *
 * Returns: the code point there; 0 at the end of the text
 */
gunichar
tandai_text_get_char (const TandaiText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (offset <= self->n_chars, 0);

  return g_utf8_get_char (self->chars + locate (self, COUNT_OFFSETS, offset).byte);
}

/**
 * tandai_text_peek:
 * @self: a text
 * @start: a code point offset
 * @end: another, not before @start and at most the text's length
 * @n_bytes: (out): how many bytes lie between them
 *
 * Returns: (transfer none): where @start lies in the text; the bytes do not end with NUL
 */
const char *
tandai_text_peek (const TandaiText *self, guint start, guint end, gsize *n_bytes)
{
  Checkpoint first;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_bytes != NULL, NULL);
  g_return_val_if_fail (start <= end && end <= self->n_chars, NULL);

  first = locate (self, COUNT_OFFSETS, start);
  *n_bytes = walk_on (self, first, end) - first.byte;
  return self->chars + first.byte;
}

/**
 * tandai_text_slice:
 * @self: a text
 * @start: a code point offset
 * @end: another, not before @start and at most the text's length
 *
 * Returns: (transfer full): a copy of what lies between them
 */
char *
tandai_text_slice (const TandaiText *self, guint start, guint end)
{
  const char *chars;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (start <= end && end <= self->n_chars, NULL);

  chars = tandai_text_peek (self, start, end, &n_bytes);
  return g_strndup (chars, n_bytes);
}
