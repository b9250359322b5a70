/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "formats/tandai-brat-pieces.h"

/**
 * tandai_brat_ends_line:
 * @c: a character
 *
 * Returns: whether brat's reader, which is Python's, takes a line to end there
 */
gboolean
tandai_brat_ends_line (gunichar c)
{
  return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_blank_at (const TandaiText *text, guint offset)
{
  gunichar c = tandai_text_get_char (text, offset);

  return g_unichar_isspace (c) || tandai_brat_ends_line (c);
}

/* One line's part of a fragment, without the blanks next to the line ends. */
static void
add_piece (GArray *pieces, const TandaiText *text, TandaiRange piece, TandaiRange fragment)
{
  while (piece.start > fragment.start && piece.start < piece.end && is_blank_at (text, piece.start))
    piece.start++;
  while (piece.end < fragment.end && piece.start < piece.end && is_blank_at (text, piece.end - 1))
    piece.end--;
  if (piece.start < piece.end)
    g_array_append_val (pieces, piece);
}

static void
add_lines (GArray *pieces, const TandaiText *text, TandaiRange fragment)
{
  gsize n_bytes;
  const char *p = tandai_text_peek (text, fragment.start, fragment.end, &n_bytes);
  TandaiRange piece = { fragment.start, fragment.start };

  for (guint offset = fragment.start; offset < fragment.end; offset++, p = g_utf8_next_char (p))
    if (tandai_brat_ends_line (g_utf8_get_char (p)))
      {
        piece.end = offset;
        add_piece (pieces, text, piece, fragment);
        piece.start = offset + 1;
      }
  piece.end = fragment.end;
  add_piece (pieces, text, piece, fragment);
}

/**
 * tandai_brat_pieces_split:
 * @text: an article's text
 * @ranges: (array length=n_ranges): the fragments of a span, in code points
 * @n_ranges: how many there are
 *
 * Splits fragments at line ends.
 *
 * Returns: (transfer full) (element-type TandaiRange): a fragment a line; none where there are only blanks
 */
GArray *
tandai_brat_pieces_split (const TandaiText *text, const TandaiRange *ranges, guint n_ranges)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TandaiRange));

  for (guint i = 0; i < n_ranges; i++)
    add_lines (pieces, text, ranges[i]);
  return pieces;
}

/* Whether a fragment that has both would be split there again. */
static gboolean
is_split (const TandaiText *text, TandaiRange before, TandaiRange after)
{
  gboolean has_line_end = FALSE;

  if (before.end >= after.start || is_blank_at (text, before.end - 1) || is_blank_at (text, after.start))
    return FALSE;
  for (guint i = before.end; i < after.start; i++)
    {
      if (!is_blank_at (text, i))
        return FALSE;
      has_line_end |= tandai_brat_ends_line (tandai_text_get_char (text, i));
    }
  return has_line_end;
}

/**
 * tandai_brat_pieces_join:
 * @text: an article's text
 * @ranges: (element-type TandaiRange): the fragments of a span as brat has them, none empty
 *
 * Joins those that have only line ends and blanks between them, which are most
 * likely one.
 */
void
tandai_brat_pieces_join (const TandaiText *text, GArray *ranges)
{
  for (guint i = 1; i < ranges->len;)
    {
      TandaiRange *before = &g_array_index (ranges, TandaiRange, i - 1);
      TandaiRange after = g_array_index (ranges, TandaiRange, i);

      if (is_split (text, *before, after))
        {
          before->end = after.end;
          g_array_remove_index (ranges, i);
        }
      else
        i++;
    }
}
