/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gui/tandai-view-map.h"

#define PARAGRAPH_BYTES 8192

/* How far back from the limit a space is looked for. */
#define SPACE_BYTES 512

struct _TandaiViewMap
{
  /* The document offsets before which a line end is put in. */
  GArray *breaks;
};

/* The best byte for a break in a paragraph's next piece: after a space, else between two characters. */
static gsize
choose_break (const char *chars, gsize from)
{
  gsize limit = from + PARAGRAPH_BYTES;

  for (gsize at = limit; at > limit - SPACE_BYTES; at--)
    if (chars[at - 1] == ' ')
      return at;
  for (gsize at = limit; at > limit - SPACE_BYTES; at--)
    if (((guchar) chars[at] & 0xC0) != 0x80 && !g_unichar_ismark (g_utf8_get_char (chars + at))
        && !g_unichar_iszerowidth (g_utf8_get_char (chars + at)))
      return at;
  return limit;
}

static void
break_paragraph (TandaiViewMap *self, const TandaiText *text, gsize from, gsize end)
{
  const char *chars = tandai_text_get_chars (text);

  while (end - from > PARAGRAPH_BYTES)
    {
      guint offset;

      from = choose_break (chars, from);
      offset = tandai_text_from_byte (text, from);
      g_array_append_val (self->breaks, offset);
    }
}

/**
 * tandai_view_map_new:
 * @text: a document's text
 *
 * Returns: (transfer full): where its long paragraphs are broken in a view
 */
TandaiViewMap *
tandai_view_map_new (const TandaiText *text)
{
  TandaiViewMap *self = g_new0 (TandaiViewMap, 1);
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = tandai_text_get_bytes (text);
  gsize from = 0;

  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  while (from < n_bytes)
    {
      const char *end = memchr (chars + from, '\n', n_bytes - from);
      gsize to = end != NULL ? (gsize) (end - chars) : n_bytes;

      break_paragraph (self, text, from, to);
      from = to + 1;
    }
  return self;
}

/** tandai_view_map_free: frees a map */
void
tandai_view_map_free (TandaiViewMap *self)
{
  g_array_unref (self->breaks);
  g_free (self);
}

/* How many breaks stand before the document's @offset, or at it. */
static guint
count_breaks (const TandaiViewMap *self, guint offset)
{
  guint low = 0;
  guint high = self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, guint, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** tandai_view_map_to_view: Returns: where a document's offset is in the view */
guint
tandai_view_map_to_view (const TandaiViewMap *self, guint offset)
{
  return offset + count_breaks (self, offset);
}

/** tandai_view_map_to_document: Returns: where a view's offset is in the document; a break is where it was
 * put in */
guint
tandai_view_map_to_document (const TandaiViewMap *self, guint offset)
{
  guint low = 0;
  guint high = self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, guint, middle) + middle < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return offset - low;
}

/** tandai_view_map_get_n_breaks: Returns: how many line ends the view has that the document has not */
guint
tandai_view_map_get_n_breaks (const TandaiViewMap *self)
{
  return self->breaks->len;
}

/* The number of the first break that stands at a byte or after it. */
static guint
first_break (const TandaiViewMap *self, const TandaiText *text, gsize byte)
{
  guint offset = self->breaks->len > 0 ? tandai_text_from_byte (text, byte) : 0;
  guint index = count_breaks (self, offset);

  return index > 0 && g_array_index (self->breaks, guint, index - 1) == offset ? index - 1 : index;
}

/* Where a piece of at most about @limit bytes ends: after a line end, else after a whole character; never
 * within the two characters of a line end. */
static gsize
piece_end (const TandaiText *text, gsize from, gsize limit)
{
  const char *chars = tandai_text_get_chars (text);
  gsize n_bytes = tandai_text_get_bytes (text);
  gsize to;

  if (n_bytes - from <= limit)
    return n_bytes;
  for (to = from + limit; to > from + limit / 2; to--)
    if (chars[to - 1] == '\n')
      return to;
  to = from + limit;
  while (to < n_bytes && (((guchar) chars[to] & 0xC0) == 0x80 || chars[to] == '\n'))
    to++;
  return to;
}

static char *
copy_with_breaks (
    const TandaiViewMap *self, const TandaiText *text, gsize begin, gsize end, guint index, guint past)
{
  const char *chars = tandai_text_get_chars (text);
  GString *piece = g_string_sized_new (end - begin + past - index);

  for (; index < past; index++)
    {
      gsize to = tandai_text_to_byte (text, g_array_index (self->breaks, guint, index));

      g_string_append_len (piece, chars + begin, (gssize) (to - begin));
      g_string_append_c (piece, '\n');
      begin = to;
    }
  g_string_append_len (piece, chars + begin, (gssize) (end - begin));
  return g_string_free (piece, FALSE);
}

/**
 * tandai_view_map_peek_piece:
 * @self: a map
 * @text: the document's text
 * @from: (inout): the byte of the document at which the piece begins; then, the one after it
 * @limit: how many bytes of the document it may have, about
 * @n_bytes: (out): its length
 * @owned: (out) (nullable): what is to be freed after use
 *
 * The view's text in pieces, with its breaks. Nothing is copied where a piece has no break.
 *
 * Returns: (transfer none): the piece's bytes
 */
const char *
tandai_view_map_peek_piece (
    const TandaiViewMap *self, const TandaiText *text, gsize *from, gsize limit, gsize *n_bytes, char **owned)
{
  const char *chars = tandai_text_get_chars (text);
  gsize begin = *from;
  gsize end = piece_end (text, begin, limit);
  guint index = first_break (self, text, begin);
  guint past = end < tandai_text_get_bytes (text) ? first_break (self, text, end) : self->breaks->len;

  *from = end;
  *n_bytes = end - begin + past - index;
  *owned = index < past ? copy_with_breaks (self, text, begin, end, index, past) : NULL;
  return *owned != NULL ? *owned : chars + begin;
}
